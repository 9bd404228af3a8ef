"""A page depends on what it shows: that makes it stale, and nothing else does."""

from pathlib import Path

import pytest

from khuyencong.pages.cards import PER_PAGE as STORIES
from khuyencong.pages.search import PER_PAGE
from tests.conftest import Content
from tests.rendering.test_untouched_pages import pages_of

DE_AN = (
    "ma,ten,chuong_trinh,tinh,xa,don_vi_thu_huong,kinh_phi_ho_tro,giai_doan\n"
    "QG-1,Máy thái,kcqg,Thái Nguyên,Na Rì,HTX Miến,300000000,nghiem-thu\n"
)
FORM = {"file": "tep/mau-don.xlsx", "tasks": "Thanh toán"}
AWARD = "awards: [{level: tinh, year: 2024}]"
AIRED = {"airs": "[1/12/2026 20:00]", "channel": "VTV1", "script": "Thưa quý vị."}
MAKER = "{name: HTX Miến, commune: Na Rì, province: Thái Nguyên}"


@pytest.fixture
def centre(content: Content) -> Content:
    """A little of everything that shows stories, producers and đề án."""
    content.story("tin-tuc/a.md", title="An toàn điện", slug="a", localities="Lạng Sơn", tags="lụa")
    content.story("tin-tuc/b.md", title="Bán hàng", slug="b", localities="Cà Mau", tags="gốm")
    content.story(
        "tin-tuc/c.md",
        title="Chuyển nhà",
        slug="c",
        localities="Hòa Bình",
        aliases="/cu/",
        date="1/6/2025",
    )
    content.product("san-pham/mien.md", "Miến", AWARD, producer=MAKER)
    content.write("tep/mau-don.xlsx", b"PK\x03\x04")
    content.story("tai-lieu/don.md", title="Đơn đăng ký", slug="don", **FORM)
    content.story("tai-lieu/so-tay.md", title="Sổ tay", slug="so-tay", file="tep/mau-don.xlsx")
    content.story("truyen-hinh/so-1.md", title="Số 1", slug="so-1", **AIRED)
    content.write("de-an/2026.csv", DE_AN)
    return content


def depends(content: Content) -> dict[str, bytes | None]:
    """Address → on what a page alone depends; None of one that depends on the whole site."""
    pages = list(pages_of(content.site()))
    assert pages_of(content.site()).dependency_keys
    return {page.address: page.depends.digest if page.depends.alone else None for page in pages}


def stale(before: dict[str, bytes | None], after: dict[str, bytes | None]) -> set[str]:
    return {page for page, digest in after.items() if digest is None or digest != before.get(page)}


def test_a_title_makes_those_pages_stale_alone_that_show_it(centre: Content) -> None:
    before = depends(centre)
    centre.story(
        "tin-tuc/a.md", title="An toàn lưới điện", slug="a", localities="Lạng Sơn", tags="lụa"
    )
    found = stale(before, depends(centre))
    assert {"/", "/the/lua/", "/dia-ban/lang-son/", "/tin-tuc/", "/tim/a-z/"} <= found
    untouched = {
        *("/the/gom/", "/dia-ban/ca-mau/", "/dia-ban/hoa-binh/", "/dia-ban/thai-nguyen/"),
        *("/dia-ban/thai-nguyen/na-ri/", "/dia-ban/lang-son/ten-cu/", "/cu/", "/truyen-hinh/"),
        *("/tai-lieu/", "/san-pham/", "/san-pham/cap/tinh/nam/2024/in/", "/co-so/htx-mien/"),
        *("/nhan-tin/", "/404.html", "/ngoai-tuyen/"),
    }
    assert untouched <= before.keys() and not untouched & found


THAI_NGUYEN, NA_RI = "/dia-ban/thai-nguyen/", "/dia-ban/thai-nguyen/na-ri/"
OLD_NAMES, A_TO_Z = "/dia-ban/thai-nguyen/ten-cu/", "/tim/a-z/"
EDITS = {
    "producer": ("san-pham/mien.md", "HTX Miến", "HTX Miến Na Rì", {THAI_NGUYEN, NA_RI, A_TO_Z}),
    "moved": ("san-pham/mien.md", "Na Rì", "Bằng Lũng", {THAI_NGUYEN}),
    "sample": ("san-pham/mien.md", "title:", "sample: true\ntitle:", {THAI_NGUYEN, NA_RI}),
    "de_an": ("de-an/2026.csv", "Máy thái", "Máy ép", {THAI_NGUYEN, NA_RI}),
    "sum": ("de-an/2026.csv", "300000000", "200000000", {THAI_NGUYEN, NA_RI}),
    "place": ("tin-tuc/b.md", "Cà Mau", "Thái Nguyên", {THAI_NGUYEN}),
    "form": ("tai-lieu/don.md", "Đơn đăng ký", "Mẫu đơn", {"/tai-lieu/", A_TO_Z}),
    "task": ("tai-lieu/don.md", "Thanh toán", "Đăng ký", {"/tai-lieu/"}),
    "read": ("tai-lieu/so-tay.md", "Sổ tay", "Cẩm nang", {"/tai-lieu/"}),
    "moved page": ("tin-tuc/c.md", "Chuyển nhà", "Chuyển xưởng", {"/cu/"}),
    "gone": (
        "tin-tuc/c.md",
        "title:",
        "status: withdrawn\nmodified: 20/11/2026\ntitle:",
        {"/cu/", A_TO_Z},
    ),
    "named": ("tin-tuc/b.md", "Cà Mau", "Bạch Thông", {THAI_NGUYEN, OLD_NAMES}),
    "former": ("tin-tuc/c.md", "Hòa Bình", "Bắc Kạn", {THAI_NGUYEN, OLD_NAMES}),
}
"""Name → file, words in it, what comes in their place, pages that show it."""


@pytest.mark.parametrize("edit", EDITS)
def test_what_a_page_shows_makes_it_stale(centre: Content, edit: str) -> None:
    before = depends(centre)
    path, old, new, addresses = EDITS[edit]
    file: Path = centre.folder / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    after = depends(centre)
    assert addresses <= before.keys()
    assert all(before[each] is not None for each in addresses), "it depends on the whole site"
    assert addresses <= stale(before, after)


def test_what_is_on_air_next_stands_on_every_page_of_its_list(content: Content) -> None:
    for number in range(2 * STORIES):
        content.story(
            f"truyen-hinh/{number}.md", title=f"Số {number:02}", slug=f"so-{number}", **AIRED
        )
    pages = {"/truyen-hinh/", "/truyen-hinh/trang/2/"}
    before = depends(content)
    content.story("truyen-hinh/0.md", title="Số 00 sửa", slug="so-0", **AIRED)
    assert stale(before, depends(content)) & pages == pages
    before = depends(content)
    content.story("truyen-hinh/23.md", title="Số 23 sửa", slug="so-23", **AIRED)
    assert len(stale(before, depends(content)) & pages) == 1


def test_of_the_index_by_title_those_pages_are_stale_to_which_a_title_moved(
    content: Content,
) -> None:
    for number in range(3 * PER_PAGE):
        title = f"{'ABC'[number // PER_PAGE]} {number:03}"
        content.story(f"tin-tuc/{number}.md", title=title, slug=f"so-{number}")
    before = depends(content)
    content.story("tin-tuc/250.md", title="B 250 sửa", slug="so-250")
    pages = ("/tim/a-z/", "/tim/a-z/trang/2/", "/tim/a-z/trang/3/")
    assert stale(before, depends(content)) & set(pages) == {pages[1]}
    content.story("tin-tuc/250.md", title="A 050 nữa", slug="so-250")
    assert stale(before, depends(content)) & set(pages) == set(pages[:2])
