"""What an import did: records that the command prints and the desk shows."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

_NAMED = 8
"""Names in a remark; there may be thousands."""


def some_of(names: Sequence[str]) -> str:
    """The first of some names, for a remark."""
    return ", ".join(names[:_NAMED]) + ("…" if len(names) > _NAMED else "")


class SourceRefusedError(Exception):
    """A source that cannot be taken in; its words say why and what to do instead."""


class Outcome(Enum):
    """What became of one part of a source."""

    CREATED = "đã tạo bản nháp"
    ADDED = "đã thêm vào bảng"
    UPDATED = "đã cập nhật"
    UNCHANGED = "không đổi"
    KEPT = "giữ bài đã có người sửa"
    LEFT_OUT = "để ngoài"
    REFUSED = "không nhập được"


@dataclass(frozen=True, slots=True)
class Guess:
    """A value that the program took from a text, to be approved by a person."""

    field: str
    """Label of the field, as the handbook has it."""
    value: str
    reason: str
    """Where it was found."""


@dataclass(frozen=True, slots=True)
class ImportedItem:
    """One entry of a source, and what became of it."""

    source: str
    """What a person calls it: file, row, or address."""
    outcome: Outcome
    title: str = ""
    file: str = ""
    """Path below `content/`, "" where none was written."""
    guesses: tuple[Guess, ...] = ()
    remarks: tuple[str, ...] = ()
    """What a person must look at."""
    changes: tuple[tuple[str, str, str], ...] = ()
    """Label, value before, value now of each field that an update changed."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of an old site, and where its stories go."""

    name: str
    place: str
    """A folder of `content/`, a tag, or "bỏ"."""
    pages: int

    def __str__(self) -> str:
        return f"Chuyên mục {self.name} → {self.place} ({self.pages} trang)"


@dataclass(frozen=True, slots=True)
class Question:
    """What a person is asked before something is done that is more than drafts of a file."""

    words: str
    sections: tuple[Section, ...] = ()
    pages: int = 0
    """Of an old site that is to come in."""

    def __str__(self) -> str:
        return "\n".join([*map(str, self.sections), self.words])


@dataclass(frozen=True, slots=True)
class Report:
    """The result of an import."""

    source: str
    form: str
    """What the source was found to be: "Tệp Word" …"""
    items: tuple[ImportedItem, ...]
    remarks: tuple[str, ...] = ()
    """What concerns the whole source."""
    dry_run: bool = False
    page: str = field(default="", compare=False)
    """Path of the report as HTML; "" where none was written."""

    @property
    def counts(self) -> Counter[Outcome]:
        """How many items had each outcome."""
        return Counter(item.outcome for item in self.items)

    @property
    def refused(self) -> bool:
        """Whether some part could not be taken in."""
        return self.counts[Outcome.REFUSED] > 0
