"""Twelve products from Excel, as what a person clicks, in Chromium."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.desk.served_desk import ServedDesk, tab_to
from tests.site.conftest import axe_findings

pytestmark = [pytest.mark.slow, pytest.mark.audit]

HEAD = ("Tên sản phẩm", "Cơ sở sản xuất", "Xã", "Nhóm", "Giá (đồng/kg)")
ROWS = [(f"Chè búp {n}", f"HTX Trà {n}", "Na Rì", "Chế biến", f"{300 + n}.000") for n in range(12)]
PASTE = """(text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const place = document.activeElement;
  const told = { clipboardData: data, bubbles: true, cancelable: true };
  const event = new ClipboardEvent("paste", told);
  if (place.dispatchEvent(event)) place.value = text;
}"""
DROP = """async ([selector, bytes, name]) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(bytes)], name));
  const place = document.querySelector(selector);
  for (const kind of ["dragover", "drop"])
    place.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true }));
}"""


def test_twelve_products_with_a_paste_and_one_click(page: Page, served: ServedDesk) -> None:
    page.get_by_role("link", name="Thêm sản phẩm từ Excel").click()
    expect(page.locator("textarea[name=dan]")).to_be_focused()
    page.evaluate(PASTE, "\n".join("\t".join(row) for row in (HEAD, *ROWS)))
    expect(page.get_by_role("heading", name="Xem lại trước khi ghi")).to_be_visible()
    assert axe_findings(page) == []
    page.get_by_role("button", name="Ghi 12 sản phẩm mới").click()
    expect(page.locator(".said")).to_contain_text("Đã thêm 12 mục")
    assert "producer:\n  name: HTX Trà 3" in served.text("san-pham/che-bup-3.md")


def test_an_excel_file_dropped_on_the_first_screen(page: Page, tmp_path: Path) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEAD)
    sheet.write_row(1, 0, ("Mật ong", "HTX Ong", "Na Rì", "Chế biến", "200.000"))
    book.close()
    data = [*(tmp_path / "a.xlsx").read_bytes()]
    page.evaluate(DROP, ['.deed-drop[action*="bang/"]', data, "a.xlsx"])
    expect(page.get_by_role("button", name="Ghi 1 sản phẩm mới")).to_be_visible()


def test_cells_are_edited_filtered_sorted_and_looked_at(page: Page, served: ServedDesk) -> None:
    page.goto(served.at("bang/san-pham"))
    page.get_by_label("Lọc dòng").fill("mien")
    rows = page.locator("#bang tbody tr:visible")
    expect(rows).to_have_count(1)
    page.get_by_label("Giá, Miến dong", exact=True).fill("41.000")
    page.get_by_label("Giá tính trên, Miến dong").click()
    page.keyboard.type("gói")
    expect(page.get_by_text("Đã sửa 2 ô ở 1 dòng")).to_be_visible()
    page.get_by_label("Lọc dòng").fill("")
    page.get_by_role("button", name="Tên sản phẩm").click()
    page.get_by_role("button", name="Tên sản phẩm").click()
    assert rows.first.locator("input:visible").first.input_value() == "Miến dong"
    page.get_by_role("button", name="Xem lại chỗ đã sửa").click()
    page.get_by_role("button", name="Ghi sửa 1 bài").click()
    expect(page.locator(".said")).to_contain_text("Đã sửa 1 mục.")
    text = served.text("san-pham/mien.md")
    assert 'price: "41.000"' in text and "price_unit: gói" in text


def test_a_sheet_of_de_an_by_keyboard_alone(page: Page, served: ServedDesk) -> None:
    table = (
        "\ufeffMã đề án;Tên đề án;Chương trình;Đơn vị thụ hưởng;Kinh phí hỗ trợ;Giai đoạn\r\n"
        "QG-1;Nồi chưng cất;Khuyến công quốc gia;Công ty Hồi;600.000.000;Thực hiện\r\n"
        "DP-1;Máy thái sợi;kcdp;HTX Bún;75000000;phe-duyet\r\n"
    )
    served.content.write("de-an/2026.csv", table)
    page.goto(served.at("bang/de-an/2026"))
    assert axe_findings(page) == []
    tab_to(page, "Kinh phí hỗ trợ, Nồi chưng cất")
    page.keyboard.press("Control+A")
    page.keyboard.type("650.000.000")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+A")
    page.keyboard.type("80.000.000")
    tab_to(page, "Xem lại chỗ đã sửa")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Xem lại trước khi ghi")).to_be_visible()
    assert axe_findings(page) == []
    tab_to(page, "Ghi vào bảng năm 2026")
    page.keyboard.press("Enter")
    expect(page.locator(".said")).to_be_visible()
    written = served.text("de-an/2026.csv")
    assert "650000000" in written.replace(".", "") and "80000000" in written.replace(".", "")
