"""In which province a place lies that a text names without one."""

from collections.abc import Iterable, Iterator

from khuyencong.gazetteer.address import communes_of_today, read_address
from khuyencong.gazetteer.provinces import named_province, province_today
from khuyencong.model.entry import Entry
from khuyencong.model.stories import DemonstrationModel
from khuyencong.site.index import Story, places
from khuyencong.site.names import identity


def province_of(name: str, stories: Iterable[Story], own: str) -> str:
    """The province of today of a commune or an old district; empty where nobody can tell.

    What the stories name beside it decides between places of one name, then the centre's `own`
    province. A name that is in no register lies in the province that all its stories name.
    """
    entries = [story.entry for story in stories]
    for entry in entries:
        if isinstance(entry, DemonstrationModel) and identity(entry.commune) == identity(name):
            return province_today(entry.province)
    provinces = {today for entry in entries for today in _provinces(entry)}
    candidates = set(_candidates(name))
    for chosen in (candidates & provinces, candidates, candidates & {province_today(own)}):
        if len(chosen) == 1:
            return chosen.pop()
    return provinces.pop() if not candidates and len(provinces) == 1 else ""


def _candidates(name: str) -> Iterator[str]:
    """Provinces of today in which a commune of today, or one or a district of old, is so named."""
    yield from (commune.province for commune in communes_of_today(name, ""))
    if place := read_address(name):
        yield from (commune.province for commune in place.communes)


def _provinces(entry: Entry) -> Iterator[str]:
    for name in places(entry):
        if found := named_province(name):
            yield found.today
