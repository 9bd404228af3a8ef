"""The words of scanned pages, recognised once and kept by the digest of the file."""

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec import msgpack

from khuyencong.parallel import Progress, run_parallel
from khuyencong.pdf import tesseract
from khuyencong.pdf.isolation import RecogniseTask, answer_of
from khuyencong.pdf.records import PdfError, PdfFacts
from khuyencong.pictures.photo_cache import PDF_FOLDER
from khuyencong.store.digest import hex_digest_of
from khuyencong.store.pruning import mark_used
from khuyencong.store.sealed_file import read_sealed, write_sealed
from khuyencong.vietnamese.cleanup import clean

TOGETHER = 4
"""Pages that one process recognises: each takes some seconds."""
MOST_SECONDS = 300
"""By the clock, for all scans of one build: the next goes on where this one stopped."""
Lines = tuple[str, ...]
_answers = msgpack.Decoder(list[str])
_lines = msgpack.Decoder(Lines)


@dataclass(frozen=True, slots=True)
class _Job:
    """Pages of a document that one process recognises."""

    task: RecogniseTask
    facts: PdfFacts
    cache: Path
    latest: float
    """When it may begin at the latest, by the clock that runs since the machine was started."""


def recognise(
    documents: Sequence[tuple[Path, PdfFacts]], cache: Path, progress: Progress | None = None
) -> Mapping[Path, int]:
    """Recognise the scanned pages of documents that the cache of pictures does not have.

    Does nothing where Tesseract is not installed. A page that cannot be recognised has no words.
    Gives the number of pages of each document for which the time of one build was too short.
    """
    if not any(facts.scans for _, facts in documents):
        return {}
    tesseract.look_again()
    if not tesseract.program():
        return {}
    jobs = list(_jobs(documents, cache, time.monotonic() + MOST_SECONDS))
    left: Counter[Path] = Counter()
    for each in run_parallel(_work, jobs, serial_up_to=1, share_size=1, progress=progress):
        left.update(each)
    return left


def recognised(facts: PdfFacts, page: int, cache: Path) -> Lines:
    """The lines of a scanned page, from 1; nothing where it was not recognised."""
    kept = _place(facts, page, cache)
    data = read_sealed(kept)
    if data is None:
        return ()
    mark_used(kept, kept.stat().st_mtime)
    return _lines.decode(data)


def _jobs(documents: Iterable[tuple[Path, PdfFacts]], cache: Path, latest: float) -> Iterator[_Job]:
    for file, facts in documents:
        missing = [page for page in facts.scans if not _place(facts, page, cache).exists()]
        for start in range(0, len(missing), TOGETHER):
            pages = tuple(missing[start : start + TOGETHER])
            yield _Job(RecogniseTask(str(file), pages), facts, cache, latest)


def _work(jobs: Sequence[_Job]) -> Counter[Path]:
    """Pages that were left out, by their document."""
    left: Counter[Path] = Counter()
    for job in jobs:
        if time.monotonic() > job.latest:
            left[Path(job.task.file)] += len(job.task.pages)
            continue
        try:
            answers = _answers.decode(answer_of(job.task))
        except PdfError:
            answers = [""] * len(job.task.pages)
        for page, text in zip(job.task.pages, answers, strict=True):
            lines = tuple(filter(None, map(str.strip, clean(text).text.splitlines())))
            write_sealed(_place(job.facts, page, job.cache), msgpack.encode(lines))
    return left


def _place(facts: PdfFacts, page: int, cache: Path) -> Path:
    """Where the cache keeps what Tesseract, as it is installed, found on a page."""
    return cache / PDF_FOLDER / hex_digest_of(facts.digest, str(page), tesseract.version())
