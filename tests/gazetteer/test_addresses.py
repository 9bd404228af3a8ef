"""Two hundred addresses of before 1/7/2025 lead to the communes of today; the split ones ask.

addresses.csv holds communes, districts and provinces drawn at random and written as people do.
What each became is what vietnamadminunits and vietnam-provinces both say; where those two differ,
nothing was drawn.
"""

import csv
from collections import Counter
from pathlib import Path

import pytest

from khuyencong.gazetteer.address import PlaceReading, read_address
from khuyencong.gazetteer.provinces import full_province
from khuyencong.gazetteer.register import gazetteer
from khuyencong.gazetteer.units import FormerCommune

with (Path(__file__).parent / "addresses.csv").open(encoding="utf-8", newline="") as stream:
    CASES = [tuple(row) for row in csv.reader(stream)][1:]


def read(text: str) -> PlaceReading:
    found = read_address(text)
    assert found, text
    return found


def communes(reading: PlaceReading) -> list[str]:
    return sorted(commune.full_name for commune in reading.communes)


def test_two_hundred_old_addresses_lead_to_the_places_of_today() -> None:
    assert len(CASES) == 200
    wrong = [
        (text, became, province, found)
        for _, text, became, province in CASES
        if (found := read(text)).province != province
        or communes(found) != [each for each in became.split("; ") if each]
        or not found.former
    ]
    assert wrong == []


def test_of_a_commune_that_was_split_nothing_is_chosen() -> None:
    asked = Counter(kind for kind, text, *_ in CASES if not read(text).certain)
    assert asked == {"bị chia": 30, "huyện": 20, "tỉnh": 10}


def test_every_commune_that_was_split_asks() -> None:
    """471: 436 by both sources, 35 of which they differ."""
    split = [old for old in former_communes() if len(old.successors) > 1]
    assert len(split) == 471
    assert sum(old.disputed for old in split) == 35
    for old in split:
        found = read(written(old))
        assert not found.certain and set(found.communes) >= set(old.successors), written(old)


@pytest.mark.slow
def test_every_address_of_before_leads_to_all_that_its_commune_became() -> None:
    """All 10,035 communes, each with its district and province of then."""
    for old in former_communes():
        found = read(written(old))
        assert set(found.communes) >= set(old.successors) and not found.street, written(old)


@pytest.mark.slow
def test_every_commune_of_today_is_found_by_its_address() -> None:
    for commune in (each for found in gazetteer().communes.values() for each in found):
        found = read(f"{commune.full_name}, {full_province(commune.province)}")
        assert (found.communes, found.street) == ((commune,), ""), commune


def former_communes() -> list[FormerCommune]:
    return [each for found in gazetteer().former_communes.values() for each in found]


def written(old: FormerCommune) -> str:
    return f"{old.full_name}, {old.district.full_name}, {old.district.former_province}"


@pytest.mark.parametrize(
    ("text", "became"),
    [
        ("12 Thống Nhất, P. Phủ Hà, TP. Phan Rang - Tháp Chàm, Ninh Thuận", ["phường Phan Rang"]),
        (
            "phường Phủ Hà - thành phố Phan Rang - Tháp Chàm - Ninh Thuận",
            ["phường Phan Rang"],
        ),
        ("phường Xuân Hương – Đà Lạt, Lâm Đồng", ["phường Xuân Hương - Đà Lạt"]),
        ("xã Phước Thuận - huyện Xuyên Mộc - Bà Rịa - Vũng Tàu", ["xã Hồ Tràm"]),
    ],
)
def test_a_dash_in_a_name_parts_nothing(text: str, became: list[str]) -> None:
    assert communes(read(text)) == became


def test_what_stands_before_the_places_is_kept() -> None:
    assert read("Số 7, thôn 2, xã Kim Lư, huyện Na Rì, tỉnh Bắc Kạn").street == "Số 7, thôn 2"


@pytest.mark.parametrize(
    "text",
    [
        "P.15, Q. Tân Bình, TP.HCM",
        "phường 15 - quận Tân Bình - thành phố Hồ Chí Minh",
        "Phường 15 Quận Tân Bình Thành phố Hồ Chí Minh, Việt Nam",
    ],
)
def test_an_address_is_read_however_it_is_written(text: str) -> None:
    assert communes(read(text)) == ["phường Tân Bình", "phường Tân Sơn"]


def test_other_spellings_of_a_name_are_the_same_place() -> None:
    assert read("huyện Krông Pắc, Đắc Lắc").province == "Đắk Lắk"
    assert read("thành phố Qui Nhơn, Bình Định").province == "Gia Lai"
    assert read("Mai Châu, Hoà Bình (trước 1/7/2025)").province == "Phú Thọ"
    assert read("Bà Rịa-Vũng Tàu").province == "Thành phố Hồ Chí Minh"


def test_an_address_of_today_is_none_of_before() -> None:
    found = read("Thôn 1, xã Na Rì, tỉnh Thái Nguyên")
    assert (found.former, found.certain, communes(found)) == (False, True, ["xã Na Rì"])


def test_a_name_that_many_places_had_leaves_the_province_open() -> None:
    found = read("huyện Châu Thành")
    assert found.province == "" and len(found.districts) > 5 and not found.certain


def test_a_commune_of_which_the_sources_differ_is_asked_about() -> None:
    found = read("xã Công Đa, huyện Yên Sơn, tỉnh Tuyên Quang")
    assert len(found.communes) == 1 and not found.certain


@pytest.mark.parametrize("text", ["", " , ; ", "Xã Minh Họa 1", "12, 15", "số 5 đường A", "(cũ)"])
def test_what_names_no_known_place_is_no_address(text: str) -> None:
    assert read_address(text) is None
