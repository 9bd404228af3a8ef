"""The pages of artisans and collaborators, and their lists."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, cast

from khuyencong.content.record import Record
from khuyencong.describing.elements import Link, Table
from khuyencong.describing.stories import facts, tables
from khuyencong.gazetteer.names import full_place
from khuyencong.gazetteer.provinces import province_today
from khuyencong.model.people import TitleOfHonour
from khuyencong.pages.abbreviations import explained
from khuyencong.pages.cards import draft_label
from khuyencong.pages.chrome import ARTISANS, COLLABORATORS, HOME, head, languages
from khuyencong.pages.page import Page
from khuyencong.pages.people_views import (
    ArtisansView,
    CollaboratorsView,
    PersonCard,
    PersonView,
)
from khuyencong.pages.producers import NOWHERE
from khuyencong.pages.product_context import ProductContext
from khuyencong.pages.structured_data import json_ld
from khuyencong.site.index import last_change
from khuyencong.site.names import producer_identity
from khuyencong.site.people import PublicArtisan, PublicCollaborator, PublicPerson
from khuyencong.site.visibility import shown_body
from khuyencong.vietnamese.collation import sort_key


def people_pages(context: ProductContext) -> Iterator[Page]:
    """The lists of artisans and of collaborators, where there are some."""
    people = context.site.people
    if artisans := [record for record in people if isinstance(record.entry, PublicArtisan)]:
        yield _artisans(context, artisans)
    if found := [record for record in people if isinstance(record.entry, PublicCollaborator)]:
        yield _collaborators(context, found)


def _artisans(context: ProductContext, records: Sequence[Record[Any]]) -> Page:
    view = ArtisansView(
        chrome=context.chrome,
        head=head(
            ARTISANS.text,
            ARTISANS.address,
            f"{len(records)} nghệ nhân, thợ giỏi, người có công đưa nghề về địa phương.",
            crumbs=(HOME,),
        ),
        people=tuple(map(_card, sorted(records, key=lambda record: _rank(record.entry)))),
    )
    return Page(ARTISANS.address, "artisans", view, last_change(records))


def _rank(entry: PublicArtisan) -> int:
    """Place of the highest title among all titles; behind them for somebody without one."""
    titles = list(TitleOfHonour)
    return titles.index(entry.ranked[0].title) if entry.honours else len(titles)


def _card(record: Record[Any]) -> PersonCard:
    entry: PublicArtisan = record.entry
    best = entry.ranked[0] if entry.honours else None
    return PersonCard(
        name=entry.title,
        address=record.address,
        honour=f"{best.title.label}, năm {best.year}" if best else "",
        craft=entry.craft,
        place=full_place(entry.contact.commune, entry.contact.province),
        photo=record.lead_figure,
        sample=entry.sample,
    )


def _collaborators(context: ProductContext, records: Sequence[Record[Any]]) -> Page:
    provinces: dict[str, list[Record[Any]]] = {}
    for record in records:
        province = province_today(record.entry.contact.province) or NOWHERE
        provinces.setdefault(province, []).append(record)
    view = CollaboratorsView(
        chrome=context.chrome,
        head=head(
            COLLABORATORS.text,
            COLLABORATORS.address,
            f"{len(records)} cộng tác viên khuyến công ở xã, phường.",
            crumbs=(HOME,),
        ),
        count=len(records),
        tables=tuple(
            _table(name, provinces[name])
            for name in sorted(provinces, key=lambda name: (name == NOWHERE, sort_key(name)))
        ),
        sample=any(record.entry.sample for record in records),
    )
    return Page(COLLABORATORS.address, "collaborators", view, last_change(records))


def _table(province: str, records: Sequence[Record[Any]]) -> Table:
    """Collaborators of a province, a line for each commune that one answers for."""
    lines = [
        (commune, record)
        for record in records
        for commune in record.entry.communes or (record.entry.contact.commune or NOWHERE,)
    ]
    lines.sort(key=lambda line: sort_key(line[0]))
    return Table(
        province,
        ("Xã, phường", "Cộng tác viên", "Nơi công tác", "Điện thoại"),
        tuple(
            (
                commune,
                Link(record.entry.title, record.address),
                record.entry.workplace,
                record.entry.contact.phone,
            )
            for commune, record in lines
        ),
    ).without_empty_columns


def person_page(context: ProductContext, record: Record[PublicPerson]) -> Page:
    """The page of one person."""
    shows = partial(_view, context, record)
    return Page(record.address, "person", shows, record.feed_date, record.source)


def _view(context: ProductContext, record: Record[PublicPerson]) -> PersonView:
    site, entry = context.site, record.entry
    kicker = ARTISANS if isinstance(entry, PublicArtisan) else COLLABORATORS
    return PersonView(
        chrome=context.chrome,
        head=head(
            entry.title,
            record.address,
            record.summary,
            figure=record.lead_figure,
            language=entry.lang.value,
            languages=languages(site, cast(Record[Any], record)),
            crumbs=(HOME, kicker),
            json_ld=json_ld(_thing(entry)),
        ),
        kicker=kicker,
        name=entry.title,
        summary=record.summary,
        photos=record.photos,
        facts=facts(entry, {}, record.sizes, {}),
        tables=tables(entry),
        withheld=entry.contact.withheld,
        body=explained(shown_body(site, cast(Record[Any], record)), site.centre.abbreviations),
        links=tuple(_links(context, entry)),
        sample=entry.sample,
        draft=draft_label(entry, site),
    )


def _links(context: ProductContext, entry: PublicPerson) -> Iterator[Link]:
    """The story about an artisan, and the producer they work for."""
    if not isinstance(entry, PublicArtisan):
        return
    if entry.story and (story := context.story_links.get(entry.story)):
        yield story
    whose = producer_identity(entry.producer)
    for profile in context.descriptions.producers.all if whose else ():
        if producer_identity(profile.producer.name) == whose:
            yield Link(profile.producer.name, profile.address)


def _thing(entry: PublicPerson) -> dict[str, object]:
    """schema.org Person: the name and titles alone."""
    honours = entry.ranked if isinstance(entry, PublicArtisan) else ()
    return {
        "@type": "Person",
        "name": entry.title,
        "award": [f"{each.title.label}, {each.year}" for each in honours],
    }
