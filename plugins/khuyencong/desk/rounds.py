"""Results of a selection round, entered by pasting the list of its decision."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from khuyencong.desk.entry_writer import FaultyError, create, write
from khuyencong.desk.sessions import Session
from khuyencong.desk.workspace import Workspace
from khuyencong.editing.entry_text import EntryText
from khuyencong.editing.header_yaml import HeaderError
from khuyencong.editing.yaml_writer import Value
from khuyencong.model.kinds import KINDS
from khuyencong.model.producer import producer_of
from khuyencong.site.names import identity, producer_identity

PRODUCTS = "san-pham"


@dataclass(frozen=True, slots=True)
class Line:
    """A product of the list, and the file that it was matched to."""

    number: int
    name: str
    producer: str
    source: str
    """Empty where no file is of this name and producer: a draft will be made."""
    has_award: bool


@dataclass(frozen=True, slots=True)
class Round:
    """A round: the award that every product of the list gets, and the group of new ones."""

    award: Mapping[str, str]
    group: str

    def lines(self, workspace: Workspace, pasted: str) -> Iterator[Line]:
        """The list, each product with its file."""
        known = _known(workspace)
        for number, (name, producer) in enumerate(rows(pasted)):
            source = known.get((identity(name), producer_identity(producer)), "")
            yield Line(number, name, producer, source, self._has(workspace, source))

    def _has(self, workspace: Workspace, source: str) -> bool:
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


def rows(pasted: str) -> Iterator[tuple[str, str]]:
    """Product and producer of each line: cells of Excel, or words with ` – ` or `;` between.

    A number in front (`1.`, a first cell) is no part of the name.
    """
    for line in pasted.splitlines():
        cells = [cell.strip() for cell in _split(line) if cell.strip()]
        if cells and cells[0].rstrip(".").isdigit():
            cells = cells[1:]
        if cells:
            name = cells[0].lstrip("0123456789. ") if cells[0][0].isdigit() else cells[0]
            yield name, cells[1] if len(cells) > 1 else ""


def _split(line: str) -> list[str]:
    sign = next((sign for sign in ("\t", ";", " – ", " - ") if sign in line), None)
    return line.split(sign) if sign else [line]


def _known(workspace: Workspace) -> dict[tuple[str, str], str]:
    """Name and producer of each product as they are compared → its file.

    A name alone, as some lists have it, stands for the only product of that name.
    """
    found: dict[tuple[str, str], str] = {}
    names: dict[str, list[str]] = {}
    for file in workspace.files().values():
        producer = producer_of(file.record.entry) if file.record else None
        if file.record and producer:
            name = identity(file.record.entry.title)
            found[name, producer_identity(producer.name)] = file.source
            names.setdefault(name, []).append(file.source)
    found |= {(name, ""): sources[0] for name, sources in names.items() if len(sources) == 1}
    return found


def _awards(values: Mapping[str, Value]) -> Sequence[Mapping[str, Value]]:
    awards = values.get("awards")
    found = awards if isinstance(awards, list) else []
    return [award for award in found if isinstance(award, dict)]
