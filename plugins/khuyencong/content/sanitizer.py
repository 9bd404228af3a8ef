"""The allow-list: what HTML a story may hold. Everything else is dropped or stays text.

Told to staff in docs/so-tay.md. A player plays a file of `content/tep/` and nothing else; a
video of another host becomes a link, so that a reader's browser asks nobody but this site.
"""

import re
from urllib.parse import quote, unquote

import nh3

from khuyencong.content.dialect.lists import AS_WRITTEN
from khuyencong.content.dialect.provisions import PREFIXES as PROVISIONS
from khuyencong.vietnamese.cleanup import clean_name
from khuyencong.vietnamese.numbers import whole_number

TAGS = {
    *("a", "abbr", "b", "blockquote", "br", "cite", "code", "dd", "del", "details", "div"),
    *("dl", "dt", "em", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li"),
    *("mark", "ol", "p", "pre", "q", "s", "small", "strong", "sub", "summary", "sup"),
    *("caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul"),
    *("audio", "figcaption", "figure", "source", "track", "video"),
}
ATTRIBUTES = {
    "a": {"href", "title", "id"},
    "abbr": {"title"},
    "audio": {"src"},
    "details": {"open"},
    "img": {"src", "alt", "title"},
    "li": {"id", "value"},
    "ol": {"start"},
    "source": {"src", "type"},
    "sup": {"id"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "track": {"src", "kind", "srclang", "label"},
    "video": {"src", "width", "height"},
    **{heading: {"id"} for heading in ("h2", "h3", "h4", "h5", "h6")},
}
CLASSES = {
    "td": {"right", "centre"},
    "th": {"right", "centre"},
    "div": {"footnote"},
    "a": {"footnote-ref", "footnote-backref"},
    "p": {"link-card"},
    "ul": {AS_WRITTEN},
}
SCHEMES = {"http", "https", "mailto", "tel"}

_SHOWING = """
script iframe frame object embed applet canvas svg math form input button select textarea map area
audio video source track noscript template portal
"""
SHOWING = frozenset(_SHOWING.split())
"""Tags that show or do something themselves. Of others that are dropped the words stay."""

GENERATED_ID_PREFIXES = ("muc-", "fn-", "fnref-", *PROVISIONS)
"""Prefixes of the ids that this program makes; any other id could clash with the page's."""

MEDIA = ("audio", "video", "source", "track")
_FILE = re.compile(r"/?(?:content/)?(?P<path>tep/[^?#]+)")


def file_path(address: str) -> str:
    """Path below `content/` of an address that names a file (`tep/…`), "" for any other."""
    match = _FILE.fullmatch(address.partition("#")[0].strip())
    return clean_name(unquote(match["path"])) if match else ""


_LARGEST = {
    **dict.fromkeys(("colspan", "rowspan"), 100),
    **dict.fromkeys(("height", "start", "value", "width"), 999_999),
}
"""Attribute → the largest number that it may be: browsers make room for each cell of a span."""


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "id" and not value.startswith(GENERATED_ID_PREFIXES):
        return None
    if name in _LARGEST and whole_number(value, _LARGEST[name] + 1) > _LARGEST[name]:
        return None
    if name == "src" and tag in MEDIA:
        path = file_path(value)
        return f"/{quote(path)}" if path and ".." not in path.split("/") else None
    return value


# One attribute alone: nh3 writes several in another order in each process.
_CONTROLS = {"controls": ""}
_PLAYER = re.compile(r"(<(?:audio|video)\b[^<>]* controls=\"\")")
_body = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    allowed_classes=CLASSES,
    url_schemes=SCHEMES,
    attribute_filter=_attribute,
    set_tag_attribute_values={"audio": _CONTROLS, "video": _CONTROLS},
    link_rel=None,
)
_INLINE = {"abbr", "b", "cite", "code", "em", "i", "mark", "q", "s", "strong", "sub", "sup"}
_inline = nh3.Cleaner(
    tags=_INLINE,
    attributes={"abbr": {"title"}},
    link_rel=None,
)


_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that no XML file may hold (XML 1.0, 2.2): feeds would break. A text has none, but
a reference such as `&#11;` brings one."""


def clean_body(html: str) -> str:
    """HTML of a body reduced to the allow-list; scripts vanish with their content."""
    return _printable(_with_preload(_body.clean(html)), html)


def _with_preload(cleaned: str) -> str:
    """Players load nothing before somebody asks for it."""
    if "<audio" not in cleaned and "<video" not in cleaned:
        return cleaned
    return _PLAYER.sub(r'\1 preload="none"', cleaned)


def clean_inline(html: str) -> str:
    """HTML reduced to phrasing elements, for a summary.

    No links: a summary stands in cards, feeds and other pages, where nobody follows them.
    """
    return _printable(_inline.clean(html), html)


def _printable(cleaned: str, written: str) -> str:
    return _FORBIDDEN.sub("", cleaned) if "&#" in written else cleaned
