"""Which process makes the search index, and that the site is the same either way."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

import khuyencong.background
import khuyencong.parallel
from khuyencong.background import BackgroundJobs
from khuyencong.rendering import release_sink as sink
from khuyencong.search import blocks, index
from khuyencong.store import file_state
from tests.rendering.conftest import Desk, tree
from tests.rendering.test_parallel import counted

pytestmark = [pytest.mark.slow, pytest.mark.linux]


@pytest.fixture
def built(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A site of two stories on a machine with two processors."""
    monkeypatch.setattr(khuyencong.parallel, "processors", lambda: 2)
    monkeypatch.setattr(file_state, "FINE_CLOCK", -1)
    desk.story("tin-tuc/cu.md", title="Tin cũ")
    desk.story("tin-tuc/moi.md", title="Tin mới", body="Câu đầu.")
    assert desk.build().code == 0
    return desk


def test_where_one_text_changed_no_other_process_is_begun_for_it(
    built: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = counted(monkeypatch, khuyencong.parallel)
    built.story("tin-tuc/moi.md", title="Tin mới", body="Xưởng mộc.")
    assert built.build().code == 0
    assert begun == []
    assert tree(built.output) == built.clean_build().output


def test_where_much_changed_it_is_shared_out(built: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for room, name in ((sink, "FEW"), (blocks, "FEW"), (sink, "MAX_JOBS_PER_CHILD")):
        monkeypatch.setattr(room, name, 1)
    monkeypatch.setattr(blocks, "WINDOW", 3)
    begun = counted(monkeypatch, khuyencong.parallel)
    built.story("tin-tuc/moi.md", title="Xưởng mộc", slug="tin-moi")
    assert built.build().code == 0
    assert begun
    monkeypatch.undo()
    assert tree(built.output) == built.clean_build().output


def test_of_a_large_site_it_is_made_beside_all_else(
    built: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[int] = []

    class Counted(BackgroundJobs[Any, Any]):
        def __init__(self, work: Callable[[Any], Any], jobs: Sequence[Any]) -> None:
            begun.append(len(jobs))
            super().__init__(work, jobs)

    monkeypatch.setattr(khuyencong.background, "processors", lambda: 2)
    monkeypatch.setattr(sink, "LARGE", 1)
    monkeypatch.setattr(sink, "BackgroundJobs", Counted)
    built.story("tin-tuc/moi.md", title="Xưởng mộc", slug="tin-moi")
    assert built.build().code == 0
    assert begun == [1]
    assert tree(built.output) == built.clean_build().output


def test_what_goes_wrong_beside_leaves_the_old_site(
    built: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(khuyencong.background, "processors", lambda: 2)
    monkeypatch.setattr(sink, "LARGE", 1)
    before = tree(built.output)

    def broken(*_: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(index, "shard", broken)
    built.story("tin-tuc/moi.md", title="Xưởng mộc", slug="tin-moi")
    assert built.build().code != 0
    assert tree(built.output) == before
