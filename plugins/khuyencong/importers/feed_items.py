"""RSS, Atom and JSON feeds: of others title, source, link and date of each item, and no more.

What the press wrote is pointed to with its source, not printed again. A feed comes in whole where a
person says in the file of names that it is the centre's own, or that its texts may be printed.
"""

import re
from dataclasses import dataclass
from html import escape
from pathlib import Path

from bs4 import BeautifulSoup

from khuyencong.importers.draft import Draft
from khuyencong.importers.feed_source import FeedItem, read_feed
from khuyencong.importers.foreign_address import split_address
from khuyencong.importers.html_cleaner import words_count
from khuyencong.importers.html_page import UNDATED, clean_body, finish_story, take_date
from khuyencong.importers.html_tree import parse_html
from khuyencong.importers.markdown_signs import escaped
from khuyencong.importers.old_names import LEFT_OUT, PLACE, OldNames
from khuyencong.importers.page_files import PageFiles
from khuyencong.importers.page_parts import FEWEST_WORDS
from khuyencong.importers.picture_fetcher import PictureFetcher
from khuyencong.importers.source_files import SourceFile, file_at
from khuyencong.importers.story_facts import StoryFacts, take_facts
from khuyencong.model.fields import LONGEST_TITLE
from khuyencong.model.stories import News

_ADDRESS = re.compile(r"https?://[^\s()<>\[\]]+")
_UNTITLED = "Tin chưa có tít"
_TITLE_WORDS = 14


@dataclass
class Feed:
    """A feed as a person keeps it: in a folder, with the pictures that its items show."""

    data: bytes
    folder: Path
    names: OldNames
    fetcher: PictureFetcher | None

    def drafts(self) -> list[Draft]:
        """A draft for each item.

        Raises:
            SourceRefusedError: the feed cannot be read.
        """
        source, items, is_mended = read_feed(self.data)
        keeps = bool(source) and self.names.keeps(source)
        drafts = [self._whole(item) if keeps else _pointer(item, source) for item in items]
        for draft in drafts if is_mended else ():
            draft.remarks.append("Feed hỏng cú pháp, đã đọc phần đọc được: so lại với trang gốc.")
        return drafts

    def _whole(self, item: FeedItem) -> Draft:
        """The story that an item of the centre's own feed tells."""
        soup = parse_html(f"<body>{_with_media(item)}</body>")
        folder, tags = self.names.place(item.tags)
        draft = Draft(_key(item), item.link, folder or News.folder, {}, soup.body or soup)
        addresses = (item.link,) if _ADDRESS.fullmatch(item.link) else ()
        title = _plain(item.title) or _first_words(item.html)
        facts = StoryFacts(title, item.summary, item.author, item.when, tags, addresses)
        take_facts(draft, facts, self.names)
        if draft.folder != LEFT_OUT:
            clean_body(soup, draft, [], item.link, PageFiles(self._file, self.fetcher, item.link))
            finish_story(soup, draft, title)
        return draft

    def _file(self, source: str) -> SourceFile | None:
        name = split_address(source).path.rpartition("/")[2]
        return file_at(self.folder, source) or file_at(self.folder, name)


def _pointer(item: FeedItem, source: str) -> Draft:
    """What leads to an item of somebody else."""
    title = _plain(item.title) or _UNTITLED
    empty = BeautifulSoup("", "lxml")
    draft = Draft(_key(item), item.link or title, News.folder, {}, empty, markdown="")
    draft.fields["title"] = title[:LONGEST_TITLE]
    take_date(draft, item.when, "feed")
    draft.fields.setdefault("date", UNDATED)
    draft.guesses.clear()
    if _ADDRESS.fullmatch(item.link):
        name = source or split_address(item.link).netloc
        draft.fields |= {"source_url": item.link, "source_name": name}
        draft.markdown = f"Đọc bài trên [{escaped(name)}]({item.link}).\n"
    if source and words_count(parse_html(item.html)) >= FEWEST_WORDS:
        draft.remarks.append(
            f"Feed có toàn văn mà chỉ lấy tít, liên kết. Trang này của chính trung tâm thì ghi "
            f"`{source}: giữ nguyên` dưới `sources:` trong `{PLACE}` rồi nhập lại."
        )
    return draft


def _key(item: FeedItem) -> str:
    """What an item is known by: its address, else what it says."""
    return f"feed:{item.link or f'{_plain(item.title)} {item.when} {_first_words(item.html)}'}"


def _plain(title: str) -> str:
    return parse_html(title).get_text(" ", strip=True)


def _first_words(html: str) -> str:
    return " ".join(_plain(html).split()[:_TITLE_WORDS]) or _UNTITLED


def _with_media(item: FeedItem) -> str:
    """The text of an item, what comes along with it before (a picture) or behind."""
    pictures, others = [], []
    for address, type_ in item.media:
        name = Path(split_address(address).path).name
        if type_.startswith("image") and name not in item.html:
            pictures.append(f'<p><img src="{escape(address)}" alt=""></p>')
        elif not type_.startswith("image"):
            others.append(f'<p><a href="{escape(address)}">{escape(name)}</a></p>')
    return "".join([*pictures, item.html, *others])
