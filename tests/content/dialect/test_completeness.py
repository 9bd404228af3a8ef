"""Every word and number that was typed is on the page, in order; what is not, is told."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from khuyencong.content.dialect.completeness import Missing, missing_words
from khuyencong.content.entry_parser import read_entry
from khuyencong.content.file_references import Folder
from khuyencong.content.markdown_body import render, render_body
from khuyencong.model.kinds import KINDS
from khuyencong.model.rules import Problem, Rule
from tests.conftest import Content

ROWS = (
    "Sáng thứ Hai, xã Mẫu nhận máy sấy mới.\nMáy chạy bằng điện mặt trời.",
    "Kính gửi:\n- Ủy ban nhân dân các xã;\n- Các hợp tác xã.",
    "Bảng 1. Kinh phí\n| Nguồn | Số tiền |\n|---|---:|\n| Quốc gia | 300 | thừa |",
    "a) Mua máy;\nb) Đào tạo thợ;\nđ) In bao bì.",
    "• Chợ phiên\n– Nộp hồ sơ\n+ Bản sao\n(1) Một\n2a. Hai\n* Ba",
    "- Một\n  - Một một\n\t+ Một hai\n- Hai",
    "2. Hỗ trợ.\n5. Hỗ trợ 100 %.\n7. Hỗ trợ 50 %.",
    "18. Ngày.\n2. Ngày.\n16. Ngày.",
    "2024. Năm có nhiều lớp.",
    "30. Đó là số học viên.",
    "\tSáng nay, trung tâm mở lớp.",
    "    Lớp học kéo dài hai ngày.",
    "STT\tTên\tGiá\n1\tMiến | dong\t35.000\n2\tHồng\t",
    "Dài rộng cao 5*3*2 m, 3 sản phẩm 3*, 4*, giá (*) và (*), tệp 27_3.",
    "Nếu a<b và 5>3, tôi là <họ và tên>.\n> 50 lao động",
    "#OCOP #3\n-------\n=====\nHết",
    "## Đề mục 1\nĐoạn",
    "> Trích dẫn 2\n> dòng ba",
    "Xem https://thu.example/bieu_mau_2026.docx, www.thu.example, tin@thu.example.",
    '![Nong miến](anh/a.jpg "Miến phơi. Ảnh: Người Mẫu")\n![Lò](anh/b (1).jpg)\nLò. Ảnh: An',
    "Phòng Thông tin\\\nĐiện thoại: 0900 000 000\nH&aacute;n&nbsp;<br>chữ",
    "Dưới &lt; 3 tỷ, A &amp; B, &#60;x&#62;, &amp;amp;, &quot;hai&quot;, mã `&lt;`.",
    "STT\tTên\t\tSố\n1\tMáy A\t\t(300)\n\t\t\t\n2\t\t\t5\n-\tMột\n\t+\tHai",
    "{: .class } [TOC] {{ bien }} {% lenh %}",
    r"**(*)**: **Giá* *\`mã\`**",
    "```\nmã 1\n\n- mã 2\n```",
    "```\nkhông đóng",
    "Thuật ngữ\n: Định nghĩa 1\n: Định nghĩa 2",
    "[liên kết](/a/) và [Mức trần](tep/a (1).pdf \"Tên\") và <https://b.example/7>",
    "<b>đậm</b> H<sub>2</sub>O <!-- ghi chú --> <table><tr><td>ô 1</td></tr></table>",
    "*nghiêng* **đậm** `mã 3` ***cả hai***",
    "Thực hiện chương trình khuyến công quốc gia, Trung tâm đã\nhỗ trợ cho 12 cơ sở ở các xã.",
    "Viết tắt HTX.\n\n*[HTX]: hợp tác xã",
    "Nguồn:\n[4]: https://a.example/mot\n[5]: tep/b.pdf \"Mẫu\"\n\nTheo [4].",
    ">>> Xem thêm: Bài 6\n•••\nNhập <code> và <time>",
)  # fmt: skip
NOTES = "Có chú thích[^1] và[^b].\n\n[^1]: Thông tư 28.\n\n    Đoạn hai.\n[^b]: Nghị định 45."
JOINTS = st.sampled_from(["\n", "\n\n", " ", "\n  ", "\n\t", "  \n"])


@st.composite
def mixtures(draw: st.DrawFn) -> str:
    pieces = draw(st.lists(st.sampled_from(ROWS), min_size=1, max_size=7))
    return "".join(piece + draw(JOINTS) for piece in pieces)


def problems(content: Content, rule: Rule) -> list[Problem]:
    folder = Folder(content.folder, content.folder.parent / "cache")
    found = read_entry(folder, "tin-tuc/bai.md", KINDS["tin-tuc"]).problems
    return [problem for problem in found if problem.rule is rule]


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


@pytest.mark.parametrize("row", [*ROWS, NOTES])
def test_every_row_is_whole(row: str) -> None:
    assert render(row).missing == ()


@settings(max_examples=400)
@given(mixtures())
def test_no_mixture_loses_a_word(text: str) -> None:
    assert render(text).missing == ()


@settings(max_examples=300)
@given(st.text(alphabet="ab1 \n\t*_-+>#.()<|:`~=\\•–", max_size=60))
@example("1. a\n\n\t> b")
@example("a|b\n-|-\na")
def test_no_text_without_links_and_tags_loses_a_word(text: str) -> None:
    assert render(text).missing == ()


def test_words_that_are_not_on_the_page_are_told_with_their_line() -> None:
    assert missing_words("Một hai ba.\n\nBốn năm sáu.", "<p>Một hai ba.</p><p>Bốn sáu.</p>") == [
        Missing(3, "năm")
    ]
    assert Missing(2, "5") in missing_words("1. a\n5. b", "<ol><li>a</li><li>b</li></ol>")
    assert missing_words("một hai ba bốn năm", "<p>một năm</p>") == [Missing(1, "hai ba bốn")]


def test_words_in_another_order_are_told() -> None:
    assert missing_words("a b c d e f", "<p>d e f a b c</p>")


def test_a_finding_names_file_and_line(content: Content) -> None:
    content.story(body="Mức trần[^1].\n\n[^1]: Thông tư của Bộ.\n\n[^1]: Quy định của tỉnh.")
    (found,) = problems(content, Rule.WORDS_MISSING)
    assert (found.file, found.line) == ("tin-tuc/bai.md", 9)
    assert found.message == "Trên trang thiếu: “Thông tư của Bộ”."


def test_joined_lines_are_a_note_and_paragraphs_of_one_line_are_none(content: Content) -> None:
    line = "Trung tâm hỗ trợ mười hai cơ sở công nghiệp nông thôn ở các"
    content.story(body=f"{line}\nxã vùng cao mua máy móc.\n\nMột\nHai")
    (found,) = problems(content, Rule.LINES_JOINED)
    assert found.line == 7 and found.message == "Đã nối 1 dòng ngắt giữa câu với dòng sau."


def test_the_engine_never_changes_a_letter_of_a_long_text() -> None:
    text = "\n".join(row for row in ROWS if "[" not in row and "<" not in row)
    shown = letters(render_body(text))
    assert all(word in shown for word in ("OCOP", "2a", "khôngđóng"))
