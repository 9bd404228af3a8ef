"""What each feed holds: the newest that fit, and the archive of everything older.

A feed of the whole site and the monthly archives behind it (RFC 5005) hold every story once:
what stands in the feed is not in an archive yet. Within a month the oldest come first into
its first part, so that a part stays as it is while the month fills.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain, groupby, islice
from operator import attrgetter
from typing import Protocol

from khuyencong.content.record import Record
from khuyencong.feeds.channels import NEWSROOMS, Channel, Records
from khuyencong.feeds.items import Edition
from khuyencong.model.entry import Entry, Status
from khuyencong.vietnamese.dates import month_name

ARCHIVED_FORMATS = ("rss.xml", "feed.json")
"""Programs that walk through archives know one of these."""
MOST_ITEMS = 30
MOST_EPISODES = 300
"""Directories of podcasts forget an episode that is no longer in the feed."""
MOST_BYTES = {
    Edition.CITIZEN: 250_000,
    Edition.PRESS: 1_000_000,
    Edition.TV: 1_000_000,
    Edition.PODCAST: 1_000_000,
}
"""A citizen's phone loads a feed in one go; a newsroom's system need not be so careful."""
HEAD = 6_000
"""Bytes kept free for what a feed says of itself."""
NOTHING_YET = datetime(1970, 1, 1, tzinfo=UTC)
"""Date of the feed of a site that has no story."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes all feeds of a site. Addresses are absolute, but for the stylesheet's."""

    root: str
    title: str
    name: str
    email: str
    rights: str
    icon: str
    stylesheet: str
    hub: str
    terms: str
    """Under what conditions newsrooms may use what they get, and who answers them."""
    press_name: str
    press_email: str
    """Who answers newsrooms: the centre itself where site.yml names nobody."""


@dataclass(frozen=True, slots=True)
class Feed:
    """One document in three formats."""

    publisher: Publisher
    channel: Channel
    records: Records
    archived: bool = False
    part: int = 1
    """Number of the document within its month."""
    older: "tuple[str, int] | None" = None
    """Folder and part of the archive before this one, and so for `newer`."""
    newer: "tuple[str, int] | None" = None

    @property
    def title(self) -> str:
        """What programs call the feed."""
        name = self.channel.name
        return f"{self.publisher.title} – {name}" if name else self.publisher.title

    @property
    def _for_newsrooms(self) -> bool:
        return self.channel.group == NEWSROOMS

    @property
    def rights(self) -> str:
        """Who holds the rights; in a feed for newsrooms also what they may do with it."""
        publisher = self.publisher
        return (
            f"© {publisher.rights}. {publisher.terms}" if self._for_newsrooms else publisher.rights
        )

    @property
    def editor(self) -> tuple[str, str]:
        """Name and e-mail of who answers for the feed; the e-mail may be empty."""
        publisher = self.publisher
        if self._for_newsrooms:
            return publisher.press_name, publisher.press_email
        return publisher.name, publisher.email

    @property
    def about(self) -> tuple[object, ...]:
        """What the feed says of itself, for telling whether that changed."""
        channel = self.channel
        names = (channel.group, channel.name, channel.folder, channel.description, channel.page)
        return (*names, self.archived, self.part, self.older, self.newer)

    @property
    def formats(self) -> tuple[str, ...]:
        """The forms in which it is written."""
        return ARCHIVED_FORMATS if self.archived else self.channel.formats

    @property
    def page(self) -> str:
        """Absolute address of the HTML page with the same list."""
        return f"{self.publisher.root}/{self.channel.page or self.channel.folder}"

    @property
    def updated(self) -> datetime:
        """The newest change of what it holds."""
        changes = [record.feed_date for record in self.records if record.feed_date]
        return max(changes, default=NOTHING_YET)

    def path(self, form: str) -> str:
        """Output path in one of its formats."""
        return document(self.channel.folder, self.part, form)

    def address(self, form: str) -> str:
        """Absolute address in one of its formats."""
        return f"{self.publisher.root}/{self.path(form)}"

    def links(self, form: str) -> Iterator[tuple[str, str]]:
        """(relation, address) of hub and neighbouring archives (WebSub, RFC 5005)."""
        root = self.publisher.root
        if self.publisher.hub:
            yield "hub", self.publisher.hub
        if form not in ARCHIVED_FORMATS:
            return
        if self.archived:
            yield "current", f"{root}/{form}"
        if self.older:
            yield "prev-archive", f"{root}/{document(*self.older, form)}"
        if self.newer:
            yield "next-archive", f"{root}/{document(*self.newer, form)}"


def document(folder: str, part: int, form: str) -> str:
    """`luu-tru/2026/11/rss-2.xml`."""
    stem, dot, suffix = form.partition(".")
    return f"{folder}{stem}-{part}{dot}{suffix}" if part > 1 else f"{folder}{form}"


class Sizes(Protocol):
    """How large items are."""

    def size(self, record: Record[Entry], edition: Edition) -> int:
        """Bytes of a record's largest form in an edition."""

    def measure(self, records: Sequence[Record[Entry]]) -> None:
        """Find out the sizes of many records, as citizens get them, before each is asked for."""

    def surely_fit(self, records: Records, edition: Edition, room: int) -> bool:
        """Whether the sizes together are no more than `room`, so far as that can be told without
        knowing them."""


def newest(channel: Channel, sizes: Sizes) -> Records:
    """Whole items, the newest changes first: at most 30, within the bytes of the edition.

    What was withdrawn of late comes in before anything else: it must be told. An item that does
    not fit any more is passed over for a smaller one.
    """
    room, edition, gone = MOST_BYTES[channel.edition] - HEAD, channel.edition, channel.gone
    here = (record for record in channel.records if record.entry.status is not Status.WITHDRAWN)
    most = MOST_EPISODES if edition is Edition.PODCAST else MOST_ITEMS
    kept = tuple(islice(chain(gone, here), most))
    if not sizes.surely_fit(kept, edition, room):
        if edition is Edition.CITIZEN:
            sizes.measure(kept)
        kept = tuple(_fitting(kept, edition, sizes, room))
    if not gone:
        return kept
    chosen = {id(record) for record in kept}
    return tuple(record for record in channel.records if id(record) in chosen)


def _fitting(
    records: Sequence[Record[Entry]], edition: Edition, sizes: Sizes, room: int
) -> Iterator[Record[Entry]]:
    """Those for which there is still room when their turn comes."""
    for record in records:
        bytes_of_it = sizes.size(record, edition)
        if bytes_of_it <= room:
            yield record
            room -= bytes_of_it


def plan(
    publisher: Publisher, channels: Sequence[Channel], sizes: Sizes
) -> tuple[tuple[Feed, ...], tuple[Feed, ...]]:
    """All feeds, and the archives of the first channel, which is the whole site's."""
    first, *others = (channel for channel in channels if channel.has_feed)
    whole = Feed(publisher, first, newest(first, sizes))
    archives = _archives(whole, sizes)  # they measure nearly all that others hold
    if archives:
        last = archives[-1]
        whole = replace(whole, older=(last.channel.folder, last.part))
    rest = (Feed(publisher, channel, newest(channel, sizes)) for channel in others)
    return (whole, *rest), tuple(archives)


_AGE = attrgetter("entry.date", "address")
_MONTH = attrgetter("entry.date.year", "entry.date.month")


def _archives(feed: Feed, sizes: Sizes) -> list[Feed]:
    """The documents behind a feed, the oldest first, each linked to its neighbours."""
    left_out = {id(record) for record in (*feed.records, *feed.channel.gone)}
    rest = [record for record in feed.channel.records if id(record) not in left_out]
    months = [(month, [*of_it]) for month, of_it in groupby(sorted(rest, key=_AGE), key=_MONTH)]
    divided = [_full_parts(records, sizes) for _, records in months]
    unknown = (records for (_, records), sure in zip(months, divided, strict=True) if not sure)
    sizes.measure([*chain.from_iterable(unknown)])
    found: list[Feed] = []
    for ((year, month), records), sure in zip(months, divided, strict=True):
        channel = replace(
            feed.channel,
            group="Lưu trữ",
            name=month_name(year, month),
            folder=f"luu-tru/{year}/{month:02d}/",
            description=f"Tin đăng trong {month_name(year, month).lower()}.",
        )
        for part, members in enumerate(sure or _parts(records, sizes), 1):
            found.append(Feed(feed.publisher, channel, members, archived=True, part=part))
    places = [(archive.channel.folder, archive.part) for archive in found]
    return [
        replace(
            archive,
            older=places[number - 1] if number else None,
            newer=places[number + 1] if number + 1 < len(places) else None,
        )
        for number, archive in enumerate(found)
    ]


def _full_parts(records: Sequence[Record[Entry]], sizes: Sizes) -> list[Records]:
    """The parts of a month if each surely holds as many as it may, else none."""
    starts = range(0, len(records), MOST_ITEMS)
    parts = [tuple(records[start : start + MOST_ITEMS]) for start in starts]
    room = MOST_BYTES[Edition.CITIZEN] - HEAD
    return parts if all(sizes.surely_fit(p, Edition.CITIZEN, room) for p in parts) else []


def _parts(records: Sequence[Record[Entry]], sizes: Sizes) -> Iterator[Records]:
    members: list[Record[Entry]] = []
    room = MOST_BYTES[Edition.CITIZEN] - HEAD
    for record in records:
        bytes_of_it = sizes.size(record, Edition.CITIZEN)
        if members and (len(members) == MOST_ITEMS or bytes_of_it > room):
            yield tuple(members)
            members, room = [], MOST_BYTES[Edition.CITIZEN] - HEAD
        members.append(record)
        room -= bytes_of_it
    if members:
        yield tuple(members)
