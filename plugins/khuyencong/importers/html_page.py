"""A web page to one draft: by the rule of its portal, or by what pages are usually like."""

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from bs4 import BeautifulSoup, Tag

from khuyencong.importers import table_layout
from khuyencong.importers.body_structure import is_bold
from khuyencong.importers.captions import give_captions
from khuyencong.importers.draft import Draft
from khuyencong.importers.foreign_address import join_address, split_address
from khuyencong.importers.furniture import drop_lines, innermost_blocks
from khuyencong.importers.html_cleaner import clean_html, decode_fonts, words_count
from khuyencong.importers.html_tree import make_tree
from khuyencong.importers.joomla_plugins import take_plugins
from khuyencong.importers.page_dates import date_of
from khuyencong.importers.page_files import PageFiles
from khuyencong.importers.page_names import PageNames
from khuyencong.importers.page_parts import (
    FEWEST_WORDS,
    body_of,
    head_title,
    title_of,
    title_shown,
    words_of,
)
from khuyencong.importers.players import link_players
from khuyencong.importers.portal_rule import PortalRule
from khuyencong.importers.report import SourceRefusedError, some_of
from khuyencong.importers.source_files import SourceFile, document_name_ending, is_icon
from khuyencong.importers.story_guess import give_author, guess_story, is_sapo, take_byline
from khuyencong.importers.word_story import finish
from khuyencong.model.fields import LONGEST_NAME, LONGEST_TITLE
from khuyencong.model.stories import News
from khuyencong.vietnamese.dates import VIETNAM, parse_moment, written_day
from khuyencong.vietnamese.detection import in_unicode


def page_draft(
    page: BeautifulSoup,
    name: str,
    address: str,
    rule: PortalRule,
    files: PageFiles,
    names: PageNames | None = None,
) -> Draft:
    """The draft of a page that holds a text.

    `address` is where the page was on its site ("" when it was nowhere). `name` is what a person
    calls it, `names` what the pages of its site call each other.

    Raises:
        SourceRefusedError: the page has no text of its own: a list, a form, a notice.
    """
    decode_fonts(page)
    body = body_of(page, rule)
    if body is None or words_count(body) < FEWEST_WORDS // 2:
        raise SourceRefusedError("trang không có bài: danh sách, biểu mẫu hoặc trang trống")
    if names and names.is_list(body, address):
        raise SourceRefusedError("trang là danh sách các bài khác")
    called = in_unicode(names.name(address, page)) if names else title_shown(page, body)
    title = title_of(page, rule, called)
    written = date_of(page, rule, body, title, names.is_everywhere if names else lambda _: False)
    draft = Draft("", name, rule.kind or News.folder, {}, body)
    if title:
        draft.guess("title", "Tít", title[:LONGEST_TITLE], "đầu trang")
    _take_selected(draft, page, rule)
    _take_standfirst(draft)
    take_date(draft, written, "trên trang", month_first=rule.month_first)
    _take_signature(draft)
    if body.name == "td":  # outside its table a cell is a box like others
        body.name = "div"
    draft.body = body.wrap(page.new_tag("div"))
    drop_lines(draft.body, rule.lines, files)
    alone = make_tree("")
    alone.append(draft.body.extract())
    clean_body(alone, draft, rule.drop, address, files)
    _drop_head(draft, written)
    finish_story(alone, draft, title or head_title(page) or name)
    return draft


def text_draft(page: BeautifulSoup, address: str, files: PageFiles) -> Draft:
    """The draft of a text without a page around it, as the database of a site has it."""
    body = page.body or page
    draft = Draft("", address, News.folder, {}, body)
    take_plugins(draft, page)
    clean_body(page, draft, [], address, files)
    finish_story(page, draft, address)
    return draft


def _take_selected(draft: Draft, page: BeautifulSoup, rule: PortalRule) -> None:
    """Sa-pô and author where the rule says; they are no part of the text any more."""
    for key, label, selector in (
        ("summary", "Sa-pô", rule.summary),
        ("author", "Bút danh", rule.author),
    ):
        found = page.select_one(selector) if selector else None
        if found is not None and found is not draft.body:
            words = words_of(found)
            if key == "summary" or not take_byline(draft, words):
                draft.guess(key, label, words, "theo tệp cách đọc")
            found.decompose()


def _take_standfirst(draft: Draft) -> None:
    """A sa-pô in bold directly above the box of the text."""
    above = draft.body.find_previous_sibling()
    if above is None or "summary" in draft.fields or above.name in ("table", "ul", "ol"):
        return
    if is_sapo(above) and is_bold(above):
        draft.guess("summary", "Sa-pô", words_of(above), "đoạn đậm trên nội dung")
        above.decompose()


_SIGNED = re.compile("author|tacgia|tac-gia", re.IGNORECASE)
_BELOW = 4
"""Boxes under a text among which who wrote it may stand."""


def _take_signature(draft: Draft) -> None:
    """Who wrote a story, where its portal puts that: in a box that says so, or under the text."""
    for box in [*draft.body.find_all(_is_signed), *islice(_below(draft.body), _BELOW)]:
        words = words_of(box)
        if "author" in draft.fields or not words or len(words) > LONGEST_NAME:
            return
        if take_byline(draft, words) or _is_signed(box):
            if "author" not in draft.fields:
                give_author(draft, words, "chỗ ghi tác giả")
            box.decompose()


def _is_signed(box: Tag) -> bool:
    """Whether the name of a box says that an author stands there."""
    return _SIGNED.search(f"{box.get('class') or ''} {box.get('id') or ''}") is not None


def _below(body: Tag) -> Iterator[Tag]:
    """Boxes with words that follow a text, the nearest first."""
    around: Tag | None = body
    while around is not None and around.name not in ("body", "html", "[document]"):
        for box in around.find_next_siblings():
            if box.get_text(strip=True):
                yield box
        around = around.parent


def clean_body(
    soup: BeautifulSoup,
    draft: Draft,
    drop: list[str],
    address: str,
    files: PageFiles,
) -> None:
    """Reduce the body of a draft to its text; find its files; make its links stand alone."""
    draft.remarks += link_players(soup, draft.body)
    _settle_lazy_pictures(draft.body)
    clean_html(soup, draft.body, drop)
    _find_pictures(draft, files)
    _find_documents(draft, address, files)


_LAZY = ("data-lazy-src", "data-original", "data-lazy", "data-src")


def _settle_lazy_pictures(body: Tag) -> None:
    """Pictures that a script would fetch later, or that only a set of sizes names, get a `src`."""
    for hidden in body.find_all("noscript"):
        hidden.decompose()
    for picture in body.find_all("img"):
        later = next((str(picture[name]) for name in _LAZY if picture.get(name)), "")
        sizes = str(picture.get("srcset") or picture.get("data-srcset") or "").split(",")
        largest = sizes[-1].split()[0] if sizes[-1].split() else ""
        shown = str(picture.get("src") or "")
        picture["src"] = later or (largest if not shown or shown.startswith("data:") else shown)


def _find_pictures(draft: Draft, files: PageFiles) -> None:
    pictures: dict[str, SourceFile] = {}
    icons: list[str] = []
    for picture in draft.body.find_all("img"):
        source = str(picture.get("src") or "")
        found = files.picture(source) if source and not source.startswith("data:") else None
        if found is None:
            draft.remarks.append(f"Ảnh “{source[:120]}” không có trong nguồn nên bị bỏ.")
            picture.decompose()
            continue
        if is_icon(found):
            icons.append(source.rpartition("/")[2][:60])
            picture.decompose()
            continue
        pictures[source] = found
        picture["src"] = source
    if icons:
        draft.remarks.append(f"Biểu tượng của trang cũ không lấy: {some_of(icons)}.")
    draft.pictures = pictures


def _find_documents(draft: Draft, address: str, files: PageFiles) -> None:
    """Links to documents of the source stay as they are; the others lead to where they led."""
    documents: dict[str, SourceFile] = {}
    for link in draft.body.find_all("a"):
        href = str(link.get("href") or "").strip()
        document = files.document(href) if href and link.find("img") is None else None
        if document is not None:
            documents[href] = document
            link["href"] = href
            continue
        missing = bool(document_name_ending(href)) and files.is_own(href)
        if missing:
            draft.remarks.append(
                f"Tệp “{href[:120]}” không có trong nguồn; liên kết còn trỏ về trang cũ."
            )
        _settle_link(link, (missing and files.base) or address, draft)
        if not missing and files.is_own(str(link.get("href") or "#")):
            link["href"] = _within_site(str(link["href"]))
    draft.documents = documents


def _within_site(address: str) -> str:
    """An address of the site itself as its pages have it: path and query."""
    parts = split_address(address)
    return parts._replace(scheme="", netloc="", path=parts.path or "/").geturl()


def _settle_link(link: Tag, address: str, draft: Draft) -> None:
    href = str(link.get("href") or "").strip()
    if link.find("img") is not None or not href or href.startswith(("#", "javascript:")):
        link.unwrap()
    elif href.startswith(("file:", "\\\\")):
        draft.remarks.append(f"Liên kết tới tệp trên máy riêng (“{href[:80]}”) bị bỏ.")
        link.unwrap()
    elif address and not split_address(href).scheme:
        link["href"] = join_address(address, href)


def finish_story(soup: BeautifulSoup, draft: Draft, title: str) -> None:
    """The structure and the header of a story whose body is clean."""
    table_layout.lay_out_tables(soup)
    give_captions(soup)
    guess_story(draft, title)
    finish(draft, soup)
    if "date" not in draft.fields and draft.is_dated:
        draft.fields["date"] = UNDATED
        draft.remarks.append(NO_DATE)


_MONTH_FIRST = re.compile(r"\b(\d{1,2})/(\d{1,2})(?=/(?:19|20)\d\d\b)")
_TIME = re.compile(
    r"\b(?P<hour>[01]?\d|2[0-3])[:h](?P<minute>[0-5]\d)(?::\d\d)?\s*(?P<half>SA|CH|AM|PM)?\b",
    re.IGNORECASE,
)
UNDATED = "01/01/2000"
"""Date of a draft whose source has none; a person must write the true one."""
NO_DATE = "Không thấy ngày đăng trên trang: đã ghi tạm 01/01/2000, sửa lại."


def take_date(draft: Draft, written: str, reason: str, *, month_first: bool = False) -> None:
    """Put a date in the header, when it can be read; with a reason it is a guess."""
    if not written:
        return
    if month_first:
        written = _MONTH_FIRST.sub(r"\2/\1", written)
    try:
        moment = _moment(written).astimezone(VIETNAM)
    except (ValueError, OverflowError):
        draft.remarks.append(f"Ngày “{written[:60]}” không đọc được: điền `date`.")
        return
    shown = f"{moment:%d/%m/%Y %H:%M}".removesuffix(" 00:00")
    if reason:
        draft.guess("date", "Ngày đăng", shown, reason)
    else:
        draft.fields["date"] = shown


def _moment(written: str) -> datetime:
    """A moment as a page shows it, among other words: "Cập nhật: 02/02/2011 8:01:00 CH - 42 lượt".

    Raises:
        ValueError: there is no date that can be.
    """
    try:
        return parse_moment(written)
    except ValueError:
        day, time = written_day(written), _TIME.search(written)
        if not day:
            raise
        if time is None:
            return parse_moment(day)
        afternoon = (time["half"] or "").upper() in ("CH", "PM")
        hour = int(time["hour"]) % 12 + 12 * afternoon if time["half"] else int(time["hour"])
        return parse_moment(f"{day} {hour}:{time['minute']}")


_LINE_OF_DATE = 14
"""Words of a line that holds no more than a date, and how often the page was read."""


def _drop_head(draft: Draft, written: str) -> None:
    """A title or a date that stands in the text again is not part of the text."""
    for heading in innermost_blocks(draft.body)[:3]:
        words = words_of(heading)
        dated = "date" in draft.fields and written != "" and words.startswith(written)
        if words == draft.fields.get("title") or (dated and len(words.split()) <= _LINE_OF_DATE):
            heading.decompose()
