"""A line of HTML (text, emphasis, links, pictures) as a line of Markdown.

A line break becomes `<br>` and a paragraph stays one line, so that it reads the same whether or
not a line end counts. A sign is escaped only where Markdown would take it for more than a sign.
"""

import html
import re
from collections.abc import Callable
from itertools import pairwise

from bs4.element import Comment, NavigableString, PageElement, Tag

from khuyencong.content.dialect.emphasis import CLOSING, OPENING
from khuyencong.importers.markdown_signs import escaped

ImageAddress = Callable[[str], str | None]
"""Address of a picture in a source → its path below `content/`; None for one left out."""

_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_KEPT = frozenset({"u", "s", "del", "sub", "sup", "mark", "small", "code", "kbd", "q", "cite"})
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*"}
_HTML_NAMES = {"**": "strong", "*": "em"}
_SAFE = re.compile(r"(?:https?://|mailto:|tel:|/|tep/|[\w-]+/)[^\s]*$", re.IGNORECASE)


class InlineWriter:
    """Writes what stands in a line; remembers what it had to leave out."""

    def __init__(self, image: ImageAddress) -> None:
        self._image = image
        self.dropped_links: list[str] = []

    def line(self, elements: "list[PageElement]") -> str:
        """Markdown of elements that stand in one line."""
        return _trimmed(self._all(elements))

    def _all(self, elements: "list[PageElement]") -> str:
        pieces: list[str] = []
        end = ""
        """The last two signs: a line may have 100,000 pieces."""
        for element, following in pairwise((*elements, NavigableString(""))):
            touches = _ends_in_mark(end) or end[-1:].isalnum()
            touched = following.get_text()[:1].isalnum()
            piece = self._one(element, touches=touches, touched=touched)
            if end.endswith("!") and piece.startswith("["):  # no link becomes a picture
                pieces[-1] = f"{pieces[-1][:-1]}\\!"
            piece = piece.lstrip(" ") if end.endswith(" ") else piece
            if piece:
                pieces.append(piece)
                end = (end + piece)[-2:]
        return "".join(pieces)

    def _one(self, element: PageElement, *, touches: bool = False, touched: bool = False) -> str:
        if isinstance(element, Comment):
            return ""
        if isinstance(element, NavigableString):
            return escaped(_SPACE.sub(" ", str(element)))
        if not isinstance(element, Tag):
            return ""
        if element.name == "br":
            return "<br>"
        if element.name == "img":
            return self.image(element)
        if element.name == "footnote-ref":
            return f"[^{element['data-name']}]"
        inside = self._all(list(element.children))
        if element.name in _MARKS:
            return _emphasised(inside, _MARKS[element.name], touches=touches, touched=touched)
        if element.name == "a":
            return self._link(inside, element)
        if element.name in _KEPT and inside.strip():
            return f"<{element.name}>{inside}</{element.name}>"
        return inside

    def _link(self, words: str, element: Tag) -> str:
        address = str(element.get("href") or "").strip()
        if not address or address.startswith("#") or not words.strip() or element.find("a"):
            return words
        if not _SAFE.match(address):
            self.dropped_links.append(address)
            return words
        before, core, after = _edges(words)
        for sign, code in ((" ", "%20"), ("(", "%28"), (")", "%29"), ("<", "%3C"), ("*", "%2A")):
            address = address.replace(sign, code)
        return f"{before}[{core}]({address}){after}"

    def image(self, element: Tag) -> str:
        """A picture with its words; nothing for one that is left out."""
        place = self._image(str(element.get("src") or ""))
        if place is None:
            return ""
        alt = re.sub(r"[\[\]\s]+", " ", str(element.get("alt") or "")).strip()
        title = " ".join(str(element.get("title") or "").split())
        title = html.escape(title, quote=False).replace('"', "&quot;")
        alt = escaped(alt)
        return f'![{alt}]({place} "{title}")' if title else f"![{alt}]({place})"


def _edges(words: str) -> tuple[str, str, str]:
    """White space and breaks at the ends of a text, which no emphasis may hold."""
    core = _trimmed(words)
    before, _, after = words.partition(core) if core else (words, "", "")
    return before, core, after


def _emphasised(words: str, mark: str, *, touches: bool, touched: bool) -> str:
    """Words between marks; between tags where marks would touch a letter or other marks."""
    before, core, after = _edges(words)
    if not core:
        return words
    if (touches and not before) or (touched and not after) or not _plain_edges(core):
        name = _HTML_NAMES[mark]
        return f"{before}<{name}>{core}</{name}>{after}"
    return f"{before}{mark}{core}{mark}{after}"


def _plain_edges(core: str) -> bool:
    """Whether the marks of emphasis may touch a text."""
    return core[0] not in f"*{CLOSING}" and core[-1] not in f"*\\{OPENING}"


def _ends_in_mark(written: str) -> bool:
    return written.endswith("*") and not written.endswith("\\*")


def _trimmed(line: str) -> str:
    return re.sub(r"^(?:\s|<br>)+|(?:\s|<br>)+$", "", line)
