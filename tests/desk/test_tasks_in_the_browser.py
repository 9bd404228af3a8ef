"""The everyday tasks of a communications officer, as what a person clicks, in Chromium."""

import signal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.desk.served_desk import (
    PAUSE,
    ServedDesk,
    kept,
    saved,
    saved_and_compared,
    tab_to,
    write_body,
)
from tests.desk.test_photos import picture

pytestmark = pytest.mark.slow


def test_write_a_story_with_a_photo(page: Page, served: ServedDesk, tmp_path: Path) -> None:
    photo = tmp_path / "Máy sấy.jpg"
    photo.write_bytes(picture(t315="Hoang Van Tho"))
    page.get_by_role("link", name="Viết tin").click()
    page.get_by_label("Tít").fill("Na Rì có máy sấy mới")
    page.get_by_label("Sa-pô").fill("Máy chạy bằng điện mặt trời.")
    write_body(page, "Hợp tác xã nhận máy ngày 22/11/2026.")
    page.locator("[data-photos] input").set_input_files(photo)
    page.get_by_label("Mô tả ảnh").fill("Máy sấy đặt giữa xưởng")
    assert page.get_by_label("Nguồn ảnh", exact=True).input_value() == "Ảnh: Hoang Van Tho"
    saved(page)
    text = served.text("tin-tuc/na-ri-co-may-say-moi.md")
    assert "alt: Máy sấy đặt giữa xưởng" in text and "file: anh/tin-tuc/may-say.jpg" in text
    assert "Hợp tác xã nhận máy ngày 22/11/2026." in text
    page.get_by_label("Ngày, giờ đăng").fill("07:00 28/11/2036")
    page.get_by_role("button", name="Hẹn giờ đăng").click()
    expect(page.get_by_text("Đã hẹn giờ. Tới")).to_be_visible()
    assert "embargo: 28/11/2036 07:00" in served.text("tin-tuc/na-ri-co-may-say-moi.md")


@pytest.mark.audit
def test_a_story_is_written_and_published_by_keyboard_alone(page: Page, served: ServedDesk) -> None:
    keys = page.keyboard
    tab_to(page, "Viết tin")
    keys.press("Enter")
    page.wait_for_selector(".editor[data-state='settled']")
    for label, words in (("Tít", "Máy sấy ở Na Rì"), ("Sa-pô", "Máy chạy bằng nắng.")):
        tab_to(page, label)
        keys.type(words)
    tab_to(page, "Nội dung bài")
    keys.type("Hợp tác xã nhận ")
    keys.press("Control+B")
    keys.type("máy sấy")
    keys.press("Control+B")
    keys.press("Enter")
    keys.type("Kết quả")
    keys.press("Alt+F10")
    while page.evaluate("document.activeElement.textContent") != "Đề mục":
        keys.press("ArrowRight")
    keys.press("Enter")
    keys.press("Enter")
    keys.type("Ai cũng dùng được.")
    tab_to(page, "Lưu vào bài")
    keys.press("Enter")
    expect(page.locator(".said")).to_contain_text("Đã lưu.")
    body = "Hợp tác xã nhận **máy sấy**\n\n## Kết quả\n\nAi cũng dùng được.\n"
    assert served.text("tin-tuc/may-say-o-na-ri.md").endswith(body)
    tab_to(page, "Đăng")
    keys.press("Enter")
    expect(page.locator(".said")).to_contain_text("Đã đăng.")
    assert "status: published" in served.text("tin-tuc/may-say-o-na-ri.md")


def test_correct_a_figure_then_withdraw(page: Page, served: ServedDesk) -> None:
    served.content.story("tin-tuc/sua.md", title="Số lớp năm nay", uid="kc-sua", slug="sua")
    page.goto(served.at("bai/tin-tuc/sua.md"))
    page.get_by_label("Nội dung đính chính").fill("Đúng là 04 lớp, không phải 05.")
    page.get_by_role("button", name="Đính chính").click()
    expect(page.get_by_text("Đã ghi câu đính chính. Người")).to_be_visible()
    assert "note: Đúng là 04 lớp, không phải 05." in served.text("tin-tuc/sua.md")
    page.get_by_role("button", name="Rút bài").click()
    expect(page.get_by_text("Đã rút. Trang của bài")).to_be_visible()
    assert "status: withdrawn" in served.text("tin-tuc/sua.md")


def test_find_without_diacritics(page: Page, served: ServedDesk) -> None:
    page.get_by_label("Tìm (gõ không dấu cũng được)").fill("mien dong")
    expect(page.locator(".item__title")).to_have_text(["Miến dong"])


def test_a_photo_is_dropped_moved_and_taken_away(page: Page, served: ServedDesk) -> None:
    for name in ("mot", "hai"):
        served.content.photo(f"anh/{name}.jpg")
    photos = "[{file: anh/mot.jpg, alt: Một}, {file: anh/hai.jpg, alt: Hai}]"
    served.content.story("tin-tuc/anh.md", title="Có hai ảnh", photos=photos, uid="kc-anh")
    page.goto(served.at("bai/tin-tuc/anh.md"))
    page.get_by_role("button", name="Xuống").first.click()
    page.get_by_role("button", name="Bỏ mục này").nth(1).click()
    saved(page)
    text = served.text("tin-tuc/anh.md")
    assert "anh/hai.jpg" in text and "anh/mot.jpg" not in text


def test_the_phone_and_the_menu_of_the_centre(page: Page, served: ServedDesk) -> None:
    page.get_by_role("link", name="Trung tâm").click()
    page.get_by_label("Điện thoại", exact=True).first.fill("0208 385 0000")
    page.get_by_role("heading", name="Menu").click()
    page.get_by_role("button", name="Thêm menu").click()
    page.get_by_label("Chữ trên menu").last.fill("Sản phẩm")
    page.locator('[name^="menu.m"][name$=".address"]').fill("/san-pham/")
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.locator(".said")).to_contain_text("Đã lưu.")
    text = (served.content.folder / "site.yml").read_text()
    assert "0208 385 0000" in text and "  - name: Sản phẩm\n    address: /san-pham/\n" in text


def test_find_na_ri_everywhere_and_rename(page: Page, served: ServedDesk) -> None:
    served.content.story("tin-tuc/ten.md", title="Về Văn Lãng", body="Xã Văn Lãng.", uid="kc-ten")
    page.goto(served.at("bai/tin-tuc/ten.md"))  # the desk knows the file from now on
    page.get_by_role("link", name="Tìm và thay").click()
    page.get_by_label("Tìm đúng chữ").fill("Văn Lãng")
    page.get_by_role("button", name="Tìm mọi chỗ").click()
    expect(page.locator("mark")).to_have_count(2)
    page.locator(".keep").get_by_label("Thay bằng").fill("Hoàng Văn Thụ")
    page.get_by_role("button", name="Thay ở các chỗ đã chọn").click()
    expect(page.get_by_text("Đã thay 2 chỗ.")).to_be_visible()
    assert "title: Về Hoàng Văn Thụ" in served.text("tin-tuc/ten.md")


def test_a_chief_approves_by_a_file_and_a_code(
    page: Page, served: ServedDesk, context: BrowserContext, tmp_path: Path
) -> None:
    served.content.photo("anh/trao.jpg")
    body = "Trao 05 máy sấy.\n\n![Trao máy](anh/trao.jpg)"
    served.content.story("tin-tuc/duyet.md", title="Trao máy", body=body, status="draft")
    page.goto(served.at("bai/tin-tuc/duyet.md"))
    page.get_by_label("Người duyệt vắng mặt").fill("Bà Nguyễn Thị B")
    page.get_by_role("button", name="Lập thư duyệt").click()
    expect(page.locator(".said")).to_contain_text("Đã lập thư duyệt gửi Bà Nguyễn Thị B.")
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải tệp để gửi").click()
    download.value.save_as(tmp_path / "duyet.html")
    phone = context.new_page()
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.goto((tmp_path / "duyet.html").as_uri())
    expect(phone.get_by_text("Trao 05 máy sấy.")).to_be_visible()
    photo = phone.get_by_role("img", name="Trao máy")
    assert photo.evaluate("image => image.complete && image.naturalWidth") > 0
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    code = phone.get_by_label("Thư gửi duyệt").locator("b").last.inner_text()
    phone.close()
    page.get_by_label("Mã trong tin trả lời").fill(code)
    page.get_by_role("button", name="Ghi là đã duyệt").click()
    expect(page.locator(".said")).to_contain_text("Bà Nguyễn Thị B đã duyệt bài này.")
    assert "approved:\n  by: Bà Nguyễn Thị B" in served.text("tin-tuc/duyet.md")


def test_undo_a_mistaken_edit(page: Page, served: ServedDesk) -> None:
    served.content.story("tin-tuc/nham.md", title="Sửa nhầm", body="Bản đúng.", uid="kc-nham")
    page.goto(served.at("bai/tin-tuc/nham.md"))
    saved_and_compared(page, " Nhầm.")
    page.get_by_role("button", name="Trở lại bản trước lần này").click()
    expect(page.get_by_role("status").first).to_contain_text("Đã trở lại bản trước")
    assert served.text("tin-tuc/nham.md").endswith("Bản đúng.\n")


def test_two_people_on_one_story(page: Page, served: ServedDesk, context: BrowserContext) -> None:
    served.content.story("tin-tuc/hai.md", title="Hai người", body="Đoạn chung.", uid="kc-hai")
    address = served.at("bai/tin-tuc/hai.md")
    other = context.new_page()
    for each, words in ((page, " Chữ của Hoa."), (other, " Chữ của Lan.")):
        each.goto(address)
        write_body(each, words)
    saved(page)
    other.get_by_role("button", name="Lưu vào bài").click()
    expect(other.get_by_text("Chưa có gì bị ghi đè.")).to_be_visible()
    other.get_by_role("button", name="Lưu bản ghép").click()
    expect(other.get_by_text("Đã lưu bản ghép.")).to_be_visible()
    text = served.text("tin-tuc/hai.md")
    assert "Chữ của Hoa." in text and "Chữ của Lan." in text
    other.close()


def test_write_on_a_phone(context: BrowserContext, served: ServedDesk) -> None:
    phone = context.browser.new_context(
        viewport={"width": 360, "height": 740},
        has_touch=True,
        storage_state=context.storage_state(),
    )
    page = phone.new_page()
    page.set_default_timeout(PAUSE)
    page.goto(served.at())
    page.get_by_role("link", name="Viết tin").tap()
    page.get_by_label("Tít").fill("Viết ở hội chợ")
    write_body(page, "Gian hàng mở cửa lúc 8 giờ.")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    kept(page)
    phone.close()
    office = context.new_page()
    office.goto(served.at())
    office.get_by_role("link", name="Viết ở hội chợ").click()
    assert "Gian hàng mở cửa lúc 8 giờ." in office.locator("#body").input_value()
    office.close()


def test_the_page_beside_the_form_follows_the_keys(page: Page, served: ServedDesk) -> None:
    page.goto(served.at("bai/tin-tuc/bai.md"))
    shown = page.frame_locator(".view iframe")
    expect(shown.locator("main")).to_contain_text("Có 05 lớp")
    page.get_by_label("Tít").fill("Tít đang gõ")
    expect(shown.locator("h1")).to_have_text("Tít đang gõ")
    assert "Tít đang gõ" not in served.text()


def test_a_closed_tab_loses_no_word(page: Page, served: ServedDesk) -> None:
    served.content.story("tin-tuc/tab.md", title="Đóng nhầm", body="Đầu.", uid="kc-tab")
    page.goto(served.at("bai/tin-tuc/tab.md"))
    write_body(page, " Chữ chưa lưu.")
    kept(page)
    page.goto(served.at("bai/tin-tuc/tab.md"))
    page.get_by_role("link", name="Mở bản đang viết").click()
    assert "Chữ chưa lưu." in page.locator("#body").input_value()


def test_a_hostile_story_does_nothing_in_the_desk(page: Page, served: ServedDesk) -> None:
    served.content.story(
        "tin-tuc/xau.md",
        title="'<img src=x onerror=document.title=1>'",
        uid="kc-xau",
        tags="['<script>document.title=1</script>']",
        body="<script>document.title=1</script>\n\n[x](javascript:document.title=1)",
    )
    for path in ("bai/tin-tuc/xau.md", "", "tim-thay?tim=document", "lich-su"):
        page.goto(served.at(path))
        page.wait_for_timeout(300)
        assert page.title() != "1"
    (served.content.folder / "tin-tuc/xau.md").unlink()


def test_a_new_story_outlives_a_reload_and_the_back_button(page: Page, served: ServedDesk) -> None:
    page.goto(served.at("viet/tin-tuc"))
    page.get_by_label("Tít").fill("Mới gõ tít")
    kept(page)
    page.reload()
    title = page.get_by_label("Tít")
    expect(title).to_have_value("Mới gõ tít")
    title.fill("Gõ thêm rồi lưu ngay")
    page.get_by_label("Ngày đăng").first.fill("31/02/2026")
    page.get_by_role("button", name="Lưu vào bài").click()
    expect(page.get_by_text("Chưa ghi vào bài.")).to_be_visible()
    page.go_back()
    expect(title).to_have_value("Gõ thêm rồi lưu ngay")


COPIES = """who => {
  const drafts = ["0000000000000000", "8888888888888888", "ffffffffffffffff"];
  for (const draft of drafts) {
    const source = draft.startsWith("8") ? "" : "tin-tuc/da-xoa.md";
    const form = { draft, source, folder: "tin-tuc", title: "Gõ lúc mất mạng" };
    const copy = { who, at: "2026-11-28T08:00:00Z", pairs: Object.entries(form) };
    localStorage.setItem(`ban-dang-viet:${draft}`, JSON.stringify(copy));
  }
}"""


def test_a_copy_that_the_desk_refuses_holds_up_no_other(page: Page, served: ServedDesk) -> None:
    """Two are of a story that somebody has deleted meanwhile."""
    page.evaluate(COPIES, page.locator("body").get_attribute("data-who"))
    page.goto(served.at())
    expect(page.get_by_text("(Gõ lúc mất mạng) đã về Bàn biên tập")).to_be_visible()
    copies = page.evaluate("Object.keys(localStorage).join()")
    assert "0000" in copies and "ffff" in copies, "words that are nowhere else"
    page.evaluate("localStorage.clear()")


def test_a_save_without_network_stays_in_the_form(page: Page, served: ServedDesk) -> None:
    page.goto(served.at("viet/tin-tuc"))
    page.get_by_label("Tít").fill("Lưu khi mất mạng")
    page.context.set_offline(True)
    page.get_by_role("button", name="Lưu vào bài").click()
    expect(page.get_by_text("Chữ đang viết được giữ trong trình duyệt này")).to_be_visible()
    expect(page.get_by_label("Tít")).to_have_value("Lưu khi mất mạng")
    page.context.set_offline(False)
    page.wait_for_selector("#bai[data-state='kept']")
    page.get_by_role("button", name="Lưu vào bài").click()
    expect(page.get_by_text("Đã lưu.")).to_be_visible()


@pytest.mark.audit
def test_words_outlive_a_killed_server(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """kill -9 while somebody types, and a story written while there is no desk: both come back."""
    served = ServedDesk(tmp_path_factory.mktemp("giet"))
    served.start()
    context = browser.new_context()
    context.set_default_timeout(PAUSE)
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(served.launch)
    while not page.evaluate(OFFLINE_FORM_IS_KEPT):  # the policy forbids `wait_for_function`
        page.wait_for_timeout(100)
    page.goto(served.at("bai/tin-tuc/bai.md"))
    write_body(page, " Trước đó.")  # the editor stands there
    served.stop(signal.SIGKILL)
    write_body(page, " Chữ khi mất máy chủ.")
    expect(page.get_by_text("Không nối được với Bàn biên tập")).to_be_visible()
    page.goto(served.at("viet/tin-tuc"))
    page.get_by_label("Tít").fill("Viết khi mất mạng")
    page.locator("#body").fill("Gian hàng mở cửa.")
    page.wait_for_selector("#bai[data-state='here']")
    served.start()
    page.goto(served.launch)
    expect(page.get_by_text("(Viết khi mất mạng) đã về Bàn biên tập")).to_be_visible()
    page.goto(served.at("bai/tin-tuc/bai.md"))
    page.get_by_role("link", name="Mở bản đang viết").first.click()
    page.wait_for_url("**nhap=*")
    assert "Chữ khi mất máy chủ." in page.locator("#body").input_value()
    page.goto(served.at())
    page.get_by_role("link", name="Viết khi mất mạng").click()
    page.wait_for_url("**nhap=*")
    assert page.locator("#body").input_value() == "Gian hàng mở cửa."
    context.close()
    served.stop()


OFFLINE_FORM_IS_KEPT = """async () => {
  const cache = await caches.open("ban-bien-tap");
  const kept = (await cache.keys()).map(({ url }) => new URL(url).pathname);
  return ["viet/tin-tuc", "form.js"].every((end) => kept.some((path) => path.endsWith(end)));
}"""


def test_the_desk_ends_when_it_is_told_to(tmp_path: Path) -> None:
    served = ServedDesk(tmp_path)
    served.start()
    served.stop()
    assert served.process.returncode in (0, 1, 130)  # before it serves, or after
