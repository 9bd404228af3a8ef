"""Pages as readers meet them: checked by axe-core, the Nu HTML checker and a small screen."""

import json
import subprocess
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page

from tests.site.conftest import TOOLS, BuiltSite, axe_findings

pytestmark = pytest.mark.slow

TEMPLATES = {
    "front": "/",
    "category": "/tin-tuc/",
    "second page of a category": "/tin-tuc/trang/2/",
    "tag": "/the/bao-bi-nhan-hieu/",
    "tags": "/the/",
    "months": "/luu-tru/",
    "story": "/tin-tuc/hoa-binh-165-de-an-khuyen-cong/",
    "policy": "/chinh-sach/thong-tu-28-2018-tt-btc/",
    "model": "/mo-hinh/gom-lo-gas-tiet-kiem-nhien-lieu/",
    "class": "/dao-tao/lop-quan-tri-san-xuat-cho-htx/",
    "broadcast": "/truyen-hinh/phong-su-nghe-mien-dong/",
    "galleries": "/san-pham/",
    "gallery of a pair": "/san-pham/cap/tinh/nhom/che-bien/",
    "round": "/san-pham/cap/tinh/nam/2024/",
    "catalogue of a round": "/san-pham/cap/tinh/nam/2024/in/",
    "rounds": "/binh-chon/",
    "producers": "/co-so/",
    "producer": "/co-so/htx-mien-dong-minh-hoa-1-minh-hoa/",
    "data": "/san-pham/du-lieu/",
    "stall card": "/san-pham/mien-dong-soi-nho/the-quay/",
    "product": "/san-pham/mien-dong-soi-nho/",
    "household without consent": "/san-pham/gio-giay-tai-che/",
    "page": "/huong-dan-dang-ky-de-an/",
    "English page": "/en/",
    "organisation": "/to-chuc/",
    "questions": "/hoi-dap/",
    "đề án": "/de-an/2024/qg-2024-01/",
    "not found": "/404.html",
    "press room": "/bao-chi/",
    "scripts for stations": "/bao-chi/truyen-hinh/",
    "corrections": "/dinh-chinh/",
    "figures": "/so-lieu/",
    "feeds": "/nhan-tin/",
    "place": "/dia-ban/dong-nai/",
}
WIDTHS = (320, 1280)
NOT_FOR_FILES = ".*violates Content Security Policy.*"
"""The checker reads files, which have no origin that `'self'` could mean, and takes JSON-LD
for code. The policy itself is tested in the browser, where a breach would be said."""


@pytest.fixture(params=WIDTHS)
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": request.param, "height": 900})
    yield opened
    opened.close()


@pytest.mark.parametrize("template", TEMPLATES)
def test_axe_finds_nothing(page: Page, address: str, template: str) -> None:
    """WCAG 2.2 A and AA and axe's best practices, on one page of each template."""
    page.goto(address + TEMPLATES[template])
    found = axe_findings(page)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("template", TEMPLATES)
def test_nothing_sticks_out_of_the_screen(page: Page, address: str, template: str) -> None:
    page.goto(address + TEMPLATES[template])
    excess = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(excess) <= 0


def test_a_number_beside_a_long_name_is_not_cut_in_two(browser: Browser, address: str) -> None:
    """As in a round of hundreds of products, on a phone."""
    page = browser.new_page(viewport={"width": 360, "height": 900})
    page.goto(address + TEMPLATES["round"])
    lines = page.evaluate(
        """() => {
            const count = document.querySelector(".rounds__count");
            count.previousElementSibling.textContent =
                "Chế biến nông, lâm, thủy sản và thực phẩm";
            count.textContent = "238";
            const text = document.createRange();
            text.selectNodeContents(count);
            return text.getClientRects().length;
        }"""
    )
    page.close()
    assert lines == 1


def test_the_browser_has_nothing_to_complain_about(browser: Browser, address: str) -> None:
    """No console message (the CSP would speak there), no failed request, no other host."""
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("requestfailed", lambda request: said.append(f"failed {request.url}"))
    page.on(
        "request",
        lambda request: None if request.url.startswith(address) else said.append(request.url),
    )
    for path in TEMPLATES.values():
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
    page.close()
    assert said == []


@pytest.mark.parametrize("template", TEMPLATES)
def test_everything_reads_without_javascript(
    browser: Browser, address: str, sample: BuiltSite, template: str
) -> None:
    """What the HTML says is on the screen with scripts off."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + TEMPLATES[template])
    path = TEMPLATES[template].lstrip("/")
    html = sample.text(path if path.endswith(".html") else f"{path}index.html")
    main = BeautifulSoup(html, "lxml").find("main")
    assert main is not None
    shown = "".join(page.locator("main").inner_text().split()).casefold()
    for heading in main.find_all(["h1", "h2", "h3", "p", "td"]):
        # What only a printer or a page without its styles shows is on no screen.
        unseen = {"print-only", "bare-file"} & set(heading.get("class", []))
        if heading.find_parent("details") is None and not unseen:
            words = "".join(heading.get_text().split()).casefold()
            assert words in shown, heading.get_text()
    context.close()


def test_pictures_arrive_at_the_size_they_are_shown(browser: Browser, address: str) -> None:
    """A phone gets a small AVIF; the page keeps its place while it loads."""
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(address + TEMPLATES["story"])
    shown = page.locator("main figure img").first
    assert shown.evaluate("image => image.complete && image.naturalWidth > 0")
    source = str(shown.evaluate("image => image.currentSrc"))
    assert source.endswith("-400.avif")
    assert shown.get_attribute("width") and shown.get_attribute("height")
    page.close()


def test_the_keyboard_reaches_the_content_first(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + "/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Tới nội dung chính"
    page.keyboard.press("Enter")
    assert page.url.endswith("#noi-dung")
    page.close()


def test_the_nu_html_checker_finds_no_error_on_any_page(sample: BuiltSite) -> None:
    command = [
        *("java", "-jar", str(TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar")),
        *("--format", "json", "--skip-non-html", "--filterpattern", NOT_FOR_FILES),
        str(sample.folder),
    ]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=300)
    messages = json.loads(done.stderr)["messages"]
    errors = [
        f"{message.get('url')}:{message.get('lastLine')}: {message['message']}"
        for message in messages
        if message["type"] != "info" or message.get("subType") == "warning"
    ]
    assert not errors, "\n".join(errors[:40])
