"""Photos for these tests: painted here, so that every pixel and every byte is known."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.pictures.painting import paint


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "kho"


@pytest.fixture
def photo(tmp_path: Path) -> Callable[..., Path]:
    """Paints a photo and saves it: `photo("a.jpg", 900, 600, seed=3)`."""

    def saved(
        name: str = "anh.jpg", width: int = 320, height: int = 240, seed: int = 1, **how: Any
    ) -> Path:
        file = tmp_path / name
        paint(width, height, seed).save(file, **how)
        return file

    return saved


@pytest.fixture(scope="session")
def exiftool() -> Callable[..., dict[str, Any]]:
    """Runs exiftool; what it prints as JSON, tags with their groups."""
    if shutil.which("exiftool") is None:
        pytest.fail("exiftool is missing: apt-get install libimage-exiftool-perl")

    def run(*arguments: str | Path) -> dict[str, Any]:
        done = subprocess.run(
            ["exiftool", "-j", "-G1", *map(os.fspath, arguments)],
            capture_output=True,
            text=True,
            check=True,
        )
        found: list[dict[str, Any]] = json.loads(done.stdout) if "[{" in done.stdout else [{}]
        return found[0]

    return run


@pytest.fixture
def own_processes() -> Iterator[list[subprocess.Popen[bytes]]]:
    """Processes that a test starts; those still running at its end are killed."""
    started: list[subprocess.Popen[bytes]] = []
    yield started
    for process in started:
        if process.poll() is None:
            process.kill()
        process.wait()
