"""From a table as people wrote it to the labels and series of a chart."""

import csv
import re
from collections.abc import Sequence
from io import StringIO

from msgspec import Struct

from khuyencong.content.chart import DONG, ChartKind, Series
from khuyencong.content.de_an_table import SEPARATOR
from khuyencong.vietnamese.number_cells import is_percentage, is_unknown, number_in
from khuyencong.vietnamese.slugs import slugify

MOST_SERIES = 5
"""So many are still told apart without colours."""
MOST_LABELS = {ChartKind.LINE: 120}
_MOST_BARS = 40
_MOST_ROWS, _MOST_COLUMNS = 1_000, 200
"""Of a table of which a chart draws some columns; one of figures is smaller by far."""
LONGEST_NAME = 100
"""Letters of a label, or of the name of a series."""
_LARGEST = 10**18
"""Of a value; what all enterprises of the country earn in a year is some 10**16 đồng."""
_NUMBERING = frozenset({"stt", "tt", "so-thu-tu"})
_TOTALS = frozenset({"tong", "tong-cong", "tong-so", "cong"})
_UNIT = re.compile(r"\((?:ĐVT: *)?([^()]{1,20})\)\s*$", re.IGNORECASE)
_NAMED = "Ghi tên cột ở dòng `các cột: …`."


class ChartError(Exception):
    """Why figures cannot be drawn."""

    def __init__(self, message: str, advice: str) -> None:
        """Both are sentences for staff."""
        super().__init__(message)
        self.message = message
        self.advice = advice


class ChartData(Struct, frozen=True):
    """The columns of a table that are drawn."""

    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    """As the table itself tells it."""
    table: tuple[tuple[str, ...], ...]
    """The columns as they were written, headings first, with the line of totals."""


def csv_rows(text: str) -> list[list[str]]:
    """The cells of a CSV file as Excel saves it: semicolon, comma or tab between them.

    Raises:
        ChartError: it is no CSV.
    """
    marked = SEPARATOR.match(text)
    text = text[marked.end() :] if marked else text
    heading = text.lstrip("\n").partition("\n")[0]
    delimiter = marked["mark"] if marked else max(";\t,", key=heading.count)
    try:
        reader = csv.reader(StringIO(text), delimiter=delimiter)
        rows = [[" ".join(cell.split()) for cell in row] for row in reader]
    except csv.Error as error:
        raise ChartError("Tệp số liệu bị hỏng.", "Lưu lại từ Excel: CSV UTF-8.") from error
    return [row for row in rows if any(row)]


def chart_data(rows: Sequence[Sequence[str]], kind: ChartKind, columns: Sequence[str]) -> ChartData:
    """What of a table is drawn: the named columns, else those of numbers of one sort.

    `rows` begins with the headings.

    Raises:
        ChartError: there is nothing to draw, too much, or a cell is no number.
    """
    width = max(map(len, rows), default=0)
    _check_table(len(rows), width)
    filled = [[*row, *[""] * (width - len(row))] for row in rows]
    head, below = (filled[0], filled[1:]) if width else ([], [])
    label = next((n for n, name in enumerate(head) if slugify(name) not in _NUMBERING), 0)
    data = [row for row in below if slugify(row[label]) not in _TOTALS]
    chosen = _named(head, columns) if columns else _of_numbers(head, data, label)
    whole = kind is ChartKind.SHARE and len(chosen) == 1
    _check_size(*((2, len(data)) if whole else (len(data), len(chosen))), kind)
    for n in chosen:
        if all(is_unknown(row[n]) for row in data):
            raise ChartError(f"Cột “{head[n]}” của bảng số liệu không có số nào.", _NAMED)
    labels = tuple(row[label] for row in data)
    _check_names((*labels, *(head[n] for n in chosen)))
    series = tuple(
        (head[n], tuple(_value(row, n, label, head, kind) for row in data)) for n in chosen
    )
    if whole:  # the rows are the parts, and the column is what they are parts of
        ((name, values),) = series
        labels, series = (
            (name,),
            tuple((part, (value,)) for part, value in zip(labels, values, strict=True)),
        )
    return ChartData(
        labels,
        series,
        _unit(head, data, chosen),
        tuple(tuple(row[n] for n in (label, *chosen)) for row in filled),
    )


def _named(head: Sequence[str], columns: Sequence[str]) -> list[int]:
    """The columns with these headings."""
    places = {slugify(name): place for place, name in reversed(list(enumerate(head)))}
    for name in columns:
        if slugify(name) not in places:
            there = "; ".join(filter(None, head)) or "bảng không có dòng tên cột"
            raise ChartError(f"Bảng số liệu không có cột “{name}”.", f"Các cột: {there}.")
    return [places[slugify(name)] for name in columns]


def _of_numbers(head: Sequence[str], data: Sequence[Sequence[str]], label: int) -> list[int]:
    """Columns in which most cells are numbers, as far as they count the same as the first."""
    width = len(head)
    found = [n for n in range(width) if n != label and _is_numeric([row[n] for row in data])]
    counted = [(_unit(head, data, [n]), any(row[n].startswith("+") for row in data)) for n in found]
    return [n for n, what in zip(found, counted, strict=True) if what == counted[0]]


def _is_numeric(cells: Sequence[str]) -> bool:
    written = [cell for cell in cells if not is_unknown(cell)]
    return sum(number_in(cell) is not None for cell in written) * 2 > len(written)


def _is_share(data: Sequence[Sequence[str]], column: int) -> bool:
    written = [row[column] for row in data if not is_unknown(row[column])]
    return all(map(is_percentage, written))


def _check_table(rows: int, columns: int) -> None:
    if rows > _MOST_ROWS or columns > _MOST_COLUMNS:
        raise ChartError(
            f"Bảng số liệu có {rows} dòng, {columns} cột.",
            "Làm một bảng nhỏ chỉ có số cần vẽ.",
        )


def _check_names(names: Sequence[str]) -> None:
    longest = max(names, key=len)
    if len(longest) > LONGEST_NAME:
        raise ChartError(
            f"Tên dòng hoặc tên cột “{longest[:LONGEST_NAME]}…” dài {len(longest)} chữ cái, "
            f"biểu đồ nhiều nhất {LONGEST_NAME}.",
            "Viết tắt trong bảng, ghi tên đầy đủ ở lời dẫn.",
        )


def _check_size(labels: int, series: int, kind: ChartKind) -> None:
    most = MOST_LABELS.get(kind, _MOST_BARS)
    if not series:
        raise ChartError("Bảng số liệu không có cột số nào.", f"Kiểm tra lại bảng. {_NAMED}")
    if series > MOST_SERIES:
        raise ChartError(f"Biểu đồ có {series} phần, nhiều nhất là {MOST_SERIES}.", _NAMED)
    if labels < 2:
        raise ChartError(
            f"Bảng số liệu có {labels} dòng số, không so sánh được.",
            "Biểu đồ cần từ hai dòng số; một con số thì viết trong câu.",
        )
    if labels > most:
        raise ChartError(
            f"Bảng số liệu có {labels} dòng, biểu đồ nhiều nhất {most} dòng.",
            "Gộp bớt dòng, hoặc chia thành nhiều biểu đồ.",
        )


def _value(
    row: Sequence[str], column: int, label: int, head: Sequence[str], kind: ChartKind
) -> float | None:
    cell = row[column]
    if is_unknown(cell):
        return None
    value = number_in(cell)
    where = f"Dòng “{row[label]}”, cột “{head[column]}”"
    if value is None:
        raise ChartError(
            f"{where}: “{cell}” không phải một số.",
            "Viết số như `1.250` hoặc `12,5`; không có số thì để trống.",
        )
    if abs(value) > _LARGEST:
        raise ChartError(f"{where}: số {cell} quá lớn.", "Kiểm tra lại số và đơn vị.")
    if value < 0 and kind is not ChartKind.LINE:
        raise ChartError(f"{where}: cột không vẽ được số âm {cell}.", "Dùng `loại: đường`.")
    return value


def _unit(head: Sequence[str], data: Sequence[Sequence[str]], columns: Sequence[int]) -> str:
    """The unit that all headings name in brackets, or that all cells carry."""
    if all(_is_share(data, n) for n in columns):
        return "%"
    units = {found[1] for n in columns if (found := _UNIT.search(head[n]))}
    if len(units) == 1:
        return units.pop()
    return DONG if any("đồng" in row[n] for row in data for n in columns) else ""
