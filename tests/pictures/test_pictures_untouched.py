"""The press gets the photo as it came: every pixel of it, and nothing private."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import ExifTags, Image, ImageChops

from khuyencong.pictures.derivative_plan import with_original
from khuyencong.pictures.description import describe
from khuyencong.pictures.picture import Credits, PictureError
from tests.pictures.painting import derivative_files, paint
from tests.pictures.test_pictures_formats import swapped_profile

SAID = Credits("Nghệ nhân chuốt gốm ở xã Đắk Rông", "Đỗ Quỳnh Hương", "Ảnh: Quỳnh Hương")


def original(file: Path, cache: Path, credits: Credits = SAID) -> Path:
    """What a newsroom downloads, made as a build makes it."""
    picture = with_original(describe(file, file.name, cache, credits))
    assert picture.original
    return derivative_files([(file, picture, credits)], cache)[picture.original.path]


def pixels(file: Path) -> Image.Image:
    with Image.open(file) as image:
        return image.convert("RGB")


def same(one: Path, other: Path) -> bool:
    return ImageChops.difference(pixels(one), pixels(other)).getbbox() is None


@pytest.fixture
def from_a_phone(tmp_path: Path, photo: Callable[..., Path], exiftool: Any) -> Path:
    """A progressive photo, held sideways, that says where, with what and when it was taken."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    file = photo("a.jpg", 900, 600, progressive=True, exif=exif, icc_profile=swapped_profile())
    exiftool(
        *("-overwrite_original", "-GPSLatitude=21.0285", "-GPSLatitudeRef=N", "-Make=Samsung"),
        *("-SerialNumber=R58N123", "-XMP:GPSLatitude=21.0285", "-Comment=bí mật"),
        *(f"-ThumbnailImage<={photo('nho.jpg', 160, 120)}", file),
    )
    return file


def test_a_jpeg_keeps_its_compressed_pixels(from_a_phone: Path, cache: Path) -> None:
    made = original(from_a_phone, cache)
    assert same(made, from_a_phone)
    with Image.open(made) as one, Image.open(from_a_phone) as other:
        assert one.quantization == other.quantization  # type: ignore[attr-defined]
        assert one.info["icc_profile"] == other.info["icc_profile"]
        assert one.getexif()[ExifTags.Base.Orientation] == 6
    # Scans are copied as they are, so the rest of the file is all that can differ.
    scan = from_a_phone.read_bytes().rindex(b"\xff\xda")
    assert made.read_bytes().endswith(from_a_phone.read_bytes()[scan:])


@pytest.mark.slow
def test_nothing_private_is_in_it(from_a_phone: Path, cache: Path, exiftool: Any) -> None:
    made = original(from_a_phone, cache)
    found = exiftool("-ee", "-a", "-u", made)
    private = ("gps", "serial", "thumbnail", "make", "comment", "exififd", "ifd1")
    assert not [tag for tag in found if any(word in tag.lower() for word in private)]
    for secret in (b"R58N123", b"Samsung", "bí mật".encode()):
        assert secret not in made.read_bytes()


@pytest.mark.slow
def test_caption_and_credit_are_in_it(from_a_phone: Path, cache: Path, exiftool: Any) -> None:
    found = exiftool(original(from_a_phone, cache))
    assert found["IPTC:Caption-Abstract"] == found["XMP-dc:Description"] == SAID.caption
    assert found["IPTC:By-line"] == found["XMP-dc:Creator"] == SAID.creator


def test_the_second_picture_of_a_phone_photo_is_left_out(tmp_path: Path, cache: Path) -> None:
    file = tmp_path / "a.jpg"
    behind = [Image.new("RGB", (900, 600), "black")]
    paint(900, 600).save(file, "MPO", save_all=True, append_images=behind)
    made = original(file, cache)
    assert same(made, file)
    with Image.open(made) as image:
        assert image.format == "JPEG"
    assert made.read_bytes().count(b"\xff\xd8\xff") == 1


def test_a_print_shop_jpeg_keeps_its_four_inks(tmp_path: Path, cache: Path) -> None:
    paint(300, 200).convert("CMYK").save(tmp_path / "a.jpg")
    made = original(tmp_path / "a.jpg", cache)
    with Image.open(made) as image:
        assert image.mode == "CMYK"
    assert same(made, tmp_path / "a.jpg")


def test_a_jpeg_with_restart_markers_and_a_jfif_thumbnail(tmp_path: Path, cache: Path) -> None:
    data = BytesIO()
    paint(300, 200).save(data, "JPEG", restart_marker_blocks=3)
    jfif = data.getvalue()
    assert jfif[2:4] == b"\xff\xe0" and b"\xff\xd3" in jfif
    small = b"\xff\xe0\0\x16" + jfif[6:18] + b"\1\2" + b"secret"
    (tmp_path / "a.jpg").write_bytes(b"\xff\xd8" + small + jfif[20:])
    made = original(tmp_path / "a.jpg", cache)
    assert same(made, tmp_path / "a.jpg")
    assert b"secret" not in made.read_bytes()


def test_a_png_stays_a_png(tmp_path: Path, cache: Path, exiftool: Any) -> None:
    from PIL.PngImagePlugin import PngInfo

    exif, text = Image.Exif(), PngInfo()
    exif[ExifTags.Base.Orientation] = 8
    exif[ExifTags.Base.Make] = "Samsung"
    text.add_text("Comment", "secret")
    file = tmp_path / "a.png"
    paint(300, 200).convert("RGBA").save(file, exif=exif, pnginfo=text)
    made = original(file, cache)
    assert made.suffix == ".png"
    assert same(made, file)
    assert b"secret" not in made.read_bytes() and b"Samsung" not in made.read_bytes()
    found = exiftool(made)
    assert found["XMP-dc:Description"] == SAID.caption
    assert found["IFD0:Orientation"] == "Rotate 270 CW"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["a.webp", "a.tif", "a.gif", "a.heic"])
def test_other_formats_become_a_large_jpeg(name: str, photo: Callable[..., Path]) -> None:
    import pillow_heif

    pillow_heif.register_heif_opener()
    file = photo(name, 2400, 1000)
    made = original(file, file.parent / "kho")
    with Image.open(made) as image, Image.open(file) as other:
        assert (image.format, image.size) == ("JPEG", (2400, 1000))
        off = ImageChops.difference(image.convert("L"), other.convert("L"))
        assert off.getextrema()[1] < 40


def test_without_a_word_from_the_story_there_is_no_original(
    photo: Callable[..., Path], cache: Path
) -> None:
    file = photo()
    made = derivative_files([(file, describe(file, "a", cache), Credits())], cache)
    assert not [path for path in made if "goc" in path]


def test_a_photo_that_changed_meanwhile_is_refused(photo: Callable[..., Path], cache: Path) -> None:
    file = photo()
    picture = with_original(describe(file, "anh/a.jpg", cache))
    derivative_files([(file, picture, Credits())], cache)
    assert picture.original
    next(cache.rglob("*-goc.*.jpg")).unlink()
    photo(seed=5)
    with pytest.raises(PictureError, match="vừa bị thay đổi"):
        derivative_files([(file, picture, Credits())], cache)
