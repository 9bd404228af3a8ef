"""The page that names the centres of a network, and the list of their feeds."""

from collections.abc import Mapping
from datetime import datetime

from khuyencong.feeds.opml import outline
from khuyencong.importers.markdown_signs import escaped
from khuyencong.network.entry_texts import one_line, quoted
from khuyencong.network.members import Network
from khuyencong.publishing.public_manifest import PublicManifest
from khuyencong.vietnamese.collation import sort_key
from khuyencong.vietnamese.dates import VIETNAM, short_date
from khuyencong.vietnamese.numbers import grouped

PAGE = "trang/cac-trung-tam.md"
FEEDS = "cac-trung-tam.opml"
_TITLE = "Các trung tâm khuyến công"


def centre_files(
    network: Network,
    manifests: Mapping[str, PublicManifest],
    counts: Mapping[str, tuple[int, int]],
) -> dict[str, bytes]:
    """Path below the content folder → content; `counts` are stories and products of each centre."""
    slugs = sorted(manifests, key=lambda slug: sort_key(network.centres[slug].province))
    rows = [
        _row(network, slug, manifests[slug], counts.get(slug, (0, 0)))
        for slug in slugs
        if not network.centres[slug].merged_into
    ]
    page = "\n".join(
        (
            "---",
            f"title: {_TITLE}",
            "slug: cac-trung-tam",
            "uid: mang-luoi-cac-trung-tam",
            "summary: Tin, sản phẩm, số liệu trên trang này lấy từ trang của các trung tâm sau.",
            "---",
            *rows,
            "",
            f"[Danh sách luồng tin của các trung tâm (OPML)](/{FEEDS})",
            "",
        )
    )
    feeds = outline(_TITLE, [(_TITLE, [_feed(network, slug, manifests[slug]) for slug in slugs])])
    return {PAGE: page.encode(), f"goc/{FEEDS}": feeds} if rows else {}


def _row(network: Network, slug: str, manifest: PublicManifest, counts: tuple[int, int]) -> str:
    """A line of a list: a table with names as long as these breaks words on a phone."""
    member, (stories, products) = network.centres[slug], counts
    changed = short_date(datetime.fromtimestamp(manifest.changed, VIETNAM))
    name = f"[{_words(member.name)}]({quoted(manifest.site)}/)"
    numbers = f"{grouped(stories)} tin, {grouped(products)} sản phẩm, cập nhật {changed}"
    return f"- **{_words(member.province)}**: {name}, {numbers}"


def _words(text: str) -> str:
    return escaped(one_line(text, 200))


def _feed(network: Network, slug: str, manifest: PublicManifest) -> dict[str, str]:
    member = network.centres[slug]
    return {
        "text": one_line(member.name, 200),
        "title": f"{one_line(member.province, 200)}: {one_line(member.name, 200)}",
        "xmlUrl": f"{manifest.site}/rss.xml",
        "htmlUrl": f"{manifest.site}/",
    }
