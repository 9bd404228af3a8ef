"""Hands work out to processes that end when the build that started them ends."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from khuyencong.pictures.picture import PictureError

FEW = 2
"""Jobs for which starting processes takes longer than it saves."""

_MOST_PROCESSES = 61
"""Windows waits for no more."""

Job = TypeVar("Job")


def share_out(work: Callable[[Job], None], jobs: Sequence[Job], workers: int) -> Iterator[None]:
    """Do `work` for each job, in any order; yields once after each.

    The first error is raised as soon as it is known; jobs not begun by then are dropped.

    Raises:
        PictureError: a worker process died, which is nearly always want of memory.
    """
    if len(jobs) <= FEW or workers == 1:
        for job in jobs:
            work(job)
            yield
        return
    executor = ProcessPoolExecutor(
        max_workers=min(workers, len(jobs), _MOST_PROCESSES),
        # Not fork: the build may have threads, and their locks would be copied as they are.
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_follow_parent,
    )
    try:
        for future in as_completed([executor.submit(work, job) for job in jobs]):
            future.result()
            yield
    except BrokenProcessPool as error:
        raise PictureError(
            "Tiến trình làm ảnh bị hệ thống dừng giữa chừng (thường do hết bộ nhớ).",
            "Đóng bớt chương trình khác rồi dựng lại; ảnh đã làm xong không phải làm lại.",
        ) from error
    finally:
        executor.shutdown(cancel_futures=True)


def _follow_parent() -> None:
    """In a worker: leave Ctrl-C to the build, and end with it even when it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
