"""Which other products stand nearest to one by what they were recognised for."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from khuyencong.content.record import Record
from khuyencong.model.product import Award, Group, Level
from khuyencong.site.producers import PublicProduct, producer_key

_Round = tuple[Level, int, Group | None]

_YEARS = (0, -1, 1, -2, 2)
"""Rounds are held every year or every second year; farther ones are no neighbours."""


class Peers:
    """Products by level, year and group of their highest awards. One pass, then look-ups."""

    def __init__(self, products: Iterable[Record[PublicProduct]]) -> None:
        self._rounds: dict[_Round, list[Record[PublicProduct]]] = defaultdict(list)
        self._places: dict[tuple[_Round, str], int] = {}
        for record in products:
            if award := top_award(record.entry):
                for group in (record.entry.group, None):
                    round_of = (award.level, award.year, group)
                    self._places[round_of, record.slug] = len(self._rounds[round_of])
                    self._rounds[round_of].append(record)

    def of(self, record: Record[PublicProduct], most: int) -> list[Record[PublicProduct]]:
        """Products of other producers recognised at the same level: same group and year
        first, then years near by, then other groups.

        On a shelf they follow the product in order and begin again at its head, so that every
        product of a round is shown by some other and the cost does not grow with the round.
        """
        found: dict[str, Record[PublicProduct]] = {}
        for candidate in self._candidates(record):
            if len(found) == most:
                break
            if producer_key(candidate.entry.producer) != producer_key(record.entry.producer):
                found.setdefault(candidate.slug, candidate)
        return list(found.values())

    def _candidates(self, record: Record[PublicProduct]) -> Iterator[Record[PublicProduct]]:
        award = top_award(record.entry)
        if award is None:
            return
        for group in (record.entry.group, None):
            for years in _YEARS:
                round_of = (award.level, award.year + years, group)
                if found := self._rounds.get(round_of):
                    start = self._places.get((round_of, record.slug), -1) + 1
                    around = (found[(start + step) % len(found)] for step in range(len(found)))
                    yield from islice(around, 24)


def top_award(product: PublicProduct) -> Award | None:
    """The highest award, the newest of these; whether it has expired does not matter here."""
    return next(iter(product.awards_by_rank), None)
