"""What makes the site comfortable: text size, contrast, menu, copying, printing, no network."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.site.conftest import BuiltSite

pytestmark = pytest.mark.slow

STORY = "/tin-tuc/hoa-binh-165-de-an-khuyen-cong/"
POLICY = "/chinh-sach/thong-tu-28-2018-tt-btc/"


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A reader's browser on a phone."""
    context = browser.new_context(
        viewport={"width": 360, "height": 740},
        base_url=address,
        permissions=["clipboard-read", "clipboard-write"],
    )
    yield context
    context.close()


@pytest.fixture
def page(reader: BrowserContext) -> Page:
    return reader.new_page()


def height(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box
    return box["height"]


def test_larger_text_makes_everything_larger_and_is_remembered(page: Page) -> None:
    page.goto(STORY)
    button, menu, title = (
        height(page, part) for part in (".reading-tools button", ".masthead__open", ".breadcrumb a")
    )
    page.get_by_role("button", name="Chữ to hơn").click()
    for part, before in (
        (".reading-tools button", button),
        (".masthead__open", menu),
        (".breadcrumb a", title),
    ):
        assert height(page, part) > 1.1 * before, part
    page.goto(POLICY)
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "20px"
    page.get_by_role("button", name="Chữ nhỏ hơn").click()
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "17px"


def test_the_largest_text_still_fits_a_small_phone(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 740}, base_url=address)
    page.goto(STORY)
    for _ in range(2):
        page.get_by_role("button", name="Chữ to hơn").click()
    larger = page.get_by_role("button", name="Chữ to hơn")
    expect(larger).to_have_attribute("aria-disabled", "true")
    for path in ("/", STORY, POLICY, "/san-pham/mien-dong-soi-nho/", "/san-pham/"):
        page.goto(path)
        excess = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(excess) <= 0, path
    page.close()


@pytest.mark.parametrize("path", ["/", STORY, POLICY, "/san-pham/", "/san-pham/mien-dong-soi-nho/"])
def test_text_at_twice_the_size_needs_no_sideways_scrolling(
    browser: Browser, address: str, path: str
) -> None:
    """WCAG 2.2, 1.4.4: the text alone is enlarged to 200 %, on a laptop and on a small phone."""
    for width in (1280, 320):
        page = browser.new_page(viewport={"width": width, "height": 740}, base_url=address)
        page.goto(path)
        page.evaluate("document.documentElement.style.fontSize = '212.5%'")
        excess = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(excess) <= 0, width
        page.close()


def test_the_choice_is_there_before_the_first_paint(page: Page) -> None:
    """The early script is not deferred, so the page is never painted without the choice."""
    page.goto(STORY)
    page.get_by_role("button", name="Tương phản cao").click()
    page.add_init_script(
        "addEventListener('DOMContentLoaded', () => {"
        "  window.contrastAtFirst = document.documentElement.dataset.contrast; }, true);"
        "new MutationObserver((_, seen) => { if (document.body) {"
        "  window.contrastAtBody ??= document.documentElement.dataset.contrast; seen.disconnect();"
        "} }).observe(document, { childList: true, subtree: true });"
    )
    page.reload()
    assert page.evaluate("window.contrastAtBody") == "high"
    assert page.evaluate("getComputedStyle(document.body).color") in (
        "rgb(255, 255, 255)",
        "rgb(255,255,255)",
    )


def test_sections_of_the_menu_open_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, java_script_enabled=False, base_url=address
    )
    page = context.new_page()
    page.goto("/")
    link = page.locator(".masthead__parts a").first
    expect(page.locator(".masthead__menu")).not_to_be_visible()
    page.get_by_role("button", name="Chuyên mục").click()
    page.locator(".masthead__parts summary").first.click()
    name = link.text_content() or ""
    link.click()
    expect(page.locator("h1")).to_contain_text(name.strip())
    expect(page.locator(".reading-tools")).not_to_be_visible()
    context.close()


def test_the_menu_of_a_phone_closes_with_escape_and_gives_the_focus_back(page: Page) -> None:
    page.goto("/")
    button = page.get_by_role("button", name="Chuyên mục")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".masthead__menu a").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".masthead__menu a").first).not_to_be_visible()
    expect(button).to_be_focused()


def test_a_section_of_the_line_closes_with_escape_and_gives_the_focus_back(
    browser: Browser, address: str
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800}, base_url=address)
    page.goto("/")
    summary = page.locator(".masthead__parts summary").first
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(".masthead__parts a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".masthead__parts a").first).not_to_be_visible()
    expect(summary).to_be_focused()
    page.close()


@pytest.mark.parametrize(
    ("width", "size", "at_most"),
    [(360, "", 117), (360, "xl", 275), (768, "", 125), (1280, "", 115)],
)
def test_the_head_of_a_page_leaves_the_screen_to_the_news(
    browser: Browser, address: str, width: int, size: str, at_most: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 740}, base_url=address)
    context.add_init_script(f"localStorage.setItem('kc-size', '{size}')")
    page = context.new_page()
    page.goto("/")
    assert height(page, ".masthead") <= at_most
    context.close()


def test_copying_the_address_says_that_it_is_done(page: Page) -> None:
    page.goto(STORY)
    page.get_by_role("button", name="Chép liên kết").click()
    expect(page.get_by_role("button", name="Đã chép liên kết")).to_be_visible()
    expect(page.locator(".story-tools [role=status]")).to_have_text("Đã chép liên kết")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"https://khuyencong.example{STORY}"


def test_listening_is_offered_only_with_a_vietnamese_voice(page: Page) -> None:
    page.goto(STORY)
    button = page.locator("[data-listen]")
    expect(button).not_to_be_visible()
    page.add_init_script(
        "const voice = { lang: 'vi-VN', name: 'Tiếng Việt' }; window.spoken = [];"
        "speechSynthesis.getVoices = () => [voice];"
        "speechSynthesis.speak = (utterance) => window.spoken.push(utterance.text);"
        "Object.defineProperty(SpeechSynthesisUtterance.prototype, 'voice', { set() {} });"
    )
    page.reload()
    button.click()
    expect(button).to_have_text("Dừng đọc")
    spoken = page.evaluate("window.spoken")
    assert spoken[0] == "Hòa Bình: 165 đề án khuyến công, 23,6 tỷ đồng kinh phí hỗ trợ"
    assert any("Bình quân mỗi đề án được hỗ trợ" in words for words in spoken)


def test_an_abbreviation_tells_its_meaning_when_tapped(page: Page) -> None:
    page.goto("/tin-tuc/binh-chon-san-pham-theo-cap-moi/")
    short = page.locator("abbr.abbreviation").first
    short.click()
    shown = short.evaluate("element => getComputedStyle(element, '::after').content")
    assert ": " in shown


def test_a_story_prints_whole_with_its_address(page: Page) -> None:
    page.goto(STORY)
    page.emulate_media(media="print")
    expect(page.locator(".print-only")).to_contain_text(STORY)
    for gone in (".masthead__menu", ".story-tools", ".respond", ".neighbours"):
        expect(page.locator(gone)).not_to_be_visible()
    expect(page.locator(".prose")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") in (
        "rgb(255, 255, 255)",
        "rgba(0, 0, 0, 0)",
    )


def open_story_by_the_service_worker(page: Page) -> None:
    page.goto("/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    page.goto(STORY)


def test_what_was_read_can_be_read_again_without_a_network(
    reader: BrowserContext, page: Page
) -> None:
    open_story_by_the_service_worker(page)
    page.wait_for_load_state("networkidle")
    reader.set_offline(True)
    page.goto(STORY)
    expect(page.locator("h1")).to_contain_text("165 đề án")
    page.goto("/")
    expect(page.locator(".masthead__name")).to_be_visible()
    page.goto(POLICY)
    expect(page.locator("h1")).to_have_text("Đọc khi mất mạng")
    saved = page.locator("[data-saved-pages] a", has_text="165 đề án")
    expect(saved).to_have_count(1)
    reader.set_offline(False)
    page.goto(POLICY)
    expect(page.locator("h1")).to_contain_text("mức trần")


def test_a_page_is_never_old_while_there_is_a_network(
    reader: BrowserContext, page: Page, sample: BuiltSite
) -> None:
    open_story_by_the_service_worker(page)
    file = sample.folder / STORY.strip("/") / "index.html"
    before = file.read_text(encoding="utf-8")
    try:
        file.write_text(re.sub(r"<h1([^>]*)>", r"<h1\1>Bản mới ", before), encoding="utf-8")
        page.goto(STORY)
        expect(page.locator("h1")).to_contain_text("Bản mới")
    finally:
        file.write_text(before, encoding="utf-8")


@pytest.mark.parametrize("path", ["/", STORY, POLICY, "/san-pham/", "/san-pham/mien-dong-soi-nho/"])
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_while_a_page_loads(
    browser: Browser, address: str, path: str, width: int
) -> None:
    """Cumulative layout shift (web.dev/cls) is nought, down to the foot of the page."""
    page = browser.new_page(viewport={"width": width, "height": 740}, base_url=address)
    page.add_init_script(
        "window.shifts = []; new PerformanceObserver((list) => {"
        "  for (const entry of list.getEntries()) window.shifts.push("
        "    [entry.value, ...entry.sources.map(({ node }) => node?.className || node?.nodeName)]);"
        "}).observe({ type: 'layout-shift', buffered: true });"
    )
    page.goto(path)
    page.wait_for_load_state("networkidle")
    for _ in range(12):
        page.mouse.wheel(0, 700)
        page.wait_for_timeout(60)
    assert page.evaluate("window.shifts") == []
    page.close()


@pytest.mark.parametrize("path", ["/", STORY, "/san-pham/", "/san-pham/mien-dong-soi-nho/"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_focus_is_never_lost_or_hidden(
    browser: Browser, address: str, path: str, width: int
) -> None:
    """WCAG 2.2, 2.4.7 and 2.4.11: every stop of the Tab key shows itself, to the page's foot."""
    page = browser.new_page(
        viewport={"width": width, "height": 740}, base_url=address, reduced_motion="reduce"
    )
    page.goto(path)
    stops = 0
    for _ in range(400):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            """() => {
              const here = document.activeElement;
              if (!here || here === document.body) return null;
              const box = here.getBoundingClientRect();
              const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height / 2, 300)];
              const top = document.elementFromPoint(x, y);
              return {
                html: here.outerHTML.slice(0, 120),
                seen: box.width > 0 && box.height > 0 && x >= 0 && x <= innerWidth,
                uncovered: Boolean(top && (here.contains(top) || top.contains(here))),
                ring: getComputedStyle(here).outlineStyle !== "none",
                last: here.classList.contains("site-footer__top"),
              };
            }"""
        )
        assert stop, f"the focus was lost after {stops} stops"
        assert stop["seen"] and stop["uncovered"] and stop["ring"], stop
        stops += 1
        if stop["last"]:
            break
    else:
        pytest.fail("the foot of the page was not reached")
    assert stops > 20
    page.close()
