"""Templates to fill in, and everything in Excel and back without loss."""

import io
from pathlib import Path

import openpyxl
import pytest

from khuyencong.importers.report import Outcome, SourceRefusedError
from khuyencong.importers.workbook import export, template
from khuyencong.model.kinds import KINDS
from khuyencong.model.product import Product
from tests.conftest import ROOT, Content
from tests.importers.conftest import Desk

AWARDED = """awards:
  - level: tinh
    year: 2024
    decision: 45/QĐ-UBND
  - {level: khu-vuc, year: 2025, region: bac}
standards: ["HACCP, số 12", ISO 22000]
price: 85.000
price_unit: gói 500 g"""


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.mark.parametrize("folder", KINDS)
def test_a_template_has_help_for_every_column(folder: str) -> None:
    book = opened(template(KINDS[folder]))
    sheet = book.worksheets[0]
    assert all(cell.comment and cell.comment.text for cell in sheet[1])
    assert book.sheetnames[1] == "Hướng dẫn"


def test_a_closed_list_is_a_drop_down() -> None:
    book = opened(template(Product))
    rules = book.worksheets[0].data_validations.dataValidation
    choices = {cell.value for row in book["Lựa chọn"] for cell in row}
    assert len(rules) >= 4 and "Chế biến nông, lâm, thủy sản và thực phẩm" in choices


def test_a_template_that_was_filled_in_comes_in(desk: Desk, tmp_path: Path) -> None:
    book = opened(template(Product))
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for heading, value in {
        "Tít": "Giỏ tre",
        "Cơ sở sản xuất – Tên cơ sở": "HTX Tre (minh họa)",
        "Nhóm": "Thủ công mỹ nghệ",
        "Danh hiệu 1 – Cấp": "Cấp tỉnh",
        "Danh hiệu 1 – Năm": "2024",
    }.items():
        sheet.cell(2, columns[heading]).value = value
    book.save(tmp_path / "a.xlsx")
    item = desk.only(desk.import_(tmp_path / "a.xlsx"))
    assert item.outcome is Outcome.CREATED, item
    text = (desk.content.folder / item.file).read_text("utf-8")
    assert "level: Cấp tỉnh" in text and "group: thu-cong-my-nghe" in text


def test_an_export_that_nobody_edited_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    desk.content.product("san-pham/gio.md", "Giỏ tre", AWARDED)
    before = desk.files()["san-pham/gio.md"]
    (tmp_path / "a.xlsx").write_bytes(export(desk.content.folder, Product))
    assert desk.only(desk.import_(tmp_path / "a.xlsx")).outcome is Outcome.UNCHANGED
    assert desk.files()["san-pham/gio.md"] == before


def test_of_a_kind_that_has_no_entry_there_is_nothing_to_export(desk: Desk) -> None:
    with pytest.raises(SourceRefusedError, match="khuyencong template tai-lieu"):
        export(desk.content.folder, KINDS["tai-lieu"])


def test_what_was_edited_in_excel_alone_changes(desk: Desk, tmp_path: Path) -> None:
    file = desk.content.product("san-pham/gio.md", "Giỏ tre", AWARDED)
    book = opened(export(desk.content.folder, Product))
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, columns["Danh hiệu 2 – Năm"]).value = "2026"
    sheet.cell(2, columns["Giá tính trên"]).value = "gói 1 kg"
    book.save(tmp_path / "a.xlsx")
    item = desk.only(desk.import_(tmp_path / "a.xlsx"))
    assert {label for label, _, _ in item.changes} == {"Danh hiệu", "Giá tính trên"}
    text = file.read_text("utf-8")
    assert "year: 2026" in text and "price_unit: gói 1 kg" in text
    assert 'standards: ["HACCP, số 12", ISO 22000]' in text


def test_a_cell_that_was_emptied_empties_the_field(desk: Desk, tmp_path: Path) -> None:
    file = desk.content.product("san-pham/gio.md", "Giỏ tre", AWARDED)
    desk.content.product("san-pham/nong.md", "Nong tre", AWARDED)
    book = opened(export(desk.content.folder, Product))
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for heading in ("Giá", "Giá tính trên"):
        sheet.cell(2, columns[heading]).value = None
    book.save(tmp_path / "a.xlsx")
    desk.import_(tmp_path / "a.xlsx")
    assert "price" not in file.read_text("utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("folder", KINDS)
def test_the_whole_sample_goes_to_excel_and_back(
    folder: str, content: Content, tmp_path: Path
) -> None:
    import shutil

    shutil.rmtree(content.folder)
    shutil.copytree(ROOT / "content", content.folder)
    desk = Desk(content)
    before = desk.files()
    (tmp_path / "a.xlsx").write_bytes(export(content.folder, KINDS[folder]))
    report = desk.import_(tmp_path / "a.xlsx", folder)
    assert {item.outcome for item in report.items} == {Outcome.UNCHANGED}
    after = desk.files()
    assert {path: after[path] for path in before} == before
