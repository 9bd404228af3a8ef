"""HTML of a page made fit for a feed: every address absolute, nothing a validator distrusts."""

import re
from urllib.parse import urljoin

from khuyencong.html_tags import rewrite_attributes

_ADDRESSES = frozenset({"href", "src", "poster", "cite"})
_PAGE_ONLY = re.compile(r"role|tabindex|aria-.*")
"""Attributes that serve the page's own scripts and keyboard; in a feed they raise warnings."""
_HOST = re.compile(r"https?://[^/?#\s]+(?=/|\Z)")
_FILE = r"(?:/[A-Za-z0-9_-]+)+(?:/|\.[A-Za-z0-9]+)?"
_OWN_FILE = re.compile(_FILE)
"""An address below the root in which nothing is to be resolved: nearly all of a site."""
_FILE_ELSEWHERE = re.compile(rf"https?://[A-Za-z0-9.-]+{_FILE}")
"""The same with a host: nearly all that a site leads to."""


def absolute_html(markup: str, page: str) -> str:
    """Sanitised HTML with every address absolute, as seen from the page at `page`."""

    def change(name: str, value: str) -> str | None:
        if _PAGE_ONLY.fullmatch(name):
            return None
        if name in _ADDRESSES:
            return absolute(value, page)
        if name == "srcset":
            return ", ".join(_candidate(part, page) for part in value.split(",") if part.strip())
        return value

    return rewrite_attributes(markup, change)


def absolute(address: str, page: str) -> str:
    """An address as seen from a page; one that no browser could follow becomes the page's."""
    if _OWN_FILE.fullmatch(address) and (host := _HOST.match(page)):
        return f"{host[0]}{address}"
    if _FILE_ELSEWHERE.fullmatch(address) and _HOST.match(page):
        return address
    try:
        return urljoin(page, address)
    except ValueError:
        return page


def _candidate(part: str, page: str) -> str:
    address, *size = part.split(None, 1)
    return " ".join([absolute(address, page), *size])
