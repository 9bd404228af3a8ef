"""Photos that browsers show although something is wrong with the file are used, whole."""

import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops

from khuyencong.pictures.derivative_plan import with_original
from khuyencong.pictures.description import describe
from khuyencong.pictures.jpeg_segments import segments
from khuyencong.pictures.picture import Credits, Picture, PictureError
from tests.hostile.conftest import chunk
from tests.pictures.painting import derivative_files, paint

SAID = Credits("Miến phơi ngoài sân", "Đỗ Quỳnh Hương", "Ảnh: Quỳnh Hương")
TRAILER = b"SEFH" + bytes(range(256)) + b"secret SEFT"


def jpeg(**how: Any) -> bytes:
    data = BytesIO()
    paint(300, 200).save(data, "JPEG", **how)
    return data.getvalue()


def used(data: bytes, folder: Path, name: str = "a.jpg") -> tuple[Picture, Image.Image, bytes]:
    """The picture, its largest JPEG, and what a newsroom downloads."""
    file = folder / name
    file.write_bytes(data)
    picture = with_original(describe(file, name, folder / "kho", SAID))
    made = derivative_files([(file, picture, SAID)], folder / "kho")
    assert picture.original
    with Image.open(made[picture.jpeg[-1].path]) as shown:
        return picture, shown.convert("RGB"), made[picture.original.path].read_bytes()


def as_whole(shown: Image.Image, whole: bytes, folder: Path, name: str = "a.jpg") -> bool:
    """Whether a picture shows what the sound file shows, to the pixel."""
    (folder / "nguyen-ven").mkdir()
    _, other, _ = used(whole, folder / "nguyen-ven", name)
    return ImageChops.difference(shown, other).getbbox() is None


def test_a_stray_byte_between_two_segments(tmp_path: Path) -> None:
    whole = jpeg()
    place = whole.index(b"\xff\xdb")
    picture, shown, original = used(whole[:place] + b"\x07" + whole[place:], tmp_path)
    assert (picture.width, picture.height) == (300, 200)
    assert as_whole(shown, whole, tmp_path)
    with Image.open(BytesIO(original)) as image, Image.open(BytesIO(whole)) as sound:
        assert ImageChops.difference(image.convert("RGB"), sound).getbbox() is None


@pytest.mark.parametrize("how", [{}, {"progressive": True}, {"restart_marker_blocks": 3}])
@pytest.mark.parametrize(
    "end", [b"", b"\xff", TRAILER, b"\0" * 100], ids=["cut", "half a mark", "maker", "zeros"]
)
def test_a_jpeg_without_its_end_mark_whose_rows_are_whole(
    tmp_path: Path, how: dict[str, Any], end: bytes
) -> None:
    whole = jpeg(**how)
    assert whole.endswith(b"\xff\xd9")
    picture, shown, original = used(whole[:-2] + end, tmp_path)
    assert as_whole(shown, whole, tmp_path)
    assert b"secret" not in original
    with Image.open(BytesIO(original)) as image:
        assert image.size == (picture.width, picture.height)


@pytest.mark.parametrize("how", [{}, {"progressive": True}, {"restart_marker_blocks": 3}])
@pytest.mark.parametrize("share", [0.5, 0.9, 0.99])
def test_a_jpeg_that_is_cut_within_its_rows_stays_refused(
    tmp_path: Path, how: dict[str, Any], share: float
) -> None:
    whole = jpeg(**how)
    (tmp_path / "a.jpg").write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(PictureError, match="cắt cụt"):
        describe(tmp_path / "a.jpg", "a.jpg", tmp_path / "kho")


def test_a_maker_s_data_behind_the_end_mark_change_nothing(tmp_path: Path) -> None:
    _, shown, original = used(jpeg() + TRAILER, tmp_path)
    assert as_whole(shown, jpeg(), tmp_path)
    assert b"secret" not in original and original.endswith(b"\xff\xd9")


@pytest.mark.parametrize("name", [b"zTXt", b"iTXt", b"tEXt"])
@pytest.mark.parametrize("place", ["before the pixels", "behind them"])
def test_a_png_with_a_long_history_of_editing(tmp_path: Path, name: bytes, place: str) -> None:
    packed = zlib.compress(b"history " * 1_000_000)
    text = {
        b"zTXt": b"Raw profile\0\0" + packed,
        b"iTXt": b"Comment\0\1\0\0\0" + packed,
        b"tEXt": b"Comment\0" + b"history " * 1_000_000,
    }[name]
    data = BytesIO()
    paint(300, 200).save(data, "PNG")
    whole = data.getvalue()
    where = whole.index(b"IDAT" if place.startswith("before") else b"IEND") - 4
    edited = whole[:where] + chunk(name, text) + whole[where:]
    picture, shown, original = used(edited, tmp_path, "a.png")
    assert picture.mime == "image/png"
    assert as_whole(shown, whole, tmp_path, "a.png")
    assert not any(secret in original for secret in (b"history", b"Comment", b"Raw profile"))


def test_a_png_keeps_the_credits_beside_a_long_text(tmp_path: Path) -> None:
    from PIL.PngImagePlugin import PngInfo

    said = PngInfo()
    xmp = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
        'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:Credit="TTKC"/></rdf:RDF>'
        "</x:xmpmeta>"
    )
    said.add_itxt("XML:com.adobe.xmp", xmp)
    said.add_text("Comment", "dài " * 3_000_000, zip=True)
    data = BytesIO()
    paint(64, 48).save(data, "PNG", pnginfo=said)
    file = tmp_path / "a.png"
    file.write_bytes(data.getvalue())
    picture = describe(file, "a.png", tmp_path / "kho")
    (made, *_) = derivative_files([(file, picture, Credits())], tmp_path / "kho").values()
    assert b"TTKC" in made.read_bytes()


def pages(folder: Path, name: str, kind: str, number: int) -> Picture:
    frames = [paint(64, 48, seed) for seed in range(number)]
    frames[0].save(folder / name, kind, save_all=True, append_images=frames[1:])
    return describe(folder / name, name, folder / "kho")


@pytest.mark.parametrize(("name", "kind"), [("a.tif", "TIFF"), ("a.heic", "HEIF")])
def test_a_scan_and_stills_are_no_moving_picture(tmp_path: Path, name: str, kind: str) -> None:
    import pillow_heif

    pillow_heif.register_heif_opener()
    assert (picture := pages(tmp_path, name, kind, 3)).pages == 3
    assert not picture.animated
    assert pages(tmp_path, f"mot-{name}", kind, 1).pages == 1


@pytest.mark.parametrize(("name", "kind"), [("a.gif", "GIF"), ("a.webp", "WEBP"), ("a.png", "PNG")])
def test_an_animation_moves_and_has_no_pages(tmp_path: Path, name: str, kind: str) -> None:
    picture = pages(tmp_path, name, kind, 3)
    assert (picture.animated, picture.pages) == (True, 1)


def test_the_small_copy_inside_a_tiff_is_no_page(tmp_path: Path) -> None:
    from PIL.TiffImagePlugin import ImageFileDirectory_v2

    small = ImageFileDirectory_v2()
    small[254] = 1
    copy = paint(32, 24)
    copy.encoderinfo = {"tiffinfo": small}
    paint(64, 48).save(tmp_path / "a.tif", save_all=True, append_images=[copy])
    assert describe(tmp_path / "a.tif", "a.tif", tmp_path / "kho").pages == 1


def test_segments_end_where_the_file_does() -> None:
    whole = jpeg()
    assert [each.marker for each in segments(whole)][-1] == 0xD9
    for broken in (whole[:-2], whole[:30], b"\xff\xd8", b"\xff\xd8\xff", b"\xff\xd8\xff\x53\0\2"):
        with pytest.raises(ValueError, match=r"mark|segment"):
            list(segments(broken))
