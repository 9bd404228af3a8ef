"""What was harvested, each content once under its digest: it is never fetched again."""

import os
from collections.abc import Collection
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from khuyencong.network.errors import HarvestError
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

    def _file(self, digest: str) -> Path:
        return self._folder / digest[:2] / digest

    def __contains__(self, digest: str) -> bool:
        # A poll asks of every file of every list: a Path for each takes three times as long.
        return os.path.isfile(f"{self._folder}/{digest[:2]}/{digest}")  # noqa: PTH113

    def put(self, digest: str, data: bytes) -> None:
        """Keep a content, whole or not at all.

        Raises:
            OSError: the disk is full, or the folder may not be written.
        """
        atomic_write(self._file(digest), data)

    def get(self, digest: str) -> bytes:
        """A content. A damaged one is forgotten, so that it is fetched again.

        Raises:
            HarvestError: it is not there, or damaged.
        """
        file = self._file(digest)
        with suppress(FileNotFoundError):
            data = file.read_bytes()
            if digest_of_object(data) == digest:
                return data
            file.unlink(missing_ok=True)
        raise HarvestError("có tệp đã nhận bị mất ở máy này, lần sau lấy lại")

    def prune(self, used: Collection[str]) -> None:
        """Forget what no centre names any more, after a month."""
        files = list(self._folder.glob("*/*"))
        prune(files, {file for file in files if file.name in used})
