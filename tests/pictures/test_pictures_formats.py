"""Every kind of file that a reporter may send comes out upright, in true colour, on white."""

import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import ExifTags, Image, ImageChops, ImageStat

from khuyencong.pictures.description import describe
from khuyencong.pictures.photo_file import decoded, opened, upright_size
from khuyencong.pictures.picture import Credits
from tests.pictures.painting import derivative_files

INVERSE = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
LOSSLESS: dict[str, dict[str, Any]] = {
    "png": {},
    "tif": {},
    "webp": {"lossless": True, "exact": True},
}


def quarters() -> Image.Image:
    """Four colours, one a corner, in a frame wider than high: no two turns look alike."""
    image = Image.new("RGB", (96, 64))
    for place, colour in zip(
        ((0, 0), (48, 0), (0, 32), (48, 32)),
        ((200, 40, 40), (40, 160, 60), (50, 60, 180), (220, 200, 60)),
        strict=True,
    ):
        image.paste(colour, (*place, place[0] + 48, place[1] + 32))
    return image


def difference(one: Image.Image, other: Image.Image) -> float:
    assert one.size == other.size
    return max(ImageStat.Stat(ImageChops.difference(one.convert("RGB"), other)).mean)


def upright(file: Path) -> Image.Image:
    with opened(file) as (_, image):
        return decoded(image, upright_size(image))


def made_jpeg(file: Path, cache: Path) -> Image.Image:
    picture = describe(file, file.name, cache)
    files = derivative_files([(file, picture, Credits())], cache)
    with Image.open(files[picture.largest.path]) as image:
        return image.convert("RGB")


def turned(orientation: int, file: Path, **how: Any) -> Path:
    """The four quarters as a camera held that way stores them."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    image = quarters()
    inverse = INVERSE[orientation]
    if inverse is not None:
        image = image.transpose(inverse)
    image.save(file, exif=exif, **how)
    return file


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", LOSSLESS)
def test_a_turned_photo_comes_out_upright_to_the_pixel(
    orientation: int, kind: str, tmp_path: Path
) -> None:
    file = turned(orientation, tmp_path / f"a.{kind}", **LOSSLESS[kind])
    assert difference(upright(file), quarters()) == 0


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_jpeg_comes_out_upright(orientation: int, tmp_path: Path, cache: Path) -> None:
    file = turned(orientation, tmp_path / "a.jpg", quality=95, subsampling=0)
    picture = describe(file, "a.jpg", cache)
    assert (picture.width, picture.height) == (96, 64)
    made = made_jpeg(file, cache)
    assert difference(made, quarters()) < 3
    assert 274 not in made.getexif()


def test_a_turned_jpeg_that_is_made_smaller_comes_out_upright(tmp_path: Path, cache: Path) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    big = quarters().resize((3600, 2400), Image.Resampling.NEAREST)
    big.transpose(Image.Transpose.ROTATE_90).save(tmp_path / "a.jpg", exif=exif)
    picture = describe(tmp_path / "a.jpg", "a.jpg", cache)
    assert (picture.width, picture.height) == (3600, 2400)
    made = made_jpeg(tmp_path / "a.jpg", cache)
    assert made.size == (1600, 1067)
    expected = quarters().resize(made.size, Image.Resampling.NEAREST)
    assert difference(made, expected) < 2


def test_damaged_exif_does_not_spoil_a_photo(tmp_path: Path) -> None:
    quarters().save(tmp_path / "a.jpg", exif=b"Exif\0\0II*\0\xff\xff\xff\xff junk", quality=95)
    assert difference(upright(tmp_path / "a.jpg"), quarters()) < 4


def test_cmyk_from_a_print_shop_keeps_its_colours(tmp_path: Path, cache: Path) -> None:
    quarters().convert("CMYK").save(tmp_path / "a.jpg", quality=95)
    assert difference(made_jpeg(tmp_path / "a.jpg", cache), quarters()) < 4


def test_sixteen_bit_grey_keeps_its_greys(tmp_path: Path) -> None:
    deep = Image.frombytes(
        "I;16", (256, 8), b"".join(struct.pack("<H", x * 257) for x in range(256)) * 8
    )
    for name in ("a.png", "a.tif"):
        deep.save(tmp_path / name)
        grey = upright(tmp_path / name)
        assert [grey.getpixel((x, 4)) for x in (0, 100, 255)] == [(v, v, v) for v in (0, 100, 255)]


def test_sixteen_bit_colour_keeps_its_colours(tmp_path: Path, cache: Path) -> None:
    # Pillow cannot write one, so here is a PNG by hand.
    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    row = b"\0" + struct.pack(">HHH", 0xC8C8, 0x2828, 0x2828) * 64
    (tmp_path / "a.png").write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 64, 48, 16, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(row * 48))
        + chunk(b"IEND", b"")
    )
    assert upright(tmp_path / "a.png").getpixel((9, 9)) == (200, 40, 40)
    assert describe(tmp_path / "a.png", "a.png", cache).colour == "#c82828"


def clear_half(mode: str) -> Image.Image:
    """Left half transparent black, right half opaque."""
    image = Image.new("RGBA", (64, 48), (0, 0, 0, 0))
    image.paste((40, 40, 40, 255), (32, 0, 64, 48))
    return image.convert(mode)


@pytest.mark.parametrize(
    ("name", "mode"),
    [("a.png", "RGBA"), ("a.png", "LA"), ("a.png", "P"), ("a.gif", "RGBA"), ("a.webp", "RGBA")],
)
def test_what_is_transparent_becomes_white(name: str, mode: str, tmp_path: Path) -> None:
    how = {"lossless": True} if name == "a.webp" else {}
    image = clear_half("RGBA").quantize(8) if name == "a.png" and mode == "P" else clear_half(mode)
    image.save(tmp_path / name, **how)
    flat = upright(tmp_path / name)
    assert flat.getpixel((5, 5)) == (255, 255, 255)
    assert flat.getpixel((60, 40)) == (40, 40, 40)


def test_an_animation_shows_its_first_frame(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (32, 32), colour) for colour in ("red", "blue")]
    for name in ("a.gif", "a.webp"):
        frames[0].save(tmp_path / name, save_all=True, append_images=frames[1:], lossless=True)
        assert upright(tmp_path / name).getpixel((16, 16)) == (255, 0, 0)


def test_a_phone_photo_with_a_second_picture_behind_it_shows_the_first(tmp_path: Path) -> None:
    behind = [Image.new("RGB", (96, 64), "black")]
    quarters().save(tmp_path / "a.jpg", "MPO", save_all=True, append_images=behind, quality=95)
    assert difference(upright(tmp_path / "a.jpg"), quarters()) < 4


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBX", "I", "F", "YCbCr"])
def test_every_pixel_mode_of_a_scanner_is_read(mode: str, tmp_path: Path) -> None:
    Image.new("RGB", (40, 30), "white").convert(mode).save(tmp_path / "a.tif")
    assert upright(tmp_path / "a.tif").getpixel((20, 15)) == (255, 255, 255)


def swapped_profile() -> bytes:
    """An ICC profile (matrix and curve) in which red and blue have changed places."""

    def fixed(*values: float) -> bytes:
        return b"".join(struct.pack(">i", round(value * 65536)) for value in values)

    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(2.2 * 256)) + b"\0\0"
    tags = {
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", 5) + b"swap\0" + b"\0" * 78 + b"\0",
        b"cprt": b"text\0\0\0\0none\0\0\0\0",
        b"wtpt": b"XYZ \0\0\0\0" + fixed(0.9642, 1.0, 0.8249),
        b"rXYZ": b"XYZ \0\0\0\0" + fixed(0.1431, 0.0606, 0.7141),
        b"gXYZ": b"XYZ \0\0\0\0" + fixed(0.3851, 0.7169, 0.0971),
        b"bXYZ": b"XYZ \0\0\0\0" + fixed(0.4360, 0.2225, 0.0139),
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    table, body = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        data += b"\0" * (-len(data) % 4)
        table += name + struct.pack(">II", start + len(body), len(data))
        body += data
    head = struct.pack(">I4sI4s4s4s", 0, b"\0" * 4, 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H4s", 2024, 1, 1, 0, 0, 0, b"acsp") + b"\0" * 28
    head += fixed(0.9642, 1.0, 0.8249)
    profile = head.ljust(128, b"\0") + table + body
    return struct.pack(">I", len(profile)) + profile[4:]


def test_a_colour_profile_is_followed_and_not_passed_on(tmp_path: Path, cache: Path) -> None:
    file = tmp_path / "a.png"
    Image.new("RGB", (64, 48), (250, 10, 10)).save(file, icc_profile=swapped_profile())
    red, green, blue = upright(file).getpixel((9, 9))  # type: ignore[misc]
    assert blue > 240
    assert red < 40
    assert green < 40
    assert "icc_profile" not in made_jpeg(file, cache).info


def test_a_profile_that_does_not_fit_is_ignored(tmp_path: Path) -> None:
    for profile in (swapped_profile(), b"junk"):
        Image.new("L", (64, 48), 90).save(tmp_path / "a.png", icc_profile=profile)
        assert upright(tmp_path / "a.png").getpixel((9, 9)) == (90, 90, 90)


def test_names_with_spaces_and_vietnamese_letters_work(
    photo: Callable[..., Path], cache: Path
) -> None:
    file = photo("Bình gốm, men trổ  (đẹp) #1 100%.jpg")
    picture = describe(file, "anh/x.jpg", cache)
    assert picture.largest.path.startswith("anh/binh-gom-men-tro-dep-1-100-")
    for path, place in derivative_files([(file, picture, Credits())], cache).items():
        assert path.isascii()
        assert place.stat().st_size > 0
