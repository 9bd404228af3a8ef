"""Lists of classes, from Excel and from Word, become classes; lists in Word are lists."""

from pathlib import Path

import pytest
from docx import Document

from khuyencong.content.de_an_table import read_de_an
from khuyencong.editing.entry_text import EntryText
from khuyencong.importers.report import Outcome
from khuyencong.importers.training_row import read_span
from khuyencong.model.stories import Training
from tests.importers.conftest import Desk
from tests.importers.test_tables import book, products

TITLE = ["KẾ HOẠCH MỞ LỚP TẬP HUẤN NĂM 2026"]
HEAD = ["STT", "Tên lớp", "Thời gian", "Địa điểm", "Số học viên", "Chuyên đề", "Đầu mối"]
START = [1, "Lớp khởi sự doanh nghiệp", "20-22/11/2026", "Xã Na Rì", "50 người", "vốn, thuế", "Lan"]


def classes(desk: Desk) -> list[dict[str, object]]:
    files = sorted((desk.content.folder / "dao-tao").glob("*.md"))
    assert not [
        p
        for p in desk.content.read(drafts=True).problems
        if p.file.startswith("dao-tao") and p.rule.severity.name == "ERROR"
    ]
    return [dict(EntryText.of(file.read_bytes()).read(Training).values) for file in files]


def test_a_list_of_classes(desk: Desk, tmp_path: Path) -> None:
    more = [2, "Lớp khởi sự doanh nghiệp", "5/12", "Xã Bắc Sơn", 40, "", ""]
    unclear = [3, "Lớp bán hàng", "Quý IV", "Xã Bắc Sơn", 40, "", ""]
    note = ["Ghi chú: lịch có thể đổi."]
    total = ["", "Tổng cộng", "", "", 90, "", ""]
    report = desk.import_(book(tmp_path / "a.xlsx", TITLE, HEAD, START, more, unclear, total, note))
    second, first = sorted(classes(desk), key=lambda fields: str(fields["place"]))
    assert (first["starts"], first["ends"], first["capacity"]) == ("20/11/2026", "22/11/2026", "50")
    assert (first["place"], first["contact"], first["topics"]) == (
        "Xã Na Rì",
        "Lan",
        ["vốn", "thuế"],
    )
    assert second["starts"] == "05/12/2026" and second["place"] == "Xã Bắc Sơn"
    assert {item.outcome for item in report.items[:2]} == {Outcome.CREATED}
    assert report.items[2].outcome is Outcome.REFUSED
    assert "Quý IV" in " ".join(report.items[2].remarks)
    again = desk.import_(tmp_path / "a.xlsx")
    assert {item.outcome for item in again.items[:2]} == {Outcome.UNCHANGED}


@pytest.mark.parametrize(
    ("written", "span"),
    [
        ("20-22/11/2026", ("20/11/2026", "22/11/2026")),
        ("Từ ngày 20 đến ngày 22/11/2026", ("20/11/2026", "22/11/2026")),
        ("30/11 - 2/12/2026", ("30/11/2026", "02/12/2026")),
        ("20/11/2026 đến hết ngày 22/11/2026", ("20/11/2026", "22/11/2026")),
        ("8h30 ngày 20/11/2026", ("20/11/2026 08:30",)),
        ("20, 21/11", ("20/11/2026", "21/11/2026")),
        ("20.11.2027", ("20/11/2027",)),
        ("tháng 11/2026", None),
        ("Quý IV", None),
        ("", None),
    ],
)
def test_days(written: str, span: tuple[str, ...] | None) -> None:
    assert read_span(written, "2026") == span


def word(file: Path, *rows: list[str], above: str) -> Path:
    made = Document()
    made.add_paragraph(above)
    table = made.add_table(0, len(rows[0]))
    for row in rows:
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
    made.save(str(file))
    return file


def test_a_list_of_products_in_word(desk: Desk, tmp_path: Path) -> None:
    head = ["TT", "Tên sản phẩm", "Tên cơ sở"]
    rows = (["1", "Giỏ tre", "HTX Tre (minh họa)"], ["2", "Nong tre", "HTX Tre (minh họa)"])
    above = "DANH SÁCH SẢN PHẨM CNNT TIÊU BIỂU CẤP TỈNH NĂM 2024"
    report = desk.import_(word(tmp_path / "a.docx", head, *rows, above=above), "san-pham")
    assert [item.source for item in report.items] == ["dòng 2", "dòng 3"]
    assert products(desk)["gio-tre"]["awards"] == [{"level": "tinh", "year": "2024"}]


def test_a_list_of_de_an_in_word_with_merged_cells(desk: Desk, tmp_path: Path) -> None:
    head = ["TT", "Tên đề án", "Đơn vị thụ hưởng", "Kinh phí hỗ trợ"]
    rows = (["1", "Máy thái miến", "HTX A", "150"], ["", "", "HTX B", ""])
    above = "ĐỀ ÁN KHUYẾN CÔNG ĐỊA PHƯƠNG ĐĂNG KÝ NĂM 2024. ĐVT: triệu đồng"
    file = word(tmp_path / "a.docx", head, *rows, above=above)
    made = Document(str(file))
    for column in (0, 1, 3):
        made.tables[0].cell(1, column).merge(made.tables[0].cell(2, column))
    made.save(str(file))
    desk.import_(file, "de-an")
    (table,), _ = read_de_an(desk.content.folder)
    (row,) = table.rows
    assert row.de_an.don_vi_thu_huong == "HTX A; HTX B"
    assert row.de_an.kinh_phi_ho_tro == 150_000_000


def test_a_cell_merged_over_rows_and_columns_moves_no_other(desk: Desk, tmp_path: Path) -> None:
    rows = (["Giỏ tre", "x", "x", "HTX Một"], ["Nong tre", "x", "x", "HTX Hai"])
    file = word(tmp_path / "a.docx", ["Tên sản phẩm", "Ghi", "Chú", "Tên cơ sở"], *rows, above="DS")
    made = Document(str(file))
    made.tables[0].cell(1, 1).merge(made.tables[0].cell(2, 2))
    made.save(str(file))
    desk.import_(file, "san-pham")
    makers = {slug: dict(fields["producer"])["name"] for slug, fields in products(desk).items()}
    assert makers == {"gio-tre": "HTX Một", "nong-tre": "HTX Hai"}


def test_a_story_with_a_table_stays_a_story(desk: Desk, tmp_path: Path) -> None:
    file = word(
        tmp_path / "a.docx", ["Chỉ tiêu", "Kết quả"], ["Lớp", "4"], above="Tin của trung tâm"
    )
    (item,) = desk.import_(file).items
    assert item.file.startswith("tin-tuc/")


def test_a_row_of_a_company_is_no_total(desk: Desk, tmp_path: Path) -> None:
    head = ("Tên sản phẩm", "Chủ thể", "Giá")
    file = book(tmp_path / "a.xlsx", head, ("", "Công ty Chè (minh họa)", ""), ("Chè", "HTX", ""))
    report = desk.import_(file)
    assert any("Công ty Chè" in remark for remark in report.remarks)
