"""An import that was killed at any moment and run again gives what one gives that was not."""

import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

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
    """Everything that readers or the next import see; reports carry the time of their run."""
    files = (f for f in content.rglob("*") if f.is_file() and f.suffix != ".html")
    book = ".nhap-lieu/so-nhap.jsonl"
    found = {f.relative_to(content).as_posix(): f.read_bytes() for f in files}
    lines = found.pop(book, b"").splitlines()
    return {**found, book: b"\n".join(sorted(set(lines)))}


@pytest.mark.audit
@pytest.mark.slow
@pytest.mark.parametrize(
    "source", [de_an, classes, hugo, jekyll, blogger, portal, wordpress], ids=lambda s: s.__name__
)
def test_killed_and_run_again_gives_the_same(
    source: Callable[[Path], Path], tmp_path: Path
) -> None:
    place = source(tmp_path)
    moments = random.Random(source.__name__)

    def command(content: Path) -> "subprocess.Popen[bytes]":
        content.mkdir(exist_ok=True)
        words = ["-m", "khuyencong", "import", str(place), "--content", str(content), "--yes"]
        return subprocess.Popen(
            [sys.executable, *words], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )

    began = time.monotonic()
    whole = command(tmp_path / "whole")
    assert whole.communicate()[1] is not None and whole.returncode == 0
    lasted = time.monotonic() - began
    expected = made_of(tmp_path / "whole")
    assert len(expected) > 1
    killed = 0
    for kill in range(KILLS):
        content = tmp_path / "stopped"
        running = command(content)
        time.sleep(lasted * moments.uniform(0.3, 1.0))
        running.kill()
        running.communicate()
        killed += running.returncode != 0
        again = command(content)
        _, said = again.communicate()
        assert again.returncode == 0, said.decode()
        assert made_of(content) == expected, f"kill {kill}"
        shutil.rmtree(content)
    assert killed >= KILLS // 2
