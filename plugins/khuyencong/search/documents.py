"""What can be found on a site: each document with its words and with what a result shows."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import quote

from khuyencong.catalogue.producers import ProducerProfile
from khuyencong.catalogue.rounds import rounds
from khuyencong.content.de_an_table import DeAnTable
from khuyencong.content.record import Record
from khuyencong.describing.documents import page_numbers
from khuyencong.describing.elements import Link
from khuyencong.describing.products import ProductDescriptions
from khuyencong.describing.support import offers
from khuyencong.html_tags import plain_text
from khuyencong.model.broadcast import Broadcast
from khuyencong.model.entry import Entry, Status
from khuyencong.model.policy import Policy, Validity
from khuyencong.model.stories import Training
from khuyencong.model.support import Activity, Applicant
from khuyencong.pages.cards import draft_label
from khuyencong.pages.support_finder import SUPPORT
from khuyencong.press.story_html import content_html
from khuyencong.search.answers import phone_fact, record_facts
from khuyencong.search.results import Result, thumbnail
from khuyencong.site.index import Site, places
from khuyencong.site.producers import PublicProduct
from khuyencong.store.digest import digest_of
from khuyencong.vietnamese.provinces import successor

PRODUCT, PRODUCER, DE_AN, PAGE = "Sản phẩm", "Cơ sở sản xuất", "Đề án", "Trang"
"""Kinds of results that are no categories of stories."""


LONGEST_PASSAGE = 1_600
"""Letters of a part that its result holds, so that the words can be shown in their place."""
SHORTEST_PASSAGE = 120
"""Letters of what is said that make a part."""


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
    group: str = ""
    """Group of a product, for the facet."""
    answers: bool = False
    """Whether its facts may answer a question that does not name it."""
    digest: bytes
    """Stands for the words."""
    result_key: tuple[Any, ...]
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
        self._validity_label = (
            entry.validity_label(site.now.date()) if isinstance(entry, Policy) else ""
        )
        self.expired = self.validity is Validity.EXPIRED
        self.group = entry.group.label if isinstance(entry, PublicProduct) else ""
        self.answers = isinstance(entry, Policy | Training | Broadcast)
        self.digest = record.body_digest or _digest(entry, record.body.digest)
        self._draft = draft_label(entry, site)
        # A badge expires with its day.
        today = site.now.date() if isinstance(entry, PublicProduct) else None
        known = record.metadata_digest or self.digest
        self.result_key = (known, self.kind, self.validity, today, self._draft)

    def fields(self) -> tuple[str, str, str]:
        record, entry = self._record, self._record.entry
        names = [plain_text(record.summary), *entry.tags, *entry.localities, *_provinces(entry)]
        names += _provinces_of_today((*entry.tags, *_provinces(entry)))
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
            mark=self._validity_label or badge,
            photo=thumbnail(record.lead_figure),
            facts=record_facts(entry, self.validity),
            draft=self._draft,
            sample=entry.sample,
        )


class ProducerDocument(Document):
    """A producer with the names of its products."""

    kind = PRODUCER

    def __init__(self, profile: ProducerProfile, day: date) -> None:
        self._profile, self._day = profile, day
        self.address = profile.address
        self.place = profile.producer.province
        titles = [record.entry.title for record in profile.products]
        self.digest = _digest((profile.producer, titles))
        # A badge expires with its day.
        self.result_key = (self.digest, day)

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
        producer, badge = self._profile.producer, self._profile.badge(self._day)
        place = ", ".join(name for name in (producer.commune, producer.province) if name)
        return Result(
            title=producer.name,
            address=self.address,
            kind=self.kind,
            text=" · ".join(words for words in (place, self._titles) if words),
            place=self.place,
            mark=badge.level.label if badge and not badge.expired(self._day) else "",
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
        self.digest = _digest(table)
        self.result_key = (self.digest,)

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


class PartDocument(Document):
    """A part of an entry to which a link can lead: a page of its PDF, a minute of its video."""

    def __init__(self, whole: RecordDocument, title: str, address: str, words: str) -> None:
        self._whole = whole.result()
        self._title, self._words = title, words
        self.kind, self.day, self.place = whole.kind, whole.day, whole.place
        self.expired = whole.expired
        self.address = address
        self.digest = _digest(words)
        self.result_key = (self.order, title, words, whole.kind, self._whole.draft)

    def fields(self) -> tuple[str, str, str]:
        return "", "", self._words

    def result(self) -> Result:
        return Result(
            title=self._title,
            address=self.address,
            kind=self.kind,
            day=self.day,
            text=self._words[:LONGEST_PASSAGE],
            place=self.place,
            draft=self._whole.draft,
            sample=self._whole.sample,
        )


class ServiceDocument(Document):
    """A page that does something for its reader, and is no entry."""

    kind = PAGE

    def __init__(self, link: Link, names: str, text: str) -> None:
        self.address = link.address
        self._title, self._names, self._text = link.text, names, text
        self.digest = _digest(link.text, names, text)
        self.result_key = (self.digest,)

    def fields(self) -> tuple[str, str, str]:
        return self._title, self._names, self._text

    def result(self) -> Result:
        return Result(self._title, self.address, self.kind, text=self._text)


def _services(site: Site) -> Iterator[Document]:
    if offers(site):
        labels = (choice.label for choices in (Activity, Applicant) for choice in choices)
        names = f"mức hỗ trợ; tính tiền hỗ trợ; được hỗ trợ bao nhiêu; {'; '.join(labels)}"
        text = "Trả lời bốn câu, xem được hỗ trợ nhiều nhất bao nhiêu, hạn, mẫu, gọi cho ai."
        yield ServiceDocument(SUPPORT, names, text)


def _rounds(products: ProductDescriptions) -> Iterator[Document]:
    """Selection rounds: the list of what was recognised at a level in a year."""
    for each in rounds(products.catalogue):
        level = each.level.label.lower()
        names = f"sản phẩm công nghiệp nông thôn tiêu biểu {level} {each.year}; danh sách"
        text = f"{len(each.products)} sản phẩm được công nhận {level} năm {each.year}."
        yield ServiceDocument(Link(each.name, each.address), names, text)


def documents(products: ProductDescriptions) -> Iterator[Document]:
    """Everything that can be found; what is hidden from lists is hidden here too."""
    site = products.site
    read: set[str] = set()
    for record in site.records:
        if record.entry.status is Status.HIDDEN:
            continue
        whole = RecordDocument(products, record)
        yield whole
        yield from _minutes(whole, record)
        for path in record.files:
            if path.lower().endswith(".pdf") and path not in read:
                read.add(path)
                yield from _pages(site, whole, record, path)
    yield from _services(site)
    yield from _rounds(products)
    today = site.now.date()
    yield from (ProducerDocument(profile, today) for profile in products.producers.all)
    yield from map(DeAnDocument, site.de_an)


def _pages(
    site: Site, whole: RecordDocument, record: Record[Entry], path: str
) -> Iterator[Document]:
    """Pages of a PDF that have words: on the page of the document that shows them, else in the
    file itself, which browsers open at a page by `#page=` (RFC 8118)."""
    numbers = page_numbers(record)
    pages = site.pdf_words.pages(path) if site.pdf_words else ()
    for number, lines in enumerate(pages, 1):
        if not lines:
            continue
        name, address = f"trang {number} của tệp PDF", f"/{quote(path)}#page={number}"
        if numbers and path == numbers.path:
            name = numbers.name(number)
            address = f"{record.address}#{numbers.anchor(number)}"
        title = f"{record.entry.title}, {name[0].lower()}{name[1:]}"
        yield PartDocument(whole, title, address, " ".join(lines))


def _minutes(whole: RecordDocument, record: Record[Entry]) -> Iterator[Document]:
    """What is said in a video, from one second on (Media Fragments URI 1.0: `#t=`)."""
    waiting = list(record.transcript)
    while waiting:
        start, words = waiting[0].start // 1000, ""
        while waiting and len(words) < SHORTEST_PASSAGE:
            words += f"{' '.join(waiting.pop(0).words.split())} "
        title = f"{record.entry.title}, từ {start // 60:02}:{start % 60:02}"
        yield PartDocument(whole, title, f"{record.address}#t={start}", words.strip())


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


def _provinces_of_today(names: Iterable[str]) -> Iterator[str]:
    """The provinces that old ones are part of: who asks for Phú Thọ finds Hòa Bình."""
    return filter(None, map(successor, names))


def _captions(record: Record[Entry]) -> Iterator[str]:
    for figure in record.figures:
        yield f"{figure.caption} {figure.alt}"


def _digest(*values: object) -> bytes:
    return digest_of(*(repr(value).encode() for value in values))
