"""One process or several, copied or started anew: the same bytes."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import khuyencong.background
import khuyencong.parallel
import khuyencong.worker
from khuyencong.background import BackgroundJobs
from khuyencong.content import entry_cache as memory
from khuyencong.feeds import serialized_items
from khuyencong.parallel import WorkerLostError, run_parallel
from khuyencong.rendering import release_sink as sink
from khuyencong.store import file_state
from tests.rendering.conftest import Desk, tree

STORIES = 12


@pytest.fixture
def paper(desk: Desk) -> Desk:
    """Every kind of page that workers make, with links, photos and an abbreviation."""
    desk.photo()
    site = (desk.folder / "site.yml").read_text(encoding="utf-8")
    desk.write("site.yml", f"{site}abbreviations:\n  CNNT: công nghiệp nông thôn\nnewsml: true\n")
    for number in range(STORIES):
        desk.story(
            f"tin-tuc/{number}.md",
            title=f"Tin số {number}",
            date=f"{number % 3 + 1}/1{number % 2}/2026",
            author="Ban biên tập",
            tags=f"làng nghề, thẻ {number % 4}",
            photos="[{file: anh/anh.jpg, alt: Ảnh, caption: Chú thích}]",
            body=f"Cơ sở CNNT, xem [tin khác]({(number + 1) % STORIES}.md).",
        )
    desk.product("san-pham/mien.md", "Miến dong", "awards:\n  - {level: tinh, year: 2026}")
    desk.product("san-pham/nhap.md", "Chưa đăng", status="draft")
    return desk


@pytest.mark.parametrize(
    "method",
    [pytest.param("fork", marks=pytest.mark.linux), pytest.param("spawn", marks=pytest.mark.slow)],
)
def test_workers_make_what_one_process_makes(
    paper: Desk, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    alone = paper.clean_build()
    started = counted(monkeypatch, khuyencong.parallel, khuyencong.background)
    monkeypatch.setattr(khuyencong.parallel, "processors", lambda: 2)
    use_method(monkeypatch, method)
    for module, name in (
        (memory, "MANY"),
        (serialized_items, "MANY"),
        (sink, "FEW"),
        (sink, "MANY"),
    ):
        monkeypatch.setattr(module, name, 1)
    together = paper.clean_build()
    assert len(started) >= 4, "reading, sizes, feeds, pages"
    assert alone.code == together.code == 0, alone.err + together.err
    assert together.output == alone.output


def counted(monkeypatch: pytest.MonkeyPatch, *modules: ModuleType) -> list[int]:
    """For each worker that one of the modules starts, how many processes there are besides this
    one then."""
    started: list[int] = []

    class Counted(khuyencong.worker.Worker):
        def __init__(self, *words: Any) -> None:
            super().__init__(*words)
            started.append(len(multiprocessing.active_children()))

    for module in modules:
        monkeypatch.setattr(module, "Worker", Counted)
    return started


@pytest.mark.linux
def test_a_first_site_is_made_by_as_many_processes_as_there_are_processors(
    paper: Desk, two: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sink, "FEW", 1)
    besides = counted(monkeypatch, khuyencong.parallel, khuyencong.background)
    assert paper.build().code == 0
    assert len(besides) > 1, "feeds; pages and the search index"
    assert set(besides) == {1}


@pytest.mark.linux
def test_pages_of_a_site_that_is_there_are_shared_out_when_they_must_be_drawn(
    paper: Desk, two: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_state, "FINE_CLOCK", -1)  # or what was written last is made again
    paper.build()
    monkeypatch.setattr(sink, "FEW", 20)
    started = counted(monkeypatch, khuyencong.parallel)

    for template, workers in (("story.html", 0), ("base.html", 1)):
        file = paper.home / "theme" / "templates" / template
        mark, text = "{% block main %}", file.read_text(encoding="utf-8")
        assert mark in text
        file.write_text(text.replace(mark, f"{mark}<i>{workers}</i>"), encoding="utf-8")
        assert paper.build().code == 0
        assert len(started) == workers, "where one template is drawn, most are merely compared"
    assert tree(paper.output) == paper.clean_build().output


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processors, however many there are."""
    for module in (khuyencong.parallel, khuyencong.background):
        monkeypatch.setattr(module, "processors", lambda: 2)


def use_method(monkeypatch: pytest.MonkeyPatch, method: str) -> None:
    """Start workers in this way."""
    for module in (khuyencong.worker, khuyencong.background):
        monkeypatch.setattr(module, "start_method", lambda: method)


def wait_until(state: Callable[[], bool]) -> None:
    while not state():
        time.sleep(0.002)


class Meeting:
    """Work that says who does it, and waits until somebody else does another piece too."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, job: int) -> int:
        (self.folder / f"{os.getpid()}").touch()
        wait_until(lambda: len(list(self.folder.iterdir())) > 1)
        return os.getpid()


@pytest.mark.linux
def test_jobs_are_done_beside_what_comes_next_and_in_the_end_by_both(
    two: None, tmp_path: Path
) -> None:
    doers = BackgroundJobs(Meeting(tmp_path), range(8)).results()
    assert len(doers) == 8 and len(set(doers)) == 2 and os.getpid() in doers
    assert multiprocessing.active_children() == []


@pytest.mark.linux
def test_what_is_done_before_anybody_asks_is_not_done_again(two: None, tmp_path: Path) -> None:
    def note(job: int) -> int:
        (tmp_path / f"{job}-{os.getpid()}").touch()
        return 2 * job

    jobs = BackgroundJobs(note, range(600))  # more than there are bytes
    wait_until(lambda: len(list(tmp_path.iterdir())) == 600)
    assert jobs.results() == [2 * job for job in range(600)]
    assert len(list(tmp_path.iterdir())) == 600


@pytest.mark.parametrize(
    ("number", "method", "apart"), [(1, "fork", True), (2, "spawn", True), (2, "fork", False)]
)
def test_where_there_is_no_other_process_they_are_done_when_asked_for(
    monkeypatch: pytest.MonkeyPatch, number: int, method: str, apart: bool
) -> None:
    monkeypatch.setattr(khuyencong.background, "processors", lambda: number)
    use_method(monkeypatch, method)
    assert BackgroundJobs(own_id, [1, 2], apart=apart).results() == [os.getpid()] * 2


def own_id(job: object) -> int:
    return os.getpid()


@pytest.mark.linux
def test_what_goes_wrong_beside_is_told_here(two: None) -> None:
    with pytest.raises(FileNotFoundError, match="khong-co"):
        BackgroundJobs(os.listdir, ["khong-co", "khong-co"]).results()
    assert multiprocessing.active_children() == []


@pytest.mark.linux
def test_results_that_nobody_wants_hold_nothing_up(two: None) -> None:
    left = BackgroundJobs(bytes, [10_000_000])  # more than a pipe takes
    left.leave()
    assert multiprocessing.active_children() == []


METHODS = pytest.mark.parametrize("method", ["fork", "spawn"])


@pytest.mark.slow
@METHODS
def test_results_come_in_the_order_of_the_jobs(
    two: None, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    use_method(monkeypatch, method)
    jobs = list(range(11))
    told: list[tuple[int, int]] = []
    taken: list[list[int]] = []
    found = run_parallel(
        doubled,
        jobs,
        serial_up_to=1,
        share_size=2,
        workers=3,
        progress=lambda done, total: told.append((done, total)),
    )
    assert run_parallel(doubled, jobs, serial_up_to=1, share_size=2, on_result=taken.append) == []
    assert [number for share in found for number in share] == [2 * job for job in jobs]
    assert told[-1] == (11, 11) and len(told) == 6
    assert told == sorted(told) and sorted(taken) == found
    assert multiprocessing.active_children() == []


def doubled(jobs: Sequence[int]) -> list[int]:
    return [2 * job for job in jobs]


def test_equal_shares_take_every_nth_job(two: None) -> None:
    assert run_parallel(doubled, [1, 2, 3, 4, 5], serial_up_to=1) == [[2, 6, 10], [4, 8]]
    assert run_parallel(doubled, [1, 2, 3], serial_up_to=3) == [[2, 4, 6]]
    assert run_parallel(doubled, [], serial_up_to=3) == []


@dataclass
class Fragile:
    """Work whose process is killed: in these jobs, so many times each."""

    notes: Path
    deadly: tuple[int, ...]
    times: int

    def __call__(self, jobs: Sequence[int]) -> list[int]:
        for job in jobs:
            deaths = self.notes / f"{job}"
            count = len(deaths.read_text()) if deaths.exists() else 0
            if job in self.deadly and count < self.times:
                deaths.write_text("x" * (count + 1))
                os.kill(os.getpid(), signal.SIGKILL)
        return doubled(jobs)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("method", "deadly"),
    [("fork", (3,)), ("fork", (0, 1, 2)), ("fork", (0, 1, 2, 3, 4)), ("spawn", (3,))],
)
def test_what_a_killed_worker_had_begun_is_done_once_more(
    two: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str, deadly: tuple[int, ...]
) -> None:
    use_method(monkeypatch, method)
    work = Fragile(tmp_path, deadly, times=1)
    found = run_parallel(work, range(5), serial_up_to=1, share_size=1)
    assert found == [[2 * job] for job in range(5)]
    assert multiprocessing.active_children() == []


def test_work_that_is_killed_twice_is_given_up_with_a_sentence(two: None, tmp_path: Path) -> None:
    with pytest.raises(WorkerLostError, match="hết bộ nhớ"):
        run_parallel(Fragile(tmp_path, (5,), times=2), range(8), serial_up_to=1, share_size=1)
    assert multiprocessing.active_children() == []


def test_an_equal_share_that_is_lost_is_done_once_more(two: None, tmp_path: Path) -> None:
    """The first share is done here, where nobody is killed."""
    work = Fragile(tmp_path, (3,), times=1)
    assert run_parallel(work, range(6), serial_up_to=1) == [[0, 4, 8], [2, 6, 10]]


def test_work_beside_whose_process_is_killed_is_done_here(two: None, tmp_path: Path) -> None:
    """Whoever takes the first one: the test ends if it is this process."""
    work = Fragile(tmp_path, (1,), times=1)
    jobs = BackgroundJobs(work, [[1], [2]])
    wait_until(lambda: (tmp_path / "1").exists())
    assert jobs.results() == [[2], [4]]


def test_what_goes_wrong_in_a_worker_is_raised_here(two: None) -> None:
    with pytest.raises(ZeroDivisionError):
        run_parallel(divided, [1, 2, 3, 0, 5], serial_up_to=1, share_size=1)
    with pytest.raises(TypeError, match="pickle"):
        run_parallel(generators, [1, 2, 3], serial_up_to=1, share_size=1)
    assert multiprocessing.active_children() == []


def divided(jobs: Sequence[int]) -> list[float]:
    return [1 / job for job in jobs]


def generators(jobs: Sequence[int]) -> Iterator[int]:
    return (job for job in jobs)


def test_without_room_for_a_process_all_is_done_here(
    two: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    class NoRoom:
        def __init__(self, *words: Any) -> None:
            raise OSError(11, "Resource temporarily unavailable")

    for module in (khuyencong.parallel, khuyencong.background):
        monkeypatch.setattr(module, "Worker", NoRoom)
    assert run_parallel(doubled, [1, 2, 3], serial_up_to=1, share_size=1) == [[2], [4], [6]]
    assert run_parallel(doubled, [1, 2, 3], serial_up_to=1) == [[2, 6], [4]]
    assert BackgroundJobs(own_id, [1, 2]).results() == [os.getpid()] * 2


ORPHANS = """
import os, sys, time
from khuyencong import parallel, worker

parallel.processors = lambda: 4
def work(jobs):
    os.write(1, f"{os.getpid()}\\n".encode())  # one write: lines of workers never mix
    time.sleep(60)

if __name__ == "__main__":
    worker.start_method = lambda: sys.argv[1]
    parallel.run_parallel(work, range(8), serial_up_to=1, share_size=1)
"""


@pytest.mark.slow
@METHODS
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_workers_end_when_the_build_ends(
    tmp_path: Path, method: str, number: signal.Signals
) -> None:
    (tmp_path / "viec.py").write_text(ORPHANS)
    process = subprocess.Popen(
        [sys.executable, "viec.py", method],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )
    assert process.stdout
    workers = [int(process.stdout.readline()) for _ in range(4)]
    process.send_signal(number)
    process.communicate()
    until = time.monotonic() + 10
    while any(Path(f"/proc/{worker}").exists() for worker in workers):
        assert time.monotonic() < until, "an orphan"
        time.sleep(0.01)
