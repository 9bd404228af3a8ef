"""A WordPress export (WXR): posts and pages to drafts, with their pictures from beside the file.

Format: https://developer.wordpress.org (WXR 1.2 is RSS 2.0 with elements of its own). Text is read
as WordPress shows it: an empty line ends a paragraph, a line end is a break (`wpautop`).
"""

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from khuyencong.importers.draft import Draft
from khuyencong.importers.foreign_address import split_address
from khuyencong.importers.html_page import clean_body, finish_story
from khuyencong.importers.html_tree import parse_html
from khuyencong.importers.old_names import OldNames
from khuyencong.importers.page_files import PageFiles
from khuyencong.importers.picture_fetcher import PictureFetcher
from khuyencong.importers.report import SourceRefusedError, some_of
from khuyencong.importers.shortcodes import Shortcodes
from khuyencong.importers.source_files import SourceFile, file_below
from khuyencong.importers.story_facts import FOLDER_OF_POST, StoryFacts, take_facts

_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_WP = re.compile(r"^\{http://wordpress\.org/export/[\d.]+/(?P<part>excerpt/)?\}")
_LEFT_OUT = {
    "draft": "bản nháp",
    "auto-draft": "bản nháp tự động",
    "trash": "đã xóa",
    "pending": "chờ duyệt",
    "private": "riêng tư",
    "inherit": "bản cũ",
}
_BLOCK = re.compile(
    r"^\s*</?(?:p|div|h[1-6]|ul|ol|li|table|thead|tbody|tr|td|th|blockquote|figure|figcaption|pre"
    r"|hr|form|section|article|dl|dt|dd|iframe|center)\b",
    re.IGNORECASE,
)
_HEADING_END = re.compile(r"(</h[1-6]>)[ \t]*\n", re.IGNORECASE)
LARGEST = 600 * 1024 * 1024
"""Bytes of an export: some 60,000 posts."""
_BROKEN = "Tệp XML của WordPress bị đứt hoặc hỏng. Xuất lại (Công cụ › Xuất) rồi nhập."
_SIZED = re.compile(r"-(?:\d{2,4}x\d{2,4}|scaled)(?=\.\w+$)")


@dataclass
class _Post:
    """An item of the export, as far as it is needed."""

    fields: dict[str, str] = field(default_factory=dict)
    categories: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        return self.fields.get(name, "")


class WordPressExport:
    """Reads an export twice: for names of authors and attachments, then post by post."""

    def __init__(self, file: Path, names: OldNames, fetcher: PictureFetcher | None) -> None:
        """Raises SourceRefusedError: the file is too large, or no well-formed export."""
        if (size := file.stat().st_size) > LARGEST:
            raise SourceRefusedError(
                f"Tệp xuất nặng {size // 1024 // 1024} MB, quá {LARGEST // 1024 // 1024} MB. Trong "
                "WordPress (Công cụ › Xuất) chọn từng khoảng ngày, nhập từng tệp."
            )
        self.file = file
        self._names, self._fetcher = names, fetcher
        self.left_out: Counter[str] = Counter()
        self.total = 0
        self._attachments: dict[str, str] = {}
        self._authors: dict[str, str] = {}
        for post in self._posts():
            self.total += post["post_type"] in FOLDER_OF_POST
            if post["post_type"] == "attachment":
                self._attachments[post["post_id"]] = post["attachment_url"]

    def drafts(self) -> Iterator[Draft]:
        """Every published post and page; others are counted in `left_out`."""
        for post in self._posts():
            if post["post_type"] not in FOLDER_OF_POST:
                continue
            if post["status"] not in ("publish", "future"):
                self.left_out[_LEFT_OUT.get(post["status"], post["status"])] += 1
                continue
            try:
                yield self._draft(post)
            except (RecursionError, SourceRefusedError):
                self.left_out["lồng quá nhiều lớp thẻ"] += 1

    def _posts(self) -> Iterator[_Post]:
        try:
            # Without `huge_tree` libxml2 keeps its bound on what entities may grow to.
            events = etree.iterparse(
                str(self.file),
                ("start", "end"),
                tag=("rss", "item", "{*}author"),
                resolve_entities=False,
                no_network=True,
                recover=True,
            )
            begun = False
            for event, element in events:
                if event == "start":
                    _refuse_doctype(element)
                    begun = True
                    continue
                if element.tag == "item":
                    yield _post(element)
                elif _WP.match(element.tag):
                    values = {_name(part.tag): part.text or "" for part in element}
                    self._authors[values.get("author_login", "")] = values.get(
                        "author_display_name", ""
                    )
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
        except etree.XMLSyntaxError as error:
            raise SourceRefusedError(_BROKEN) from error
        if not begun:  # a bomb of entities, at which libxml2 stops without a word
            raise SourceRefusedError(_BROKEN)

    def _draft(self, post: _Post) -> Draft:
        shortcodes = Shortcodes(self._attachments)
        soup = parse_html(_paragraphs(self._written_out(post, shortcodes)))
        body = soup.body or soup
        title = html.unescape(post["title"]).strip()
        folder, categories = self._names.place(post.categories)
        if post["post_type"] == "page":
            folder = None
        draft = Draft(
            f"wp:{post['guid'] or post['link']}",
            post["link"] or title,
            folder or FOLDER_OF_POST[post["post_type"]],
            {},
            body,
        )
        facts = StoryFacts(
            title,
            post["excerpt"],
            self._authors.get(post["creator"]) or post["creator"],
            date=post["post_date"] if post["post_date"][:4] != "0000" else "",
            tags=[*post.tags, *categories],
            addresses=(post["link"], f"/?p={post['post_id']}" if post["post_id"] else ""),
        )
        take_facts(draft, facts, self._names)
        if shortcodes.left:
            names = some_of([f"[{name}]" for name in shortcodes.left])
            draft.remarks.append(f"Mã ngắn của trang cũ bị bỏ: {names}. Xem trên trang cũ có gì.")
        files = PageFiles(self._upload, self._fetcher, post["link"])
        clean_body(soup, draft, [], post["link"], files)
        finish_story(soup, draft, title or post["post_name"] or "Bài chưa đặt tít")
        return draft

    def _written_out(self, post: _Post, shortcodes: Shortcodes) -> str:
        """The text of a post, below its featured picture if that is nowhere in it."""
        text = shortcodes.written_out(_without_comments(post["content"]))
        featured = self._attachments.get(post.meta.get("_thumbnail_id", ""), "")
        if featured and Path(split_address(featured).path).stem not in text:
            text = f'<p><img src="{html.escape(featured)}" alt=""></p>\n\n{text}'
        return text

    def _upload(self, source: str) -> SourceFile | None:
        """A file of the uploads beside the export; a picture at full size before a smaller one."""
        path = unquote(split_address(source).path)
        inner = path.partition("wp-content/")[2] or path.lstrip("/")
        base = self.file.parent
        for name in dict.fromkeys((_SIZED.sub("", inner), inner)):
            for place in (f"wp-content/{name}", name, name.removeprefix("uploads/")):
                if found := file_below(base, place):
                    return found
        return None


def _refuse_doctype(element: "etree._Element") -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise SourceRefusedError("Tệp XML có khai báo DOCTYPE nên không được mở.")


def _name(tag: str) -> str:
    return _WP.sub("", tag)


def _post(element: "etree._Element") -> _Post:
    post = _Post()
    for part in element:
        if not isinstance(part.tag, str):
            continue
        text = part.text or ""
        excerpt = _WP.match(part.tag)
        if part.tag == "category":
            names = post.tags if part.get("domain") == "post_tag" else post.categories
            names.append(html.unescape(text).strip())
        elif part.tag == _CONTENT:
            post.fields["content"] = text
        elif part.tag == _CREATOR:
            post.fields["creator"] = text
        elif excerpt and excerpt["part"]:
            post.fields["excerpt"] = text
        elif _name(part.tag) == "postmeta":
            values = [child.text or "" for child in part]
            if len(values) == 2:
                post.meta[values[0]] = values[1]
        else:
            post.fields[_name(part.tag)] = text
    return post


def _without_comments(text: str) -> str:
    kept, end = [], 0
    while (start := text.find("<!--", end)) >= 0 and (close := text.find("-->", start + 4)) >= 0:
        kept.append(text[end:start])
        end = close + len("-->")
    return "".join(kept) + text[end:]


def _paragraphs(text: str) -> str:
    """WordPress's rule for plain lines: an empty line ends a paragraph, a line end is a break."""
    text = _HEADING_END.sub(r"\1\n\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    blocks = re.split(r"\n\s*\n", text)
    paragraphs = []
    for block in blocks:
        if not block.strip():
            continue
        inside = _BLOCK.match(block) is not None
        paragraphs.append(
            block if inside else f"<p>{'<br>'.join(block.strip().split(chr(10)))}</p>"
        )
    return "\n".join(paragraphs)
