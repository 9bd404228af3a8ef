"""What can be found on a site: each document with its words and with what a result shows."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from datetime import date
from functools import cached_property

from khuyencong.catalogue.producers import ProducerProfile
from khuyencong.content.de_an_table import DeAnTable
from khuyencong.content.markdown_body import plain_text
from khuyencong.content.record import Record
from khuyencong.describing.products import ProductDescriptions
from khuyencong.model.entry import Entry, Status
from khuyencong.model.policy import Policy, Validity
from khuyencong.pages.cards import draft_label
from khuyencong.press.story_html import content_html
from khuyencong.search.answers import phone_fact, record_facts
from khuyencong.search.results import Result, thumbnail
from khuyencong.site.index import Site, places
from khuyencong.site.producers import PublicProduct
from khuyencong.store.digest import digest_of

PRODUCT, PRODUCER, DE_AN, PAGE = "Sản phẩm", "Cơ sở sản xuất", "Đề án", "Trang"
"""Kinds of results that are no categories of stories."""


class Document(ABC):
    """Something that is found as one result."""

    address: str
    kind: str
    day: date | None = None
    """When it was first published; whatever has none counts as the oldest."""
    place: str = ""
    """Province, for the facet."""
    expired: bool = False
    """Whether it is a legal document that is not in force any more."""
    digest: bytes
    """Stands for the words."""
    result_digest: bytes
    """Stands for what the result shows."""

    @property
    def order(self) -> tuple[str, str]:
        """What documents are sorted by, the oldest first."""
        return (self.day.isoformat() if self.day else "", self.address)

    @abstractmethod
    def fields(self) -> tuple[str, str, str]:
        """Title, names (standfirst, tags, places, numbers) and text, as plain words."""

    @abstractmethod
    def result(self) -> Result:
        """What a result shows."""


class RecordDocument(Document):
    """An entry of `content/`."""

    def __init__(self, products: ProductDescriptions, record: Record[Entry]) -> None:
        site, entry = products.site, record.entry
        self._products, self._record = products, record
        self.address = record.address
        self.kind = kind_of(site, record)
        self.day = entry.date.date() if entry.date else None
        self.place = next(iter(_provinces(entry)), "")
        self.validity = entry.validity_on(site.now.date()) if isinstance(entry, Policy) else None
        self.expired = self.validity is Validity.EXPIRED
        self.digest = record.body_digest or _digest(entry, record.body.digest)
        label = self.validity.value if self.validity else ""
        today = site.now.date().isoformat() if isinstance(entry, PublicProduct) else ""
        self._draft = draft_label(entry, site)
        self.result_digest = digest_of(
            record.metadata_digest or self.digest,
            *(part.encode() for part in (self.kind, label, today, self._draft)),
        )

    def fields(self) -> tuple[str, str, str]:
        record, entry = self._record, self._record.entry
        names = [plain_text(record.summary), *entry.tags, *entry.localities, *_provinces(entry)]
        names += [entry.author, *entry.key_points]
        title = entry.title
        if isinstance(entry, Policy):
            title += f" {entry.document_type} {entry.document_number}"
        if isinstance(entry, PublicProduct):
            names += [entry.producer.name, entry.producer.commune, entry.group.label]
            names += [f"{award.level.label} {award.year}" for award in entry.awards]
        text = plain_text(content_html(self._products, record))
        return title, " . ".join(names), f"{text} . {' . '.join(_captions(record))}"

    def result(self) -> Result:
        record, entry = self._record, self._record.entry
        badge = ""
        if isinstance(entry, PublicProduct):
            best = entry.badge(self._products.site.now.date())
            badge = best.level.label if best else ""
        return Result(
            title=entry.title,
            address=self.address,
            kind=self.kind,
            day=self.day,
            text=plain_text(record.summary),
            place=self.place,
            mark=self.validity.label if self.validity else badge,
            photo=thumbnail(record.lead_figure),
            facts=record_facts(entry, self.validity),
            draft=self._draft,
            sample=entry.sample,
        )


class ProducerDocument(Document):
    """A producer with the names of its products."""

    kind = PRODUCER

    def __init__(self, profile: ProducerProfile) -> None:
        self._profile = profile
        self.address = profile.address
        self.place = profile.producer.province
        titles = [record.entry.title for record in profile.products]
        self.digest = self.result_digest = _digest((profile.producer, titles))

    @cached_property
    def _titles(self) -> str:
        return "; ".join(record.entry.title for record in self._profile.products)

    def fields(self) -> tuple[str, str, str]:
        producer = self._profile.producer
        kind = producer.kind.label if producer.kind else ""
        names = (kind, producer.commune, producer.province, producer.former_address, self._titles)
        text = (producer.address, producer.phone, producer.email or "", producer.website or "")
        return producer.name, " . ".join(names), " . ".join(text)

    def result(self) -> Result:
        producer = self._profile.producer
        place = ", ".join(name for name in (producer.commune, producer.province) if name)
        return Result(
            title=producer.name,
            address=self.address,
            kind=self.kind,
            text=" · ".join(words for words in (place, self._titles) if words),
            place=self.place,
            mark=self._profile.best.label if self._profile.best else "",
            facts=phone_fact(producer.phone),
            sample=all(record.entry.sample for record in self._profile.products),
        )


class DeAnDocument(Document):
    """The đề án of a year."""

    kind = DE_AN

    def __init__(self, table: DeAnTable) -> None:
        self._table = table
        self.address = table.address
        self.day = date(table.year, 12, 31)
        self.digest = self.result_digest = _digest(table)

    def fields(self) -> tuple[str, str, str]:
        rows = [row.de_an for row in self._table.rows]
        names = " . ".join(dict.fromkeys(row.noi_dung for row in rows))
        text = [
            f"{row.ma} . {row.ten} . {row.don_vi_thu_huong} . {row.xa} . {row.tinh}" for row in rows
        ]
        return f"Đề án khuyến công năm {self._table.year}", names, " . ".join(text)

    def result(self) -> Result:
        return Result(
            title=f"Đề án khuyến công năm {self._table.year}",
            address=self.address,
            kind=self.kind,
            text=f"{len(self._table.rows)} đề án, cộng theo chương trình, nội dung và tỉnh.",
            sample=all(row.de_an.minh_hoa for row in self._table.rows),
        )


def documents(products: ProductDescriptions) -> Iterator[Document]:
    """Everything that can be found; what is hidden from lists is hidden here too."""
    site = products.site
    for record in site.records:
        if record.entry.status is not Status.HIDDEN:
            yield RecordDocument(products, record)
    yield from map(ProducerDocument, products.producers.all)
    yield from map(DeAnDocument, site.de_an)


def kind_of(site: Site, record: Record[Entry]) -> str:
    """The kind of an entry as readers know it: its category, product, page."""
    if isinstance(record.entry, PublicProduct):
        return PRODUCT
    category = site.categories.get(record.category)
    return category.name if category and record.entry.listed else PAGE


def _provinces(entry: Entry) -> tuple[str, ...]:
    if isinstance(entry, PublicProduct):
        return (entry.producer.province,) if entry.producer.province else ()
    return places(entry)


def _captions(record: Record[Entry]) -> Iterator[str]:
    for figure in record.figures:
        yield f"{figure.caption} {figure.alt}"


def _digest(*values: object) -> bytes:
    return digest_of(*(repr(value).encode() for value in values))
