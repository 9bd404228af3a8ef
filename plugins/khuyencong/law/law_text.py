"""A legal document as the lines of its provisions: taken out, put in, written as HTML again."""

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import groupby
from typing import Self, cast

from lxml import html
from lxml.html import HtmlElement

from khuyencong.content.chart import Chart
from khuyencong.content.dialect.provisions import elements_of, words
from khuyencong.content.record import Figure, Part
from khuyencong.vietnamese.citations import above, citation

_FIGURE = re.compile(r'<img data-figure="(\d+)">')
"""Stands for a figure; no body has an image of its own."""
_CLOSING = re.compile(r"(?:nơi nhận|tm\.|kt\.|tl\.|tuq\.)", re.IGNORECASE)
"""With what the signature of a document begins."""
_PARTS_OF_NUMBER = re.compile(r"\d+|[a-z]+")


@dataclass(slots=True)
class LawLine:
    """A paragraph, a heading, or an item of a list with what stands in it."""

    element: HtmlElement
    listed: str = ""
    """Opening tag of the list of an item, without its numbers."""
    number: str = ""
    """Of an item that a browser numbers."""

    @property
    def name(self) -> str:
        """Its anchor, or nothing."""
        return self.element.get("id") or ""

    @property
    def words(self) -> str:
        """Its words, with the number that a browser prints."""
        text = words(self.element)
        return f"{self.number}. {text}" if self.number else text


class LawText:
    """The lines of a legal document in order."""

    def __init__(self, lines: Iterable[LawLine], figures: Sequence[Figure | Chart] = ()) -> None:
        self.lines = list(lines)
        self._figures = figures

    @classmethod
    def of(cls, parts: Iterable[Part]) -> Self:
        """The lines of a body in which provisions have anchors."""
        figures: list[Figure | Chart] = []
        markup = ""
        for part in parts:
            if isinstance(part, str):
                markup += part
            else:
                markup += f'<img data-figure="{len(figures)}">'
                figures.append(part)
        return cls(lines_below(root_of(markup)), figures)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The body again."""
        pieces = _FIGURE.split(markup_of(self.lines))
        return tuple(
            self._figures[int(piece)] if place % 2 else piece
            for place, piece in enumerate(pieces)
            if piece
        )

    @property
    def articles(self) -> list[tuple[int, int]]:
        """From and to which line each article goes."""
        starts = (
            place
            for place, line in enumerate(self.lines)
            if not line.listed and citation(line.name)
        )
        return [(start, self._end(start)) for start in starts]

    def provision(self, name: str) -> list[LawLine]:
        """The lines of a provision; none where it is not there."""
        start, end = self._place(name)
        return self.lines[start:end]

    def put(self, name: str, new: Sequence[LawLine]) -> None:
        """Put a provision in the place of the old one, or where its number belongs."""
        inner, (start, end) = self._inner(name), self._place(name)
        if inner is not None:
            inner.getparent().replace(inner, deepcopy(new[0].element))
            return
        if start == end:
            start = end = self._place_of_new(name)
        self.lines[start:end] = [self._levelled(deepcopy(line)) for line in new]

    def _levelled(self, line: LawLine) -> LawLine:
        """A new line; an article is a heading of the level that the document's own have."""
        if line.name.startswith("dieu-") and not line.listed:
            own = (each for each in self.lines if each.name.startswith("dieu-") and not each.listed)
            line.element.tag = next((each.element.tag for each in own), line.element.tag)
        return line

    def repeal(self, name: str) -> None:
        """Leave of a provision its number alone, and of an article its title too."""
        inner, (start, end) = self._inner(name), self._place(name)
        del self.lines[start + 1 : end]
        if inner is not None:
            _empty(inner, numbered=False)
        elif start < end and self.lines[start].listed:
            _empty(self.lines[start].element, numbered=bool(self.lines[start].number))

    def annotate(self, name: str, note: str) -> None:
        """Put HTML of a note below the first line of a provision."""
        inner, (start, end) = self._inner(name), self._place(name)
        element = html.fragment_fromstring(note)
        if inner is not None:
            inner.append(element)
        elif start == end:
            return
        elif self.lines[start].listed:
            self.lines[start].element.append(element)
        else:
            self.lines.insert(start + 1, LawLine(element))

    def _inner(self, name: str) -> HtmlElement | None:
        """The item of a point that stands inside that of its clause."""
        around = (line for line in self.lines if line.listed and name.startswith(f"{line.name}-"))
        items = (item for line in around for item in line.element.iter("li"))
        return next((item for item in items if item.get("id") == name), None)

    def _place(self, name: str) -> tuple[int, int]:
        """From and to which line a provision goes; nothing for one that is not there."""
        start = next((n for n, line in enumerate(self.lines) if line.name == name), None)
        if start is None:
            return 0, 0
        return start, self._end(start)

    def _end(self, start: int) -> int:
        """The line behind a provision that begins at a line."""
        name, end = self.lines[start].name, start + 1
        while end < len(self.lines) and not _ends(self.lines[end], name):
            end += 1
        return end

    def _place_of_new(self, name: str) -> int:
        """The line before which a provision stands that the document did not have."""
        siblings = [
            line.name
            for line in self.lines
            if line.name and above(line.name) == above(name) and _kind(line.name) == _kind(name)
        ]
        before = [sibling for sibling in siblings if _number(sibling) < _number(name)]
        _, end = self._place(before[-1] if before else above(name))
        return end or len(self.lines)


def articles_of(parts: Iterable[Part]) -> list[list[LawLine]]:
    """The lines of each article in a body."""
    text = LawText.of(parts)
    return [text.lines[start:end] for start, end in text.articles]


def outside_articles(parts: Iterable[Part]) -> tuple[Part, ...]:
    """A body without its articles: what stands before them, and the headings between them."""
    text = LawText.of(parts)
    for start, end in reversed(text.articles):
        del text.lines[start:end]
    return text.parts


def root_of(markup: str) -> HtmlElement:
    """Sanitised HTML as the children of one element."""
    return html.fragment_fromstring(markup, create_parent="div")


def lines_below(root: HtmlElement) -> list[LawLine]:
    """The lines among the children of an element."""
    found = cast(Iterator[tuple[HtmlElement, str]], elements_of(root))
    return [
        LawLine(element, _opening_tag(element.getparent()) if element.tag == "li" else "", number)
        for element, number in found
    ]


def markup_of(lines: Sequence[LawLine]) -> str:
    """Lines as HTML, items in lists that print the number of each."""
    return "".join(_written(lines))


def _opening_tag(container: HtmlElement) -> str:
    name = container.get("class")
    return f'<{container.tag} class="{name}">' if name else f"<{container.tag}>"


def _ends(line: LawLine, name: str) -> bool:
    """Whether a line belongs no more to the provision before it."""
    if line.name:
        return not line.name.startswith(f"{name}-")
    return not line.listed and bool(_CLOSING.match(words(line.element)))


def _empty(item: HtmlElement, *, numbered: bool) -> None:
    """Take all words of an item away but its mark."""
    mark = "" if numbered else words(item).split(maxsplit=1)[0]
    del item[:]
    item.text = f"{mark} " if mark else ""


def _kind(name: str) -> str:
    """What a provision is: the word before its number."""
    return name[len(above(name)) :].strip("-").partition("-")[0]


def _number(name: str) -> list[tuple[int, str]]:
    """The number of a provision, so that 2a stands between 2 and 3."""
    number = name[len(above(name)) :].strip("-").partition("-")[2]
    found = _PARTS_OF_NUMBER.findall(number)
    return [(int(part), "") if part.isdigit() else (0, part) for part in found]


def _written(lines: Sequence[LawLine]) -> Iterator[str]:
    for listed, group in groupby(lines, key=lambda line: line.listed):
        items = list(group)
        if not listed:
            yield from (_markup(line.element) for line in items)
            continue
        expected = int(items[0].number or 1)
        yield listed if expected == 1 else f'{listed[:-1]} start="{expected}">'
        for item in items:
            item.element.attrib.pop("value", None)
            if item.number and int(item.number) != expected:
                item.element.set("value", item.number)
            yield _markup(item.element)
            expected = int(item.number or expected) + 1
        yield f"</{listed[1:3]}>"


def _markup(element: HtmlElement) -> str:
    return cast(str, html.tostring(element, encoding="unicode", with_tail=False))
