"""Shares work out to as many processes as this one may use processors.

The results are the same as of a run in one process.

A worker that the system kills, which is nearly always for want of memory, is replaced, and what it
had begun is done once more when everything else is done.
"""

import contextlib
import gc
from collections import deque
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection, wait
from typing import Generic, TypeVar, cast

from khuyencong.worker import MOST_WORKERS, LostError, Worker, processors

Job = TypeVar("Job")
Result = TypeVar("Result")

Progress = Callable[[int, int], None]
"""Is called with the number of jobs that are done, and of all there are."""


class WorkerLostError(Exception):
    """A worker process was killed, and so was the one that did its work once more."""

    exitcode = 1

    def __init__(self) -> None:
        super().__init__(
            "Một tiến trình dựng trang bị hệ thống dừng giữa chừng (thường do hết bộ nhớ). "
            "Đóng bớt chương trình khác rồi chạy lại."
        )


def run_parallel(
    work: Callable[[Sequence[Job]], Result],
    jobs: Sequence[Job],
    *,
    serial_up_to: int,
    share_size: int | None = None,
    max_jobs_per_child: int | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
    on_result: Callable[[Result], None] | None = None,
) -> list[Result]:
    """`work` done on shares of the jobs, one result a share, in a fixed order.

    Jobs that cost much the same are divided equally. For others `share_size` says how many of
    them a process takes at a time; where processes are copies of this one, one that has done
    `max_jobs_per_child` is replaced, for it holds its own copy of whatever it looked at. Up to
    `serial_up_to` jobs are done here. `work` and its results must be picklable; it must not depend
    on how jobs are shared out, and may be done twice. What it raises is raised here. `progress` is
    told after each share how many jobs are done, of how many; `on_result` is given each result as
    it comes, while others work on, and none is kept then.

    Raises:
        WorkerLostError: a worker was killed, twice in the same share.
    """
    number = min(workers or processors(), len(jobs), MOST_WORKERS)
    alone = len(jobs) <= serial_up_to or number <= 1
    if share_size:
        shares = [jobs[start : start + share_size] for start in range(0, len(jobs), share_size)]
    elif alone:
        shares = [jobs] if jobs else []
    else:
        # Every n-th job: neighbours cost much the same, so the shares do too.
        shares = [jobs[start::number] for start in range(number)]
    tasks = _Tasks(work, shares, max_jobs_per_child, progress, on_result)
    if not alone:
        # Where each share has a process, the first is this one; else this one hands them out.
        tasks.share_out(number if share_size else number - 1, join_in=not share_size)
    return tasks.finish()


class _Tasks(Generic[Job, Result]):
    """Shares of some work, and the results so far."""

    def __init__(
        self,
        work: Callable[[Sequence[Job]], Result],
        shares: Sequence[Sequence[Job]],
        max_jobs_per_child: int | None,
        progress: Progress | None,
        on_result: Callable[[Result], None] | None,
    ) -> None:
        self.work = work
        self.shares = shares
        self.max_jobs_per_child = max_jobs_per_child
        self.progress = progress
        self.on_result = on_result
        self.total, self.done = sum(map(len, shares)), 0
        """Jobs in all, and those that are done."""
        self.waiting = deque(range(len(shares)))
        self.lost: list[int] = []
        self.results: dict[int, Result] = {}
        self.workers: list[Worker] = []
        self.done_by: dict[Worker, int] = {}
        """Jobs that each worker has done."""

    def share_out(self, number: int, *, join_in: bool) -> None:
        """Have the shares done by so many workers, the first one here with `join_in`."""
        # Objects made so far leave the collector: walking them in a child would copy their pages.
        gc.freeze()
        own = self.waiting.popleft() if join_in else None
        try:
            busy = self._started(number)
            if own is not None:
                self._note(own, self.work(self.shares[own]))
            while busy:
                for connection in wait(list(busy)):
                    worker = busy.pop(cast(Connection, connection))
                    busy |= self._collect(worker)
            for share in self.lost:
                self._end_workers()  # so that this one has all the memory
                self._redo(share)
        finally:
            gc.unfreeze()
            self._end_workers()

    def _end_workers(self) -> None:
        while self.workers:
            self.workers.pop().kill()

    def finish(self) -> list[Result]:
        """Do here what nobody did, and give the results in the order of the shares."""
        while self.waiting:
            share = self.waiting.popleft()
            self._note(share, self.work(self.shares[share]))
        return [self.results[share] for share in sorted(self.results)]

    def _started(self, number: int) -> dict[Connection, Worker]:
        """Workers by their connections, each with a share: as many as there is room for."""
        fresh: list[Worker] = []
        with contextlib.suppress(OSError):
            while len(fresh) < min(number, len(self.waiting)):
                fresh.append(Worker(self.work, self.shares))
                self.workers.append(fresh[-1])
        # All are on their way before the first is waited for to take its share.
        return {worker.connection: worker for worker in fresh if self._give_next(worker)}

    def _give_next(self, worker: Worker) -> bool:
        """Give a worker its next share; whether there was one, and it took it."""
        if not self.waiting:
            return False
        share = self.waiting.popleft()
        try:
            worker.begin(share)
        except LostError:
            self.lost.append(share)
            return False
        return True

    def _collect(self, worker: Worker) -> dict[Connection, Worker]:
        """Take what a worker has; the worker that goes on, or another in its place."""
        try:
            self._note(worker.share, worker.answer())
        except LostError:
            self.lost.append(worker.share)
            return self._started(1)
        if self.waiting and self._is_worn(worker):
            self.workers.remove(worker)
            worker.kill()
            return self._started(1)
        return {worker.connection: worker} if self._give_next(worker) else {}

    def _is_worn(self, worker: Worker) -> bool:
        """Whether it has done so much that another, which shares this one's memory, goes on."""
        if self.max_jobs_per_child is None or not worker.is_copy:
            return False
        self.done_by[worker] = self.done_by.get(worker, 0) + len(self.shares[worker.share])
        return self.done_by[worker] >= self.max_jobs_per_child

    def _redo(self, share: int) -> None:
        """Do once more what a killed worker had begun, in a process of its own."""
        try:
            worker = Worker(self.work, self.shares)
        except OSError as error:
            raise WorkerLostError from error
        self.workers.append(worker)
        try:
            worker.begin(share)
            self._note(share, worker.answer())
        except LostError as error:
            raise WorkerLostError from error

    def _note(self, share: int, result: Result) -> None:
        self.done += len(self.shares[share])
        if self.progress:
            self.progress(self.done, self.total)
        if self.on_result:
            self.on_result(result)
        else:
            self.results[share] = result
