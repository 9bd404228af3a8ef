"""Opens PDFs in a process of their own, within limits.

PDFium is a program in C++ and its input comes from strangers: what makes it hang, swell or fall
takes that process along, never the build. It runs no scripts (pypdfium2 is made without an engine
for them), asks for no addresses and may write no files.
"""

import contextlib
import os
import subprocess
import sys

import msgspec

from khuyencong.pdf.records import Fault, PdfError
from khuyencong.pdf.tesseract import NO_WINDOW
from khuyencong.pictures.picture import Derivative, Picture

SECONDS = 30
"""Processor time for one task."""
PATIENCE = 10 * SECONDS
"""Seconds by the clock: the machine may have much else to do, and not every system sets limits."""
MEMORY = 1 << 30
"""Bytes of address space, where the system limits it."""


class ReadTask(msgspec.Struct, frozen=True, tag="read"):
    """Read a file; the answer is an encoded `PdfContent`."""

    file: str


class Drawing(msgspec.Struct, frozen=True):
    """A page, and the files that are wanted of it."""

    page: int
    """From 1."""
    picture: Picture
    wanted: tuple[Derivative, ...]


class DrawTask(msgspec.Struct, frozen=True, tag="draw"):
    """Draw pages; the answer is an encoded list of the bytes of what is wanted, in order."""

    file: str
    drawings: tuple[Drawing, ...]


class RecogniseTask(msgspec.Struct, frozen=True, tag="recognise"):
    """Recognise the letters of pages, from 1; the answer is an encoded list of their words."""

    file: str
    pages: tuple[int, ...]


Task = ReadTask | DrawTask | RecogniseTask


def answer_of(task: Task) -> bytes:
    """What `khuyencong.pdf.worker` answers.

    Raises:
        PdfError: the file is locked, broken, or needs more time or memory than it may have.
    """
    paths = os.pathsep.join(path for path in sys.path if path)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "khuyencong.pdf.worker"],
            input=msgspec.msgpack.encode(task),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=False,
            env={**os.environ, "PYTHONPATH": paths},
            creationflags=NO_WINDOW,
        )
    except subprocess.TimeoutExpired as error:
        raise PdfError(Fault.HEAVY) from error
    if done.returncode:
        known = done.returncode in (Fault.LOCKED, Fault.BROKEN)
        raise PdfError(Fault(done.returncode) if known else Fault.HEAVY)
    return done.stdout


def limit() -> None:
    """Set the limits of this process; where a system knows none, the clock alone is left."""
    try:
        import resource
    except ImportError:
        return
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # macOS limits no address space
            resource.setrlimit(what, (most, most))
