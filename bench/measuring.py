"""Time, processor time and memory of a command and all its children."""

import os
import statistics
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Run:
    """One run of a command: seconds on the clock, seconds of processors, peak MiB."""

    seconds: float
    cpu: float
    memory: float


def measured(command: Sequence[str | Path], cwd: Path) -> Run:
    """Run a command to its end.

    Memory is that of all its processes at one moment, the pages that they share counted once
    (PSS of smaps_rollup), looked at forty times a second, or as often as takes a twentieth of a
    processor: the system walks through every page of a process for each look.
    """
    before = os.times()
    started = time.perf_counter()
    process = subprocess.Popen(
        list(map(str, command)), cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    peak = [0.0]
    done = threading.Event()
    watcher = threading.Thread(target=_watch, args=(process.pid, peak, done))
    watcher.start()
    _, said = process.communicate()
    seconds = time.perf_counter() - started
    done.set()
    watcher.join()
    after = os.times()
    if process.returncode:
        raise SystemExit(f"{command} failed:\n{said.decode()}")
    cpu = after.children_user + after.children_system
    return Run(seconds, cpu - before.children_user - before.children_system, peak[0])


def _watch(pid: int, peak: list[float], done: threading.Event) -> None:
    pause = 0.025
    while not done.wait(pause):
        started = time.thread_time()
        peak[0] = max(peak[0], family_memory(pid))
        pause = max(0.025, 20 * (time.thread_time() - started))


def family_memory(pid: int) -> float:
    """MiB that a process and all its children hold now, shared pages counted once (PSS)."""
    return sum(map(_memory, _family(pid)))


def _family(pid: int) -> list[int]:
    found = [pid]
    for member in found:
        try:
            for task in os.scandir(f"/proc/{member}/task"):
                found += map(int, Path(task.path, "children").read_text().split())
        except OSError:
            continue  # it ended meanwhile
    return found


def _memory(pid: int) -> float:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in text.splitlines() if line[:4] == "Pss:") / 1024


def middle(runs: Sequence[Run]) -> Run:
    """The medians of several runs; the highest memory."""
    return Run(
        statistics.median(run.seconds for run in runs),
        statistics.median(run.cpu for run in runs),
        max(run.memory for run in runs),
    )
