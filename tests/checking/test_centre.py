"""site.yml is checked like everything else: links that lead nowhere, keys, colours, categories."""

import pytest
from bs4 import BeautifulSoup

from khuyencong.checking.content_check import check
from khuyencong.model.rules import Problem
from tests.conftest import CENTRE, NOW, Content, theme_renderer
from tests.sinks import built_files

BARE = "name: Trung tâm\nshort_name: Bản tin\nurl: https://thu.example\n"


def problems(content: Content, text: str) -> list[Problem]:
    content.write("site.yml", text)
    content.story(author="Nguyễn Văn Mẫu")
    found = check(content.folder, content.cache, NOW, theme_renderer).problems
    return [problem for problem in found if problem.file == "site.yml"]


def said(content: Content, text: str) -> list[str]:
    return [f"{p.rule.code}:{p.line}" for p in problems(content, text)]


@pytest.mark.parametrize(
    ("address", "code"),
    [
        *(
            ("/tin-tuc/", ""),
            ("/rss.xml", ""),
            ("https://moit.gov.vn/a?b=1", ""),
            ("http://a.vn", ""),
        ),
        *(("/khong-co/", "KC403"), ("/Tin-Tuc/", "KC403"), ("/tep/khong.pdf", "KC403")),
        *(("tin-tuc", "KC106"), ("//evil.example/", "KC106"), ("javascript:alert(1)", "KC106")),
        *(("https://", "KC106"), ("ftp://a.example/", "KC106"), ("/../", "KC106")),
    ],
)
def test_an_entry_of_the_menu_leads_to_a_page_or_to_another_site(
    content: Content, address: str, code: str
) -> None:
    line = f"  - {{name: Mục, address: '{address}'}}\n"
    assert said(content, f"{BARE}menu:\n{line}") == ([f"{code}:5"] if code else [])
    nested = f"  - name: Nhóm\n    items:\n      - {{name: Mục, address: '{address}'}}\n"
    assert said(content, f"{BARE}menu:\n{nested}") == ([f"{code}:7"] if code else [])


def test_a_call_at_the_front_page_leads_somewhere(content: Content) -> None:
    call = "  - {{title: Mời, ends: 1/1/2027, address: {}}}\n".format
    assert said(content, f"{BARE}campaigns:\n{call('/tin-tuc/')}") == []
    assert said(content, f"{BARE}campaigns:\n{call('/khong-co/')}") == ["KC403:5"]


def test_another_site_in_the_menu_is_a_link_to_it(content: Content) -> None:
    content.write("site.yml", BARE + "menu:\n  - {name: Bộ, address: https://moit.gov.vn/}\n")
    content.story()
    soup = BeautifulSoup(built_files(content)["index.html"], "lxml")
    (link,) = [a for a in soup.select("nav a") if a.get_text(strip=True) == "Bộ"]
    assert link["href"] == "https://moit.gov.vn/"


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("shortname: A\n", "short_name"),
        ("press_contact: {name: A, mail: a@thu.example}\n", "email"),
        ("categories:\n  tin-tuc: {name: Tin, color: '#1f3a5f'}\n", "colour"),
        ("menu:\n  - {name: A, adress: /tin-tuc/}\n", "address"),
    ],
)
def test_a_key_that_nobody_knows_is_told_with_the_nearest(
    content: Content, text: str, known: str
) -> None:
    (problem,) = problems(content, BARE + text)
    assert problem.rule.code == "KC103" and f"`{known}`" in problem.advice


@pytest.mark.parametrize(
    ("colour", "sound"),
    [("#1f3a5f", True), ("'#1f3a5f'", True), ("red", False), ("'#fff'", False), ("#12345g", False)],
)
def test_a_colour_has_six_digits(content: Content, colour: str, sound: bool) -> None:
    """One without quotes too, which YAML would take for a comment."""
    text = f"{BARE}categories:\n  tin-tuc:\n    name: Tin\n    colour: {colour}\n"
    assert said(content, text) == ([] if sound else ["KC106:7"])
    if sound:
        assert content.site().centre.categories["tin-tuc"].colour == "#1f3a5f"


def test_a_category_to_which_nothing_can_belong_is_told(content: Content) -> None:
    text = (
        BARE + "categories:\n  tin-tucc: {name: Tin}\n  zzzzzz: {name: Z}\n  mo-hinh: {name: M}\n"
    )
    near, far = problems(content, text)
    assert (near.rule.code, near.line) == ("KC253", 5) and "`tin-tuc`" in near.advice
    assert (far.rule.code, far.line) == ("KC253", 6) and "Tạo thư mục" in far.advice


def test_a_category_with_a_folder_or_a_story_is_one(content: Content) -> None:
    (content.folder / "nghe").mkdir(parents=True)
    content.story("tin-tuc/b.md", title="B", category="ky-su", author="A")
    text = BARE + "categories:\n  nghe: {name: Nghề}\n  ky-su: {name: Ký sự}\n"
    assert said(content, text) == []


def test_a_category_that_no_site_declares_is_refused_in_the_story(content: Content) -> None:
    content.write("site.yml", CENTRE)
    content.story(category="tin-tucc")
    assert content.said() == ["KC202 tin-tuc/bai.md:6"]
