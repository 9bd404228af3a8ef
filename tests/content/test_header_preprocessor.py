"""Lines that are passed over at once are those that would come out as they are."""

import re
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from khuyencong.content import header_preprocessor
from khuyencong.content.front_matter import labels_of
from khuyencong.content.header_preprocessor import preprocess
from khuyencong.model.entry import Entry

LABELS = labels_of(Entry)
WORDS = st.sampled_from(
    [
        *("title", "file", "alt", "photos", "tags", "khac", "Sa-pô", "Lớp số", "8:30", "a:b"),
        *(": ", ":", "- ", "-", " ", "  ", ", ", ",", "[", "]", "{", "}", "#", " #", " # "),
        *('"', "'", "*", "&", "!", "|", ">", "?", "%", "@", "24/11/2026 09:00", "anh/a.jpg"),
    ]
)
LINES = st.tuples(st.sampled_from(["", "  ", "    ", "- ", "  - "]), st.lists(WORDS, max_size=5))
HEADERS = st.lists(LINES.map(lambda line: line[0] + "".join(line[1])), max_size=6).map("\n".join)


@settings(max_examples=400, deadline=None)
@given(HEADERS)
@example("photos:\n  - file: anh/a.jpg\n    alt: Máy\n  - khac: 8:30")
@example("tags: [xã Na Rì, hợp tác xã]\ndate: 24/11/2026 09:00")
@example("tags: [a, !b]\n- file: a\n   tiếp")
def test_an_ordinary_line_comes_out_as_it_would_the_long_way(header: str) -> None:
    quick = preprocess(header, LABELS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(header_preprocessor, "_ORDINARY", re.compile(r"(?!)"))
        assert preprocess(header, LABELS) == quick


@pytest.mark.slow
@pytest.mark.alone
def test_a_header_of_many_lines_costs_no_more_than_its_lines() -> None:
    """Each line that looked through a copy of all behind it took three seconds."""
    started = time.process_time()
    preprocess("tags: xã Na Rì\n" * 40_000, LABELS)
    assert time.process_time() - started < 1
