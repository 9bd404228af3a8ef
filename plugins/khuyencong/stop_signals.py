"""Signals by which people and systems end a run: Ctrl-C, `kill`, a terminal or session that closes,
processor time that is used up (`ulimit -t`)."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

if sys.platform != "win32":
    import resource

STOP_SIGNALS = tuple(
    getattr(signal, name)
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGXCPU", "SIGBREAK")
    if hasattr(signal, name)
)
_PROCESSOR_TIME = getattr(signal, "SIGXCPU", None)


class Stopped(BaseException):
    """The run was asked to end; no `Exception`, so that nothing on the way takes it for one."""

    def __init__(self, number: int) -> None:
        reason = "vì đã dùng hết thời gian xử lý được phép" if number == _PROCESSOR_TIME else ""
        super().__init__(
            f"Đã dừng {reason or 'theo yêu cầu'}. Trang đang có không thiếu tệp nào; "
            "chạy lại để dựng trang mới."
        )
        self.exitcode = 128 + number
        """As a shell reports a process that a signal ended (POSIX)."""


@contextmanager
def stopping() -> Iterator[None]:
    """Within it, a stop signal raises `Stopped`, so that everything is left in order.

    What comes of it where a library takes the stop for a failure of its own is a stop too.
    """
    arrived: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:
        arrived.append(number)
        raise Stopped(number)

    with _a_second_kept_back(), _handled_by(stop):
        try:
            yield
        except (Exception, SystemExit) as error:
            if arrived:
                raise Stopped(arrived[0]) from error
            raise


@contextmanager
def _a_second_kept_back() -> Iterator[None]:
    """Where processor time has a limit, be told a second before it kills."""
    if sys.platform == "win32":
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    if hard == resource.RLIM_INFINITY or 0 <= soft < hard:
        yield
        return
    resource.setrlimit(resource.RLIMIT_CPU, (hard - 1, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


@contextmanager
def deferred_stop() -> Iterator[None]:
    """Within it, stop signals wait; the first that came does its work at the end."""
    arrived: list[int] = []
    with _handled_by(lambda number, frame: arrived.append(number)):
        yield
    if arrived:
        signal.raise_signal(arrived[0])


def stand_apart() -> None:
    """What stops the process beside which this one runs, in its terminal, is not for this one."""
    if sys.platform != "win32":
        os.setsid()
    for number in (signal.SIGINT, signal.SIGTERM):
        # Not SIG_IGN: what is ignored now would not stop a command either.
        signal.signal(number, lambda number, frame: None)


def exit_on_signals() -> None:
    """In a worker process: end on a signal without ado; Ctrl-C is for the parent to handle."""
    for number in _heard():
        signal.signal(number, signal.SIG_IGN if number == signal.SIGINT else signal.SIG_DFL)


@contextmanager
def _handled_by(handler: Callable[[int, FrameType | None], Any]) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread gets signals, and only it may say what they do
        return
    before = {number: signal.getsignal(number) for number in _heard()}
    try:
        for number in before:
            signal.signal(number, handler)
        yield
    finally:
        for number, old in before.items():
            signal.signal(number, old)


def _heard() -> list[signal.Signals]:
    """Stop signals that are not ignored, as under `nohup`, nor handled outside Python."""
    return [each for each in STOP_SIGNALS if signal.getsignal(each) not in (signal.SIG_IGN, None)]
