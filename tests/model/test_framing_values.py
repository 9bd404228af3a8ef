"""What of a photo is shown is written as a few numbers, and wrong ones say what to write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyencong.model.entry_parts import Photo
from khuyencong.model.validation import validate
from khuyencong.pictures.framing import WHOLE, Crop, Focus, Framing

PHOTO = {"file": "anh/a.jpg", "alt": "Máy sấy"}


def framing(**keys: object) -> Framing:
    photo, faults = validate(Photo, {**PHOTO, **keys})
    assert photo and not faults, faults
    return photo.framing


@pytest.mark.parametrize(
    "written",
    ["10 0 80 100", "10, 0, 80, 100", "10;0;80;100", "10% 0% 80% 100%", ["10", "0", "80", "100"]],
)
def test_a_crop_is_read_however_it_is_parted(written: object) -> None:
    assert framing(crop=written).crop == Crop(10, 0, 80, 100)


def test_decimals_have_a_comma_or_a_point() -> None:
    assert framing(crop="12,5 0 80.5 100").crop == Crop(12.5, 0, 80.5, 100)
    assert framing(focus="40,5 30").focus == Focus(40.5, 30)


def test_a_photo_without_numbers_is_whole() -> None:
    assert framing() == WHOLE and framing(turn="0") == WHOLE
    assert framing(turn="90°").turn == 90


@pytest.mark.parametrize(
    ("key", "written", "told"),
    [
        ("crop", "10 0 80", "cần 4 số"),
        ("crop", "10 0 100 100", "ra ngoài ảnh"),
        ("crop", "0 0 2 100", "hẹp hơn"),
        ("crop", "0 0 -5 100", "từ 0 đến 100"),
        ("crop", "trái", "cần 4 số"),
        ("crop", "a b c d", "không phải số"),
        ("focus", "40", "cần 2 số"),
        ("focus", "140 20", "từ 0 đến 100"),
        ("turn", "45", "Không xoay"),
    ],
)
def test_a_wrong_number_says_what_to_write(key: str, written: str, told: str) -> None:
    photo, (fault,) = validate(Photo, {**PHOTO, key: written})
    assert photo is None and told in fault.message and "`" in fault.advice


@given(st.text(max_size=12))
def test_no_text_is_anything_but_numbers_or_a_fault(text: str) -> None:
    for key in ("crop", "focus", "turn"):
        photo, faults = validate(Photo, {**PHOTO, key: text})
        assert photo or faults


def test_a_photo_that_was_kept_is_read_again() -> None:
    photo, _ = validate(Photo, {**PHOTO, "crop": "10 0 80 100", "focus": "40 30", "turn": "90"})
    assert photo and Photo.model_validate(photo.model_dump()) == photo
