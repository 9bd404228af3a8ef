"""Words that a form offers: what entries hold already, and the places of today."""

from khuyencong.desk.listing import Completions


def test_the_provinces_of_today_and_the_communes_of_the_centre_s_own_are_offered() -> None:
    words = Completions().of({}, "Bắc Kạn")
    assert len(words["province"]) == 34 and "Bắc Kạn" not in words["province"]
    assert words["province"][:2] == ["An Giang", "Bắc Ninh"]
    assert {"Na Rì", "Côn Minh", "Đồng Hỷ"} <= set(words["commune"])
    assert "Bắc Sơn" not in words["commune"]


def test_a_centre_of_no_known_province_gets_no_communes() -> None:
    assert "commune" not in Completions().of({}, "Tỉnh Minh Họa")
