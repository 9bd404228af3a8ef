"""A photo is turned and cut as staff say, in everything that is made of it."""

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from khuyencong.pictures.derivative_plan import key_of, social_box, with_original
from khuyencong.pictures.description import describe
from khuyencong.pictures.encoding import encoded
from khuyencong.pictures.framing import WHOLE, Crop, Focus, Framing
from khuyencong.pictures.photo_file import framed
from khuyencong.pictures.picture import Credits, Derivative, Picture
from khuyencong.pictures.press_original import untouched

RED, GREEN, BLUE, WHITE = (200, 30, 30), (30, 160, 60), (30, 60, 200), (245, 245, 245)
LEFT_TOP = Framing(crop=Crop(0, 0, 48, 48))


@pytest.fixture
def quarters(tmp_path: Path) -> Path:
    """Red, green over blue, white."""
    image = Image.new("RGB", (800, 600))
    for number, colour in enumerate((RED, GREEN, BLUE, WHITE)):
        image.paste(colour, (400 * (number % 2), 300 * (number // 2), 800, 600))
    image.save(tmp_path / "anh.jpg", quality=95, subsampling=0)
    return tmp_path / "anh.jpg"


def described(file: Path, framing: Framing) -> Picture:
    return describe(file, "anh/anh.jpg", file.parent / "cache", framing=framing)


def pixels(file: Path, picture: Picture, wanted: Derivative) -> Image.Image:
    (_, data), *_ = encoded(file, picture, Credits(), [wanted])
    return Image.open(BytesIO(data)).convert("RGB")


def is_colour(found: object, wanted: tuple[int, int, int]) -> bool:
    assert isinstance(found, tuple)
    return all(abs(a - b) < 25 for a, b in zip(found, wanted, strict=True))


def test_every_derivative_is_made_of_what_is_left(quarters: Path) -> None:
    picture = described(quarters, LEFT_TOP)
    assert (picture.width, picture.height) == (384, 288)
    for wanted in (*picture.jpeg, *picture.avif, picture.social):
        image = pixels(quarters, picture, wanted)
        assert image.size == (wanted.width, wanted.height)
        for place in ((0, 0), (image.width - 1, image.height - 1)):
            assert is_colour(image.getpixel(place), RED), wanted


def test_what_was_cut_off_is_not_in_the_photo_for_newsrooms(quarters: Path) -> None:
    picture = with_original(described(quarters, LEFT_TOP))
    image = Image.open(BytesIO(untouched(quarters, picture, Credits()))).convert("RGB")
    assert image.size == (384, 288) and is_colour(image.getpixel((383, 287)), RED)
    assert picture.original and picture.original.mime == "image/jpeg"


@pytest.mark.parametrize(("turn", "first"), [(0, RED), (90, BLUE), (180, WHITE), (270, GREEN)])
def test_a_photo_is_turned_clockwise(quarters: Path, turn: int, first: tuple) -> None:
    picture = described(quarters, Framing(turn=turn))  # type: ignore[arg-type]
    assert (picture.width > picture.height) is (turn in (0, 180))
    image = pixels(quarters, picture, picture.jpeg[0])
    assert is_colour(image.getpixel((2, 2)), first)


def test_a_crop_is_of_the_turned_photo(quarters: Path) -> None:
    picture = described(quarters, Framing(90, Crop(0, 0, 48, 48)))
    image = pixels(quarters, picture, picture.jpeg[-1])
    assert image.size == (288, 384) and is_colour(image.getpixel((287, 383)), BLUE)


def test_the_card_for_sharing_keeps_the_focal_point(tmp_path: Path) -> None:
    file = tmp_path / "cao.jpg"
    image = Image.new("RGB", (450, 800), GREEN)
    image.paste(RED, (0, 0, 450, 150))
    image.save(file, quality=95)
    middle, top = described(file, WHOLE), described(file, Framing(focus=Focus(50, 5)))
    assert is_colour(pixels(file, middle, middle.social).getpixel((5, 5)), GREEN)
    assert is_colour(pixels(file, top, top.social).getpixel((5, 5)), RED)
    assert (top.width, top.height) == (450, 800) and top.position == (2, 0)


def test_a_photo_that_is_shown_whole_keeps_the_names_of_its_files(quarters: Path) -> None:
    plain = describe(quarters, "anh/anh.jpg", quarters.parent / "cache")
    assert plain.social.path == described(quarters, WHOLE).social.path
    others = {described(quarters, each).social.path for each in (LEFT_TOP, Framing(90))}
    assert len(others | {plain.social.path}) == 3
    assert key_of("a", Credits()) == key_of("a", Credits(), WHOLE)


_SHARE = st.floats(0, 1)


@given(st.integers(1, 6000), st.integers(1, 6000), _SHARE, _SHARE)
def test_a_focal_point_never_leads_out_of_the_photo(w: int, h: int, x: float, y: float) -> None:
    left, top, right, bottom = social_box(w, h, (x, y))
    assert left >= 0 and top >= 0 and right <= w + 1e-6 and bottom <= h + 1e-6


@given(st.floats(0, 95), st.floats(0, 95), st.data())
def test_a_crop_of_any_photo_has_pixels(left: float, top: float, data: st.DataObject) -> None:
    width = data.draw(st.floats(5, 100 - left))
    height = data.draw(st.floats(5, 100 - top))
    size = data.draw(st.tuples(st.integers(1, 60), st.integers(1, 60)))
    turn = data.draw(st.sampled_from([0, 90, 180, 270]))
    framing = Framing(turn, Crop(left, top, width, height))  # type: ignore[arg-type]
    assert framed(Image.new("L", size), framing).size == framing.framed_size(*size)
