"""Frozen views: exactly what a template sees, and nothing else.

A page is a pure function of its view. Addresses are root-relative (`/tin-tuc/…/`), fields
named `html` or `body` hold sanitised HTML, all other text is plain.
"""

import datetime

from msgspec import Struct

from khuyencong.assets.theme_assets import AssetLinks
from khuyencong.content.record import Body, Figure
from khuyencong.describing.elements import (
    Fact,
    LawView,
    Link,
    PagedDocument,
    Player,
    Table,
    TimedLine,
)
from khuyencong.model.centre_parts import OutsideLink
from khuyencong.model.organisation import Contact


class MenuLink(Struct, frozen=True):
    """An entry of the main menu: something to follow, or a heading over several."""

    text: str
    address: str
    parts: tuple[Link, ...] = ()

    def holds(self, address: str) -> bool:
        """Whether the page at an address belongs to one of the parts."""
        return any(address.startswith(part.address) for part in self.parts)

    @property
    def links(self) -> tuple[Link, ...]:
        """What can be followed: the parts, or the entry itself."""
        return self.parts or (Link(self.text, self.address),)


class FeedLinks(Struct, frozen=True):
    """A list that can be subscribed to: its page, and its feed in three formats."""

    group: str
    """Heading under which the page "Nhận tin" has it."""
    title: str
    name: str
    description: str
    page: str
    rss: str
    atom: str = ""
    json: str = ""
    podcast: bool = False
    """Whether it is for programs that play sound."""


class Organisation(Struct, frozen=True):
    """Who answers for the site, for the foot of every page."""

    name: str
    agency: str
    address: str
    phones: tuple[str, ...]
    email: str | None
    press_contact: Contact | None
    english_name: str
    english_address: str


class ReaderForms(Struct, frozen=True):
    """Addresses of the centre's forms; empty where readers write a mail. `{bai}` stands for the
    address of a page."""

    question: str = ""
    report: str = ""
    subscription: str = ""


class Chrome(Struct, frozen=True, cache_hash=True):
    """What every page of the site has around its content. One for a whole build.

    A change here changes every page, so it holds nothing that changes with a story: no date
    of the newest, no counts.
    """

    name: str
    """Short name: the masthead."""
    organisation: Organisation
    root: str
    """Absolute address of the site without a slash at its end."""
    menu: tuple[MenuLink, ...]
    directory: tuple[tuple[str, tuple[Link, ...]], ...]
    """Everything that is not in the menu, under headings."""
    links: tuple[OutsideLink, ...]
    badges: tuple[OutsideLink, ...]
    zalo: str | None
    facebook: str | None
    services: tuple[Link, ...]
    """Ways to follow the site and to use its news: feeds, press room, figures."""
    assets: AssetLinks
    forms: ReaderForms = ReaderForms()

    def in_menu(self, address: str) -> str:
        """An address that the menu marks as it marks this one: few for a whole site."""
        known = {item.address for item in self.menu}
        known |= {part.address for item in self.menu for part in item.parts}
        if address in known:
            return address
        above = (each for each in known - {"/"} if address.startswith(each))
        return f"{max(above, key=len, default='')}…"


class Head(Struct, frozen=True):
    """What a page says of itself to browsers, search engines and chat programs."""

    title: str
    description: str
    address: str
    image: str | None = None
    image_alt: str = ""
    image_size: tuple[int, int] = (1200, 630)
    """Pixels of the picture for chat programs, the page's own or the site's card."""
    kind: str = "website"
    language: str = "vi"
    crumbs: tuple[Link, ...] = ()
    published: datetime.datetime | None = None
    modified: datetime.datetime | None = None
    feeds: tuple[FeedLinks, ...] = ()
    followed_in: FeedLinks | None = None
    """For a list with too little for a feed of its own: the feed of the larger list."""
    json_ld: str = ""
    """JSON with every `<` escaped, or nothing."""
    listed: bool = True
    """Whether search engines should keep the page."""
    languages: tuple[Link, ...] = ()
    """The same in all its languages, this page among them; none where there is only one."""


class View(Struct, frozen=True):
    """What a template sees. Each template has a view of its own, which adds to this."""

    chrome: Chrome
    head: Head


class Section(Struct, frozen=True):
    """A category as it stands beside a story: name, address, colour."""

    name: str
    address: str
    colour: str
    slug: str


class StoryCard(Struct, frozen=True, cache_hash=True):
    """A story in a list."""

    title: str
    address: str
    summary: str
    date: datetime.datetime | None
    section: Section
    photo: Figure | None
    sample: bool
    draft: str = ""
    when: str = ""
    """The day of a class or a broadcast, in words; it stands in the place of the date."""
    source: str = ""
    """Whose story it is, where another centre's is told again."""


class ProductCard(Struct, frozen=True, cache_hash=True):
    """A product in a gallery."""

    title: str
    address: str
    producer: str
    place: str
    group: str
    """Slug of its group: the pattern of a card without a photo."""
    badge: str
    badge_level: str
    ocop_stars: int | None
    photo: Figure | None
    sample: bool


class EventLine(Struct, frozen=True):
    """A class or event that is still to come."""

    title: str
    address: str
    starts: datetime.datetime
    deadline: datetime.datetime | None
    place: str
    cancelled: str = ""
    """Why it was called off."""


class CampaignView(Struct, frozen=True):
    """A call to readers at the head of the front page."""

    title: str
    text: str
    address: str
    ends: datetime.date
    """The last day on which it stands there."""


class AiringLine(Struct, frozen=True):
    """A broadcast that is still to come, or of today."""

    moment: datetime.datetime
    title: str
    address: str
    channel: str
    repeat: bool
    """Whether the programme was on air before."""
    today: bool
    cancelled: str = ""
    """Why it was called off."""


class Pagination(Struct, frozen=True):
    """Where a page stands in its list. Numbers from 1."""

    number: int
    total: int
    newer: Link | None
    older: Link | None
    pages: tuple[Link, ...]


class Block(Struct, frozen=True):
    """Stories of one category on the front page."""

    section: Section
    cards: tuple[StoryCard, ...]


class DeAnFigures(Struct, frozen=True):
    """Đề án of the newest year in figures."""

    year: int
    address: str
    figures: tuple[tuple[str, str], ...]
    """What is counted, and how much."""
    sample: bool


class FrontView(View, frozen=True):
    """The front page."""

    campaign: CampaignView | None
    lead: StoryCard | None
    featured: tuple[StoryCard, ...]
    latest: tuple[StoryCard, ...]
    policies: tuple[StoryCard, ...]
    finder: Link | None
    """To "Tôi được hỗ trợ gì?", where levels of support are known."""
    events: tuple[EventLine, ...]
    airings: tuple[AiringLine, ...]
    de_an: DeAnFigures | None
    blocks: tuple[Block, ...]
    products: tuple[ProductCard, ...]
    product_count: int


class CorrectionLine(Struct, frozen=True):
    date: datetime.datetime
    note: str


class CommentLine(Struct, frozen=True):
    """What a reader wrote, let through by a person."""

    name: str
    date: datetime.datetime
    text: str


class StoryView(View, frozen=True):
    """A story of any kind."""

    section: Section
    title: str
    summary: str
    key_points: tuple[str, ...]
    contents: tuple[Link, ...]
    """Headings of a long text, for its table of contents."""
    law: LawView | None
    """Contents and history of a legal document."""
    author: Link | None
    unit: Link | None
    date: datetime.datetime | None
    modified: datetime.datetime | None
    photos: tuple[Figure, ...]
    facts: tuple[Fact, ...]
    tables: tuple[Table, ...]
    validity: str
    body: Body
    script: tuple[TimedLine, ...]
    aloud: str
    """How long the script takes to read: "1 phút 25 giây"."""
    players: tuple[Player, ...]
    """Its video, its sound file."""
    document: PagedDocument | None
    corrections: tuple[CorrectionLine, ...]
    localities: tuple[Link, ...]
    source_name: str
    source_url: str | None
    tags: tuple[Link, ...]
    products: tuple[ProductCard, ...]
    related: tuple[StoryCard, ...]
    newer: tuple[Link, ...]
    """The next stories of the category, the nearest first."""
    older: tuple[Link, ...]
    comments: tuple[CommentLine, ...]
    sample: bool
    draft: str


class PageView(View, frozen=True):
    """A static page."""

    title: str
    summary: str
    photos: tuple[Figure, ...]
    body: Body
    modified: datetime.datetime | None
    sample: bool
    draft: str


class NoticeView(View, frozen=True):
    """A page with one message: not found, withdrawn, moved."""

    title: str
    text: str
    links: tuple[Link, ...] = ()
    moved_to: str = ""


class OfflineView(View, frozen=True):
    """The page for readers without a network."""

    title: str
    text: str
