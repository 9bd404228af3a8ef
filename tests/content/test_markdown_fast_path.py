"""The quick processors give what the stock ones give, to the letter."""

import time
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import SimpleTagInlineProcessor

from bench.corpus import make_corpus
from khuyencong.content.front_matter import parse
from khuyencong.content.markdown_body import extensions, render_body
from khuyencong.content.markdown_fast_path import QuickExtension
from khuyencong.content.plain_blocks import PlainBlocks, PlainBlocksExtension
from khuyencong.content.sanitizer import clean_body
from tests.conftest import ROOT

STOCK = Markdown(output_format="html", extensions=extensions())
QUICK = Markdown(
    output_format="html", extensions=[*extensions(), QuickExtension(), PlainBlocksExtension()]
)

SYNTAX = """\
Tiêu đề gạch dưới
=================

Tiêu đề hai
-----------

# Một # hai
###### Sáu

Đoạn có dòng\x20\x20
xuống hàng, *nghiêng*, _nghiêng_, **đậm**, __đậm__, ***cả hai***, a_b_c, 2*3*4.
Dòng hai \\*không nghiêng\\* và `mã`, ``mã có ` dấu``, \\\\`x`.

> Trích dẫn
dòng lười

> > Lồng nhau
> - danh sách

*   một
*   hai

    đoạn trong mục

        mã trong mục
+ ba
- bốn

1. một
2. hai
   1. lồng
3) ba

    mã thụt dòng
    <b>không phải thẻ</b> &amp; &lt;

- - -
***
___

[liên kết](/a/ "Tên"), [thiếu đóng](/b, [tham chiếu][ma], [ma][], [ma],
![ảnh](a.jpg 'chú thích'), ![ảnh][ma], ![ma].
<https://example.org/?a=1&b=2> và <ten@example.org> & &copy; &#169; &khong; AT&T 4 < 5 > 3

[ma]: https://example.org/x "Tên"
[ma hai]: <https://example.org/y>
    'Dòng sau'

<div class="a" markdown="1">
*không xử lý*
</div>

Chữ <b onclick="x">đậm</b> <!-- ghi chú --> <? php ?> <br/> cuối

<table><tr><td>một</td></tr></table>

| Cột | Số |
|:---|---:|
| *a* | `b|c` |
| d \\| e | 2 |

Thuật ngữ
: Định nghĩa *một*
: Định nghĩa hai

Câu có chú thích[^1] và [^dai].

[^1]: Chú thích **đậm**.
[^dai]: Đoạn một.

    Đoạn hai.

Viết tắt HTX và CNNT.

*[HTX]: hợp tác xã
*[CNNT]: công nghiệp nông thôn
"""
"""Markdown as its author and the package's documentation of its extensions describe it."""

TOKENS = st.sampled_from(
    [
        *("chữ", "Đoạn văn", "a", "HTX", " ", "  ", "\n", "\n\n", "    ", "  \n", "\t", "."),
        *("*", "**", "_", "__", "`", "``", "\\", "\\*", "[", "]", "(", ")", "![", "[^1]", "[^1]: "),
        *(
            "[x](/y)",
            "![x](y)",
            "[x]: /y\n",
            "<",
            ">",
            "<b>",
            "</b>",
            "<div>\n",
            "</div>\n",
            "<!--",
        ),
        *("<!--", "-->", "<https://a.b>", "<a@b.c>", "&", "&amp;", "&#65;", "# ", "## "),
        *("- ", "* ", "1. ", "> ", "|", "| a | b |\n|---|---|\n| c | d |\n", ": ", "*[HTX]: hợp\n"),
        *(
            "\x02",
            "\x03",
            "\x02wzxhzdk:0\x03",
            "klzzwxh:0001",
            "~",
            "+",
            "=",
            "1)",
            "\u00a0",
            "\u2028",
        ),
    ]
)
MARKDOWN = st.lists(TOKENS | st.text(max_size=4), max_size=40).map("".join)


SPANS = st.lists(
    st.sampled_from(
        [
            *("**đậm**", "*nghiêng*", "**Lưu ý:**", "[liên kết](/a/)"),
            *("[b](https://c.vn/x_y?z=1&t)", "**", "*", "***", "[", "](/x)", "](", ")"),
            *("_", "_gạch_", "!", "\\", "`", "<", "&", "@", "(", ")", ".", ",", ":", "…", "“", "”"),
            *(" ", " ", "\n", "  \n", "\n\n", "a", "Đ", "3"),
            *("://", "www.a.vn", "HTX", "[^1]", "*[HTX]: hợp tác xã", "- ", "> ", "## ", "| a |"),
            *("\u00a0", "’", "«", "»", "{", "}", "%", "'", '"', "\x02", "\x03"),
        ]
    ),
    max_size=12,
).map("".join)
"""Emphasis and links, whole and broken, beside all that decides what they are."""

BLOCKS = st.lists(
    st.sampled_from(
        [
            *("Đoạn văn.", "## Mục", "## Mục", "### Mục con", "# Lớn", "- a", "- a\n- b", "1. a"),
            *("1. a\n2. b", "2. b", "> Trích dẫn", "> - a", "> ## Mục", ">Sát", "  - con", "  lùi"),
            *("![a](b.jpg)", "Máy chạy. Ảnh: Hà", "Hà", ": nghĩa", "*[HTX]: hợp tác xã", "HTX"),
            *("**Lưu ý:** *a*", "[b](/c) d", "- **a** b\n- c", "- [b](/c)", "50 lao động", "a) x"),
            *("(1) a", "(x) a", "“Lời”", "#OCOP", "a #3", "[^1]: chú", "Câu[^1]", "[m]: /x", "[m]"),
            *("| a | b |\n|---|---|\n| c | d |", "```\na\n\nb\n```", "<div>\n\na\n\n</div>", "***"),
            *(
                "a\nb",
                "- a\nb",
                "a  ",
                " ",
                "",
                "https://a.vn/b_c",
                "x@a.vn",
                "5*3*2",
                "x\x02plain:0\x03",
            ),
        ]
    ),
    max_size=9,
)
"""Blocks that are plain, and all that could make something else of those beside them."""


def html(markdown: Markdown, text: str) -> str:
    markdown.reset()
    page = markdown.convert(text)
    blocks = markdown.preprocessors["plain_blocks"] if markdown is QUICK else None
    return blocks.put_back(page) if isinstance(blocks, PlainBlocks) else page


def bodies(folder: Path) -> list[str]:
    files = sorted(folder.rglob("*.md"))
    files = [file for file in files if "hostile" not in file.relative_to(folder).parts]
    return [parse(file.read_text(encoding="utf-8"), file.name).body for file in files]


@settings(max_examples=600, deadline=None)
@given(MARKDOWN)
@example(SYNTAX)
@example("a\n\n: b")
@example("- a\n\nb\n\n    c")
def test_any_text_comes_out_the_same(text: str) -> None:
    assert html(QUICK, text) == html(STOCK, text)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(SYNTAX.splitlines(keepends=True)), max_size=30).map("".join))
def test_documented_syntax_in_any_order_comes_out_the_same(text: str) -> None:
    assert html(QUICK, text) == html(STOCK, text)


@settings(max_examples=400, deadline=None)
@given(SPANS)
@example("**a**.*b*")
@example("(**a**) *b*, [c](d*e) *f*")
@example("a*b* c")
@example("**a “** b **c**")
@example("**a [b](c) d** [e](f)[g](h)")
@example("*a **b** c* - **d(** **e ** **_f_**")
def test_spans_come_out_the_same_whatever_stands_beside_them(text: str) -> None:
    assert html(QUICK, text) == html(STOCK, text)


@settings(max_examples=300, deadline=None)
@given(BLOCKS, st.sampled_from(["\n\n", "\n\n\n", "\n"]))
@example(["## Mục", "> ## Mục", "## Mục"], "\n\n")
@example(["- a", "- b", "c", "  - d"], "\n\n")
@example(["![a](b.jpg)", "[m]: /x", "Máy. Ảnh: Hà"], "\n\n")
@example(["Từ", "[m]: /x", ": nghĩa"], "\n\n")
def test_blocks_come_out_the_same_whatever_stands_around_them(blocks: list[str], gap: str) -> None:
    text = gap.join(blocks)
    assert html(QUICK, text) == html(STOCK, text)


TAGS = st.sampled_from(
    [
        *("<div>", "</div>", "Chữ <em>nghiêng", "<b>đậm", "<h3>Mục", "<table><tr><td>ô", "</p>"),
        *("<pre>", "<ul><li>", "<blockquote>", "<select>", "<svg>", "<!-- <p>", "</em>", "a & b"),
        *("&#2;", "&#60;script>", "[x](javascript:alert(1))", "a [x](JavaScript:alert) b"),
        *("a [x](data:text/html,x) b", "a [x](https://a:99999/) b", "`<b>`", "```\n<b>\n```"),
    ]
)
"""What an author may write that changes what stands around it, or that sanitising takes away."""


def is_sanitised_whole(text: str) -> None:
    page = clean_body(html(STOCK, text))
    if "<table>" not in page:  # which gets a box
        assert render_body(text) == page


@settings(max_examples=300, deadline=None)
@given(st.lists(TAGS | BLOCKS.filter(bool).map(lambda blocks: blocks[0]), max_size=9))
@example(["Chữ <em>nghiêng", "Đoạn văn.", "- a"])
@example(["<h3>Mục", "## Mục", "- a"])
@example(["a [x](JavaScript:alert) b"])
@example(["[a](/b&#11;c) x", "Đoạn văn."])
def test_plain_blocks_are_sanitised_as_if_they_were_with_the_rest(blocks: list[str]) -> None:
    is_sanitised_whole("\n\n".join(blocks))


def test_of_what_stands_between_plain_blocks_nothing_escapes_the_sanitiser() -> None:
    link, script = "Xem [x](javascript:alert) này.", "<script>a</script>"
    page = render_body(f"Đoạn.\n\n![a](b.jpg)\n\n{link}\n\n{script}")
    assert page.startswith("<p>Đoạn.</p>")
    assert "javascript" not in page and "script" not in page


def test_a_body_begins_behind_the_empty_line_below_its_header() -> None:
    blocks = QUICK.preprocessors["plain_blocks"]
    assert isinstance(blocks, PlainBlocks)
    assert len(list(filter(None, blocks.run(["", "", "Một.", "", "Hai.", ""])))) == 1


def test_a_text_of_plain_blocks_never_meets_the_tree() -> None:
    text = "## Mục\n\nĐoạn **đậm**, [liên kết](/a/).\n\n- a\n- b\n\nHết.\n\n> Trích dẫn"
    blocks = QUICK.preprocessors["plain_blocks"]
    assert isinstance(blocks, PlainBlocks)
    assert len(list(filter(None, blocks.run(text.split("\n"))))) == 1


def test_all_sample_content_comes_out_the_same(tmp_path: Path) -> None:
    make_corpus(tmp_path / "corpus", 60)
    texts = [*bodies(ROOT / "content"), *bodies(ROOT / "tests"), *bodies(tmp_path)]
    assert len(texts) > 100
    for text in texts:
        assert html(QUICK, text) == html(STOCK, text)


class Strike(Extension):
    """An extension that the quick processors do not know."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.inlinePatterns.register(SimpleTagInlineProcessor(r"()~(.*?)~", "del"), "strike", 65)


def test_an_unknown_pattern_brings_the_stock_processor_back() -> None:
    quick = Markdown(extensions=[*extensions(), QuickExtension(), Strike()])
    assert quick.convert("Giá ~cũ~ mới") == "<p>Giá <del>cũ</del> mới</p>"


def test_an_unknown_block_processor_brings_the_stock_ones_back() -> None:
    quick = Markdown(extensions=[*extensions(), QuickExtension(), "admonition"])
    stock = Markdown(extensions=[*extensions(), "admonition"])
    paragraphs = quick.parser.blockprocessors["quick_paragraph"]
    assert not paragraphs.test(Element("div"), "Đoạn văn")
    text = "Đoạn\n!!! note\n    Lưu ý\n\n!!! note\n    Lưu ý\n\nHết"
    assert quick.convert(text) == stock.convert(text)


@pytest.mark.slow
@pytest.mark.alone
def test_it_is_quicker(tmp_path: Path) -> None:
    """Processor time of this process alone, the two in turn; the best of five."""
    make_corpus(tmp_path / "corpus", 150)
    texts = bodies(tmp_path)

    def seconds(markdown: Markdown) -> float:
        started = time.process_time()
        for text in texts:
            html(markdown, text)
        return time.process_time() - started

    ratios = [seconds(QUICK) / seconds(STOCK) for _ in range(5)]
    assert min(ratios) < 0.8
