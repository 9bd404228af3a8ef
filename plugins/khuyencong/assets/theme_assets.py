"""The theme's own files: a stylesheet and scripts from all components, icons, the offline shell.

Names carry a hash of the bytes, so that a server may let browsers keep them for ever.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from khuyencong.assets.colours import DARK_PAPER, PAPER, on_dark, on_light
from khuyencong.assets.emblem import CARD, ICON, ICON_SIZES, emblems
from khuyencong.model.centre import Centre
from khuyencong.model.centre_parts import Category


class AssetLinks(Struct, frozen=True):
    """Where the theme's own files are."""

    stylesheet: str = ""
    early: str = ""
    """Script that must run before the first paint: the reader's text size and contrast."""
    script: str = ""
    icon: str = ""
    card: str = ""
    """Picture that announces a page without a photo of its own."""
    page_scripts: tuple[tuple[str, str], ...] = ()
    """Component → address of the script that only the pages with it load."""

    def script_of(self, component: str) -> str:
        """Address of the script of a component that has one for its own pages."""
        return dict(self.page_scripts).get(component, "")


OFFLINE = "/ngoai-tuyen/"
"""The page that a reader without a network sees in the place of one not kept."""


ICON_DRAWING = "anh/bieu-tuong.svg"
FEED_STYLESHEET = "giao-dien/feed.css"
SERVICE_WORKER = "sw.js"
WEB_MANIFEST = "trang.webmanifest"
FIXED_PATHS = (
    *(CARD, ICON_DRAWING, FEED_STYLESHEET, SERVICE_WORKER, WEB_MANIFEST),
    *(ICON.format(size=size) for size in ICON_SIZES),
)
"""Output paths that do not change with the bytes of a file."""
_SPARED = re.compile(rb"^[ \t]*(?://.*\n)?", re.MULTILINE)


class Assets(Struct, frozen=True):
    """Files of the theme: output path → bytes, and the addresses that pages need."""

    files: dict[str, bytes]
    links: AssetLinks


def read_assets(
    theme: Path, centre: Centre, categories: Mapping[str, Category], cache: Path
) -> Assets:
    """The assets of a theme folder for a centre.

    The stylesheet is `base.css` followed by the style of every component in order of name
    (no component depends on another's place) and the colours of the categories. A script
    holds the scripts of all components, each in a block of its own: `early.js` runs before
    the first paint, `script.js` when the page is read. A component with a folder `page/` has a
    script of its own, loaded by the pages that show it alone. Drawn icons are kept in `cache`.
    """
    css = _stylesheet(theme, categories)
    early, js = _joined(theme, "early.js"), _joined(theme, "script.js")
    named = {
        _hashed("giao-dien/trang.css", css): css,
        _hashed("giao-dien/som.js", early): early,
        _hashed("giao-dien/trang.js", js): js,
    }
    own = {_hashed(f"giao-dien/{name}.js", js): (name, js) for name, js in _page_scripts(theme)}
    drawings = {f"anh/{f.name}": f.read_bytes() for f in sorted(theme.glob("static/*.svg"))}
    files = {
        **named,
        **{path: script for path, (_, script) in own.items()},
        **emblems(centre, theme, cache),
        **drawings,
        FEED_STYLESHEET: (theme / "feed" / "feed.css").read_bytes(),
        SERVICE_WORKER: _service_worker(theme, [*named, ICON_DRAWING]),
        WEB_MANIFEST: _manifest(centre),
    }
    stylesheet, early_script, script = (f"/{path}" for path in named)
    links = AssetLinks(
        stylesheet,
        early_script,
        script,
        f"/{ICON_DRAWING}",
        f"/{CARD}",
        tuple((name, f"/{path}") for path, (name, _) in own.items()),
    )
    return Assets(files, links)


def _stylesheet(theme: Path, categories: Mapping[str, Category]) -> bytes:
    styles = [theme / "static" / "base.css", *sorted(theme.glob("components/*/style.css"))]
    css = b"\n".join(file.read_bytes() for file in styles)
    for slug, category in categories.items():
        light, dark = on_light(category.colour), on_dark(category.colour)
        css += f".muc-{slug} {{ --muc-light: {light}; --muc-dark: {dark}; }}\n".encode()
    return css


def _joined(theme: Path, name: str) -> bytes:
    scripts = map(_script, sorted(theme.glob(f"components/*/{name}")))
    return b'"use strict";\n' + b"".join(b"{\n%b}\n" % script for script in scripts)


def _script(file: Path) -> bytes:
    """A script without indentation and the lines that are a comment alone (ECMA-262, 12.4): readers
    need not load them. In a template literal every further line begins with a tag."""
    return _SPARED.sub(b"", file.read_bytes())


def _page_scripts(theme: Path) -> Iterator[tuple[str, bytes]]:
    """Name of each component with a folder `page/`, and the scripts in that as one."""
    for folder in sorted(theme.glob("components/*/page")):
        scripts = b"".join(map(_script, sorted(folder.glob("*.js"))))
        yield folder.parent.name, b'"use strict";\n{\n%b}\n' % scripts


def _service_worker(theme: Path, shell: list[str]) -> bytes:
    """The worker that keeps pages for times without a network; a new one with a new shell."""
    code = (theme / "offline" / "sw.js").read_text(encoding="utf-8")
    version = hashlib.blake2b(f"{code}{shell}".encode(), digest_size=5).hexdigest()
    code = code.replace("{{ version }}", version).replace("{{ shell }}", json.dumps(shell))
    return code.replace("{{ offline }}", OFFLINE.lstrip("/")).encode()


def _manifest(centre: Centre) -> bytes:
    """Web application manifest (W3C): the site on a phone's home screen."""
    icons = [
        {"src": ICON.format(size=size), "sizes": f"{size}x{size}", "type": "image/png"}
        for size in (192, 512)
    ]
    manifest = {
        "name": centre.name,
        "short_name": centre.short_name,
        "lang": "vi",
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": PAPER,
        "theme_color": DARK_PAPER,
        "icons": icons,
    }
    return json.dumps(manifest, ensure_ascii=False, indent=1).encode()


def _hashed(path: str, data: bytes) -> str:
    stem, dot, suffix = path.rpartition(".")
    return f"{stem}-{hashlib.blake2b(data, digest_size=5).hexdigest()}{dot}{suffix}"
