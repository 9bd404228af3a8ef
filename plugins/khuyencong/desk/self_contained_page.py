"""A page of the site as one file that shows itself without any network."""

import base64
import mimetypes
import re
from collections.abc import Callable
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag

Read = Callable[[str], bytes | None]
"""Bytes of a file of the site by its output path; None when there is none."""

POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
_GONE = (
    "script, noscript, iframe, object, embed, form, base, video, audio, "
    "link:not([rel=stylesheet]), meta[http-equiv]"
)
_ADDRESS = re.compile(r"""url\((?P<quote>["']?)(?P<address>[^"'()]+)(?P=quote)\)""")
_WIDE_ENOUGH = 1000
"""Pixels of the photo that is sent: sharp on a phone and on a desk, small in a message."""


def self_contained(page: bytes, read: Read, root: str) -> BeautifulSoup:
    """A page with its styles and pictures inside; scripts and forms are left out.

    Links to other pages lead to the site at `root` (`https://…`). Nothing is fetched when it is
    opened: its own Content-Security-Policy forbids that too.
    """
    document = BeautifulSoup(page, "html.parser")
    for each in document.select(_GONE):
        each.decompose()
    for sheet in document.select("link[rel=stylesheet]"):
        sheet.replace_with(_style(document, str(sheet["href"]), read))
    for source in document.select("picture source"):
        source.decompose()
    for image in document.select("img"):
        _inline(image, read)
    for link in document.select("a[href^='/']"):
        link["href"] = f"{root}{link['href']}"
    head = document.select("head")[0]
    policy = document.new_tag(
        "meta", attrs={"http-equiv": "Content-Security-Policy", "content": POLICY}
    )
    head.insert(0, policy)
    head.insert(0, document.new_tag("meta", attrs={"charset": "utf-8"}))
    return document


def _style(page: BeautifulSoup, address: str, read: Read) -> Tag:
    style = page.new_tag("style")
    words = (read(_path(address)) or b"").decode()
    folder = _path(address).rpartition("/")[0]

    def inlined(found: re.Match[str]) -> str:
        return f'url("{_data(_joined(folder, found["address"]), read)}")'

    style.string = _ADDRESS.sub(inlined, words).replace("</", "<\\/")
    return style


def _joined(folder: str, address: str) -> str:
    """The output path of an address in a style sheet of a folder."""
    if address.startswith("/"):
        return _path(address)
    parts = folder.split("/") if folder else []
    for step in unquote(address).split("/"):
        if step == "..":
            parts = parts[:-1]
        else:
            parts.append(step)
    return "/".join(parts)


def _inline(image: Tag, read: Read) -> None:
    """Put the picture itself into an image, in a size that a phone shows well."""
    address = _chosen(str(image.get("srcset", ""))) or str(image.get("src", ""))
    for name in ("srcset", "sizes", "loading"):
        del image[name]
    if not address.startswith("data:"):
        image["src"] = _data(_path(address), read)


def _chosen(offered: str) -> str:
    """The address of the smallest picture of a `srcset` that is wide enough, else the widest."""
    found = re.findall(r"(\S+)\s+(\d+)w", offered)
    widths = sorted((int(width), address) for address, width in found)
    wide = [address for width, address in widths if width >= _WIDE_ENOUGH]
    return wide[0] if wide else widths[-1][1] if widths else ""


def _path(address: str) -> str:
    return unquote(urlsplit(address).path).lstrip("/")


def _data(path: str, read: Read) -> str:
    """A file as an address that holds it; an empty one when the site has no such file."""
    data = read(path)
    if data is None:
        return "data:,"
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"
