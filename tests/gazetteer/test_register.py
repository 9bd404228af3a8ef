"""The register of communes is whole, and its names are compared as Vietnamese writes them."""

from khuyencong.gazetteer.names import parted, place_key, place_keys
from khuyencong.gazetteer.provinces import full_province, named_province, provinces, successor
from khuyencong.gazetteer.register import FILE, gazetteer
from khuyencong.gazetteer.units import Commune


def test_the_country_is_whole() -> None:
    """Nghị quyết 202/2025/QH15: 34 provinces; 3,321 communes; before that 63, 696 and 10,035."""
    book = gazetteer()
    communes = [commune for found in book.communes.values() for commune in found]
    assert len(communes) == len(set(communes)) == 3321
    assert sum(map(len, book.former_communes.values())) == 10_035
    districts = [district for found in book.districts.values() for district in found]
    assert len(districts) == 696
    assert {commune.province for commune in communes} == set(provinces())
    assert len({district.former_province for district in districts}) == 63


def test_what_a_commune_took_in_became_it() -> None:
    book = gazetteer()
    olds = [old for found in book.former_communes.values() for old in found]
    assert all(old in book.taken_in(new) for old in olds for new in old.successors)
    assert not book.taken_in(Commune("xã", "Không Có", "Lạng Sơn"))


def test_many_names_are_compared_as_each_by_itself() -> None:
    names = ["Hoà Bình", "Quy Nhơn", "Bà Rịa – Vũng Tàu", "Ia Ko", "Thuỵ", "Phường 1"]
    assert place_keys(names) == [place_key(name) for name in names]


def test_the_file_is_small() -> None:
    assert FILE.stat().st_size < 300_000


def test_kinds_are_read_written_out_and_short() -> None:
    assert parted("TT. Yến Lạc") == ("thị trấn", "Yến Lạc")
    assert parted("Q.1") == parted("quận 1") == ("quận", "1")
    assert parted("Thị xã Sông Cầu") == ("thị xã", "Sông Cầu")
    assert parted("Na Rì") == ("", "Na Rì")
    assert parted("Tân Lập") == ("", "Tân Lập")
    assert parted("Xuân Hòa") == ("", "Xuân Hòa")


def test_names_are_one_in_every_spelling_and_two_with_other_marks() -> None:
    assert place_key("Hoà Bình") == place_key("Hòa  bình")
    assert place_key("Quy Nhơn") == place_key("Qui Nhơn")
    assert place_key("Bà Rịa – Vũng Tàu") == place_key("Bà Rịa-Vũng Tàu")
    assert place_key("Hương Vân") != place_key("Hương Văn")
    assert place_key("Mỹ Lý") == place_key("Mĩ Lí")
    assert place_key("Thủy Nguyên") != place_key("Thuỵ Nguyên")


def test_the_provinces_of_today_and_those_that_were_merged() -> None:
    assert len(provinces()) == 34
    assert len(provinces()) + sum(map(len, provinces().values())) == 63
    assert successor("hoa binh") == "Phú Thọ"
    assert successor("Lạng Sơn") == ""
    assert named_province("Bắc Cạn") == ("Bắc Kạn", "Thái Nguyên")
    assert named_province("Atlantis") is None
    assert named_province("thành phố Bắc Ninh") is None
    assert full_province("Huế") == "thành phố Huế"
    assert full_province("Hòa Bình") == "tỉnh Hòa Bình"
    assert full_province("Thành phố Hồ Chí Minh") == "thành phố Hồ Chí Minh"
