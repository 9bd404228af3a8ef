"""The name that somebody most likely meant, as long as looking for it costs little."""

import difflib
from collections import Counter
from collections.abc import Collection

MOST_COMPARED = 40_000
"""Names that are looked at for one file; each takes some 25 µs. A file with more slips was made
by a machine, or stands in a folder that was renamed, and the first of them tell enough."""


class NearestName:
    """Finds names; for one run over files."""

    def __init__(self) -> None:
        self._compared: Counter[str] = Counter()

    def find(self, source: str, written: str, names: Collection[str], cutoff: float = 0.6) -> str:
        """The name most like the written one; "" for none, and when a file asked too often.

        `source` is the file in which it is written; `cutoff` the least likeness (0 to 1).
        """
        if self.is_spent(source):
            return ""
        self._compared[source] += len(names)
        found = difflib.get_close_matches(written, names, n=1, cutoff=cutoff)
        return found[0] if found else ""

    def is_spent(self, source: str) -> bool:
        """Whether nothing is looked for any more for a file."""
        return self._compared[source] >= MOST_COMPARED
