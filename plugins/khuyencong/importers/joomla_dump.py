"""The articles of a Joomla, from the SQL export of its database (`#__content`, Joomla 1.5 to 5)."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from html import escape
from pathlib import Path

from khuyencong.importers.draft import Draft
from khuyencong.importers.html_page import clean_body, finish_story
from khuyencong.importers.html_tree import decoded_html, parse_html
from khuyencong.importers.joomla_plugins import take_plugins
from khuyencong.importers.old_names import LEFT_OUT, OldNames
from khuyencong.importers.page_files import PageFiles
from khuyencong.importers.picture_fetcher import PictureFetcher
from khuyencong.importers.source_files import file_at
from khuyencong.importers.sql_rows import sql_rows
from khuyencong.importers.story_facts import StoryFacts, take_facts
from khuyencong.model.stories import News

_LEFT_OUT = {"0": "chưa đăng", "-2": "đã xóa", "-1": "lưu kho"}


class JoomlaDump:
    """An export, with the folder in which it lies and its pictures (`images/stories/…`)."""

    def __init__(
        self, data: bytes, folder: Path, names: OldNames, fetcher: PictureFetcher | None
    ) -> None:
        self._folder, self._names, self._fetcher = folder, names, fetcher
        self.left_out: Counter[str] = Counter()
        self._categories: dict[str, Mapping[str, str]] = {}
        self._users: dict[str, str] = {}
        self._articles: list[Mapping[str, str]] = []
        for table, row in sql_rows(decoded_html(data), "content", "categories", "users"):
            if table == "categories":
                self._categories[row.get("id", "")] = row
            elif table == "users":
                self._users[row.get("id", "")] = row.get("name", "")
            elif row.get("id"):
                self._articles.append(row)

    @property
    def total(self) -> int:
        """How many articles there are."""
        return len(self._articles)

    def drafts(self) -> Iterator[Draft]:
        """Every article that readers saw; others are counted in `left_out`."""
        for article in self._articles:
            if why := _LEFT_OUT.get(article.get("state", "1")):
                self.left_out[why] += 1
            else:
                yield self._draft(article)

    def _draft(self, article: Mapping[str, str]) -> Draft:
        category = self._categories.get(article.get("catid", ""), {})
        folder, tags = self._names.place([category.get("title", "")])
        soup = parse_html(f"<body>{_text(article)}</body>")
        addresses = list(_addresses(article, category))
        title = article.get("title", "").strip()
        draft = Draft(
            f"joomla:{article['id']}", title, folder or News.folder, {}, soup.body or soup
        )
        facts = StoryFacts(
            title,
            author=article.get("created_by_alias")
            or self._users.get(article.get("created_by", ""), ""),
            date=_moment(article),
            tags=tags,
            addresses=addresses,
        )
        take_facts(draft, facts, self._names)
        take_plugins(draft, soup)
        if draft.folder != LEFT_OUT:
            files = PageFiles(partial(file_at, self._folder), self._fetcher, addresses[0])
            clean_body(soup, draft, [], addresses[0], files)
            finish_story(soup, draft, title or "Bài chưa đặt tít")
        return draft


def _text(article: Mapping[str, str]) -> str:
    """The whole text of an article below the pictures that are set for it."""
    try:
        shown = json.loads(article.get("images") or "{}")
    except (ValueError, RecursionError):  # before 2.5 a list of files
        shown = {}
    text = article.get("introtext", "") + article.get("fulltext", "")
    for part in ("image_fulltext", "image_intro") if isinstance(shown, dict) else ():
        address = str(shown.get(part) or "").partition("#")[0]
        if address and address not in text:
            caption = escape(str(shown.get(f"{part}_caption") or ""))
            alt = escape(str(shown.get(f"{part}_alt") or ""))
            picture = f'<img src="{escape(address)}" alt="{alt}">'
            text = f"<figure>{picture}<figcaption>{caption}</figcaption></figure>{text}"
    return text


def _moment(article: Mapping[str, str]) -> str:
    """When an article was published; Joomla keeps moments in UTC."""
    written = (article.get(key, "") for key in ("publish_up", "created"))
    day = next((moment for moment in written if moment and moment[:4] != "0000"), "")
    return f"{day.replace(' ', 'T')}Z" if day else ""


def _addresses(article: Mapping[str, str], category: Mapping[str, str]) -> Iterator[str]:
    """Where an article was: asked for by number, and by the names of Joomla's own routes."""
    number, alias = article["id"], article.get("alias", "")
    asked = "/index.php?option=com_content&view=article&id="
    yield f"{asked}{number}"
    if alias:
        yield f"{asked}{number}:{alias}"
        section = category.get("alias", "")
        if section:
            yield f"{asked}{number}:{alias}&catid={category.get('id')}:{section}"
            yield f"/{section}/{number}-{alias}"
            yield f"/{section}/{number}-{alias}.html"
