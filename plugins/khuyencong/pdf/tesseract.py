"""Tesseract, the program that recognises letters in pictures, where it is installed.

It is a program of its own (Apache-2.0, in Debian `tesseract-ocr` and `tesseract-ocr-vie`), so there
is no Python package to ask for.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path

LANGUAGE = "vie"
DOTS = 300
"""Per inch: what Tesseract was trained on."""
SECONDS = 60
"""For a page, by the clock."""
SUREST_WRONG = 30
"""Percent. Of words of which Tesseract is not surer than that most are specks and pictures."""
_WINDOWS = r"C:\Program Files\Tesseract-OCR\tesseract.exe"
"""Where its installer for Windows puts it, which tells the system nothing of it."""
NO_WINDOW = getattr(subprocess, "CREATENO_WINDOW", 0)
_ONE_THREAD = {"OMP_THREAD_LIMIT": "1"}
"""Pages are shared out to processes."""


@cache
def program() -> str:
    """Path of a Tesseract that reads Vietnamese; empty where there is none."""
    found = shutil.which("tesseract") or (_WINDOWS if Path(_WINDOWS).exists() else "")
    return found if found and LANGUAGE in _said(found, "--list-langs").split() else ""


@cache
def version() -> str:
    """The first line that it says of itself; empty where there is none."""
    return _said(program(), "--version").partition("\n")[0].strip() if program() else ""


def look_again() -> None:
    """It may have been installed, or another version, since this process last looked."""
    program.cache_clear()
    version.cache_clear()


def _said(found: str, option: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 -- the program that was found
            [found, option],
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
            creationflags=NO_WINDOW,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout or done.stderr


def words_of(picture: bytes) -> str:
    """The lines of words in a picture of a page, in the order in which they are read.

    Runs in the process of `worker`, whose limits it inherits. Nothing when Tesseract fails, or
    takes too long.
    """
    options = ["-l", LANGUAGE, "--dpi", str(DOTS), "stdin", "stdout", "tsv"]
    try:
        done = subprocess.run(  # noqa: S603 -- the program that was found
            [program(), *options],
            input=picture,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=True,
            env={**os.environ, **_ONE_THREAD},
            creationflags=NO_WINDOW,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return "\n".join(_lines(done.stdout.decode(errors="replace")))


def _lines(table: str) -> Iterator[str]:
    """Lines of the words of a table as Tesseract writes it: a row a word, its place before it."""
    rows = (row.split("\t") for row in table.splitlines()[1:])
    sure = (row for row in rows if len(row) == 12 and float(row[10]) > SUREST_WRONG)
    for _, line in groupby(sure, key=lambda row: row[1:5]):
        yield " ".join(row[11] for row in line)
