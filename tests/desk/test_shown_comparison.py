"""Two versions are compared in the look of the text, words struck and added."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyencong.desk.editor_blocks import Block
from khuyencong.desk.shown_comparison import shown_compared
from khuyencong.editing.body_blocks import split
from khuyencong.html_tags import plain_text


def blocks_of(body: str) -> list[Block]:
    return [{"source": b.source, "kind": b.kind, "html": b.html} for b in split(body, str)]


def compared(old: str, new: str) -> str:
    return shown_compared(blocks_of(old), blocks_of(new))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("Có **bốn** lớp.", "Có **năm** lớp.", "<strong><del>bốn</del><ins>năm</ins></strong>"),
        (
            "- Na Rì\n- Chợ Đồn",
            "- Na Rì\n- Ba Bể",
            "<li><del>Chợ</del><ins>Ba</ins> <del>Đồn</del>",
        ),
        ("Một.\n\nHai.", "Một.", "<p><del>Hai.</del></p>"),
        ("Một.", "Một.\n\n## Mới", '<h2 id="muc-moi"><ins>Mới</ins></h2>'),
        ("Xem lớp.", "Xem [lớp](/a/).", '<div class="compared__look"><p>Xem <a href="/a/">'),
        ("| a |\n|---|\n| 1 |", "| a |\n|---|\n| 2 |", "<del>1</del><ins>2</ins>"),
        ("Có lớp.", "Có **hai lớp** mới.", "<strong><ins>hai lớp</ins></strong>"),
    ],
)
def test_what_changed_is_marked_in_the_look_of_the_text(old: str, new: str, shown: str) -> None:
    assert shown in compared(old, new)


def test_nothing_of_a_hostile_text_acts() -> None:
    shown = compared("<script>alert(1)</script>", "&lt;script&gt;alert(2) <img src=x onerror=a>")
    assert "<script" not in shown and "onerror" not in shown


TEXTS = [
    *("Có bốn lớp ở Na Rì.", "Có *năm* lớp ở **Na Rì** và Ba Bể.", "## Mục", "Xem [trang](/tin/)."),
    *("- một\n- hai", "- một\n- ba\n- bốn", "1. a\n2. b", "> Lời bà con", "Một & hai < ba"),
    *("| a | b |\n|---|---|\n| 1 | 2 |", "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |"),
]
BLOCKS = st.lists(
    st.sampled_from([block for text in TEXTS for block in blocks_of(text)]), max_size=5
)


@given(BLOCKS, BLOCKS)
def test_without_what_went_it_reads_as_the_new_text_and_without_what_came_as_the_old(
    old: list[Block], new: list[Block]
) -> None:
    shown = shown_compared(old, new)
    for tag, side in (("del", new), ("ins", old)):
        left = re.sub(rf"<{tag}>.*?</{tag}>", "", shown, flags=re.DOTALL)
        words = "".join(block["html"] for block in side)
        assert "".join(plain_text(left).split()) == "".join(plain_text(words).split())
