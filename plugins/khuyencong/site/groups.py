"""Stories gathered under the names that they bear: tags, places, authors, units."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from khuyencong.content.record import Record
from khuyencong.model.entry import Entry
from khuyencong.site.names import distinct_slugs, identity
from khuyencong.vietnamese.collation import sort_key

Stories = tuple[Record[Entry], ...]


class StoryGroups(Mapping[str, Stories]):
    """Name → its stories, newest first; names in Vietnamese order, spelt as the newest has them.

    Asked for a name in any spelling that means the same (`Đào Tạo`, `đào tạo`).
    """

    def __init__(
        self,
        stories: Sequence[Record[Entry]],
        names: Callable[[Record[Entry]], Iterable[str]],
    ) -> None:
        """`stories` are the newest first; those of a name without a letter are left out."""
        self._names = names
        places: dict[str, list[int]] = defaultdict(list)  # a name stands in thousands of stories
        for place, story in enumerate(stories):
            for name in names(story):
                places[name].append(place)

        def age(name: str) -> tuple[int, int]:
            oldest = places[name][-1]
            return -oldest, list(names(stories[oldest])).index(name)

        self._slugs = distinct_slugs(sorted(places, key=age))
        spellings: dict[str, list[str]] = defaultdict(list)
        for name in places:
            if (key := identity(name)) in self._slugs:
                spellings[key].append(name)
        found: dict[str, list[int]] = {
            key: sorted({place for name in spelt for place in places[name]})
            for key, spelt in spellings.items()
        }
        display = {
            key: [name for name in names(stories[found[key][0]]) if identity(name) == key][-1]
            for key in found
        }
        ordered = sorted(found, key=lambda key: sort_key(display[key]))
        self._display = [display[key] for key in ordered]
        self._stories = {key: tuple(map(stories.__getitem__, found[key])) for key in ordered}

    def __getitem__(self, name: str) -> Stories:
        return self._stories[identity(name)]

    def __iter__(self) -> Iterator[str]:
        return iter(self._display)

    def __len__(self) -> int:
        return len(self._display)

    def slug(self, name: str) -> str:
        """Slug of a name, empty for one that has no page."""
        return self._slugs.get(identity(name), "")

    def has_slug(self, slug: str) -> bool:
        """Whether a name has the slug."""
        return slug in self._slugs.values()

    def holds(self, record: Record[Entry], name: str) -> bool:
        """Whether a record, published or not, bears a name."""
        return identity(name) in map(identity, self._names(record))
