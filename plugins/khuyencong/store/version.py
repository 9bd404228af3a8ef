"""What shapes a cached result besides its own input: this program and what it is built on."""

import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from khuyencong.store.digest import digest_of

PACKAGE = Path(__file__).parent.parent


@cache
def program_version() -> str:
    """Hex digest of Python, of every library that is installed and of all code of this package.

    A result that was made under another version is made again: after a security fix of the
    sanitiser no old body stays, and nobody has to remember to raise a number.
    """
    parts = [sys.version.encode(), os.environ.get("PYTHONPATH", "").encode(errors="replace")]
    parts += [name.encode() for name in sorted(distributions())]
    package = str(PACKAGE)
    for module in sorted(_modules(package)):
        with open(module, "rb", buffering=0) as file:  # noqa: PTH123
            parts += [module.removeprefix(package).encode(), file.read()]
    return digest_of(*parts).hex()


def _modules(folder: str) -> Iterator[str]:
    """Every module below a folder; what is no package holds none of ours (pathlib takes thrice
    as long, and every command waits for it)."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                yield entry.path
            elif entry.is_dir() and os.path.isfile(f"{entry.path}/__init__.py"):  # noqa: PTH113
                yield from _modules(entry.path)


def distributions() -> set[str]:
    """Name and version of each installed distribution: `nh3-0.3.8.dist-info` (PEP 376)."""
    found: set[str] = set()
    for folder in sys.path:
        if os.path.isdir(folder):  # noqa: PTH112
            found.update(
                name
                for name in os.listdir(folder)  # noqa: PTH208
                if name.endswith((".dist-info", ".egg-info"))
            )
    return found
