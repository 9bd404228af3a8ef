"""Tables that would ask for more than a machine has, or hold less than they show."""

import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.importers.conftest import Desk
from tests.importers.test_tables import book

HEAD = ("Tên sản phẩm", "Chủ thể", "Giá bán")
ROW = ("Giỏ tre", "HTX Tre (minh họa)")
ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="A"><table:table-row table:number-rows-repeated="1000000">'
    '<table:table-cell office:value-type="string" table:number-columns-repeated="16384">'
    "<text:p>x</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>"
    "</office:body></office:document-content>"
)


def packed(file: Path, parts: dict[str, str]) -> Path:
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file


def test_a_cell_at_the_end_of_the_sheet_takes_no_room(desk: Desk, tmp_path: Path) -> None:
    file = book(tmp_path / "a.xlsx", HEAD, ROW)
    made = openpyxl.load_workbook(file)
    made.active.cell(1_048_576, 16_384, "x")
    made.save(file)
    assert "ô ghi ở rất xa" in desk.said(file)


@pytest.mark.parametrize(
    "cell", ["<c r='XFD1048576'><v>1</v></c>", '<x:c s="0" r="xfd1048576"><x:v>1</x:v></x:c>']
)
def test_a_cell_written_in_another_way_takes_none_either(
    desk: Desk, tmp_path: Path, cell: str
) -> None:
    sheet = f'<sheetData><row><c r="A1"><v>1</v></c>{cell}</row></sheetData>'
    parts = {"xl/workbook.xml": "<workbook/>", "xl/worksheets/sheet1.xml": sheet}
    assert "ô ghi ở rất xa" in desk.said(packed(tmp_path / "a.xlsx", parts))


def test_a_repeated_cell_of_an_ods_takes_none_either(desk: Desk, tmp_path: Path) -> None:
    mark = "application/vnd.oasis.opendocument.spreadsheet"
    file = packed(tmp_path / "a.ods", {"mimetype": mark, "content.xml": ODS})
    assert "16.384.000.000 ô" in desk.said(file)


def test_a_binary_workbook_is_told_how_to_go_on(desk: Desk, tmp_path: Path) -> None:
    assert ".xlsx" in desk.said(packed(tmp_path / "a.xlsb", {"xl/workbook.bin": "x"}))


def test_a_formula_without_a_value_is_told(desk: Desk, tmp_path: Path) -> None:
    report = desk.import_(book(tmp_path / "a.xlsx", HEAD, (*ROW, "=35000*2")))
    assert any("1 ô là công thức chưa có kết quả (C2)" in remark for remark in report.remarks)


def test_macros_are_told(desk: Desk, tmp_path: Path) -> None:
    file = book(tmp_path / "a.xlsx", HEAD, ROW)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/vbaProject.bin", "x")
    assert any("macro" in remark for remark in desk.import_(file).remarks)


def test_rows_behind_thousands_of_empty_ones_are_told(desk: Desk, tmp_path: Path) -> None:
    lines = ["Tên sản phẩm;Chủ thể", "Giỏ tre;HTX Tre", *[";"] * 2100, "Nong;HTX Tre"]
    (tmp_path / "a.csv").write_text("\n".join(lines), "utf-8")
    report = desk.import_(tmp_path / "a.csv")
    assert len(report.items) == 1 and any("Dòng 2103" in remark for remark in report.remarks)


def test_a_price_that_excel_shortened_is_told(desk: Desk, tmp_path: Path) -> None:
    (item,) = desk.import_(book(tmp_path / "a.xlsx", HEAD, (*ROW, "3,5E+04"))).items
    assert any("Giá “3,5E+04”" in remark for remark in item.remarks)


HEADS = {
    "docx": b"PK\x03\x04",
    "doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "csv": b"a;b\n",
    "html": b"<html><body><p>",
    "xml": b'<rss xmlns:wp="http://wordpress.org/export/1.2/">',
}


@pytest.mark.parametrize("ending", HEADS)
@pytest.mark.parametrize("filling", [b"\0", b" "])
def test_a_file_of_two_gigabytes_is_not_opened(
    desk: Desk, tmp_path: Path, ending: str, filling: bytes
) -> None:
    file = tmp_path / f"a.{ending}"
    file.write_bytes(HEADS[ending] + filling * 8192)
    with file.open("r+b") as stream:
        stream.truncate(2 * 1024**3)
    assert "2048 MB" in desk.said(file)
