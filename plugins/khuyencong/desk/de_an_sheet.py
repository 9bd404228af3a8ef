"""The đề án of a year as a sheet: a row of `de-an/<year>.csv` each."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from khuyencong.content.de_an_table import is_table
from khuyencong.desk.de_an_cells import as_shown, as_written, de_an_columns
from khuyencong.desk.judgement import in_words_of_form
from khuyencong.desk.sessions import Session
from khuyencong.desk.sheet import Cell, Line, SheetRow
from khuyencong.desk.workspace import Workspace
from khuyencong.editing.de_an_csv import DeAnText
from khuyencong.importers.de_an_match import Values
from khuyencong.model.de_an import FOLDER, DeAn
from khuyencong.model.rules import Severity
from khuyencong.model.validation import validate
from khuyencong.store.digest import digest_of
from khuyencong.vietnamese.numbers import grouped


@dataclass(frozen=True, slots=True)
class Totals:
    """What the rows of a year come to."""

    count: int
    funded: int
    support: int
    """Đồng, of those that are funded."""

    @property
    def words(self) -> str:
        """The totals as a sentence for staff."""
        return (
            f"{self.count} đề án, {self.funded} được hỗ trợ, kinh phí hỗ trợ "
            f"{grouped(self.support)} đồng"
        )


@dataclass(frozen=True)
class DeAnSheet:
    """The table of one year."""

    workspace: Workspace
    year: int

    @property
    def source(self) -> str:
        """Path of the table below the content folder."""
        return f"{FOLDER}/{self.year}.csv"

    def text(self) -> DeAnText:
        """The file as it is now; one without rows where there is none.

        Raises:
            TableError: it cannot be changed row by row.
        """
        if not is_table(self.workspace.content, self.source):
            return DeAnText.blank()
        return DeAnText.of(self.workspace.read(self.source))

    def rows(self) -> list[SheetRow]:
        """Every đề án, in the order of the file.

        Raises:
            TableError: see `text`.
        """
        known = _by_key(self.text())
        return [_compared(Line({}, key), values) for key, (_, values) in known.items()]

    @staticmethod
    def blank() -> SheetRow:
        """A row in which nothing stands."""
        return _compared(Line({}), {})

    def compared(self, lines: Sequence[Line]) -> list[SheetRow]:
        """Lines beside what the file holds now.

        Raises:
            TableError: see `text`.
        """
        known = _by_key(self.text())
        return [_compared(line, known[line.source][1] if line.source in known else {})
                for line in lines]  # fmt: skip

    def totals(self, lines: Sequence[Line] = (), gone: AbstractSet[str] = frozenset()) -> Totals:
        """What the table comes to; with `lines` and `gone`, once they are written.

        Raises:
            TableError: see `text`.
        """
        known = {key: dict(values) for key, (_, values) in _by_key(self.text()).items()}
        for number, line in enumerate(lines):
            known.setdefault(line.source or f"+{number}", {}).update(line.texts)
        kept = [_read(values)[0] for key, values in known.items() if key not in gone]
        funded = [each for each in kept if each and each.giai_doan.funded]
        return Totals(len(kept), len(funded), sum(each.kinh_phi_ho_tro for each in funded))

    def write(self, lines: Sequence[Line], gone: Mapping[str, str], by: Session) -> list[str]:
        """Write lines and take rows away, all of it or nothing.

        `gone` are keys of rows with the version of each that was seen. Gives a sentence for each
        line that keeps everything from being written, an empty one for the others; and, behind
        those of the lines, one for each row that is to go.

        Raises:
            TableError: see `text`.
            OSError: it cannot be written.
        """
        with self.workspace.writing:
            text = self.text()
            known = _by_key(text)
            taken = [line.source for line in lines] + [*gone]
            codes = {values.get("ma", "") for key, (_, values) in known.items() if key not in taken}
            refusals = [*self._faults(lines, known, codes)]
            refusals += [_stale(known, key, base) for key, base in gone.items()]
            if not any(refusals):
                self._write(text, known, lines, gone, by)
        return refusals

    def _faults(
        self, lines: Sequence[Line], known: "Known", codes: AbstractSet[str]
    ) -> Iterator[str]:
        seen = set(codes)
        for line in lines:
            values = {**(known[line.source][1] if line.source in known else {}), **line.texts}
            code = values.get("ma", "")
            twice = f"Mã “{code}” đã có ở dòng khác; mỗi đề án một mã." if code in seen else ""
            seen |= {code} if code else set()
            stale = _stale(known, line.source, line.base) if line.source else ""
            yield stale or twice or _read(values)[1]

    def _write(
        self,
        text: DeAnText,
        known: "Known",
        lines: Sequence[Line],
        gone: Mapping[str, str],
        by: Session,
    ) -> None:
        for line in lines:
            place, before = known.get(line.source, (None, {}))
            cells = _compared(line, before).cells
            changed = {str(cell.column.path[0]): cell.text for cell in cells if cell.is_changed}
            written = {name: as_written(name, cell) for name, cell in changed.items()}
            if written:
                text = text.with_values(place, written)
        text = text.without({known[key][0] for key in gone})
        self.workspace.write(self.source, text.data, by.who, "Sửa bảng đề án")


Known = Mapping[str, tuple[int, Values]]
"""Key of a row → its place in the file and its cells."""


def _by_key(text: DeAnText) -> Known:
    """Rows by their code; one without a code, or with that of another, by its place."""
    found: dict[str, tuple[int, Values]] = {}
    for place, values in text.rows:
        code = values.get("ma", "")
        found[code if code and code not in found else f"#{place}"] = (place, values)
    return found


def _compared(line: Line, values: Values) -> SheetRow:
    cells = tuple(
        Cell(column, as_shown(column.name, line.texts.get(column.name, before)), before)
        for column in de_an_columns()
        for before in [as_shown(column.name, values.get(column.name, ""))]
    )
    return SheetRow(line.source, _version(values) if values else "", cells, line.remarks)


def _version(values: Values) -> str:
    return digest_of(*(f"{key}={value}".encode() for key, value in values.items())).hex()[:16]


def _stale(known: Known, key: str, base: str) -> str:
    if key not in known:
        return "Dòng này không còn trong bảng; bấm “Để ngoài”."
    if _version(known[key][1]) != base:
        return "Người khác vừa sửa dòng này; đã so lại với bản mới, xem rồi ghi."
    return ""


def _read(values: Values) -> tuple[DeAn | None, str]:
    """The đề án that a row declares, and the first sentence about what is wrong with it."""
    given = {name: as_shown(name, text) for name, text in values.items() if text.strip()}
    found, faults = validate(DeAn, given)
    faults += found.faults() if found else []
    errors = [fault for fault in faults if fault.rule.severity is Severity.ERROR]
    if not errors:
        return found, ""
    name = str(errors[0].where[0])
    label = DeAn.model_fields[name].title or name
    said = in_words_of_form(f"{errors[0].message} {errors[0].advice}", DeAn)
    return found, f"{label}: {said}"
