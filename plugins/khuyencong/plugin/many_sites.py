"""Many content folders to many sites, each in a process, with one report.

All share the cache of pictures: a photo that two centres have is encoded once.
"""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from khuyencong.build import Built
from khuyencong.content.folder import ContentError
from khuyencong.model.rules import Problem
from khuyencong.plugin.pelican_run import REFUSALS, PluginMissingError, run_pelican
from khuyencong.rendering.os_errors import os_error_message
from khuyencong.worker import processors, use_processors


@dataclass(frozen=True, slots=True)
class SiteJob:
    """A site that is to be built."""

    home: Path
    """The folder that one works in: settings and caches lie there."""
    content: Path
    output: Path
    settings_name: str
    overrides: dict[str, Any] = field(default_factory=dict)
    """Settings of Pelican."""


@dataclass(frozen=True, slots=True)
class SiteResult:
    """What came of it."""

    job: SiteJob
    counts: tuple[int, int, int] = (0, 0, 0)
    """Stories, products, pages."""
    problems: tuple[Problem, ...] = ()
    failure: str = ""
    """Why there is no new site; the old one stands."""


def build_many(jobs: Sequence[SiteJob], executor: Executor) -> Iterator[SiteResult]:
    """Build sites as an executor has room; results as they come. One that fails stops no other."""
    futures = {executor.submit(build_one, job): job for job in jobs}
    for future in as_completed(futures):
        error = future.exception()
        if isinstance(error, Exception):
            yield SiteResult(futures[future], failure=f"{type(error).__name__}: {error}")
        else:
            yield future.result()


@contextmanager
def own_processes() -> Iterator[Executor]:
    """Processes of this machine, one for each of its processors."""
    with ProcessPoolExecutor(processors(), initializer=use_processors, initargs=(1,)) as own:
        yield own


def build_one(job: SiteJob) -> SiteResult:
    """Build one site, in a process that does nothing else meanwhile."""
    os.chdir(job.home)
    try:
        built = run_pelican(job.content, job.output, job.settings_name, **job.overrides).built
    except ContentError as error:
        return SiteResult(job, problems=error.problems, failure="nội dung có lỗi")
    except OSError as error:
        return SiteResult(job, failure=os_error_message(error))
    except PluginMissingError:
        return SiteResult(job, failure="có phần của chương trình không nạp được")
    except REFUSALS as error:
        return SiteResult(job, failure=str(error))
    return SiteResult(job, _counts(built), built.problems)


def _counts(built: Built) -> tuple[int, int, int]:
    site = built.site_pages.context.site
    return len(site.stories), len(site.products), len(built.pages)
