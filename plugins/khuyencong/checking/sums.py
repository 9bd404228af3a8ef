"""Numbers that do not agree: with their parts, with the text, with the site's own data."""

import re
from collections.abc import Iterator, Mapping, Sequence

from khuyencong.checking.prose import Prose
from khuyencong.checking.site_facts import Fact
from khuyencong.content.dialect.tables import cells_of, has_header, rows_of
from khuyencong.content.record import Record
from khuyencong.model.entry import Entry
from khuyencong.model.entry_parts import Quantity
from khuyencong.model.rules import Problem, Rule
from khuyencong.vietnamese.numbers import grouped

_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_NUMBER = r"(?<![\w.,])(?P<digits>\d{1,3}(?:[.\u00a0 ]\d{3})+|\d+)(?:,(?P<fraction>\d+))?"
_AMOUNT = re.compile(
    rf"{_NUMBER}(?:\s*(?P<scale>{'|'.join(_SCALES)}))?(?=\s*(?P<unit>[^\W\d_]|%|$|\W))"
)
_CELL = re.compile(rf"\W*?{_NUMBER}\s*(?P<scale>{'|'.join(_SCALES)})?\s*(?:đồng|%)?\W*")
_TOTAL = re.compile(r"\W*(?:tổng|tổng cộng|tổng số|cộng)\W*", re.IGNORECASE)


def figure_faults(
    record: Record[Entry], prose: Prose, known: Mapping[str, Fact] | None
) -> Iterator[Problem]:
    """The `figures` of a story against their parts, its text and the site's own data.

    What the site has is not `known` while a file of it cannot be read.
    """
    for number, figure in enumerate(record.entry.figures):
        line = record.line(("figures", number))
        stated = f"{grouped(figure.value)} {figure.unit}".strip()
        if figure.parts and sum(figure.parts) != figure.value:
            yield Problem(
                record.source,
                line,
                Rule.FIGURE_SUM,
                f"{figure.name}: các phần cộng lại là {grouped(sum(figure.parts))}, "
                f"không phải {stated}.",
                "Kiểm tra lại `value` và `parts`.",
            )
        if figure.data and known is not None:
            yield from _against_data(record.source, line, figure, known)
        nearest = _nearest(prose.text, figure)
        if nearest is not None:
            where = f"; trong bài có “{nearest}”" if nearest else ""
            yield Problem(
                record.source,
                line,
                Rule.FIGURE_NOT_IN_TEXT,
                f"{figure.name}: số {stated} không có trong bài{where}.",
                "Sửa bài hoặc sửa `figures` cho giống nhau.",
            )


def _against_data(
    source: str, line: int, figure: Quantity, known: Mapping[str, Fact]
) -> Iterator[Problem]:
    fact = known.get(figure.data)
    if fact is None:
        alike = [name for name in known if name[0].isdigit() == figure.data[0].isdigit()]
        yield Problem(
            source,
            line,
            Rule.FIGURE_AGAINST_DATA,
            f"{figure.name}: trang không có dữ liệu “{figure.data}” để so.",
            f"Có thể ghi: {', '.join(sorted(alike)) or 'chưa có gì'}.",
        )
    elif (there := fact.count(figure.unit)) != figure.value:
        yield Problem(
            source,
            line,
            Rule.FIGURE_AGAINST_DATA,
            f"{figure.name}: bài ghi {grouped(figure.value)}, {fact.place} có {grouped(there)}.",
            "Sửa số trong bài, hoặc bổ sung dữ liệu còn thiếu.",
        )


def _nearest(text: str, figure: Quantity) -> str | None:
    """None when the text has the figure; else the nearest number in its unit, or ""."""
    nearest, distance = "", float("inf")
    for found in _AMOUNT.finditer(text):
        value, precision = _value(found)
        after = text[found.end() : found.end() + 40].lstrip(" \u00a0*").lower()
        fits = after.startswith(figure.unit.lower()) if figure.unit else True
        if abs(value - figure.value) <= precision and (fits or not found["scale"]):
            return None
        if fits and abs(value - figure.value) < distance:
            distance = abs(value - figure.value)
            nearest = f"{found[0].strip()} {figure.unit}".strip()
    return nearest


def _value(found: re.Match[str]) -> tuple[float, float]:
    """A written number, and by how much rounding may have moved it ("23,6 tỷ": 0,05 tỷ)."""
    scale = _SCALES.get(found["scale"] or "", 1)
    fraction = found["fraction"] or ""
    whole = re.sub(r"\D", "", found["digits"])
    value = float(f"{whole}.{fraction or 0}") * scale  # unlike an int, of any length
    rounded = bool(fraction) or scale > 1
    return value, 0.5 * scale * 10.0 ** -len(fraction) + 1e-6 * scale if rounded else 0.0


def table_faults(file: str, prose: Prose) -> Iterator[Problem]:
    """Tables whose line of totals is not the sum of the lines above it."""
    rows: list[list[str]] = []
    place = 0
    if "|" not in prose.text and "\t" not in prose.text:
        return
    for line, written in rows_of([*prose.text.split("\n"), ""]):
        if cells := _cells(line):
            label = next(filter(None, cells), "")
            named = rows and ("|" in line or has_header(rows))
            above = rows[1:] if named else rows
            if _TOTAL.fullmatch(label) and len(above) > 1:
                yield from _table_fault(file, prose.line(place), above, cells)
            rows.append(cells)
        elif line.strip():
            rows = []
        place += sum(map(len, written)) + len(written)


def _cells(line: str) -> list[str]:
    """The cells of a row of Markdown, or of one with tabs between."""
    if line.lstrip().startswith("|"):
        return [cell.strip() for cell in line.strip().strip("|").split("|")]
    return cells_of(line)


def _table_fault(
    file: str, line: int, rows: Sequence[Sequence[str]], total: Sequence[str]
) -> Iterator[Problem]:
    for column in range(1, len(total)):
        cells = [row[column] for row in rows if column < len(row)]
        found = [match for cell in (*cells, total[column]) if (match := _CELL.fullmatch(cell))]
        if len(found) != len(rows) + 1:
            continue
        values = [_value(match) for match in found]
        parts, (last, precision) = values[:-1], values[-1]
        added = sum(value for value, _ in parts)
        if abs(added - last) > precision + sum(slack for _, slack in parts):
            yield Problem(
                file,
                line,
                Rule.TABLE_SUM,
                f"Dòng cộng ghi {total[column].strip('* ')}, các dòng trên cộng lại là "
                f"{f'{added:,.10g}'.replace(',', ' ').replace('.', ',').replace(' ', '.')}.",
                "Kiểm tra lại các số trong bảng.",
            )
