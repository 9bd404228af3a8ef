"""Names that differ in their marks alone are two: people, offices, tags, places, producers."""

import unicodedata

import pytest

from khuyencong.catalogue.producers import producer_directory
from khuyencong.site.groups import StoryGroups
from khuyencong.site.index import Site
from tests.conftest import Content

HUNG = (
    "{name: Hộ Nguyễn Văn Hùng, kind: ho-kinh-doanh, province: Lạng Sơn, address: Thôn Một, "
    "phone: 0900 000 111, consent: {date: 1/3/2026, scope: [phone, address]}}"
)
OTHER_HUNG = "{name: Hộ Nguyễn Văn Hưng, kind: ho-kinh-doanh, province: Lạng Sơn}"


def test_a_telephone_never_passes_to_a_name_with_other_marks(content: Content) -> None:
    content.product("san-pham/a.md", "Mật A", date="1/10/2026", producer=HUNG)
    content.product("san-pham/b.md", "Mật B", date="2/10/2026", producer=OTHER_HUNG)
    shown = {
        profile.address: (profile.producer.name, profile.producer.phone, profile.producer.address)
        for profile in producer_directory(content.site()).all
    }
    assert shown == {
        "/co-so/ho-nguyen-van-hung/": ("Hộ Nguyễn Văn Hùng", "0900 000 111", "Thôn Một"),
        "/co-so/hooj-nguyeenx-vawn-huwng/": ("Hộ Nguyễn Văn Hưng", "", ""),
    }
    assert content.said() == ["KC410 san-pham/b.md:6"]


NAMES = [
    ("author", "Nguyễn Văn Hùng", "Nguyễn Văn Hưng", "nguyen-van-hung", "nguyeenx-vawn-huwng"),
    ("unit", "Phòng Hưng", "Phòng Hùng", "phong-hung", "phongf-hungf"),
    ("tags", "bàn tay", "bán tay", "ban-tay", "bans-tay"),
    ("localities", "Bản Mẫu", "Bàn Mậu", "ban-mau", "banf-maauj"),
]


def groups(site: Site, key: str) -> StoryGroups:
    return {
        "author": site.by_author,
        "unit": site.by_unit,
        "tags": site.by_tag,
        "localities": site.by_place,
    }[key]


@pytest.mark.parametrize(("key", "older", "newer", "plain", "spelt"), NAMES)
def test_the_older_of_two_names_keeps_its_address_and_the_newer_has_one_of_its_own(
    content: Content, key: str, older: str, newer: str, plain: str, spelt: str
) -> None:
    content.story("tin-tuc/z.md", title="Bài cũ", date="1/10/2026", **{key: older})
    before = groups(content.site(), key).slug(older)
    content.story("tin-tuc/a.md", title="Bài mới", date="2/10/2026", **{key: newer})
    found = groups(content.site(), key)
    assert (before, found.slug(older), found.slug(newer)) == (plain, plain, spelt)
    assert [record.entry.title for record in found[older]] == ["Bài cũ"]
    assert [record.entry.title for record in found[newer]] == ["Bài mới"]
    assert [line for line in content.said() if "KC410" in line]


@pytest.mark.parametrize("key", ["author", "unit", "tags", "localities"])
def test_names_that_differ_in_case_spaces_and_form_alone_are_one(
    content: Content, key: str
) -> None:
    content.story("tin-tuc/a.md", title="Một", **{key: "Nguyễn Văn Hùng"})
    content.story("tin-tuc/b.md", title="Hai", **{key: "nguyễn  văn HÙNG"})
    content.story(
        "tin-tuc/c.md", title="Ba", **{key: unicodedata.normalize("NFD", "Nguyễn Văn Hùng")}
    )
    (stories,) = groups(content.site(), key).values()
    assert {record.entry.title for record in stories} == {"Một", "Hai", "Ba"}
    assert not [line for line in content.said() if "KC410" in line]


def test_the_age_of_the_files_decides_which_producer_has_the_plain_address(
    content: Content,
) -> None:
    content.product("san-pham/a.md", "Mật A", date="2/10/2026", producer="{name: HTX Mận}")
    content.product("san-pham/z.md", "Mật Z", date="1/10/2026", producer="{name: HTX Mân}")
    addresses = {p.producer.name: p.address for p in producer_directory(content.site()).all}
    assert addresses == {"HTX Mân": "/co-so/htx-man/", "HTX Mận": "/co-so/htx-maanj/"}
