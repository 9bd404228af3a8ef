"""HTML of web pages and portals: what is the text's own stays, in tags that say what it is.

Furniture goes (sharing, counters, "Tin cùng chuyên mục"), looks that only CSS tells become tags,
lines parted by `<br><br>` become paragraphs, text in fonts from before Unicode is decoded.
"""

import re
from collections.abc import Iterator, Sequence

from bs4 import BeautifulSoup
from bs4.element import CData, Comment, Declaration, Doctype, NavigableString, Tag

from khuyencong.importers.html_tree import BLOCKS, UNREAD
from khuyencong.importers.word_fonts import legacy_font
from khuyencong.importers.word_numbering import shown
from khuyencong.vietnamese.detection import detect_all, in_unicode
from khuyencong.vietnamese.folding import fold
from khuyencong.vietnamese.numbers import whole_number

_GONE = frozenset(
    {
        *("script", "style", "noscript", "template", "form", "button", "input", "select"),
        *("textarea", "nav", "hr"),
    }
)
_GONE_CLASSES = frozenset(
    {
        *("sharedaddy", "social-share", "addthis_toolbox", "fb-like", "fb-comments", "breadcrumb"),
        *("pagination", "comments-area", "jp-relatedposts", "wp-block-file__button", "adsbygoogle"),
    }
)
_UNWRAPPED = frozenset({"span", "font", "o:p", "st1:place"})
_FURNITURE = re.compile(
    r"(a a( a)?|a- a a\+|aa|co chu|(so )?luot (xem|doc|truy cap)\s*:?\s*[\d.,]*"
    r"|in (trang|bai|tin)( nay)?|ban in|gui (email|mail|cho ban be)"
    r"|chia se( (bai viet|facebook|zalo|tren facebook))?|sao chep (lien ket|link)"
    r"|copy link|quay lai|ve dau trang|tro ve|dang nhap"
    r"|doc bai viet|nghe bai viet|theo doi chung toi.*|binh luan( \(\d+\))?|gui binh luan"
    r"|luot xem|tags?\s*:|facebook|twitter|zalo|print|email|tai ve in)"
)
_RELATED = re.compile(
    r"(cac )?(tin|bai|bai viet|tin bai)( viet)? (lien quan|cung chuyen muc|khac|cu hon|moi hon"
    r"|da dua|cung loai|noi bat|doc nhieu)|co the ban quan tam|xem them tin|tin tuc khac|xem nhieu"
)
_TAGS = re.compile(
    r"(từ|tu) (khóa|khoá|khoa)|tags?|thẻ|chuyên mục|chuyen muc|chủ đề|chu de", re.IGNORECASE
)
"""With its marks: "The" before a link is an article of an English text."""
_LONGEST_LABEL = 200
"""Signs that stand outside of the links of a list, those between them too."""
_AROUND_NAMES = " \t\n:.-–—•·|»>*"
"""What stands around the names in a list of links."""
_KEPT = frozenset(
    {
        *("href", "src", "data-src", "alt", "title", "colspan", "rowspan", "start"),
        *("data-look", "data-name", "class", "id", "type"),
    }
)
"""Attributes that say something of the text; those of looks go."""
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
"""Types of lists in HTML → forms of numbers."""
_PARAGRAPHS = ("div", "center", "section", "article")
_ALIGNED = re.compile(r"text-align\s*:\s*(center|right)", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(bold|[6-9]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s*:\s*italic", re.IGNORECASE)
_FAMILY = re.compile(r"font-family\s*:\s*[\"']?([^;,\"']+)", re.IGNORECASE)


def clean_html(soup: BeautifulSoup, root: Tag, drop: Sequence[str] = ()) -> None:
    """Reduce an element to its own text; `drop` are CSS selectors of a portal's furniture."""
    for element in [*root.find_all(_is_gone), *(e for name in drop for e in root.select(name))]:
        element.decompose()
    for text in root.find_all(
        string=lambda t: isinstance(t, Comment | CData | Doctype | Declaration)
    ):
        text.extract()
    decode_fonts(root)
    for element in root.find_all(True):
        _take_look(soup, element)
        if element.name in _UNWRAPPED:
            element.unwrap()
    _label_letters(root)
    _split_at_breaks(soup, root)
    _drop_furniture(root)
    for element in reversed(root.find_all(["p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li"])):
        if not element.get_text(strip=True) and not element.find(["img", "hr"]):
            element.decompose()
    root.smooth()


def _is_gone(element: Tag) -> bool:
    """Whether an element is no text: scripts, forms, what systems put around every story."""
    if element.name in _GONE or element.get("id") == "comments":
        return True
    return not _GONE_CLASSES.isdisjoint(element.get("class") or ())


def decode_fonts(root: Tag) -> None:
    """Text under a font from before Unicode, and text that is plainly written for one."""
    for text in list(root.find_all(string=True)):
        words = str(text)
        if words.isascii():
            continue
        font = _font_of(text)
        if font and all(ord(sign) < 0x2200 for sign in words) and detect_all(words + " " + words):
            decoded = font.encoding.decode(words)
            text.replace_with(NavigableString(decoded.upper() if font.capitals else decoded))
        elif (decoded := in_unicode(words)) != words:
            text.replace_with(NavigableString(decoded))


def _font_of(text: NavigableString):  # type: ignore[no-untyped-def]
    for parent in text.parents:
        family = _FAMILY.search(str(parent.get("style") or ""))
        name = str(parent.get("face") or (family[1] if family else ""))
        if name:
            return legacy_font(name)
    return None


def _take_look(soup: BeautifulSoup, element: Tag) -> None:
    """What a style says, as a tag or a mark; all other attributes of looks go."""
    style = str(element.attrs.pop("style", ""))
    aligned = _ALIGNED.search(style) or re.match("(center|right)", str(element.get("align") or ""))
    if element.name == "center" or (aligned and aligned[1] == "center"):
        element["data-look"] = "c"
    elif aligned:
        element["data-look"] = "r"
    if element.name == "table" and str(element.get("border") or "0") != "0":
        element["data-look"] = "g"
    if style and element.name in ("span", "font", "p", "div"):
        for pattern, name in ((_BOLD, "strong"), (_ITALIC, "em")):
            if not pattern.search(style) or element.find(list(BLOCKS)):
                continue
            if element.get_text(strip=True):
                wrapped = soup.new_tag(name)
                wrapped.extend(list(element.contents))
                element.append(wrapped)
    for name in [name for name in element.attrs if name not in _KEPT]:
        del element.attrs[name]


def _label_letters(root: Tag) -> None:
    """Lists with letters or Roman numbers keep them, as paragraphs: Markdown counts in digits."""
    for listed in root.find_all("ol", type=list(_FORMS)):
        items = listed.find_all("li", recursive=False)
        if any(item.find(list(BLOCKS)) for item in items):
            continue
        first = whole_number(listed.get("start"), 1)
        for number, item in enumerate(items, first):
            item.name = "p"
            item.attrs = {"data-label": f"{shown(number, _FORMS[str(listed['type'])])}."}
        listed.unwrap()


def _split_at_breaks(soup: BeautifulSoup, root: Tag) -> None:
    """Text directly inside a box, and lines parted by empty lines, as paragraphs."""
    for box in [root, *root.find_all([*_PARAGRAPHS, "td", "blockquote", "li", "p"])]:
        if box.parent is None and box is not root:
            continue
        breaks = box.find_all("br", recursive=False)
        mixed = any(isinstance(c, Tag) and c.name in BLOCKS for c in box.children)
        if box.name in ("p", "li", "td", "blockquote") and not _double(breaks):
            continue
        if box.name == "p" or mixed or breaks or box is root:
            _paragraphs(soup, box)


def _double(breaks: Sequence[Tag]) -> bool:
    return any(_next_is_break(line_break) for line_break in breaks)


def _next_is_break(line_break: Tag) -> bool:
    following = line_break.next_sibling
    while isinstance(following, NavigableString) and not following.strip():
        following = following.next_sibling
    return isinstance(following, Tag) and following.name == "br"


def _paragraphs(soup: BeautifulSoup, box: Tag) -> None:
    """Inline content of a box in paragraphs; in a box every break ends one, in `<p>` only two."""
    parts = list(box.contents)
    blocks: list[Tag] = []
    line: list[object] = []
    whole = box.name == "p"

    def end() -> None:
        if any(str(part).strip() for part in line):
            look = {"data-look": str(box["data-look"])} if box.get("data-look") else {}
            paragraph = soup.new_tag("p", attrs=look)
            paragraph.extend(line)  # type: ignore[arg-type]
            blocks.append(paragraph)
        line.clear()

    for part in parts:
        part.extract()
    skip = False
    for number, part in enumerate(parts):
        if isinstance(part, Tag) and part.name in BLOCKS:
            end()
            blocks.append(part)
        elif isinstance(part, Tag) and part.name == "br":
            double = any(_is_break(p) for p in _after(parts, number))
            if double or skip or not whole:
                end()
            else:
                line.append(part)
            skip = double
            continue
        else:
            line.append(part)
        skip = False
    end()
    if whole:
        box.replace_with(*blocks) if blocks else box.decompose()
    else:
        box.extend(blocks)


def _after(parts: Sequence[object], number: int) -> Iterator[object]:
    """The next part that is more than white space."""
    for part in parts[number + 1 :]:
        if isinstance(part, Tag) or str(part).strip():
            yield part
            return


def _is_break(part: object) -> bool:
    return isinstance(part, Tag) and part.name == "br"


def _drop_furniture(root: Tag) -> None:
    """Lines that are a page's and not a text's; a heading of related news takes its list along."""
    for block in root.find_all(["p", "div", "li", "h2", "h3", "h4", "h5", "a", "ul"]):
        if block.parent is None or block.find("img"):
            continue
        if _lists_related(block):
            block.decompose()
            continue
        words = fold(block.get_text(" ", strip=True))
        if len(words) > 120:
            continue
        if _RELATED.match(words) and len(words.split()) <= 8:
            _drop_with_list(block)
        elif _FURNITURE.fullmatch(words.strip(" |:•·")):
            block.decompose()


def _lists_related(block: Tag) -> bool:
    """Whether a block is "Các tin khác:" or "Từ khóa:" with nothing but links behind it."""
    if block.find("a") is None:
        return False
    own = ""
    for text in block.find_all(string=True):
        if text.find_parent("a") is None:
            own += text
        if len(own) > _LONGEST_LABEL:
            return False
    label = own.strip(_AROUND_NAMES)
    return (_RELATED.fullmatch(fold(label)) or _TAGS.fullmatch(label)) is not None


def _drop_with_list(block: Tag) -> None:
    """A heading of related news and the links under it."""
    for following in list(block.find_next_siblings()):
        links = "".join(a.get_text(strip=True) for a in following.find_all("a"))
        text = following.get_text(strip=True)
        own = sum(len(part) for part in re.findall(r"[^\W\d_]+", text.replace(links, "")))
        if text and own > len(re.findall(r"\w", links)):
            break
        following.decompose()
    block.decompose()


def words_count(element: Tag) -> int:
    """Words of an element that a reader sees."""
    return sum(
        len(text.split())
        for text in element.find_all(string=True)
        if text.parent is not None and text.parent.name not in UNREAD
    )
