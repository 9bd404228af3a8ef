"""Bảng đề án: the đề án of a year together, pasted or edited, with the differences shown first."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.responses import Response

from khuyencong.content.de_an_table import table_years
from khuyencong.desk.de_an_cells import MONEY, de_an_columns
from khuyencong.desk.de_an_paste import pasted_de_an
from khuyencong.desk.de_an_sheet import DeAnSheet
from khuyencong.desk.import_screens import safe_name
from khuyencong.desk.requests import Asked
from khuyencong.desk.screen_renderer import go, screen
from khuyencong.desk.sheet import Line, SheetRow
from khuyencong.desk.sheet_paste import as_csv
from khuyencong.desk.sheet_screens import BASE, SOURCE, lines_of, row_inputs
from khuyencong.desk.workspace import Workspace
from khuyencong.editing.de_an_csv import TableError
from khuyencong.importers.report import SourceRefusedError
from khuyencong.model.de_an import FOLDER
from khuyencong.store.os_reason import os_reason

GONE = "bo"
"""Input of a row that is to be taken away."""


@dataclass(frozen=True)
class DeAnScreens:
    """Answers about tables of đề án."""

    workspace: Workspace

    def newest(self, asked: Asked) -> Response:
        """Lead to the table of the newest year, or of this one."""
        found = table_years(self.workspace.content)
        return go(f"bang/{FOLDER}/{found[0] if found else self.workspace.now().year}")

    def open(self, asked: Asked) -> Response:
        """The table of a year."""
        sheet = self._sheet(asked)
        try:
            return self._screen(asked, sheet, sheet.rows())
        except TableError as error:
            return self._screen(asked, sheet, (), trouble=str(error))

    def take(self, asked: Asked) -> Response:
        """What was pasted or edited beside what is there; with `ghi` it is written."""
        sheet = self._sheet(asked)
        table = asked.files[0] if asked.files and asked.files[0][1] else None
        if pasted := as_csv(asked.get("dan")):
            table = "bang-dan.csv", pasted
        try:
            if table:
                return self._pasted(asked, sheet, *table)
            rows = [*row_inputs(asked.pairs)]
            gone = {row[SOURCE]: row.get(BASE, "") for row in rows if row.get(GONE) == "1"}
            kept = [row for row in rows if row.get(SOURCE) not in gone]
            lines = [*lines_of({k: v for k, v in row.items() if k != GONE} for row in kept)]
            if asked.get("ghi") == "1":
                return self._written(asked, sheet, lines, gone)
            return self._review(asked, sheet, lines, gone)
        except (SourceRefusedError, TableError) as error:
            return self._screen(asked, sheet, (), trouble=str(error))

    def _pasted(self, asked: Asked, sheet: DeAnSheet, name: str, data: bytes) -> Response:
        known = {
            row.source: {cell.column.name: cell.before for cell in row.cells}
            for row in sheet.rows()
        }
        content = self.workspace.content
        read = pasted_de_an(content, known, sheet.year, safe_name(name), data)
        return self._review(asked, sheet, read.lines, {}, notes=read.notes)

    def _written(
        self, asked: Asked, sheet: DeAnSheet, lines: Sequence[Line], gone: Mapping[str, str]
    ) -> Response:
        try:
            refusals = sheet.write(lines, gone, asked.session)
        except OSError as error:
            trouble = f"Không ghi được tệp: {os_reason(error)}. Kiểm tra ổ đĩa rồi ghi lại."
            return self._review(asked, sheet, lines, gone, notes=(trouble,))
        if any(refusals):
            notes = ("Chưa ghi gì: sửa các dòng báo lỗi, hoặc bấm “Để ngoài”, rồi ghi lại.",)
            return self._review(asked, sheet, lines, gone, notes=notes, refusals=refusals)
        return go(f"bang/{FOLDER}/{sheet.year}", f"Đã ghi. Cả năm: {sheet.totals().words}.")

    def _review(
        self,
        asked: Asked,
        sheet: DeAnSheet,
        lines: Sequence[Line],
        gone: Mapping[str, str],
        *,
        notes: Sequence[str] = (),
        refusals: Sequence[str] = (),
    ) -> Response:
        rows = sheet.compared([*lines, *(Line({}, key, base) for key, base in gone.items())])
        said = [*refusals, *[""] * (len(rows) - len(refusals))]
        rows = [replace(row, trouble=words) for row, words in zip(rows, said, strict=True)]
        shown = [row for row in rows if row.is_changed or row.trouble or row.source in gone]
        after = sheet.totals(lines, gone.keys())
        return self._screen(
            asked, sheet, shown, notes=notes, same=len(rows) - len(shown), gone=gone,
            after=after.words, wrong=any(refusals),
        )  # fmt: skip

    def _screen(
        self,
        asked: Asked,
        sheet: DeAnSheet,
        rows: Sequence[SheetRow],
        *,
        notes: Sequence[str] = (),
        same: int = 0,
        gone: Mapping[str, str] | None = None,
        after: str = "",
        trouble: str = "",
        wrong: bool = False,
    ) -> Response:
        bad = trouble or wrong
        return screen(
            "de-an",
            asked,
            HTTPStatus.UNPROCESSABLE_ENTITY if bad else HTTPStatus.OK,
            year=sheet.year,
            years=self._years(sheet.year),
            columns=de_an_columns(),
            money=MONEY,
            rows=rows,
            blank=sheet.blank(),
            new=sum(not row.source for row in rows),
            gone=gone or {},
            reviewing=gone is not None,
            notes=notes,
            same=same,
            now="" if trouble else sheet.totals().words,
            after=after,
            trouble=trouble,
            pasted=asked.get("dan") if trouble else "",
        )

    def _years(self, shown: int) -> list[int]:
        this = self.workspace.now().year
        return sorted({*table_years(self.workspace.content), this, this + 1, shown}, reverse=True)

    def _sheet(self, asked: Asked) -> DeAnSheet:
        year = asked.path["year"]
        if not re.fullmatch(r"(19|20)\d\d", year):
            raise HTTPException(HTTPStatus.NOT_FOUND, "Không có bảng đề án của năm này.")
        return DeAnSheet(self.workspace, int(year))
