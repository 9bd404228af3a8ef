"""How a photo came about, when, and under what terms: published files say what it said."""

import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import ExifTags, Image, PngImagePlugin

from khuyencong.pictures.bylines import own_credits
from khuyencong.pictures.derivative_plan import with_original
from khuyencong.pictures.description import describe
from khuyencong.pictures.metadata import app13_segment, xmp_packet
from khuyencong.pictures.photo_file import opened
from khuyencong.pictures.picture import Credits
from khuyencong.pictures.press_original import untouched
from khuyencong.pictures.source_types import EDITED, GENERATED, SCHEME, stated_in
from tests.pictures.painting import derivative_files

Tool = Callable[..., dict[str, Any]]


def said_in(file: Path) -> Credits:
    with opened(file) as (_, image):
        return own_credits(image, file.read_bytes())


def jpeg(file: Path, **options: Any) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    Image.effect_noise((320, 200), 60).convert("RGB").save(file, "JPEG", **options)
    return file


def with_caption(file: Path, caption: str) -> Path:
    exif = Image.Exif()
    exif[ExifTags.Base.ImageDescription] = caption
    credits = Credits(caption=caption)
    return jpeg(file, exif=exif, xmp=xmp_packet(credits), extra=app13_segment(credits))


@pytest.mark.parametrize(
    "rubbish",
    [
        *("_cuva", "hdr", "bsh", "DCIM/100MEDIA/DJI_0012.JPG", "My beautiful picture"),
        *("HELLOMOTO", "oznor", "sdr_hdr_vivid", "IMG_20251122_083000.jpg", "rptnor", "dav"),
        *("SONY DSC", "OLYMPUS DIGITAL CAMERA", "Exif_JPEG_PICTURE", "Processed with VSCO"),
        *("Screenshot", "Created with GIMP", "C:\\\\anh\\\\IMG.jpg", "Untitled", "  "),
    ],
)
def test_what_a_telephone_wrote_is_no_caption(tmp_path: Path, rubbish: str) -> None:
    """In EXIF, IPTC and XMP alike: programs copy it from one to the other."""
    assert said_in(with_caption(tmp_path / "a.jpg", rubbish)).caption == ""


@pytest.mark.parametrize(
    "words", ["Nong miến phơi", "Miến dong", "Gốm", "Bà Hoa ký tên", "Nhà máy A1"]
)
def test_what_a_person_wrote_is_one(tmp_path: Path, words: str) -> None:
    assert said_in(with_caption(tmp_path / "a.jpg", words)).caption == words


ORIGIN = Credits(
    licence="https://creativecommons.org/licenses/by/4.0/deed.vi",
    taken="2025-06-03",
    source_type=GENERATED,
)


def test_day_licence_and_origin_are_read_back_from_what_is_written(tmp_path: Path) -> None:
    assert said_in(jpeg(tmp_path / "a.jpg", xmp=xmp_packet(ORIGIN))) == ORIGIN
    only_iptc = said_in(jpeg(tmp_path / "b.jpg", extra=app13_segment(ORIGIN)))
    assert only_iptc.taken == "2025-06-03"


@pytest.mark.slow
@pytest.mark.programs
def test_they_stay_in_every_published_file(tmp_path: Path, cache: Path, exiftool: Tool) -> None:
    file = jpeg(tmp_path / "a.jpg")
    exiftool(
        "-overwrite_original",
        "-DateTimeOriginal=2025:06:03 08:00:00",
        "-GPSLatitude=21.0285",
        f"-XMP-xmpRights:WebStatement={ORIGIN.licence}",
        f"-XMP-iptcExt:DigitalSourceType={SCHEME}{EDITED}",
        file,
    )
    picture = with_original(describe(file, "a.jpg", cache))
    files = derivative_files([(file, picture, Credits())], cache)
    original = tmp_path / "goc.jpg"
    original.write_bytes(untouched(file, picture, Credits()))
    for each in (files[picture.largest.path], files[picture.avif[-1].path], original):
        told = exiftool(each)
        assert told["XMP-xmpRights:WebStatement"] == ORIGIN.licence
        assert str(told["XMP-photoshop:DateCreated"]).startswith("2025:06:03")
        assert told["XMP-iptcExt:DigitalSourceType"] == SCHEME + EDITED
        # The day, and neither the hour nor the place.
        assert "08:00" not in str(told) and not any("GPS" in key for key in told)
    assert exiftool(original)["IPTC:DateCreated"] == "2025:06:03"


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "ftp://a.example/", "xin phép trước", "https://a b", ""],
)
def test_a_licence_is_an_address_of_the_web(tmp_path: Path, address: str) -> None:
    file = jpeg(tmp_path / "a.jpg", xmp=xmp_packet(Credits(licence=address, copyright="A B")))
    assert said_in(file).licence == ""


def test_creative_commons_own_property_counts_too(tmp_path: Path) -> None:
    packet = xmp_packet(Credits(licence="https://a.example/")).decode()
    packet = packet.replace(
        "<xmpRights:WebStatement>https://a.example/</xmpRights:WebStatement>",
        '<cc:license xmlns:cc="http://creativecommons.org/ns#" rdf:resource="https://cc.example/"/>',
    )
    assert said_in(jpeg(tmp_path / "a.jpg", xmp=packet.encode())).licence == "https://cc.example/"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2025-06-03T08:00:00+07:00", "2025-06-03"),
        ("20250603", "2025-06-03"),
        ("2025:06:03", "2025-06-03"),
        *(("0000:00:00", ""), ("2025-13-40", ""), ("2000-01-01", ""), ("hôm qua", "")),
    ],
)
def test_a_day_is_one_of_the_calendar(tmp_path: Path, written: str, day: str) -> None:
    file = jpeg(tmp_path / "a.jpg", xmp=xmp_packet(Credits(taken=written)))
    assert said_in(file).taken == day


def manifest(*sources: str) -> bytes:
    """The part of a C2PA manifest that matters here: actions in CBOR inside of JUMBF."""
    actions = b"".join(
        b"\x71digitalSourceType\x78" + bytes([len(SCHEME + s)]) + (SCHEME + s).encode()
        for s in sources
    )
    return b"JP\0\0\0\0\0\0" + b"jumbc2pa" + actions


def with_manifest(file: Path, *sources: str) -> Path:
    data = jpeg(file).read_bytes()
    body = manifest(*sources)
    file.write_bytes(data[:2] + b"\xff\xeb" + struct.pack(">H", len(body) + 2) + body + data[2:])
    return file


@pytest.mark.parametrize(
    ("sources", "code"),
    [
        ((GENERATED,), GENERATED),
        (("digitalCapture", EDITED), EDITED),
        (("digitalCapture", GENERATED, EDITED), GENERATED),
        (("digitalCapture",), "digitalCapture"),
        ((), ""),
    ],
)
def test_a_manifest_that_fits_no_more_is_dropped_and_its_label_kept(
    tmp_path: Path, cache: Path, sources: tuple[str, ...], code: str
) -> None:
    file = with_manifest(tmp_path / "a.jpg", *sources)
    picture = with_original(describe(file, "a.jpg", cache))
    assert picture.source_type == code
    published = [
        f.read_bytes() for f in derivative_files([(file, picture, Credits())], cache).values()
    ]
    published.append(untouched(file, picture, Credits()))
    for data in published:
        assert b"jumb" not in data and b"c2pa" not in data
        assert stated_in(data) == code


def test_a_png_of_a_model_keeps_its_label(tmp_path: Path, cache: Path) -> None:
    file = tmp_path / "a.png"
    info = PngImagePlugin.PngInfo()
    packet = xmp_packet(Credits(source_type=GENERATED)).decode()
    info.add_itxt("XML:com.adobe.xmp", packet)
    Image.effect_noise((90, 60), 60).convert("RGB").save(file, pnginfo=info)
    picture = with_original(describe(file, "a.png", cache))
    assert picture.source_type == GENERATED
    assert stated_in(untouched(file, picture, Credits())) == GENERATED


def test_what_staff_say_comes_before_what_the_file_says(tmp_path: Path, cache: Path) -> None:
    file = with_manifest(tmp_path / "a.jpg", "digitalCapture")
    credits = Credits(source_type=GENERATED)
    picture = with_original(describe(file, "a.jpg", cache, credits))
    assert stated_in(untouched(file, picture, credits)) == GENERATED
