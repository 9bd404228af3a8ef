"""Captions and credits that stand under pictures: they become part of the picture."""

import re
from collections.abc import Callable

from bs4 import BeautifulSoup
from bs4.element import Tag

from khuyencong.importers.body_structure import is_bold, is_italic, look
from khuyencong.importers.story_guess import is_byline

_CREDIT = re.compile(
    r"\b(?P<name>Ảnh|Ảnh minh họa|Tranh|Đồ họa|Nguồn ảnh|Nguồn)\s*[:：]\s*"
    r"(?P<who>[^()]+)\)?[\s.]*$",
    re.IGNORECASE,
)
_STARTS = re.compile(r"^\W*(ảnh|hình|photo|nguồn ảnh|chú thích)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"(hình|ảnh|sơ đồ|biểu đồ|bản đồ)( số)? *\d+ *[.:–-]", re.IGNORECASE)
_CREDIT_LINE = re.compile(r"\(?(ảnh|nguồn ảnh|tranh|đồ họa)\s*[:：]", re.IGNORECASE)
_LABEL = re.compile(r"chú thích( (ảnh|hình))?\s*[:：]\s*", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\(([^()]*)\)\.?")
_EMPTY_ALT = re.compile(
    r"(a |an )?(picture|image|screen ?shot|close-?up|group of)\b.*|hình ảnh\s*\d*|ảnh\s*\d*"
    r"|.*\.(jpe?g|png|gif|bmp|webp)|[\d_.-]*|(img|dsc)[\w-]*|ảnh minh (họa|hoạ)",
    re.IGNORECASE,
)
_AROUND = " .–-(["
"""What stands between a caption and its credit."""
LONGEST_CAPTION = 70
"""Words."""


def give_captions(soup: BeautifulSoup) -> None:
    """Every picture becomes a figure with what stands under it; words that tell nothing go."""
    for picture in soup.find_all("img"):
        alt = " ".join(str(picture.get("alt") or "").split())
        picture["alt"] = "" if _EMPTY_ALT.fullmatch(alt) else alt
    for paragraph in soup.find_all("p"):
        if paragraph.find("img") and not paragraph.find_parent("table"):
            _split_pictures(soup, paragraph)
    for picture in soup.find_all("img"):
        caption = picture.get("title") or _words_around(picture)
        if caption:
            picture["title"] = tidy_credit(str(caption))
        if not picture["alt"]:
            picture["alt"] = _alt(str(picture.get("title") or ""))


def _alt(caption: str) -> str:
    """Words for a reader who does not see the picture, until a person writes better ones; empty
    without a caption: such a draft is not published before somebody wrote some (KC105, KC239).
    """
    found = _CREDIT.search(caption)
    words = (caption[: found.start()] if found else caption).strip(_AROUND)
    return "" if _EMPTY_ALT.fullmatch(words) else words


def tidy_credit(caption: str) -> str:
    """A caption with its credit at the end as "Ảnh: …"."""
    caption = _LABEL.sub("", " ".join(caption.split()), count=1)
    if bracketed := _IN_BRACKETS.fullmatch(caption):
        caption = bracketed[1]
    found = _CREDIT.search(caption)
    if found is None:
        return caption
    words = caption[: found.start()].rstrip(_AROUND)
    name = "Ảnh" if found["name"].lower().startswith(("ảnh", "nguồn")) else found["name"]
    end = "" if not words or words[-1] in "!?…" else "."
    return f"{words}{end} {name}: {found['who'].strip(' .')}".strip()


def _split_pictures(soup: BeautifulSoup, paragraph: Tag) -> None:
    """Pictures of a paragraph on lines of their own; what follows them stays behind."""
    if paragraph.get_text(strip=True):
        first = next((c for c in paragraph.children if _is_words(c)), None)
        picture = paragraph.find("img")
        if isinstance(picture, Tag) and first is not None and _before(paragraph, first, picture):
            return  # a small picture inside a sentence
    for picture in paragraph.find_all("img"):
        line = soup.new_tag("p")
        paragraph.insert_before(line)
        line.append(picture.extract())
    if not paragraph.get_text(strip=True):
        paragraph.decompose()


def _is_words(part: object) -> bool:
    return bool(part.get_text(strip=True) if isinstance(part, Tag) else str(part).strip())


def _before(paragraph: Tag, words: object, picture: Tag) -> bool:
    """Whether words of a paragraph stand before its first picture."""
    for child in paragraph.children:
        if child is words:
            return True
        if child is picture or (isinstance(child, Tag) and picture in child.find_all("img")):
            return False
    return False


def _words_around(picture: Tag) -> str:
    """The caption of a picture with its credit, which may have a line of its own, taken out of the
    text; "" when none is there.
    """
    block = picture.find_parent(["p", "figure", "div", "td"])
    if block is None:
        return ""
    if block.name == "figure":
        own = block.find("figcaption")
        return own.get_text(" ", strip=True) if isinstance(own, Tag) else ""
    if block.name != "p" or block.get_text(strip=True):
        return ""
    under = _taken(block, _is_caption)
    if not under or _CREDIT.match(under):
        return f"{_words_above(picture)} {under}".strip()
    return under if _CREDIT.search(under) else f"{under} {_taken(block, _is_credit)}".strip()


def _taken(block: Tag, wanted: Callable[[Tag], bool]) -> str:
    """The words of the paragraph under a block, taken out of the text if it is a wanted one."""
    following = block.find_next_sibling()
    if not isinstance(following, Tag) or following.name != "p" or following.find("img"):
        return ""
    if not wanted(following):
        return ""
    words = following.get_text(" ", strip=True)
    following.decompose()
    return words


def _words_above(picture: Tag) -> str:
    """The caption over a picture, told by its name ("Hình 5: …"), taken out of the text."""
    block = picture.find_parent("p")
    above = block.find_previous_sibling() if block is not None else None
    if not isinstance(above, Tag) or above.name != "p" or above.find("img"):
        return ""
    words = above.get_text(" ", strip=True)
    if not _NUMBERED.match(words) or len(words.split()) > LONGEST_CAPTION:
        return ""
    above.decompose()
    return words


def _is_credit(paragraph: Tag) -> bool:
    words = paragraph.get_text(" ", strip=True)
    return bool(_CREDIT_LINE.match(words)) and len(words.split()) <= LONGEST_CAPTION


def _is_caption(paragraph: Tag) -> bool:
    words = paragraph.get_text(" ", strip=True)
    if not words or len(words.split()) > LONGEST_CAPTION or paragraph.get("data-label"):
        return False
    if is_byline(words):
        return False
    classes = str(paragraph.get("class") or "")
    if "caption" in classes or _STARTS.match(words) or _CREDIT.search(words):
        return True
    return is_italic(paragraph) or ("c" in look(paragraph) and not is_bold(paragraph))
