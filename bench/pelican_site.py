"""The same entries for stock Pelican: its own readers, generators and simplest theme.

Stories and products become articles with category, tags and author, pages stay pages; lists by
category, tag, author and month come with pagination, feeds of all, of categories and of tags
with whole texts. It makes fewer pages than this program: no galleries, rounds or stall cards.
"""

from pathlib import Path
from typing import Any

from khuyencong.content.front_matter import parse
from khuyencong.content.record import Record
from khuyencong.model.product import Product
from khuyencong.site.site_reader import read_site
from khuyencong.vietnamese.dates import parse_moment

SETTINGS = """\
SITENAME = "Bản tin Khuyến công"
SITEURL = "https://khuyencong.example"
TIMEZONE = "Asia/Ho_Chi_Minh"
DEFAULT_LANG = "vi"
PATH = "content"
THEME = "simple"
PLUGINS = []
DEFAULT_PAGINATION = 12
FEED_MAX_ITEMS = 30
RSS_FEED_SUMMARY_ONLY = False
FEED_ALL_ATOM = "atom.xml"
FEED_ALL_RSS = "rss.xml"
CATEGORY_FEED_ATOM = "{slug}/atom.xml"
CATEGORY_FEED_RSS = "{slug}/rss.xml"
TAG_FEED_ATOM = "the/{slug}/atom.xml"
TAG_FEED_RSS = "the/{slug}/rss.xml"
MONTH_ARCHIVE_SAVE_AS = "luu-tru/{date:%Y}/{date:%m}/index.html"
MARKDOWN = {
    "extension_configs": {
        f"markdown.extensions.{name}": {}
        for name in ("tables", "def_list", "sane_lists", "abbr", "footnotes", "toc")
    },
    "output_format": "html5",
}
"""


def make_pelican_site(content: Path, cache: Path, folder: Path, now: str) -> None:
    """A Pelican project in `folder` with what `content` holds."""
    site = read_site(content, cache, parse_moment(now)).site
    if site is None:
        raise SystemExit("the corpus is not sound")
    folder.mkdir(parents=True)
    (folder / "pelicanconf.py").write_text(SETTINGS, encoding="utf-8")
    for record in site.records:
        _write(folder / "content", record, content)


def _write(folder: Path, record: Record[Any], content: Path) -> None:
    entry, address = record.entry, record.address.strip("/")
    tags = list(entry.tags)
    if isinstance(entry, Product):
        tags += [f"{award.level.label} {award.year}" for award in entry.awards]
    header = {
        "Title": entry.title,
        "Date": f"{entry.date:%Y-%m-%d %H:%M}" if entry.date else "2026-01-01",
        "Category": record.category,
        "Tags": ", ".join(tags),
        "Authors": entry.author,
        "Slug": address.replace("/", "-"),
        "Url": record.address,
        "Save_as": f"{address}/index.html",
        "Summary": record.summary.replace("\n", " "),
    }
    text = parse((content / record.source).read_text(encoding="utf-8"), record.source).body
    lines = [f"{key}: {value}" for key, value in header.items() if value]
    listed = entry.listed or isinstance(entry, Product)
    file = folder / ("" if listed else "pages") / record.source
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join([*lines, "", text]), encoding="utf-8")
