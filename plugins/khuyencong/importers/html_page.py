"""A web page to one draft: by the rule of its portal, or by what pages are usually like."""

import re
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

from khuyencong.importers import table_layout
from khuyencong.importers.captions import give_captions
from khuyencong.importers.draft import Draft
from khuyencong.importers.html_cleaner import clean_html, words_count
from khuyencong.importers.page_files import PageFiles
from khuyencong.importers.portal_rule import (
    FEWEST_WORDS,
    WRITTEN_DAY,
    PortalRule,
    body_of,
    date_of,
    drop_lines,
    title_of,
)
from khuyencong.importers.report import SourceRefusedError
from khuyencong.importers.source_files import SourceFile, document_name_ending
from khuyencong.importers.story_guess import guess_story
from khuyencong.importers.word_story import finish
from khuyencong.model.fields import LONGEST_TITLE
from khuyencong.model.stories import News
from khuyencong.vietnamese.dates import VIETNAM, parse_moment


def page_draft(
    page: BeautifulSoup, name: str, address: str, rule: PortalRule, files: PageFiles
) -> Draft:
    """The draft of a page that holds a text.

    `address` is where the page was on its site ("" when it was nowhere). `name` is what a person
    calls it.

    Raises:
        SourceRefusedError: the page has no text of its own: a list, a form, a notice.
    """
    title, written = title_of(page, rule), date_of(page, rule)
    body = body_of(page, rule)
    if body is None or words_count(body) < FEWEST_WORDS // 2:
        raise SourceRefusedError("trang không có bài: danh sách, biểu mẫu hoặc trang trống")
    draft = Draft("", name, rule.kind or News.folder, {}, body.wrap(page.new_tag("div")))
    if title:
        draft.guess("title", "Tít", title[:LONGEST_TITLE], "đầu trang")
    for key, label, selector in (
        ("summary", "Sa-pô", rule.summary),
        ("author", "Bút danh", rule.author),
    ):
        found = page.select_one(selector) if selector else None
        if found is not None:
            draft.guess(key, label, " ".join(found.get_text(" ").split()), "theo tệp cách đọc")
            found.decompose()
    take_date(draft, written, "trên trang")
    drop_lines(draft.body, rule.lines)
    alone = BeautifulSoup("", "lxml")
    alone.append(draft.body.extract())
    clean_body(alone, draft, rule.drop, address, files)
    _drop_repeated_title(draft)
    finish_story(alone, draft, title or name)
    return draft


def clean_body(
    soup: BeautifulSoup,
    draft: Draft,
    drop: list[str],
    address: str,
    files: PageFiles,
) -> None:
    """Reduce the body of a draft to its text; find its files; make its links stand alone."""
    clean_html(soup, draft.body, drop)
    _find_pictures(draft, files)
    _find_documents(draft, address, files)


def _find_pictures(draft: Draft, files: PageFiles) -> None:
    pictures: dict[str, SourceFile] = {}
    for picture in draft.body.find_all("img"):
        source = str(picture.get("data-src") or picture.get("src") or "")
        found = files.picture(source) if source and not source.startswith("data:") else None
        if found is None:
            draft.remarks.append(f"Ảnh “{source[:120]}” không có trong nguồn nên bị bỏ.")
            picture.decompose()
            continue
        pictures[source] = found
        picture["src"] = source
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
    draft.documents = documents


def _settle_link(link: Tag, address: str, draft: Draft) -> None:
    href = str(link.get("href") or "").strip()
    if link.find("img") is not None or not href or href.startswith(("#", "javascript:")):
        link.unwrap()
    elif href.startswith(("file:", "\\\\")):
        draft.remarks.append(f"Liên kết tới tệp trên máy riêng (“{href[:80]}”) bị bỏ.")
        link.unwrap()
    elif address and not urlsplit(href).scheme:
        link["href"] = urljoin(address, href)


def finish_story(soup: BeautifulSoup, draft: Draft, title: str) -> None:
    """The structure and the header of a story whose body is clean."""
    table_layout.lay_out_tables(soup)
    give_captions(soup)
    guess_story(draft, title)
    finish(draft, soup)
    if "date" not in draft.fields and draft.is_dated:
        draft.fields["date"] = UNDATED
        draft.remarks.append("Không thấy ngày đăng trên trang: đã ghi tạm 01/01/2000, sửa lại.")


_ISO_DAY = re.compile(r"\b(?:19|20)\d\d-\d\d-\d\d\b")
_TIME = re.compile(
    r"\b(?P<hour>[01]?\d|2[0-3])[:h](?P<minute>[0-5]\d)(?::\d\d)?\s*(?P<half>SA|CH|AM|PM)?\b",
    re.IGNORECASE,
)
UNDATED = "01/01/2000"
"""Date of a draft whose source has none; a person must write the true one."""


def take_date(draft: Draft, written: str, reason: str) -> None:
    """Put a date in the header, when it can be read; with a reason it is a guess."""
    if not written:
        return
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
        day = WRITTEN_DAY.search(written) or _ISO_DAY.search(written)
        time = _TIME.search(written)
        if day is None:
            raise
        if time is None:
            return parse_moment(day[0])
        afternoon = (time["half"] or "").upper() in ("CH", "PM")
        hour = int(time["hour"]) % 12 + 12 * afternoon if time["half"] else int(time["hour"])
        return parse_moment(f"{day[0]} {hour}:{time['minute']}")


def _drop_repeated_title(draft: Draft) -> None:
    """A title that stands in the text again is not part of the text."""
    for heading in draft.body.find_all(["h1", "h2", "h3", "p"])[:3]:
        if " ".join(heading.get_text(" ").split()) == draft.fields.get("title"):
            heading.decompose()
            return
