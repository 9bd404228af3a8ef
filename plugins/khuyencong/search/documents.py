"""What can be found on a site: each document with its words and with what a result shows."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property
from urllib.parse import quote

from khuyencong.catalogue.producers import ProducerProfile
from khuyencong.content.de_an_table import DeAnTable
from khuyencong.content.record import Record
from khuyencong.describing.documents import page_numbers
from khuyencong.describing.products import ProductDescriptions
from khuyencong.gazetteer.names import full_place
from khuyencong.html_tags import plain_text, unfolded_text
from khuyencong.law.law_text import LawLine, articles_of, outside_articles
from khuyencong.law.relations import document_name
from khuyencong.law.versions import text_on
from khuyencong.model.broadcast import Broadcast
from khuyencong.model.entry import Entry, Status
from khuyencong.model.policy import Policy, Validity, mark_kind
from khuyencong.model.stories import Training
from khuyencong.pages.cards import draft_label
from khuyencong.press.story_html import content_html
from khuyencong.search.answers import phone_facts, record_facts
from khuyencong.search.document import DE_AN, PAGE, PRODUCER, PRODUCT, Document, digest_of_values
from khuyencong.search.places import other_names, place_documents
from khuyencong.search.results import Result, thumbnail
from khuyencong.search.services import services
from khuyencong.site.index import Site, places
from khuyencong.site.people import PublicPerson
from khuyencong.site.producers import PublicProduct
from khuyencong.store.digest import digest_of
from khuyencong.vietnamese.citations import citation

LONGEST_PASSAGE = 1_600
"""Letters of a part that its result holds, so that the words can be shown in their place."""
SHORTEST_PASSAGE = 120
"""Letters of what is said that make a part."""


class RecordDocument(Document):
    """An entry of `content/`."""

    validity: Validity | None = None
    """Of a legal document, today."""

    def __init__(self, products: ProductDescriptions, record: Record[Entry]) -> None:
        site, entry = products.site, record.entry
        self._products, self._record = products, record
        self.address = record.address
        self.kind = kind_of(site, record)
        self.day = entry.date.date() if entry.date else None
        self.place = next(iter(_provinces(entry)), "")
        known = record.body_digest or digest_of_values(entry, record.body.digest)
        # The name of a category is no part of the record, and a word by which it is found.
        self.digest = digest_of(known, self.kind.encode())
        self._draft = draft_label(entry, site)
        today = None
        if isinstance(entry, Policy):
            self.answers = True
            self.validity = entry.validity_on(site.now.date())
            self.expired = self.validity is Validity.EXPIRED
        elif isinstance(entry, PublicProduct):
            self.group = entry.group.label
            today = site.now.date()  # a badge expires with its day
        elif isinstance(entry, Training | Broadcast):
            self.answers = True
        shown = record.metadata_digest or self.digest
        self.result_key = (shown, self.address, self.kind, self.validity, today, self._draft)

    def fields(self) -> tuple[str, str, str]:
        record, entry = self._record, self._record.entry
        names = [
            self.kind,
            plain_text(record.summary),
            *entry.tags,
            *entry.localities,
            *_provinces(entry),
        ]
        producer = entry.producer if isinstance(entry, PublicProduct) else entry
        where = getattr(producer, "commune", ""), getattr(producer, "province", "")
        names += other_names((*entry.tags, *_provinces(entry)), *where)
        names += [entry.author, *entry.key_points]
        title = entry.title
        if isinstance(entry, Policy):
            title += f" {entry.document_type} {entry.document_number}"
            names += [entry.issuer, entry.subject, entry.field, entry.signer]
        if isinstance(entry, Broadcast):
            names += [entry.series, "nghe, loa truyền thanh" if entry.sound else ""]
        if isinstance(entry, PublicProduct):
            names += [entry.producer.name, entry.producer.commune, entry.group.label]
            names += [f"{award.level.label} {award.year}" for award in entry.awards]
        if record.has_articles:  # which are found by themselves
            body = record.body.changed("outside articles", outside_articles)
            record = replace(record, body=body)
        text = unfolded_text(content_html(self._products, record))
        return title, " . ".join(names), f"{text} . {' . '.join(_captions(record))}"

    def result(self) -> Result:
        record, entry = self._record, self._record.entry
        mark, today = "", self._products.site.now.date()
        if isinstance(entry, Policy):
            mark = entry.validity_label(today)
        elif isinstance(entry, PublicProduct):
            best = entry.badge(today)
            mark = best.level.label if best else ""
        return Result(
            title=entry.title,
            address=self.address,
            kind=self.kind,
            day=self.day,
            text=plain_text(record.summary),
            place=self.place,
            mark=mark,
            mark_kind=mark_kind(mark) if self.validity and mark else "open",
            photo=thumbnail(record.lead_figure),
            facts=record_facts(entry, self.validity),
            draft=self._draft,
            sample=entry.sample,
        )


class ProducerDocument(Document):
    """A producer with the names of its products."""

    kind = PRODUCER

    def __init__(self, profile: ProducerProfile, day: date) -> None:
        self._profile = profile
        self.address = profile.address
        self.place = profile.producer.province
        titles = [record.entry.title for record in profile.products]
        # What JSON holds in C; `repr` of a model asks every field in Python.
        self.digest = digest_of_values(profile.producer.model_dump_json(), titles)
        badge = profile.badge(day)
        self._mark = badge.level.label if badge and not badge.expired(day) else ""
        self._sample = all(record.entry.sample for record in profile.products)
        self.result_key = (self.digest, self.address, self._mark, self._sample)

    @cached_property
    def _titles(self) -> str:
        return "; ".join(record.entry.title for record in self._profile.products)

    def fields(self) -> tuple[str, str, str]:
        producer = self._profile.producer
        kind = producer.kind.label if producer.kind else ""
        names = [self.kind, kind, producer.commune, producer.province, producer.former_address]
        names.append(self._titles)
        names += other_names((), producer.commune, producer.province)
        text = (producer.address, producer.phone, producer.email or "", producer.website or "")
        return producer.name, " . ".join(names), " . ".join(text)

    def result(self) -> Result:
        producer = self._profile.producer
        place = full_place(producer.commune, producer.province)
        return Result(
            title=producer.name,
            address=self.address,
            kind=self.kind,
            text=" · ".join(words for words in (place, self._titles) if words),
            place=self.place,
            mark=self._mark,
            facts=phone_facts(producer.phone),
            sample=self._sample,
        )


class DeAnDocument(Document):
    """The đề án of a year."""

    kind = DE_AN

    def __init__(self, table: DeAnTable) -> None:
        self._table = table
        self.address = table.address
        self.day = date(table.year, 12, 31)
        self.digest = digest_of_values(table)
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
            text=self._table.summary,
            sample=all(row.de_an.minh_hoa for row in self._table.rows),
        )


class PartDocument(Document):
    """A part of an entry to which a link can lead: a page of its PDF, a minute of its video, an
    article of law."""

    def __init__(
        self,
        whole: RecordDocument,
        title: str,
        address: str,
        words: str,
        names: str = "",
        clauses: tuple[str, ...] = (),
    ) -> None:
        self._whole = whole.result()
        self._title, self._words, self._names, self._clauses = title, words, names, clauses
        self.kind, self.day, self.place = whole.kind, whole.day, whole.place
        self.expired = whole.expired
        self.address = address
        self.digest = digest_of_values(words, names)
        whole_shows = whole.kind, whole.place, self._whole.draft, self._whole.sample
        self.result_key = (self.order, title, words, whole_shows, clauses)

    def fields(self) -> tuple[str, str, str]:
        return "", self._names, self._words

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
            clauses=self._clauses,
        )


def documents(products: ProductDescriptions) -> Iterator[Document]:
    """Everything that can be found; what is hidden from lists is hidden here too."""
    site = products.site
    read: set[str] = set()
    for record in site.records:
        if record.entry.status is Status.HIDDEN:
            continue
        whole = RecordDocument(products, record)
        yield whole
        if record.transcript:
            yield from _minutes(whole, record)
        if isinstance(record.entry, Policy):
            yield from _articles(site, whole, record, record.entry)
        for path in record.files:
            if path.lower().endswith(".pdf") and path not in read:
                read.add(path)
                yield from _pages(site, whole, record, path)
    yield from services(products)
    yield from place_documents(site)
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


def _articles(
    site: Site, whole: RecordDocument, record: Record[Entry], entry: Policy
) -> Iterator[Document]:
    """The articles of a legal document, in the wording of today."""
    if not record.has_articles:
        return
    document = document_name(entry)
    for article in articles_of(text_on(site, record, site.now.date())):
        heading, name = article[0].words, article[0].name
        words = " ".join(line.words for line in article[1:])
        clauses = tuple(_clauses(name, article))
        cited = " . ".join(citation(f"{name}-{each}") for each in clauses)
        yield PartDocument(
            whole,
            f"{heading}, {document}",
            f"{record.address}#{name}",
            words,
            names=f"{heading} . {document} . {cited}",
            clauses=clauses,
        )


def _clauses(name: str, article: Iterable[LawLine]) -> Iterator[str]:
    """Ends of the anchors of the clauses and points of an article."""
    for line in article:
        for element in line.element.iter():
            if (anchor := element.get("id") or "").startswith(f"{name}-"):
                yield anchor.removeprefix(f"{name}-")


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
    if isinstance(record.entry, PublicPerson):
        return record.entry.label.capitalize()
    category = site.categories.get(record.category)
    return category.name if category and record.entry.listed else PAGE


def _provinces(entry: Entry) -> tuple[str, ...]:
    if isinstance(entry, PublicProduct):
        return (entry.producer.province,) if entry.producer.province else ()
    if isinstance(entry, PublicPerson):
        return (entry.contact.province,) if entry.contact.province else ()
    return places(entry)


def _captions(record: Record[Entry]) -> Iterator[str]:
    for figure in record.figures:
        yield f"{figure.caption} {figure.alt}"
