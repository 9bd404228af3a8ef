"""What an editor sees in a text that its HTML does not say: lists, footnotes, lines.

Works on HTML in which paragraphs may carry how they looked (`data-look`: c centred, r right, b
bold, i italic, g in a table with lines, t in a text box), which number was drawn before them
(`data-label`, `data-level`), and in which cell of a letterhead or a signature they stood
(`data-cell`).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from khuyencong.importers.word_document import MARK_END, MARK_START
from khuyencong.importers.word_numbering import BULLET
from khuyencong.vietnamese.numbers import whole_number

_MARK = re.compile(f"{MARK_START}([^|]*)\\|(\\d*)\\|([^{MARK_END}]*){MARK_END}")
TYPED_BULLET = re.compile(r"^\s*([-–•●▪+*])\s+(?=\S)")
_TYPED_NUMBER = re.compile(r"^\s*(\d{1,2})\.\s+(?=\S)")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_NOTE = re.compile(r"^(?:(?:foot|end)note-\d+|fn:[\w.-]+)$")
_BACK = re.compile(r"^#(?:(?:foot|end)note-ref-|fnref\d*:)")


def take_marks(soup: BeautifulSoup) -> None:
    """Turn the marks of `word_document` into attributes of their paragraphs."""
    for text in soup.find_all(string=re.compile(MARK_START)):
        found = _MARK.match(str(text))
        if found is None or text.parent is None:
            continue
        block = text.find_parent(["p", "li", *HEADINGS]) or text.parent
        block["data-look"] = found[1]
        if found[3]:
            block["data-label"], block["data-level"] = found[3], found[2]
        text.replace_with(NavigableString(str(text)[found.end() :]))
    for paragraph in soup.find_all("p"):
        if not paragraph.get_text(strip=True) and not paragraph.find("img"):
            paragraph.decompose()


def split_lines(soup: BeautifulSoup) -> None:
    """A paragraph in which an empty line or the next point of a list is a mere line break
    (Shift+Enter) becomes as many paragraphs.
    """
    for paragraph in soup.find_all("p"):
        if paragraph.find_parent("table"):
            continue
        for line_break in paragraph.find_all("br", recursive=False):
            if _ends_paragraph(line_break):
                above = soup.new_tag("p")
                above.attrs = dict(paragraph.attrs)
                above.extend(list(reversed(list(line_break.previous_siblings))))
                paragraph.insert_before(above)
                line_break.decompose()
                for of_first_line in ("data-label", "data-level"):
                    paragraph.attrs.pop(of_first_line, None)
                if not above.get_text(strip=True) and not above.find("img"):
                    above.decompose()


def _ends_paragraph(line_break: Tag) -> bool:
    following = line_break.next_sibling
    while isinstance(following, NavigableString) and not following.strip():
        following = following.next_sibling
    if isinstance(following, Tag) and following.name == "br":
        return True
    words = following.get_text() if following is not None else ""
    return bool(TYPED_BULLET.match(words) or _TYPED_NUMBER.match(words))


def take_footnotes(soup: BeautifulSoup) -> None:
    """Footnotes of mammoth and of Markdown as elements of their own, for the writer."""
    notes = list(soup.find_all("li", id=_NOTE))
    if not notes:
        return
    names = {str(item["id"]): str(number) for number, item in enumerate(notes, 1)}
    for link in soup.find_all("a", href=re.compile(f"^#{_NOTE.pattern[1:]}")):
        mark = soup.new_tag(
            "footnote-ref", attrs={"data-name": names.get(str(link["href"])[1:], "1")}
        )
        (link.find_parent("sup") or link).replace_with(mark)
        while (raised := mark.find_parent("sup")) and not raised.get_text(strip=True):
            raised.unwrap()
    kept = soup.new_tag("footnotes")
    for item in notes:
        for back in item.find_all("a", href=_BACK):
            back.decompose()
        note = soup.new_tag("footnote", attrs={"data-name": names[str(item["id"])]})
        note.extend(list(item.contents))
        parent = item.parent
        item.decompose()
        kept.append(note)
        if parent is not None and not parent.find("li"):
            parent.decompose()
    (soup.body or soup).append(kept)


def look(block: Tag) -> str:
    """How a block looked in its source."""
    return str(block.get("data-look") or "")


def is_bold(block: Tag) -> bool:
    """Whether all words of a block are bold."""
    return "b" in look(block) or _all_inside(block, ("strong", "b"))


def is_italic(block: Tag) -> bool:
    """Whether all words of a block are in italics."""
    return "i" in look(block) or _all_inside(block, ("em", "i"))


def _all_inside(block: Tag, names: Sequence[str]) -> bool:
    texts = [text for text in block.find_all(string=True) if text.strip()]
    return bool(texts) and all(text.find_parent(list(names)) for text in texts)


def make_lists(soup: BeautifulSoup) -> None:
    """Paragraphs with drawn or typed bullets and numbers become lists that keep their numbers."""
    for paragraph in soup.find_all("p"):
        if not paragraph.get("data-label"):
            _take_typed_label(paragraph)
    parents = {id(p.parent): p.parent for p in soup.find_all("p", attrs={"data-label": True})}
    for parent in parents.values():
        if parent is not None:
            for group in _neighbours(parent):
                _listed(soup, group)


def _take_typed_label(paragraph: Tag) -> None:
    if paragraph.find_parent("table"):
        return
    text = paragraph.find(string=True)
    words = str(text) if text is not None else ""
    bullet, number = TYPED_BULLET.match(words), _TYPED_NUMBER.match(words)
    if bullet:
        paragraph["data-label"], paragraph["data-level"] = BULLET, str(int(bullet[1] == "+"))
    elif number:
        paragraph["data-label"], paragraph["data-level"] = f"{number[1]}.", "0"
    found = bullet or number
    if found and text is not None:
        text.replace_with(NavigableString(words[found.end() :]))


def _neighbours(parent: Tag) -> Iterator[list[Tag]]:
    """Groups of labelled paragraphs that follow each other."""
    blocks = [child for child in parent.children if isinstance(child, Tag) or str(child).strip()]
    for labelled, group in groupby(blocks, key=_is_labelled):
        if labelled:
            yield [block for block in group if isinstance(block, Tag)]


def _is_labelled(block: object) -> bool:
    return isinstance(block, Tag) and block.name == "p" and bool(block.get("data-label"))


def _number(label: str) -> int | None:
    """The number of a label that Markdown can write: "3."."""
    found = re.fullmatch(r"(\d{1,3})\.", label)
    return int(found[1]) if found else None


def _listed(soup: BeautifulSoup, group: list[Tag]) -> None:
    """Put neighbouring paragraphs into lists, deeper ones inside the item before."""
    open_lists: list[tuple[int, Tag]] = []
    before = group[0]
    anchor = soup.new_tag("div")
    before.insert_before(anchor)
    for paragraph in group:
        label = str(paragraph.attrs.pop("data-label"))
        level = int(str(paragraph.attrs.pop("data-level", "0") or 0))
        number = _number(label)
        while open_lists and open_lists[-1][0] > level:
            open_lists.pop()
        if number is None and label != BULLET:
            paragraph.insert(0, NavigableString(f"{label} "))
            while open_lists and open_lists[-1][0] >= level:
                open_lists.pop()
            _inside(open_lists, anchor).append(paragraph.extract())
            continue
        if not (open_lists and open_lists[-1][0] == level and _goes_on(open_lists[-1][1], number)):
            if open_lists and open_lists[-1][0] == level:
                open_lists.pop()
            opened = soup.new_tag("ul" if number is None else "ol")
            if number is not None and number != 1:
                opened["start"] = str(number)
            _inside(open_lists, anchor).append(opened)
            open_lists.append((level, opened))
        item = soup.new_tag("li")
        item.extend(list(paragraph.contents))
        open_lists[-1][1].append(item)
        paragraph.decompose()
    anchor.unwrap()


def _goes_on(kept: Tag, number: int | None) -> bool:
    """Whether a number is the next of a list."""
    if number is None:
        return kept.name == "ul"
    first = whole_number(kept.get("start"), 1)
    return kept.name == "ol" and number == first + len(kept.find_all("li", recursive=False))


def _inside(open_lists: list[tuple[int, Tag]], anchor: Tag) -> Tag:
    """Where a block goes: into the last item of the deepest open list, or between blocks."""
    if not open_lists:
        return anchor
    items = open_lists[-1][1].find_all("li", recursive=False)
    return items[-1] if items else anchor
