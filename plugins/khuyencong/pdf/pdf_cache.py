"""PDFs as they were read; each is opened once as long as it stays as it is."""

import importlib.util
import mmap
from pathlib import Path

import msgspec

from khuyencong.pdf.isolation import ReadTask, answer_of
from khuyencong.pdf.records import Fault, PdfContent, PdfError
from khuyencong.pictures.photo_cache import PDF_FOLDER
from khuyencong.store.digest import hex_digest_of
from khuyencong.store.file_state import file_state, is_settled
from khuyencong.store.pruning import mark_used
from khuyencong.store.sealed_file import read_sealed, write_sealed
from khuyencong.store.version import program_version


class _Entry(msgspec.Struct, frozen=True):
    """What came of reading a file."""

    content: PdfContent | None = None
    fault: Fault | None = None


_content = msgspec.msgpack.Decoder(PdfContent)
_decoder = msgspec.msgpack.Decoder(_Entry)


def can_read() -> bool:
    """Whether pypdfium2 is installed (extra `pdf`)."""
    return importlib.util.find_spec("pypdfium2") is not None


def read_pdf(file: Path, cache: Path) -> PdfContent:
    """A PDF without its pictures. `cache` is that of pictures.

    Raises:
        PdfError: it cannot be shown.
    """
    state = file_state(file)
    kept = cache / PDF_FOLDER / hex_digest_of(str(file.absolute()), state, program_version())
    data = read_sealed(kept)
    if data is None:
        entry = _read(file)
        if is_settled(state):
            write_sealed(kept, msgspec.msgpack.encode(entry))
    else:
        mark_used(kept, kept.stat().st_mtime)
        entry = _decoder.decode(data)
    if entry.content is None:
        raise PdfError(Fault.BROKEN if entry.fault is None else entry.fault)
    return entry.content


def _has_objects(file: Path) -> bool:
    """Whether there is anything in a PDF (ISO 32000-2, 7.3.10): a stump needs no process."""
    if file.stat().st_size == 0:
        return False
    with file.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return data.find(b" obj") >= 0


def _read(file: Path) -> _Entry:
    if not _has_objects(file):
        return _Entry(fault=Fault.BROKEN)
    try:
        return _Entry(_content.decode(answer_of(ReadTask(str(file)))))
    except PdfError as error:
        return _Entry(fault=error.fault)
