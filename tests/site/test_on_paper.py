"""What comes out of the printer: a product's A4 sheet, its A6 stall card, a round's catalogue."""

import re

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import Browser

from tests.site.conftest import BuiltSite

pytestmark = pytest.mark.slow

A4, A6 = (210, 297), (105, 148)
PRODUCT = "/san-pham/mien-dong-soi-nho/"


def printed(browser: Browser, address: str) -> pypdfium2.PdfDocument:
    """The page as Chromium prints it, on paper of the size that the page asks for."""
    page = browser.new_page()
    page.goto(address)
    page.wait_for_load_state("networkidle")
    data = page.pdf(prefer_css_page_size=True, print_background=True)
    page.close()
    return pypdfium2.PdfDocument(data)


def size(document: pypdfium2.PdfDocument, number: int = 0) -> tuple[int, int]:
    """Millimetres."""
    width, height = document[number].get_size()
    return round(width / 72 * 25.4), round(height / 72 * 25.4)


def words(document: pypdfium2.PdfDocument) -> str:
    return " ".join(" ".join(p.get_textpage().get_text_bounded().split()) for p in document)


def codes(document: pypdfium2.PdfDocument) -> list[str]:
    """What a phone reads on the first page, photographed at 150 dots an inch."""
    picture = document[0].render(scale=150 / 72).to_pil()
    return [code.text for code in zxingcpp.read_barcodes(picture)]


def test_a_product_prints_as_one_a4_sheet(browser: Browser, address: str) -> None:
    sheet = printed(browser, address + PRODUCT)
    assert (len(sheet), size(sheet)) == (1, A4)
    assert codes(sheet) == ["https://khuyencong.example/san-pham/mien-dong-soi-nho/"]
    text = words(sheet)
    for wanted in (
        *("Miến dong sợi nhỏ", "HTX Miến dong Minh Họa 1", "0000 000 101", "65.000"),
        *("Cấp quốc gia", "Hết hạn", "Gói 500 g", "lienhe@mienmau.example"),
    ):
        assert wanted in text, wanted
    for unwanted in ("Facebook", "Sản phẩm khác của cơ sở", "In thẻ trưng bày"):
        assert unwanted not in text


def test_the_stall_card_is_one_a6_page_with_a_code(browser: Browser, address: str) -> None:
    card = printed(browser, f"{address}{PRODUCT}the-quay/")
    assert (len(card), size(card)) == (1, A6)
    assert codes(card) == ["https://khuyencong.example/san-pham/mien-dong-soi-nho/"]
    text = words(card)
    for wanted in ("Miến dong sợi nhỏ", "HTX Miến dong", "65.000", "Cấp quốc gia, 2025"):
        assert wanted in text
    assert "Trang chủ" not in text


def test_every_stall_card_fits_on_its_page(browser: Browser, address: str) -> None:
    page = browser.new_page()
    for path in (PRODUCT, "/san-pham/bo-qua-dac-san-bon-mua/", "/san-pham/gio-giay-tai-che/"):
        page.goto(f"{address}{path}the-quay/")
        card = page.locator(".stall-card")
        assert card.evaluate("card => card.scrollHeight - card.clientHeight") <= 0, path
    page.close()


def test_no_stall_card_shows_what_a_household_keeps_to_itself(sample: BuiltSite) -> None:
    card = sample.text("san-pham/gio-giay-tai-che/the-quay/index.html")
    main = card[card.index("<main") : card.index("</main>")]
    assert "tel:" not in main and "mailto:lien" not in main
    assert not re.search(r"0000 000 1\d\d", main)


def test_a_round_prints_as_a_catalogue_of_all_its_products(
    browser: Browser, address: str, sample: BuiltSite
) -> None:
    book = printed(browser, f"{address}/san-pham/cap/tinh/nam/2024/in/")
    assert {size(book, number) for number in range(len(book))} == {A4}
    text = words(book)
    page = sample.text("san-pham/cap/tinh/nam/2024/index.html")
    names = re.findall(r'product-card__title"><a [^>]*>([^<]+)</a>', page)
    assert len(names) == 5
    for name in names:
        assert name in text
    assert "Liên kết website" not in text
