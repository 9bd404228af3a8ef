"""What lists of stories show, and indexes of lists."""

from msgspec import Struct

from khuyencong.describing.elements import Link
from khuyencong.pages.views import AiringLine, Pagination, StoryCard, View


class FormLine(Struct, frozen=True):
    """A form to fill in, with the way to its file."""

    title: str
    address: str
    download: Link
    sample: bool


class FormGroup(Struct, frozen=True):
    """The forms that somebody needs for one thing."""

    task: str
    forms: tuple[FormLine, ...]


class ListView(View, frozen=True):
    """A page of a list of stories: a category, a tag, an author, a month."""

    kicker: str
    heading: str
    description: str
    colour: str
    count: int
    airings: tuple[AiringLine, ...]
    forms: tuple[FormGroup, ...]
    parts: tuple[tuple[str, tuple[StoryCard, ...]], ...]
    """Headings (empty where one list is all) with their stories."""
    pagination: Pagination

    @property
    def cards(self) -> tuple[StoryCard, ...]:
        """All stories of the page."""
        return tuple(card for _, cards in self.parts for card in cards)


class IndexView(View, frozen=True):
    """An index of lists: all tags, all authors, all months."""

    heading: str
    groups: tuple[tuple[str, tuple[Link, ...]], ...]


class SeriesView(View, frozen=True):
    """The programmes of many numbers."""

    heading: str
    series: tuple[tuple[Link, StoryCard], ...]
    """The list of each, with the count of its numbers, and its newest number."""
