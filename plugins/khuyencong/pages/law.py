"""What a legal document has besides its page: contents, earlier and later wordings, comparison."""

from collections.abc import Iterable, Iterator
from functools import partial

from khuyencong.content.dialect.provisions import PREFIXES
from khuyencong.content.record import Body, Record
from khuyencong.describing.elements import Fact, LawEvent, LawPart, LawView, Link, Table
from khuyencong.html_tags import headings
from khuyencong.law.amendments import Change, changes_in
from khuyencong.law.comparison import Comparison, comparisons, has_comparisons
from khuyencong.law.relations import document_name, relations
from khuyencong.law.timeline import events
from khuyencong.law.versions import Version, text_on, versions
from khuyencong.model.amendment import Effect
from khuyencong.model.entry import Entry
from khuyencong.model.policy import Policy
from khuyencong.pages.abbreviations import explained
from khuyencong.pages.cards import section_of
from khuyencong.pages.chrome import HOME, head
from khuyencong.pages.law_views import ComparedProvision, LawComparisonView, LawVersionView
from khuyencong.pages.page import Page
from khuyencong.pages.views import Chrome
from khuyencong.site.index import Site
from khuyencong.vietnamese.capitals import capitalized
from khuyencong.vietnamese.citations import citation
from khuyencong.vietnamese.dates import short_date

_ENOUGH = 2
"""Events from which a document has a history to show."""


def law_view(site: Site, record: Record[Entry]) -> LawView | None:
    """Contents and history of a legal document; None for what is none, or says nothing of it."""
    own, shown = changes_in(site, record), events(site, record)
    if not record.has_articles and not own and len(shown) < _ENOUGH:
        return None
    today = site.now.date()
    return LawView(
        contents=contents(record, text_on(site, record, today)),
        events=tuple(
            LawEvent(short_date(event.day), event.words, event.day > today)
            for event in shown
            if len(shown) >= _ENOUGH
        ),
        wordings=tuple(_wordings(site, record)),
        comparison=_comparison_link(record) if has_comparisons(site, record) else None,
        provisions=_provisions(site, record, own),
    )


def facts_from_others(site: Site, record: Record[Entry]) -> Iterator[Fact]:
    """What other documents say of one, which it does not know itself."""
    entry = record.entry
    if not isinstance(entry, Policy) or not entry.document_number:
        return
    known = relations(site)
    for label, documents in (("Được sửa đổi bởi", known.amending), ("Thay thế", known.replaced)):
        others = documents.get(entry.document_number, ())
        if others:
            yield Fact(label, tuple(Link(document_name(e), r.address) for r, e in others))


def law_pages(site: Site, chrome: Chrome, record: Record[Entry]) -> Iterator[Page]:
    """A page for each wording but that of today, and one that compares."""
    today = site.now.date()
    for version in versions(site, record):
        if not version.holds(today):
            shows = partial(_version_view, site, chrome, record, version)
            address = _version_address(record, version)
            yield Page(address, "law-version", shows, record.feed_date, listed=False)
    if has_comparisons(site, record):
        shows_both = partial(_comparison_view, site, chrome, record)
        address = _comparison_link(record).address
        yield Page(address, "law-comparison", shows_both, record.feed_date)


def contents(record: Record[Entry], body: Body) -> tuple[LawPart, ...]:
    """Chapters with their articles, in order, of the wording that a body has."""
    if not record.has_articles:
        return ()
    found = record.headings
    if body is not record.body:
        markup = "".join(part for part in body if isinstance(part, str))
        found = headings(markup, PREFIXES)
    return tuple(_parts(found))


def _parts(found: Iterable[tuple[str, str]]) -> Iterator[LawPart]:
    heading: Link | None = None
    articles: list[Link] = []
    for name, words in found:
        link = Link(words, f"#{name}")
        if citation(name):
            articles.append(link)
            continue
        if heading or articles:
            yield _part(heading, articles)
        heading, articles = link, []
    yield _part(heading, articles)


def _part(heading: Link | None, articles: list[Link]) -> LawPart:
    numbers = [citation(link.address[1:]).removeprefix("Điều ") for link in articles]
    span = "–".join(dict.fromkeys((numbers[0], numbers[-1]))) if numbers else ""
    return LawPart(heading, f"Điều {span}" if span else "", tuple(articles))


def _period(version: Version) -> str:
    since = f"từ ngày {short_date(version.since)}" if version.since else "từ khi có hiệu lực"
    return f"{since} đến hết ngày {short_date(version.until)}" if version.until else since


def _version_address(record: Record[Entry], version: Version) -> str:
    day = version.since.isoformat() if version.since else "dau"
    return f"{record.address}ban-{day}/"


def _wordings(site: Site, record: Record[Entry]) -> Iterator[Link]:
    found = versions(site, record)
    if len(found) < 2:
        return
    today = site.now.date()
    for version in reversed(found):
        now = version.holds(today)
        address = record.address if now else _version_address(record, version)
        yield Link(f"Áp dụng {_period(version)}", address, current=now)


def _comparison_link(record: Record[Entry]) -> Link:
    return Link("So sánh lời cũ và lời mới", f"{record.address}so-sanh/")


def _provisions(site: Site, record: Record[Entry], own: tuple[Change, ...]) -> Table | None:
    """A line for each provision that others changed."""
    if not own:
        return None
    rows = tuple(
        (_provision_link(record, c), _state(site, c), Link(c.source, c.address)) for c in own
    )
    head = ("Điều khoản", "Hiệu lực", "Theo")
    return Table("Hiệu lực của từng điều khoản đã thay đổi", head, rows)


def _provision_link(record: Record[Entry], change: Change) -> Link:
    there = change.name in record.provisions or change.effect is Effect.ADDED
    address = f"{record.address}#{change.name}" if there and record.has_articles else ""
    return Link(capitalized(citation(change.name)), address)


_STATES = {
    Effect.AMENDED: "Còn hiệu lực, đã sửa đổi",
    Effect.ADDED: "Còn hiệu lực, mới bổ sung",
    Effect.REPEALED: "Hết hiệu lực",
    Effect.SUSPENDED: "Ngưng hiệu lực",
}
_COMING = {
    Effect.AMENDED: "Còn hiệu lực; sửa đổi",
    Effect.ADDED: "Chưa có hiệu lực; bổ sung",
    Effect.REPEALED: "Còn hiệu lực; hết hiệu lực",
    Effect.SUSPENDED: "Còn hiệu lực; ngưng hiệu lực",
}


def _state(site: Site, change: Change) -> str:
    """Validity of a changed provision today."""
    today = site.now.date()
    if change.until and change.until < today:
        return f"Còn hiệu lực; đã ngưng đến hết ngày {short_date(change.until)}"
    words = _STATES if change.holds(today) or not change.since else _COMING
    since = f" từ ngày {short_date(change.since)}" if change.since else ""
    until = f" đến hết ngày {short_date(change.until)}" if change.until else ""
    return f"{words[change.effect]}{since}{until}"


def _document(record: Record[Entry]) -> Link:
    return Link(record.entry.title, record.address)


def _version_view(
    site: Site, chrome: Chrome, record: Record[Entry], version: Version
) -> LawVersionView:
    section, entry = section_of(site, record.category), record.entry
    body = text_on(site, record, version.since or version.until or site.now.date())
    return LawVersionView(
        chrome=chrome,
        head=head(
            f"{entry.title}: áp dụng {_period(version)}",
            _version_address(record, version),
            crumbs=(HOME, Link(section.name, section.address), _document(record)),
            listed=False,
        ),
        section=section,
        title=entry.title,
        period=_period(version),
        document=_document(record),
        contents=contents(record, body),
        body=explained(body, site.centre.abbreviations),
        sample=entry.sample,
    )


def _comparison_view(site: Site, chrome: Chrome, record: Record[Entry]) -> LawComparisonView:
    section, entry = section_of(site, record.category), record.entry
    return LawComparisonView(
        chrome=chrome,
        head=head(
            f"So sánh lời cũ và lời mới: {entry.title}",
            _comparison_link(record).address,
            f"Từng điều, khoản đã sửa đổi, bổ sung của {entry.title}, lời cũ cạnh lời mới.",
            crumbs=(HOME, Link(section.name, section.address), _document(record)),
        ),
        section=section,
        title=entry.title,
        document=_document(record),
        provisions=tuple(_compared_provision(record, each) for each in comparisons(site, record)),
        sample=entry.sample,
    )


def _compared_provision(record: Record[Entry], compared: Comparison) -> ComparedProvision:
    change = compared.change
    since = f" từ ngày {short_date(change.since)}" if change.since else ""
    return ComparedProvision(
        name=change.name,
        provision=_provision_link(record, change),
        what=f"{change.effect.label}{since}",
        source=Link(change.source, change.address),
        old=compared.old,
        new=compared.new,
    )
