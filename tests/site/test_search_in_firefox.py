"""The search page and "Tôi được hỗ trợ gì?" in Firefox: typing, composing, back, what is asked."""

import json
import shutil
import time
from collections.abc import Iterator

import pytest

from tests.site.conftest import TOOLS
from tests.tools.firefox import Firefox, firefox

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not shutil.which("firefox-esr"), reason="needs firefox-esr (tests/tools/install.sh)"
    ),
]

FIRST = "return document.querySelector('.search__name a')?.textContent ?? ''"
AXE = """
return axe.run(document, {runOnly: {type: "tag", values: ["wcag2a", "wcag2aa", "wcag22aa"]}})
  .then(({violations}) => violations.map(({id}) => id))
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    with firefox(tmp_path_factory.mktemp("firefox")) as made:
        yield made


def wait_for(page: Firefox, script: str, wanted: str) -> None:
    """Wait until a function body returns something that holds `wanted`."""
    end = time.monotonic() + 60
    while wanted not in (found := str(page.run(script))):
        assert time.monotonic() < end, found
        time.sleep(0.05)


def focus_on_words(page: Firefox, address: str) -> None:
    page.goto(f"{address}/tim/")
    page.run("document.querySelector('#tu-can-tim').focus()")


@pytest.mark.parametrize("keys", ["mien dong", "miến dong", "mieesn dong"])
def test_results_come_as_one_types(page: Firefox, address: str, keys: str) -> None:
    focus_on_words(page, address)
    page.press(keys)
    wait_for(page, FIRST, "Miến dong")
    wait_for(page, "return decodeURIComponent(location.search)", "dong")


def test_a_word_that_is_being_composed_is_not_looked_for_before_it_is_one(
    page: Firefox, address: str
) -> None:
    focus_on_words(page, address)
    page.run(
        "window.looked = []; new MutationObserver(() => looked.push(location.search))"
        ".observe(document.querySelector('.search__said'), {childList: true, subtree: true})"
    )
    page.compose(["h", "hô", "hồ", "hồn", "hồng"])
    wait_for(page, FIRST, "Hồng")
    looked = page.run("return looked.map(decodeURIComponent)")
    assert set(looked) == {"?q=hồng"}


def test_the_back_button_brings_the_results_back(page: Firefox, address: str) -> None:
    page.goto(f"{address}/tim/?q=hong+say")
    wait_for(page, FIRST, "Hồng vành khuyên sấy")
    page.run("document.querySelector('.search__name a').click()")
    wait_for(page, "return document.querySelector('h1')?.textContent ?? ''", "Hồng vành khuyên")
    page.command("WebDriver:Back", {})
    wait_for(page, FIRST, "Hồng vành khuyên sấy")
    assert page.run("return document.querySelector('#tu-can-tim').value") == "hong say"


def test_a_question_is_answered_and_the_finder_computes(page: Firefox, address: str) -> None:
    page.goto(f"{address}/tim/?q=điện thoại hồng sấy")
    answer = "return document.querySelector('.search__answer')?.textContent ?? ''"
    wait_for(page, answer, "0000 000 107")
    page.goto(f"{address}/toi-duoc-ho-tro-gi/?ai=ho-kinh-doanh&viec=may-moc&chi-phi=400+triệu")
    shown = "return [...document.querySelectorAll('.finder__offer:not([hidden])')].map((each) => "
    wait_for(page, f"{shown} each.textContent).join()", "200.000.000 đồng")


def test_nothing_is_asked_of_another_host_and_axe_finds_nothing(
    page: Firefox, address: str
) -> None:
    for path in ("/tim/?q=nghệ nhân", "/tim/?q=zzzzqq", "/tim/a-z/", "/toi-duoc-ho-tro-gi/"):
        page.goto(f"{address}{path}")
        wait_for(page, "return document.readyState", "complete")
        if "?" in path:
            wait_for(page, "return document.querySelector('.search__said')?.textContent ?? ''", " ")
        asked = page.run("return performance.getEntriesByType('resource').map((e) => e.name)")
        assert asked
        assert all(url.startswith(address) for url in asked)
        page.run(
            (TOOLS / "axe-core" / "axe.min.js").read_text(encoding="utf-8") + "\n;window.axe = axe"
        )
        assert json.dumps(page.run(AXE)) == "[]", path
