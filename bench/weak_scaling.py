"""Weak scaling of a cluster, simulated: twice the workers get twice the tasks, which only sleep.

    python -m bench.weak_scaling

What is measured is what Dask itself costs, whatever the tasks are: the time that one worker needs
for its four tasks, divided by what each of n workers needs for its own four. 1 is ideal. Workers
are threads of this process, for this machine has no 64 processors.
"""

import time
from importlib import import_module
from typing import Any

TASKS, SECONDS = 4, 4.0
"""Of each worker; a task of our pictures takes longer."""


def sleep(number: int) -> int:
    """What stands in for the encoding of a photo."""
    time.sleep(SECONDS)
    return number


def seconds(workers: int) -> float:
    """How long so many workers need for four tasks each."""
    distributed: Any = import_module("distributed")
    with (
        distributed.LocalCluster(
            n_workers=workers, threads_per_worker=1, processes=False, dashboard_address=":0"
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        executor = client.get_executor(pure=False)
        started = time.perf_counter()
        done = sorted(executor.map(sleep, range(workers * TASKS)))
        if done != list(range(workers * TASKS)):
            raise SystemExit("a task was lost")
        return time.perf_counter() - started


def main() -> None:
    """Print the table."""
    alone = seconds(1)
    print("| workers | seconds | efficiency |\n|---:|---:|---:|")
    for workers in (1, 4, 16, 64):
        needed = seconds(workers)
        print(f"| {workers} | {needed:.2f} | {alone / needed:.2f} |", flush=True)


if __name__ == "__main__":
    main()
