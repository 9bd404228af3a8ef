"""Where the program keeps what is no content: drafts, history, accounts, counts of readers."""

import os
import sys
from pathlib import Path

from khuyencong.store.digest import hex_digest_of
from khuyencong.vietnamese.slugs import slugify


def data_folder(content: Path) -> Path:
    """The folder of one centre below the user's data: outside `content/` and of every cache.

    `%LOCALAPPDATA%` on Windows, `~/Library/Application Support` on macOS, elsewhere
    `$XDG_DATA_HOME` or `~/.local/share` (XDG Base Directory Specification).
    """
    place = content.resolve()
    name = f"{slugify(place.parent.name) or 'noi-dung'}-{hex_digest_of(str(place))[:8]}"
    return _home() / "khuyencong" / name


def private(folder: Path) -> Path:
    """The folder, made if need be, and nobody else's to look into: drafts lie there."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    return folder


def _home() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
