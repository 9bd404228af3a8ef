"""The theme's own files: one stylesheet from all components, icons, scripts.

Names carry a hash of the bytes, so that a server may let browsers keep them for ever.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from khuyencong.model.centre import Category


@dataclass(frozen=True, slots=True)
class Assets:
    """Files of the theme: output path → bytes, and the addresses that pages need."""

    files: dict[str, bytes]
    stylesheet: str
    icon: str


def read_assets(theme: Path, categories: Mapping[str, Category]) -> Assets:
    """The assets of a theme folder.

    The stylesheet is `base.css` followed by the style of every component in order of name
    (no component depends on another's place) and the colours of the categories.
    """
    components = sorted((theme / "components").glob("*/style.css"))
    css = b"\n".join(file.read_bytes() for file in [theme / "static" / "base.css", *components])
    for slug, category in categories.items():
        css += f".muc-{slug} {{ --muc: {category.colour}; }}\n".encode()
    stylesheet = _hashed("giao-dien/trang.css", css)
    files = {stylesheet: css}
    for file in sorted((theme / "static").iterdir()):
        if file.suffix != ".css" and file.is_file():
            files[f"anh/{file.name}"] = file.read_bytes()
    return Assets(files, f"/{stylesheet}", "/anh/bieu-tuong.svg")


def _hashed(path: str, data: bytes) -> str:
    stem, dot, suffix = path.rpartition(".")
    return f"{stem}-{hashlib.blake2b(data, digest_size=5).hexdigest()}{dot}{suffix}"
