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
from multiprocessing.connection import Connection
from typing import Any, TypeVar

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


def shared(
    work: Callable[[Sequence[Job]], Result],
    jobs: Sequence[Job],
    *,
    few: int,
    workers: int | None = None,
    method: str | None = None,
) -> list[Result]:
    """`work` done on equal shares of the jobs, one result a share, in a fixed order.

    Up to `few` jobs are done here. `work` and its results must be picklable; it must not
    depend on how jobs are shared out. What it raises is raised here.

    Raises:
        WorkerLostError: a worker was killed.
    """
    number = min(workers or processors(), len(jobs))
    if len(jobs) <= few or number <= 1:
        return [work(jobs)] if jobs else []
    # Every n-th job: neighbours cost much the same, so the shares do too.
    shares = [jobs[start::number] for start in range(number)]
    if (method or start_method()) == "fork":
        return _forked(work, shares)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(number, mp_context=context, initializer=_ignore_interrupt) as pool:
        return list(pool.map(work, shares))


def _forked(
    work: Callable[[Sequence[Job]], Result], shares: Sequence[Sequence[Job]]
) -> list[Result]:
    """The first share is done here, each other in a copy of this process."""
    context = multiprocessing.get_context("fork")
    # Objects made so far leave the collector: walking them in a child would copy their pages.
    gc.freeze()
    children: list[tuple[Any, Connection]] = []
    try:
        for share in shares[1:]:
            receiver, sender = context.Pipe(duplex=False)
            child = context.Process(target=_answer, args=(work, share, sender))
            child.start()
            sender.close()
            children.append((child, receiver))
        return [work(shares[0]), *(_received(receiver) for _, receiver in children)]
    finally:
        gc.unfreeze()
        for child, receiver in children:
            receiver.close()  # one that is still at work ends when it cannot answer
            child.join()


def _answer(work: Callable[[Any], Any], share: Sequence[Any], sender: Connection) -> None:
    """In a child: do a share and send what came of it."""
    _ignore_interrupt()
    answer: tuple[bool, Any]
    try:
        answer = True, work(share)
    except Exception as error:
        answer = False, error
    with contextlib.suppress(BrokenPipeError):
        sender.send(answer)


def _received(receiver: Connection) -> Any:
    try:
        done, answer = receiver.recv()
    except EOFError as error:
        raise WorkerLostError from error
    if not done:
        raise answer
    return answer


def _ignore_interrupt() -> None:
    """Ctrl-C is the build's to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
