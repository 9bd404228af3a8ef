"""Shares work out to as many processes as this one may use processors.

Where there is `fork` (Linux), workers are copies of this process and inherit the work;
elsewhere (Windows, macOS) they are started anew and the work is pickled for them. The results
are the same, and so is a run in one process.
"""

import contextlib
import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar, cast

Job = TypeVar("Job")
Result = TypeVar("Result")


class WorkerLostError(Exception):
    """A worker process ended without an answer, which is nearly always want of memory."""

    exitcode = 1

    def __init__(self) -> None:
        super().__init__(
            "Một tiến trình dựng trang bị hệ thống dừng giữa chừng (thường do hết bộ nhớ). "
            "Đóng bớt chương trình khác rồi chạy lại."
        )


def processors() -> int:
    """How many this process may use, which in a container is often fewer than there are."""
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
    workers: int | None = None,
    method: str | None = None,
) -> list[Result]:
    """`work` done on equal shares of the jobs, one result a share, in a fixed order.

    Up to `serial_up_to` jobs are done here. `work` and its results must be picklable; it must not
    depend on how jobs are shared out. What it raises is raised here.

    Raises:
        WorkerLostError: a worker was killed.
    """
    number = min(workers or processors(), len(jobs))
    if len(jobs) <= serial_up_to or number <= 1:
        return [work(jobs)] if jobs else []
    # Every n-th job: neighbours cost much the same, so the shares do too.
    shares = [jobs[start::number] for start in range(number)]
    if (method or start_method()) == "fork":
        return _forked(work, shares)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(number, mp_context=context, initializer=_ignore_interrupt) as pool:
        return list(pool.map(work, shares))


class BackgroundTask(Generic[Result]):
    """Some work that goes on in another process beside what this one does.

    Without `apart`, where no process can be forked, or where one processor is all there is, it is
    done here when the answer is asked for. The answer must be picklable.
    """

    def __init__(self, work: Callable[[], Result], *, apart: bool = True) -> None:
        self._work = work
        self._child: _Child | None = None
        if apart and processors() > 1 and start_method() == "fork":
            with contextlib.suppress(OSError):  # no room for another process
                self._child = _Child(work)

    def answer(self) -> Result:
        """What came of it, to be asked for once; what went wrong is raised.

        Raises:
            WorkerLostError: the process was killed.
        """
        if self._child is None:
            return self._work()
        try:
            return cast(Result, self._child.answer())
        finally:
            self.leave()

    def leave(self) -> None:
        """Nobody asks for the answer any more."""
        if self._child:
            self._child.leave()
            self._child = None


class _Child:
    """A copy of this process that does some work and answers."""

    def __init__(self, work: Callable[[], Any]) -> None:
        context = multiprocessing.get_context("fork")
        self._receiver, sender = context.Pipe(duplex=False)
        self._process = context.Process(
            target=_work, args=(work, self._receiver, sender), daemon=True
        )
        self._process.start()
        sender.close()

    def answer(self) -> Any:
        """What came of the work.

        Raises:
            WorkerLostError: the child was killed.
        """
        try:
            done, answer = self._receiver.recv()
        except EOFError as error:
            raise WorkerLostError from error
        if not done:
            raise answer
        return answer

    def leave(self) -> None:
        """Wait for its end; one that is still at work ends when it cannot answer."""
        self._receiver.close()
        self._process.join()


def _forked(
    work: Callable[[Sequence[Job]], Result], shares: Sequence[Sequence[Job]]
) -> list[Result]:
    """The first share is done here, each other in a copy of this process."""
    # Objects made so far leave the collector: walking them in a child would copy their pages.
    gc.freeze()
    children: list[_Child] = []
    try:
        for share in shares[1:]:
            children.append(_Child(partial(work, share)))
        return [work(shares[0]), *(child.answer() for child in children)]
    finally:
        gc.unfreeze()
        for child in children:
            child.leave()


def _work(work: Callable[[], Any], receiver: Connection, sender: Connection) -> None:
    """In a child: do the work and send what came of it."""
    receiver.close()  # that is the parent's: when it is gone, nobody waits for an answer
    _ignore_interrupt()
    answer: tuple[bool, Any]
    try:
        answer = True, work()
    except Exception as error:
        answer = False, error
    with contextlib.suppress(BrokenPipeError):
        sender.send(answer)


def _ignore_interrupt() -> None:
    """Ctrl-C is the build's to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
