"""What a process that carries out one command after the other keeps of the entries."""

from pathlib import Path

from khuyencong.content.entry_cache import EntryCache
from khuyencong.store.cache_folder import CACHE_FOLDER


class KeptEntries:
    """The entries of the content folder that was read last."""

    def __init__(self) -> None:
        self._last: EntryCache | None = None
        self.is_spoiled = False
        """Whether code took part of which nobody knows what it remembers: then the process must
        carry out nothing more."""

    def of(self, content: Path) -> EntryCache:
        """The memory of a content folder, as it lies behind links now."""
        place, cache = content.resolve(), Path(CACHE_FOLDER).resolve()
        if self._last is None or self._last.content != place:
            self._last = EntryCache(place, cache, in_memory=True)
        return self._last
