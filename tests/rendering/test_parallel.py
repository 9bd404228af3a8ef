"""One process or several, copied or started anew: the same bytes."""

import multiprocessing
import os
from functools import partial

import pytest

import khuyencong.parallel
from khuyencong.content import entry_cache as memory
from khuyencong.feeds import documents as writing
from khuyencong.parallel import BackgroundTask, WorkerLostError
from khuyencong.rendering import release_sink as sink
from tests.rendering.conftest import Desk

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
    pools: list[str] = []
    forked, pool = khuyencong.parallel._forked, khuyencong.parallel.ProcessPoolExecutor

    def counting(name: str, made):  # type: ignore[no-untyped-def]
        return lambda *words, **keys: pools.append(name) or made(*words, **keys)

    monkeypatch.setattr(khuyencong.parallel, "_forked", counting("fork", forked))
    monkeypatch.setattr(khuyencong.parallel, "ProcessPoolExecutor", counting("spawn", pool))
    monkeypatch.setattr(khuyencong.parallel, "processors", lambda: 2)
    monkeypatch.setattr(khuyencong.parallel, "start_method", lambda: method)
    for module, name in ((memory, "MANY"), (writing, "MANY"), (sink, "FEW"), (sink, "MANY")):
        monkeypatch.setattr(module, name, 1)
    together = paper.clean_build()
    assert set(pools) == {method} and len(pools) >= 4, "reading, sizes, feeds, pages"
    assert alone.code == together.code == 0, alone.err + together.err
    assert together.output == alone.output


@pytest.mark.linux
def test_work_is_done_beside_what_comes_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(khuyencong.parallel, "processors", lambda: 2)
    assert BackgroundTask(os.getpid).answer() != os.getpid()


@pytest.mark.parametrize(
    ("number", "method", "apart"), [(1, "fork", True), (2, "spawn", True), (2, "fork", False)]
)
def test_where_there_is_no_other_process_it_is_done_when_asked_for(
    monkeypatch: pytest.MonkeyPatch, number: int, method: str, apart: bool
) -> None:
    monkeypatch.setattr(khuyencong.parallel, "processors", lambda: number)
    monkeypatch.setattr(khuyencong.parallel, "start_method", lambda: method)
    assert BackgroundTask(os.getpid, apart=apart).answer() == os.getpid()


@pytest.mark.linux
def test_what_goes_wrong_beside_is_told_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(khuyencong.parallel, "processors", lambda: 2)
    with pytest.raises(FileNotFoundError, match="khong-co"):
        BackgroundTask(partial(os.listdir, "khong-co")).answer()
    with pytest.raises(WorkerLostError):
        BackgroundTask(partial(os._exit, 1)).answer()


@pytest.mark.linux
def test_an_answer_that_nobody_wants_holds_nothing_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(khuyencong.parallel, "processors", lambda: 2)
    left = BackgroundTask(partial(bytes, 10_000_000))  # more than a pipe takes
    left.leave()
    assert multiprocessing.active_children() == []
