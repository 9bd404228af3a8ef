"""Signs that are no markup: `<họ và tên>`, `a<b`, `#OCOP`, letters written as entities."""

import html
import re
from xml.etree.ElementTree import Element, SubElement

from markdown.blockprocessors import BlockProcessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor

LESS_THAN = "\ufdd0"
"""A `<` that opens no tag, until the page is put together; Unicode leaves this code point to
programs (23.7), and no text has it."""

_ELEMENTS = """
a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink
blockquote body br button canvas caption center cite code col colgroup data datalist dd del details
dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2
h3 h4 h5 h6 head header hgroup hr html i iframe img input ins isindex kbd label legend li link main
map mark marquee math menu meta meter nav nobr noembed noframes noscript object ol optgroup option
output p param picture portal pre progress q rb rp rt rtc ruby s samp script search section select
slot small source span strike strong style sub summary sup svg table tbody td template textarea
tfoot th thead time title tr track tt u ul var video wbr xmp
"""
_RAW = frozenset(["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"])
"""Elements that swallow everything up to their own end (HTML 13.1.2)."""
_NAMED_BY_WORDS = """
a address button code data input label link meta object output param source summary time title
"""
_WORDS = frozenset(_NAMED_BY_WORDS.split())
"""Elements that do nothing without attribute and end: `<code>` alone is a place to fill in."""
_VALUELESS = """
allowfullscreen async autofocus autoplay checked compact controls default defer disabled hidden
ismap loop multiple muted noresize noshade novalidate nowrap open readonly required reversed
selected
"""
_UNREAD = (("\x02", ""), ("\x03", ""), (LESS_THAN, ""), ("\r\n", "\n"), ("\r", "\n"))
_HEADING = re.compile(r"#{1,6} +[^ \n]")
_VALUE = r"""\s*+=\s*+(?:"[^"<]*+"|'[^'<]*+'|[^\s"'=<>`]++)"""
_ATTRIBUTES = (
    rf"(?:\s++(?:(?:{'|'.join(_VALUELESS.split())})(?=[\s/>])|[A-Za-z_:@][\w:.@-]*+{_VALUE}))*+"
)
_NAME = rf"(?:{'|'.join(_ELEMENTS.split())}|(?:o|v|w|m|x|st1):[a-z]+)(?=[\s/>])"
_OPENING = re.compile(
    rf"</?(?P<name>{_NAME}){_ATTRIBUTES}\s*+/?>"
    r"|<(?P<address>[A-Za-z][A-Za-z0-9+.-]*+://[^<>\s]*+|[^<>\s!@]++@[^@<>\s]++)>"
    r"|<(?P<comment>!--)|<!doctype[^<>]*+>",
    re.IGNORECASE | re.ASCII,
)
_ENDED = _RAW | _WORDS
_END = re.compile(rf"</({'|'.join(sorted(_ENDED))})(?![a-z0-9])", re.IGNORECASE | re.ASCII)
_SIGN = re.compile(
    r"(?<![`\\])(?P<ticks>`++)[^`\n]++(?P=ticks)(?!`)"
    r"|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
    r"|(?<!\]\()(?<!\]: )<"
)
"""What is looked at: code, an entity, a `<` that stands around no address of a link."""


class MarksPreprocessor(Preprocessor):
    """Makes letters of entities, and signs of each `<` that opens nothing.

    Every step forward costs the same, whatever stands there: patterns are possessive and end at
    the next `<`.
    """

    def run(self, lines: list[str]) -> list[str]:
        """The lines with what stays of markup."""
        return with_signs("\n".join(lines)).split("\n")


def with_signs(text: str) -> str:
    """The text with letters for entities and `LESS_THAN` for each `<` that opens nothing."""
    if "<" not in text and "&" not in text:
        return text
    opens = _Openings(text)

    def sign(found: re.Match[str]) -> str:
        if found["ticks"]:
            return found[0].replace("<", LESS_THAN)
        if found[0] == "<":
            return "<" if opens.at(found.start()) else LESS_THAN
        return _letter(found[0])

    return _SIGN.sub(sign, text)


class _Openings:
    """Which `<` of a text open a tag, a comment or an address."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._last_comment_end = text.rfind("-->")
        self._last_ends = {found[1].lower(): found.start() for found in _END.finditer(text)}

    def at(self, place: int) -> bool:
        """Whether what begins at a place also ends."""
        found = _OPENING.match(self._text, place)
        if found is None:
            return False
        if found["comment"]:
            return place < self._last_comment_end
        name = (found["name"] or "").lower()
        needs_end = name in _RAW or (name in _WORDS and found[0][1:-1].lower() == name)
        return not needs_end or found[0][1] == "/" or place < self._last_ends.get(name, -1)


def _letter(entity: str) -> str:
    """The letter or sign that an entity stands for; ASCII stays, since it could be markup."""
    sign = html.unescape(entity)
    if sign.isspace() and not sign.isascii():
        return " "
    return sign if len(sign) == 1 and not sign.isascii() and sign.isprintable() else entity


class SignsPostprocessor(Postprocessor):
    """Puts `&lt;` in the places of the signs that were kept from the engine."""

    def run(self, text: str) -> str:
        """The page as HTML."""
        return text.replace(LESS_THAN, "&lt;")


class WhitespacePreprocessor(Preprocessor):
    """As the engine's own, but tabs stay: between cells they say where a column ends, and alone
    that a row of a sheet is empty."""

    def run(self, lines: list[str]) -> list[str]:
        """Lines without what only programs write."""
        text = "\n".join(lines)
        for sign, instead in _UNREAD:
            text = text.replace(sign, instead)
        return [line if line.strip(" ") else "" for line in f"{text}\n\n".split("\n")]


class HeadingProcessor(BlockProcessor):
    """A heading has a space behind its signs; signs of its last word are part of that."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether a block begins with a heading."""
        return _HEADING.match(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Add the heading; what follows in the block is looked at anew."""
        line, _, rest = blocks.pop(0).partition("\n")
        signs, _, words = line.strip().partition(" ")
        closed = words.rstrip("#")
        heading = SubElement(parent, f"h{len(signs)}")
        heading.text = (closed if closed.endswith(" ") else words).strip()
        if rest:
            blocks.insert(0, rest)
