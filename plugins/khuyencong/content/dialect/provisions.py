"""Law in a body: chapters, articles (Điều), clauses (khoản) and points (điểm) get their anchors.

A decree comes as text, from Word or with Markdown's headings; its parts are told by how a legal
document is laid out: phần, chương, mục, tiểu mục, điều, khoản, điểm (Luật Ban hành văn bản quy phạm
pháp luật). An article is `dieu-5`, its clause `dieu-5-khoan-2`, a point in that
`dieu-5-khoan-2-diem-a`; "đ" is written `dd`, so that it is not "d". What one document quotes of
another is no article of its own.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from khuyencong.vietnamese.citations import in_anchor

PREFIXES = ("phan-", "chuong-", "muc-so-", "dieu-", "phu-luc", "kem-theo-")
"""With what the ids begin that are made here."""

_ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_NUMERALS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ARTICLE = re.compile(
    r"điều\s+(?P<number>\d{1,4}[a-zđ]?)(?:\s*[.:]\s*|\s*$)(?P<title>.*)", re.IGNORECASE | re.DOTALL
)
_CONTAINER = re.compile(
    r"(?P<kind>phần|chương|tiểu mục|mục)\s+(?:thứ\s+)?"
    rf"(?P<number>[ivxlc]{{1,8}}|\d{{1,3}}[a-zđ]?|{'|'.join(_ORDINALS)})"
    r"(?:\s*[.:–-]\s*|\s+|$)(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
_APPENDIX = re.compile(
    r"phụ lục(?:\s+(?:số\s+)?(?P<number>[ivxlc]{1,8}|\d{1,3}))?(?:\s*[.:–-]\s*|\s+|$)(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
_CLAUSE = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3})*[a-zđ]{0,2})\.\s")
_POINT = re.compile(r"(?P<letter>[a-zđ]{1,2})[).]\s")
_CLAUSE_ID = re.compile(rf'<li id="((?:{"|".join(PREFIXES)})[^"]*)"')
_LINES = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6"})
_RANKS = {"phần": 0, "chương": 1, "mục": 2, "tiểu mục": 3}
_SLUGS = {"phần": "phan", "chương": "chuong", "mục": "muc", "tiểu mục": "tieu-muc"}
_ATTACHED = "kem-theo-"
"""What is attached to a decision begins with its own Điều 1."""
LONGEST_TITLE = 300
"""Letters of the title of an article; more is its text."""
_SENTENCE_ENDS = (".", ";", ":", ",")


class Line(NamedTuple):
    """A paragraph, a heading or an item of a list, in the order of the page."""

    element: Element
    words: str
    number: str
    """Of an item that a browser numbers; empty for all others."""
    quoted: bool
    """Whether it is part of what the document quotes."""


class ProvisionsExtension(Extension):
    """Finds the provisions of a legal document; to be registered behind the dialect."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register between the levels of headings and their ids."""
        md.treeprocessors.register(_Provisions(md), "provisions", 10)


class _Provisions(Treeprocessor):
    def run(self, root: Element) -> None:
        mark_provisions(root)


def mark_provisions(root: Element, article: str = "", clause: str = "") -> None:
    """Give ids to the provisions among the children of an element, and make headings of articles.

    `article` and `clause` are ids of what a fragment stands in. Works on elements of the standard
    library and of lxml alike.
    """
    lines = list(lines_of(root))
    own = [line for line in lines if not line.quoted and line.element.tag in _LINES]
    places = [place for place, line in enumerate(own) if _ARTICLE.fullmatch(line.words)]
    if places or article:
        last = own[places[-1]].element if places else None
        _Marking(root, article, clause).run(lines, last)


def clauses(markup: str) -> tuple[str, ...]:
    """Anchors of the clauses and points in sanitised HTML, in order."""
    return tuple(_CLAUSE_ID.findall(markup))


def lines_of(root: Element) -> Iterator[Line]:
    """The lines of a body; nested lists are part of the item in which they stand."""
    found = [(element, number, words(element)) for element, number in elements_of(root)]
    inside = _quoted([text for *_, text in found])
    for (element, number, text), quoted in zip(found, inside, strict=True):
        yield Line(element, text, number, quoted)


def words(element: Element) -> str:
    """All words of an element."""
    return "".join(element.itertext()).strip()


def elements_of(root: Element) -> Iterator[tuple[Element, str]]:
    """Each paragraph, heading and item of a list, with the number that a browser prints."""
    for block in root:
        if block.tag in ("ol", "ul"):
            count = int(block.get("start") or 1)
            for item in block:
                count = int(item.get("value") or count)
                yield item, str(count) if block.tag == "ol" else ""
                count += 1
        else:
            yield block, ""


def _quoted(texts: Sequence[str]) -> list[bool]:
    """For each line whether it stands in a quotation that an earlier line opened.

    A quotation that nobody closes is none: one slip must not swallow all that follows.
    """
    inside: list[bool] = []
    depth = opened = 0
    for place, text in enumerate(texts):
        inside.append(depth > 0)
        before, depth = depth, max(0, depth + _opening(text, depth))
        opened = place if depth and not before else opened
    if depth:
        inside[opened + 1 :] = [False] * (len(texts) - opened - 1)
    return inside


def _opening(text: str, depth: int) -> int:
    """How many quotations a line opens more than it closes."""
    straight = text.count('"') % 2 * (-1 if depth else 1)
    return text.count("“") - text.count("”") + straight


class _Marking:
    """What a line belongs to, as the lines go by."""

    def __init__(self, root: Element, article: str, clause: str) -> None:
        self._root = root
        self._used: set[str] = set()
        self._containers: list[tuple[int, str]] = []  # rank and id, the widest first
        self._attached = ""
        self._attachments = 0
        self._article, self._clause = article, clause

    def run(self, lines: Sequence[Line], last_article: Element | None) -> None:
        """Mark all lines; containers stand before the last article."""
        before_last = last_article is not None
        untitled: Element | None = None  # a chapter whose title may stand on the very next line
        for line in lines:
            heading, untitled = untitled, None
            if line.quoted:
                continue
            if line.element.tag == "li":
                self._item(line)
            elif line.element.tag in _LINES and heading is not None and self._is_title(line):
                self._join(heading, line.element)
            elif line.element.tag in _LINES:
                untitled = self._line(line, before_last=before_last)
                before_last = before_last and line.element is not last_article

    def _line(self, line: Line, *, before_last: bool) -> Element | None:
        """Mark a paragraph or heading; gives the element whose title stands on the next line."""
        element = line.element
        if found := _ARTICLE.fullmatch(line.words):
            self._open_article(element, found)
        elif (found := _APPENDIX.fullmatch(line.words)) and _is_heading(element, found):
            self._article = self._clause = ""
            number = found["number"]
            name = f"phu-luc-{_number(number)}" if number else "phu-luc"
            self._head(element, self._unused(name), 2)
            return None if found["title"] else element
        elif (
            before_last
            and (found := _CONTAINER.fullmatch(line.words))
            and _is_heading(element, found)
        ):
            self._open_container(element, found)
            return None if found["title"] else element
        return None

    def _open_container(self, element: Element, found: re.Match[str]) -> None:
        kind = found["kind"].lower()
        rank = _RANKS[kind]
        self._containers = [each for each in self._containers if each[0] < rank]
        name = f"{_SLUGS[kind]}-{_number(found['number'])}"
        above = self._containers[-1][1] if self._containers else ""
        if above and (rank > _RANKS["chương"] or name in self._used):
            name = f"{above}-{name}"
        elif kind == "mục":
            name = f"muc-so-{found['number'].lower()}"
        name = self._unused(_ATTACHED + name if name in self._used else name)
        self._containers.append((rank, name))
        self._head(element, name, 1 + len(self._containers))
        self._article = self._clause = ""

    def _open_article(self, element: Element, found: re.Match[str]) -> None:
        number = in_anchor(found["number"])
        if f"{self._attached}dieu-{number}" in self._used and number == "1":
            self._attachments += 1
            again = f"{self._attachments}-" if self._attachments > 1 else ""
            self._attached = f"{_ATTACHED}{again}"
        self._article = self._unused(f"{self._attached}dieu-{number}")
        self._clause = ""
        level = min(6, 2 + len(self._containers))
        if _is_text(found["title"]):
            element = self._split(element, found)
        self._head(element, self._article, level)

    def _item(self, line: Line) -> None:
        if not self._article:
            return
        if line.number:
            self._open_clause(line.element, line.number)
        elif found := _CLAUSE.match(line.words):
            self._open_clause(line.element, found["number"])
        elif found := _POINT.match(line.words):
            self._name_point(line.element, found["letter"])
        for nested in lines_of(line.element):
            if nested.element.tag == "li" and (found := _POINT.match(nested.words)):
                self._name_point(nested.element, found["letter"])

    def _open_clause(self, item: Element, number: str) -> None:
        self._clause = f"{self._article}-khoan-{in_anchor(number)}"
        self._name(item, self._clause)

    def _name_point(self, item: Element, letter: str) -> None:
        self._name(item, f"{self._clause or self._article}-diem-{in_anchor(letter)}")

    def _name(self, element: Element, name: str) -> None:
        """Give an id that nothing else has; of two clauses with one number the first has it."""
        if name not in self._used:
            self._used.add(name)
            element.set("id", name)

    def _unused(self, name: str) -> str:
        count, unused = 1, name
        while unused in self._used:
            count += 1
            unused = f"{name}-lan-{count}"
        return unused

    def _head(self, element: Element, name: str, level: int) -> None:
        """Make a heading with an id of an element."""
        element.tag = f"h{level}"
        self._name(element, name)
        _unwrap_bold(element)

    def _is_title(self, line: Line) -> bool:
        """Whether a line is the title of the chapter above it."""
        text = line.words
        if not text or len(text) > LONGEST_TITLE or _ARTICLE.fullmatch(text):
            return False
        return text.isupper() or line.element.tag != "p" or _is_bold(line.element)

    def _join(self, heading: Element, title: Element) -> None:
        """Put a title on the second line of its heading."""
        _unwrap_bold(title)
        line_break = heading.makeelement("br", {})
        line_break.tail = title.text
        heading.append(line_break)
        heading.extend(list(title))
        self._root.remove(title)

    def _split(self, element: Element, found: re.Match[str]) -> Element:
        """The number of an article that has no title, as a heading before its text."""
        label = found.string[: found.start("title")].strip()
        heading = self._root.makeelement("h2", {})
        heading.text = label
        if _drop_start(element, label):
            self._root.insert(list(self._root).index(element), heading)
            return heading
        return element


def _drop_start(element: Element, label: str) -> bool:
    """Take a label off the beginning of an element; False where markup stands inside it."""
    text = (element.text or "").lstrip()
    if text.startswith(label):
        element.text = text[len(label) :].lstrip()
        return True
    first = element[0] if len(element) and not text else None
    if first is not None and len(first) == 0 and (first.text or "").strip() == label:
        element.text = (first.tail or "").lstrip()
        element.remove(first)
        return True
    return False


def _is_bold(element: Element) -> bool:
    """Whether an element begins in bold and has no other markup."""
    return len(element) == 1 and element[0].tag == "strong" and not element.text


def _unwrap_bold(element: Element) -> None:
    """Put what is bold in the place of its tag: a heading is bold by itself."""
    if not _is_bold(element):
        return
    child = element[0]
    element.text = child.text
    inner = list(child)
    tail = child.tail
    element.remove(child)
    element.extend(inner)
    if tail and inner:
        inner[-1].tail = (inner[-1].tail or "") + tail
    elif tail:
        element.text = (element.text or "") + tail


def _is_heading(element: Element, found: re.Match[str]) -> bool:
    """Whether a line that begins like a heading is one, and no sentence about a chapter."""
    title = found["title"].strip()
    marked = found.string[: found.start("title")].rstrip().endswith((".", ":", "–", "-"))
    whole = len(title) <= LONGEST_TITLE and not title.endswith(_SENTENCE_ENDS)
    return element.tag != "p" or not title or (whole and (marked or title.isupper()))


def _is_text(title: str) -> bool:
    """Whether what follows the number of an article is its text already, and no title."""
    return title.rstrip().endswith(_SENTENCE_ENDS) or len(title) > LONGEST_TITLE


def _number(written: str) -> str:
    """A number of a chapter in digits: "II", "2", "thứ hai"."""
    word = written.lower()
    if word in _ORDINALS:
        return str(_ORDINALS.index(word) + 1)
    if not set(word) <= _NUMERALS.keys():
        return in_anchor(word)
    values = [_NUMERALS[sign] for sign in word]
    following = [*values[1:], 0]
    return str(sum(-v if v < after else v for v, after in zip(values, following, strict=True)))
