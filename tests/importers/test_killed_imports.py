"""An import that was killed at any moment and run again gives what one gives that was not."""

import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from khuyencong.store.atomic import PARTIAL_SUFFIX
from tests.conftest import ROOT
from tests.importers.old_sites import broken_posts, table_portal, text
from tests.importers.test_classes import HEAD as CLASSES
from tests.importers.test_de_an import HEAD as DE_AN
from tests.importers.test_de_an import TITLE as DE_AN_TITLE
from tests.importers.test_static_sites import BLOGGER, ENTRY, write
from tests.importers.test_tables import book

KILLS = 20
MANY = 20
"""Entries of a source."""


def de_an(folder: Path) -> Path:
    rows = [[n, f"Máy số {n}", f"HTX Mẫu {n}", "xã Na Rì", 100 + n, 500] for n in range(1, MANY)]
    return book(folder / "de-an.xlsx", *DE_AN_TITLE, DE_AN, *rows)


def classes(folder: Path) -> Path:
    rows = [
        [n, f"Lớp nghề số {n}", f"{n % 28 + 1}/11/2026", "Xã Na Rì", 50, "vốn", "Lan"]
        for n in range(1, MANY)
    ]
    return book(folder / "lop.xlsx", ["KẾ HOẠCH MỞ LỚP NĂM 2026"], CLASSES, *rows)


def hugo(folder: Path) -> Path:
    files = {"hugo.toml": 'title = "Cổng"\n'}
    for n in range(MANY):
        words = "\n\n".join([*text(n), f"![Ảnh {n}](/images/{n}.jpg)"])
        files[f"content/posts/bai-{n}.md"] = (
            f"---\ntitle: Bài số {n}\ndate: 2023-05-01\n---\n{words}"
        )
        files[f"static/images/{n}.jpg"] = ""
    return write(folder / "hugo", files)


def jekyll(folder: Path) -> Path:
    files = {"_config.yml": "title: Cổng\n"}
    for n in range(MANY):
        words = "\n\n".join(text(n))
        files[f"_posts/2023-05-{n % 28 + 1:02d}-bai-{n}.md"] = (
            f"---\ntitle: Bài số {n}\n---\n{words}"
        )
    return write(folder / "jekyll", files)


def blogger(folder: Path) -> Path:
    entries = [
        ENTRY.format(n=n, kind="post", body="&lt;br/&gt;".join(text(n)), extra="")
        for n in range(1, 10)
    ]
    return write(folder / "blogger", {"blog.xml": BLOGGER.format("".join(entries))})


def portal(folder: Path) -> Path:
    return table_portal(folder / "cong", MANY)


def wordpress(folder: Path) -> Path:
    return broken_posts(folder / "wp", MANY)


def made_of(content: Path) -> dict[str, bytes]:
    """Everything that lies there but reports, which carry the time of their run."""
    files = (f for f in content.rglob("*") if f.is_file() and f.suffix != ".html")
    book = ".nhap-lieu/so-nhap.jsonl"
    found = {f.relative_to(content).as_posix(): f.read_bytes() for f in files}
    lines = found.pop(book, b"").splitlines()
    return {**found, book: b"\n".join(sorted(set(lines)))}


def imported(source: Path, content: Path, killed_at: int = 0) -> "subprocess.CompletedProcess[str]":
    content.mkdir(exist_ok=True)
    words = ["import", str(source), "--content", str(content), "--yes"]
    module = [sys.executable, "-m", "tests.importers.killed_at", str(killed_at), str(content)]
    return subprocess.run([*module, *words], cwd=ROOT, capture_output=True, text=True, check=False)


def a_day_passes(content: Path) -> None:
    for file in content.rglob(f"*{PARTIAL_SUFFIX}"):
        os.utime(file, (0, 0))


@pytest.mark.audit
@pytest.mark.slow
@pytest.mark.parametrize(
    "source", [de_an, classes, hugo, jekyll, blogger, portal, wordpress], ids=lambda s: s.__name__
)
def test_killed_and_run_again_gives_the_same(
    source: Callable[[Path], Path], tmp_path: Path
) -> None:
    place, content = source(tmp_path), tmp_path / "stopped"
    whole = imported(place, tmp_path / "whole")
    assert whole.returncode == 0, whole.stderr
    expected = made_of(tmp_path / "whole")
    assert len(expected) > 1
    steps = range(1, int(whole.stdout.split()[-1]) + 1)
    for moment in random.Random(source.__name__).sample(steps, KILLS):
        killed = imported(place, content, moment)
        assert killed.returncode == -signal.SIGKILL, (moment, killed.stderr)
        a_day_passes(content)
        again = imported(place, content)
        assert again.returncode == 0, (moment, again.stdout, again.stderr)
        assert made_of(content) == expected, f"killed at step {moment} of {len(steps)}"
        shutil.rmtree(content)
