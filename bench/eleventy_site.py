"""The same entries for Eleventy (11ty.dev): its Markdown, Nunjucks, pagination and collections.

As in stock Pelican (`bench.pelican_site`), products are entries with a category and tags, lists go
by category, tag, author and month, and RSS and Atom of all, of categories and of tags hold whole
texts. Its Markdown knows tables, and no definition lists, abbreviations or footnotes.
"""

import json
import shutil
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from khuyencong.content.front_matter import parse
from khuyencong.content.record import Record
from khuyencong.model.product import Product
from khuyencong.site.site_reader import read_site
from khuyencong.vietnamese.dates import parse_moment

PARTS = Path(__file__).parent / "eleventy"


def make_eleventy_site(content: Path, cache: Path, folder: Path, now: str) -> None:
    """An Eleventy project in `folder` with what `content` holds."""
    moment = parse_moment(now)
    site = read_site(content, cache, moment).site
    if site is None:
        raise SystemExit("the corpus is not sound")
    shutil.copytree(PARTS, folder)
    for record in site.records:
        entry = record.entry
        tags = list(entry.tags)
        if isinstance(entry, Product):
            tags += [f"{award.level.label} {award.year}" for award in entry.awards]
        date = entry.date or moment
        header = {
            "layout": "entry.njk",
            "title": entry.title,
            "day": f"{date:%Y-%m-%dT%H:%M}",
            "rfc": format_datetime(date),
            "category": record.category,
            "labels": tags,
            "author": entry.author,
            "summary": record.summary,
            "permalink": f"{record.address}index.html",
            "listed": entry.listed or isinstance(entry, Product),
        }
        _write(folder / "content" / record.source, header, content, record)
    for template in folder.glob("*.njk"):
        template.rename(folder / "content" / template.name)


def _write(file: Path, header: dict[str, Any], content: Path, record: Record[Any]) -> None:
    text = parse((content / record.source).read_text(encoding="utf-8"), record.source).body
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"---json\n{json.dumps(header, ensure_ascii=False)}\n---\n{text}", "utf-8")
