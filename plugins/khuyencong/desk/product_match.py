"""Products of the site that a line of somebody else's list may mean."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice

from khuyencong.desk.workspace import Workspace
from khuyencong.model.producer import producer_of
from khuyencong.site.names import identity, producer_identity

MOST_OFFERED = 5
_BRACKETS = re.compile(r"\([^()]*\)")
_FORMS = re.compile(
    r"\b(?:công ty|tnhh|một thành viên|mtv|cổ phần|hợp tác xã|tổ hợp tác|doanh nghiệp tư nhân"
    r"|hộ kinh doanh|cơ sở(?: sản xuất)?|nông nghiệp|thương mại|sản xuất|dịch vụ|và|&)\b"
)
"""What a decision writes in full and staff leave out, or the other way round."""
_PRODUCT = re.compile(r"\bsản phẩm\b")


@dataclass(frozen=True, slots=True)
class KnownProduct:
    """A product that has a file."""

    source: str
    title: str
    producer: str

    def is_named(self, name: str, producer: str) -> bool:
        """Whether name and producer are these, but for case, spaces and short legal forms."""
        same = not producer or producer_identity(producer) == producer_identity(self.producer)
        return same and identity(name) == identity(self.title)

    def is_surely(self, name: str, producer: str) -> bool:
        """Whether name and producer have the same words, whatever their order and brackets; the
        producer but for its legal form."""
        return _name(name) == _name(self.title) and _core(producer) == _core(self.producer)

    def is_near(self, name: str, producer: str) -> bool:
        """Whether it may be this one under a longer or shorter name.

        One name has all words of the other, and so has the producer's.
        """
        names = _nested(_words(name), _words(self.title))
        return names and (not producer or _nested(_core(producer), _core(self.producer)))


def known_products(workspace: Workspace) -> Iterator[KnownProduct]:
    """Every product whose file can be read."""
    for file in workspace.files().values():
        entry = file.record.entry if file.record else None
        producer = producer_of(entry) if entry else None
        if entry and producer:
            yield KnownProduct(file.source, entry.title, producer.name)


def offered(
    products: Collection[KnownProduct], name: str, producer: str
) -> tuple[KnownProduct, ...]:
    """Products that a line may mean, at most `MOST_OFFERED`; the surest first."""
    sure = [each for each in products if each.is_surely(name, producer)]
    near = (each for each in products if each not in sure and each.is_near(name, producer))
    return tuple(islice((*sure, *near), MOST_OFFERED))


def _name(title: str) -> list[str]:
    """Words of a product's name, those in brackets too, but for what any list calls it."""
    return sorted(re.findall(r"\w+", _PRODUCT.sub(" ", identity(title))))


def _words(name: str) -> frozenset[str]:
    return frozenset(identity(_BRACKETS.sub(" ", name)).split())


def _core(producer: str) -> frozenset[str]:
    return _words(_FORMS.sub(" ", producer_identity(producer)))


def _nested(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and (one <= other or other <= one)
