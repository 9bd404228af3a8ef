"""The pages of what was just saved, before the site around them is made again."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import cast

from khuyencong.build import Built
from khuyencong.content.entry_parser import read_entry
from khuyencong.content.file_references import Folder
from khuyencong.content.record import Record
from khuyencong.model.entry import Entry, Status
from khuyencong.model.notice import Notice
from khuyencong.model.people import Artisan, Collaborator
from khuyencong.model.producer import Producer
from khuyencong.model.product import Product
from khuyencong.model.rules import Severity
from khuyencong.pages.page import Page
from khuyencong.pictures.derivatives import make_derivatives
from khuyencong.rendering.in_memory_site import InMemorySite
from khuyencong.site.index import Site
from khuyencong.site.links import resolve_links
from khuyencong.site.moments import with_lifted_date
from khuyencong.site.people import PublicPerson
from khuyencong.site.producers import PublicProduct, public_product
from khuyencong.site.visits import PublicNotice
from khuyencong.store.cached_file import CachedFile


def rerendered_pages(
    changed: Iterable[Path],
    folder: Folder,
    site: InMemorySite,
    built: Built,
    *,
    unbuilt: Iterable[Path] | None = (),
) -> Iterator[Page]:
    """New pages of the changed entries, in the frame and among the neighbours of the last build.

    An entry with an error, a new address or a photo that is not made yet has to wait for the
    whole build. So has a person, and every product, when one of the changed files, or of those
    that were saved since that build (`unbuilt`; None for more than entries), may tell something
    new of a producer: what a household lets be published is decided by all files.
    """
    shown = built.site_pages.context.site
    known = {record.source: record for record in (*shown.withdrawn, *shown.records)}
    changed = tuple(changed)
    settled = unbuilt is not None and all(
        _tells_nothing_new(folder, known, _source(folder, path)) for path in {*changed, *unbuilt}
    )
    for source in (_source(folder, path) for path in changed):
        old = known.get(source)
        if old is None or isinstance(old.entry, PublicPerson | PublicNotice):
            continue
        if isinstance(old.entry, PublicProduct) and not settled:
            continue
        new = _reread(folder, shown, old)
        if new and all(path in site.files for path in _picture_files(new)):
            yield from built.site_pages.of(new)


def drafted_page(record: Record[Entry], built: Built) -> Page:
    """The page of an entry as it would be: it may be newer than the build, or new altogether."""
    site = built.site_pages.context.site
    addresses = {each.source: each.address for each in site.records}
    (resolved,), _ = resolve_links([record], addresses)
    return next(iter(built.site_pages.of(resolved)))


def drafted_photos(record: Record[Entry], content: Path, cache: Path) -> Mapping[str, CachedFile]:
    """Output path → file, of the derivatives that the page of an entry names; made if missing.

    Raises:
        PictureError: a photo is damaged.
    """
    figures = [*record.photos, *record.body.figures]
    photos = [(content / f.picture.source, f.picture, f.credits) for f in figures]
    return make_derivatives(photos, cache, workers=1)


def _source(folder: Folder, path: Path) -> str:
    return path.relative_to(folder.content).as_posix()


def _tells_nothing_new(folder: Folder, known: Mapping[str, Record[Entry]], source: str) -> bool:
    """Whether a file, if it is a product's, names its producer as the last build knew it; one
    of a person or a notice may withhold what a producer has too."""
    folder_of = source.partition("/")[0]
    if folder_of != Product.folder:
        return folder_of not in (Artisan.folder, Collaborator.folder, Notice.folder)
    old = known.get(source)
    new = read_entry(folder, source, Product).record
    if old is None or new is None or not isinstance(old.entry, PublicProduct):
        return False
    given = cast(Record[Product], new).entry.producer.published()
    producer = old.entry.producer
    return all(getattr(given, name) == getattr(producer, name) for name in Producer.model_fields)


def _reread(folder: Folder, site: Site, old: Record[Entry]) -> Record[Entry] | None:
    kind = Product if isinstance(old.entry, PublicProduct) else type(old.entry)
    found = read_entry(folder, old.source, kind)
    if found.record is None or any(p.rule.severity is Severity.ERROR for p in found.problems):
        return None
    addresses = {each.source: each.address for each in site.records}
    (record,), _ = resolve_links([found.record], addresses)
    if record.address != old.address or Status.WITHDRAWN in (record.entry.status, old.entry.status):
        return None
    if isinstance(old.entry, PublicProduct):
        return with_lifted_date(public_product(record, old.entry.producer))
    return with_lifted_date(record)


def _picture_files(record: Record[Entry]) -> Iterator[str]:
    for figure in record.figures:
        yield from (derivative.path for derivative in figure.picture.derivatives)
