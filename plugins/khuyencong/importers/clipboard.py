"""What Word, Excel, Zalo and browsers put on the clipboard, as Markdown of the house.

Lists of Word are paragraphs that carry their sign in a span (`mso-list:Ignore`) and their level in
a style (`mso-list:l0 level2 lfo1`); bold and italics are often styles of spans, and fonts from
before Unicode are named in styles too.
"""

import re

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

from khuyencong.importers.body_structure import make_lists
from khuyencong.importers.html_tree import UNREAD, parse_html
from khuyencong.importers.markdown_writer import MarkdownWriter
from khuyencong.importers.word_fonts import legacy_font
from khuyencong.importers.word_numbering import BULLET
from khuyencong.vietnamese.cleanup import clean
from khuyencong.vietnamese.legacy import as_bytes

_LEVEL = re.compile(r"mso-list:\s*\w{1,20}\s{1,5}level(\d)")
_IGNORED = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
_COUNTED = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zđ]|[ivxlc]{1,6})[.)]", re.IGNORECASE)
_FONT = re.compile(r"font-family:\s*[\"']?([^;,\"']+)")
_BOLD = re.compile(r"(?<![\w-])font-weight:\s*(?:bold|[6-9]00)")
_NOT_BOLD = re.compile(r"(?<![\w-])font-weight:\s*(?:normal|[1-4]00)")
_ITALIC = re.compile(r"(?<![\w-])font-style:\s*italic")
_FOREIGN_NAME = re.compile(r"^\w+:")


def pasted_markdown(copied: str) -> str:
    """HTML of a clipboard as the Markdown of a body; pictures are left out."""
    soup = parse_html(copied)
    body = soup.body or soup
    _drop_unread(soup)
    _decode_fonts(soup)
    _take_labels(soup)
    _make_emphasis(soup)
    make_lists(soup)
    return clean(MarkdownWriter(lambda address: None).body(body)).text


def _drop_unread(soup: BeautifulSoup) -> None:
    for text in soup.find_all(string=lambda text: isinstance(text, PreformattedString)):
        text.extract()
    for element in soup.find_all([*UNREAD, "meta", "link", "xml"]):
        element.decompose()
    for element in soup.find_all(_FOREIGN_NAME):  # o:p of Word, st1:place of its smart tags
        element.unwrap()


def _style(element: Tag) -> str:
    return str(element.get("style") or "")


def _decode_fonts(soup: BeautifulSoup) -> None:
    for text in list(soup.find_all(string=True)):
        font = legacy_font(_font_of(text))
        if font is None or not str(text).strip():
            continue
        try:
            as_bytes(str(text))
        except UnicodeEncodeError:  # typed in Unicode under an old font
            continue
        decoded = font.encoding.decode(str(text))
        text.replace_with(NavigableString(decoded.upper() if font.capitals else decoded))


def _font_of(text: PageElement) -> str:
    for parent in text.parents:
        if found := _FONT.search(_style(parent)):
            return found[1]
        if parent.get("face"):
            return str(parent["face"])
    return ""


def _take_labels(soup: BeautifulSoup) -> None:
    """Signs and levels of Word's list paragraphs as the attributes that lists are made from."""
    for sign in soup.find_all("span", style=_IGNORED):
        paragraph = sign.find_parent(["p", "h1", "h2", "h3", "h4", "h5", "h6"])
        label = " ".join(sign.get_text().split())
        outer = sign.parent
        sign.decompose()
        if outer is not None and outer.name == "span" and not outer.get_text(strip=True):
            outer.decompose()
        if paragraph is None or not label:
            continue
        if paragraph.name != "p":
            paragraph.insert(0, NavigableString(f"{label} "))
            continue
        level = _LEVEL.search(_style(paragraph))
        paragraph["data-label"] = label if _COUNTED.fullmatch(label) else BULLET
        paragraph["data-level"] = str(int(level[1]) - 1 if level else 0)


def _make_emphasis(soup: BeautifulSoup) -> None:
    """Bold and italics that are styles become elements; `<b>` that is not bold goes."""
    for element in soup.find_all(["b", "strong"], style=_NOT_BOLD):
        element.unwrap()
    for element in soup.find_all(["span", "font"]):
        for pattern, name in ((_BOLD, "strong"), (_ITALIC, "em")):
            if pattern.search(_style(element)) and element.get_text(strip=True):
                element.wrap(soup.new_tag(name))
