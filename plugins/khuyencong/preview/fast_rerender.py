"""The pages of what was just saved, before the site around them is made again."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import cast

from khuyencong.build import Built
from khuyencong.content.entry_parser import Folder, read_entry
from khuyencong.content.record import Record
from khuyencong.model.entry import Entry, Status
from khuyencong.model.product import Producer, Product
from khuyencong.model.rules import Severity
from khuyencong.pages.views import Page
from khuyencong.rendering.in_memory_site import InMemorySite
from khuyencong.site.index import Site
from khuyencong.site.links import resolve_links
from khuyencong.site.producers import PublicProducer, PublicProduct, public_record


def rerendered_pages(
    changed: Iterable[Path], folder: Folder, site: InMemorySite, built: Built
) -> Iterator[Page]:
    """New pages of the changed entries, in the frame and among the neighbours of the last build.

    An entry with an error, a new address or a photo that is not made yet has to wait for the
    whole build.
    """
    shown = built.site_pages.context.site
    known = {record.source: record for record in shown.records}
    for path in changed:
        old = known.get(path.relative_to(folder.content).as_posix())
        new = old and _reread(folder, shown, old)
        if new and all(path in site.files for path in _picture_files(new)):
            yield from built.site_pages.of(new)


def _reread(folder: Folder, site: Site, old: Record[Entry]) -> Record[Entry] | None:
    kind = Product if isinstance(old.entry, PublicProduct) else type(old.entry)
    found = read_entry(folder, old.source, kind)
    if found.record is None or any(p.rule.severity is Severity.ERROR for p in found.problems):
        return None
    addresses = {each.source: each.address for each in site.records}
    (record,), _ = resolve_links([found.record], addresses)
    if record.address != old.address or record.entry.status is Status.WITHDRAWN:
        return None
    if isinstance(old.entry, PublicProduct):
        return _with_known_producer(cast(Record[Product], record), old.entry.producer)
    return record


def _with_known_producer(record: Record[Product], producer: PublicProducer) -> Record[Entry] | None:
    """The product with its producer of the last build, unless that is what was changed."""
    given = record.entry.producer.published()
    if any(getattr(given, name) != getattr(producer, name) for name in Producer.model_fields):
        return None
    return public_record(record, producer)


def _picture_files(record: Record[Entry]) -> Iterator[str]:
    for figure in record.figures:
        yield from (derivative.path for derivative in figure.picture.derivatives)
