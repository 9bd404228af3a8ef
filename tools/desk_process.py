"""A real desk that runs while pictures are taken of it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def running_desk(home: Path, *options: str) -> Iterator[str]:
    """`khuyencong desk` over `home/content`; gives the address that lets a browser in."""
    command = [sys.executable, "-m", "khuyencong", "desk", "content", "--no-browser", "--port=0"]
    process = subprocess.Popen(
        [*command, "--data=data", *options],
        cwd=home,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "COLUMNS": "200"},
    )
    try:
        yield next(line.strip() for line in process.stdout or () if line.startswith("http://"))
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()
