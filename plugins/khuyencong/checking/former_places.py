"""KC270: places in running text under names of before 1/7/2025, of which it is not said."""

import re
from collections.abc import Iterator

from khuyencong.checking.prose import Prose
from khuyencong.content.record import Record
from khuyencong.gazetteer.address import PlaceReading, read_address
from khuyencong.gazetteer.sentences import became
from khuyencong.gazetteer.units import NEW_PLACES
from khuyencong.model.entry import Entry
from khuyencong.model.policy import Policy
from khuyencong.model.rules import Problem, Rule

_SYLLABLE = r"[A-ZĐÀ-Ỹ][^\W\d_]*"
_NAME = rf"(?:{_SYLLABLE}(?:[ -]{_SYLLABLE}){{0,4}}|\d{{1,2}})"
# A letter first, what must not stand before it then: the engine skips to the next such letter.
_KIND = (
    r"[HPQTXhpqtx](?<!\w.)(?:(?<=[Tt])(?:ỉnh|hị xã|hị trấn|hành phố)|(?<=[Hh])uyện|(?<=[Qq])uận"
    r"|(?<=[Xx])ã|(?<=[Pp])hường)"
)
_PLACE = re.compile(rf"{_KIND} {_NAME}(?:,? (?:thuộc )?{_KIND} {_NAME}){{0,2}}")
_NOTED = re.compile(r"[ (,]*(?:nay |cũ\b|trước đây|trước (?:ngày )?0?1/0?7/2025|trước sáp nhập)")
_REACH = 40
"""Letters behind a name within which it is said what it is now."""
MOST = 20
"""Notes about one text."""


def former_places(record: Record[Entry], prose: Prose) -> Iterator[Problem]:
    """Old names in a text of today, each once. Old texts keep the names of their day, laws too."""
    entry = record.entry
    if isinstance(entry, Policy) or (entry.date and entry.date.date() < NEW_PLACES):
        return
    found: dict[str, tuple[int, PlaceReading]] = {}
    noted: set[str] = set()
    for match in _PLACE.finditer(prose.text):
        name, place = _longest(match[0])
        if place is None or not place.former or not place.province:
            continue
        end = match.start() + len(name)
        found.setdefault(name.lower(), (match.start(), place))
        if _NOTED.match(prose.text, end, end + _REACH):
            noted.add(name.lower())
    for name in [name for name in found if name not in noted][:MOST]:
        start, place = found[name]
        shown = prose.text[start : start + len(name)]
        yield Problem(
            record.source,
            prose.line(start),
            Rule.FORMER_PLACE,
            f"“{shown}” {became(place)}.",
            f"Lần nhắc đầu viết “{shown} (nay thuộc …)”.",
        )


def _longest(text: str) -> tuple[str, PlaceReading | None]:
    """The longest beginning of a text in capitals that names a place, and what it names."""
    words = text.split(" ")
    for number in range(len(words), 1, -1):
        name = " ".join(words[:number])
        place = read_address(name)
        if place and not place.street:
            return name, place
    return text, None
