"""What is no usable photo is refused, in Vietnamese, before it costs anything."""

import io
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khuyencong.pictures.description import PictureError, describe
from khuyencong.pictures.picture import Credits
from tests.pictures.painting import derivative_files, paint


def refusal(data: bytes, cache: Path, name: str = "a.jpg") -> str:
    file = cache.parent / name
    file.write_bytes(data)
    with pytest.raises(PictureError) as caught:
        describe(file, f"anh/{name}", cache)
    assert isinstance(caught.value, ValueError)
    assert caught.value.source == f"anh/{name}"
    assert str(caught.value).startswith(f"anh/{name}: ")
    return caught.value.message


def huge_png(width: int, height: int) -> bytes:
    """A real, whole PNG of black and white pixels, a few kilobytes long."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    packer = zlib.compressobj(9)
    row = bytes(1 + (width + 7) // 8)
    data = b"".join(packer.compress(row * 100) for _ in range(height // 100)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"".join(
        (b"\x89PNG\r\n\x1a\n", chunk(b"IHDR", header), chunk(b"IDAT", data), chunk(b"IEND", b""))
    )


def test_a_web_page_saved_as_jpg(cache: Path) -> None:
    assert "trang web" in refusal(b"\xef\xbb\xbf\n<!DOCTYPE html><html><body>404", cache)


def test_svg_by_either_name(cache: Path) -> None:
    svg = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'
    assert "SVG" in refusal(svg, cache, "a.svg")
    assert "SVG" in refusal(svg, cache, "a.jpg")


def test_a_text_an_empty_file_a_pdf_and_a_broken_iphone_photo(cache: Path) -> None:
    assert "không phải ảnh" in refusal(b"hello", cache)
    assert "rỗng" in refusal(b"", cache)
    assert "không phải ảnh" in refusal(b"%PDF-1.7\n", cache)
    assert "hỏng" in refusal(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", cache)


def test_a_format_that_is_not_accepted_is_refused_though_pillow_reads_it(cache: Path) -> None:
    for kind in ("BMP", "PPM", "TGA", "ICO"):
        data = io.BytesIO()
        paint(32, 32).save(data, kind)
        assert "không phải ảnh dùng được" in refusal(data.getvalue(), cache)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("share", [0.3, 0.7, 0.95])
def test_a_truncated_photo(kind: str, share: float, cache: Path) -> None:
    data = io.BytesIO()
    paint(300, 200).save(data, kind)
    whole = data.getvalue()
    message = refusal(whole[: int(len(whole) * share)], cache)
    assert "hỏng" in message or "không phải ảnh" in message


def test_a_progressive_truncated_jpeg(cache: Path) -> None:
    data = io.BytesIO()
    paint(1600, 1200).save(data, "JPEG", progressive=True)
    assert "cắt cụt" in refusal(data.getvalue()[:-4000], cache)


def test_more_than_80_megapixels_and_a_strip_that_is_too_long(cache: Path) -> None:
    assert "9000 × 9000" in refusal(huge_png(9000, 9000), cache)
    assert "quá lớn" in refusal(huge_png(31_000, 100), cache)


@pytest.mark.slow
@pytest.mark.alone
@pytest.mark.linux
def test_a_picture_of_900_megapixels_costs_neither_time_nor_memory(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(huge_png(30_000, 30_000))
    script = """
import resource, sys, time
from pathlib import Path
from khuyencong.pictures.description import PictureError, describe
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.perf_counter()
try:
    describe(Path(sys.argv[1]), "a.png", Path(sys.argv[2]))
except PictureError as error:
    spent = time.perf_counter() - start
    more = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print("quá lớn" in error.message, spent < 0.2, more < 20_000)
"""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script, tmp_path / "a.png", tmp_path / "kho"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["True", "True", "True"]


def test_a_missing_photo_and_a_folder(tmp_path: Path, cache: Path) -> None:
    with pytest.raises(PictureError, match="Không tìm thấy"):
        describe(tmp_path / "khong-co.jpg", "khong-co.jpg", cache)
    with pytest.raises(PictureError, match="Không mở được"):
        describe(tmp_path, "thu-muc", cache)


def test_a_photo_changed_after_it_was_described(photo: Callable[..., Path], cache: Path) -> None:
    file = photo("a.jpg", seed=1)
    picture = describe(file, "anh/a.jpg", cache)
    photo("a.jpg", seed=2)
    with pytest.raises(PictureError, match=r"anh/a\.jpg: Ảnh vừa bị thay đổi"):
        derivative_files([(file, picture, Credits())], cache)


def test_an_error_in_a_worker_process_arrives_whole(
    photo: Callable[..., Path], cache: Path
) -> None:
    files = [photo(f"a{n}.jpg", 64, 48, n) for n in range(4)]
    wanted = [(file, describe(file, file.name, cache), Credits()) for file in files]
    files[2].write_bytes(b"<html>")
    with pytest.raises(PictureError) as caught:
        derivative_files(wanted, cache, workers=2)
    assert caught.value.source == "a2.jpg"
    assert "trang web" in caught.value.message


def samples() -> list[bytes]:
    found = []
    for kind in ("JPEG", "PNG", "WEBP", "TIFF", "GIF"):
        data = io.BytesIO()
        paint(40, 30).save(data, kind)
        found.append(data.getvalue())
    return found


@pytest.mark.slow
@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.sampled_from(samples()),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=12),
    st.floats(0.2, 1),
)
def test_damaged_bytes_give_a_picture_or_a_refusal_and_nothing_else(
    tmp_path: Path, whole: bytes, hits: list[tuple[float, int]], share: float
) -> None:
    data = bytearray(whole[: int(len(whole) * share)] if share < 0.9 else whole)
    for place, value in hits:
        # Headers are where it hurts: half of the hits go into the first hundred bytes.
        end = 100 if value % 2 else len(data)
        data[int(place * min(end, len(data)))] = value
    file = tmp_path / "a.jpg"
    file.write_bytes(data)
    try:
        picture = describe(file, "a.jpg", tmp_path / "kho")
        if picture.width * picture.height < 100_000:
            derivative_files([(file, picture, Credits())], tmp_path / "kho")
    except PictureError as error:
        assert error.message
