"""Lines that a portal puts around every text: learned from some pages, taken out of all."""

import re
from collections import Counter

from bs4 import Tag

from khuyencong.importers.page_files import PageFiles

_FEWEST_PAGES, _SHARE = 5, 0.8
"""How many pages, and what share of them, a line stands on that is furniture."""
_SIGNED = re.compile(r"\b(ảnh|tin|bài|tác giả|nguồn|theo|thực hiện)\s*:", re.IGNORECASE)
_NAME = re.compile(r"(?:[^\W\d_a-zà-ỹ]\w*[\s–-]*){1,6}")
"""Credits and names of who wrote, which may be the same on every page and are no furniture."""
_AT_THE_EDGES = (3, 10)
"""Blocks at the beginning and at the end of a text among which furniture stands."""
_LONGEST_LINE = 160
_COUNTER_WORDS = 10
"""Words up to which a line may be a counter."""


def furniture_lines(texts: list[Tag]) -> list[str]:
    """Lines at the edges of nearly all of some texts, digits as #, as the first page has them."""
    if len(texts) < _FEWEST_PAGES:
        return []
    seen: Counter[str] = Counter()
    for text in texts:
        lines = [masked(block) for block in innermost_blocks(text)]
        edges = [*lines[: _AT_THE_EDGES[0]], *lines[-_AT_THE_EDGES[1] :]]
        seen.update(list(dict.fromkeys(edges)))
    common = (line for line, count in seen.items() if line and count >= _SHARE * len(texts))
    return [line for line in common if not _SIGNED.search(line) and not _NAME.fullmatch(line)]


def drop_lines(text: Tag, lines: list[str], files: PageFiles) -> None:
    """Take the furniture of a portal out of a text; a line with a picture or a document stays."""
    for block in innermost_blocks(text) if lines else ():
        if masked(block) in lines and not block.find("img"):
            links = [str(link["href"]) for link in block.find_all("a", href=True)]
            if not any(map(files.document, links)):
                block.decompose()


def innermost_blocks(text: Tag) -> list[Tag]:
    """The innermost blocks of a text."""
    names = ["p", "div", "li", "td", "h1", "h2", "h3", "h4", "h5", "h6"]
    return [block for block in text.find_all(names) if block.find(names) is None]


def masked(block: Tag) -> str:
    """A line as it is compared between pages, digits of a short one as #; "" for a long one."""
    line = " ".join(block.get_text(" ").split())
    if len(line.split()) <= _COUNTER_WORDS:
        line = re.sub(r"[\d.,:]*\d", "#", line)
    return line if len(line) <= _LONGEST_LINE else ""
