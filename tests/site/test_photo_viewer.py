"""Photos open large in place, by keyboard, finger and mouse, and the back button closes them."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.site.conftest import BuiltSite, axe_findings

pytestmark = pytest.mark.slow

PRODUCT = "/san-pham/mien-dong-soi-nho/"


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The page of a product with two photos."""
    opened = browser.new_page(viewport={"width": 360, "height": 740}, has_touch=True)
    opened.set_default_timeout(10_000)
    opened.goto(address + PRODUCT)
    yield opened
    opened.close()


def viewer(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Xem ảnh")


def open_by_keyboard(page: Page) -> None:
    page.locator(".figure__link").first.focus()
    page.keyboard.press("Enter")
    expect(viewer(page)).to_be_visible()


def scale(page: Page) -> float:
    transform = str(page.locator(".photo-viewer picture").evaluate("part => part.style.transform"))
    found = re.search(r"scale\(([\d.]+)\)", transform)
    assert found
    return float(found[1])


def test_the_keyboard_alone_is_enough(page: Page) -> None:
    open_by_keyboard(page)
    caption = page.locator(".photo-viewer__caption")
    expect(caption).to_contain_text("Ảnh 1/2.")
    page.keyboard.press("ArrowRight")
    expect(caption).to_contain_text("Ảnh 2/2.")
    page.keyboard.press("ArrowRight")
    expect(caption).to_contain_text("Ảnh 1/2.")
    page.keyboard.press("End")
    expect(caption).to_contain_text("Ảnh 2/2.")
    page.keyboard.press("Home")
    expect(caption).to_contain_text("Ảnh 1/2.")
    page.keyboard.press("+")
    assert scale(page) == 1.5
    page.keyboard.press("0")
    assert scale(page) == 1
    page.keyboard.press("Escape")
    expect(viewer(page)).to_be_hidden()
    expect(page.locator(".figure__link").first).to_be_focused()


def test_the_focus_stays_inside_while_it_is_open(page: Page) -> None:
    open_by_keyboard(page)
    for _ in range(8):
        page.keyboard.press("Tab")
        outside = page.evaluate(
            "!document.querySelector('dialog').contains(document.activeElement)"
            " && document.activeElement !== document.body"
        )
        assert not outside


def test_the_back_button_closes_and_stays_on_the_page(page: Page, address: str) -> None:
    page.locator(".figure__link").first.click()
    expect(viewer(page)).to_be_visible()
    page.go_back()
    expect(viewer(page)).to_be_hidden()
    assert page.url == address + PRODUCT
    expect(page.locator(".figure__link").first).to_be_focused()


def test_closing_leaves_no_step_behind(page: Page, address: str) -> None:
    """After opening and closing, one step back leaves the page, not a ghost of the viewer."""
    page.goto(f"{address}/san-pham/")
    page.goto(address + PRODUCT)
    for _ in range(2):
        page.locator(".figure__link").first.click()
        page.get_by_role("button", name="Đóng").click()
        expect(viewer(page)).to_be_hidden()
    page.go_back()
    expect(page).to_have_url(f"{address}/san-pham/")


def test_a_screen_reader_hears_which_photo_it_is(page: Page) -> None:
    open_by_keyboard(page)
    caption = page.locator(".photo-viewer__caption")
    assert caption.get_attribute("aria-live") == "polite"
    expect(caption).to_contain_text("Miến bó tay")
    assert page.locator(".photo-viewer img").get_attribute("alt")


def swipe(page: Page, across: int) -> None:
    session = page.context.new_cdp_session(page)

    def touch(kind: str, *points: int) -> None:
        places = [{"x": x, "y": 350} for x in points]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})

    touch("touchStart", 180)
    touch("touchMove", 180 + across // 2)
    touch("touchMove", 180 + across)
    touch("touchEnd")


def test_a_finger_swipes_to_the_next_photo(page: Page) -> None:
    page.locator(".figure__link").first.tap()
    caption = page.locator(".photo-viewer__caption")
    expect(caption).to_contain_text("Ảnh 1/2.")
    swipe(page, -120)
    expect(caption).to_contain_text("Ảnh 2/2.")
    swipe(page, 120)
    expect(caption).to_contain_text("Ảnh 1/2.")


def test_two_fingers_zoom(page: Page) -> None:
    page.locator(".figure__link").first.tap()
    session = page.context.new_cdp_session(page)
    for kind, spread in (("touchStart", 40), ("touchMove", 80), ("touchMove", 100)):
        places = [{"x": 180 - spread, "y": 350, "id": 0}, {"x": 180 + spread, "y": 350, "id": 1}]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    assert scale(page) == pytest.approx(2.5, abs=0.1)
    # Zoomed, a finger moves the picture and does not leave it.
    swipe(page, -120)
    expect(page.locator(".photo-viewer__caption")).to_contain_text("Ảnh 1/2.")


def test_a_closer_look_asks_for_a_larger_picture(page: Page) -> None:
    open_by_keyboard(page)
    image = page.locator(".photo-viewer img")
    small = image.evaluate("image => image.decode().then(() => image.currentSrc)")
    page.keyboard.press("+")
    page.wait_for_function(
        "!document.querySelector('.photo-viewer img').currentSrc.includes('-400.')"
    )
    assert small.endswith("-400.avif")


def test_the_page_does_not_scroll_behind_and_nothing_sticks_out(page: Page) -> None:
    open_by_keyboard(page)
    assert page.evaluate("getComputedStyle(document.documentElement).overflowY") == "hidden"
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_axe_finds_nothing_in_the_open_viewer(page: Page) -> None:
    open_by_keyboard(page)
    found = axe_findings(page)
    assert not found, "\n".join(found)


def test_without_a_script_the_link_opens_the_picture(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(address + PRODUCT)
    opened.locator(".figure__link").first.click()
    expect(opened).to_have_url(re.compile(r"/anh/mien-dong-soi-nho-[0-9a-f]{10}-\d+\.jpg$"))
    context.close()


def test_photos_in_a_story_open_too(browser: Browser, address: str, sample: BuiltSite) -> None:
    opened = browser.new_page()
    opened.goto(f"{address}/tin-tuc/hoa-binh-165-de-an-khuyen-cong/")
    opened.locator(".figure__link").first.click()
    expect(viewer(opened)).to_be_visible()
    opened.close()
