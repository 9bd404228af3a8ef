"""One fault is told once, where it was made; what follows from it is not told beside it."""

import pytest

from khuyencong.checking.content_check import check
from tests.conftest import NOW, Content, theme_renderer


def said(content: Content) -> list[str]:
    found = check(content.folder, content.cache, NOW, theme_renderer).problems
    return [f"{p.rule.code} {p.file}:{p.line}" for p in found if p.rule.code != "KC217"]


@pytest.mark.parametrize("slug", ["", "slug"])
def test_a_product_with_a_bad_price_is_still_a_member_of_its_set(
    content: Content, slug: str
) -> None:
    own = {"slug": "mien-dong"} if slug else {}
    content.product("san-pham/mot.md", "Miến dong", price="giá tốt lắm", **own)
    content.product("san-pham/bo.md", "Bộ quà", members="[mien-dong]")
    assert said(content) == ["KC106 san-pham/mot.md:7"]


def test_so_is_the_story_of_a_product(content: Content) -> None:
    content.story("tin-tuc/hong.md", title="Chuyện làng gốm", date="32/11/2026")
    content.product("san-pham/gom.md", "Bình gốm", story="chuyen-lang-gom")
    assert said(content) == ["KC107 tin-tuc/hong.md:3"]


def test_a_member_that_no_file_has_is_told_all_the_same(content: Content) -> None:
    content.product("san-pham/mot.md", "Miến dong", price="giá tốt lắm")
    content.product("san-pham/bo.md", "Bộ quà", members="[mien-dong, che-xanh]")
    assert said(content) == ["KC106 san-pham/mot.md:7", "KC405 san-pham/bo.md:7"]


@pytest.mark.parametrize(
    ("awards", "codes"),
    [
        ("[{level: tinh, year: 2026}, {level: tinh, year: 2026}]", ["KC254 san-pham/a.md:7"]),
        ("[{level: tinh, year: 2026, decision: 1/QĐ}, {level: Cấp tỉnh, year: 2026}]",
         ["KC254 san-pham/a.md:7"]),
        ("[{level: tinh, year: 2026}, {level: tinh, year: 2024}]", []),
        ("[{level: tinh, year: 2026}, {level: quoc-gia, year: 2026}]", []),
    ],
)  # fmt: skip
def test_one_award_twice_is_told(content: Content, awards: str, codes: list[str]) -> None:
    content.product("san-pham/a.md", "Miến dong", f"awards: {awards}")
    assert said(content) == codes


def test_two_stories_of_one_address_are_told_once(content: Content) -> None:
    content.story("tin-tuc/a.md", title="Lớp dệt", uid="kc-a")
    content.story("tin-tuc/b.md", title="Lớp dệt", uid="kc-b")
    assert said(content) == ["KC401 tin-tuc/b.md:2"]


@pytest.mark.parametrize(
    "alias",
    [
        *("/TIN-TUC/", "/404.html", "/index.html"),
        "/Tin-Tuc/Mo-Lop-Tap-Huan-Khuyen-Cong/",
        "[/cu.html, /cu.html/x/]",
    ],
)
def test_an_old_address_that_is_taken_is_told_at_its_line(content: Content, alias: str) -> None:
    content.story(aliases=alias)
    assert said(content) == ["KC401 tin-tuc/bai.md:6"]


def test_a_product_that_is_not_read_for_its_letters_is_spoken_of_too(content: Content) -> None:
    content.write("san-pham/mien-dong.md", b"\xff\xfe\x00")
    content.product("san-pham/bo.md", "Bộ quà", members="[mien-dong]")
    assert [line.split()[1] for line in said(content)] == ["san-pham/mien-dong.md:1"]


@pytest.mark.parametrize("href", ["khong-co.md", "../mo-hinh/khong-co.md#muc", "tep/khong-co.pdf"])
def test_a_link_to_a_file_that_is_not_there_is_told_once(content: Content, href: str) -> None:
    content.story(body=f"Xem [bài kia]({href}).")
    assert len(said(content)) == 1
