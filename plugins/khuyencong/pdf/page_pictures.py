"""Pages of a PDF as pictures: planned like those of photos, kept in the same cache."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath

from msgspec import Struct, msgpack, structs

from khuyencong.cluster import LOST, run_on
from khuyencong.parallel import Progress, run_parallel
from khuyencong.pdf.isolation import Drawing, DrawTask, answer_of
from khuyencong.pdf.records import PdfError, PdfFacts
from khuyencong.pictures.derivative_plan import key_of, plan
from khuyencong.pictures.derivatives import cached
from khuyencong.pictures.picture import Credits, Derivative, Picture
from khuyencong.store.cached_file import CachedFile, CacheListing, write_cached

TOGETHER = 10
"""Pages that one process draws: starting it takes as long as drawing one of them."""
PAPER = "#ffffff"
PNG = "image/png"

_decoder = msgpack.Decoder(list[bytes])


def page_picture(facts: PdfFacts, path: str, number: int) -> Picture:
    """The picture that a page becomes, from 1; `path` is where the PDF is offered.

    The first page stands for the document on cards and in chat programs and is made in every size
    of a photo. Of the others one is enough: of words a PNG, of what was scanned a JPEG.
    """
    key = key_of(f"{facts.digest} {number}", Credits())
    name = Path(f"{PurePosixPath(path).stem}-trang-{number:03}.pdf")
    whole = plan(name, f"{path}#page={number}", key, *facts.sizes[number - 1], PAPER)
    if number == 1:
        return whole
    page = whole.largest
    if number not in facts.pictured:
        page = replace(page, path=page.path.removesuffix("jpg") + "png", mime=PNG)
    return replace(whole, avif=(), jpeg=(page,), social=page)


class _Job(Struct, frozen=True):
    """Pages of a document that one process draws."""

    task: DrawTask
    path: str
    cache: Path


def make_page_pictures(
    documents: Iterable[tuple[Path, str, PdfFacts]],
    cache: Path,
    *,
    progress: Progress | None = None,
    executor: Executor | None = None,
) -> dict[str, CachedFile]:
    """Output path → file in the cache, for every page of the documents; what is missing is drawn.

    A document is its file, the path at which it is offered, and what is known of it. With an
    `executor` other machines draw (see `make_derivatives`).

    Raises:
        PdfError: a page cannot be drawn.
    """
    sources: dict[str, tuple[Path, Drawing, Derivative]] = {}
    wanted: list[tuple[Path, str, list[Drawing]]] = []
    for file, path, facts in documents:
        drawings = [_drawing(facts, path, number) for number, _ in enumerate(facts.sizes, 1)]
        sources |= {each.path: (file, of, each) for of in drawings for each in of.wanted}
        wanted.append((file, path, drawings))
    jobs = list(_jobs(wanted, cache))
    if executor and jobs:
        with suppress(*LOST):
            run_on(executor, _work, jobs, progress)
        jobs = list(_jobs(wanted, cache))
    run_parallel(_work, jobs, serial_up_to=1, share_size=1, progress=progress)
    listing = CacheListing()
    places = {path: listing.find(cached(cache, path)) for path in sources}
    return {
        path: CachedFile(place, partial(_bytes, *sources[path]))
        for path, place in places.items()
        if place
    }


def _jobs(wanted: Iterable[tuple[Path, str, list[Drawing]]], cache: Path) -> Iterator[_Job]:
    """What has to be drawn."""
    listing = CacheListing()
    for file, path, drawings in wanted:
        lacking = [_lacking(drawing, cache, listing) for drawing in drawings]
        missing = [drawing for drawing in lacking if drawing.wanted]
        for start in range(0, len(missing), TOGETHER):
            some = tuple(missing[start : start + TOGETHER])
            yield _Job(DrawTask(str(file), some), path, cache)


def _drawing(facts: PdfFacts, path: str, number: int) -> Drawing:
    picture = page_picture(facts, path, number)
    return Drawing(number, picture, tuple(dict.fromkeys(picture.derivatives)))


def _lacking(drawing: Drawing, cache: Path, listing: CacheListing) -> Drawing:
    """What of a drawing the cache does not have."""
    missing = (each for each in drawing.wanted if not listing.find(cached(cache, each.path)))
    return structs.replace(drawing, wanted=tuple(missing))


def _work(jobs: Sequence[_Job]) -> None:
    for job in jobs:
        try:
            drawn = _decoder.decode(answer_of(job.task))
        except PdfError as error:
            raise PdfError(error.fault, job.path) from error
        wanted = (each for drawing in job.task.drawings for each in drawing.wanted)
        for derivative, data in zip(wanted, drawn, strict=True):
            write_cached(cached(job.cache, derivative.path), data)


def _bytes(file: Path, drawing: Drawing, derivative: Derivative) -> bytes:
    """The bytes of one derivative, when those in the cache are damaged."""
    task = DrawTask(str(file), (structs.replace(drawing, wanted=(derivative,)),))
    return _decoder.decode(answer_of(task))[0]
