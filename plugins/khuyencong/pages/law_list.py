"""The list of all legal documents, to be narrowed down by number, issuer, field, year, validity."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from khuyencong.content.record import Record
from khuyencong.html_tags import plain_text
from khuyencong.law.relations import document_name
from khuyencong.model.entry import Entry
from khuyencong.model.policy import Policy
from khuyencong.pages.chrome import HOME, LAWS, head
from khuyencong.pages.law_views import LawChoice, LawLine, LawListView
from khuyencong.pages.page import Page
from khuyencong.pages.views import Chrome
from khuyencong.site.index import Site
from khuyencong.vietnamese.collation import sort_key
from khuyencong.vietnamese.dates import short_date

_NO_YEAR = "Chưa ghi ngày ban hành"


def law_list_pages(site: Site, chrome: Chrome) -> Iterator[Page]:
    """The page of the list, where there is a document."""
    found = [(r, r.entry) for r in site.stories if isinstance(r.entry, Policy)]
    if not found:
        return
    found.sort(key=lambda pair: _day(pair[1]) or date.min, reverse=True)
    years = tuple(
        (year, tuple(_line(site, record, entry) for record, entry in of_year))
        for year, of_year in groupby(found, key=lambda pair: _year(pair[1]))
    )
    view = LawListView(
        chrome=chrome,
        head=head(
            LAWS.text,
            LAWS.address,
            LAWS.about,
            crumbs=(HOME,),
        ),
        choices=tuple(_choices(years)),
        years=years,
    )
    yield Page(LAWS.address, "law-list", view)


def _day(entry: Policy) -> date | None:
    """By which day a document is known: when it was issued, else when it came into force."""
    return entry.issued or entry.effective


def _year(entry: Policy) -> str:
    day = _day(entry)
    return str(day.year) if day else _NO_YEAR


def _line(site: Site, record: Record[Entry], entry: Policy) -> LawLine:
    name, subject = document_name(entry), entry.subject or plain_text(record.summary)
    days = (("ban hành", entry.issued), ("hiệu lực từ", entry.effective))
    facts = (entry.issuer, entry.field, *(f"{word} {short_date(d)}" for word, d in days if d))
    return LawLine(
        name=name,
        address=record.address,
        subject=subject,
        issuer=entry.issuer,
        field=entry.field,
        validity=entry.validity_label(site.now.date()),
        facts=tuple(fact for fact in facts if fact),
        words=f"{name} {entry.title} {subject} {entry.signer}",
        sample=entry.sample,
    )


def _choices(years: Sequence[tuple[str, Sequence[LawLine]]]) -> Iterator[LawChoice]:
    """What tells the documents apart: nothing that all of them share."""
    lines = [line for _, of_year in years for line in of_year]
    yield from _choice("co-quan", "Cơ quan ban hành", (line.issuer for line in lines))
    yield from _choice("linh-vuc", "Lĩnh vực", (line.field for line in lines))
    if len(years) > 1:
        yield LawChoice("nam", "Năm", tuple(year for year, _ in years))
    yield from _choice("hieu-luc", "Hiệu lực", (line.validity for line in lines))


def _choice(name: str, label: str, values: Iterable[str]) -> Iterator[LawChoice]:
    found = set(values)
    if len(found) > 1:
        yield LawChoice(name, label, tuple(sorted(found - {""}, key=sort_key)))
