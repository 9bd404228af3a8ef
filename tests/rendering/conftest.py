"""A folder as a centre has it: content, a theme and settings of its own, and the command."""

import importlib
import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from khuyencong import cli
from khuyencong.__main__ import main
from khuyencong.feeds.channels import FORMATS
from tests.conftest import ROOT, Content

NOW = "24/11/2026 09:00"


@dataclass(frozen=True)
class Said:
    """What a run of the command said."""

    code: int
    out: str
    err: str

    @property
    def quick(self) -> bool:
        """Whether it was answered from stamps."""
        return "Không có gì thay đổi" in self.out


class Desk(Content):
    """A content folder with a theme and settings beside it, and a way to build it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.home = folder
        self.cache = folder / ".cache"
        shutil.copytree(ROOT / "theme", folder / "theme")
        shutil.copy(ROOT / "pelicanconf.py", folder)
        shutil.copy(ROOT / "publishconf.py", folder)

    @property
    def output(self) -> Path:
        return self.home / "output"

    def run(self, *words: str) -> Said:
        """Run the command as if it were typed in the folder, in this process."""
        out, err = io.StringIO(), io.StringIO()
        argv, code = sys.argv, 0
        # pytest keeps the phase of a test in a variable; a build would take it for a change.
        phase = os.environ.pop("PYTEST_CURRENT_TEST", "")
        importlib.invalidate_caches()
        with chdir(self.home), redirect_stdout(out), redirect_stderr(err):
            sys.argv = ["khuyencong", *words]
            cli.console.file, cli.errors.file = out, err
            try:
                main()
            except SystemExit as stop:
                code = int(stop.code or 0)
            finally:
                sys.argv = argv
                os.environ["PYTEST_CURRENT_TEST"] = phase
                # Not what they are now: pytest has others for the next test.
                cli.console.file = cli.errors.file = None  # type: ignore[assignment]
        return Said(code, out.getvalue(), err.getvalue())

    def build(self, *options: str, now: str | None = NOW) -> Said:
        """Build into `output/`."""
        return self.run("build", *options, *(("--now", now) if now else ()))

    def clean_build(self, *options: str, now: str | None = NOW) -> "Clean":
        """What a build gives that remembers nothing but pictures and drawn icons."""
        aside = self.home / "aside"
        shutil.rmtree(aside, ignore_errors=True)
        (aside / ".cache").mkdir(parents=True)
        for name in ("content", "theme", "plugins", "pelicanconf.py", "publishconf.py"):
            if (self.home / name).exists():
                (aside / name).symlink_to(self.home / name)
        for name in ("pictures", "emblems"):
            if (self.cache / name).exists():
                (aside / ".cache" / name).symlink_to(self.cache / name)
        other = Desk.__new__(Desk)
        other.home = aside
        said = other.build(*options, now=now)
        return Clean(said.code, said.err, tree(aside / "output"))


@dataclass(frozen=True)
class Clean:
    """A clean build: its result, what it said, every file it left."""

    code: int
    err: str
    output: dict[str, bytes]


def tree(folder: Path) -> dict[str, bytes]:
    """Path → bytes of every file."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def without_kept_feeds(output: dict[str, bytes], clean: dict[str, bytes]) -> dict[str, bytes]:
    """A site less the feeds of lists that were larger once, which only readers' folder can know:
    tests/feeds/test_kept_addresses.py."""
    kept = {path for path in output.keys() - clean.keys() if path.endswith(FORMATS)}
    return {path: output[path] for path in output.keys() - kept}


@pytest.fixture
def desk(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk whose icons were drawn before: they take half the time of a small build."""
    before = dict(os.environ)
    desk = Desk(tmp_path)
    drawn = tmp_path_factory.getbasetemp() / "emblems"
    drawn.mkdir(exist_ok=True)
    desk.cache.mkdir()
    (desk.cache / "emblems").symlink_to(drawn)
    yield desk
    os.environ.clear()
    os.environ.update(before)


@contextmanager
def without_privileges(folder: Path) -> Iterator[None]:
    """As a plain user, to whom the folder belongs; root is one for a while."""
    if os.geteuid():
        yield
        return
    for path in (folder, *folder.rglob("*")):
        os.chown(path, 65534, 65534, follow_symlinks=False)
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may reach, which those of pytest are not."""
    folder = Path(tempfile.mkdtemp(prefix="khuyencong-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of forty megabytes; for tests marked `privileged`."""
    place = tmp_path / "disk"
    with mounted(place, "-t", "tmpfs", "-o", "size=40m", "tmpfs"):
        yield place


@contextmanager
def mounted(place: Path, *what: str) -> Iterator[None]:
    """Something mounted at a folder, as the words of `mount` say."""
    place.mkdir(exist_ok=True)
    mount = subprocess.run(["mount", *what, str(place)], capture_output=True, encoding="utf-8")
    if mount.returncode:
        pytest.skip(f"this root may not mount: {mount.stderr}")
    try:
        yield
    finally:
        subprocess.run(["umount", str(place)], check=True)


def fill(place: Path) -> None:
    """Leave no free block on a disk."""
    with (place / "day.bin").open("wb", buffering=0) as stream:
        for size in (1 << 16, 1 << 12):
            while True:
                try:
                    stream.write(bytes(size))
                except OSError:
                    break


@contextmanager
def protected(file: Path, flag: str) -> Iterator[None]:
    """A file with an attribute of ext4, xfs, btrfs or tmpfs: `i`mmutable, `a`ppend-only."""
    set_flag = subprocess.run(["chattr", f"+{flag}", str(file)], capture_output=True)
    if set_flag.returncode:
        pytest.skip(f"no attributes here: {set_flag.stderr.decode()}")
    try:
        yield
    finally:
        subprocess.run(["chattr", f"-{flag}", str(file)], check=True)
