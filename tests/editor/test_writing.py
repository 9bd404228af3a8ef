"""What somebody writes, inserts and pastes becomes Markdown that a person can read."""

from pathlib import Path

import pytest
from playwright.sync_api import Route

from tests.editor.conftest import StoryForm

pytestmark = pytest.mark.slow

CLIPBOARDS = Path(__file__).parents[1] / "importers" / "clipboards"
PASTE = """([selector, html, text]) => {
  const data = new DataTransfer();
  if (html) data.setData("text/html", html);
  data.setData("text/plain", text);
  const options = { clipboardData: data, bubbles: true, cancelable: true };
  document.querySelector(selector).dispatchEvent(new ClipboardEvent("paste", options));
}"""


def paste(form: StoryForm, html: str, text: str = "chữ") -> None:
    form.page.evaluate(PASTE, [".ProseMirror", html, text])


def test_keys_make_bold_italics_headings_and_lists(form: StoryForm) -> None:
    form.open("")
    form.text.click()
    keyboard = form.page.keyboard
    keyboard.press("Control+Alt+2")
    keyboard.type("Kết quả")
    keyboard.press("Enter")
    keyboard.type("Một ")
    keyboard.press("Control+b")
    keyboard.type("đậm")
    keyboard.press("Control+b")
    keyboard.type(" và ")
    keyboard.press("Control+i")
    keyboard.type("nghiêng")
    keyboard.press("Control+i")
    keyboard.press("Enter")
    keyboard.press("Control+Shift+Digit7")
    keyboard.type("một")
    keyboard.press("Enter")
    keyboard.press("Tab")
    keyboard.type("trong một")
    keyboard.press("Enter")
    keyboard.press("Enter")
    keyboard.type("hai")
    form.expect_body("## Kết quả\n\nMột **đậm** và *nghiêng*\n\n1. một\n    1. trong một\n2. hai\n")


def test_a_chart_is_made_of_cells_from_excel_and_drawn(form: StoryForm) -> None:
    form.open("Mở đầu.\n")
    form.caret_behind("Mở đầu.")
    form.tool("Chèn biểu đồ")
    form.page.get_by_label("Tiêu đề biểu đồ").fill("Kinh phí qua các năm")
    form.page.get_by_label("Loại").select_option("đường")
    form.page.get_by_label("Số liệu", exact=True).fill(
        "Năm\tKinh phí (đồng)\n2023\t1.200.000\n2024\t1.450.000"
    )
    form.page.get_by_label("Nguồn số liệu").fill("Sở Công Thương: phòng kế hoạch")
    form.page.get_by_role("button", name="Xong").click()
    form.page.locator(".island--chart svg[role=img]").wait_for()
    form.expect_body(
        "Mở đầu.\n\n| Năm | Kinh phí (đồng) |\n|---|---:|\n| 2023 | 1.200.000 |\n"
        "| 2024 | 1.450.000 |\n\n```bieu-do\ntiêu đề: Kinh phí qua các năm\nloại: đường\n"
        "nguồn: Sở Công Thương: phòng kế hoạch\n```"
    )


def test_a_chart_is_changed_in_its_dialog_alone(form: StoryForm) -> None:
    table = "| Năm | Đề án | Lớp |\n|---|---:|---:|\n| 2023 | 8 | 2 |\n| 2024 | 11 | 4 |\n\n"
    form.open(f"{table}``` biểu-đồ\nTiêu đề: Số đề án\nloai: cot\n```\n\nCuối.\n")
    form.page.locator(".island--chart svg").wait_for()
    form.tool("Sửa: Biểu đồ")
    assert form.page.get_by_label("Tiêu đề biểu đồ").input_value() == "Số đề án"
    form.page.get_by_label("Các cột cần vẽ").fill("Lớp")
    preview = form.page.locator(".editor-dialog__preview")
    preview.get_by_text("Lớp").first.wait_for(state="attached")
    form.page.get_by_role("button", name="Xong").click()
    changed = "```bieu-do\ntiêu đề: Số đề án\nloại: cột\ncác cột: Lớp\n```"
    form.expect_body(f"{table}{changed}\n\nCuối.")


def test_a_chart_without_figures_says_so(form: StoryForm) -> None:
    form.open("```bieu-do\ntiêu đề: Số đề án\n```\n")
    form.page.locator(".island--chart").get_by_text("không có bảng nào").wait_for()
    assert form.page.locator(".island--chart svg").count() == 0


def test_a_link_is_found_by_words_of_a_title(form: StoryForm) -> None:
    form.open("Xem thêm ở đây.\n")
    form.caret_behind("Xem thêm ")
    form.page.keyboard.press("Control+k")
    form.page.get_by_label("Địa chỉ, hoặc vài chữ trong tít").fill("na ri")
    form.page.get_by_role("button", name="Hội nghị khuyến công Na Rì").click()
    form.page.get_by_role("button", name="Xong").click()
    form.expect_body(
        "Xem thêm [Hội nghị khuyến công Na Rì](/tin-tuc/hoi-nghi-khuyen-cong-na-ri/)ở đây."
    )


def test_a_table_grows_and_shrinks(form: StoryForm) -> None:
    form.open("| Nguồn | Kinh phí |\n|---|---:|\n| Quốc gia | 300 |\n")
    form.type_behind("300", "Địa phương", "Tab")
    form.page.keyboard.press("Tab")
    form.page.keyboard.type("20|5")
    form.expect_body(
        "| Nguồn | Kinh phí |\n|---|---:|\n| Quốc gia | 300 |\n| Địa phương | 20\\|5 |"
    )
    form.tool("Xóa hàng")
    form.tool("Thêm cột")
    body = form.wait_for_body(lambda body: body.strip().splitlines()[2].count("|") == 4)
    assert body.strip().splitlines()[2].count("|") == 4


def test_a_table_without_header_row_is_written_as_html(form: StoryForm) -> None:
    form.open("| a | b |\n|---|---|\n| c | d |\n")
    form.caret_behind("d")
    form.tool("Hàng đầu là tiêu đề")
    rows = "<tr><td>a</td><td>b</td></tr>\n<tr><td>c</td><td>d</td></tr>"
    form.expect_body(f"<table>\n{rows}\n</table>")


def test_a_photo_is_put_in_and_its_caption_changed(form: StoryForm) -> None:
    form.open("Trước.\n\nSau.\n")
    form.caret_behind("Trước.")
    form.tool("Chèn ảnh")
    form.page.get_by_label("Tệp ảnh").fill("anh/le trao giai.jpg")
    form.page.get_by_label("Mô tả").fill("Ba người nhận giải")
    form.page.get_by_label("Nguồn ảnh").fill("Trần Bình")
    form.page.get_by_role("button", name="Xong").click()
    figure = '![Ba người nhận giải](<anh/le trao giai.jpg> "{}Ảnh: Trần Bình")'
    assert form.wait_for_body(lambda body: "![" in body) == (
        f"Trước.\n\n{figure.format('')}\n\nSau.\n".rstrip("\n")
    ) + "\n" * form.body.endswith("\n")
    form.page.get_by_role("button", name="Sửa: Ảnh").click()
    form.page.get_by_label("Chú thích dưới ảnh").fill("Lễ trao giải.")
    form.page.get_by_role("button", name="Xong").click()
    assert figure.format("Lễ trao giải. ") in form.wait_for_body(lambda body: "Lễ" in body)


def test_a_note_has_its_sign_in_the_text_and_its_words_at_the_end(form: StoryForm) -> None:
    form.open("Số liệu.\n\nHết.\n")
    form.caret_behind("Số liệu")
    form.tool("Chèn chú thích cuối bài")
    form.page.get_by_label("Lời chú thích").fill("Theo Sở Công Thương.")
    form.page.get_by_role("button", name="Xong").click()
    body = form.wait_for_body(lambda body: "[^1]:" in body)
    assert body.strip() == "Số liệu[^1].\n\nHết.\n\n[^1]: Theo Sở Công Thương."


def test_what_was_typed_is_shown_as_the_page_will_show_it_once_the_caret_is_elsewhere(
    form: StoryForm,
) -> None:
    form.open("Một.\n\nHai.\n")
    form.type_behind("Hai.", "https://www.youtube.com/watch?v=abcdefghijk", "Enter")
    form.seen_by_renderer()
    assert form.page.locator(".island--html").count() == 0
    form.type_behind("Một.", " ")
    form.page.get_by_role("link", name="Xem video trên YouTube").wait_for()
    assert "\n\nhttps://www.youtube.com/watch?v=abcdefghijk" in form.body


def test_undo_takes_back_what_was_typed_however_it_is_shown_by_now(form: StoryForm) -> None:
    form.open("Một.\n\nHai.\n")
    form.type_behind("Hai.", "https://www.youtube.com/watch?v=abcdefghijk", "Enter")
    form.type_behind("Một.", " Thêm.")
    form.page.get_by_role("link", name="Xem video trên YouTube").wait_for()
    form.seen_by_renderer()
    undo = form.page.get_by_role("button", name="Hoàn tác")
    while undo.get_attribute("aria-disabled") == "false":
        form.page.keyboard.press("Control+z")
    form.expect_body("Một.\n\nHai.\n")


def test_what_is_typed_before_the_editor_is_there_stays_under_the_hands(form: StoryForm) -> None:
    held: list[Route] = []
    later = lambda route: route.continue_() if held else held.append(route)  # noqa: E731
    form.page.route("**/soan/shown", later)
    form.desk.write("__Một.__\n")
    form.page.goto(form.desk.address)
    form.page.locator("#body").click()
    form.page.keyboard.press("Control+End")
    form.page.keyboard.type(" Hai")
    held[0].continue_()
    form.settle()
    form.page.keyboard.type(" ba.")
    form.expect_body("__Một.__ Hai ba.")
    form.page.keyboard.press("Tab")
    form.page.wait_for_selector(".editor[data-state='settled']")
    assert form.text.inner_text().strip() == "Một. Hai ba."


def test_what_is_pasted_stands_where_it_was_pasted_whatever_is_typed_meanwhile(
    form: StoryForm,
) -> None:
    form.open("Một.\n\nHai.\n")
    held: list[Route] = []
    form.page.route("**/soan/paste", lambda route: held.append(route))
    form.caret_behind("Một")
    with form.page.expect_request("**/soan/paste"):
        paste(form, "<p>-rưỡi</p>")
    form.type_behind("Hai", " ba")
    held[0].continue_()
    form.expect_body("Một-rưỡi.\n\nHai ba.")


@pytest.mark.parametrize("typed", ["5*3*2 m", "27_3 và _x_", "a<b và &amp;", "[x](y)", "`mã` `x`"])
def test_signs_that_are_typed_are_signs_on_the_page(form: StoryForm, typed: str) -> None:
    form.open("Một.\n")
    form.caret_behind("Một.")
    form.page.keyboard.type(f" {typed}")
    written = form.body
    form.load(written)
    assert form.text.inner_text().strip() == f"Một. {typed}"


def test_typing_never_replaces_a_photo_that_is_chosen(form: StoryForm) -> None:
    figure = '![Máy](anh/may.jpg "Máy.")'
    form.open(f"Một.\n\n{figure}\n\nHai.\n")
    form.page.locator(".island__content").click(position={"x": 5, "y": 5})
    form.page.keyboard.type("Thêm")
    form.expect_body(f"Một.\n\n{figure}\n\nThêm\n\nHai.")


def test_word_is_pasted_clean(form: StoryForm) -> None:
    form.open("Một.\n")
    form.caret_behind("Một.")
    form.page.keyboard.press("Enter")
    paste(form, (CLIPBOARDS / "word.html").read_text("utf-8"))
    body = form.wait_for_body(lambda body: "Kinh phí" in body)
    assert "**Sáng 12/11**, trung tâm *bàn giao* máy sấy." in body
    assert "- Máy sấy 200 kg/mẻ\n    - Có điều khiển nhiệt\n- Máy đóng gói" in body
    assert "2. Kinh phí" in body and "Trung tâm khuyến công" in body
    assert "mso" not in body and "<" not in body


def test_cells_of_excel_are_pasted_as_a_table(form: StoryForm) -> None:
    form.open("Một.\n")
    form.caret_behind("Một.")
    form.page.keyboard.press("Enter")
    paste(form, (CLIPBOARDS / "excel.html").read_text("utf-8"))
    body = form.wait_for_body(lambda body: "Miến" in body)
    assert "| Sản phẩm | Giá \\| hộp |" in body and "| Miến dong Na Rì | 85.000 |" in body


def test_hostile_html_is_pasted_as_its_words(form: StoryForm) -> None:
    form.open("Một.\n")
    form.caret_behind("Một.")
    paste(form, "<img src=x onerror='window.acted=1'><script>window.acted=1</script><b>Chữ</b>")
    form.wait_for_body(lambda body: "Chữ" in body)
    form.expect_body("Một.**Chữ**")
    assert form.page.evaluate("window.acted") is None


def test_plain_text_can_be_edited_and_is_shown_again(form: StoryForm) -> None:
    form.open("Một.\n")
    form.tool("Xem dạng chữ thuần")
    form.page.locator("#body").fill("## Đề mục\n\nHai.\n")
    form.tool("Xem như trên trang")
    form.page.get_by_role("heading", name="Đề mục", level=2).wait_for()
    form.expect_body("## Đề mục\n\nHai.\n")


def test_everything_is_reached_with_the_keyboard(form: StoryForm) -> None:
    form.open("Một.\n")
    form.caret_behind("Một.")
    form.page.keyboard.press("Alt+F10")
    form.wait_for_focus("title", "Đậm (Ctrl+B)")
    form.page.keyboard.press("ArrowRight")
    form.wait_for_focus("title", "Nghiêng (Ctrl+I)")
    form.page.keyboard.press("End")
    form.page.keyboard.press("Enter")
    form.page.get_by_role("dialog", name="Phím tắt").wait_for()
    form.page.keyboard.press("Escape")
    form.wait_for_focus("role", "textbox")
    tab_stops = form.page.locator(".editor-toolbar:not([hidden]) [tabindex='0']")
    assert tab_stops.count() == 1


def test_lists_with_signs_of_their_own_go_on_with_the_next_sign(form: StoryForm) -> None:
    form.open("a) Máy sấy\nb) Máy đóng gói\n\n– Một\n– Hai\n")
    form.type_behind("đóng gói", "Máy dán", "Enter")
    form.type_behind("Hai", "Ba", "Enter")
    form.expect_body("a) Máy sấy\nb) Máy đóng gói\nc) Máy dán\n\n– Một\n– Hai\n– Ba")


def test_addresses_that_are_links_by_themselves_stay_as_they_were_typed(form: StoryForm) -> None:
    form.open("Gọi tin@thu.example hoặc https://thu.example/a_b.\n")
    form.type_behind("hoặc", " xem")
    form.expect_body("Gọi tin@thu.example hoặc xem https://thu.example/a_b.")


def test_a_photo_is_cut_and_put_elsewhere(form: StoryForm) -> None:
    figure = '![Máy](anh/may.jpg "Máy mới.")'
    form.open(f"Một.\n\n{figure}\n\nHai.\n")
    form.page.locator(".island__content").click(position={"x": 5, "y": 5})
    form.page.keyboard.press("Control+x")
    form.expect_body("Một.\n\nHai.")
    form.caret_behind("Hai.")
    form.page.keyboard.press("Control+v")
    form.page.locator(".island figcaption", has_text="Máy mới.").wait_for()
    form.expect_body(f"Một.\n\nHai.\n\n{figure}")
