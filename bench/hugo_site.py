"""The same site for Hugo: every story, product and page, the same lists and feeds.

Every feed here is one there, in the same three formats with whole texts, and every story has
its ninjs. The archive of a month is one document there, and as many as its size asks for here.

Lists are Hugo's own (sections, taxonomies, its pagination); pages that only this program has a
generator for (makers, rounds, stall cards) are given to Hugo as content.
"""

import json
import re
import shutil
from pathlib import Path
from typing import Any

from khuyencong.assets.theme_assets import AssetLinks
from khuyencong.catalogue.galleries import Catalogue
from khuyencong.content.front_matter import parse
from khuyencong.content.record import Record
from khuyencong.describing.products import ProductDescriptions
from khuyencong.feeds.channels import channels as feed_channels
from khuyencong.model.product import Product
from khuyencong.pages.chrome import chrome
from khuyencong.pages.product_context import ProductContext
from khuyencong.pages.site_pages import SitePages
from khuyencong.site.site_reader import read_site
from khuyencong.vietnamese.dates import parse_moment
from khuyencong.vietnamese.slugs import slugify

FEEDS = ["HTML", "RSS", "Atom", "JSONFeed"]
LAYOUTS = Path(__file__).parent / "hugo"
NATURAL = {"front", "list", "gallery", "story", "product", "page"}
"""Templates whose pages Hugo makes of itself."""

CONFIG = """\
baseURL = "https://khuyencong.example/"
title = "Bản tin Khuyến công"
languageCode = "vi"
timeZone = "Asia/Ho_Chi_Minh"
disablePathToLower = true
summaryLength = 0
[pagination]
pagerSize = 12
path = "trang"
disableAliases = true
[taxonomies]
the = "the"
tacgia = "tac-gia"
donvi = "don-vi"
luutru = "luu-tru"
diaban = "dia-ban"
bosuutap = "bo-suu-tap"
[mediaTypes."application/atom+xml"]
suffixes = ["xml"]
[mediaTypes."application/feed+json"]
suffixes = ["json"]
[outputFormats.RSS]
mediatype = "application/rss+xml"
baseName = "rss"
[outputFormats.Atom]
mediatype = "application/atom+xml"
baseName = "atom"
[outputFormats.JSONFeed]
mediatype = "application/feed+json"
baseName = "feed"
isPlainText = true
[outputFormats.ninjs]
mediatype = "application/json"
baseName = "ninjs"
isPlainText = true
[outputs]
home = ["HTML", "RSS", "Atom", "JSONFeed"]
section = ["HTML", "RSS", "Atom", "JSONFeed"]
taxonomy = ["HTML"]
term = ["HTML"]
page = ["HTML"]
[related]
threshold = 0
[[related.indices]]
name = "the"
weight = 100
[markup.goldmark.renderer]
unsafe = true
[params]
agency = "Sở Công Thương (đơn vị minh họa)"
organisation = "Trung tâm Khuyến công Minh Họa"
[[menus.main]]
name = "Tin tức"
url = "/tin-tuc/"
weight = 1
[[menus.main]]
name = "Chính sách"
url = "/chinh-sach/"
weight = 2
[[menus.main]]
name = "Mô hình"
url = "/mo-hinh/"
weight = 3
[[menus.main]]
name = "Đào tạo"
url = "/dao-tao/"
weight = 4
[[menus.main]]
name = "Truyền hình"
url = "/truyen-hinh/"
weight = 5
[[menus.main]]
name = "Sản phẩm"
url = "/san-pham/"
weight = 6
"""


def make_hugo_site(content: Path, cache: Path, folder: Path, now: str) -> None:
    """A Hugo project in `folder` with what `content` holds; pictures are already made."""
    site = read_site(content, cache, parse_moment(now)).site
    if site is None:
        raise SystemExit("the corpus is not sound")
    folder.mkdir(parents=True)
    shutil.copytree(LAYOUTS, folder / "layouts")
    (folder / "hugo.toml").write_text(CONFIG, encoding="utf-8")
    channels = {channel.folder for channel in feed_channels(site) if channel.has_feed}
    galleries: dict[str, list[str]] = {}
    terms = [folder for folder in channels if folder.startswith(("the/", "dia-ban/"))]
    terms += [f"luu-tru/{year}-{month:02}/" for year, month in site.by_month]
    for gallery in Catalogue(site.products).galleries.values():
        name = "-".join(value.facet + "-" + value.slug for value in gallery.choice)
        for product in gallery.products if name else ():
            galleries.setdefault(product.address, []).append(name)
        if name and f"{gallery.address.strip('/')}/" in channels:
            terms.append(f"bo-suu-tap/{name}/")
    for term in terms:
        _put(folder / "content" / term / "_index.md", {"outputs": FEEDS}, "")
    for record in site.records:
        _write(folder, record, content, galleries.get(record.address, []))
    for section in ("khac", "trang"):
        _put(folder / "content" / section / "_index.md", {"build": {"render": "never"}}, "")
    root = "https://khuyencong.example"
    for page in SitePages(
        ProductContext(ProductDescriptions(site), chrome(site, AssetLinks(), root))
    ):
        listed = page.template in NATURAL or _list_of(page.address) in terms
        if not listed and page.path != "404.html":
            title = page.view.head.title
            front = {"title": title, "url": page.address, "type": "plain"}
            name = slugify(page.address) or "trang"
            _put(folder / "content" / "khac" / f"{name}.md", front, "")


def _list_of(address: str) -> str:
    """The folder of the list that a page is a part of: `/dia-ban/lang-son/trang/2/`."""
    return re.sub(r"trang/\d+/$", "", address.lstrip("/"))


def _write(folder: Path, record: Record[Any], content: Path, galleries: list[str]) -> None:
    entry = record.entry
    text = (content / record.source).read_text(encoding="utf-8")
    front: dict[str, Any] = {
        "title": entry.title,
        "summary": record.summary,
        "url": record.address,
        "photos": [_photo(figure) for figure in record.photos],
        "sample": entry.sample,
        "source_name": entry.source_name,
    }
    if entry.date:
        front["date"] = entry.date.isoformat()
    if isinstance(entry, Product):
        front |= {
            "bo-suu-tap": galleries,
            "type": "san-pham",
            "producer": entry.producer.name,
            "price": entry.price,
            "labels": list(entry.tags),
        }
    elif entry.listed and entry.date:
        front |= {
            "the": list(entry.tags),
            "tac-gia": [entry.author],
            "don-vi": [entry.unit],
            "luu-tru": [f"{entry.date:%Y-%m}"],
            "dia-ban": list(entry.localities),
            "outputs": ["HTML", "ninjs"],
        }
    else:
        front["type"] = "trang"
    _put(folder / "content" / record.source, front, parse(text, record.source).body)


def _photo(figure: Any) -> dict[str, Any]:
    picture = figure.picture
    return {
        "avif": [f"/{d.path} {d.width}w" for d in picture.avif],
        "jpeg": [f"/{d.path} {d.width}w" for d in picture.jpeg],
        "src": f"/{picture.fallback.path}",
        "width": picture.width,
        "height": picture.height,
        "alt": figure.alt,
        "caption": figure.caption,
        "credit": figure.credit,
    }


def _put(file: Path, front: dict[str, Any], body: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{json.dumps(front, ensure_ascii=False)}\n\n{body}", encoding="utf-8")
