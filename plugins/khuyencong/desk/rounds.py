"""Results of a selection round, entered by pasting the list of its decision."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from khuyencong.desk.entry_writer import FaultyError, create, write
from khuyencong.desk.product_match import KnownProduct, known_products, offered
from khuyencong.desk.sessions import Session
from khuyencong.desk.workspace import Workspace
from khuyencong.editing.entry_text import EntryText
from khuyencong.editing.header_yaml import HeaderError
from khuyencong.editing.yaml_writer import Value
from khuyencong.model.kinds import KINDS
from khuyencong.vietnamese.folding import fold

PRODUCTS = "san-pham"
_NUMBER_HEADS = frozenset({"stt", "tt", "so tt", "so thu tu"})
_NAME_HEADS = ("ten san pham", "ten sp", "san pham", "ten bo san pham", "ten hang hoa")
_PRODUCER_HEADS = (
    *("co so", "ten co so", "cssx", "don vi", "ten don vi", "chu the", "ten chu the"),
    *("doanh nghiep", "ten doanh nghiep", "nha san xuat", "ho san xuat"),
)
_REFUSED = re.compile(r"(?:khong|chua)\s+(?:duoc\s+)?(?:cong nhan|dat|binh chon)|bi loai|loai$")
"""In folded letters: what a list writes beside a product that got nothing."""

_NO_PRODUCT = re.compile(
    r"(?:danh sach|phu luc|bieu so|tong cong|tong so|cong:|ghi chu)\b|\(?kem theo"
)
"""In folded letters: how a line begins that names the list or counts it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A product of the list, and the file that it was matched to."""

    number: int
    name: str
    producer: str
    source: str
    """The file that gets the award; empty where a draft will be made."""
    title: str
    """Title of that file."""
    offered: tuple[KnownProduct, ...]
    """Files that it may be, where none is of this very name and producer: a person chooses."""
    has_award: bool
    is_refused: bool
    """Whether the list itself says that the product was not recognised."""


@dataclass(frozen=True, slots=True)
class Round:
    """A round: the award that every product of the list gets, and the group of new ones."""

    award: Mapping[str, str]
    group: str

    def lines(self, workspace: Workspace, pasted: str) -> Iterator[Line]:
        """The list, each product with its file, or with those that it may be."""
        products = [*known_products(workspace)]
        for number, row in enumerate(rows(pasted)):
            named = [each for each in products if each.is_named(row.name, row.producer)]
            own = named[0] if len(named) == 1 else None
            near = () if own else offered(products, row.name, row.producer)
            sure = [each for each in near if each.is_surely(row.name, row.producer)]
            meant = own or (sure[0] if len(sure) == 1 else None)
            source, title = (meant.source, meant.title) if meant else ("", "")
            has = self.has(workspace, source)
            yield Line(number, row.name, row.producer, source, title, near, has, row.is_refused)

    def has(self, workspace: Workspace, source: str) -> bool:
        """Whether a product has the award of this round already."""
        values = EntryText.of(workspace.read(source)).read(KINDS[PRODUCTS]).values if source else {}
        same = ("level", "year")
        return any(
            all(str(award.get(key, "")) == self.award[key] for key in same)
            for award in _awards(values)
        )

    def enter(self, workspace: Workspace, line: Line, by: Session) -> str:
        """Add the award to a product, or make a draft of a new one; empty, or why not."""
        kind = KINDS[PRODUCTS]
        award: Value = {key: value for key, value in self.award.items() if value}
        what = f"Nhập kết quả bình chọn {self.award['year']}"
        try:
            if line.source:
                with workspace.writing:
                    text = EntryText.of(workspace.read(line.source))
                    before = _awards(text.read(kind).values)
                    awarded = text.with_fields({"awards": [*before, award]}, kind)
                    write(workspace, line.source, kind, awarded, by, what=what)
            else:
                values: dict[str, Value | None] = {
                    "title": line.name,
                    "producer": {"name": line.producer},
                    "group": self.group,
                    "awards": [award],
                }
                create(workspace, kind, values, by, what=what)
        except HeaderError:
            return f"{line.name}: phần khai báo viết theo cách riêng; thêm danh hiệu bằng tay."
        except FaultyError as faulty:
            return f"{line.name}: {faulty.first}"
        return ""


class Row(NamedTuple):
    """What a line of a list says."""

    name: str
    producer: str = ""
    is_refused: bool = False


def rows(pasted: str) -> Iterator[Row]:
    """Product and producer of each line: cells of Excel, or words with ` – ` or `;` between.

    A number in front (`1.`, a first cell) is no part of the name. A row of headings says in which
    columns product and producer stand; without it they are the first two. What stands above the
    headings names the list.
    """
    heads: list[str] = []
    lines = [[cell.strip() for cell in _split(line)] for line in pasted.splitlines()]
    filled = [cells for cells in lines if any(cells) and not _NO_PRODUCT.match(fold(cells[0]))]
    first = next((n for n, cells in enumerate(filled) if _is_heading(cells)), 0)
    for cells in filled[first:]:
        if _is_heading(cells):
            heads = [fold(cell) for cell in cells]
            continue
        is_refused = any(_REFUSED.match(fold(cell)) for cell in cells[1:])
        name, producer = _by_heading(heads, cells) or _by_place(cells)
        if name:
            yield Row(name, producer, is_refused)


def _is_heading(cells: Sequence[str]) -> bool:
    folded = [fold(cell).strip(". ") for cell in cells if cell]
    return folded[0] in _NUMBER_HEADS or any(cell in _NAME_HEADS for cell in folded)


def _by_heading(heads: Sequence[str], cells: Sequence[str]) -> tuple[str, str] | None:
    """Product and producer by the names of their columns; None where they are not named."""

    def cell(names: tuple[str, ...]) -> str:
        found = (n for n, head in enumerate(heads) if head.startswith(names) and n < len(cells))
        place = next(found, None)
        return "" if place is None else cells[place]

    name = cell(_NAME_HEADS)
    return (name, cell(_PRODUCER_HEADS)) if name else None


def _by_place(cells: Sequence[str]) -> tuple[str, str]:
    filled = [cell for cell in cells if cell]
    if filled[0].rstrip(".").isdigit():
        filled = filled[1:]
    if not filled:
        return "", ""
    name = filled[0].lstrip("0123456789. ") if filled[0][0].isdigit() else filled[0]
    return name, filled[1] if len(filled) > 1 else ""


def _split(line: str) -> list[str]:
    sign = next((sign for sign in ("\t", ";", " – ", " - ") if sign in line), None)
    return line.split(sign) if sign else [line]


def _awards(values: Mapping[str, Value]) -> Sequence[Mapping[str, Value]]:
    awards = values.get("awards")
    found = awards if isinstance(awards, list) else []
    return [award for award in found if isinstance(award, dict)]
