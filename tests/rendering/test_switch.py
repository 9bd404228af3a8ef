"""The switch from one site to the next: killed, blocked or watched, what is seen is whole."""

import errno
import os
import random
import select
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from khuyencong.rendering import switch as switching
from khuyencong.rendering.output_place import MARKER, OutputRefusedError
from khuyencong.rendering.release import Release
from khuyencong.rendering.switch import JOURNAL, NotReplaceableError, SwitchError
from khuyencong.rendering.switch_plan import EMPTY_PAGE
from tests.conftest import ROOT
from tests.rendering.conftest import protected, tree, without_privileges
from tests.rendering.small_sites import files_named, missing, publish, small_site


def site_at(live: Path) -> dict[str, bytes]:
    found = tree(live)
    found.pop(MARKER, None)
    return found


@pytest.fixture
def live(tmp_path: Path) -> Path:
    return tmp_path / "output"


def work_folder(live: Path) -> Path:
    return live.parent / f".{live.name}.moi-tam"


class Killed(BaseException):
    """Stands for the end of the process: nothing catches it, nothing is cleared."""


@contextmanager
def killed_after(steps: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The process ends after so many steps of a switch."""
    counter = iter(range(steps))
    replace, remove = switching._replace, switching._remove

    def stop(do, *paths: str) -> None:  # type: ignore[no-untyped-def]
        if next(counter, None) is None:
            raise Killed
        do(*paths)

    with monkeypatch.context() as patch:
        patch.setattr(switching, "_replace", lambda *paths: stop(replace, *paths))
        patch.setattr(switching, "_remove", lambda *paths: stop(remove, *paths))
        yield


def publish_until_killed(live: Path, files: dict[str, bytes]) -> bool:
    """Whether the process was killed on the way; its lock goes with it."""
    release = Release(live)
    for path, data in files.items():
        release.put(path, data)
    try:
        release.publish()
    except Killed:
        release._lock.release()
        return True
    return False


def leave_half_switched(live: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build from the first site to the second that was killed on the way."""
    publish(live, small_site(1))
    with killed_after(9, monkeypatch):
        assert publish_until_killed(live, small_site(2))


@pytest.mark.slow
def test_killed_after_any_step_the_site_is_whole_and_the_next_start_finishes_it(
    live: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = small_site(1, pages=7), small_site(2, pages=7)
    publish(live, old)
    killed, steps = True, 0
    while killed:
        with killed_after(steps, monkeypatch):
            killed = publish_until_killed(live, new)
        assert missing(live) == []
        for path, data in site_at(live).items():
            assert data in (old.get(path), new.get(path), EMPTY_PAGE), path
        Release(live).abandon()
        assert site_at(live) == new
        assert not work_folder(live).exists()
        publish(live, old)
        assert site_at(live) == old
        steps += 1
    assert steps > 25


def test_a_first_site_that_was_killed_is_finished_and_not_taken_for_somebody_elses(
    live: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = small_site(1, pages=7)
    live.mkdir()
    for steps in range(5):
        with killed_after(steps, monkeypatch):
            assert publish_until_killed(live, site)
        assert not (live / "index.html").exists(), "the front page comes last"
        Release(live).abandon()
        assert site_at(live) == site
        shutil.rmtree(live)
        live.mkdir()


def test_a_folder_that_is_not_there_appears_whole(
    live: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with killed_after(0, monkeypatch):
        assert publish_until_killed(live, small_site(1))
    assert not live.exists()
    Release(live).abandon()
    assert site_at(live) == small_site(1)
    assert stat.S_IMODE(live.stat().st_mode) == 0o755


@pytest.mark.parametrize("harm", ["journal cut", "file cut", "journal gone"])
def test_what_a_power_cut_damaged_is_not_published(
    live: Path, monkeypatch: pytest.MonkeyPatch, harm: str
) -> None:
    leave_half_switched(live, monkeypatch)
    before = site_at(live)
    journal = work_folder(live) / JOURNAL
    if harm == "file cut":
        os.truncate(work_folder(live) / "site" / "rss.xml", 3)
    elif harm == "journal cut":
        os.truncate(journal, journal.stat().st_size - 1)
    else:
        journal.unlink()
    Release(live).abandon()
    assert site_at(live) == before
    assert missing(live) == []
    publish(live, small_site(2))
    assert site_at(live) == small_site(2)


def test_an_output_folder_that_was_thrown_away_is_made_anew_unless_it_is_somebody_elses(
    live: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_half_switched(live, monkeypatch)
    shutil.rmtree(live)
    live.mkdir()
    (live / "index.html").write_text("của tôi")
    with pytest.raises(OutputRefusedError):
        Release(live)
    assert tree(live) == {"index.html": "của tôi".encode()}
    shutil.rmtree(live)
    publish(live, small_site(3))
    assert site_at(live) == small_site(3)


def test_an_output_folder_that_vanishes_during_the_build_is_told(live: Path) -> None:
    publish(live, small_site(1))
    release = Release(live)
    for path, data in small_site(2).items():
        release.put(path, data)
    shutil.rmtree(live)
    with pytest.raises((OSError, SwitchError)):
        release.publish()
    release.abandon()
    publish(live, small_site(2))
    assert site_at(live) == small_site(2)


def test_a_work_folder_of_somebody_else_is_not_used(live: Path, tmp_path: Path) -> None:
    """In a folder that all may write to, as /tmp, a link may be laid where ours would be."""
    other = tmp_path / "cua-nguoi-khac"
    other.mkdir()
    (other / "quan-trong.txt").write_text("x")
    work_folder(live).symlink_to(other)
    with pytest.raises(OutputRefusedError, match="do người khác tạo"):
        Release(live)
    assert (other / "quan-trong.txt").exists()
    work_folder(live).unlink()
    Release(live).abandon()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_waits_until_the_switch_is_done(
    live: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    publish(live, small_site(1))
    arrived: list[int] = []
    before = signal.signal(number, lambda number, frame: arrived.append(number))
    replace, calls = switching._replace, iter(range(10_000))

    def interrupted(source: str, target: str) -> None:
        if next(calls) == 20:
            os.kill(os.getpid(), number)
            time.sleep(0.01)
            assert arrived == []
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(switching, "_replace", interrupted)
        publish(live, small_site(2))
    signal.signal(number, before)
    assert arrived == [number]
    assert site_at(live) == small_site(2)


def test_nothing_is_freed_while_old_and_new_pages_lie_side_by_side(
    live: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Freeing the blocks of a file takes ten times as long as to rename another over it."""
    publish(live, small_site(1))
    names: Counter[int] = Counter()
    replace, remove = switching._replace, switching._remove

    def counted(do, *paths: str) -> None:  # type: ignore[no-untyped-def]
        target = Path(paths[0] if do is remove else paths[1])
        if target.is_file() and target.read_bytes() != EMPTY_PAGE:
            names[target.stat().st_nlink] += 1
        do(*paths)

    with monkeypatch.context() as patch:
        patch.setattr(switching, "_replace", lambda *paths: counted(replace, *paths))
        patch.setattr(switching, "_remove", lambda *paths: counted(remove, *paths))
        publish(live, small_site(2))
    assert set(names) == {2} and names[2] > 100
    assert {file.stat().st_nlink for file in live.rglob("*.html")} == {1}


def test_a_disk_that_knows_one_name_for_a_file_is_no_obstacle(
    live: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    publish(live, small_site(1))
    monkeypatch.setattr(os, "link", refused)
    publish(live, small_site(2))
    assert site_at(live) == small_site(2)


SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def start_publishing(live: Path, generation: int) -> subprocess.Popen[str]:
    """Site after site into one folder, in another process."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.rendering.small_sites", str(live), str(generation)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        bufsize=1,
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "number",
    [
        pytest.param(each, marks=() if each == signal.SIGKILL else pytest.mark.audit)
        for each in SIGNALS
    ],
    ids=[each.name for each in SIGNALS],
)
def test_killed_at_random_moments_of_the_switch(live: Path, number: signal.Signals) -> None:
    """Twenty times, while the journal lies there."""
    chance = random.Random(number)
    publish(live, small_site(0))
    generation, interrupted = 0, 0
    for _ in range(20):
        process = start_publishing(live, generation + 1)
        journal = work_folder(live) / JOURNAL
        assert process.stdout
        begun = [process.stdout.readline() for _ in range(chance.randrange(1, 4))]
        until = time.monotonic() + 20
        while not journal.exists():
            assert time.monotonic() < until
        time.sleep(chance.random() * 0.012)
        process.send_signal(number)
        begun += process.communicate()[0].splitlines()
        assert process.returncode == -number or number == signal.SIGINT
        assert missing(live) == []
        interrupted += journal.exists()
        old, new = small_site(int(begun[-1]) - 1), small_site(int(begun[-1]))
        found = site_at(live)
        if number == signal.SIGKILL:
            assert all(data in (old.get(p), new.get(p), EMPTY_PAGE) for p, data in found.items())
        else:
            assert found in (old, new), "a signal waits for the end of the switch"
        Release(live).abandon()
        assert not work_folder(live).exists()
        assert site_at(live) in (old, new)
        generation = int(begun[-1]) - (site_at(live) == old)
    assert (interrupted > 5) == (number == signal.SIGKILL)


@pytest.mark.slow
def test_readers_never_meet_a_page_whose_files_are_not_there(live: Path) -> None:
    """A crawler follows every link and every file of every page during thirty switches.

    What it finds missing counts when the page still says so afterwards. A page that has changed
    meanwhile was read just before the switch and followed just after: no order can help there.
    """
    publish(live, small_site(0))
    process = start_publishing(live, 1)
    assert process.stdout
    seen: Counter[str] = Counter()
    while seen["switches"] < 31:
        for folder, _, files in os.walk(live):
            for file in files:
                if file.endswith(".html"):
                    seen.update(_followed(live, Path(folder, file)))
        while select.select([process.stdout], [], [], 0)[0]:
            process.stdout.readline()
            seen["switches"] += 1
    process.kill()
    process.communicate()
    assert seen["files followed"] > 10_000
    assert seen["missing"] == 0, seen
    print(dict(seen))


def _followed(live: Path, page: Path) -> Iterator[str]:
    path = page.relative_to(live).as_posix()
    html = _read(page)
    for target in files_named(path, html or ""):
        yield "files followed"
        if not (live / target).exists():
            yield "missing" if _read(page) == html else "read just before, followed just after"


def _read(page: Path) -> str | None:
    try:
        return page.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None


def test_a_folder_that_may_not_be_written_is_found_before_the_first_step(
    open_folder: Path,
) -> None:
    live = open_folder / "output"
    publish(live, small_site(1, pages=7))
    with without_privileges(open_folder):
        (live / "tin-tuc" / "2").chmod(0o555)
        for _ in range(2):
            with pytest.raises(NotReplaceableError, match="“tin-tuc/2”") as refused:
                publish(live, small_site(2, pages=7))
            assert "trang cũ giữ nguyên" in str(refused.value)
            assert site_at(live) == small_site(1, pages=7)
        (live / "tin-tuc" / "2").chmod(0o755)
        publish(live, small_site(2, pages=7))
    assert site_at(live) == small_site(2, pages=7)


def test_a_read_only_file_is_no_obstacle(open_folder: Path) -> None:
    live = open_folder / "output"
    publish(live, small_site(1, pages=7))
    with without_privileges(open_folder):
        for page in live.rglob("*.html"):
            page.chmod(0o444)
        publish(live, small_site(2, pages=7))
    assert site_at(live) == small_site(2, pages=7)


def test_a_folder_in_the_place_of_a_page_is_replaced(live: Path) -> None:
    publish(live, small_site(1, pages=7))
    (live / "index.html").unlink()
    (live / "index.html" / "sâu").mkdir(parents=True)
    (live / "index.html" / "sâu" / "lạ.txt").write_text("lạ")
    publish(live, small_site(1, pages=7))
    assert site_at(live) == small_site(1, pages=7)
    assert not work_folder(live).exists()


def test_a_link_or_a_pipe_in_the_place_of_a_page_is_replaced(live: Path, tmp_path: Path) -> None:
    site = {**small_site(1, pages=7), "trong.txt": b""}
    publish(live, site)
    outside = tmp_path / "ngoai.html"
    outside.write_bytes(site["index.html"])
    for path, make in (
        ("index.html", lambda file: file.symlink_to(outside)),
        ("tinh/index.html", lambda file: file.symlink_to("không có")),
        ("trong.txt", os.mkfifo),
    ):
        (live / path).unlink()
        make(live / path)
    publish(live, site)
    assert site_at(live) == site
    assert not (live / "index.html").is_symlink()
    assert outside.read_bytes() == site["index.html"]


def test_what_fails_on_the_way_is_told_and_finished_by_the_next_start(
    live: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(live, small_site(1))
    replace, calls = switching._replace, iter(range(10_000))

    def failing(source: str, target: str) -> None:
        if next(calls) == 30:
            raise OSError(5, "Input/output error", source, None, target)
        replace(source, target)

    release = Release(live)
    for path, data in small_site(2).items():
        release.put(path, data)
    with monkeypatch.context() as patch:
        patch.setattr(switching, "_replace", failing)
        with pytest.raises(SwitchError, match="không trang nào thiếu tệp"):
            release.publish()
        release.abandon()
    assert missing(live) == []
    assert site_at(live) not in (small_site(1), small_site(2))
    Release(live).abandon()
    assert site_at(live) == small_site(2)


@pytest.mark.privileged
@pytest.mark.parametrize("flag", ["i", "a"])
@pytest.mark.parametrize(
    "path", ["index.html", "tin-tuc/3/index.html", "giao-dien/trang-1.css", "rss.xml"]
)
def test_a_protected_file_is_found_before_the_first_step(live: Path, path: str, flag: str) -> None:
    """A page that changes, one that goes, a file that goes, a feed that comes last."""
    _publish_around_protected(live, path, flag)


@pytest.mark.privileged
def test_a_protected_folder_is_found_before_the_first_step(live: Path) -> None:
    _publish_around_protected(live, "anh", "i")


def _publish_around_protected(live: Path, path: str, flag: str) -> None:
    publish(live, small_site(1))
    with protected(live / path, flag):
        for _ in range(2):
            with pytest.raises(NotReplaceableError, match=path):
                publish(live, small_site(2))
            assert site_at(live) == small_site(1)
            assert not work_folder(live).exists()
    publish(live, small_site(2))
    assert site_at(live) == small_site(2)
