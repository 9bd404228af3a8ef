"""A worker process, and how many of them there may be.

Where there is `fork` (Linux), workers are copies of this process and inherit the work;
elsewhere (Windows, macOS) they are started anew and the work is pickled for them. A worker ends
when its parent does, however that comes about.
"""

import contextlib
import gc
import multiprocessing
import os
import threading
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from khuyencong.stop_signals import exit_on_signals

MOST_WORKERS = 60
"""Windows waits for no more at once."""


_limit = MOST_WORKERS


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


class LostError(Exception):
    """The other end of a connection is gone."""


class Worker:
    """A process that does shares of some work, one after the other."""

    def __init__(self, work: Callable[[Any], Any], shares: Sequence[Any]) -> None:
        """
        Raises:
            OSError: the system has no room for another process.
        """
        method = start_method()
        context: Any = multiprocessing.get_context(method)
        self._shares = shares
        self.is_copy = method == "fork"
        """Whether it is a copy of this process, and so has the shares."""
        self.share = -1
        """Number of the share that it was given last."""
        self.connection, other = context.Pipe()
        try:
            inherited = shares if self.is_copy else None
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
            LostError: the process was killed.
        """
        self.share = share
        try:
            self.connection.send(share if self.is_copy else self._shares[share])
        except OSError as error:
            raise LostError from error

    def answer(self) -> Any:
        """Wait for what came of the share; what went wrong is raised.

        Raises:
            LostError: the process was killed.
        """
        try:
            done, answer = self.connection.recv()
        except (EOFError, OSError) as error:
            raise LostError from error
        if not done:
            raise answer
        return answer

    def kill(self) -> None:
        """End it; what it is doing is given up."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self.connection.close()


def _serve(
    work: Callable[[Any], Any], inherited: Sequence[Any] | None, connection: Connection
) -> None:
    """In a worker: do one share after the other until the parent ends it, or ends itself."""
    exit_on_signals()
    gc.freeze()  # or its collector walks all that it inherits, and copies the pages
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
