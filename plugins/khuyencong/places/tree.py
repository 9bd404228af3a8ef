"""The tree of places: province › commune, made of what texts, producers and đề án name.

A name that stands in `localities` has the address that it always had, `/dia-ban/<slug>/`; a commune
that only producers or đề án name lies below its province, `/dia-ban/<province>/<slug>/`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from khuyencong.catalogue.producers import ProducerProfile, producer_directory, unused
from khuyencong.gazetteer.address import communes_of_today
from khuyencong.gazetteer.names import place_key
from khuyencong.gazetteer.provinces import named_province, province_today
from khuyencong.gazetteer.units import Commune
from khuyencong.model.de_an import DeAn
from khuyencong.places.location import province_of
from khuyencong.places.place import FORMER_NAMES, ROOT, Place, Province
from khuyencong.site.index import Site, Story
from khuyencong.site.names import identity
from khuyencong.vietnamese.collation import sort_key
from khuyencong.vietnamese.slugs import address_slug

NOWHERE = ""
"""Name of what holds places of which nobody can tell where they lie."""


@dataclass(frozen=True)
class PlaceTree:
    """Provinces in Vietnamese order; those that are in no register are told by `known`."""

    provinces: tuple[Province, ...]
    elsewhere: tuple[Place, ...]
    """Places of which nobody can tell where they lie."""

    def __bool__(self) -> bool:
        return bool(self.provinces or self.elsewhere)

    @cached_property
    def known(self) -> dict[str, Province]:
        """The provinces of today, by their names."""
        return {province.name: province for province in self.provinces if province.known}


def place_tree(site: Site) -> PlaceTree:
    """The places of a site, made at the first call."""
    return site.memoized("places", None, lambda: _tree(_gathered(site)))


@dataclass
class _Draft:
    """A place that is being gathered."""

    name: str
    commune: Commune | None = None
    slug: str = ""
    """Of the page that it has as a name in texts."""
    stories: tuple[Story, ...] = ()
    producers: list[ProducerProfile] = field(default_factory=list)
    de_an: list[tuple[int, DeAn]] = field(default_factory=list)
    parts: dict[str, "_Draft"] = field(default_factory=dict)
    former: list["_Draft"] = field(default_factory=list)

    def part(self, name: str) -> "_Draft":
        """A commune in it by any of its spellings, begun when it is new."""
        found = communes_of_today(name, self.name) if self.name != NOWHERE else ()
        commune = found[0] if len(found) == 1 else None
        key = commune.full_name if commune else place_key(name)
        return self.parts.setdefault(key, _Draft(name, commune))


class _Gathering(dict[str, _Draft]):
    """Provinces by the keys of their names."""

    def __init__(self) -> None:
        self._at: dict[tuple[str, str], tuple[_Draft, ...]] = {}

    def province(self, name: str) -> _Draft:
        """A province of today; an old name means the one that took it in."""
        today = province_today(name)
        return self.setdefault(place_key(today), _Draft(today))

    def at(self, province: str, commune: str) -> tuple[_Draft, ...]:
        """Everything in which something lies that names its province, and perhaps its commune."""
        if not province:
            return ()
        if (found := self._at.get((province, commune))) is None:
            whole = self.province(province)
            found = (whole, whole.part(commune)) if commune else (whole,)
            self._at[province, commune] = found
        return found

    def named(self, name: str, stories: tuple[Story, ...], own: str) -> _Draft:
        """What a name in texts means; each name has a page, so two never mean one draft."""
        found = named_province(name)
        if found and found.ended:
            draft = _Draft(name)
            self.province(name).former.append(draft)
            return draft
        if found or identity(name) == identity(own):
            draft, whole = self.province(name), self.province(name)
        else:
            whole = self.province(province_of(name, stories, own))
            draft = whole.part(name)
        return whole.parts.setdefault(identity(name), _Draft(name)) if draft.slug else draft


def _gathered(site: Site) -> _Gathering:
    found = _Gathering()
    for name, stories in site.by_place.items():
        draft = found.named(name, stories, site.centre.province)
        draft.slug, draft.stories = site.by_place.slug(name), stories
    for profile in producer_directory(site).all:
        for draft in found.at(profile.producer.province, profile.producer.commune):
            draft.producers.append(profile)
    for table in site.de_an:
        for row in table.rows:
            if row.de_an.giai_doan.funded:
                for draft in found.at(row.de_an.tinh, row.de_an.xa):
                    draft.de_an.append((table.year, row.de_an))
    return found


def _tree(found: _Gathering) -> PlaceTree:
    nowhere = found.pop(NOWHERE, _Draft(NOWHERE))
    taken = {draft.slug for draft in _all((*found.values(), nowhere)) if draft.slug}
    ordered = sorted(found.values(), key=lambda draft: sort_key(draft.name))
    provinces = (_province(draft, taken) for draft in ordered if address_slug(draft.name))
    return PlaceTree(tuple(provinces), _parts(nowhere, ROOT))


def _all(drafts: Iterable[_Draft]) -> Iterator[_Draft]:
    for draft in drafts:
        yield from (draft, *draft.parts.values(), *draft.former)


def _province(draft: _Draft, taken: set[str]) -> Province:
    slug = draft.slug or unused(address_slug(draft.name), taken)
    taken.add(slug)
    address = f"{ROOT}{slug}/"
    return Province(
        draft.name,
        address,
        draft.stories,
        tuple(draft.producers),
        tuple(draft.de_an),
        communes=_parts(draft, address),
        former=tuple(
            Place(former.name, f"{ROOT}{former.slug}/", former.stories) for former in draft.former
        ),
        known=named_province(draft.name) is not None,
    )


def _parts(draft: _Draft, address: str) -> tuple[Place, ...]:
    """The communes of a province: those that no text names get addresses below it."""
    taken = {FORMER_NAMES, "trang"}
    found = []
    for part in sorted(draft.parts.values(), key=lambda part: sort_key(part.name)):
        slug = part.slug or unused(address_slug(part.name), taken)
        if not slug:
            continue
        taken |= set() if part.slug else {slug}
        found.append(
            Place(
                part.name,
                f"{ROOT if part.slug else address}{slug}/",
                part.stories,
                tuple(part.producers),
                tuple(part.de_an),
                part.commune,
            )
        )
    return tuple(found)
