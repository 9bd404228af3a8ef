"""Bodies: Markdown becomes clean HTML, and nothing in it is ever code."""

import re
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from khuyencong.content.markdown_body import BodyImage, render_body, render_line, split_at_images
from khuyencong.html_tags import links, plain_text, rewrite_links

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[bấm](javascript:alert(1))",
    "[bấm](data:text/html;base64,PHNjcmlwdD4=)",
    "<a href='jav&#x09;ascript:alert(1)'>x</a>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<iframe src=https://x.example></iframe>",
    "<style>body{display:none}</style>",
    "<p style='position:fixed' onclick=alert(1)>x</p>",
    "<form action=https://x.example><input name=q></form>",
    "<math><mtext></p><style><img src=x onerror=alert(1)></style></mtext></math>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "![x](x' onerror='alert(1))",
    '![x](x.jpg "a" onerror="alert(1)")',
    "<a id=noi-dung name=body>x</a>",
    "<base href=https://x.example>",
    "<meta http-equiv=refresh content='0;url=https://x.example'>",
    "<object data=x></object><embed src=x>",
    "<details ontoggle=alert(1) open>x</details>",
    '`"><script>alert(1)</script>`',
]
TAGS = {"script", "style", "iframe", "svg", "math", "form", "input", "object", "embed", "base"}


def unsafe(html: str) -> list[str]:
    """Tags and attributes in an HTML fragment that could run or reach outside."""
    found = []
    for tag in BeautifulSoup(f"<div>{html}</div>", "lxml").find_all(True):
        found += [tag.name] if tag.name in TAGS | {"meta", "link"} else []
        for name, value in tag.attrs.items():
            if name.startswith("on") or name in ("style", "srcdoc", "formaction"):
                found.append(f"{name}={value}")
            if re.match(r"\s*(javascript|data|vbscript):", str(value), re.IGNORECASE):
                found.append(f"{name}={value}")
    return found


@pytest.mark.parametrize("text", HOSTILE)
def test_code_never_survives(text: str) -> None:
    html = render_body(f"Trước\n\n{text}\n\nSau")
    assert unsafe(html) == []
    assert "Trước" in html and "Sau" in html
    assert 'id="noi-dung"' not in html


@given(st.lists(st.sampled_from([*HOSTILE, "# a", "| a | b |\n|---|---|\n| c | d |", "*"])))
def test_mixtures_of_hostile_text_stay_text(parts: list[str]) -> None:
    assert unsafe(render_body("\n\n".join(parts))) == []
    assert unsafe(render_line(" ".join(parts))) == []


@given(st.text())
def test_any_text_gives_html_without_code(text: str) -> None:
    assert unsafe(render_body(text)) == []


def test_headings_start_below_the_title() -> None:
    html = render_body("# Một\n\n## Hai\n\n### Ba\n")
    assert re.findall(r"<(h\d) id=\"([^\"]+)\"", html) == [
        ("h2", "muc-mot"),
        ("h3", "muc-hai"),
        ("h4", "muc-ba"),
    ]
    assert render_body("## Hai\n").startswith("<h2")


def test_a_table_keeps_its_alignment_and_can_be_scrolled_by_keyboard() -> None:
    html = render_body("| Năm | Số |\n|---|---:|\n| 2015 | 100 |\n")
    assert '<td class="right">100</td>' in html
    assert 'tabindex="0"' in html and "style=" not in html


def test_two_bodies_do_not_share_heading_ids() -> None:
    assert render_body("## Một\n") == render_body("## Một\n")


def test_footnotes_lead_there_and_back() -> None:
    html = render_body("Mức trần[^1].\n\n[^1]: Thông tư 28/2018/TT-BTC.\n")
    targets = set(re.findall(r'href="#([^"]+)"', html))
    assert targets and targets <= set(re.findall(r'id="([^"]+)"', html))


def test_an_image_alone_becomes_a_figure_with_caption_and_credit() -> None:
    html = render_body('A\n\n![Cái cây](anh/a.jpg "Cây đa. Ảnh: Tên Mẫu")\n\nB')
    parts = list(split_at_images(html))
    assert [type(part) for part in parts] == [str, BodyImage, str]
    assert parts[1] == BodyImage("anh/a.jpg", "Cái cây", "Cây đa.", "Ảnh: Tên Mẫu", True)
    assert "".join(part for part in parts if isinstance(part, str)).split() == [
        "<p>A</p>",
        "<p>B</p>",
    ]


def test_an_image_inside_a_line_leaves_the_line_whole() -> None:
    parts = list(split_at_images(render_body("Biểu tượng ![Lá](anh/la.png) ở đây, và ![B](b.png)")))
    assert [part.alone for part in parts if isinstance(part, BodyImage)] == [False, False]
    text = "".join(part for part in parts if isinstance(part, str))
    assert text.count("<p>") == text.count("</p>") == 1


def test_an_image_in_a_table_cell_stays_there() -> None:
    html = render_body("| A |\n|---|\n| ![Lá](la.png) |\n")
    parts = list(split_at_images(html))
    assert [part.alone for part in parts if isinstance(part, BodyImage)] == [False]


def test_links_can_be_listed_and_rewritten() -> None:
    html = render_body("[a](/x/) và [b](y.md) và [c](https://z.example/?a=1&b=2)")
    assert links(html) == ["/x/", "y.md", "https://z.example/?a=1&b=2"]
    moved = rewrite_links(html, lambda href: None if href == "/x/" else f"{href}!")
    assert links(moved) == ["y.md!", "https://z.example/?a=1&b=2!"]
    assert "<a>a</a>" in moved


def test_a_summary_is_one_line_of_plain_or_simple_markup() -> None:
    assert render_line("Bốn lớp & hơn") == "Bốn lớp &amp; hơn"
    assert render_line("Bốn **lớp** <b>") == "Bốn <strong>lớp</strong> <b></b>"
    assert plain_text("<p>Bốn <b>lớp</b> &amp; hơn</p>") == "Bốn lớp & hơn"


def test_threads_render_at_once_without_mixing_their_texts() -> None:
    bodies = [f"Chú **{n}**[^1].\n\n[^1]: Nguồn <b>{n}</b>.\n" * 20 for n in range(8)]
    alone = [render_body(body) for body in bodies]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            assert list(pool.map(render_body, bodies * 5)) == alone * 5
    finally:
        sys.setswitchinterval(interval)
