"""A line is a paragraph, unless it was broken in mid-sentence."""

import pytest

from khuyencong.content.markdown_body import render_body, render_line
from tests.content.dialect.reading import page, shape

PDF = """\
Thực hiện chương trình khuyến công quốc gia, Trung tâm đã
hỗ trợ cho mười hai cơ sở công nghiệp nông thôn ở các xã
vùng cao của tỉnh. Mỗi cơ sở được hỗ trợ không quá 300
triệu đồng để mua máy móc, thiết bị tiên tiến theo Thông
tư của Bộ Tài chính.
Năm nay, Trung tâm mở thêm bốn lớp tập huấn cho cán bộ."""


def test_a_line_of_its_own_is_a_paragraph() -> None:
    text = (
        "Sáng thứ Hai, xã Mẫu nhận máy sấy mới.\nMáy chạy bằng điện mặt trời.\nTHỢ HỌC NGHỀ\n"
        "Mười thợ học cách chỉnh nhiệt độ trong ba ngày.\nMinh An"
    )
    assert shape(text) == [f"p: {line}" for line in text.split("\n")]


def test_clauses_without_blank_lines_stay_apart() -> None:
    clauses = [f"Điều {number}. Nội dung của điều này do Bộ quy định." for number in range(1, 40)]
    assert shape("\n".join(clauses)) == [f"p: {clause}" for clause in clauses]


def test_lines_that_a_page_broke_are_joined() -> None:
    whole, last = PDF.rsplit("\n", 1)
    assert shape(PDF) == [f"p: {' '.join(whole.split())}", f"p: {last}"]


def test_a_broken_line_may_begin_with_a_number() -> None:
    assert shape(
        "Trung tâm đã làm việc với cơ sở về mức hỗ trợ của chương trình là\n"
        "300. Số tiền đó do ngân sách tỉnh bảo đảm và được chi trả trong hai\n"
        "năm theo quy định của Bộ Tài chính."
    ) == [
        "p: Trung tâm đã làm việc với cơ sở về mức hỗ trợ của chương trình là 300. Số tiền đó do "
        "ngân sách tỉnh bảo đảm và được chi trả trong hai năm theo quy định của Bộ Tài chính."
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["Phòng Thông tin", "Điện thoại: 0900 000 000", "Thư ký: Minh An"],
        ["Một ngày ở xưởng miến", "Hai bàn tay trắng bột", "Ba đời theo nghề"],
        ["Hội thảo bàn ba việc, đó là:", "vốn vay", "mặt bằng", "lao động"],
    ],
)
def test_short_lines_are_not_taken_for_broken_ones(lines: list[str]) -> None:
    assert shape("\n".join(lines)) == [f"p: {line}" for line in lines]


@pytest.mark.parametrize("indent", ["\t", "    ", "\t\t", "        ", "&nbsp;&nbsp;&nbsp;&nbsp;"])
def test_what_indents_a_paragraph_makes_no_code(indent: str) -> None:
    text = f"{indent}Sáng nay, trung tâm mở lớp.\n\n{indent}Lớp học kéo dài hai ngày."
    assert shape(text) == ["p: Sáng nay, trung tâm mở lớp.", "p: Lớp học kéo dài hai ngày."]


def test_code_stands_between_fences() -> None:
    text = "Gõ:\n```\n\tkhuyencong <build>\n# không phải đề mục\n\n- a\n```\nXong."
    assert render_body(text) == (
        "<p>Gõ:</p>\n<pre><code>\tkhuyencong &lt;build&gt;\n# không phải đề mục\n\n- a\n"
        "</code></pre>\n<p>Xong.</p>"
    )


def test_a_fence_that_is_never_closed_is_text() -> None:
    assert shape("Gõ:\n```\nMột\nHai") == ["p: Gõ:", "p: ```", "p: Một", "p: Hai"]


@pytest.mark.parametrize("end", ["\\", "  ", "<br>", "<br/>"])
def test_a_line_break_that_was_meant_stays_in_its_paragraph(end: str) -> None:
    found = page(f"Phòng Thông tin{end}\nĐiện thoại: 0900 000 000{end}\nThư: Minh An")
    assert len(found.find_all("p")) == 1 and len(found.find_all("br")) == 2
    assert "\\" not in found.text


def test_a_backslash_at_the_end_of_a_paragraph_is_a_sign() -> None:
    assert shape("Thư mục C:\\\n\nHết") == ["p: Thư mục C:\\", "p: Hết"]


@pytest.mark.parametrize("path", ["D:\\", "D:\\Ảnh\\", "\\\\maychu\\chung\\"])
def test_a_line_that_ends_in_a_path_ends_its_paragraph(path: str) -> None:
    assert shape(f"Lưu ở {path}\nHạn 30/6.") == [f"p: Lưu ở {path}", "p: Hạn 30/6."]


@pytest.mark.parametrize("rule", ["-------", "---", "=====", "- - -", "***", "_____"])
def test_a_rule_under_a_line_makes_no_heading(rule: str) -> None:
    assert shape(f"ỦY BAN NHÂN DÂN XÃ MẪU\n{rule}\nTrung tâm bàn giao máy.") == [
        "p: ỦY BAN NHÂN DÂN XÃ MẪU",
        "hr",
        "p: Trung tâm bàn giao máy.",
    ]


def test_a_heading_has_a_space_behind_its_signs() -> None:
    text = "#khuyencong #maymoc\n\n#3 là số một\n\n## Lớp C#\n\n## Đề mục ##\nĐoạn\n\n#"
    assert shape(text) == [
        "p: #khuyencong #maymoc",
        "p: #3 là số một",
        "h2: Lớp C#",
        "h2: Đề mục",
        "p: Đoạn",
        "p: #",
    ]


def test_a_quotation_keeps_its_lines_and_a_comparison_its_sign() -> None:
    assert shape("> 50 lao động thì ghi riêng.\n>= 3 tỷ đồng") == [
        "p: > 50 lao động thì ghi riêng.",
        "p: >= 3 tỷ đồng",
    ]
    quoted = page("Chị kể:\n> Tôi học nghề.\n> 30 người cùng lớp.\n> - một\n> - hai\nRồi chị cười.")
    assert [child.name for child in quoted.blockquote.find_all(True)] == [
        "p",
        "p",
        "ul",
        "li",
        "li",
    ]
    assert quoted.find_all("p")[-1].text == "Rồi chị cười."


def test_a_summary_is_one_paragraph_with_its_number() -> None:
    assert render_line("30. Đó là số học viên **giỏi** của lớp.") == (
        "30. Đó là số học viên <strong>giỏi</strong> của lớp."
    )
    assert render_line("- Một *việc*") == "- Một <em>việc</em>"
