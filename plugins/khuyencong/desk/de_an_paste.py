"""A list of đề án, read as an import reads it, as lines of the sheet of a year."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from khuyencong.desk.de_an_cells import as_shown
from khuyencong.desk.sheet import Line
from khuyencong.desk.sheet_paste import PastedTable, refuse_many, sheets_of, unknown_columns
from khuyencong.importers.column_map import ColumnMap
from khuyencong.importers.de_an_match import Values, folded_code, meant_row, new_code
from khuyencong.importers.de_an_rows import DeAnLine, read_de_an_list
from khuyencong.importers.report import SourceRefusedError
from khuyencong.importers.table_header import find_header
from khuyencong.model.de_an import DeAn

_NO_TABLE = (
    "Không thấy dòng tên cột. Chép cả dòng đầu của bảng, trong đó có cột “Tên đề án” và ít nhất "
    "một cột nữa như “Đơn vị thụ hưởng” hoặc “Kinh phí hỗ trợ”."
)


def pasted_de_an(
    content: Path, known: Mapping[str, Values], year: int, name: str, data: bytes
) -> PastedTable:
    """The lines of a file (Excel, OpenDocument, CSV); `known` are the rows of the year by key.

    Raises:
        SourceRefusedError: it is no table, or has no row of headings that is understood.
    """
    columns = ColumnMap(content).of(DeAn)
    found = [(sheet, find_header(sheet, DeAn, columns)) for sheet in sheets_of(name, data)]
    tables = [(sheet, header) for sheet, header in found if header]
    if not tables:
        raise SourceRefusedError(_NO_TABLE)
    notes = [n for sheet, header in tables for n in (*sheet.notes, *unknown_columns(header))]
    read = [
        line
        for sheet, header in tables
        for line in read_de_an_list(sheet, header, str(year), notes)
    ]
    refuse_many(read)
    own = [line for line in read if line.year == year]
    if len(own) < len(read):
        notes.append(
            f"Để ngoài {len(read) - len(own)} dòng của năm khác; mở bảng của năm đó rồi dán."
        )
    return PastedTable(tuple(_lines(own, known, year)), (), tuple(notes))


def _lines(read: Sequence[DeAnLine], known: Mapping[str, Values], year: int) -> Iterator[Line]:
    listed = {folded_code(line.values) for line in read} - {""}
    codes = [values.get("ma", "") for values in (*known.values(), *(line.values for line in read))]
    free = dict(known)
    for line in read:
        key = meant_row(line.values, free, listed)
        old = free.pop(key) if key is not None else {}
        general = {name: text for name, text in line.general.items() if not old.get(name)}
        texts, remarks = {**general, **line.values}, list(line.remarks)
        if key is None and "ma" not in texts:
            texts["ma"] = new_code(texts.get("chuong_trinh", ""), year, codes)
            codes.append(texts["ma"])
            remarks.append(f"Bảng không có mã: đã đặt {texts['ma']}, sửa theo quyết định nếu có.")
        shown = {name: as_shown(name, text) for name, text in texts.items()}
        yield Line(shown, key or "", remarks=tuple(remarks))
