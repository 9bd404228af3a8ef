"""Addresses made from names: short enough for any disk, and the same every time."""

from hypothesis import given
from hypothesis import strategies as st

from khuyencong.vietnamese.slugs import LONGEST_ADDRESS, address_slug, is_slug, slugify

LONG = "Hợp tác xã dịch vụ nông nghiệp tổng hợp, chế biến nông sản và phát triển nghề thủ công xã "


def test_an_ordinary_name_is_its_slug() -> None:
    assert address_slug("HTX Miến dong Na Rì") == "htx-mien-dong-na-ri"
    assert address_slug("Ɖồng Nai") == address_slug("Ðồng Nai") == "dong-nai"


def test_a_long_name_is_cut_and_stays_its_own() -> None:
    one, other = address_slug(f"{LONG}Bắc Sơn"), address_slug(f"{LONG}Hữu Lũng")
    assert one != other
    assert one.startswith("hop-tac-xa-dich-vu-nong-nghiep") and len(one) <= LONGEST_ADDRESS
    assert one == address_slug(f"{LONG}Bắc Sơn")


def test_names_of_devices_are_no_addresses() -> None:
    for name in ("Con", "Cồn", "AUX", "nul", "Prn", "com1", "LPT9"):
        assert address_slug(name) != slugify(name)
        assert address_slug(name).startswith(f"{slugify(name)}-")
    assert address_slug("Cồn") == address_slug("con")
    assert address_slug("Cồn sát khuẩn") == "con-sat-khuan"


@given(st.text(), st.integers(20, 250))
def test_every_name_gives_an_address_or_nothing(name: str, longest: int) -> None:
    slug = address_slug(name, longest)
    assert len(slug) <= longest
    assert (slug == "") == (slugify(name) == "")
    assert not slug or is_slug(slug)
