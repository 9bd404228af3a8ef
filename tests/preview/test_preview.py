"""`khuyencong preview` as an editor has it: a file in one window, Chromium in the other."""

import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from khuyencong.preview.preview import Preview
from tests.conftest import NOW, Content
from tests.rendering.conftest import Desk

pytestmark = pytest.mark.slow

STORY = "tin-tuc/bai.md"
ADDRESS = "/tin-tuc/mo-lop-tap-huan-khuyen-cong/"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.story(STORY, author="Ban biên tập")
    desk.story("tin-tuc/khac.md", title="Tin khác", author="Ban biên tập")
    return desk


@pytest.fixture
def preview(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Preview]:
    monkeypatch.chdir(desk.home)
    ready = threading.Event()
    show = Preview(
        desk.folder, "pelicanconf.py", 0, lambda builder: ready.set(), NOW=NOW.isoformat()
    )
    thread = threading.Thread(target=show.run)
    thread.start()
    assert ready.wait(60) and not show.builder.errors
    yield show
    show.stop()
    thread.join(20)


@pytest.fixture
def page(preview: Preview, browser: Browser) -> Iterator[Page]:
    """The page of the story, open."""
    opened = browser.new_page()
    opened.goto(preview.server.address + ADDRESS)
    yield opened
    opened.close()


def save(content: Content, **keys: str) -> None:
    content.story(STORY, **({"author": "Ban biên tập"} | keys))


def test_a_save_is_on_the_screen(
    desk: Desk, preview: Preview, browser: Browser, page: Page
) -> None:
    list_page, other = browser.new_page(), browser.new_page()
    list_page.goto(f"{preview.server.address}/tin-tuc/")
    other.goto(f"{preview.server.address}/tin-tuc/tin-khac/")
    other.evaluate("window.stillHere = true")
    save(desk, body="Câu vừa viết.")
    expect(page.get_by_text("Câu vừa viết.")).to_be_visible()
    assert other.evaluate("window.stillHere"), "a page that shows nothing new stays as it is"
    save(desk, title="Mở lớp tập huấn khuyến công!", body="Câu vừa viết.")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mở lớp tập huấn khuyến công!")
    expect(list_page.get_by_text("Mở lớp tập huấn khuyến công!").first).to_be_visible()


def test_a_broken_file_shows_its_message_over_the_old_page(desk: Desk, page: Page) -> None:
    save(desk, date="hôm qua")
    message = page.get_by_role("alert").filter(has_text="tin-tuc/bai.md:3")
    expect(message).to_be_visible()
    expect(page.get_by_text("Nội dung.")).to_be_attached()
    save(desk)
    expect(message).to_have_count(0)


def test_a_draft_is_there_and_says_so(desk: Desk, page: Page) -> None:
    save(desk, status="draft")
    expect(page.get_by_text("Bản nháp").first).to_be_visible()


def test_a_change_of_the_theme_is_on_the_screen(desk: Desk, page: Page) -> None:
    template = desk.home / "theme/templates/story.html"
    text = template.read_text(encoding="utf-8")
    template.write_text(text.replace("<h1", '<h1 data-moi="1"', 1), encoding="utf-8")
    expect(page.locator("h1[data-moi]")).to_be_visible()
    template.write_text("{% bo-qua", encoding="utf-8")
    expect(page.get_by_role("alert").filter(has_text="TemplateSyntaxError")).to_be_visible()
    expect(page.locator("h1[data-moi]")).to_be_attached()
    template.write_text(text.replace("<h1", "{{ khong_co }}<h1", 1), encoding="utf-8")
    expect(page.get_by_role("alert").filter(has_text="khong_co")).to_be_visible()
    template.write_text(text, encoding="utf-8")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_a_page_that_is_not_there_yet_appears(desk: Desk, preview: Preview, page: Page) -> None:
    page.goto(f"{preview.server.address}/tin-tuc/tin-moi/")
    page.evaluate("window.stillHere = true")
    page.wait_for_timeout(500)
    assert page.evaluate("window.stillHere")
    desk.story("tin-tuc/moi.md", title="Tin mới", author="Ban biên tập")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tin mới")


def test_another_site_cannot_read_drafts_through_a_name_of_its_own(preview: Preview) -> None:
    for host in ("ke-xau.example", "127.0.0.1.ke-xau.example", ""):
        request = Request(preview.server.address + ADDRESS, headers={"Host": host})  # noqa: S310
        with pytest.raises(Exception, match="403"):
            urlopen(request, timeout=10)  # noqa: S310


def wait_for(preview: Preview, words: str) -> None:
    """Until the page of the story says so."""
    builder = preview.builder
    for _ in range(60):
        seen = builder.version, builder.errors
        if words in (builder.read(f"{ADDRESS[1:]}index.html") or b"").decode():
            return
        builder.wait(seen, 1)
    pytest.fail(f"{words} is not shown; {builder.errors}")


def test_a_folder_that_was_moved_away_and_put_back_is_followed(
    desk: Desk, preview: Preview
) -> None:
    away = desk.folder.with_name("cu")
    desk.folder.rename(away)
    while not preview.builder.errors:
        preview.builder.wait((preview.builder.version, ()), 10)
    assert "Không thấy thư mục “content”" in preview.builder.errors[0]
    story = away / STORY
    story.write_text(story.read_text("utf-8").replace("Nội dung.", "Viết ở chỗ khác."), "utf-8")
    away.rename(desk.folder)
    wait_for(preview, "Viết ở chỗ khác.")
    save(desk, body="Viết sau khi đưa về.")
    wait_for(preview, "Viết sau khi đưa về.")


def test_another_folder_under_the_same_name_is_followed(desk: Desk, preview: Preview) -> None:
    other = Content(desk.home / "khac")
    save(other, body="Bản của thư mục kia.")
    desk.folder.rename(desk.folder.with_name("cu"))
    other.folder.rename(desk.folder)
    wait_for(preview, "Bản của thư mục kia.")
