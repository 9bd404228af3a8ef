"""Which sizes and names a photo gets."""

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from khuyencong.pictures.derivative_plan import (
    base_size,
    key_in,
    key_of,
    plain_stem,
    plan,
    sizes_for,
    social_box,
    social_size,
)
from khuyencong.pictures.picture import Credits

sides = st.integers(1, 30_000)


def test_a_large_photo_gets_all_four_widths() -> None:
    assert sizes_for(4000, 3000) == ((400, 300), (800, 600), (1200, 900), (1600, 1200))


def test_a_photo_between_two_widths_gets_those_below_and_its_own() -> None:
    assert sizes_for(1000, 500) == ((400, 200), (800, 400), (1000, 500))


def test_a_photo_of_exactly_one_width_gets_it_once() -> None:
    assert sizes_for(800, 600) == ((400, 300), (800, 600))


def test_a_small_photo_gets_its_own_width_only() -> None:
    assert sizes_for(120, 90) == ((120, 90),)


def test_a_shared_link_shows_1200_by_630_and_less_of_a_small_photo() -> None:
    assert social_size(4000, 3000) == (1200, 630)
    assert social_size(1200, 630) == (1200, 630)
    assert social_size(600, 600) == (600, 315)
    assert social_size(6000, 300) == (571, 300)


@given(sides, sides)
def test_nothing_is_ever_enlarged(width: int, height: int) -> None:
    picture = plan(Path("a.jpg"), "a.jpg", "0123456789", width, height, "#000000")
    assert picture.avif
    assert [each.width for each in picture.avif] == [each.width for each in picture.jpeg]
    for each in picture.derivatives:
        assert 1 <= each.width <= width
        assert 1 <= each.height <= height
    widths = [each.width for each in picture.jpeg]
    assert widths == sorted(set(widths))
    assert picture.largest.width == min(width, 1600)


@given(sides, sides)
def test_the_base_is_large_enough_for_every_derivative(width: int, height: int) -> None:
    base_width, base_height = base_size(width, height)
    assert base_width <= width
    assert base_height <= height
    assert base_width >= sizes_for(width, height)[-1][0]
    left, _, right, _ = social_box(base_width, base_height)
    # Half a pixel is lost to rounding; for a strip one pixel high that is its half.
    assert right - left >= social_size(width, height)[0] - 2


@given(st.text(max_size=80).filter(lambda text: "/" not in text and "\0" not in text))
def test_a_name_is_plain_ascii_whatever_the_file_is_called(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", plain_stem(Path("x") / f"{name}.jpg"))


def test_vietnamese_names_lose_their_marks_and_keep_their_letters() -> None:
    assert plain_stem(Path("Bình gốm Đá – men trổ (1).JPG")) == "binh-gom-da-men-tro-1"
    assert plain_stem(Path("Đường ưu đãi.png")) == "duong-uu-dai"
    assert plain_stem(Path("图片.jpg")) == "anh"


def test_the_key_changes_with_the_bytes_and_with_each_credit() -> None:
    keys = {
        key_of("aa", Credits()),
        key_of("ab", Credits()),
        key_of("aa", Credits(caption="x")),
        key_of("aa", Credits(creator="x")),
        key_of("aa", Credits(credit="x")),
        key_of("aa", Credits(copyright="x")),
    }
    assert len(keys) == 6


def test_the_key_is_found_again_in_every_path() -> None:
    picture = plan(Path("a-b 12.jpg"), "a", "3f9c2a71d0", 4000, 3000, "#000000")
    assert {key_in(each.path) for each in picture.derivatives} == {"3f9c2a71d0"}
    assert picture.avif[1].path == "anh/a-b-12-3f9c2a71d0-800.avif"
    assert picture.social.path == "anh/a-b-12-3f9c2a71d0-1200x630.jpg"


def test_the_fallback_is_the_jpeg_nearest_800() -> None:
    wide = plan(Path("a.jpg"), "a", "3f9c2a71d0", 4000, 3000, "#000000")
    small = plan(Path("a.jpg"), "a", "3f9c2a71d0", 300, 200, "#000000")
    assert (wide.fallback.width, wide.largest.width) == (800, 1600)
    assert (small.fallback.width, small.largest.width) == (300, 300)
