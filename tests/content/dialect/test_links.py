"""Addresses without brackets are links up to the end of their sentence."""

import pytest

from khuyencong.content.dialect.completeness import missing_words
from khuyencong.content.markdown_body import render_body
from khuyencong.html_tags import links
from tests.content.dialect.reading import shape


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Tải tại https://thu.example/bieu_mau_2026.docx hoặc www.thu.example. "
            "Thư: phong_kc@thu.example.",
            [
                "https://thu.example/bieu_mau_2026.docx",
                "https://www.thu.example",
                "mailto:phong_kc@thu.example",
            ],
        ),
        ("(xem https://a.example/b_(c)).", ["https://a.example/b_(c)"]),
        ("https://example.org/a_b_c/~d", ["https://example.org/a_b_c/~d"]),
        ("**https://a.example/x**, *b@c.example*!", ["https://a.example/x", "mailto:b@c.example"]),
        (
            "“https://a.example/”; <https://b.example/>",
            ["https://a.example/", "https://b.example/"],
        ),
        ("http://a.example/?q=1&b=2#c, tiếp", ["http://a.example/?q=1&b=2#c"]),
        ("https://a.example/\nhttps://b.example/", ["https://a.example/", "https://b.example/"]),
        ("Http://a.example/B. Www.c.example", ["http://a.example/B", "https://Www.c.example"]),
        ("- a@b.example\n- c@d.example;", ["mailto:a@b.example", "mailto:c@d.example"]),
    ],
)
def test_bare_addresses_are_links(text: str, wanted: list[str]) -> None:
    assert links(render_body(text)) == wanted


def test_letters_of_vietnamese_in_an_address_are_kept() -> None:
    html = render_body("Xem https://vi.example/wiki/Khuyến_công, rồi về.")
    assert ">https://vi.example/wiki/Khuyến_công</a>, rồi" in html


@pytest.mark.parametrize(
    "text",
    [
        "[https://a.example](https://b.example)",
        '<a href="https://b.example">https://a.example</a>',
        "[thư a@b.example](https://b.example)",
    ],
)
def test_no_link_stands_in_a_link(text: str) -> None:
    assert links(render_body(text)) == ["https://b.example"]


@pytest.mark.parametrize(
    "text", ["`https://a.example`", "https://", "www.", "a@b", "@ocop", "a @ b.c", "aww.b.c"]
)
def test_what_is_no_address_is_text(text: str) -> None:
    assert links(render_body(text)) == []


SOURCES = """\
Theo Bộ Công Thương [1].

[1]: https://a.example/mot
[2]:https://b.example/hai "Thông tư"
[Phụ lục]: tep/a.pdf
"""


def test_a_source_that_nothing_refers_to_is_printed() -> None:
    html = render_body(SOURCES)
    assert links(html) == ["https://a.example/mot", "https://b.example/hai"]
    assert shape(SOURCES) == [
        "p: Theo Bộ Công Thương 1.",
        'p: [2]:https://b.example/hai "Thông tư"',
        "p: [Phụ lục]: tep/a.pdf",
    ]


@pytest.mark.parametrize("use", ["[a][PHỤ lục]", "[phụ\nlục]", "[Phụ lục][]", "![a][phụ lục]"])
def test_a_name_is_used_however_it_is_written(use: str) -> None:
    assert "[Phụ lục]:" not in render_body(f"{use}\n\n[Phụ lục]: https://a.example")


def test_a_vanished_source_would_be_told() -> None:
    lost = missing_words("Chữ.\n\n[2]: https://b.example/hai", "<p>Chữ.</p>")
    assert [(each.line, each.words) for each in lost] == [(3, "2]: https://b.example/hai")]
    used = "Chữ [2].\n\n[2]: https://b.example/hai"
    assert missing_words(used, '<p>Chữ <a href="https://b.example/hai">2</a>.</p>') == []
