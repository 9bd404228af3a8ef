"""Something that can be found: its words, and what a result shows."""

from abc import ABC, abstractmethod
from datetime import date
from typing import Any

from khuyencong.describing.elements import Link
from khuyencong.search.results import Result
from khuyencong.store.digest import digest_of

PRODUCT, PRODUCER, DE_AN, PAGE = "Sản phẩm", "Cơ sở sản xuất", "Đề án", "Trang"
"""Kinds of results that are no categories of stories."""


class Document(ABC):
    """Something that is found as one result."""

    address: str
    kind: str
    day: date | None = None
    """When it was first published; whatever has none counts as the oldest."""
    place: str = ""
    """Province, for the facet."""
    expired: bool = False
    """Whether it is a legal document that is not in force any more."""
    group: str = ""
    """Group of a product, for the facet."""
    answers: bool = False
    """Whether its facts may answer a question that does not name it."""
    digest: bytes
    """Stands for the words."""
    result_key: tuple[Any, ...]
    """Stands for what the result shows."""

    @property
    def order(self) -> tuple[str, str]:
        """What documents are sorted by, the oldest first."""
        return (self.day.isoformat() if self.day else "", self.address)

    @abstractmethod
    def fields(self) -> tuple[str, str, str]:
        """Title, names (standfirst, tags, places, numbers) and text, as plain words."""

    @abstractmethod
    def result(self) -> Result:
        """What a result shows."""


class ServiceDocument(Document):
    """A page that does something for its reader, and is no entry."""

    kind = PAGE

    def __init__(self, link: Link, names: str, text: str) -> None:
        self.address = link.address
        self._title, self._names, self._text = link.text, names, text
        self.digest = digest_of_values(link.text, names, text)
        self.result_key = (self.digest,)

    def fields(self) -> tuple[str, str, str]:
        return self._title, self._names, self._text

    def result(self) -> Result:
        return Result(self._title, self.address, self.kind, text=self._text)


def digest_of_values(*values: object) -> bytes:
    """A digest that stands for values."""
    return digest_of(*(repr(value).encode() for value in values))
