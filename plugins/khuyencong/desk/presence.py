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
        return self.others(source, who)

    def leave(self, opening: str) -> None:
        """A form was closed."""
        self._seen.pop(opening, None)

    def others(self, source: str, who: str) -> list[str]:
        """Who else has an entry open; somebody's own forms, left or open beside, do not count."""
        now = self.clock()
        return sorted(
            {
                other
                for opened, other, at in list(self._seen.values())
                if source and opened == source and other != who and now - at < GONE_AFTER
            }
        )
