"""Addresses without brackets are links up to the end of their sentence."""

import pytest

from khuyencong.content.markdown_body import render_body
from khuyencong.html_tags import links


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
