"""Which lines of a text head a part of it, and which part holds which."""

import pytest
from bs4 import BeautifulSoup

from khuyencong.importers.body_structure import split_lines
from khuyencong.importers.headings import make_headings


def outline(*blocks: str) -> list[str]:
    """The headings made of blocks of HTML, as `level words`."""
    soup = BeautifulSoup("".join(blocks), "lxml")
    make_headings(soup)
    found = soup.find_all(["h1", "h2", "h3", "h4", "h5", "h6"])
    return [f"{block.name[1]} {block.get_text(' ', strip=True)}" for block in found]


def bold(text: str) -> str:
    return f"<p><strong>{text}</strong></p>"


def test_a_number_in_bold_ranks_with_its_like_that_has_a_style() -> None:
    assert outline(
        "<h1>I. KẾT QUẢ</h1>",
        "<h2>1. Công tác tham mưu</h2>",
        bold("2. Kết quả đề án"),
        bold("2.1. Đề án quốc gia"),
        "<h1>II. TỒN TẠI</h1>",
        bold("III. NHIỆM VỤ"),
        bold("Phân công"),
    ) == [
        "2 I. KẾT QUẢ",
        "3 1. Công tác tham mưu",
        "3 2. Kết quả đề án",
        "4 2.1. Đề án quốc gia",
        "2 II. TỒN TẠI",
        "2 III. NHIỆM VỤ",
        "3 Phân công",
    ]


def test_no_level_is_left_out() -> None:
    assert outline("<h4>Lời mở</h4>", "<h1>Phần một</h1>", "<h5>Chi tiết</h5>") == [
        "2 Lời mở",
        "2 Phần một",
        "3 Chi tiết",
    ]


@pytest.mark.parametrize("typed", ["* Việc đã làm", "<u>* Việc đã làm</u>"])
def test_a_star_before_a_line_in_bold_makes_it_a_heading(typed: str) -> None:
    assert outline(bold(typed)) == ["2 Việc đã làm"]
    assert outline(bold("- Việc đã làm")) == []


def test_words_of_a_text_box_head_no_part_of_the_text() -> None:
    boxed = '<p data-look="bt"><strong>SỐ LIỆU</strong></p>'
    assert outline(bold("Khung dệt mới"), boxed) == ["2 Khung dệt mới"]


def test_points_and_empty_lines_behind_line_breaks_are_paragraphs() -> None:
    text = "<p data-label='1.'>Có mặt:<br/>- 48 người;<br/> + 26 nữ.<br/><br/>Giá:<br/>5 đồng</p>"
    soup = BeautifulSoup(text, "lxml")
    split_lines(soup)
    lines = [(str(p.get("data-label")), p.get_text("|")) for p in soup.find_all("p")]
    assert lines == [
        ("1.", "Có mặt:"),
        ("None", "- 48 người;"),
        ("None", " + 26 nữ."),
        ("None", "Giá:|5 đồng"),
    ]
