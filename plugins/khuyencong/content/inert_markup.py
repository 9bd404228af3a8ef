"""Files of others that browsers open as they are: those in which nothing can run or be loaded.

No parser decides what a browser will make of a file. Every `<` in it must begin one of the few
forms written down here, the same for every tokenizer (HTML, 13.2.5; XML 1.0, 2.4 and 3.1); in
XML no name has a namespace, without which an element is only data. The text is UTF-8 and says of
itself nothing else, so that no browser reads other letters than we.
"""

import re

_VALUE = r"""(?:"[^"<]*"|'[^'<]*')"""
_SPACE = r"[ \t\r\n]"
_COMMENT = r"!--[^<>]*-->"
_ELEMENTS = "html|head|body|title|meta|p|div|span|br|hr|h1|h2|h3|b|i|strong|em|code|pre"
_ATTRIBUTE = rf"(?:name|property|content|lang|dir|class)={_VALUE}"
_CHARSET = r"""charset=(?:"utf-8"|'utf-8'|utf-8)"""
_HTML = re.compile(
    rf"<(?:{_COMMENT}|!doctype html>"
    rf"|/?(?:{_ELEMENTS})(?:{_SPACE}+(?:{_ATTRIBUTE}|{_CHARSET}))*{_SPACE}*/?>)",
    re.IGNORECASE,
)
_UTF8 = r"""(?:"utf-8"|'utf-8')"""
_DECLARATION = rf"""\?xml version=["']1\.[01]["'](?:{_SPACE}+encoding={_UTF8})?{_SPACE}*\?>"""
_NAME = r"[A-Za-z_][\w.-]*"
_XML = re.compile(
    rf"<(?:{_COMMENT}|(?i:{_DECLARATION})"
    rf"|/?{_NAME}(?:{_SPACE}+(?!xmlns=){_NAME}={_VALUE})*{_SPACE}*/?>)",
    re.ASCII,
)
_FORMS = {"html": _HTML, "xml": _XML, "opml": _XML}
"""Ending → what may begin with `<`; of a text (`.txt`) browsers read no markup."""
_SHOWN = 40
"""Letters of what is refused that a message shows."""


def active_part(name: str, data: bytes) -> str:
    """The first part of a file that could do or load something in a browser; "" for none.

    `name` tells by its ending (`html`, `xml`, `opml`, `txt`) as what a browser opens it.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return repr(data[error.start : error.start + 4])
    if unseen := re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", text):
        return repr(unseen[0])
    form = _FORMS.get(name.rpartition(".")[2].lower())
    place = text.find("<") if form else -1
    while form and place >= 0:
        found = form.match(text, place)
        if not found:
            return " ".join(text[place : place + _SHOWN].split())
        place = text.find("<", found.end())
    return ""
