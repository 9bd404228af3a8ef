"""Title, sa-pô, byline, place and date of a story, found where a newsroom puts them."""

import re
from collections.abc import Iterator

from bs4 import Tag

from khuyencong.importers.body_structure import HEADINGS, is_bold, is_italic, look
from khuyencong.importers.draft import Draft
from khuyencong.importers.headings import is_numbered, looks_like_heading
from khuyencong.importers.html_tree import BLOCKS
from khuyencong.model.fields import LONGEST_NAME, LONGEST_TITLE
from khuyencong.vietnamese.dates import parse_moment
from khuyencong.vietnamese.folding import fold

_BOXES = ("div", "section", "article", "body")
_NO_SIGNATURE = ("table", "ul", "ol", *HEADINGS)
_FIRST_BLOCKS, _LAST_BLOCKS = 6, 4
_SAPO = (12, 110)
"""Words of a paragraph in bold that may be a sa-pô."""
_BYLINE = re.compile(
    r"^\(?\s*(?P<what>bài,? (?:và )?ảnh|tin,? (?:và )?ảnh|tin,? bài|bài viết|bài|tin"
    r"|tác giả(?: bài viết)?|người viết|thực hiện|theo|nguồn(?: tin| bài| bài viết)?)"
    r"\s*[:：]\s*(?P<who>[^\n]{2,100}?)\)?\.?$",
    re.IGNORECASE,
)
_TITLE_LABEL = re.compile(r"(tít|tiêu đề|đầu đề|tên bài)\s*[:：]\s*(?=\S)", re.IGNORECASE)
_TEXT_LABEL = re.compile(r"nội dung( bài( viết)?)?\s*[:：]?", re.IGNORECASE)
_SOURCE = re.compile(r"\(?(theo|nguồn)\b", re.IGNORECASE)
_DAY = r"(?:ngày\s+)?\d{1,2}\s*(?:[/.-]\s*\d{1,2}\s*[/.-]|tháng\s+\d{1,2},?\s+năm)\s*\d{4}"
_DATED = re.compile(
    rf"^\(?(?:(?P<place>[^\W\d_][^\d,:]{{1,40}}),\s*)?(?:thứ\s+\w+,?\s*)?(?P<day>{_DAY})"
    r"(?P<time>[\s|,–-]*\d{1,2}[:hg]\d{2})?\)?\.?$",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"^\(?(?P<place>[A-ZĐ][^\W\d_]+(?: [A-ZĐ][^\W\d_]+){0,3})\)?\s*[-–—]\s+\S")


def guess_story(draft: Draft, fallback_title: str) -> None:
    """Fill in the header of a story from its text, and take out of the text what went there."""
    blocks = [block for block in _top_blocks(draft.body) if _words(block)]
    rest = _take_title(draft, blocks, fallback_title)
    _take_lines_of_head(draft, rest[:_FIRST_BLOCKS])
    rest = [block for block in rest if block.parent is not None]
    _take_sapo(draft, rest)
    rest = [block for block in rest if block.parent is not None]
    _take_lines_of_head(draft, rest[:_FIRST_BLOCKS])
    rest = [block for block in rest if block.parent is not None]
    _take_signature(draft, rest[-_LAST_BLOCKS:] if len(rest) > _LAST_BLOCKS else rest[1:])
    _find_dateline(draft, rest[:2])


def _top_blocks(body: Tag) -> Iterator[Tag]:
    for child in body.children:
        if isinstance(child, Tag) and child.name != "footnotes":
            if child.name in _BOXES and child.find(list(BLOCKS)):
                yield from _top_blocks(child)
            else:
                yield child


def _words(block: Tag) -> str:
    return " ".join(block.get_text(" ").split())


def _take_title(draft: Draft, blocks: list[Tag], fallback: str) -> list[Tag]:
    if "title" in draft.fields:
        return blocks
    if blocks and (label := _TITLE_LABEL.match(_words(blocks[0]))):
        return _take_labelled_title(draft, blocks, _words(blocks[0])[label.end() :])
    titled = next((b for b in blocks if "title" in str(b.get("class") or "")), None)
    start = (
        blocks.index(titled)
        if titled
        else next((n for n, block in enumerate(blocks[:3]) if _stands_out(block)), None)
    )
    if start is None:
        draft.guess("title", "Tít", fallback[:LONGEST_TITLE], "tên tệp, vì bài không có dòng tít")
        return blocks
    lines = [blocks[start]]
    for block in blocks[start + 1 : start + 4]:
        if titled is not None or not _goes_on(lines[-1], block):
            break
        lines.append(block)
    title = " ".join(map(_words, lines))
    if len(title) > LONGEST_TITLE:
        draft.remarks.append(f"Tít dài {len(title)} ký tự đã cắt còn {LONGEST_TITLE}: “{title}”.")
        title = title[:LONGEST_TITLE].rsplit(" ", 1)[0]
    draft.guess("title", "Tít", title, "dòng đậm đầu văn bản")
    if title.isupper():
        draft.remarks.append("Tít viết toàn chữ hoa; gõ lại theo lối viết thường của bản tin.")
    for block in lines:
        block.decompose()
    return blocks[:start] + blocks[start + len(lines) :]


def _take_labelled_title(draft: Draft, blocks: list[Tag], title: str) -> list[Tag]:
    """A text that calls its parts by name: "Tít: …", "Sa-pô: …", "Nội dung:"."""
    draft.guess("title", "Tít", title[:LONGEST_TITLE], "dòng “Tít:” đầu văn bản")
    named = [b for b in blocks[1:_FIRST_BLOCKS] if _TEXT_LABEL.fullmatch(_words(b))]
    for block in (blocks[0], *named):
        block.decompose()
    return [block for block in blocks[1:] if block not in named]


def _stands_out(block: Tag) -> bool:
    return block.name in ("h1", "h2") or (block.name == "p" and looks_like_heading(block))


def _goes_on(above: Tag, block: Tag) -> bool:
    """Whether a line is the second of a title: both in capitals, or in bold and centred."""
    if not _stands_out(block) or block.name != above.name or is_numbered(block):
        return False
    capitals = _words(above).isupper() and _words(block).isupper()
    return capitals or ("c" in look(above) and "c" in look(block) and is_bold(block))


def _take_lines_of_head(draft: Draft, blocks: list[Tag]) -> None:
    """A date or a byline between title and text, above the sa-pô or under it."""
    for block in blocks:
        words = _words(block)
        if len(words.split()) > 14:
            return
        if _take_date(draft, words, "dòng dưới tít") or take_byline(draft, words):
            block.decompose()


def _take_sapo(draft: Draft, blocks: list[Tag]) -> None:
    if draft.fields.get("summary"):
        return
    for block in blocks[:2]:
        words = _words(block)
        labelled = re.match(r"(sa-?pô|tóm tắt)\s*[:：]\s*", words, re.IGNORECASE)
        long = is_sapo(block)
        stands_out = is_bold(block) or is_italic(block) or "subtitle" in str(block.get("class"))
        if block.name in ("p", "h2", "h3") and (labelled or (long and stands_out)):
            text = words[labelled.end() :] if labelled else words
            draft.guess("summary", "Sa-pô", text, "đoạn đậm hoặc nghiêng đầu bài")
            block.decompose()
            return


def is_sapo(block: Tag) -> bool:
    """Whether a paragraph is as long as a sa-pô."""
    return _SAPO[0] <= len(_words(block).split()) <= _SAPO[1]


def _take_signature(draft: Draft, blocks: list[Tag]) -> None:
    for block in reversed(blocks):
        words = _words(block)
        if len(words.split()) > 14 or block.find("img") or block.name in _NO_SIGNATURE:
            return
        if block.get("data-label"):
            return
        if _take_date(draft, words, "dòng cuối bài") or take_byline(draft, words):
            block.decompose()
        elif _SOURCE.match(words):
            return
        elif "r" in look(block) and not draft.fields.get("author") and len(words) <= LONGEST_NAME:
            give_author(draft, words, "dòng ký bên phải cuối bài")
            block.decompose()
        elif (is_bold(block) or is_italic(block)) and not draft.fields.get("author"):
            if re.fullmatch(r"[^.:;!?\d]{2,80}", words) and words[0].isupper():
                give_author(draft, words, "dòng ký cuối bài")
                block.decompose()
            return
        else:
            return


def is_byline(words: str) -> bool:
    """Whether a line says who wrote a story: "Tin, ảnh: Hồng Ngân"; of a source it does not."""
    found = _BYLINE.match(words)
    return found is not None and not _names_source(found)


def _names_source(byline: re.Match[str]) -> bool:
    """Whether a line says where a story is from, and not who wrote it."""
    return fold(byline["what"]).startswith(("theo", "nguon"))


def take_byline(draft: Draft, words: str) -> bool:
    """Put who wrote a story, or where it is from, in the header; False for other lines."""
    found = _BYLINE.match(words)
    if found is None:
        return False
    who = found["who"].strip()
    if _names_source(found):
        if "source_name" in draft.fields:
            return False
        draft.guess("source_name", "Nguồn", who, f"dòng “{words}”")
        return True
    if "author" in draft.fields:
        return False
    give_author(draft, who, f"dòng “{words}”")
    return True


def give_author(draft: Draft, words: str, reason: str) -> None:
    """Put an author in the header: "Hồng Ngân – TTKC&XTTM" is a name and a unit."""
    parted = re.sub(r"\s[–—-]\s|\s\((?=[^()]+\)$)", "\0", words)
    name, _, unit = (part.strip(" ()") for part in parted.partition("\0"))
    draft.guess("author", "Bút danh", name.strip("()"), reason)
    if unit:
        draft.guess("unit", "Đơn vị", unit, reason)


def _take_date(draft: Draft, words: str, reason: str) -> bool:
    """Whether a line is a date, which then is in the header; a second one must say the same day."""
    found = _DATED.match(words)
    if found is None:
        return False
    try:
        moment = parse_moment(f"{found['day']} {(found['time'] or '').strip(' |,–-')}".strip())
    except ValueError as error:
        draft.remarks.append(f"{error} Điền `date` bằng tay.")
        return False
    if "date" in draft.fields:
        return not found["place"] and str(draft.fields["date"]).startswith(f"{moment:%d/%m/%Y}")
    draft.guess("date", "Ngày đăng", f"{moment:%d/%m/%Y %H:%M}".removesuffix(" 00:00"), reason)
    if found["place"]:
        draft.guess("localities", "Địa bàn", [found["place"].strip()], reason)
    return True


def _find_dateline(draft: Draft, blocks: list[Tag]) -> None:
    """ "(Lạng Sơn) – Sáng 20-11 …": the place stays in the text as well."""
    for block in blocks:
        found = _DATELINE.match(_words(block))
        if found and "localities" not in draft.fields:
            draft.guess("localities", "Địa bàn", [found["place"]], "đầu đoạn mở bài")
