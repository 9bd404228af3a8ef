"""The everyday tasks of a communications officer, as what a person clicks, in Chromium."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.conftest import Content
from tests.desk.test_photos import picture
from tests.site.conftest import axe_findings

pytestmark = pytest.mark.slow

PAUSE = 60_000
"""Milliseconds within which everything on a screen must have happened, on the busiest machine."""
expect.set_options(timeout=PAUSE)


class ServedDesk:
    """`khuyencong desk` as a process, over a small content folder."""

    def __init__(self, folder: Path) -> None:
        self.content = Content(folder)
        self.folder = folder
        self.content.write("site.yml", SITE)
        self.content.story(slug="bai", body="Có 05 lớp ở Na Rì.\n\nĐoạn hai.")
        self.content.product("san-pham/mien.md", "Miến dong", sample="true")
        self.process: subprocess.Popen[str]
        self.launch = ""
        self.port = "0"

    def start(self) -> None:
        command = [str(Path(sys.executable).parent / "khuyencong"), "desk", "content"]
        self.process = subprocess.Popen(
            [*command, "--no-browser", "--port", self.port, "--data", str(self.folder / "data")],
            cwd=self.folder,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            env={**os.environ, "COLUMNS": "200"},
        )
        assert self.process.stdout
        lines = iter(self.process.stdout.readline, "")
        self.launch = next(line.strip() for line in lines if line.startswith("http://"))
        self.port = re.findall(r":(\d+)/", self.launch)[0]

    def stop(self, number: signal.Signals = signal.SIGINT) -> None:
        self.process.send_signal(number)
        self.process.wait(120)
        if self.process.stdout:
            self.process.stdout.close()

    def text(self, path: str = "tin-tuc/bai.md") -> str:
        return (self.content.folder / path).read_text()


SITE = """\
name: Trung tâm Thử
short_name: Bản tin Thử
url: https://thu.example
sample: true
phones:
  - 0000 000 000
menu:
  - name: Tin tức
    address: /tin-tuc/
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedDesk]:
    made = ServedDesk(tmp_path_factory.mktemp("ban"))
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def context(served: ServedDesk, browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1280, "height": 900})
    made.set_default_timeout(PAUSE)
    page = made.new_page()
    page.goto(served.launch)
    page.close()
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, served: ServedDesk) -> Iterator[Page]:
    made = context.new_page()
    errors: list[str] = []
    made.on("pageerror", lambda error: errors.append(str(error)))
    made.on("dialog", lambda dialog: dialog.accept())
    made.goto(home(served))
    yield made
    made.close()
    assert errors == []


def home(served: ServedDesk, path: str = "") -> str:
    return f"http://127.0.0.1:{served.port}/ban-bien-tap/{path}"


def write_body(page: Page, words: str) -> None:
    """Type into the text, whichever editor stands there."""
    has_editor = page.locator('script[src*="editor.js"]').count()
    page.locator(".ProseMirror" if has_editor else "#body").first.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def saved(page: Page) -> None:
    page.get_by_role("button", name="Lưu vào bài").click()
    expect(page.locator(".said")).to_contain_text("Đã lưu.")


def kept(page: Page) -> None:
    """Wait until the desk has every word of the form as a draft."""
    page.wait_for_selector("#bai[data-state='kept']")


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
    expect(page.get_by_text("Hẹn giờ đăng: xong.")).to_be_visible()
    assert "embargo: 28/11/2036 07:00" in served.text("tin-tuc/na-ri-co-may-say-moi.md")


def test_correct_a_figure_then_withdraw(page: Page, served: ServedDesk) -> None:
    served.content.story("tin-tuc/sua.md", title="Số lớp năm nay", uid="kc-sua", slug="sua")
    page.goto(home(served, "bai/tin-tuc/sua.md"))
    page.get_by_label("Sai ở đâu, đúng là gì").fill("Đúng là 04 lớp, không phải 05.")
    page.get_by_role("button", name="Đính chính").click()
    expect(page.get_by_text("Đính chính: xong.")).to_be_visible()
    assert "note: Đúng là 04 lớp, không phải 05." in served.text("tin-tuc/sua.md")
    page.get_by_role("button", name="Rút bài").click()
    expect(page.get_by_text("Rút bài: xong.")).to_be_visible()
    assert "status: withdrawn" in served.text("tin-tuc/sua.md")


def test_find_without_diacritics(page: Page, served: ServedDesk) -> None:
    page.get_by_label("Tìm (gõ không dấu cũng được)").fill("mien dong")
    expect(page.locator(".item__title")).to_have_text(["Miến dong"])


def test_a_photo_is_dropped_moved_and_taken_away(page: Page, served: ServedDesk) -> None:
    for name in ("mot", "hai"):
        served.content.photo(f"anh/{name}.jpg")
    photos = "[{file: anh/mot.jpg, alt: Một}, {file: anh/hai.jpg, alt: Hai}]"
    served.content.story("tin-tuc/anh.md", title="Có hai ảnh", photos=photos, uid="kc-anh")
    page.goto(home(served, "bai/tin-tuc/anh.md"))
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
    page.get_by_role("link", name="Tìm và thay").click()
    page.get_by_label("Tìm đúng chữ").fill("Văn Lãng")
    page.get_by_role("button", name="Tìm mọi chỗ").click()
    expect(page.locator("mark")).to_have_count(2)
    page.locator(".keep").get_by_label("Thay bằng").fill("Hoàng Văn Thụ")
    page.get_by_role("button", name="Thay ở các chỗ đã chọn").click()
    expect(page.get_by_text("Đã thay 2 chỗ.")).to_be_visible()
    assert "title: Về Hoàng Văn Thụ" in served.text("tin-tuc/ten.md")


def test_undo_a_mistaken_edit(page: Page, served: ServedDesk) -> None:
    served.content.story("tin-tuc/nham.md", title="Sửa nhầm", body="Bản đúng.", uid="kc-nham")
    page.goto(home(served, "bai/tin-tuc/nham.md"))
    write_body(page, " Nhầm.")
    saved(page)
    page.get_by_role("link", name="Lịch sử").last.click()
    page.get_by_role("link", name="Xem đã đổi gì").first.click()
    expect(page.locator("ins").last).to_contain_text("Nhầm.")
    page.get_by_role("button", name="Trở lại bản trước lần này").click()
    expect(page.get_by_role("status").first).to_contain_text("Trở lại bản trước")
    assert served.text("tin-tuc/nham.md").endswith("Bản đúng.\n")


def test_two_people_on_one_story(page: Page, served: ServedDesk, context: BrowserContext) -> None:
    served.content.story("tin-tuc/hai.md", title="Hai người", body="Đoạn chung.", uid="kc-hai")
    address = home(served, "bai/tin-tuc/hai.md")
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
    page.goto(home(served))
    page.get_by_role("link", name="Viết tin").tap()
    page.get_by_label("Tít").fill("Viết ở hội chợ")
    write_body(page, "Gian hàng mở cửa lúc 8 giờ.")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    kept(page)
    phone.close()
    office = context.new_page()
    office.goto(home(served))
    office.get_by_role("link", name="Viết ở hội chợ").click()
    assert "Gian hàng mở cửa lúc 8 giờ." in office.locator("#body").input_value()
    office.close()


def test_the_page_beside_the_form_follows_the_keys(page: Page, served: ServedDesk) -> None:
    page.goto(home(served, "bai/tin-tuc/bai.md"))
    shown = page.frame_locator(".view iframe")
    expect(shown.locator("main")).to_contain_text("Có 05 lớp")
    page.get_by_label("Tít").fill("Tít đang gõ")
    expect(shown.locator("h1")).to_have_text("Tít đang gõ")
    assert "Tít đang gõ" not in served.text()


def test_a_closed_tab_loses_no_word(page: Page, served: ServedDesk) -> None:
    served.content.story("tin-tuc/tab.md", title="Đóng nhầm", body="Đầu.", uid="kc-tab")
    page.goto(home(served, "bai/tin-tuc/tab.md"))
    write_body(page, " Chữ chưa lưu.")
    kept(page)
    page.goto(home(served, "bai/tin-tuc/tab.md"))
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
        page.goto(home(served, path))
        page.wait_for_timeout(300)
        assert page.title() != "1"
    (served.content.folder / "tin-tuc/xau.md").unlink()


SCREENS = ["", "viet/tin-tuc", "bai/tin-tuc/bai.md", "bai/san-pham/mien.md", "anh", "lich-su"]
SCREENS += ["tim-thay?tim=Na%20R%C3%AC", "trung-tam", "dua-len-mang", "nhap", "nhap?bang=1"]


@pytest.mark.parametrize("path", SCREENS)
def test_screens_fit_a_phone_and_have_no_fault_of_accessibility(
    page: Page, served: ServedDesk, path: str
) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(home(served, path))
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert axe_findings(page) == []


def test_words_outlive_a_killed_server(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """kill -9 while somebody types: what the browser holds comes back with the server."""
    served = ServedDesk(tmp_path_factory.mktemp("giet"))
    served.start()
    context = browser.new_context()
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(served.launch)
    page.goto(home(served, "bai/tin-tuc/bai.md"))
    write_body(page, " Trước đó.")  # the editor stands there
    served.stop(signal.SIGKILL)
    write_body(page, " Chữ khi mất máy chủ.")
    expect(page.get_by_text("Không nối được với Bàn biên tập")).to_be_visible(timeout=PAUSE)
    served.start()
    page.goto(served.launch)
    page.goto(home(served, "bai/tin-tuc/bai.md"))
    page.get_by_role("status").get_by_role("link", name="Mở bản đang viết").first.click()
    assert "Chữ khi mất máy chủ." in page.locator("#body").input_value()
    context.close()
    served.stop()


def test_the_desk_ends_when_it_is_told_to(tmp_path: Path) -> None:
    served = ServedDesk(tmp_path)
    served.start()
    served.stop()
    assert served.process.returncode in (0, 130, -2)
