"""Stories gathered under the names that they bear: tags, places, authors, units."""

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
        self._slugs = distinct_slugs(name for story in reversed(stories) for name in names(story))
        spelt: dict[str, str] = {}
        found: dict[str, list[Record[Entry]]] = {}
        for story in stories:
            for key, name in {identity(name): name for name in names(story)}.items():
                if key in self._slugs:
                    spelt.setdefault(key, name)
                    found.setdefault(key, []).append(story)
        ordered = sorted(found, key=lambda key: sort_key(spelt[key]))
        self._display = [spelt[key] for key in ordered]
        self._stories = {key: tuple(found[key]) for key in ordered}

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
