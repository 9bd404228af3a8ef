"""Bảng: many entries at once, pasted, dropped or edited, with the differences shown first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.responses import Response

from khuyencong.desk.import_screens import safe_name
from khuyencong.desk.requests import Asked
from khuyencong.desk.screen_renderer import go_to_list, screen
from khuyencong.desk.sessions import Role
from khuyencong.desk.sheet import Line, Sheet, SheetRow, columns_shown, sheet_columns
from khuyencong.desk.sheet_paste import MOST_LINES, as_csv, pasted_table
from khuyencong.desk.states import approval
from khuyencong.desk.submission import Pairs
from khuyencong.desk.workspace import Workspace
from khuyencong.editing.yaml_writer import Value
from khuyencong.importers.report import SourceRefusedError
from khuyencong.model.entry import Entry
from khuyencong.model.kinds import KINDS
from khuyencong.vietnamese.numbers import grouped

ROWS, COLUMNS = "d.", "cot."
"""Beginnings of the names of inputs: cells, and columns that somebody asked for."""
PASTED = "bang-dan.csv"
"""Name of a table that was pasted."""
REST = "con-lai"
"""Input with a pasted table of which the first rows are looked at."""
SOURCE, BASE = "@", "ban"
"""Inputs of a row besides its cells: the file, and the version that was seen."""


@dataclass(frozen=True)
class SheetScreens:
    """Answers about the entries of one kind together."""

    workspace: Workspace

    def open(self, asked: Asked) -> Response:
        """All entries; with `?them=1` only the place where a table is pasted."""
        kind = self._kind(asked)
        sheet = self._sheet(kind, _asked_columns(tuple(asked.query.items())))
        adding = asked.query.get("them") == "1"
        return self._screen(asked, sheet, () if adding else tuple(sheet.rows()), adding=adding)

    def take(self, asked: Asked) -> Response:
        """What was pasted, dropped or edited beside what is there; with `ghi` it is written."""
        kind = self._kind(asked)
        asked_columns = _asked_columns(asked.pairs)
        table = asked.files[0] if asked.files and asked.files[0][1] else None
        if pasted := as_csv(asked.get("dan")):
            table = PASTED, pasted
        if table is None:
            sheet = self._sheet(kind, asked_columns)
            return self._edited(asked, sheet, list(lines_of(row_inputs(asked.pairs))))
        return self._pasted(asked, kind, *table)

    def _pasted(
        self, asked: Asked, kind: type[Entry], name: str, data: bytes, before: str = ""
    ) -> Response:
        """The rows of a table beside what is there; `before` is what was done before it."""
        asked_columns = _asked_columns(asked.pairs)
        try:
            read = pasted_table(self.workspace.content, kind, safe_name(name), data)
        except SourceRefusedError as refused:
            sheet = self._sheet(kind, asked_columns)
            return self._screen(asked, sheet, (), adding=True, trouble=str(refused))
        sheet = self._sheet(kind, (*asked_columns, *read.columns))
        rows = [sheet.compared(line) for line in read.lines]
        changed = [row for row in rows if row.is_changed or row.trouble]
        notes = [before, *read.notes] if before else read.notes
        if len(changed) <= MOST_LINES:
            return self._review(asked, sheet, rows, notes)
        is_pasted = name == PASTED
        return self._screen(
            asked,
            sheet,
            changed[:MOST_LINES],
            notes=[_many(len(changed), is_pasted=is_pasted), *notes],
            same=len(rows) - len(changed),
            reviewing=True,
            rest=_pasted_text(asked) if is_pasted else "",
        )

    def _edited(self, asked: Asked, sheet: Sheet, lines: Sequence[Line]) -> Response:
        if asked.get("ghi") != "1":
            return self._review(asked, sheet, [sheet.compared(line) for line in lines])
        new = self._fields_of_new(asked)
        said = [(line, sheet.write(line, asked.session, new)) for line in lines]
        left = [replace(sheet.compared(line), trouble=problem) for line, problem in said if problem]
        written = [line for line, problem in said if not problem]
        if left:
            notes = (f"Đã ghi {len(written)} dòng. Các dòng dưới chưa ghi được.",)
            return self._review(asked, sheet, left, notes, wrong=True, rest=asked.get(REST))
        if rest := as_csv(asked.get(REST)):
            return self._pasted(asked, sheet.kind, PASTED, rest, _summary(written, new))
        are_new = all(not line.source for line in written)
        state = "nhap" if are_new and not new else ""
        return go_to_list(_summary(written, new), loai=sheet.kind.folder, buoc=state)

    def _fields_of_new(self, asked: Asked) -> Mapping[str, Value]:
        """A new entry is a draft, unless somebody who may publish said otherwise."""
        if asked.get("moi") != "dang" or asked.session.role < Role.APPROVER:
            return {}
        return {"status": "published", **approval(asked.session.who, self.workspace.now())}

    def _review(
        self,
        asked: Asked,
        sheet: Sheet,
        rows: Sequence[SheetRow],
        notes: Sequence[str] = (),
        *,
        wrong: bool = False,
        rest: str = "",
    ) -> Response:
        changed = [row for row in rows if row.is_changed or row.trouble]
        return self._screen(
            asked,
            sheet,
            changed,
            notes=notes,
            same=len(rows) - len(changed),
            reviewing=True,
            rest=rest,
            status=HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
        )

    def _screen(
        self,
        asked: Asked,
        sheet: Sheet,
        rows: Sequence[SheetRow],
        *,
        adding: bool = False,
        reviewing: bool = False,
        notes: Sequence[str] = (),
        same: int = 0,
        trouble: str = "",
        rest: str = "",
        status: HTTPStatus = HTTPStatus.OK,
    ) -> Response:
        kind = sheet.kind
        return screen(
            "bang",
            asked,
            HTTPStatus.UNPROCESSABLE_ENTITY if trouble else status,
            kind=kind,
            columns=sheet.columns,
            all_columns=sheet_columns(kind),
            rows=rows,
            blank=sheet.compared(Line({})),
            new=sum(not row.source for row in rows),
            adding=adding,
            reviewing=reviewing,
            notes=notes,
            same=same,
            trouble=trouble,
            pasted=_pasted_text(asked) if trouble else "",
            rest=rest,
        )

    def _sheet(self, kind: type[Entry], asked_columns: Sequence[str]) -> Sheet:
        return Sheet(self.workspace, kind, columns_shown(kind, asked_columns))

    def _kind(self, asked: Asked) -> type[Entry]:
        kind = KINDS.get(asked.path["folder"])
        if kind is None:
            raise HTTPException(HTTPStatus.NOT_FOUND, "Không có loại bài này.")
        return kind


def _asked_columns(pairs: Pairs) -> tuple[str, ...]:
    return tuple(name.removeprefix(COLUMNS) for name, _ in pairs if name.startswith(COLUMNS))


def row_inputs(pairs: Pairs) -> Iterator[dict[str, str]]:
    """The inputs of each row that a browser sent, by the names of their cells."""
    rows: dict[str, dict[str, str]] = {}
    for name, value in pairs:
        if name.startswith(ROWS):
            number, _, cell = name.removeprefix(ROWS).partition(".")
            rows.setdefault(number, {})[cell] = value
    yield from rows.values()


def lines_of(rows: Iterable[Mapping[str, str]]) -> Iterator[Line]:
    """What rows say: those in which something was changed."""
    for row in rows:
        texts = {name: text for name, text in row.items() if name not in (SOURCE, BASE)}
        if row.get(SOURCE) or any(text.strip() for text in texts.values()):
            yield Line(texts, row.get(SOURCE, ""), row.get(BASE, ""))


def _pasted_text(asked: Asked) -> str:
    """The table that somebody pasted, in this request or in the one that brought its first rows."""
    return asked.get("dan") or asked.get(REST)


def _many(count: int, *, is_pasted: bool) -> str:
    after = (
        "Ghi xong thì các dòng tiếp theo hiện ra, không phải dán lại."
        if is_pasted
        else "Ghi xong thì thả lại tệp này: dòng đã ghi được nhận ra, các dòng tiếp theo hiện ra."
    )
    return (
        f"Bảng có {grouped(count)} dòng mới hoặc có ô khác; mỗi lần ghi nhiều nhất "
        f"{grouped(MOST_LINES)} dòng. Dưới đây là {grouped(MOST_LINES)} dòng đầu. {after}"
    )


def _summary(written: Sequence[Line], new: Mapping[str, Value]) -> str:
    count = sum(not line.source for line in written)
    state = "đã đăng" if new else "là bản nháp"
    added = [f"Đã thêm {count} mục, {state}."] if count else []
    changed = [f"Đã sửa {len(written) - count} mục."] if len(written) > count else []
    return " ".join([*added, *changed]) or "Không có gì để ghi."
