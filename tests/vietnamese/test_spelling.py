"""Syllables as schools spell them, two-syllable words, and words that are neither."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyencong.vietnamese.compounds import (
    begins_many,
    folded_compounds,
    is_compound,
    is_said_twice,
)
from khuyencong.vietnamese.spelling import correction
from khuyencong.vietnamese.syllables import is_spelt_right, toneless, with_tone


@pytest.mark.parametrize(
    "words",
    [
        "nghiệp khuyến công hoà hòa quý giếng thuỷ thủy ươm đề ở ý gì gìn giữ quốc quả người",
        "được khuỷu ngoéo oái huỳnh tuýp kỹ kĩ yêu quýt quyên yếm xoong ngoẩy ngoẻm ngoằn",
    ],
)
def test_syllables_that_are_spelt_right(words: str) -> None:
    assert [word for word in words.split() if not is_spelt_right(word)] == []
    assert [word for word in words.upper().split() if not is_spelt_right(word)] == []


@pytest.mark.parametrize(
    "words",
    [
        "Điêụ đuợc Nguời qúy qủa gíao tỉnhđang nghành ngiệp vỉêc viềc ngề ghà",
        "tiêt xuât nươc quôc ấấ zích ngh",
    ],
)
def test_what_no_syllable_looks_like(words: str) -> None:
    assert [word for word in words.split() if is_spelt_right(word)] == []


@given(st.text(alphabet="aăâeêioôơuưybcdđghklmnpqrstvx", min_size=1, max_size=7))
def test_a_tone_that_is_put_on_comes_off_again(letters: str) -> None:
    for tone in ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"):
        if (marked := with_tone(letters, tone)) is not None:
            assert is_spelt_right(marked)
            assert toneless(marked) == (letters, tone)


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("tỉnhđang", "tỉnh đang"),  # run together, out of a PDF
        ("vớitổng", "với tổng"),
        ("Tỉnhđang", "Tỉnh đang"),
        ("sảnxuất", "sản xuất"),
        ("côngty", "công ty"),
        ("KHUYẾNCÔNG", "KHUYẾN CÔNG"),
        ("xãBắc", "xã Bắc"),
        ("UBNDtỉnh", "UBND tỉnh"),
        ("Nguời", "Người"),  # uơ for ươ
        ("NGUỜI", "NGƯỜI"),
        ("đuợc", "được"),
        ("nưóc", "nước"),
        ("truòng", "trường"),
        ("viẹc", "việc"),
        ("Điêụ", "Điệu"),  # the tone on the wrong vowel
        ("qúy", "quý"),
        ("gíao", "giáo"),
        ("nghành", "ngành"),
        ("ngiệp", "nghiệp"),
        ("xuât", "xuất"),  # the tone was lost
        ("trườngg", ""),
        ("nghịêpx", ""),
    ],
)
def test_slips_and_what_was_meant(written: str, right: str) -> None:
    assert correction(written) == right


@pytest.mark.parametrize(
    "words",
    [
        "ôtô axít bêtông ximăng kilômét môtơ vắcxin càphê côngtenơ rơmoóc lôgích prôtêin xôviết",
        "Đắk Kạn Krông Pắk Plông Ngọk Xtiêng Mnông Êđê Pôlêkrôông Mátxcơva Ixraen Ăngghen Lênin",
        "café Zürich Müller naïve Citroën Dvořák Škoda señor voilà naïf İstanbul",
        "TTg NĐ CP QĐ UBND KCĐP TPHCM trđ vnđ đ kWh ViệtNam VietinBank",
        "hoạt dộng khuyến công the a I Ω мир 日本",
    ],
)
def test_loan_words_names_and_abbreviations_are_let_be(words: str) -> None:
    assert {word: correction(word) for word in words.split() if correction(word) is not None} == {}


@given(st.text(max_size=30))
def test_anything_is_judged(word: str) -> None:
    found = correction(word)
    assert found is None or found == "" or found != word


def test_two_syllable_words_in_every_spelling() -> None:
    for pair in ("hành vi", "Hòa bình", "hoà BÌNH", "kĩ sư", "kỹ sư", "khuyến công", "bác sỹ"):
        assert is_compound(*pair.split()), pair
    assert not is_compound("các", "hợp") and not is_compound("", "công")
    assert "hoạt động" in folded_compounds()["hoat dong"]


def test_syllables_that_begin_many_words_and_that_are_said_twice() -> None:
    assert begins_many("tự") and begins_many("Chính") and not begins_many("trợ")
    assert is_said_twice("ngày") and is_said_twice("Dần") and not is_said_twice("các")
