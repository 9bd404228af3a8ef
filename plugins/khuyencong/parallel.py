"""Shares work out to as many processes as this one may use processors.

Where there is `fork` (Linux), workers are copies of this process and inherit the work;
elsewhere (Windows, macOS) they are started anew and the work is pickled for them. The results
are the same, and so is a run in one process.

A worker that the system kills, which is nearly always for want of memory, is replaced, and what it
had begun is done once more when everything else is done. A worker ends when its parent does,
however that comes about.
"""

import contextlib
import gc
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar, cast

from khuyencong.stop_signals import stop_at_once

Job = TypeVar("Job")
Result = TypeVar("Result")

_MOST_WORKERS = 60
"""Windows waits for no more at once."""


class WorkerLostError(Exception):
    """A worker process was killed, and so was the one that did its work once more."""

    exitcode = 1

    def __init__(self) -> None:
        super().__init__(
            "Một tiến trình dựng trang bị hệ thống dừng giữa chừng (thường do hết bộ nhớ). "
            "Đóng bớt chương trình khác rồi chạy lại."
        )


_limit = _MOST_WORKERS


def use_processors(number: int) -> None:
    """Let this process use no more than so many: one of several that work beside each other."""
    global _limit
    _limit = number


def processors() -> int:
    """How many this process may use, which in a container is often fewer than there are."""
    return min(_limit, _allowed())


def _allowed() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def start_method() -> str:
    """`fork` where it is safe: on Linux, and as long as no other thread may hold a lock."""
    on_linux = os.uname().sysname == "Linux" if hasattr(os, "uname") else False
    return "fork" if on_linux and threading.active_count() == 1 else "spawn"


def run_parallel(
    work: Callable[[Sequence[Job]], Result],
    jobs: Sequence[Job],
    *,
    serial_up_to: int,
    share_size: int | None = None,
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> list[Result]:
    """`work` done on shares of the jobs, one result a share, in a fixed order.

    Jobs that cost much the same are divided equally. For others `share_size` says how many of
    them a process takes at a time. Up to `serial_up_to` jobs are done here. `work` and its results
    must be picklable; it must not depend on how jobs are shared out, and may be done twice. What
    it raises is raised here. `progress` is told after each share how many jobs are done, of how
    many.

    Raises:
        WorkerLostError: a worker was killed, twice in the same share.
    """
    number = min(workers or processors(), len(jobs), _MOST_WORKERS)
    alone = len(jobs) <= serial_up_to or number <= 1
    if share_size:
        shares = [jobs[start : start + share_size] for start in range(0, len(jobs), share_size)]
    elif alone:
        shares = [jobs] if jobs else []
    else:
        # Every n-th job: neighbours cost much the same, so the shares do too.
        shares = [jobs[start::number] for start in range(number)]
    tasks = _Tasks(work, shares, progress)
    if not alone:
        # Where each share has a process, the first is this one; else this one hands them out.
        tasks.share_out(number if share_size else number - 1, join_in=not share_size)
    return tasks.finish()


class BackgroundTask(Generic[Result]):
    """Some work that goes on in another process beside what this one does.

    Without `apart`, where no process can be forked, or where one processor is all there is, it is
    done here when the answer is asked for; so it is when the process was killed. The answer must
    be picklable.
    """

    def __init__(self, work: Callable[[], Result], *, apart: bool = True) -> None:
        self._work = work
        self._worker: _Worker | None = None
        if apart and processors() > 1 and start_method() == "fork":
            with contextlib.suppress(OSError):  # no room for another process
                self._worker = _Worker(lambda _: work(), [()])
                self._worker.begin(0)

    def answer(self) -> Result:
        """What came of it, to be asked for once; what went wrong is raised."""
        if self._worker is None:
            return self._work()
        try:
            return cast(Result, self._worker.answer())
        except _LostError:
            return self._work()
        finally:
            self.leave()

    def leave(self) -> None:
        """Nobody asks for the answer any more."""
        if self._worker:
            self._worker.kill()
            self._worker = None


class _LostError(Exception):
    """The other end of a connection is gone."""


class _Worker:
    """A process that does shares of some work, one after the other."""

    def __init__(self, work: Callable[[Any], Any], shares: Sequence[Any]) -> None:
        """
        Raises:
            OSError: the system has no room for another process.
        """
        method = start_method()
        context: Any = multiprocessing.get_context(method)
        self._shares = shares
        self._inherits = method == "fork"
        self.share = -1
        """Number of the share that it was given last."""
        self.connection, other = context.Pipe()
        try:
            inherited = shares if self._inherits else None
            self._process: BaseProcess = context.Process(
                target=_serve, args=(work, inherited, other), daemon=True
            )
            self._process.start()
        except BaseException:
            self.connection.close()
            raise
        finally:
            other.close()

    def begin(self, share: int) -> None:
        """Have a share done.

        Raises:
            _LostError: the process was killed.
        """
        self.share = share
        try:
            self.connection.send(share if self._inherits else self._shares[share])
        except OSError as error:
            raise _LostError from error

    def answer(self) -> Any:
        """Wait for what came of the share; what went wrong is raised.

        Raises:
            _LostError: the process was killed.
        """
        try:
            done, answer = self.connection.recv()
        except (EOFError, OSError) as error:
            raise _LostError from error
        if not done:
            raise answer
        return answer

    def kill(self) -> None:
        """End it; what it is doing is given up."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self.connection.close()


class _Tasks(Generic[Job, Result]):
    """Shares of some work, and the results so far."""

    def __init__(
        self,
        work: Callable[[Sequence[Job]], Result],
        shares: Sequence[Sequence[Job]],
        progress: Callable[[int, int], None] | None,
    ) -> None:
        self.work = work
        self.shares = shares
        self.progress = progress
        self.total, self.done = sum(map(len, shares)), 0
        """Jobs in all, and those that are done."""
        self.waiting = deque(range(len(shares)))
        self.lost: list[int] = []
        self.results: dict[int, Result] = {}
        self.workers: list[_Worker] = []

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
        return [self.results[share] for share in range(len(self.shares))]

    def _started(self, number: int) -> dict[Connection, _Worker]:
        """Workers by their connections, each with a share: as many as there is room for."""
        fresh: list[_Worker] = []
        with contextlib.suppress(OSError):
            while len(fresh) < min(number, len(self.waiting)):
                fresh.append(_Worker(self.work, self.shares))
                self.workers.append(fresh[-1])
        # All are on their way before the first is waited for to take its share.
        return {worker.connection: worker for worker in fresh if self._give_next(worker)}

    def _give_next(self, worker: _Worker) -> bool:
        """Give a worker its next share; whether there was one, and it took it."""
        if not self.waiting:
            return False
        share = self.waiting.popleft()
        try:
            worker.begin(share)
        except _LostError:
            self.lost.append(share)
            return False
        return True

    def _collect(self, worker: _Worker) -> dict[Connection, _Worker]:
        """Take what a worker has; the worker that goes on, or another in its place."""
        try:
            self._note(worker.share, worker.answer())
        except _LostError:
            self.lost.append(worker.share)
            return self._started(1)
        return {worker.connection: worker} if self._give_next(worker) else {}

    def _redo(self, share: int) -> None:
        """Do once more what a killed worker had begun, in a process of its own."""
        try:
            worker = _Worker(self.work, self.shares)
        except OSError as error:
            raise WorkerLostError from error
        self.workers.append(worker)
        try:
            worker.begin(share)
            self._note(share, worker.answer())
        except _LostError as error:
            raise WorkerLostError from error

    def _note(self, share: int, result: Result) -> None:
        self.results[share] = result
        self.done += len(self.shares[share])
        if self.progress:
            self.progress(self.done, self.total)


def _serve(
    work: Callable[[Any], Any], inherited: Sequence[Any] | None, connection: Connection
) -> None:
    """In a worker: do one share after the other until the parent ends it, or ends itself."""
    stop_at_once()
    use_processors(1)  # it is one of those that work beside each other, and starts none
    with contextlib.suppress(RuntimeError):  # no room for a thread
        threading.Thread(target=_end_with_parent, daemon=True).start()
    while True:
        try:
            given = connection.recv()
        except (EOFError, OSError):
            return
        _send(connection, *_done(work, given if inherited is None else inherited[given]))


def _done(work: Callable[[Any], Any], share: Any) -> tuple[bool, Any]:
    try:
        return True, work(share)
    except Exception as error:
        return False, error


def _send(connection: Connection, done: bool, answer: Any) -> None:
    try:
        connection.send((done, answer))
    except OSError:
        return  # nobody waits for it
    except Exception as error:  # it cannot be pickled
        connection.send((False, TypeError(f"{type(answer).__name__}: {error}")))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
