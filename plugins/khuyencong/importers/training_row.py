"""A row of a list of classes as the fields of a class: days, number of places."""

import re
from collections.abc import Mapping

from khuyencong.importers.column_names import FieldPath
from khuyencong.importers.product_row import RowReading

TIME: FieldPath = ("*time",)
_JOINED = r"\s*(?:-|–|—|,|&|và|đến(?:\s+hết)?(?:\s+ngày)?)\s*(?:ngày\s+)?"
_DAY = r"(\d{1,2})"
_MONTH = r"\s*[/.-]\s*(\d{1,2})"
_YEAR = r"(?:\s*[/.-]\s*((?:19|20)\d\d))?"
_SPANS = (
    re.compile(rf"{_DAY}{_MONTH}{_YEAR}{_JOINED}{_DAY}{_MONTH}{_YEAR}(?!\d)"),
    re.compile(rf"(?<![\d/]){_DAY}{_JOINED}{_DAY}{_MONTH}{_YEAR}(?!\d)"),
    re.compile(rf"(?<![\d/]){_DAY}{_MONTH}{_YEAR}(?!\d)"),
)
_HOUR = re.compile(r"(?<!\d)(\d{1,2})\s*(?:h|g|giờ|:)\s*(\d{2})?(?!\d)")


def read_training(
    cells: Mapping[FieldPath, str], _headings: Mapping[FieldPath, str], defaults: Mapping[str, str]
) -> RowReading:
    """Days from "20-22/11/2026", "từ 8h00 ngày 20/11 đến 22/11/2026"; places from "50 người".

    The title of the list gives a year that its rows leave out.
    """
    row = RowReading()
    if written := cells.get(TIME, ""):
        span = read_span(written, defaults.get("year", ""))
        if span is None:
            row.remarks.append(
                f"Thời gian “{written[:60]}” chưa rõ ngày: ghi như 20/11/2026 hoặc 20-22/11/2026."
            )
        else:
            row.fields |= dict(zip(("starts", "ends"), span, strict=False))
    if written := cells.get(("capacity",), ""):
        number = re.search(r"\d{1,3}(?:\.\d{3})+|\d+", written)
        if number:
            row.fields["capacity"] = number[0]
        else:
            row.remarks.append(f"Số học viên “{written[:60]}” không có số nên để trống.")
    return row


def is_read_here(path: FieldPath) -> bool:
    """Whether a cell needs more than to be copied."""
    return path == ("capacity",)


def read_span(text: str, year: str) -> tuple[str, ...] | None:
    """First and last day of a class, or its one day; None where no day is told."""
    words = " ".join(text.split())
    form, found = next(
        ((n, match) for n, span in enumerate(_SPANS) if (match := span.search(words))), (0, None)
    )
    if found is None:
        return None
    parts = found.groups()
    if form == 0:
        day, month, own, last, until, its = parts
        first, end = (day, month, own or its or year), (last, until, its or own or year)
    elif form == 1:
        day, last, month, own = parts
        first, end = (day, month, own or year), (last, month, own or year)
    else:
        day, month, own = parts
        first = end = (day, month, own or year)
    if not first[2]:
        return None
    hour = _HOUR.search(words)
    clock = f" {int(hour[1]):02d}:{hour[2] or '00'}" if hour else ""
    starts, ends = _written(*first), _written(*end)
    return (f"{starts}{clock}", ends) if starts != ends else (f"{starts}{clock}",)


def _written(day: str, month: str, year: str) -> str:
    return f"{int(day):02d}/{int(month):02d}/{year}"
