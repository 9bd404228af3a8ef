"""What other programs put on the clipboard comes in as text of the house."""

from pathlib import Path

import pytest

from khuyencong.content.markdown_body import render_body
from khuyencong.importers.clipboard import pasted_markdown

CLIPBOARDS = Path(__file__).parent / "clipboards"
WORD = (CLIPBOARDS / "word.html").read_text("utf-8")
EXCEL = (CLIPBOARDS / "excel.html").read_text("utf-8")


def test_word_keeps_headings_emphasis_lists_with_levels_and_numbers() -> None:
    assert pasted_markdown(WORD) == (
        "# Kết quả đề án\n\n"
        "**Sáng 12/11**, trung tâm *bàn giao* máy sấy.\n\n"
        "- Máy sấy 200 kg/mẻ\n"
        "    - Có điều khiển nhiệt\n"
        "- Máy đóng gói\n\n"
        "2. Kinh phí\n\n"
        "Trung tâm khuyến công\n"
    )


def test_cells_of_excel_are_a_table() -> None:
    assert pasted_markdown(EXCEL) == (
        "| Sản phẩm | Giá \\| hộp |\n| --- | --- |\n| Miến dong Na Rì | 85.000 |\n"
    )


def test_merged_cells_of_excel_stay_merged() -> None:
    copied = (
        "<table><tr><td rowspan=2>Huyện</td><td colspan=2>Số cơ sở</td></tr>"
        "<tr><td>2025</td><td>2026</td></tr><tr><td>Na Rì</td><td>3</td><td>5</td></tr></table>"
    )
    shown = render_body(pasted_markdown(copied))
    assert '<td rowspan="2">Huyện</td><td colspan="2">Số cơ sở</td>' in shown


def test_lines_of_zalo_are_paragraphs() -> None:
    copied = "<div><div>Kính gửi các xã,</div><div><span>Hạn nộp: <b>30/11</b></span></div></div>"
    assert pasted_markdown(copied) == "Kính gửi các xã,\n\nHạn nộp: **30/11**\n"


def test_google_docs_bold_is_a_style_and_its_outer_b_is_none() -> None:
    copied = (
        '<b style="font-weight:normal;" id="docs-internal-guid-1"><p><span style="font-weight:700">'
        'Đậm</span><span style="font-style:italic"> nghiêng</span></p></b>'
    )
    assert pasted_markdown(copied) == "**Đậm** *nghiêng*\n"


@pytest.mark.parametrize(
    "copied",
    [
        "<script>alert(1)</script>Chữ",
        "<p onclick=alert(1)>Chữ</p>",
        '<a href="javascript:alert(1)">Chữ</a>',
        "<img src=x onerror=alert(1)>Chữ",
        "<svg onload=alert(1)></svg>Chữ",
        "&lt;script&gt;alert(1)&lt;/script&gt;Chữ",
    ],
)
def test_what_acts_by_itself_does_not_come_in(copied: str) -> None:
    shown = render_body(pasted_markdown(copied))
    assert "Chữ" in shown
    assert "<script" not in shown and "javascript:" not in shown
    assert "<img" not in shown and "onclick" not in shown and "<svg" not in shown
