"""Work that goes on in other processes beside what this one does."""

import contextlib
import os
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from khuyencong.worker import MOST_WORKERS, LostError, Worker, processors, start_method

Job = TypeVar("Job")
Result = TypeVar("Result")

_MOST_SHARES = 256
"""One byte tells them apart."""


class BackgroundJobs(Generic[Job, Result]):
    """Jobs that other processes do one after the other beside what this one does.

    When the results are asked for, this process takes its part in what nobody has begun. Without
    `apart`, and where no process can be forked, it does all of them then. Results must be
    picklable.
    """

    def __init__(
        self, work: Callable[[Job], Result], jobs: Sequence[Job], *, apart: bool = True
    ) -> None:
        self._work, self._jobs = work, jobs
        self._workers: list[Worker] = []
        self._queue = -1
        if apart and jobs and processors() > 1 and start_method() == "fork":
            # A pipe of numbers of shares, one byte each: whoever reads a byte does that share.
            # It needs no lock that a killed process could keep.
            self._queue, entrance = os.pipe()
            os.write(entrance, bytes(range(min(_MOST_SHARES, len(jobs)))))
            os.close(entrance)
            with contextlib.suppress(OSError, LostError):  # no room for another process
                while len(self._workers) < min(len(jobs), processors() - 1, MOST_WORKERS):
                    self._workers.append(Worker(lambda _: self._take(), [()]))
                    self._workers[-1].begin(0)

    def _take(self) -> dict[int, Result]:
        """Do what nobody has begun: number of each job → its result."""
        results: dict[int, Result] = {}
        while taken := os.read(self._queue, 1):
            for number in range(taken[0], len(self._jobs), _MOST_SHARES):
                results[number] = self._work(self._jobs[number])
        return results

    def results(self) -> list[Result]:
        """What came of each job, to be asked for once; what went wrong is raised."""
        results: dict[int, Result] = {}
        try:
            if self._workers:
                results = self._take()
            for worker in self._workers:
                with contextlib.suppress(LostError):  # what it had begun is done below
                    results |= worker.answer()
        finally:
            self.leave()
        return [
            results[number] if number in results else self._work(job)
            for number, job in enumerate(self._jobs)
        ]

    def leave(self) -> None:
        """Nobody asks for the results any more."""
        while self._workers:
            self._workers.pop().kill()
        if self._queue >= 0:
            os.close(self._queue)
            self._queue = -1
