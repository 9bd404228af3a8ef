"""What a target asks of the disk, server or service that keeps its files."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Protocol

Sent = Callable[[int], None]
"""Is called with the number of bytes that have gone since the last call."""

STATE = ".khuyencong-publish"
"""Folder at the target for manifests and the lock; server configs keep readers out of it."""
MANIFEST = f"{STATE}/manifest"
"""The manifest of the one site of a target that keeps no releases side by side."""


class Host(Protocol):
    """Files by their paths below the folder of a target, with forward slashes.

    Every method raises a `PublishingError` when it cannot do what it says, a
    `ConnectionLostError` when trying again may help.
    """

    root: str
    """The folder of the target as the host calls it."""
    longest_path: float
    """Bytes (UTF-8) of a path below it that the host holds; infinity where only trying tells."""

    def read(self, path: str) -> bytes | None:
        """A small file; None when there is none."""

    def write(self, path: str, data: bytes) -> None:
        """Write a small file, whole or not at all; folders above it are made."""

    def make_folder(self, folder: str) -> bool:
        """Make a folder; whether it was not there. Of two that try at once, one is told so."""

    def remove_folder(self, folder: str) -> None:
        """Remove a folder with all that is in it; one that is gone already is no fault."""

    def names(self, folder: str) -> list[str]:
        """What lies in a folder; nothing when there is none."""

    def send(self, files: Mapping[str, Path], sent: Sent) -> None:
        """Put files into place, each whole or not at all, in the order of the mapping or at once.

        Readers may load them afterwards, whatever the rights of the local files are.
        """

    def remove(self, paths: Iterable[str]) -> None:
        """Remove files; those that are gone already are no fault."""

    def reconnect(self) -> None:
        """Reach the host again after the line was cut."""

    def close(self) -> None:
        """End the connection."""


class LinkingHost(Host, Protocol):
    """A host on which a file can have several names, and a folder can be put behind a link."""

    def copy_links(self, old: str, new: str, paths: Iterable[str]) -> None:
        """Make a folder whose files are those of another, under a second name (`paths` there)."""

    def link(self, pairs: Mapping[str, str]) -> None:
        """Give files a further name: new → existing. Folders are made."""

    def link_target(self, link: str) -> str | None:
        """Where a symbolic link leads, as it was written; None when it is none."""

    def switch(self, link: str, folder: str) -> None:
        """Let a symbolic link lead to a folder beside it, in one step for readers."""
