"""Work shared out to other machines by Dask distributed (distributed.dask.org; extra `cluster`).

Dask keeps the machines, gives the work of one that is lost to another, and is asked through
`concurrent.futures` alone. What is to be done there must be harmless when done twice, and find its
files under the paths that they have here: on a folder that all machines share.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, wait
from contextlib import contextmanager
from importlib import import_module
from typing import Any, TypeVar

from khuyencong.parallel import Progress
from khuyencong.worker import processors

LOCAL = "local"
"""In place of an address: as many processes of this machine as it has processors."""
LARGEST_SHARE = 100
"""Jobs of one task at most; a task costs some 8 ms of its own."""
TASKS = 64
"""Into which work is cut at least where there are as many jobs, so that machines of any speed end
together."""
PATIENCE = 30
"""Seconds in which a cluster has to answer."""
MOST_LOSSES = 100
"""Workers that may be lost under a task before it counts as what kills them."""

QUIET = {
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "10s",
    "distributed.scheduler.work-stealing-interval": "1s",
}
"""What Dask looks at while others work, for its own pictures of itself, is looked at seldom or not
at all: that took a tenth of two processors."""

MEMORY = {"distributed.nanny.pre-spawn-environ.MALLOC_TRIM_THRESHOLD_": None}
"""Dask has its workers give memory back at every 64 KiB (mallopt(3)); a picture then asks the
system for its megabytes at each step, which took a fifth of the time."""

LOST = (CancelledError, OSError)
"""What an executor raises when its machines are gone."""

Job = TypeVar("Job")
Result = TypeVar("Result")


class ClusterError(Exception):
    """The cluster cannot be used."""

    exitcode = 2


@contextmanager
def cluster_executor(address: str) -> Iterator[Executor]:
    """An executor over the cluster at an address (`tcp://host:8786`), or over this machine.

    Raises:
        ClusterError: the library is missing, or nobody answers there.
    """
    try:
        dask: Any = import_module("dask")
        distributed: Any = import_module("distributed")
    except ImportError:
        raise ClusterError(
            "Chưa cài phần chạy trên cụm máy. Cài một lần bằng lệnh: "
            'pip install "khuyencong-site[cluster]"'
        ) from None
    dask.config.set(
        {
            **QUIET,
            **MEMORY,
            "distributed.scheduler.allowed-failures": MOST_LOSSES,
            "distributed.comm.timeouts.connect": PATIENCE,
        }
    )
    own = None
    try:
        if address == LOCAL:
            # Without a limit nobody watches memory: a worker holds no results.
            own = distributed.LocalCluster(
                n_workers=processors(),
                threads_per_worker=1,
                memory_limit=0,
                dashboard_address=":0",
            )
        client = distributed.Client(own or address, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        raise ClusterError(f"Không nối được với cụm máy “{address}”: {error}") from error
    try:
        yield client.get_executor(pure=False)
    finally:
        client.close()
        if own:
            own.close()


def run_on(
    executor: Executor,
    work: Callable[[Sequence[Job]], Result],
    jobs: Sequence[Job],
    progress: Progress | None = None,
    weigh: Callable[[Job], int] = lambda _: 1,
) -> list[Result]:
    """`work` done on shares of the jobs by an executor of a cluster; results in no order.

    `weigh` tells how much work a job is beside the others: a photo of 24 megapixels takes thirty
    times as long as one of 0.8. What `work` raises is raised here, and one of `LOST` when every
    worker is gone and none comes back.
    """
    futures: dict[Any, int] = {
        executor.submit(work, share): len(share) for share in shares(jobs, weigh)
    }
    waiting, results, done = set(futures), [], 0
    while waiting:
        finished, waiting = wait(waiting, PATIENCE, FIRST_COMPLETED)
        if not finished:
            import_module("distributed").default_client().wait_for_workers(1, timeout=PATIENCE)
        for future in finished:
            results.append(future.result())
            done += futures[future]
            if progress:
                progress(done, len(jobs))
    return results


def shares(jobs: Sequence[Job], weigh: Callable[[Job], int]) -> Iterator[list[Job]]:
    """The jobs in shares of much the same weight, in their order."""
    most = max(1, sum(map(weigh, jobs)) // TASKS)
    share: list[Job] = []
    weight = 0
    for job in jobs:
        if share and (weight + weigh(job) > most or len(share) == LARGEST_SHARE):
            yield share
            share, weight = [], 0
        share.append(job)
        weight += weigh(job)
    if share:
        yield share
