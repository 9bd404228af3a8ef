"""Two texts compared, and the name that somebody meant: right, and within bounds of time."""

import random
import time
from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyencong import alignment, nearest_name
from khuyencong.alignment import aligned
from khuyencong.content.file_lookup import FileLookup
from khuyencong.desk.comparison import paragraphs_compared, words_compared
from khuyencong.law.comparison import compared
from khuyencong.nearest_name import NearestName
from tests.conftest import Content

TEXTS = st.lists(st.sampled_from("abc"), max_size=12)
SECONDS = 4.0


@given(TEXTS, TEXTS)
def test_short_texts_are_compared_as_difflib_does(old: list[str], new: list[str]) -> None:
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    assert aligned(old, new) == [(what == "equal", *places) for what, *places in codes]


@given(TEXTS, TEXTS, st.integers(0, 40))
def test_bounds_lose_no_item_and_call_nothing_the_same_that_is_not(
    old: list[str], new: list[str], most: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alignment, "MOST_PAIRS", most)
        runs = aligned(old, new)
    assert [item for _, a, b, _, _ in runs for item in old[a:b]] == old
    assert [item for _, _, _, c, d in runs for item in new[c:d]] == new
    assert all(old[a:b] == new[c:d] for same, a, b, c, d in runs if same)


@pytest.mark.slow
@pytest.mark.alone
def test_texts_of_one_page_as_another_are_compared_in_seconds() -> None:
    chance = random.Random(21)
    old, new = (" ".join(chance.choice("ab") for _ in range(40_000)) for _ in range(2))
    lines = [text.replace(" ", "\n") for text in (old, new)]
    parts = [text.replace(" ", "\n\n") for text in (old, new)]
    for work in (
        lambda: words_compared(old, new),
        lambda: compared(*lines),
        lambda: paragraphs_compared(*parts),
    ):
        before = time.process_time()
        work()
        assert time.process_time() - before < SECONDS


def test_a_long_text_that_changed_at_both_ends_is_compared_by_lines(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(alignment, "MOST_PAIRS", 10)
    pieces = words_compared("một hai\nba bốn\nnăm sáu\n", "một bảy\nba bốn\nnăm tám\n")
    assert [piece.sign for piece in pieces] == ["-", "+", "", "-", "+"]


def test_the_first_slips_of_a_file_are_told_and_no_file_takes_long(
    content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(30):
        content.write(f"anh/lop-{number}.jpg", b"x")
    monkeypatch.setattr(nearest_name, "MOST_COMPARED", 60)
    files = FileLookup(content.folder)
    found = [files.nearest(f"anh/lop-{number}.jpeg", "tin-tuc/a.md") for number in range(4)]
    assert found == ["anh/lop-0.jpg", "anh/lop-1.jpg", "", ""]
    assert files.nearest("anh/lop-2.jpeg", "tin-tuc/b.md") == "anh/lop-2.jpg"


def test_nothing_is_looked_for_without_names() -> None:
    assert NearestName().find("a.md", "mien", []) == ""
