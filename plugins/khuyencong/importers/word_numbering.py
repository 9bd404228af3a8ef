"""The numbers that Word draws before paragraphs: computed as Word does (ECMA-376, 17.9)."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from lxml import etree

from khuyencong.importers.word_package import WordPackage, is_on, tag, value

BULLET = "•"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_LEVELS = 9
_DEEPER = 200
"""Twips (1/20 pt) by which a list must stand further to the right to lie inside the one above."""


def roman(number: int) -> str:
    """A number from 1 in small Roman figures."""
    figures = ""
    for worth, figure in _ROMAN:
        count, number = divmod(number, worth)
        figures += figure * count
    return figures


def letters(number: int) -> str:
    """a … z, then aa, bb, as Word counts."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def shown(number: int, form: str) -> str:
    """A number in a form of ECMA-376 (`w:numFmt`)."""
    if form == "none":
        return ""
    if form in ("lowerLetter", "upperLetter"):
        figure = letters(max(number, 1))
    elif form in ("lowerRoman", "upperRoman"):
        figure = roman(max(number, 1))
    else:
        return f"{number:02d}" if form == "decimalZero" else str(number)
    return figure.upper() if form.startswith("upper") else figure


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before a paragraph of a list, and how deep it lies (from 0)."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    pattern: str
    start: int
    indents: "etree._Element | None" = None
    in_digits: bool = False
    """Whether the numbers of all levels above are shown in digits (`w:isLgl`)."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A paragraph of a list: where it stands for Word, and where for a reader."""

    number: str
    level: int
    indent: int
    depth: int


@dataclass
class _List:
    levels: dict[int, _Level]
    abstract: str
    overrides: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the lists of a document; `label` is asked once for each paragraph, in order."""

    def __init__(self, package: WordPackage) -> None:
        self._lists = _lists(package.trees.get("word/numbering.xml"))
        self._styles = _style_numbers(package)
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[str] = set()
        self._above: list[_Place] = []
        """Where the paragraphs of lists directly above stand."""

    def label(self, paragraph: "etree._Element") -> Label | None:
        """The label of a paragraph; None when it is in no list."""
        number, level = self._place(paragraph)
        known = self._lists.get(number)
        if known is None or level not in known.levels:
            self._above.clear()
            return None
        text = self._text(known, number, level)
        return Label(text, self._depth(paragraph, number, level)) if text else None

    def _depth(self, paragraph: "etree._Element", number: str, level: int) -> int:
        """How deep a reader sees a paragraph: another list further to the right lies inside."""
        form = self._lists[number].levels[level]
        indent = _marker(paragraph.find(f"{tag('w:pPr')}/{tag('w:ind')}"), form.indents)
        depth = level
        for above in reversed(self._above):
            if above.number == number:
                depth = max(above.depth - above.level + level, 0)
                break
            if indent >= above.indent + _DEEPER:
                depth = above.depth + 1 + level
                break
        self._above.append(_Place(number, level, indent, depth))
        return depth

    def _text(self, known: _List, number: str, level: int) -> str:
        if number not in self._begun:
            self._begun.add(number)
            for deep, start in known.overrides.items():
                self._counts[known.abstract][deep] = start - 1
        counts = self._counts[known.abstract]
        form = known.levels[level]
        counts[level] = counts.get(level, form.start - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        if form.form == "bullet":
            return BULLET if form.pattern.strip() else ""
        return re.sub(
            r"%(\d)",
            lambda found: _figure(known, counts, int(found[1]) - 1, in_digits=form.in_digits),
            form.pattern,
        ).strip()

    def _place(self, paragraph: "etree._Element") -> tuple[str, int]:
        """Number of the list of a paragraph, its own or its style's, and the level."""
        properties = paragraph.find(tag("w:pPr"))
        own = properties.find(tag("w:numPr")) if properties is not None else None
        style = value(properties.find(tag("w:pStyle"))) if properties is not None else ""
        number, level = self._styles.get(style, ("", 0))
        if own is not None:
            number = value(own.find(tag("w:numId"))) or number
            level = int(value(own.find(tag("w:ilvl")), default=str(level)))
        return number, min(level, _LEVELS - 1)


def _figure(known: _List, counts: dict[int, int], level: int, *, in_digits: bool) -> str:
    form = known.levels.get(level)
    if form is None or form.form == "bullet":
        return ""
    number = counts.setdefault(level, form.start)
    return shown(number, "decimal" if in_digits else form.form)


def _lists(tree: "etree._Element | None") -> dict[str, _List]:
    if tree is None:
        return {}
    abstract = {
        value(a, "w:abstractNumId"): {
            int(value(level, "w:ilvl", "0")): _level(level) for level in a.findall(tag("w:lvl"))
        }
        for a in tree.findall(tag("w:abstractNum"))
    }
    found: dict[str, _List] = {}
    for number in tree.findall(tag("w:num")):
        base = value(number.find(tag("w:abstractNumId")))
        known = _List(dict(abstract.get(base, {})), base)
        for change in number.findall(tag("w:lvlOverride")):
            level = int(value(change, "w:ilvl", "0"))
            if (replaced := change.find(tag("w:lvl"))) is not None:
                known.levels[level] = _level(replaced)
            if start := value(change.find(tag("w:startOverride"))):
                known.overrides[level] = int(start)
        found[value(number, "w:numId")] = known
    return found


def _level(level: "etree._Element") -> _Level:
    return _Level(
        value(level.find(tag("w:numFmt")), default="decimal"),
        value(level.find(tag("w:lvlText"))),
        int(value(level.find(tag("w:start")), default="1")),
        level.find(f"{tag('w:pPr')}/{tag('w:ind')}"),
        is_on(level.find(tag("w:isLgl"))),
    )


def _marker(*indents: "etree._Element | None") -> int:
    """Twips from the margin to the sign of a list; the first element that says is believed."""

    def said(*names: str) -> int:
        written = (i.get(tag(name)) for i in indents if i is not None for name in names)
        found = next((w for w in written if w is not None), "0")
        return int(found) if re.fullmatch(r"-?\d{1,6}", found) else 0

    return said("w:left", "w:start") + said("w:firstLine") - said("w:hanging")


def _style_numbers(package: WordPackage) -> dict[str, tuple[str, int]]:
    """Style → list and level that it puts its paragraphs in."""
    found: dict[str, tuple[str, int]] = {}
    for name, style in package.styles.items():
        place = style.find(f"{tag('w:pPr')}/{tag('w:numPr')}")
        if place is not None:
            number = value(place.find(tag("w:numId")))
            level = int(value(place.find(tag("w:ilvl")), default="0"))
            found[name] = (number, level)
    return found
