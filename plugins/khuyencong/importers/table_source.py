"""Tables from outside (.xlsx, .xls, .ods, .csv) as rows of texts, within bounds."""

import csv
import datetime
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from khuyencong.importers.missing_library import imported
from khuyencong.importers.report import SourceRefusedError
from khuyencong.importers.safe_zip import open_zip
from khuyencong.importers.sheet_extent import check_extent
from khuyencong.vietnamese.cleanup import clean
from khuyencong.vietnamese.detection import detect_all, detect_bytes, to_unicode
from khuyencong.vietnamese.legacy import as_seen

_WHAT = "Tệp Excel"
MOST_ROWS = 50_000
MOST_COLUMNS = 300
MOST_EMPTY_ROWS = 2_000
"""Empty rows in a run after which a sheet is at its end, whatever it says."""
LOST_DIGITS = "\ufffc"
"""Behind a number whose last digits Excel has lost (it keeps fifteen)."""
_EXACT = 10**15
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, and its rows of texts; row `n` of the list is row `first + n` in Excel."""

    name: str
    rows: list[list[str]]
    first: int = 1
    merged: frozenset[tuple[int, int]] = frozenset()
    """Row and column of the cells whose text stands in a cell above, merged with them."""
    notes: tuple[str, ...] = ()
    """What a person must know of the sheet."""


def read_workbook(data: bytes) -> list[Sheet]:
    """The visible sheets of an Excel or OpenDocument file; of a formula its value.

    Raises:
        SourceRefusedError: it is broken, has a password, or calamine is not installed.
    """
    calamine: Any = imported("python_calamine")
    notes = check_extent(open_zip(data, _WHAT), _WHAT) if data.startswith(b"PK") else []
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        shown = [
            s.name for s in book.sheets_metadata if s.visible == calamine.SheetVisibleEnum.Visible
        ]
        sheets = [_sheet(book.get_sheet_by_name(name)) for name in shown]
    except calamine.PasswordError as error:
        raise SourceRefusedError("Tệp Excel có mật khẩu. Bỏ mật khẩu rồi nhập lại.") from error
    except (calamine.CalamineError, ValueError, OSError) as error:
        raise SourceRefusedError(
            "Tệp Excel bị hỏng, không đọc được. Mở bằng Excel rồi lưu thành tệp mới."
        ) from error
    return [replace(sheet, notes=(*sheet.notes, *notes)) for sheet in sheets[:1]] + sheets[1:]


def _sheet(sheet: Any) -> Sheet:
    start = sheet.start or (0, 0)
    notes: list[str] = []
    rows = list(_bounded(sheet.iter_rows(), start[0] + 1, notes))
    merged: set[tuple[int, int]] = set()
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        first, last = top - start[0], bottom - start[0]
        merged.update(_fill_down(rows, first, last, left - start[1], right - start[1]))
    return Sheet(sheet.name, rows, start[0] + 1, frozenset(merged), tuple(notes))


def _bounded(rows: Iterable[list[Any]], first: int, notes: list[str]) -> Iterator[list[str]]:
    """Rows as text, of which the first has that number; what lies too far down is told."""
    empty = 0
    for number, row in enumerate(rows):
        if empty > MOST_EMPTY_ROWS:
            if any(map(_is_filled, row)):
                notes.append(
                    f"Dòng {first + number} đứng sau hơn {MOST_EMPTY_ROWS} dòng trống nên không "
                    "nhập, cùng các dòng dưới nó: xóa các dòng trống rồi nhập lại."
                )
                return
            continue
        cells = [cell_text(cell) for cell in row[:MOST_COLUMNS]]
        empty = 0 if any(cells) else empty + 1
        if number > MOST_ROWS and any(cells):
            raise SourceRefusedError(
                f"Bảng dài hơn {MOST_ROWS} dòng. Chia thành nhiều tệp rồi nhập từng tệp."
            )
        yield cells


def _is_filled(cell: object) -> bool:
    return cell not in (None, "")


def _fill_down(
    rows: list[list[str]], top: int, bottom: int, left: int, right: int
) -> Iterator[tuple[int, int]]:
    """A cell merged over several rows counts for each of them; one merged over columns does not.

    Yields row and column of each cell that was filled.
    """
    if left != right or not 0 <= top < len(rows) or left < 0 or left >= len(rows[top]):
        return
    for number in range(top + 1, min(bottom + 1, len(rows))):
        if left < len(rows[number]):
            rows[number][left] = rows[top][left]
            yield number, left


def cell_text(cell: object) -> str:
    """A cell as a person would type it: whole numbers without point, days as 20/08/2024."""
    if isinstance(cell, bool):
        return "có" if cell else "không"
    if isinstance(cell, int | float):
        return _number_text(cell)
    if isinstance(cell, datetime.datetime):
        midnight = cell.time() == datetime.time()
        return f"{cell:%d/%m/%Y}" if midnight else f"{cell:%d/%m/%Y %H:%M}"
    if isinstance(cell, datetime.date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, datetime.time):
        return f"{cell:%H:%M}"
    return clean(str(cell)).text.strip()


def _number_text(number: float) -> str:
    if abs(number) >= _EXACT:
        return f"{int(number)}{LOST_DIGITS}"
    return str(int(number)) if number == int(number) else repr(number).replace(".", ",")


def read_csv(data: bytes) -> list[Sheet]:
    """The one sheet of a CSV file: any usual encoding, any of the separators ; , tab |.

    Raises:
        SourceRefusedError: it is no text.
    """
    text = _decoded(data)
    first = re.match(r"sep=([;,\t|])\n", text, re.IGNORECASE)
    if first:
        text = text[first.end() :]
    notes: list[str] = []
    try:
        delimiter = first[1] if first else _separator(text)
        place = 2 if first else 1
        rows = list(_bounded(csv.reader(io.StringIO(text), delimiter=delimiter), place, notes))
    except csv.Error as error:
        raise SourceRefusedError("Bảng CSV bị hỏng. Lưu lại từ Excel: CSV UTF-8.") from error
    return [Sheet("", rows, place, notes=tuple(notes))]


def _decoded(data: bytes) -> str:
    encoding = next((name for bom, name in _MARKS if data.startswith(bom)), "utf-8")
    try:
        text = data.decode(encoding)
        for legacy in detect_all(text):
            text = to_unicode(text, legacy)
    except UnicodeDecodeError:
        found = detect_bytes(data)
        if found is None:
            raise SourceRefusedError(
                "Không nhận ra bảng mã của tệp CSV. Mở tệp gốc bằng Excel, lưu thành CSV UTF-8."
            ) from None
        text = to_unicode(as_seen(data), found)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _separator(text: str) -> str:
    """The mark that parts the first lines into the same number of cells, and the most."""
    lines = [line for line in text.split("\n")[:20] if line.strip()]

    def score(delimiter: str) -> tuple[int, int]:
        counts = [len(row) for row in csv.reader(lines, delimiter=delimiter)]
        usual = max(set(counts), key=counts.count) if counts else 0
        return (counts.count(usual) if usual > 1 else 0, usual)

    return max(";,\t|", key=score)
