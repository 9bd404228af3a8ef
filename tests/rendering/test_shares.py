"""Pages are drawn beside those that show the same, by processes that hold little memory."""

import os
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

import khuyencong.parallel
from khuyencong.pages.page import Page
from khuyencong.parallel import run_parallel
from khuyencong.rendering.release_sink import by_time
from tests.rendering.test_parallel import use_method

FIRST = datetime(2026, 1, 1, tzinfo=UTC)


def page(list_name: str, day: int | None) -> Page:
    modified = None if day is None else FIRST + timedelta(days=day)
    return Page(f"/{list_name}/{day}/", "list", lambda: None, modified)  # type: ignore[arg-type, return-value]


def test_pages_of_one_time_are_neighbours_whatever_list_they_are_of() -> None:
    days = range(30)
    pages = [page(name, day) for name in ("tin-tuc", "the", "dia-ban") for day in (None, *days)]
    Random(1).shuffle(pages)
    ordered = by_time(pages)
    assert sorted(p.address for p in ordered) == sorted(p.address for p in pages)
    moments = [each.modified for each in ordered]
    assert moments == [None] * 3 + [FIRST + timedelta(days=day) for day in days for _ in range(3)]


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(khuyencong.parallel, "processors", lambda: 2)


def own_ids(jobs: Sequence[int]) -> list[int]:
    return [os.getpid() for _ in jobs]


@pytest.mark.linux
def test_a_process_that_has_done_enough_is_replaced(
    two: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_method(monkeypatch, "fork")
    shares = run_parallel(own_ids, range(40), serial_up_to=1, share_size=2, max_jobs_per_child=4)
    done_by = [number for share in shares for number in share]
    assert len(done_by) == 40 and os.getpid() not in done_by
    # Whoever has done two shares is replaced, so long as others wait.
    assert all(done_by.count(number) <= 4 for number in set(done_by))


@pytest.mark.slow
def test_a_process_that_is_started_anew_stays(two: None, monkeypatch: pytest.MonkeyPatch) -> None:
    use_method(monkeypatch, "spawn")
    shares = run_parallel(own_ids, range(6), serial_up_to=1, share_size=1, max_jobs_per_child=1)
    assert len({number for share in shares for number in share}) <= 2
