"""On which lines of a body addresses stand, asked for in the order in which its page has them."""

from collections import Counter

_BEFORE = "(<\"'= \t\n"
_AFTER = ")>\"' \t\n.,;"
"""Signs around an address that something leads to; in its words, or in a longer one, others."""


class AddressLines:
    """The lines of the links and pictures of one body."""

    def __init__(self, body: str, first_line: int) -> None:
        """`first_line` is that of the body in its file."""
        self._body = f"\n{body}\n"
        self._line = first_line - 1
        self._places: dict[str, list[int]] = {}
        self._seen: Counter[str] = Counter()

    def next(self, address: str) -> int:
        """Line of an address: the second time, of its second place, and the last for all further.

        That of the body where the address is written in a way that does not let it be found.
        """
        if address not in self._places:
            self._places[address] = self._found(address)
        places = self._places[address]
        number = min(self._seen[address], len(places) - 1)
        self._seen[address] += 1
        return self._line + (self._body.count("\n", 0, places[number]) if places else 1)

    def _found(self, address: str) -> list[int]:
        body, places, place = self._body, [], self._body.find(address)
        while address and place >= 0:
            places.append(place)
            place = body.find(address, place + len(address))
        led_to = [
            place
            for place in places
            if body[place - 1] in _BEFORE and body[place + len(address)] in _AFTER
        ]
        return led_to or places[:1]
