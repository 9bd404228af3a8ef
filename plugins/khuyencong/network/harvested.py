"""What the documents of a centre say: stories, products, đề án, as plain values of known types."""

from collections.abc import Iterator, Mapping, Sized
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from khuyencong.catalogue.downloads import JSON as PRODUCTS
from khuyencong.catalogue.facets import ROOT
from khuyencong.figures.data_table import FOLDER as FIGURES
from khuyencong.network.errors import HarvestError
from khuyencong.network.object_store import ObjectStore
from khuyencong.publishing.public_manifest import FEED, PublicManifest

MOST_ITEMS = 50_000
"""Stories, or products, of one centre: five times what the largest has."""

T = TypeVar("T")


class Words(msgspec.Struct, frozen=True):
    """What our JSON Feed says of a photo besides what every feed says."""

    caption: str = ""
    credit: str = ""
    digital_source_type: str = ""


class Attachment(msgspec.Struct, frozen=True):
    """A file of an item."""

    url: str
    mime_type: str
    title: str = ""
    _khuyencong: Words | None = None

    @property
    def words(self) -> Words:
        return self._khuyencong or Words()


class Correction(msgspec.Struct, frozen=True):
    """A correction, its moment in RFC 3339."""

    date: str
    note: str


class Event(msgspec.Struct, frozen=True):
    """When and where a class is; moments in RFC 3339."""

    starts: str
    ends: str = ""
    deadline: str = ""
    place: str = ""
    cancelled: str = ""


class More(msgspec.Struct, frozen=True):
    """What our JSON Feed says of an item besides what every feed says."""

    withdrawn: bool = False
    sample: bool = False
    document_number: str = ""
    corrections: tuple[Correction, ...] = ()
    event: Event | None = None


class Item(msgspec.Struct, frozen=True):
    """An item of a JSON Feed (jsonfeed.org, 1.1), as far as it is used."""

    id: str
    url: str
    title: str
    date_published: str
    content_html: str = ""
    summary: str = ""
    date_modified: str = ""
    tags: tuple[str, ...] = ()
    language: str = "vi"
    attachments: tuple[Attachment, ...] = ()
    _khuyencong: More | None = None

    @property
    def more(self) -> More:
        return self._khuyencong or More()


class AwardRow(msgspec.Struct, frozen=True):
    """An award in products.json."""

    level: str
    year: int
    region: str | None = None
    decision: str = ""
    date: str | None = None
    expires: str | None = None


class ProductRow(msgspec.Struct, frozen=True):
    """A product in products.json, as far as it is used: no telephone, mail or house number."""

    id: str
    name: str
    group: str
    producer: str
    url: str
    producer_kind: str = ""
    commune: str = ""
    province: str = ""
    awards: tuple[AwardRow, ...] = ()
    ocop_stars: int | None = None
    price: int | None = None
    price_unit: str = ""
    price_note: str = ""
    standards: tuple[str, ...] = ()
    packaging: str = ""
    shelf_life: str = ""
    summary: str = ""
    photo: str = ""
    sample: bool = False


class _Feed(msgspec.Struct, frozen=True):
    items: list[Item]


class _Products(msgspec.Struct, frozen=True):
    products: list[ProductRow]


class _Table(msgspec.Struct, frozen=True):
    rows: list[dict[str, str | int | float | None]]


@dataclass(frozen=True, slots=True)
class Harvested:
    """All that a centre publishes for others."""

    manifest: PublicManifest
    items: tuple[Item, ...]
    """Each story once, as the newest document has it; none that was withdrawn."""
    products: tuple[ProductRow, ...]
    de_an: tuple[Mapping[str, str | int | float | None], ...]

    def path_of(self, url: str) -> str:
        """Output path of an address of the centre's own site; empty for any other."""
        root = f"{self.manifest.site}/"
        return url.removeprefix(root) if url.startswith(root) else ""


def decoded_documents(manifest: PublicManifest, store: ObjectStore) -> Harvested:
    """What the documents of a list say.

    Raises:
        HarvestError: one of them is missing, damaged, or of another shape.
    """
    feeds = [path for path in manifest.files if path.rpartition("/")[2].startswith("feed")]
    # The feed of the whole site has the newest form of what an archive may have too.
    feeds.sort(key=lambda path: path != FEED)
    items: dict[str, Item] = {}
    for path in feeds:
        for item in _document(manifest, store, path, _Feed).items:
            items.setdefault(item.id, item)
        _refuse_many(items)
    shown = tuple(item for item in items.values() if not item.more.withdrawn)
    products = [*_all(manifest, store, f"{ROOT.lstrip('/')}{PRODUCTS}", _Products)]
    tables = [*_all(manifest, store, f"{FIGURES}/de-an.json", _Table)]
    listed = tuple(row for each in products for row in each.products)
    _refuse_many(listed)
    rows = tuple(row for table in tables for row in table.rows)
    return Harvested(manifest, shown, listed, rows)


def _all(manifest: PublicManifest, store: ObjectStore, path: str, kind: type[T]) -> Iterator[T]:
    """A document that not every centre has."""
    if path in manifest.files:
        yield _document(manifest, store, path, kind)


def _document(manifest: PublicManifest, store: ObjectStore, path: str, kind: type[T]) -> T:
    data = store.get(manifest.files[path][0])
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.MsgspecError, RecursionError, UnicodeError) as error:
        raise HarvestError(f"tệp {path} không đúng dạng ({str(error)[:120]})") from None


def _refuse_many(found: Sized) -> None:
    if len(found) > MOST_ITEMS:
        raise HarvestError(f"gửi quá {MOST_ITEMS} mục, không nhận")
