"""What was harvested, each content once under its digest: it is never fetched again."""

from collections.abc import Collection
from hashlib import blake2b
from pathlib import Path

from khuyencong.store.atomic import atomic_write
from khuyencong.store.digest import SIZE
from khuyencong.store.pruning import prune


def digest_of_object(data: bytes) -> str:
    """BLAKE2b of a content, as 32 hex digits."""
    return blake2b(data, digest_size=SIZE).hexdigest()


class ObjectStore:
    """Contents in a folder of the cache."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, digest: str) -> Path:
        return self._folder / digest[:2] / digest

    def __contains__(self, digest: str) -> bool:
        return self.path(digest).is_file()

    def put(self, digest: str, data: bytes) -> None:
        """Keep a content, whole or not at all.

        Raises:
            OSError: the disk is full, or the folder may not be written.
        """
        atomic_write(self.path(digest), data)

    def get(self, digest: str) -> bytes | None:
        """A content; None when it is not there, or damaged."""
        try:
            data = self.path(digest).read_bytes()
        except OSError:
            return None
        return data if digest_of_object(data) == digest else None

    def prune(self, used: Collection[str]) -> None:
        """Forget what no centre names any more, after a month."""
        prune(self._folder.glob("*/*"), {self.path(digest) for digest in used})
