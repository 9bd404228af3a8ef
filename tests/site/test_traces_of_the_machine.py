"""A site tells nothing of the machine that built it: no path, no user, no time, no locale."""

import io
import os
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.site.conftest import NOW, BuiltSite

pytestmark = pytest.mark.slow

USER = "tai-khoan-nguoi-dung"


def build(home: Path, zone: str, mask: int) -> Path:
    """Build the sample site as somebody, somewhere on earth, from a copy made just now."""
    content = home / "thu-muc-goc-o-may"
    shutil.copytree(ROOT / "content", content)
    for file in content.rglob("*"):
        os.utime(file, (time.time() - mask * 1000, time.time() - mask * 1000))
    subprocess.run(
        [sys.executable, "-m", "khuyencong", "build", str(content), "-o", "trang", "--now", NOW],
        cwd=home,
        env={**os.environ, "USER": USER, "LOGNAME": USER, "HOME": f"/home/{USER}", "TZ": zone},
        umask=mask,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return home / "trang"


def texts(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """A file, and what is packed in it."""
    yield name, data
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for part in packed.namelist():
                yield from texts(f"{name}!{part}", packed.read(part))


def test_two_machines_make_the_same_bytes_and_none_names_itself(
    sample: BuiltSite, tmp_path: Path
) -> None:
    home = tmp_path / "o-dia-khac" / "may-thu-hai"
    home.mkdir(parents=True)
    one, other = sample.folder, build(home, "America/New_York", 0o077)
    files = {path.relative_to(one).as_posix() for path in one.rglob("*") if path.is_file()}
    assert len(files) > 300
    assert files == {p.relative_to(other).as_posix() for p in other.rglob("*") if p.is_file()}
    places = [str(tmp_path), str(one), str(ROOT)]
    marks = [*places, sys.prefix, USER, "may-thu-hai", "thu-muc-goc-o-may"]
    for file in sorted(files):
        data = (one / file).read_bytes()
        assert data == (other / file).read_bytes(), file
        for name, text in texts(file, data):
            found = [mark for mark in marks if mark.encode() in text]
            assert not found, f"{name} names {found}"
    for path in other.rglob("*"):
        assert path.stat().st_mode & 0o044 == 0o044, "a web server may read it"
