"""What publishing may cost. Measured alone; the figures are printed for docs/benchmarks.md."""

import os
import subprocess
import sys
import time
from contextlib import chdir
from pathlib import Path

import pytest

from khuyencong.publishing.connection import opened
from khuyencong.publishing.difference import Difference
from khuyencong.publishing.host_lock import host_lock
from khuyencong.publishing.site_files import site_files
from tests.conftest import ROOT
from tests.publishing.conftest import Sshd
from tests.publishing.sites import EDITED, SITE, Desk, Site

pytestmark = [pytest.mark.slow, pytest.mark.alone]
MANY = 1_500
SLACK = 2.0
"""How much longer than the bar a busy machine may take before the test fails."""


def large(count: int = MANY) -> Site:
    pages = {
        f"tin-tuc/bai-{n}/index.html": b"<p>%d</p>" % n * 800 for n in range(count - len(SITE))
    }
    return SITE | pages


@pytest.mark.programs
def test_one_page_of_1500_is_found_and_sent(sshd: Sshd, tmp_path: Path) -> None:
    desk = Desk(tmp_path, sshd.address(tmp_path / "web"), host_key=sshd.fingerprint)
    with chdir(tmp_path):
        desk.publish(large())
        time.sleep(0.1)  # states of files settle
        desk.built(large())
        desk.built(large() | {"tin-tuc/a/index.html": EDITED})

        with opened(desk.chosen) as target:
            old = target.published()
        assert old is not None
        started = time.perf_counter()
        files = site_files(tmp_path / "output", tmp_path / "cache")
        shown = {path: old.files[path].__class__(f.digest, f.size) for path, f in files.items()}
        new = old.repeated("20990101-000000", "thu", shown)
        changed = Difference(old, new).changed
        found = time.perf_counter() - started
        assert changed == ["tin-tuc/a/index.html"]

        started = time.perf_counter()
        with opened(desk.chosen) as target, host_lock(target.host):
            target.send(old, new, files, lambda _: None)
        sent = time.perf_counter() - started

        with opened(desk.chosen) as target:
            started = time.perf_counter()
            target.host.switch("current", f"releases/{new.name}")  # type: ignore[attr-defined]
            switch = time.perf_counter() - started
    print(
        f"1.500 tệp, sửa một trang: tìm {found:.3f} s, gửi {sent:.2f} s, "
        f"chuyển {switch * 1e3:.1f} ms"
    )
    assert found < 0.2 * SLACK
    assert sent < 1.0 * SLACK
    assert switch < 0.010 * SLACK


SCRIPT = """
import re, sys, time
from pathlib import Path
from tests.publishing.sites import Desk
home = Path(sys.argv[1])
desk = Desk(home, f"file://{home}/web")
from khuyencong.publishing.publication import BuiltSite, publish_site
from khuyencong.publishing.site_files import site_files
started = time.perf_counter()
site = BuiltSite("https://khuyencong.example", site_files(home / "output", home / "cache"))
publish_site(desk.chosen, site, lambda *_: True, desk.tell)
peak = re.search(r"VmHWM:\\s*([0-9]+)", Path("/proc/self/status").read_text())
print(time.perf_counter() - started, int(peak[1]) // 1024)
"""
"""Its peak is asked of the kernel for this program alone: `ru_maxrss` of a child begins with
that of the process that started it, and pytest is large."""


@pytest.mark.linux
def test_50000_files_take_less_than_200_mb(tmp_path: Path) -> None:
    for folder in range(500):
        place = tmp_path / "output" / f"tin-tuc-{folder}"
        place.mkdir(parents=True)
        for number in range(100):
            (place / f"{number}.html").write_bytes(b"<p>%d %d</p>" % (folder, number))
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    seconds, megabytes = done.stdout.split()
    print(f"50.000 tệp, lần đầu: {float(seconds):.1f} s, {megabytes} MB")
    assert int(megabytes) < 200
