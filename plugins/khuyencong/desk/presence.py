"""Who has which entry open now."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

GONE_AFTER = 40.0
"""Seconds without a sign after which somebody counts as gone; a form gives one every fifteen."""


@dataclass
class Presence:
    """Forms that are open, as far as they told us lately, by the names of their drafts."""

    clock: Callable[[], float] = time.monotonic
    _seen: dict[str, tuple[str, str, float]] = field(default_factory=dict)

    def arrive(self, opening: str, source: str, who: str) -> list[str]:
        """A sign of an opened form; who else has the entry open."""
        self._seen[opening] = source, who, self.clock()
        return self.others(opening, source)

    def leave(self, opening: str) -> None:
        """A form was closed."""
        self._seen.pop(opening, None)

    def others(self, opening: str, source: str) -> list[str]:
        """Who else has an entry open."""
        now = self.clock()
        return sorted(
            who
            for other, (opened, who, at) in list(self._seen.items())
            if source and opened == source and other != opening and now - at < GONE_AFTER
        )
