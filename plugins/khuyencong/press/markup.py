"""HTML of a page made fit for a feed: every address absolute, nothing a validator distrusts."""

import html
import re
from urllib.parse import urljoin

_TAG = re.compile(r'<([a-z][a-z0-9]*)((?:\s[a-z-]+="[^"]*")+)(\s*/?>)')
_ATTRIBUTE = re.compile(r'\s([a-z-]+)="([^"]*)"')
_ADDRESSES = frozenset({"href", "src", "poster", "cite"})
_PAGE_ONLY = re.compile(r"role|tabindex|aria-.*")
"""Attributes that serve the page's own scripts and keyboard; in a feed they raise warnings."""


def absolute_html(markup: str, page: str) -> str:
    """Sanitised HTML with every address absolute, as seen from the page at `page`.

    nh3 writes every attribute in double quotes, so tags can be found with a pattern.
    """

    def attribute(match: re.Match[str]) -> str:
        name, value = match[1], html.unescape(match[2])
        if _PAGE_ONLY.fullmatch(name):
            return ""
        if name in _ADDRESSES:
            value = absolute(value, page)
        elif name == "srcset":
            value = ", ".join(_candidate(part, page) for part in value.split(",") if part.strip())
        return f' {name}="{html.escape(value)}"'

    def tag(match: re.Match[str]) -> str:
        return f"<{match[1]}{_ATTRIBUTE.sub(attribute, match[2])}{match[3]}"

    return _TAG.sub(tag, markup)


def absolute(address: str, page: str) -> str:
    """An address as seen from a page; one that no browser could follow becomes the page's."""
    try:
        return urljoin(page, address)
    except ValueError:
        return page


def _candidate(part: str, page: str) -> str:
    address, *size = part.split(None, 1)
    return " ".join([absolute(address, page), *size])
