"""Caption and credit travel inside a photo; position, thumbnail and serial number do not."""

import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from khuyencong.pictures.description import describe
from khuyencong.pictures.metadata import app13_segment, filled, tidy, xmp_packet
from khuyencong.pictures.picture import Credits, Derivative, Picture
from tests.pictures.painting import derivative_files

Tool = Callable[..., dict[str, Any]]
SAID = Credits(
    caption="Nghệ nhân Nguyễn Thị Bưởi chuốt bình gốm men trổ ở xã Đắk Rông, ngày 3/6.",
    creator="Đỗ Quỳnh Hương",
    credit="Trung tâm Khuyến công Minh Họa",
    copyright="© 2025 Trung tâm Khuyến công Minh Họa",
)


def made(file: Path, cache: Path, credits: Credits = SAID) -> tuple[Picture, dict[str, Path]]:
    picture = describe(file, file.name, cache, credits)
    return picture, derivative_files([(file, picture, credits)], cache)


def kinds(picture: Picture) -> list[Derivative]:
    return [picture.largest, picture.social, picture.avif[-1]]


@pytest.fixture
def from_a_phone(photo: Callable[..., Path], exiftool: Tool) -> Path:
    """A photo as a phone and then a picture desk leave it."""
    file = photo("dien-thoai.jpg", 900, 700)
    thumbnail = photo("nho.jpg", 160, 120)
    exiftool(
        "-overwrite_original",
        *("-GPSLatitude=21.0285", "-GPSLatitudeRef=N", "-GPSLongitude=105.8542"),
        *("-GPSLongitudeRef=E", "-GPSAltitude=12", "-Make=Samsung", "-Model=SM-A55"),
        *("-SerialNumber=R58N123", "-BodySerialNumber=R58N123", "-XMP:GPSLatitude=21.0285"),
        *("-DateTimeOriginal=2025:06:03 08:00:00", "-XMP:City=Hà Nội", "-Comment=bí mật"),
        *(f"-ThumbnailImage<={thumbnail}", file),
    )
    found = exiftool("-n", file)
    assert found["GPS:GPSLatitude"]
    assert found["IFD1:ThumbnailLength"]
    return file


def test_a_newsroom_finds_caption_and_credit(
    from_a_phone: Path, cache: Path, exiftool: Tool
) -> None:
    picture, files = made(from_a_phone, cache)
    for each in kinds(picture):
        found = exiftool(files[each.path])
        assert found["XMP-dc:Description"] == SAID.caption
        assert found["XMP-dc:Creator"] == SAID.creator
        assert found["XMP-photoshop:Credit"] == SAID.credit
        assert found["XMP-dc:Rights"] == SAID.copyright
        if each.mime == "image/jpeg":
            assert found["IPTC:CodedCharacterSet"] == "UTF8"
            assert found["IPTC:Caption-Abstract"] == SAID.caption
            assert found["IPTC:By-line"] == SAID.creator
            assert found["IPTC:Credit"] == SAID.credit
            assert found["IPTC:CopyrightNotice"] == SAID.copyright


def test_nothing_private_is_in_any_derivative(
    from_a_phone: Path, cache: Path, exiftool: Tool
) -> None:
    picture, files = made(from_a_phone, cache)
    private = ("gps", "serial", "thumbnail", "ifd0:", "ifd1:", "exififd:", "comment", "city")
    private += ("make", "model", "datetimeoriginal")
    for each in picture.derivatives:
        found = exiftool("-ee", "-a", "-u", files[each.path])
        leaked = [tag for tag in found if any(word in tag.lower() for word in private)]
        assert not leaked, each.path
        data = files[each.path].read_bytes()
        for secret in (b"R58N123", b"SM-A55", b"Exif\0", "bí mật".encode(), b"2025:06:03"):
            assert secret not in data


def test_the_files_are_valid(from_a_phone: Path, cache: Path, exiftool: Tool) -> None:
    picture, files = made(from_a_phone, cache)
    for each in kinds(picture):
        found = exiftool("-validate", "-warning", "-error", "-a", files[each.path])
        # The one thing exiftool remarks on: names longer than the 32 bytes of 1991.
        remarks = [
            str(value) for tag, value in found.items() if tag.endswith((":Warning", ":Error"))
        ]
        assert all("too long" in remark or "exceeds" in remark for remark in remarks), remarks


def test_without_credits_a_file_carries_nothing(photo: Callable[..., Path], cache: Path) -> None:
    picture, files = made(photo(), cache, Credits())
    data = files[picture.largest.path].read_bytes()
    assert b"Photoshop" not in data
    assert b"xmpmeta" not in data


def test_what_the_photo_says_itself_fills_what_staff_left_empty(
    photo: Callable[..., Path], cache: Path, exiftool: Tool
) -> None:
    file = photo()
    exiftool(
        *("-overwrite_original", "-codedcharacterset=utf8", "-IPTC:Caption-Abstract=Từ tòa soạn"),
        *("-IPTC:By-line=Lê Văn Tám", "-IPTC:Credit=TTXVN", "-IPTC:CopyrightNotice=© TTXVN"),
        file,
    )
    picture, files = made(file, cache, Credits(caption="Từ bài viết"))
    found = exiftool(files[picture.largest.path])
    assert found["IPTC:Caption-Abstract"] == "Từ bài viết"
    assert found["IPTC:By-line"] == "Lê Văn Tám"
    assert found["IPTC:Credit"] == "TTXVN"
    assert found["XMP-dc:Rights"] == "© TTXVN"


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.tif"])
def test_xmp_of_every_format_is_read(
    name: str, photo: Callable[..., Path], cache: Path, exiftool: Tool
) -> None:
    file = photo(name)
    exiftool(
        *("-overwrite_original", "-XMP-dc:Description=Làng nghề", "-XMP-dc:Creator=Hà"),
        *("-XMP-dc:Creator=Vũ", "-XMP-photoshop:Credit=Báo tỉnh", "-XMP-dc:Rights=© Báo tỉnh"),
        file,
    )
    picture, files = made(file, cache, Credits())
    found = exiftool(files[picture.avif[0].path])
    assert found["XMP-dc:Description"] == "Làng nghề"
    assert found["XMP-dc:Creator"] == "Hà, Vũ"
    assert found["XMP-photoshop:Credit"] == "Báo tỉnh"
    assert found["XMP-dc:Rights"] == "© Báo tỉnh"


def test_exif_is_read_and_what_a_camera_says_of_itself_is_not(
    photo: Callable[..., Path], cache: Path, exiftool: Tool
) -> None:
    person, camera = photo("a.jpg", seed=1), photo("b.jpg", seed=2)
    exiftool("-overwrite_original", "-ImageDescription=Lò gốm", "-Artist=Đặng Hùng", person)
    exiftool("-overwrite_original", "-ImageDescription=OLYMPUS DIGITAL CAMERA", "-Artist= ", camera)
    picture, files = made(person, cache, Credits())
    found = exiftool(files[picture.largest.path])
    assert (found["IPTC:Caption-Abstract"], found["IPTC:By-line"]) == ("Lò gốm", "Đặng Hùng")
    picture, files = made(camera, cache, Credits())
    assert not [tag for tag in exiftool(files[picture.largest.path]) if tag.startswith("IPTC")]


@pytest.mark.parametrize(
    "packet",
    [
        b"\xff\xfe<",
        b"<x",
        b'<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><x>&b;</x>',
        b"<a/>" + b"<b>" * 5000,
    ],
)
def test_hostile_xmp_is_passed_over(packet: bytes, photo: Callable[..., Path], cache: Path) -> None:
    picture, files = made(photo("a.jpg", xmp=packet), cache, Credits())
    assert b"xmpmeta" not in files[picture.largest.path].read_bytes()


anything = st.text(alphabet=st.characters(), max_size=60)
credits_of_any_kind = st.builds(Credits, anything, anything, anything, anything)


@given(credits_of_any_kind)
def test_any_text_gives_well_formed_metadata_that_says_the_same(credits: Credits) -> None:
    packet = xmp_packet(credits)
    assert packet == xmp_packet(credits)
    if packet:
        root = ElementTree.fromstring(packet.decode())  # noqa: S314 (our own packet)
        texts = {element.text for element in root.iter()}
        for value in (credits.caption, credits.creator, credits.credit, credits.copyright):
            assert not tidy(value) or tidy(value) in texts
    segment = app13_segment(credits)
    if segment:
        assert int.from_bytes(segment[2:4]) == len(segment) - 2


def test_a_caption_as_long_as_a_book_still_fits(
    photo: Callable[..., Path], cache: Path, exiftool: Tool
) -> None:
    long = "ợ&<" * 50_000
    picture, files = made(photo(), cache, Credits(long, long, long, long))
    found = exiftool(files[picture.largest.path])
    assert long.startswith(found["IPTC:Caption-Abstract"])
    assert len(found["XMP-dc:Description"]) == 2000
    with Image.open(files[picture.largest.path]) as image:
        image.load()


def test_text_is_composed_and_free_of_control_characters() -> None:
    assert tidy("Go\u0302\u0301m\x00 \r\n\tđe\u0323p\ufffe ") == "Gốm đẹp"
    assert filled(Credits(caption=" \x00 "), Credits(caption="Gốm")).caption == "Gốm"
