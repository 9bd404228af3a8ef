"""HTML to Markdown: whatever stands in a text, the page shows the same."""

import html

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from khuyencong.content.markdown_body import render_body
from khuyencong.importers.markdown_writer import MarkdownWriter

WORDS = st.sampled_from(
    [
        *("khuyến", "công", "KT-XH", "3.000.000", "đồng/kg", "5*3", "(a)", "a)", '"q"', "'"),
        *("*", "**", "_", "__", "a_b", "`", "\\", "\\*", "[x]", "[x](y)", "[x]: y", "[^1]"),
        *("![a](b)", "!", "<b>", "<", "<!--", "&", "&amp;", "&#38;", "*[X]: y", "{#id}", "|"),
        *("1.", "2024.", "-", "+", "#", "##", ">", ":", "---", "===", "***", "~~~", "="),
        "http://x.vn/a_b_c",
    ]
)
Inline = tuple[str, object]
LINE = st.recursive(
    st.lists(WORDS, min_size=1, max_size=4).map(lambda words: ("text", " ".join(words))),
    lambda inside: st.tuples(
        st.sampled_from(["strong", "em", "u", "a", "sub"]), st.lists(inside, min_size=1, max_size=3)
    ),
    max_leaves=6,
)
BLOCKS = st.lists(
    st.tuples(
        st.sampled_from(["p", "li", "h2", "td", "blockquote"]),
        st.lists(LINE, min_size=1, max_size=4),
    ),
    min_size=1,
    max_size=4,
)
FRAMES = {
    "li": "<ul><li>{0}</li></ul>",
    "td": "<table><tr><td>{0}</td><td>b</td></tr><tr><td>c</td><td>{0}</td></tr></table>",
    "blockquote": "<blockquote><p>{0}</p></blockquote>",
}


def markup(line: Inline) -> str:
    name, inside = line
    if isinstance(inside, str):
        return html.escape(inside, quote=False)
    assert isinstance(inside, list)
    words = "".join(map(markup, inside))
    return f'<a href="https://x.vn/">{words}</a>' if name == "a" else f"<{name}>{words}</{name}>"


def page(source: str) -> str:
    body = BeautifulSoup(source, "lxml")
    return render_body(MarkdownWriter(lambda address: f"anh/{address}").body(body))


def signs(source: str) -> str:
    return "".join(BeautifulSoup(source, "lxml").get_text("").split())


@pytest.mark.slow
@given(BLOCKS)
def test_every_sign_of_a_text_is_shown_as_it_was(blocks: list[tuple[str, list[Inline]]]) -> None:
    source = "".join(
        FRAMES.get(name, f"<{name}>{{0}}</{name}>").format("".join(map(markup, lines)))
        for name, lines in blocks
    )
    assert signs(page(source)) == signs(source)


def test_two_lists_in_a_row_stay_two() -> None:
    source = "<ol><li>a</li><li>b</li></ol><ol><li>c</li></ol>"
    assert page(source).count("<ol>") == 2


def test_a_list_keeps_its_first_number() -> None:
    assert '<ol start="7">' in page('<ol start="7"><li>Bảy</li><li>Tám</li></ol>')


def test_a_line_break_is_kept_within_its_paragraph() -> None:
    assert "<p>Một<br>Hai</p>" in page("<p>Một<br/>Hai</p>")


def test_a_caption_may_hold_quotes() -> None:
    shown = page('<p><img src="a.jpg" alt="Máy" title="Máy &quot;Ba Bể&quot; &amp; nong"></p>')
    image = BeautifulSoup(shown, "lxml").img
    assert image is not None and image["title"] == 'Máy "Ba Bể" & nong'


def test_scripts_are_not_in_the_text() -> None:
    assert "alert" not in page("<div><script>alert(1)</script><p>Chữ</p></div>")


def test_a_list_in_a_cell_makes_the_table_html() -> None:
    shown = page("<table><tr><td><ul><li>a</li></ul></td><td>b</td></tr></table>")
    assert "<li>a</li>" in shown and "<table>" in shown
