"""The allow-list: what HTML a story may hold. Everything else is dropped or stays text."""

import nh3

TAGS = {
    *("a", "abbr", "b", "blockquote", "br", "cite", "code", "dd", "del", "details", "div"),
    *("dl", "dt", "em", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li"),
    *("mark", "ol", "p", "pre", "q", "s", "small", "strong", "sub", "summary", "sup"),
    *("caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul"),
}
ATTRIBUTES = {
    "a": {"href", "title", "id"},
    "abbr": {"title"},
    "img": {"src", "alt", "title"},
    "li": {"id"},
    "ol": {"start"},
    "sup": {"id"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    **{heading: {"id"} for heading in ("h2", "h3", "h4", "h5", "h6")},
}
CLASSES = {
    "td": {"right", "centre"},
    "th": {"right", "centre"},
    "div": {"footnote"},
    "a": {"footnote-ref", "footnote-backref"},
}
SCHEMES = {"http", "https", "mailto", "tel"}

OWN_IDS = ("muc-", "fn-", "fnref-")
"""Prefixes of the ids that this program makes; any other id could clash with the page's."""


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "id" and not value.startswith(OWN_IDS):
        return None
    return value


_body = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    allowed_classes=CLASSES,
    url_schemes=SCHEMES,
    attribute_filter=_attribute,
    link_rel=None,
)
_INLINE = {"a", "abbr", "b", "cite", "code", "em", "i", "mark", "q", "s", "strong", "sub", "sup"}
_inline = nh3.Cleaner(
    tags=_INLINE,
    attributes={"a": {"href"}, "abbr": {"title"}},
    url_schemes=SCHEMES,
    link_rel=None,
)


def clean_body(html: str) -> str:
    """HTML of a body reduced to the allow-list; scripts vanish with their content."""
    return _body.clean(html)


def clean_inline(html: str) -> str:
    """HTML reduced to phrasing elements, for a summary."""
    return _inline.clean(html)
