"""The search page and "Tôi được hỗ trợ gì?" as their readers have them, in a browser."""

import csv
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Literal

import pypdfium2
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from khuyencong.vietnamese.dates import VIETNAM
from tests.conftest import ROOT
from tests.site.conftest import axe_findings

pytestmark = pytest.mark.slow

CASES = "support_cases.csv"
RESULTS = ".search__name a"


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A reader's browser on a phone."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, base_url=address)
    yield context
    context.close()


@pytest.fixture
def page(reader: BrowserContext) -> Page:
    return reader.new_page()


def test_results_come_as_one_types_and_the_address_keeps_the_query(page: Page) -> None:
    page.goto("/tim/")
    page.get_by_label("Từ cần tìm").press_sequentially("mien dong", delay=15)
    expect(page.locator(RESULTS).first).to_contain_text("Miến dong")
    expect(page.locator("mark").first).to_have_text("Miến")
    assert page.url.endswith("/tim/?q=mien+dong")
    expect(page.locator(".search__said")).to_contain_text("kết quả")


def test_the_back_button_brings_the_results_back(page: Page) -> None:
    page.goto("/tim/?q=h%E1%BB%93ng+s%E1%BA%A5y")
    page.locator(RESULTS).first.click()
    expect(page.locator("h1")).to_have_text("Hồng vành khuyên sấy")
    page.go_back()
    expect(page.locator(RESULTS).first).to_have_text("Hồng vành khuyên sấy")
    expect(page.get_by_label("Từ cần tìm")).to_have_value("hồng sấy")


def test_the_box_of_every_page_leads_to_the_results(page: Page) -> None:
    page.goto("/gioi-thieu/")
    page.keyboard.press("/")
    page.keyboard.type("28/2018")
    page.keyboard.press("Enter")
    expect(page.locator(RESULTS).first).to_contain_text("Thông tư 28/2018/TT-BTC")
    expect(page.locator(".search__answer")).to_contain_text("28/2018/TT-BTC")


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("số điện thoại trung tâm", "0000 000 000"),
        ("điện thoại hồng sấy", "0000 000 107"),
        ("mức hỗ trợ máy móc", "tối đa 50"),
        ("thông tư 28/2018 còn hiệu lực không", "28/2018/TT-BTC"),
        ("ho tro mua may dan tre lang son", "Tôi được hỗ trợ gì?"),
    ],
)
def test_a_question_is_answered_before_any_link(page: Page, query: str, answer: str) -> None:
    page.goto(f"/tim/?q={query}")
    expect(page.locator(".search__answer")).to_contain_text(answer)


@pytest.mark.parametrize("query", ["mien+dong", "so+dien+thoai+trung+tam"])
def test_nothing_is_pushed_down_when_results_and_answers_come(page: Page, query: str) -> None:
    """Cumulative layout shift (web.dev/cls): 0.1 is good; lines of a result may wrap otherwise."""
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver((list) => {"
        "  for (const entry of list.getEntries()) window.moved += entry.value;"
        "}).observe({ type: 'layout-shift', buffered: true });"
    )
    page.goto(f"/tim/?q={query}")
    expect(page.locator(RESULTS).first).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.moved") < 0.03


def test_the_table_of_facets_is_loaded_by_whom_it_serves(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto("/tim/?q=mien")
    expect(page.locator(RESULTS).first).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert "bang.json" not in asked
    page.locator(".search__narrow summary").click()
    expect(page.get_by_label("Loại").locator("option")).not_to_have_count(0)
    assert asked.count("bang.json") == asked.count("muc-luc.json") == 1


def test_a_clause_that_is_asked_for_is_opened_at_its_words(page: Page) -> None:
    page.goto("/tim/?q=khoan 3 dieu 8 nghi dinh 45/2012")
    expect(page.locator(RESULTS).first).to_contain_text("Khoản 3 Điều 8.")
    page.locator(RESULTS).first.click()
    page.wait_for_url("**/nghi-dinh-45-2012-nd-cp/#dieu-8-khoan-3")
    expect(page.locator(":target")).to_be_in_viewport()


def test_results_are_narrowed_down_by_kind(page: Page) -> None:
    page.goto("/tim/?q=mien")
    page.locator(".search__narrow summary").click()
    page.get_by_label("Loại").select_option("Sản phẩm")
    expect(page.locator(".search__meta").first).to_contain_text("Sản phẩm")
    assert "loai=" in page.url
    kinds = page.locator(".search__meta span:first-child").all_text_contents()
    assert set(kinds) == {"Sản phẩm"}


def test_the_box_of_the_products_leads_to_the_index_with_the_same_words(page: Page) -> None:
    page.goto("/san-pham/?tim=vanh+khuyne")
    page.get_by_role("link", name="Tìm cả trong bài giới thiệu").click()
    expect(page.locator(RESULTS).first).to_have_text("Hồng vành khuyên sấy")
    kinds = page.locator(".search__meta span:first-child").all_text_contents()
    assert set(kinds) == {"Sản phẩm"}


def test_what_nobody_wrote_is_said_and_a_way_is_offered(page: Page) -> None:
    page.goto("/tim/?q=zzzzqq")
    expect(page.locator(".search__said")).to_contain_text("Không tìm thấy")
    expect(page.get_by_role("main").get_by_role("link", name="Mục lục A–Z")).to_be_visible()


@pytest.mark.parametrize(
    "query", ["<script>alert(1)</script>", "%", "a" * 10_000, ".*+?^${}()|[]\\", "\u202eabc", '"~|']
)
def test_hostile_queries_are_words_or_nothing(page: Page, query: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("dialog", lambda dialog: errors.append(dialog.message))
    page.goto("/tim/")
    page.get_by_label("Từ cần tìm").fill(query)
    expect(page.locator(".search__said")).not_to_be_empty()
    assert not errors


def test_nothing_is_asked_of_another_host_and_no_query_is_sent(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/tim/")
    page.get_by_label("Từ cần tìm").fill("nghệ nhân")
    expect(page.locator(RESULTS).first).to_contain_text("nghệ nhân", ignore_case=True)
    assert all(url.startswith(address) for url in asked)
    assert not [url for url in asked if "ngh" in url.partition("?")[2]]


def test_without_scripts_there_is_an_index_by_title(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto("/")
    page.locator(".search-box__plain").click()
    expect(page.locator("#chu-đ")).to_contain_text("Đèn lồng giấy dó")
    page.get_by_role("link", name="Miến dong sợi nhỏ").click()
    expect(page.locator("h1")).to_have_text("Miến dong sợi nhỏ")
    page.goto("/toi-duoc-ho-tro-gi/may-moc/ho-kinh-doanh/")
    expect(page.locator(".offer").first).to_contain_text("200.000.000 đồng")
    context.close()


def test_what_was_found_once_is_found_without_a_network(reader: BrowserContext) -> None:
    page = reader.new_page()
    page.goto("/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.goto("/tim/?q=hong+say")
    expect(page.locator(RESULTS).first).to_have_text("Hồng vành khuyên sấy")
    page.reload()
    expect(page.locator(RESULTS).first).to_have_text("Hồng vành khuyên sấy")
    reader.set_offline(True)
    page.goto("/tim/?q=say+hong")
    expect(page.locator(RESULTS).first).to_have_text("Hồng vành khuyên sấy")
    kept = page.evaluate(
        "caches.open('kc-trang').then((all) => all.keys()).then((all) => all.map((r) => r.url))"
    )
    assert not [url for url in kept if "?" in url]


@pytest.mark.parametrize(
    "path", ["/tim/?q=khuyen+cong", "/tim/", "/tim/a-z/", "/toi-duoc-ho-tro-gi/"]
)
def test_pages_fit_the_smallest_screen(browser: Browser, address: str, path: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640}, base_url=address)
    page.goto(path)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()


@pytest.mark.parametrize("look", ["light", pytest.param("dark", marks=pytest.mark.audit)])
@pytest.mark.parametrize(
    "path",
    [
        "/tim/",
        "/tim/?q=khuyen+cong",
        "/tim/?q=m%E1%BB%A9c+h%E1%BB%97+tr%E1%BB%A3+m%C3%A1y+m%C3%B3c",
        "/tim/?q=zzzzqq",
        "/tim/a-z/",
        "/toi-duoc-ho-tro-gi/?ai=ho-kinh-doanh&viec=may-moc&chi-phi=400+tri%E1%BB%87u",
        "/toi-duoc-ho-tro-gi/?ai=ho-kinh-doanh&viec=may-moc&chi-phi=xyz",
        "/toi-duoc-ho-tro-gi/may-moc/ho-kinh-doanh/",
    ],
)
def test_axe_finds_nothing_in_any_state(
    browser: Browser, address: str, path: str, look: Literal["light", "dark"]
) -> None:
    context = browser.new_context(base_url=address, color_scheme=look, bypass_csp=True)
    page = context.new_page()
    page.goto(path)
    page.wait_for_load_state("networkidle")
    assert not axe_findings(page)
    context.close()


def test_a_bamboo_weaver_learns_what_he_can_have(page: Page) -> None:
    page.goto("/toi-duoc-ho-tro-gi/")
    page.get_by_label("Hộ kinh doanh").check()
    page.get_by_label("Mua máy móc, thiết bị tiên tiến").check()
    page.get_by_label("3. Sản xuất ở tỉnh nào?").select_option("Lạng Sơn")
    page.get_by_label("4. Kinh phí dự kiến khoảng bao nhiêu?").fill("400 triệu")
    national, local = (page.locator(".finder__offer:not([hidden])").nth(place) for place in (0, 1))
    expect(national).to_contain_text("Nhiều nhất 200.000.000 đồng")
    expect(local).to_contain_text("Nhiều nhất 150.000.000 đồng")
    expect(local).to_contain_text("30/06/2027")
    expect(local.get_by_role("link", name="Tải mẫu đăng ký")).to_be_visible()
    expect(local.get_by_role("link", name="0000 000 000")).to_be_visible()
    link = page.url
    page.get_by_role("button", name="Làm lại từ đầu").click()
    expect(national).not_to_be_visible()
    page.goto(link)
    expect(national).to_contain_text("Nhiều nhất 200.000.000 đồng")


def test_the_answer_is_printed_on_one_page(page: Page) -> None:
    page.goto("/toi-duoc-ho-tro-gi/?ai=ho-kinh-doanh&viec=may-moc&chi-phi=400+tri%E1%BB%87u")
    expect(page.locator(".finder__offer:not([hidden])").first).to_contain_text("200.000.000")
    with pypdfium2.PdfDocument(page.pdf(format="A4")) as printed:
        words = printed[0].get_textpage().get_text_bounded()
        assert len(printed) == 1
    for wanted in ("200.000.000", "150.000.000", "30/06/2027", "0000 000 000", "Hộ kinh doanh"):
        assert wanted in words, wanted


MONEY = {
    400: ("400 triệu", "400tr", "0,4 tỷ", "400.000.000", "400000000 đ", "khoảng 400 trieu VNĐ"),
    1200: ("1,2 tỷ đồng", "1.200.000.000", "1,200,000,000", "1 tỷ 2", "1 tỷ 200 triệu"),
    1500: ("1 tỷ rưỡi", "1500 triệu"),
    1000: ("1 tỉ", "\u202a1 ty\u202c"),
}
"""Millions of đồng, and how people write them."""
NO_MONEY = ("nhiều lắm", "-5 triệu", "1e309", "9" * 40, "400 constructor", "0", "<script>")


def test_money_is_read_as_people_write_it(page: Page) -> None:
    page.goto("/toi-duoc-ho-tro-gi/?ai=ho-kinh-doanh&viec=mo-hinh")
    field = page.get_by_label("4. Kinh phí dự kiến khoảng bao nhiêu?")
    for millions, ways in MONEY.items():
        for typed in ways:
            field.fill("")
            expect(page.locator(".finder__said")).not_to_contain_text("nhiều nhất")
            field.fill(typed)
            amount = f"{millions * 300_000:,}".replace(",", ".")
            expect(page.locator(".finder__said")).to_contain_text(f"nhiều nhất {amount} đồng")


def test_what_is_no_money_is_told_and_a_sum_too_small_is_asked_about(page: Page) -> None:
    page.goto("/toi-duoc-ho-tro-gi/?ai=ho-kinh-doanh&viec=may-moc")
    field = page.get_by_label("4. Kinh phí dự kiến khoảng bao nhiêu?")
    for typed in NO_MONEY:
        field.fill("400")
        expect(page.get_by_role("alert")).to_contain_text("Đang tính với 400 đồng.")
        field.fill(typed)
        expect(page.get_by_role("alert")).to_contain_text("Chưa đọc được số tiền")


def test_a_province_is_chosen_by_its_name_without_marks(page: Page) -> None:
    page.goto("/toi-duoc-ho-tro-gi/?ai=ho-kinh-doanh&viec=may-moc")
    province = page.get_by_label("3. Sản xuất ở tỉnh nào?")
    province.focus()
    province.press_sequentially("lang s")
    expect(province).to_have_value("Lạng Sơn")
    expect(page).to_have_url(re.compile("tinh=L%E1%BA%A1ng"))


def test_an_address_with_nonsense_chooses_nothing(page: Page) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto("/toi-duoc-ho-tro-gi/?ai=__proto__&viec=constructor&tinh=<script>&chi-phi=%00&%=%")
    expect(page.get_by_label("3. Sản xuất ở tỉnh nào?").locator(":checked")).to_have_text(
        "Chưa chọn"
    )
    assert page.locator(".finder__offer:not([hidden])").count() == 0
    assert not errors


def test_a_policy_that_ends_while_the_page_is_open_takes_its_level_away(page: Page) -> None:
    page.clock.install(time=datetime(2028, 12, 31, 23, 59, 30, tzinfo=VIETNAM))
    page.goto("/toi-duoc-ho-tro-gi/?ai=ho-kinh-doanh&viec=thuong-hieu&chi-phi=40+tri%E1%BB%87u")
    expect(page.locator(".finder__said")).to_contain_text("nhiều nhất 20.000.000 đồng")
    page.clock.run_for(60_000)
    expect(page.locator(".finder__said")).to_contain_text("đã hết hiệu lực")
    assert page.locator(".finder__offer:not([hidden])").count() == 0


def test_the_page_computes_what_was_computed_by_hand(page: Page) -> None:
    """All cases once more, in the browser."""
    page.goto("/toi-duoc-ho-tro-gi/")
    with Path(ROOT / "tests" / "pages" / CASES).open(encoding="utf-8") as stream:
        for case in csv.DictReader(stream):
            page.goto(
                f"/toi-duoc-ho-tro-gi/?ai={case['ai']}&viec={case['viec']}&chi-phi={case['chi_phi']}"
            )
            offers = page.locator(".finder__offer:not([hidden])")
            shown = [
                (text.split(" đồng")[0].removeprefix("Nhiều nhất ").replace(".", ""))
                for text in offers.locator(".offer__amount").all_text_contents()
            ]
            expected = f"{case['kcqg']} {case['kcdp']}".split()
            assert sorted(shown) == sorted(expected), case
