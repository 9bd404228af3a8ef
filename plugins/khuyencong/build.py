"""A whole build, from a content folder to a published site."""

import time
from collections.abc import Hashable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from khuyencong.assets.podcast_cover import cover_files
from khuyencong.assets.theme_assets import read_assets
from khuyencong.calendar.calendar_files import calendar_files
from khuyencong.checking.addresses import site_addresses
from khuyencong.checking.fitness import misfits
from khuyencong.checking.published import PublishedEntries
from khuyencong.content.entry_cache import EntryCache
from khuyencong.content.file_lookup import FileLookup
from khuyencong.content.folder import ContentError
from khuyencong.content.record import Figure, Record
from khuyencong.describing.products import ProductDescriptions
from khuyencong.feeds.feed_set import FeedSet
from khuyencong.feeds.item_spool import ItemSpool
from khuyencong.feeds.items import ItemMaker
from khuyencong.feeds.news_sitemap import sitemap_paths
from khuyencong.figures.drawings import figure_bundles
from khuyencong.hooks import extra_pages
from khuyencong.model.document import Document
from khuyencong.model.entry import Entry
from khuyencong.model.rules import Problem, Rule, Severity
from khuyencong.pages.chrome import SEARCH, chrome
from khuyencong.pages.datasets import dataset_files
from khuyencong.pages.examples import example_pages
from khuyencong.pages.page import Page
from khuyencong.pages.product_context import ProductContext
from khuyencong.pages.robots import PATH as ROBOTS
from khuyencong.pages.robots import robots
from khuyencong.pages.site_pages import SitePages
from khuyencong.parallel import Progress
from khuyencong.pdf.page_pictures import make_page_pictures
from khuyencong.pdf.recognition import MOST_SECONDS, recognise
from khuyencong.pdf.records import PdfError, PdfFacts
from khuyencong.pictures.cache_pruning import prune_pictures
from khuyencong.pictures.derivatives import make_derivatives
from khuyencong.pictures.picture import PictureError
from khuyencong.press.kits import former_photos, kit_files, make_kits, prune_kits
from khuyencong.rendering.sink import Sink
from khuyencong.search.index import search_files
from khuyencong.search.opensearch import PATH as OPENSEARCH
from khuyencong.search.opensearch import opensearch
from khuyencong.site.index import Site
from khuyencong.site.problem_list import arranged
from khuyencong.site.sample_centre import refuse_sample
from khuyencong.site.site_reader import read_site
from khuyencong.store.cached_file import CachedFile
from khuyencong.store.digest import hex_digest_of
from khuyencong.store.generated_file import GeneratedFile
from khuyencong.store.served_files import ServedFiles
from khuyencong.store.value_cache import ValueCache


@dataclass(frozen=True)
class BuildSettings:
    """What a build must know besides the content."""

    cache: Path
    theme: Path
    site_url: str
    """Address of the site without a slash at its end; empty: the `url` of site.yml."""
    now: datetime
    """Decides embargoes and expiries; aware, in the time of Vietnam."""
    drafts: bool = False
    """Whether entries that readers may not see yet are shown, and the theme's examples."""
    production: bool = False
    """Whether the site is for readers; then nothing of the sample may be left in site.yml."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made."""

    pages: tuple[Page, ...]
    site_pages: SitePages
    picture_files: int
    problems: tuple[Problem, ...]
    """Warnings and notes; a build with errors makes nothing."""
    started: int
    """When it began, in nanoseconds of the epoch."""
    until: datetime
    """The next moment at which the same content makes another site."""
    files: Mapping[str, str]
    """Output path → state of every file and folder, so far as that is known."""
    records: tuple[Record[Entry], ...]
    """Every file that gave a record, published or not: what a last look must not find."""


def build(
    content: Path,
    settings: BuildSettings,
    sink: Sink,
    *,
    entry_cache: EntryCache | None = None,
    progress: Progress | None = None,
    executor: Executor | None = None,
) -> Built:
    """Make the site of a content folder and publish it.

    `entry_cache` is that of who builds again and again; by an `executor` others make pictures.

    Raises:
        ContentError: the content has errors; it names all of them, and nothing is published.
        SampleCentreError: a site for readers has an address or a number of the sample.
    """
    started, cache = time.time_ns(), settings.cache

    # Read every file once, to records or to problems, and gather the records in an index.
    reading = read_site(
        content, cache, settings.now, drafts=settings.drafts, entry_cache=entry_cache
    )
    site = reading.site
    if site is None:
        raise ContentError(reading.problems)
    if settings.production:
        refuse_sample(reading.problems)
    root = settings.site_url or site.centre.url.rstrip("/")

    # Make the derivatives of photos that are not in the cache.
    downloads = _downloads(content, site)
    pictures, waiting = _make_pictures(content, site, downloads, settings, progress, executor)

    # Say once what products are to readers, begin the search index, plan kits and feeds.
    products = ProductDescriptions(site)
    sink.write_beside(search_files(products, cache / "search"))
    kits = make_kits(products, root, content, cache / "press")
    items = ItemMaker(products, root, {**pictures, **downloads}, kits)
    sizes = ValueCache(int, cache / "feeds" / hex_digest_of(str(content.resolve()), root))
    served = ServedFiles(sink.output)
    feeds = FeedSet(items, sizes, served, ItemSpool(cache / "feeds"))

    # Every page, with a way to its view.
    assets = read_assets(settings.theme, site.centre, site.categories, cache / "emblems")
    context = ProductContext(products, chrome(site, assets.links, root))
    site_pages = SitePages(context, feeds.links, kits, feeds.followed_in)
    pages = [*site_pages, *extra_pages(site, context.chrome)]
    if settings.drafts:
        pages += example_pages(site, context.chrome, settings.theme)

    # Check that they fit together before anything is written.
    before = PublishedEntries.in_output(cache, sink.output)
    fit = misfits(site, pages, site_addresses(site, pages), before)
    problems = _without_errors(arranged([*reading.problems, *fit, *waiting], reading.records))

    # Write what changed.
    for path, data in assets.files.items():
        sink.write_bytes(path, data)
    sink.write_bytes(ROBOTS, robots(root, sitemap_paths(site)))
    sink.write_bytes(OPENSEARCH, opensearch(context.chrome, SEARCH.address))
    press = {**former_photos(kits, served), **kit_files(kits)}
    sink.write_copies({**pictures, **press, **downloads, **site.root_files})
    sink.write_generated(feeds.bundles())
    sink.write_generated(map(tuple, _tables_and_drawings(context, feeds, settings.theme)))
    sink.write_generated([tuple(calendar_files(site, root))])
    sink.write_pages(pages, site_pages.dependency_keys)
    sizes.save()

    # Publish, and forget what nobody needs any more.
    files = sink.publish()
    if sink.output and not settings.drafts:
        before.save(cache, sink.output, content, products)
    prune_pictures(cache / "pictures", [file.place for file in pictures.values()])
    prune_kits(cache / "press", kits)
    until = site.now if waiting else reading.until
    return Built(
        *(tuple(pages), site_pages, len(pictures), problems, started, until, files),
        records=reading.records,
    )


def _tables_and_drawings(
    context: ProductContext, feeds: FeedSet, theme: Path
) -> Iterator[Iterable[GeneratedFile]]:
    """Tables for programs, charts, and the covers of podcasts."""
    yield dataset_files(context)
    yield from figure_bundles(context.site, theme)
    yield cover_files(feeds.covers, theme)


def _make_pictures(
    content: Path,
    site: Site,
    downloads: Mapping[str, Path],
    settings: BuildSettings,
    progress: Progress | None,
    executor: Executor | None,
) -> tuple[dict[str, CachedFile], list[Problem]]:
    """Output path → file, of every derivative of a photo or of a page of a document; and what the
    next build has to go on with.

    Raises:
        ContentError: one turns out to be damaged where only its beginning was looked at.
    """
    # Many entries show one photo, and the names of its files stand for all that they are made of.
    figures: dict[Hashable, Figure] = {}
    for figure in site.figures:
        figures.setdefault((figure.picture.social.path, figure.picture.original), figure)
    photos = [(content / f.picture.source, f.picture, f.credits) for f in figures.values()]
    documents, cache = _documents(site, downloads), settings.cache / "pictures"
    waiting: list[Problem] = []
    if not settings.drafts:  # nobody waits some seconds a page to see a draft
        left = recognise([(file, facts) for file, _, facts in documents], cache, progress)
        waiting = [_scans_wait(path, left[file]) for file, path, _ in documents if file in left]
    try:
        pages = make_page_pictures(documents, cache, progress=progress, executor=executor)
        encoded = make_derivatives(photos, cache, progress=progress, executor=executor)
        return encoded | pages, waiting
    except PictureError as error:
        rule = Rule.PDF_UNUSABLE if isinstance(error, PdfError) else Rule.NOT_A_PICTURE
        problem = Problem(error.source, 1, rule, error.what, error.advice)
        raise ContentError([problem]) from error


def _scans_wait(path: str, pages: int) -> Problem:
    return Problem(
        path,
        1,
        Rule.PDF_SCANNED,
        f"Còn {pages} trang quét chưa nhận dạng chữ: mỗi lần dựng chỉ làm trong "
        f"{MOST_SECONDS // 60} phút.",
        "Dựng lại lần nữa, máy làm tiếp các trang còn lại.",
    )


def _documents(site: Site, downloads: Mapping[str, Path]) -> list[tuple[Path, str, PdfFacts]]:
    """Every PDF that is shown page by page."""
    return [
        (downloads[record.entry.file], record.entry.file, record.pdf)
        for record in site.records
        if record.pdf and isinstance(record.entry, Document)
    ]


def _downloads(content: Path, site: Site) -> dict[str, Path]:
    """Output path → file, of everything that entries offer."""
    lookup = FileLookup(content)
    paths = (path for record in site.records for path in record.files)
    return {path: content / (lookup.find(path) or path) for path in paths}


def _without_errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems, if none of them is an error.

    Raises:
        ContentError: one of them is.
    """
    found = tuple(problems)
    if any(problem.rule.severity is Severity.ERROR for problem in found):
        raise ContentError(found)
    return found
