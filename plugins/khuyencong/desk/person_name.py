"""Who sits at a machine: asked once, kept beside the drafts; the system knows only a login name."""

import getpass
from dataclasses import dataclass
from pathlib import Path

from khuyencong.store.atomic import atomic_write

NOBODY = "Bàn biên tập"
LONGEST = 60
"""Letters of a name."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """The name that somebody gave, in a file of the desk's own data."""

    file: Path

    def known(self) -> str:
        """The name; that of the login while nobody gave another."""
        try:
            given = self.file.read_text(encoding="utf-8").strip()
        except OSError:
            given = ""
        return given or login_name()

    def keep(self, name: str) -> str:
        """Keep a name for the next time; as it was kept.

        Raises:
            OSError: it cannot be written.
        """
        kept = " ".join(name.split())[:LONGEST]
        atomic_write(self.file, kept.encode())
        return kept


def login_name() -> str:
    """Under which name somebody is signed in at this machine."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return NOBODY


def is_login(name: str) -> bool:
    """Whether a name is that of the login, which is nobody's in print."""
    return name == login_name()
