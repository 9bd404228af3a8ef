"""A build that is killed in the middle of picture work harms nothing, and the next is right."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

from tests.conftest import Content
from tests.pictures.painting import paint
from tests.site.conftest import NOW

pytestmark = pytest.mark.slow

PHOTOS = 8


def start(content: Content, output: Path, work: Path) -> subprocess.Popen[bytes]:
    """A build as staff start it; its cache lies in the folder one works in."""
    work.mkdir(exist_ok=True)
    command = [Path(sys.executable).parent / "khuyencong", "build", content.folder, "-o", output]
    return subprocess.Popen(
        [*map(str, command), "--now", NOW],
        cwd=work,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def tree(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def photos(content: Content, seed: int) -> None:
    """A story with photos that no cache has seen."""
    listed = ""
    for number in range(PHOTOS):
        file = content.folder / "anh" / f"{seed}-{number}.jpg"
        file.parent.mkdir(exist_ok=True)
        paint(900, 600, seed + number).save(file, quality=90)
        listed += f"\n  - {{file: anh/{file.name}, alt: Gốm, caption: Gốm, credit: 'Ảnh: Thử'}}"
    content.story(photos=listed)


@pytest.mark.parametrize("made", [20])
def test_the_build_after_a_killed_one_is_right(content: Content, tmp_path: Path, made: int) -> None:
    """Killed when so many pictures are made, of more than sixty."""
    work, output = tmp_path / "ban", tmp_path / "trang"
    content.story()
    assert start(content, output, work).wait(timeout=120) == 0
    before = tree(output)
    photos(content, seed=made)

    build = start(content, output, work)
    cache = work / ".cache" / "pictures"
    until = time.monotonic() + 60
    while len(list(cache.rglob("*-*.jpg"))) + len(list(cache.rglob("*.avif"))) < made:
        assert time.monotonic() < until and build.poll() is None
        time.sleep(0.002)
    os.killpg(build.pid, signal.SIGKILL)
    build.wait()

    assert tree(output) == before
    for file in cache.rglob("*"):
        if file.suffix in (".avif", ".jpg") and not file.name.startswith("."):
            with Image.open(file) as image:
                image.load()

    assert start(content, output, work).wait(timeout=120) == 0
    fresh = tmp_path / "moi"
    assert start(content, fresh, tmp_path / "ban-moi").wait(timeout=120) == 0
    assert tree(output) == tree(fresh)
