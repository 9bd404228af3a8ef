"""Paths in messages, written so that a command that names one runs as it is printed."""

import os
import re
import shlex
from pathlib import Path

_PLAIN = re.compile(r"[\w./:-]+")
_SAFE_IN_QUOTES = re.compile(r"[^\"$`\\!%\n\r]*")


def shell_path(file: Path) -> str:
    """A path as a word of a command: as short as possible from the folder one works in.

    Letters with marks need no quotes anywhere. Spaces, brackets, `&` and their like stand in
    double quotes, which cmd, PowerShell and sh read alike. What those would still expand
    (`$`, backquotes, `!`) only a POSIX shell can be told to leave alone.
    """
    here = Path.cwd()
    path = file.absolute()
    short = path.relative_to(here).as_posix() if path.is_relative_to(here) else str(path)
    short = f"./{short}" if short.startswith(("-", "~")) else short
    if _PLAIN.fullmatch(short):
        return short
    if os.name == "nt" or _SAFE_IN_QUOTES.fullmatch(short):
        return f'"{short}"'
    return shlex.quote(short)
