"""Which process makes the search index, and that the site is the same either way."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

import khuyencong.background
import khuyencong.parallel
from khuyencong.background import BackgroundJobs
from khuyencong.rendering import release_sink as sink
from khuyencong.store import file_state
from tests.rendering.conftest import Desk, tree

pytestmark = [pytest.mark.slow, pytest.mark.linux]

BEGUN: list[int] = []
"""How many jobs were given to others, each time that some were."""


class Counted(BackgroundJobs[Any, Any]):
    """Jobs beside, counted when they begin."""

    def __init__(self, work: Callable[[Any], Any], jobs: Sequence[Any]) -> None:
        BEGUN.append(len(jobs))
        super().__init__(work, jobs)


@pytest.fixture
def built(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A site of two stories on a machine with two processors."""
    for room in (khuyencong.background, khuyencong.parallel):
        monkeypatch.setattr(room, "processors", lambda: 2)
    monkeypatch.setattr(file_state, "FINE_CLOCK", -1)
    monkeypatch.setattr(sink, "BackgroundJobs", Counted)
    desk.story("tin-tuc/cu.md", title="Tin cũ")
    desk.story("tin-tuc/moi.md", title="Tin mới", body="Câu đầu.")
    assert desk.build().code == 0
    BEGUN.clear()
    return desk


def test_where_one_text_changed_no_other_process_is_begun_for_it(built: Desk) -> None:
    built.story("tin-tuc/moi.md", title="Tin mới", body="Xưởng mộc.")
    assert built.build().code == 0
    assert BEGUN == []
    assert tree(built.output) == built.clean_build().output


def test_where_pages_are_shared_out_it_is_made_beside_them(
    built: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("FEW", "MANY"):
        monkeypatch.setattr(sink, name, 1)
    built.story("tin-tuc/moi.md", title="Xưởng mộc", slug="tin-moi")
    assert built.build().code == 0
    assert BEGUN == [1], "the search index"
    assert tree(built.output) == built.clean_build().output
