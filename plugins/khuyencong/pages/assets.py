"""The theme's own files: a stylesheet and scripts from all components, and icons.

Names carry a hash of the bytes, so that a server may let browsers keep them for ever.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from khuyencong.model.centre import Category
from khuyencong.pages.colours import on_dark, on_light
from khuyencong.pages.views import AssetLinks


@dataclass(frozen=True, slots=True)
class Assets:
    """Files of the theme: output path → bytes, and the addresses that pages need."""

    files: dict[str, bytes]
    links: AssetLinks


def read_assets(theme: Path, categories: Mapping[str, Category]) -> Assets:
    """The assets of a theme folder.

    The stylesheet is `base.css` followed by the style of every component in order of name
    (no component depends on another's place) and the colours of the categories. A script
    holds the scripts of all components, each in a block of its own: `early.js` runs before
    the first paint, `script.js` when the page is read.
    """
    components = theme / "components"
    styles = [theme / "static" / "base.css", *sorted(components.glob("*/style.css"))]
    css = b"\n".join(file.read_bytes() for file in styles)
    for slug, category in categories.items():
        light, dark = on_light(category.colour), on_dark(category.colour)
        css += f".muc-{slug} {{ --muc-light: {light}; --muc-dark: {dark}; }}\n".encode()
    early_js, js = _joined(components, "early.js"), _joined(components, "script.js")
    stylesheet = _hashed("giao-dien/trang.css", css)
    early, script = _hashed("giao-dien/som.js", early_js), _hashed("giao-dien/trang.js", js)
    files = {stylesheet: css, early: early_js, script: js}
    for file in sorted((theme / "static").iterdir()):
        if file.suffix != ".css" and file.is_file():
            files[f"anh/{file.name}"] = file.read_bytes()
    return Assets(
        files, AssetLinks(f"/{stylesheet}", f"/{early}", f"/{script}", "/anh/bieu-tuong.svg")
    )


def _joined(components: Path, name: str) -> bytes:
    scripts = [file.read_bytes() for file in sorted(components.glob(f"*/{name}"))]
    return b'"use strict";\n' + b"".join(b"{\n%b}\n" % script for script in scripts)


def _hashed(path: str, data: bytes) -> str:
    stem, dot, suffix = path.rpartition(".")
    return f"{stem}-{hashlib.blake2b(data, digest_size=5).hexdigest()}{dot}{suffix}"
