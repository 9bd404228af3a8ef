"""Lists with the marks that were typed: `-`, `1.`, `2a.`, `a)`, `(1)`, `•`, `–`, `+` under `-`.

Bullets of Markdown (`-`, `*`, `+`) become `ul`, plain numbers become `ol` in which every number is
the one that was typed, and all other marks stay in the text of a `ul` that draws none of its own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from operator import add
from xml.etree.ElementTree import Element, SubElement

from markdown.blockprocessors import BlockProcessor

from khuyencong.content.dialect.wrapping import is_joined, width_of

AS_WRITTEN = "marks"
"""Class of a list whose marks stand in its text."""
_SIGNS = "•●○◦·∙▪▫■□◆◇▶►➢➤✓✔✗☐☑☒→⇒❖\uf0a7\uf0b7\uf0d8\uf0fc\uf076"
"""Bullets of Word, of its symbol fonts too."""
_LETTERS = "o§Øüqv"
"""Of bullets of Word when they are pasted as plain text: a letter, and a tab behind it (of which
the package makes spaces)."""
_WORD_SIGNS = re.compile("[\uf0a7\uf0b7\uf0d8\uf0fc\uf076]")
"""Of these no font of a browser has a picture."""

ITEM = re.compile(
    r"(?! *(?P<rule>[-*])(?: *(?P=rule)){2,} *$)(?P<indent> *)"
    r"(?:(?P<bullet>[-*+])(?=[ \t])"
    r"|(?P<number>\d{1,3}(?:\.\d{1,3})*[a-zđ]{0,2}\.)(?=[ \t])"
    r"|(?P<letter>[a-zđ]{1,2}\)|[a-zđ]\.|[A-ZĐ]\)|\d{1,3}\)|\((?:\d{1,3}|[a-zđ]{1,4})\))(?=[ \t])"
    rf"|(?P<dash>[–—])(?=[ \t])|(?P<sign>[{_SIGNS}](?![{_SIGNS}])|[{_LETTERS}](?=\t| {{3}})))"
    r"[ \t]*(?P<text>\S.*)"
)
"""A line that begins an item. A number of four digits is a year."""
_FAMILIES = ("bullet", "number", "letter", "dash", "sign")
_SAME_LEVEL = 2
"""Spaces from which an item is one level deeper."""
_DEEPEST = 8


@dataclass(slots=True)
class _Item:
    """An item: its mark and, in order, its paragraphs and the items below it."""

    indent: int
    family: str
    mark: str
    parts: "list[list[str] | _Item]" = field(default_factory=list)
    apart: bool = False
    """Whether a blank line stands above it."""


class ListProcessor(BlockProcessor):
    """Makes a list of neighbouring blocks that begin with an item or are indented below one."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether a block begins with an item."""
        return ITEM.match(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Take the blocks of the list and add it to the parent."""
        count = 1
        while count < len(blocks) and (blocks[count][:1] == " " or ITEM.match(blocks[count])):
            count += 1
        lines = "\n\n".join(blocks[:count]).split("\n")
        del blocks[:count]
        self._add(parent, _items(lines))

    def _add(self, parent: Element, items: Sequence[_Item]) -> None:
        for family, group in groupby(items, key=lambda item: item.family):
            self._add_list(parent, family, list(group))

    def _add_list(self, parent: Element, family: str, items: Sequence[_Item]) -> None:
        numbered = family == "number" and all(map(_is_counted, items))
        container = SubElement(parent, "ol" if numbered else "ul")
        if not numbered and family != "bullet":
            container.set("class", AS_WRITTEN)
        loose = any(item.apart for item in items[1:])
        expected = 1
        for item in items:
            element = SubElement(container, "li")
            mark = "" if numbered or family == "bullet" else f"{item.mark} "
            if numbered:
                _number(container, element, int(item.mark[:-1]), expected)
                expected = int(item.mark[:-1]) + 1
            self._fill(element, item, mark, loose)

    def _fill(self, element: Element, item: _Item, mark: str, loose: bool) -> None:
        for is_text, group in groupby(item.parts, key=lambda part: isinstance(part, list)):
            parts = list(group)
            if not is_text:
                self._add(element, [part for part in parts if isinstance(part, _Item)])
                continue
            texts = [_with_breaks(part) for part in parts if isinstance(part, list)]
            if parts[0] is item.parts[0]:
                first = mark + texts.pop(0)
                if loose or texts:
                    SubElement(element, "p").text = first
                else:
                    element.text = first
            self.parser.parseBlocks(element, texts)


def _is_counted(item: _Item) -> bool:
    """Whether a browser can print the mark: "2.", but neither "2a." nor "02."."""
    number = item.mark[:-1]
    return number.isdigit() and number == str(int(number))


def _number(container: Element, element: Element, number: int, expected: int) -> None:
    """Write down a number that is not the one that a browser would count."""
    if number == expected:
        return
    if len(container) == 1:
        container.set("start", str(number))
    else:
        element.set("value", str(number))


def _items(lines: Sequence[str]) -> list[_Item]:
    """The items of the highest level, with all others below them."""
    root = _Item(-_SAME_LEVEL, "", "")
    open_items = [root]
    blank = False
    for line in lines:
        if not line.strip():
            blank = True
            continue
        found = ITEM.match(line)
        if found:
            _open(open_items, found, blank)
        else:
            _continue(open_items, line, blank)
        blank = False
    return [part for part in root.parts if isinstance(part, _Item)]


def _open(open_items: list[_Item], found: re.Match[str], blank: bool) -> None:
    """Add an item to the one that it is indented below."""
    family = next(name for name in _FAMILIES if found[name])
    mark = _WORD_SIGNS.sub("•", found[family])
    indent = len(found["indent"]) + _below_a_dash(open_items, found)
    while len(open_items) > 1 and indent < open_items[-1].indent + _SAME_LEVEL:
        open_items.pop()
    del open_items[_DEEPEST:]
    item = _Item(indent, family, mark, [[found["text"]]], blank)
    open_items[-1].parts.append(item)
    open_items.append(item)


def _below_a_dash(open_items: Sequence[_Item], found: re.Match[str]) -> int:
    """Spaces that a `+` is deeper than typed: below `-` or `–` it marks what belongs to that."""
    if found["bullet"] != "+":
        return 0
    indent = len(found["indent"])
    above = next(
        (item for item in reversed(open_items[1:]) if item.mark != "+" and item.indent <= indent),
        None,
    )
    return _SAME_LEVEL if above and above.mark in "-–—•" and indent - above.indent < 2 else 0


def _continue(open_items: list[_Item], line: str, blank: bool) -> None:
    """Add a line to the item that it is indented below, else to the last one."""
    indent = len(line) - len(line.lstrip(" "))
    if blank:
        while len(open_items) > 2 and indent <= open_items[-1].indent:
            open_items.pop()
    item = open_items[-1]
    text = line[min(indent, item.indent + 4) :] if blank else line.strip(" ") + _hard_break(line)
    last = item.parts[-1]
    if blank or not isinstance(last, list):
        item.parts.append([text])
    else:
        last.append(text)


def _with_breaks(lines: Sequence[str]) -> str:
    """The lines of a paragraph, each on a line of its own but where a sentence goes on."""
    width = width_of(lines)
    ends = (
        "\n" if is_joined(line, following, width) or line.endswith("  ") else "  \n"
        for line, following in pairwise(lines)
    )
    return "".join(map(add, lines, [*ends, ""]))


def _hard_break(line: str) -> str:
    return "  " if line.endswith("  ") else ""
