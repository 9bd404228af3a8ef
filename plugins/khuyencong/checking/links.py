"""Links: anchors inside the site, and a list of those that lead out of it."""

import re
from collections.abc import Iterable, Iterator

from khuyencong.addresses import without_anchor
from khuyencong.checking.addresses import SiteAddresses
from khuyencong.checking.result import OutsideLink
from khuyencong.content.record import Record
from khuyencong.model.entry import Entry
from khuyencong.model.rules import Problem, Rule
from khuyencong.site.index import Site

_ID = re.compile(r'\sid="([^"]+)"')
_OF_TEMPLATES = frozenset({"noi-dung", "tom-tat", "loi-dan", "lien-quan", "thong-tin", "danh-hieu"})
"""Anchors that the theme gives to parts of a page."""


def outside_links(records: Iterable[Record[Entry]]) -> Iterator[OutsideLink]:
    """Every link of an entry to another site, in order of files and lines."""
    for record in records:
        found = [(line, href) for href, line in record.links if "://" in href]
        if record.entry.source_url:
            found.append((record.line(("source_url",)), record.entry.source_url))
        for line, address in sorted(set(found)):
            yield OutsideLink(record.source, line, address)


def broken_anchors(site: Site, addresses: SiteAddresses) -> Iterator[Problem]:
    """Links to a heading that the page does not have."""
    for record in site.records:
        for href, line in record.links:
            address, _, anchor = href.partition("#")
            if not anchor or "://" in address:
                continue
            target = site.by_address.get(without_anchor(address)) if address else record
            if target and anchor not in _anchors(target) | _OF_TEMPLATES:
                yield Problem(
                    record.source,
                    line,
                    Rule.BROKEN_ANCHOR,
                    f"Trang `{target.address}` không có đề mục `#{anchor}`.",
                    _advice(target),
                )


def _anchors(record: Record[Entry]) -> frozenset[str]:
    return frozenset(
        name for part in record.body if isinstance(part, str) for name in _ID.findall(part)
    )


def _advice(record: Record[Entry]) -> str:
    headings = sorted(name for name in _anchors(record) if name.startswith("muc-"))
    return f"Các đề mục: {', '.join(headings[:8])}." if headings else "Bỏ phần sau dấu `#`."
