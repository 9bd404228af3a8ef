"""Makes the derivatives that are not in the cache yet, on all processors."""

from collections.abc import Iterable, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from khuyencong.cluster import LOST, run_on
from khuyencong.parallel import Progress, run_parallel
from khuyencong.pictures.derivative_plan import key_in
from khuyencong.pictures.picture import Credits, Derivative, Picture, PictureError
from khuyencong.store.cached_file import CachedFile, CacheListing, write_cached

__all__ = ["PictureError", "cached", "make_derivatives"]

FEW = 2
"""Photos for which starting processes takes longer than it saves."""


@dataclass(frozen=True, slots=True)
class _Job:
    """A photo and those of its derivatives that are missing."""

    file: Path
    picture: Picture
    credits: Credits
    missing: tuple[Derivative, ...]
    cache: Path


def make_derivatives(
    pictures: Iterable[tuple[Path, Picture, Credits]],
    cache: Path,
    workers: int | None = None,
    progress: Progress | None = None,
    executor: Executor | None = None,
) -> dict[str, CachedFile]:
    """Output path to file in the cache, for every derivative of the pictures.

    Only what is missing is encoded: by as many worker processes as there are processors,
    or here when no more than two photos miss something. `progress` is told after each of
    those photos how many are done, of how many. The credits must be those with which the
    picture was described. Every file appears whole or not at all, so a killed build leaves
    nothing to clear up and two builds may share a cache.

    With an `executor` other machines encode, which reach photos and cache under the same paths;
    what is not there when they are done, or lost, is encoded here.

    Where workers are started by `spawn` (Windows, macOS, beside other threads), a script that
    calls this at its top level needs the usual `if __name__ == "__main__":`.

    Raises:
        WorkerLostError: a worker was killed, and so was the one that took its place.
        PictureError: a photo cannot be read or changed since it was described; what was
            made until then stays in the cache.
    """
    sources: dict[str, tuple[Path, Picture, Credits, Derivative]] = {}
    jobs: list[_Job] = []
    listing = CacheListing()
    for file, picture, credits in pictures:
        new = [each for each in picture.derivatives if each.path not in sources]
        sources |= {each.path: (file, picture, credits, each) for each in new}
        missing = tuple(each for each in new if not listing.find(cached(cache, each.path)))
        if missing:
            jobs.append(_Job(file, picture, credits, missing, cache))
    if executor and jobs:
        with suppress(*LOST):
            run_on(executor, _work, jobs, progress, _pixels)
        jobs = [job for job in jobs if _missing(job)]
    run_parallel(_work, jobs, serial_up_to=FEW, share_size=1, workers=workers, progress=progress)
    listing = CacheListing()
    found = ((path, listing.find(cached(cache, path)), source) for path, source in sources.items())
    return {path: CachedFile(place, partial(_bytes, *of)) for path, place, of in found if place}


def cached(cache: Path, path: str) -> Path:
    """Name under which the cache keeps the derivative with this output path."""
    return cache / key_in(path)[:2] / path.rsplit("/", 1)[-1]


def _work(jobs: Sequence[_Job]) -> None:
    for job in jobs:
        _make(job)


def _pixels(job: _Job) -> int:
    return job.picture.width * job.picture.height


def _missing(job: _Job) -> list[Derivative]:
    """Those that nobody has made meanwhile."""
    listing = CacheListing()
    return [each for each in job.missing if not listing.find(cached(job.cache, each.path))]


def _make(job: _Job) -> None:
    # Here and below: what opens photos is loaded when there is one to be opened.
    from khuyencong.pictures.encoding import encoded
    from khuyencong.pictures.press_original import untouched

    original, missing = job.picture.original, _missing(job)
    smaller = [each for each in missing if each != original]
    try:
        for derivative, data in encoded(job.file, job.picture, job.credits, smaller):
            write_cached(cached(job.cache, derivative.path), data)
        if original in missing and original is not None:
            data = untouched(job.file, job.picture, job.credits)
            write_cached(cached(job.cache, original.path), data)
    except PictureError as error:
        raise PictureError(error.what, error.advice, job.picture.source) from error


def _bytes(file: Path, picture: Picture, credits: Credits, derivative: Derivative) -> bytes:
    """The bytes of one derivative, when those in the cache are damaged."""
    from khuyencong.pictures.encoding import encoded
    from khuyencong.pictures.press_original import untouched

    if derivative == picture.original:
        return untouched(file, picture, credits)
    return next(data for _, data in encoded(file, picture, credits, [derivative]))
