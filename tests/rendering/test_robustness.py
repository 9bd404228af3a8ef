"""A build that is killed, starved or disturbed leaves a whole site behind."""

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from bench.corpus import make_corpus
from khuyencong.rendering import release
from khuyencong.rendering import switch as switching
from khuyencong.store.lock import BuildBusyError, lock_folder
from tests.rendering.conftest import NOW, Desk, fill, protected, tree
from tests.rendering.small_sites import missing

resource = pytest.importorskip("resource")  # limits of a process: Linux and macOS

COMMAND = (sys.executable, "-m", "khuyencong", "build", "--now", NOW)


def start(home: Path, *options: str) -> subprocess.Popen[str]:
    """The command in a process group of its own, so that its workers can be killed with it."""
    return subprocess.Popen(
        [*COMMAND, *options],
        cwd=home,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
        preexec_fn=_default_signals,
    )


def _default_signals() -> None:
    """As in a terminal; tests that run in the background inherit signals that are ignored."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Enough stories that several processes read and render them."""
    folder = tmp_path_factory.mktemp("corpus") / "content"
    make_corpus(folder, 160)
    return folder


@pytest.fixture
def large(desk: Desk, corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    shutil.rmtree(desk.folder)
    shutil.copytree(corpus, desk.folder)
    pictures = tmp_path_factory.getbasetemp() / "shared-pictures"
    pictures.mkdir(exist_ok=True)
    (desk.cache / "pictures").symlink_to(pictures)
    return desk


def edit_some(desk: Desk, mark: str, chance: random.Random) -> None:
    for file in chance.sample(sorted((desk.folder / "tin-tuc").iterdir()), 40):
        file.write_text(file.read_text(encoding="utf-8") + f"\n{mark}\n", encoding="utf-8")


@pytest.mark.slow
@pytest.mark.linux
@pytest.mark.parametrize("kills", [8, pytest.param(50, marks=pytest.mark.audit)])
def test_killed_at_any_moment_the_next_build_equals_a_clean_one(large: Desk, kills: int) -> None:
    """`kill -9`, spread over the whole length of a build."""
    chance = random.Random("kill")
    assert large.build().code == 0
    started = time.monotonic()
    edit_some(large, "Lần đo.", chance)
    start(large.home).communicate()
    length = time.monotonic() - started
    whole = re.compile(rb"</html>\s*\Z")
    killed = 0
    for number in range(kills):
        edit_some(large, f"Lần {number}.", chance)
        process = start(large.home)
        time.sleep(length * (number + chance.random()) / kills)
        killed += process.poll() is None
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        pages = sorted(large.output.rglob("*.html"))
        assert pages
        assert all(whole.search(page.read_bytes()) for page in pages)
        if number % 17 == 15 or number + 1 == kills:
            assert large.build().code == 0
            assert tree(large.output) == large.clean_build().output
            assert not (large.home / ".output.moi-tam").exists()
    assert killed >= kills / 2


@pytest.mark.slow
def test_a_build_killed_while_it_publishes_is_completed_by_the_next(
    large: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old site is being replaced, file by file, when everything stops."""
    chance = random.Random("publish")
    assert large.build().code == 0
    replace = switching._replace
    for limit in (0, 1, 9, 40):
        edit_some(large, f"Dừng sau {limit}.", chance)
        moves = iter(range(limit))

        class Killed(BaseException):
            """Stands for the end of the process: nothing catches it, nothing is cleared."""

        def stop(source: str, target: str, moves: Iterator[int] = moves) -> None:
            if next(moves, None) is None:
                raise Killed
            replace(source, target)

        with monkeypatch.context() as patch:
            patch.setattr(switching, "_replace", stop)
            with pytest.raises(Killed):
                large.build()
        assert large.build().code == 0
        assert tree(large.output) == large.clean_build().output


def edit_every_page(desk: Desk, mark: str) -> None:
    """A style and a template: every page is drawn anew and names another file."""
    with (desk.home / "theme/components/prose/style.css").open("a") as stream:
        stream.write(f".prose {{ --lan: {mark}; }}\n")


def children(process: int) -> list[int]:
    found = Path(f"/proc/{process}/task/{process}/children")
    return [int(child) for child in found.read_text().split()] if found.exists() else []


@pytest.mark.slow
def test_killed_while_every_page_changes_no_page_lacks_a_file(large: Desk) -> None:
    """Ten times `kill -9` between the first step of the switch and the last."""
    chance = random.Random("switch")
    assert large.build().code == 0
    interrupted = 0
    for number in range(10):
        edit_every_page(large, str(number))
        process = start(large.home)
        journal = large.home / ".output.moi-tam" / "journal"
        while process.poll() is None and not journal.exists():
            time.sleep(0.0005)
        time.sleep(chance.random() * 0.02)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        interrupted += journal.exists()
        assert missing(large.output) == []
    assert large.build().code == 0
    assert tree(large.output) == large.clean_build().output
    assert interrupted >= 3


@pytest.mark.alone
@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_asked_to_stop_a_build_says_so_and_leaves_nothing(
    large: Desk, number: signal.Signals
) -> None:
    chance = random.Random(number)
    assert large.build().code == 0
    started = time.monotonic()
    edit_every_page(large, "do")
    start(large.home).communicate()
    length = time.monotonic() - started
    stopped = 0
    for turn in range(3):
        edit_every_page(large, f"{turn}")
        process = start(large.home)
        time.sleep(length * (0.2 + 0.6 * (turn + chance.random()) / 3))
        workers = children(process.pid)
        process.send_signal(number)
        _, said = process.communicate(timeout=30)
        if process.returncode:
            stopped += 1
            assert process.returncode == 128 + number, said
            assert said.splitlines()[-1].startswith("Đã dừng theo yêu cầu."), said
            assert "Traceback" not in said
        assert not [each for each in workers if Path(f"/proc/{each}").exists()]
        assert not (large.home / ".output.moi-tam").exists()
        assert missing(large.output) == []
    assert stopped >= 2


def stories_with_photos(desk: Desk, number: int, width: int, height: int) -> None:
    for each in range(number):
        desk.photo(f"anh/{each}.jpg", (width + each, height))
        desk.story(
            f"tin-tuc/{each}.md",
            title=f"Bài {each}",
            photos=f"[{{file: anh/{each}.jpg, alt: Ảnh, caption: Chú thích}}]",
        )


def limited(desk: Desk, limit: int, soft: int, hard: int) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        COMMAND,
        cwd=desk.home,
        capture_output=True,
        encoding="utf-8",
        preexec_fn=lambda: resource.setrlimit(limit, (soft, hard)),
    )


@pytest.mark.slow
def test_few_file_handles_are_enough(desk: Desk) -> None:
    stories_with_photos(desk, 8, 300, 200)
    done = limited(desk, resource.RLIMIT_NOFILE, 64, 64)
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_used_up_processor_time_is_named(desk: Desk) -> None:
    """`ulimit -t`, which would end the process without a word."""
    desk.story(title="Bài cũ")
    assert desk.build().code == 0
    before = tree(desk.output)
    stories_with_photos(desk, 12, 1800, 1400)
    done = limited(desk, resource.RLIMIT_CPU, 1, 1)
    assert done.returncode in (128 + signal.SIGXCPU, 1)
    assert "thời gian xử lý" in done.stderr or "hệ thống dừng giữa chừng" in done.stderr
    assert tree(desk.output) == before
    assert desk.build().code == 0
    assert not (desk.home / ".output.moi-tam").exists()


@pytest.mark.slow
def test_too_little_memory_is_named(desk: Desk) -> None:
    desk.story(title="Bài cũ")
    assert desk.build().code == 0
    before = tree(desk.output)
    desk.story("tin-tuc/moi.md", title="Bài mới")
    memory = 90_000 * 1024
    done = limited(desk, resource.RLIMIT_AS, memory, memory)
    assert done.returncode == 1, done.stderr
    assert "bộ nhớ" in done.stderr
    assert tree(desk.output) == before


@pytest.mark.privileged
def test_a_file_that_cannot_be_replaced_is_named_and_nothing_is_changed(desk: Desk) -> None:
    desk.story(title="Bài cũ")
    assert desk.build().code == 0
    before = tree(desk.output)
    edit_every_page(desk, "do")
    with protected(desk.output / "index.html", "i"):
        for _ in range(2):
            said = desk.build()
            assert said.code == 2
            assert "không thay được “index.html”" in said.err
            assert "trang cũ giữ nguyên" in said.err
            assert tree(desk.output) == before
    assert desk.build().code == 0
    assert tree(desk.output) == desk.clean_build().output


@pytest.mark.slow
def test_killed_picture_workers_end_a_build_well_or_with_a_sentence(desk: Desk) -> None:
    """As the system ends them when memory runs out; the command neither hangs nor breaks."""
    chance = random.Random("ảnh")
    stories_with_photos(desk, 8, 1500, 1000)
    killed = 0
    for _ in range(8):
        for name in ("pictures", "stamps"):
            shutil.rmtree(desk.cache / name, ignore_errors=True)
        process = start(desk.home)
        for _ in range(chance.randrange(1, 6)):
            while process.poll() is None and not children(process.pid):
                time.sleep(0.001)
            time.sleep(chance.random() * 0.1)
            for worker in children(process.pid):
                killed += 1
                with suppress(ProcessLookupError):
                    os.kill(worker, signal.SIGKILL)
        _, said = process.communicate(timeout=120)
        assert "Traceback" not in said
        assert process.returncode == 0 or "hệ thống dừng giữa chừng" in said, said
    assert killed > 8


@pytest.mark.slow
def test_two_builds_at_once_do_not_mix(desk: Desk) -> None:
    """Both wait for their turn: what is left is the site of one of them, whole."""
    for number in range(30):
        desk.story(f"tin-tuc/{number}.md", title=f"Bài số {number}")
    results = {}
    for url in ("https://mot.example", "https://hai.example"):
        settings = (desk.home / "pelicanconf.py").read_text(encoding="utf-8")
        other = desk.home / url[8:11]
        other.mkdir()
        for name in ("content", "theme"):
            (other / name).symlink_to(desk.home / name)
        text = settings.replace('SITEURL = ""', f"SITEURL = {url!r}")
        (other / "pelicanconf.py").write_text(text, encoding="utf-8")
        results[url] = start(other, "-o", "../output")
    for process in results.values():
        _, said = process.communicate()
        assert process.returncode == 0, said
    left = tree(desk.output)
    found = {url for url in results if any(url.encode() in data for data in left.values())}
    assert len(found) == 1
    assert not (desk.home / ".output.moi-tam").exists()


def test_a_build_that_may_not_wait_longer_says_so(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.story()
    held = lock_folder(desk.output, desk.home / ".output.khoa")
    monkeypatch.setattr(release, "lock_folder", partial(lock_folder, patience=0.2))
    said = desk.build()
    held.release()
    assert said.code == 2
    assert "đang ghi vào" in said.err
    assert not desk.output.exists()
    assert desk.build().code == 0


def test_the_lock_ends_with_the_process_that_held_it(tmp_path: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path;"
        "from khuyencong.store.lock import lock_folder;"
        "lock = lock_folder(Path(sys.argv[1]), Path(sys.argv[2]));"
        "print('held', flush=True); time.sleep(60)"
    )
    live, file = tmp_path / "output", tmp_path / ".output.khoa"
    process = subprocess.Popen([sys.executable, "-c", script, live, file], stdout=subprocess.PIPE)
    assert process.stdout
    process.stdout.readline()
    with pytest.raises(BuildBusyError):
        lock_folder(live, file, patience=0.1)
    process.kill()
    process.communicate()
    lock_folder(live, file, patience=5).release()


@pytest.mark.privileged
def test_a_full_disk_is_named_and_leaves_the_old_site(desk: Desk, small_disk: Path) -> None:
    desk.story(title="Bài cũ")
    output = str(small_disk / "output")
    first = desk.build("-o", output)
    assert first.code == 0, first.err
    before = tree(small_disk / "output")
    for number in range(80):
        desk.story(f"tin-tuc/{number}.md", title=f"Bài mới {number}", body="Đoạn văn. " * 400)
    fill(small_disk)
    said = desk.build("-o", output)
    assert said.code == 2
    assert "Đĩa đã đầy" in said.err
    assert tree(small_disk / "output") == before
    (small_disk / "day.bin").unlink()
    assert desk.build("-o", output).code == 0
    assert len(tree(small_disk / "output")) > len(before)


@pytest.mark.slow
@pytest.mark.linux
def test_a_disk_that_takes_no_more_is_named_without_a_mount(desk: Desk) -> None:
    """The same error from the system by another way: no file of more than two kilobytes."""
    desk.story(title="Bài cũ")
    assert desk.build().code == 0
    before = tree(desk.output)
    desk.story("tin-tuc/moi.md", title="Bài mới", body="Đoạn văn. " * 400)
    import resource  # not on Windows

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (2048, 2048))

    done = subprocess.run(
        COMMAND, cwd=desk.home, capture_output=True, encoding="utf-8", preexec_fn=limit
    )
    assert done.returncode == 2, done.stdout + done.stderr
    assert "Đĩa đã đầy" in done.stderr
    assert tree(desk.output) == before
    assert desk.build().code == 0
