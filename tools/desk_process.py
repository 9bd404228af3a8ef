"""`khuyencong desk` as a process, as the tests, the tools and the benchmark start it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def start_desk(folder: Path, *options: str, port: str = "0") -> tuple[subprocess.Popen[str], str]:
    """A desk over `content` in a folder, and the address that lets a browser in."""
    program = str(Path(sys.executable).parent / "khuyencong")
    process = subprocess.Popen(
        [program, "desk", "content", "--no-browser", "--port", port, "--data", "data", *options],
        cwd=folder,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "COLUMNS": "200"},
    )
    lines = process.stdout or ()
    return process, next(line.strip() for line in lines if line.startswith("http://"))


def stop_desk(process: subprocess.Popen[str], number: signal.Signals = signal.SIGINT) -> None:
    """End a desk, and wait until it has ended."""
    process.send_signal(number)
    process.wait(120)
    if process.stdout:
        process.stdout.close()


@contextmanager
def running_desk(folder: Path, *options: str) -> Iterator[tuple[int, str]]:
    """A desk that runs meanwhile: its process, and the address that lets a browser in."""
    process, launch = start_desk(folder, *options)
    try:
        yield process.pid, launch
    finally:
        stop_desk(process)
