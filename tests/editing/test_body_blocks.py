"""A body is cut where the renderer says that blocks meet, and no letter is lost."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyencong.content.markdown_body import render_body
from khuyencong.editing.body_blocks import pieces_shown, split
from tests.conftest import ROOT

STORY = """\
Sáng 12/11, **Trung tâm Khuyến công** tỉnh bàn giao máy sấy cho hợp tác xã.

## Hỗ trợ thiết bị

- Máy sấy 200 kg/mẻ
- Máy đóng gói

| Nguồn | Kinh phí (đồng) |
|---|---:|
| Khuyến công quốc gia | 300.000.000 |

> “Bà con đỡ vất vả hẳn.”

![Máy sấy miến](anh/may-say.jpg "Máy mới lắp. Ảnh: Trần Bình")
"""


def blocks(body: str) -> list[tuple[str, str]]:
    return [(block.kind, block.source.strip()) for block in split(body, str)]


def kinds(body: str) -> list[str]:
    return [kind for kind, _ in blocks(body)]


def test_a_story_comes_apart_into_its_blocks() -> None:
    assert kinds(STORY) == ["paragraph", "heading", "list", "table", "quote", "figure"]


def test_sources_joined_are_the_body() -> None:
    body = f"\n\n{STORY}\n \n\t\n"
    assert "".join(block.source for block in split(body, str)) == body


def test_a_picture_is_shown_with_caption_and_credit_from_where_the_desk_serves_it() -> None:
    figure = split(STORY, lambda file: f"/kho/{file}")[-1]
    assert figure.html == (
        '<figure class="figure"><img src="/kho/anh/may-say.jpg" alt="Máy sấy miến">'
        '<figcaption class="figure__caption">Máy mới lắp. '
        '<span class="figure__credit">Ảnh: Trần Bình</span></figcaption></figure>'
    )


def test_a_list_with_blank_lines_is_one_block() -> None:
    assert blocks("- một\n\n- hai\n\n    thêm\n\n- ba\n\nHết.\n") == [
        ("list", "- một\n\n- hai\n\n    thêm\n\n- ba"),
        ("paragraph", "Hết."),
    ]


def test_raw_html_with_blank_lines_inside_is_one_block_and_swallows_no_other() -> None:
    details = "<details>\n<summary>Mở</summary>\n\n<p>Phần ẩn.</p>\n\n</details>"
    assert blocks(f"Trước.\n\n{details}\n\nSau.\n\nHết.\n") == [
        ("paragraph", "Trước."),
        ("html", details),
        ("paragraph", "Sau."),
        ("paragraph", "Hết."),
    ]


def test_a_note_and_an_abbreviation_are_blocks_that_their_readers_depend_on() -> None:
    body = "CNNT tăng 5 %[^1].\n\n[^1]: Theo Sở Công Thương.\n\n*[CNNT]: công nghiệp nông thôn\n"
    assert kinds(body) == ["paragraph", "definition", "definition"]
    text, note, _ = split(body, str)
    assert '<abbr title="công nghiệp nông thôn">CNNT</abbr>' in text.html
    assert "Theo Sở Công Thương." in note.html
    assert "footnote-backref" not in note.html


def test_headings_are_as_deep_as_the_whole_body_makes_them() -> None:
    assert [block.html for block in split("# Lớn\n\n## Vừa\n", str)] == [
        '<h2 id="muc-lon">Lớn</h2>',
        '<h3 id="muc-vua">Vừa</h3>',
    ]


def test_a_line_with_nothing_but_a_video_is_a_card() -> None:
    assert kinds("Xem:\n\nhttps://www.youtube.com/watch?v=abcdefghijk\n") == ["paragraph", "video"]


def test_a_text_that_looks_like_our_marker_stays_text() -> None:
    assert blocks("dauhieu0dauhieu\n\nMột.\n") == [
        ("paragraph", "dauhieu0dauhieu"),
        ("paragraph", "Một."),
    ]


def test_what_a_hostile_body_shows_is_sanitised() -> None:
    body = "<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n[a](javascript:alert(1))\n"
    shown = "".join(block.html for block in split(body, str))
    assert not re.search(r"script|onerror|javascript", shown)


def test_a_body_that_the_renderer_refuses_is_one_block_of_its_own_letters() -> None:
    body = "[" * 20_000
    assert [(block.kind, block.html) for block in split(body, str)] == [
        ("html", f"<pre>{body}</pre>")
    ]


def test_pieces_of_a_body_that_the_renderer_refuses_are_not_rendered_at_all() -> None:
    assert pieces_shown(["[" * 20_000, "Đoạn."], str) == ["", ""]
    assert pieces_shown([], str) == []


def test_pieces_are_shown_as_their_neighbours_make_them() -> None:
    pieces = ["# Lớn\n\n", "## Vừa\n\n", "CNNT\n\n", "*[CNNT]: công nghiệp nông thôn\n"]
    assert pieces_shown(pieces, str)[1:] == [
        '<h3 id="muc-vua">Vừa</h3>',
        '<p><abbr title="công nghiệp nông thôn">CNNT</abbr></p>',
        "",
    ]


def texts() -> list[Path]:
    return sorted((ROOT / "content").rglob("*.md")) + sorted((ROOT / "tests").rglob("*/*.md"))


@pytest.mark.parametrize(
    "file",
    [file for file in texts() if "node_modules" not in file.parts],
    ids=lambda file: str(file.relative_to(ROOT)),
)
def test_every_text_of_ours_comes_apart_without_loss(file: Path) -> None:
    body = re.sub(r"\A---\n.*?\n---\n", "", file.read_text("utf-8", "replace"), flags=re.DOTALL)
    assert "".join(block.source for block in split(body, str)) == body


LINES = st.sampled_from(
    [
        *("Bà con phấn khởi.", "– Máy sấy", "- một", "1. hai", "    lùi vào", "> trích", "## Mục"),
        *("| a | b |", "|---|---|", "<div>", "</div>", "", "", "***", ": nghĩa", "[^1]: chú"),
        *("a[^1]", "![x](anh/a.jpg)", "```", "a)\tb", "Cột\tHai", "=====", "\\", "*[a]: b"),
    ]
)


@given(st.lists(LINES, max_size=12).map("\n".join))
def test_any_mixture_comes_apart_without_loss_and_shows_what_the_page_shows(body: str) -> None:
    found = split(body, str)
    assert "".join(block.source for block in found) == body or not body.strip()
    shown = "".join(block.html for block in found if block.kind != "definition")
    assert words(shown) == words(render_body(body))


def words(markup: str) -> str:
    without_notes = re.sub(r'<div class="footnote">.*</div>', "", markup, flags=re.DOTALL)
    return re.sub(r"<[^>]*>|\s", "", without_notes)
