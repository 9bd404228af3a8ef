"""Links that lead out of a site."""

from collections.abc import Iterable, Iterator

from khuyencong.checking.result import OutsideLink
from khuyencong.content.record import Record
from khuyencong.model.entry import Entry


def outside_links(records: Iterable[Record[Entry]]) -> Iterator[OutsideLink]:
    """Every link of an entry to another site, in order of files and lines."""
    for record in records:
        found = [(line, href) for href, line in record.links if "://" in href]
        if record.entry.source_url:
            found.append((record.line(("source_url",)), record.entry.source_url))
        for line, address in sorted(set(found)):
            yield OutsideLink(record.source, line, address)
