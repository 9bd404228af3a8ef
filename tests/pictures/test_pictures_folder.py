"""A folder of photos as they really come, through the whole road: from `content/` to derivatives.

Each is a story's photo. What is published must be upright, in the right colours, carry the
caption and nothing private.
"""

import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pillow_heif
import pytest
from PIL import ExifTags, Image, ImageChops, ImageStat

from khuyencong.pictures.picture import Picture
from tests.conftest import Content
from tests.pictures.painting import derivative_files
from tests.pictures.test_pictures_formats import INVERSE, quarters

CAPTION = "Mẻ gốm ra lò ở xã Đắk Rông, sáng 3/6"
CREDIT = "Ảnh: Đỗ Quỳnh Hương"
SIZE = (480, 320)

pillow_heif.register_heif_opener()


def scene() -> Image.Image:
    """Four quarters, so that each turn and each change of colour shows."""
    return quarters().resize(SIZE, Image.Resampling.NEAREST)


def phone_exif(orientation: int = 1) -> Image.Exif:
    """What a phone writes: where, with what, a maker's note nobody can read."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Samsung"
    exif[ExifTags.Base.Model] = "SM-A556E"
    exif[ExifTags.Base.Orientation] = orientation
    private = exif.get_ifd(ExifTags.IFD.Exif)
    private[ExifTags.Base.MakerNote] = b"SAMSUNG\0note R58N123" * 40
    private[ExifTags.Base.BodySerialNumber] = "R58N123"
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef], place[ExifTags.GPS.GPSLatitude] = "N", (21.0, 1.0, 42.0)
    place[ExifTags.GPS.GPSLongitudeRef], place[ExifTags.GPS.GPSLongitude] = "E", (105.0, 51.0, 15.0)
    return exif


def deep_png(file: Path) -> None:
    """Sixteen bits a channel, which Pillow cannot write."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    image = scene()
    rows = b""
    for y in range(image.height):
        line = image.crop((0, y, image.width, y + 1)).tobytes()
        rows += b"\0" + bytes(byte for value in line for byte in (value, value))
    file.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", *image.size, 16, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, exiftool: Any) -> Content:
    """The folder, as a story with fourteen photos."""
    content = Content(tmp_path_factory.mktemp("thuc-te"))
    photos = content.folder / "anh"
    photos.mkdir()
    for orientation in range(1, 9):
        inverse = INVERSE[orientation]
        turned = scene() if inverse is None else scene().transpose(inverse)
        turned.save(photos / f"huong-{orientation}.jpg", quality=95, exif=phone_exif(orientation))
    scene().convert("CMYK").save(photos / "nha-in.jpg", quality=95)
    deep_png(photos / "muoi-sau-bit.png")
    clear = scene().convert("RGBA")
    clear.paste((0, 0, 0, 0), (0, 0, 240, 160))
    clear.save(photos / "trong-suot.png")
    scene().save(photos / "iphone.heic", quality=95, exif=phone_exif())
    scene().save(photos / "Bình gốm, men trổ  (đẹp).JPG", "JPEG", quality=95)
    phone = photos / "dien-thoai.jpg"
    scene().save(phone, quality=95, exif=phone_exif())
    small = content.folder.parent / "nho.jpg"
    scene().resize((160, 107)).save(small)
    exiftool("-overwrite_original", f"-ThumbnailImage<={small}", phone)
    found = exiftool("-ee", phone)
    assert found["IFD1:ThumbnailLength"] and found["GPS:GPSLatitude"]
    listed = "".join(
        f"\n  - {{file: 'anh/{file.name}', alt: Bốn ô màu, caption: '{CAPTION}', "
        f"credit: '{CREDIT}'}}"
        for file in sorted(photos.iterdir())
    )
    content.story(photos=listed)
    return content


@pytest.fixture(scope="module")
def published(folder: Content) -> dict[str, tuple[Picture, dict[str, Path]]]:
    """File name → picture and its files."""
    (story,) = folder.site().stories
    found = {}
    for figure in story.photos:
        file = folder.folder / figure.picture.source
        made = derivative_files([(file, figure.picture, figure.credits)], folder.cache)
        found[file.name] = (figure.picture, made)
    assert len(found) == 14
    return found


@pytest.mark.slow
def test_every_photo_is_upright_and_in_its_colours(
    published: dict[str, tuple[Picture, dict[str, Path]]],
) -> None:
    for name, (picture, files) in published.items():
        assert (picture.width, picture.height) == SIZE, name
        for each in (picture.largest, picture.avif[-1]):
            wanted = scene()
            if name == "trong-suot.png":
                wanted.paste("white", (0, 0, 240, 160))
            with Image.open(files[each.path]) as image:
                off = ImageChops.difference(image.convert("RGB"), wanted)
                assert image.size == SIZE
            assert max(ImageStat.Stat(off).mean) < 3, (name, each.path)


@pytest.mark.slow
def test_exiftool_finds_the_caption_and_no_place(
    published: dict[str, tuple[Picture, dict[str, Path]]], exiftool: Callable[..., dict[str, Any]]
) -> None:
    private = ("gps", "serial", "makernote", "thumbnail", "samsung", "model", "ifd1")
    for name, (picture, files) in published.items():
        for each in (picture.largest, picture.avif[0]):
            found = exiftool("-ee", "-a", "-u", files[each.path])
            assert found["XMP-dc:Description"] == CAPTION, name
            assert found["XMP-photoshop:Credit"] == CREDIT
            assert found["XMP-dc:Creator"] == "Đỗ Quỳnh Hương"
            if each.mime == "image/jpeg":
                assert found["IPTC:Caption-Abstract"] == CAPTION
            leaked = [tag for tag in found if any(word in tag.lower() for word in private)]
            assert not leaked, (name, each.path)
        for file in files.values():
            assert b"R58N123" not in file.read_bytes(), name


def test_names_become_plain_addresses(
    published: dict[str, tuple[Picture, dict[str, Path]]],
) -> None:
    picture, _ = published["Bình gốm, men trổ  (đẹp).JPG"]
    assert picture.largest.path.startswith("anh/binh-gom-men-tro-dep-")
    assert all(each.path.isascii() and " " not in each.path for each in picture.derivatives)


def test_a_picture_in_the_body_is_the_same_figure(folder: Content, exiftool: Any) -> None:
    body = f'![Bốn ô màu](anh/iphone.heic "{CAPTION} {CREDIT}")'
    folder.story("tin-tuc/than-bai.md", title="Ảnh trong thân bài", slug="than-bai", body=body)
    story = next(record for record in folder.site().stories if record.slug == "than-bai")
    (figure,) = story.figures
    assert (figure.alone, figure.caption, figure.credit) == (True, CAPTION, CREDIT)
    source = folder.folder / figure.picture.source
    made = derivative_files([(source, figure.picture, figure.credits)], folder.cache)
    assert exiftool(made[figure.picture.largest.path])["IPTC:Caption-Abstract"] == CAPTION


def test_a_moving_picture_shows_its_first_frame_and_says_so(tmp_path: Path) -> None:
    content = Content(tmp_path)
    frames = [Image.new("RGB", (64, 48), colour) for colour in ("red", "blue")]
    (content.folder / "anh").mkdir()
    frames[0].save(content.folder / "anh" / "dong.gif", save_all=True, append_images=frames[1:])
    content.story(
        photos="[{file: anh/dong.gif, alt: Hai màu, caption: Máy chạy, credit: 'Ảnh: Thử'}]"
    )
    assert content.said() == ["KC307 tin-tuc/bai.md:6"]
    (figure,) = content.site().stories[0].photos
    assert figure.picture.animated
    assert figure.picture.colour == "#ff0000"
