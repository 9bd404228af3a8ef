"""The page of a story."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cached_property, partial

from khuyencong.calendar.calendar_files import calendar_of
from khuyencong.content.record import Record
from khuyencong.describing.broadcasts import players, script_lines
from khuyencong.describing.documents import paged_document
from khuyencong.describing.elements import Fact, Link
from khuyencong.describing.stories import DOWNLOAD, facts, tables
from khuyencong.describing.support import provision
from khuyencong.law.relations import relations
from khuyencong.law.versions import text_on
from khuyencong.model.broadcast import Broadcast
from khuyencong.model.document import Document
from khuyencong.model.entry import Entry
from khuyencong.model.policy import Policy
from khuyencong.model.question import Question
from khuyencong.model.stories import Training
from khuyencong.pages.abbreviations import explained
from khuyencong.pages.cards import (
    author_link,
    draft_label,
    place_link,
    product_card,
    section_of,
    series_link,
    story_card,
    tag_link,
    unit_link,
)
from khuyencong.pages.chrome import HOME, head, languages
from khuyencong.pages.law import facts_from_others, law_view
from khuyencong.pages.page import Page
from khuyencong.pages.structured_data import json_ld, story_things
from khuyencong.pages.views import Chrome, CommentLine, CorrectionLine, Head, StoryView
from khuyencong.site.index import Site, Story, places, series_of
from khuyencong.site.names import identity
from khuyencong.site.producers import PublicProduct
from khuyencong.vietnamese.dates import short_date
from khuyencong.vietnamese.speech import seconds_aloud, spoken_length

MOST_RELATED = 3
NEWEST = 24
"""Stories of each tag among which related ones are looked for."""
NEIGHBOURS = 3
LONG = 4
"""Headings from which a text gets a table of contents."""


def contents(record: Record[Entry]) -> tuple[Link, ...]:
    """Links to the headings of a long text; none for a short one, nor for law with its own."""
    if len(record.headings) < LONG or record.has_articles:
        return ()
    return tuple(Link(words, f"#{name}") for name, words in record.headings)


class StoryPages:
    """Makes the pages of all stories; holds what they share."""

    def __init__(self, site: Site, chrome: Chrome) -> None:
        self.site = site
        self.chrome = chrome

    @cached_property
    def _neighbours(self) -> Mapping[str, tuple[tuple[Link, ...], tuple[Link, ...]]]:
        """Address → (newer, older) within the story's category, the nearest first."""
        found: dict[str, tuple[tuple[Link, ...], tuple[Link, ...]]] = {}
        for stories in self.site.by_category.values():
            links = [Link(story.entry.title, story.address) for story in stories]
            for index, story in enumerate(stories):
                newer = tuple(reversed(links[max(0, index - NEIGHBOURS) : index]))
                found[story.address] = newer, tuple(links[index + 1 : index + 1 + NEIGHBOURS])
        return found

    @cached_property
    def _policies(self) -> dict[str, Link]:
        documents = relations(self.site).documents.items()
        return {number: Link(number, record.address) for number, (record, _) in documents}

    @cached_property
    def _de_an(self) -> dict[str, Link]:
        return {
            row.de_an.ma: Link(
                f"{row.de_an.ma} (đề án năm {table.year})",
                self.site.de_an_links.get((table.year, row.de_an.ma), table.address),
            )
            for table in self.site.de_an
            for row in table.rows
        }

    @cached_property
    def _products_of_story(self) -> Mapping[str, list[Record[PublicProduct]]]:
        found: dict[str, list[Record[PublicProduct]]] = {}
        for record in self.site.products:
            if record.entry.story:
                found.setdefault(record.entry.story, []).append(record)
        return found

    @cached_property
    def _newest_of_tag(self) -> Mapping[str, tuple[int, ...]]:
        """Identity of a tag → places of its newest stories among all stories."""
        place = {story.address: place for place, story in enumerate(self.site.stories)}
        return {
            identity(tag): tuple(place[story.address] for story in stories[:NEWEST])
            for tag, stories in self.site.by_tag.items()
        }

    def _related(self, record: Story) -> list[Story]:
        """Stories that share the most tags; the newest of those that share as many.

        Only the newest of each tag are looked at, so the cost does not grow with the archive.
        """
        common: dict[int, int] = {}
        for tag in {identity(tag) for tag in record.entry.tags}:
            for place in self._newest_of_tag.get(tag, ()):
                common[place] = common.get(place, 0) + 1
        ranked = sorted((-count, place) for place, count in common.items())
        found = [self.site.stories[place] for _, place in ranked[: MOST_RELATED + 1]]
        return [story for story in found if story.address != record.address][:MOST_RELATED]

    def page(self, record: Story) -> Page:
        """The page of one story."""
        return Page(
            record.address, "story", partial(self._view, record), record.feed_date, record.source
        )

    def _view(self, record: Story) -> StoryView:
        site, entry = self.site, record.entry
        section = section_of(site, record.category)
        newer, older = self._neighbours.get(record.address, ((), ()))
        spoken = entry.spoken if isinstance(entry, Broadcast) else ""
        return StoryView(
            chrome=self.chrome,
            head=self._head(record, section.name, section.address),
            section=section,
            title=entry.title,
            summary=record.summary,
            key_points=entry.key_points,
            contents=contents(record),
            author=author_link(site, entry.author) if entry.author else None,
            unit=unit_link(site, entry.unit) if entry.unit else None,
            date=entry.date,
            modified=record.changed if record.changed != entry.date else None,
            photos=record.photos,
            facts=tuple(self._facts(record)),
            tables=tables(entry),
            validity=_validity(entry, site.now),
            law=law_view(site, record),
            body=explained(text_on(site, record, site.now.date()), site.centre.abbreviations),
            script=script_lines(record),
            aloud=spoken_length(seconds_aloud(spoken)),
            players=players(record),
            document=paged_document(site, record),
            corrections=tuple(
                CorrectionLine(item.date, item.note)
                for item in sorted(entry.corrections, key=lambda item: item.date, reverse=True)
            ),
            localities=tuple(place_link(site, name) for name in places(entry)),
            source_name=entry.source_name,
            source_url=entry.source_url,
            tags=tuple(link for tag in entry.tags if (link := tag_link(site, tag)).address),
            products=tuple(
                product_card(site, product)
                for product in self._products_of_story.get(record.slug, ())
            ),
            related=tuple(story_card(site, story) for story in self._related(record)),
            newer=newer,
            older=older,
            comments=tuple(
                CommentLine(each.name, each.date, each.text)
                for each in entry.comments
                if each.shown
            ),
            sample=entry.sample,
            draft=draft_label(entry, site),
        )

    def _question(self, entry: Entry) -> Iterator[Fact]:
        """When something was asked, by whom, and the law on which the answer rests."""
        if not isinstance(entry, Question):
            return
        asked = (entry.asker, short_date(entry.asked) if entry.asked else "")
        if any(asked):
            yield Fact("Người hỏi", (", ".join(filter(None, asked)),))
        if entry.basis:
            yield Fact("Căn cứ", tuple(map(self._basis, entry.basis)))

    def _basis(self, basis: str) -> Link:
        """The policy that a basis names, at its provision; plain words where there is none."""
        found = relations(self.site).documents.get(basis.partition(",")[0].strip())
        if found is None:
            return Link(basis, "")
        record, _ = found
        named = provision(record, basis)
        return Link(basis, f"{record.address}#{named}" if named else record.address)

    def _facts(self, record: Story) -> Iterator[Fact]:
        """Lines of the fact box; the file of a document stands above it."""
        entry = record.entry
        for fact in facts(entry, self._policies, record.sizes, self._de_an):
            if not (isinstance(entry, Document) and fact.label == DOWNLOAD):
                yield fact
        yield from facts_from_others(self.site, record)
        for name in series_of(record):
            yield Fact("Chương trình", (series_link(self.site, name),))
        yield from _calendar(self.site, record)
        yield from self._question(entry)

    def _head(self, record: Story, section: str, section_address: str) -> Head:
        entry = record.entry
        return head(
            entry.title,
            record.address,
            record.summary,
            figure=record.lead_figure,
            kind="article",
            language=entry.lang.value,
            crumbs=(HOME, Link(section, section_address)),
            published=entry.date,
            modified=record.feed_date,
            languages=languages(self.site, record),
            json_ld=json_ld(*story_things(self.site, self.chrome, record)),
        )


def _calendar(site: Site, record: Story) -> Iterator[Fact]:
    """How what is to come gets into a reader's phone."""
    if address := calendar_of(site, record):
        yield Fact("Lịch", (Link("Thêm vào lịch điện thoại", address),))


def _validity(entry: Entry, now: datetime) -> str:
    """Whether what the story tells of still holds; empty where that is no question."""
    if isinstance(entry, Policy):
        return entry.validity_label(now.date())
    return "Đã hủy" if isinstance(entry, Training | Broadcast) and entry.cancelled else ""
