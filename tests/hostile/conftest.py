"""A content folder with one hostile file in it, and what is too large to keep in a repository."""

import shutil
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Content
from tests.rendering.conftest import desk as desk

FILES = Path(__file__).parent / "files"


def chunk(name: bytes, data: bytes) -> bytes:
    """A chunk of a PNG file (ISO/IEC 15948)."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def huge_png(side: int) -> bytes:
    """A real black-and-white PNG of side × side pixels; 30,000 take 110 KB."""
    packer = zlib.compressobj(9)
    row = bytes(1 + (side + 7) // 8)
    data = b"".join(packer.compress(row * 1000) for _ in range(side // 1000)) + packer.flush()
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    signature = b"\x89PNG\r\n\x1a\n"
    return signature + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def put(content: Content, name: str) -> None:
    """One story of `files/` into a content folder, with the pictures and files beside it."""
    for folder in ("anh", "tep"):
        shutil.copytree(FILES / folder, content.folder / folder, dirs_exist_ok=True)
    if name == "anh-khong-lo.md":
        content.write("anh/khong-lo.png", huge_png(30_000))
    if name == "anh-loi-tat.md":
        secret = content.folder.parent / "rieng.jpg"
        content.photo("anh/tam.jpg").rename(secret)
        (content.folder / "anh" / "loi-tat.jpg").symlink_to(secret)
    content.write(f"tin-tuc/{name}", (FILES / name).read_bytes())


@pytest.fixture
def hostile(content: Content) -> Iterator[Content]:
    yield content
