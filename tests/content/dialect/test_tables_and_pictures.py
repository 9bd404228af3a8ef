"""Tables and pictures that stand right below a line of text."""

import pytest

from khuyencong.checking.prose import Prose
from khuyencong.checking.sums import table_faults
from khuyencong.content.markdown_body import BodyImage, render_body, split_at_images
from tests.content.dialect.reading import page, shape

PASTED = "STT\tTên sản phẩm\tSố lượng\tĐơn giá\n1\tMiến dong\t20\t35.000\n2\tHồng sấy\t5\t120.000"


def rows(text: str) -> list[list[str]]:
    return [[cell.text for cell in row.find_all(["th", "td"])] for row in page(text).find_all("tr")]


def test_a_table_may_follow_a_line_at_once() -> None:
    text = "Bảng 1. Kinh phí\n| Nguồn | Số tiền |\n|---|---:|\n| Quốc gia | 300 |\nHết bảng"
    found = page(text)
    assert [child.name for child in found.find_all(True, recursive=False)] == ["p", "div", "p"]
    assert rows(text) == [["Nguồn", "Số tiền"], ["Quốc gia", "300"]]


def test_cells_pasted_from_excel_are_a_table() -> None:
    found = page(f"Bảng giá\n{PASTED}\nGiá tại xưởng.")
    assert [cell.text for cell in found.thead.find_all("th")] == [
        *("STT", "Tên sản phẩm", "Số lượng", "Đơn giá"),
    ]
    assert [cell.text for cell in found.find_all("td", class_="right")] == [
        *("1", "20", "35.000", "2", "5", "120.000"),
    ]
    assert [line.text for line in found.find_all("p")] == ["Bảng giá", "Giá tại xưởng."]


def test_a_pasted_table_without_header_has_none() -> None:
    found = page("Miến dong\t35.000\nHồng sấy\t120.000")
    assert found.thead is None and len(found.tbody.find_all("tr")) == 2


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("05h30\tThứ Hai\tHB1\n17h00\tThứ Tư\tHB1", False),
        ("SP01\tMiến\tXã A\nSP02\tChè\tXã B", False),
        ("a)\tMột\tHai\nb)\tBa\tBốn", False),
        ("Quý I/2026\tQuý II/2026\tCả năm\n5 lớp\t6 lớp\t20 lớp", True),
        ("Năm\t2025\t2026\nĐề án\t12\t15", True),
        ("Ngày\tViệc\n01/12\tHọp\n02/12\tThi", True),
    ],
)
def test_the_first_row_is_a_header_when_it_is_none_of_the_others(text: str, named: bool) -> None:
    assert (page(text).thead is not None) is named


def test_empty_cells_and_bars_are_kept_in_their_columns() -> None:
    assert rows("Tên\tNăm\tGhi chú\nA\t\tx | y\nB\t2024\t") == [
        ["Tên", "Năm", "Ghi chú"],
        ["A", "", "x | y"],
        ["B", "2024", ""],
    ]


WRAPPED = (
    'STT\tTên máy\tSố tiền\n1\t"Máy sấy\nloại ""lớn"""\t300\n'
    '2\t"Máy ép"\t200\n3\t"Máy\n\nsàng"\t"50"\n'
)


def test_a_cell_of_several_lines_in_excel_is_one_cell() -> None:
    found = page(f"{WRAPPED}Hết.")
    cells = [[list(cell.stripped_strings) for cell in row("td")] for row in found.tbody("tr")]
    assert cells[0] == [["1"], ["Máy sấy", 'loại "lớn"'], ["300"]]
    assert cells[2] == [["3"], ["Máy", "sàng"], ['"50"']]
    assert found.thead is not None and len(found.tbody("tr")[0]("br")) == 1
    assert found.p.text == "Hết."


def test_the_total_below_cells_of_several_lines_is_checked() -> None:
    text = WRAPPED.replace('"50"', "50")
    for total, lines in ("550", []), ("560", [1 + text.count("\n")]):
        prose = Prose()
        prose.add(f"{text}\tTổng cộng\t{total}", 1)
        assert [fault.line for fault in table_faults("a.md", prose)] == lines


@pytest.mark.parametrize(
    "text",
    [
        'Ông nói: "Máy này tốt.\nNăm sau mua thêm."',
        '"Máy này tốt.\nNăm sau mua thêm.',
        'Ông Mẫu:\t"Máy này tốt.\nNăm sau mua "thêm',
        'Bà Mẫu:\t"Máy này tốt.\nNăm sau mua thêm."',
    ],
)
def test_a_quotation_of_two_lines_is_no_cell(text: str) -> None:
    found = page(text)
    assert found.table is None
    assert found.text.count('"') == text.count('"') and len(found("p")) == 2


def test_an_empty_row_of_a_sheet_ends_no_table_and_an_empty_column_is_none() -> None:
    text = "STT\t\tTên\tSố\n1\t\tMáy A\t\n\t\t\t\n2\t\t\t3\n\t\n\nHết."
    assert rows(text) == [["STT", "Tên", "Số"], ["1", "Máy A", ""], ["2", "", "3"]]
    assert page(text).thead is not None
    assert shape("Đoạn một.\n\t\nĐoạn hai.\n\t\n- Mục") == [
        *("p: Đoạn một.", "p: Đoạn hai.", "li1: • Mục"),
    ]


def test_an_amount_in_brackets_is_a_number() -> None:
    found = page("Chỉ tiêu\tNăm nay\nThu\t1.200\nChi\t(300)")
    assert [cell.text for cell in found.find_all("td", class_="right")] == ["1.200", "(300)"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Họ tên:\tNguyễn Văn Mẫu", ["p: Họ tên: Nguyễn Văn Mẫu"]),
        ("1.\tNộp đơn\n2.\tThẩm định", ["li1: 1. Nộp đơn", "li1: 2. Thẩm định"]),
        ("-\tMột\n-\tHai", ["li1: • Một", "li1: • Hai"]),
        ("-\tMột\n\t+\tHai\n\t+\tBa", ["li1: • Một", "li2: • Hai", "li2: • Ba"]),
        ("\tMột\n\tHai", ["p: Một", "p: Hai"]),
    ],
)
def test_tabs_that_part_no_cells_make_no_table(text: str, wanted: list[str]) -> None:
    assert shape(text) == wanted


def test_a_row_longer_than_the_header_loses_no_cell() -> None:
    assert rows("| Năm | Số |\n|---|---|\n| 2015 | 100 | thêm | nữa |\n| 2016 |") == [
        ["Năm", "Số", "", ""],
        ["2015", "100", "thêm", "nữa"],
        ["2016", "", "", ""],
    ]


def pictures(text: str) -> list[BodyImage]:
    return [part for part in split_at_images(render_body(text)) if isinstance(part, BodyImage)]


def test_pictures_on_neighbouring_lines_are_figures() -> None:
    found = pictures(
        'Trước ảnh.\n![Nong miến](anh/a.jpg "Miến phơi. Ảnh: Người Mẫu")\n'
        '![Lò sấy](anh/b (1).jpg "Lò sấy mới. Ảnh: Người Mẫu")\nSau ảnh.'
    )
    assert [(image.caption, image.credit, image.alone) for image in found] == [
        ("Miến phơi.", "Ảnh: Người Mẫu", True),
        ("Lò sấy mới.", "Ảnh: Người Mẫu", True),
    ]


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("mark", ["", "*", "_", "**"])
def test_the_line_under_a_picture_is_its_caption(between: str, mark: str) -> None:
    text = (
        f"![Nong miến](anh/mien.jpg){between}{mark}Bà con phơi miến ở xã Mẫu. Ảnh: Minh An{mark}"
        "\n\nMiến phơi hai nắng."
    )
    assert pictures(text) == [
        BodyImage("anh/mien.jpg", "Nong miến", "Bà con phơi miến ở xã Mẫu.", "Ảnh: Minh An", True)
    ]
    assert [line.text for line in page(text).find_all("p") if line.text] == ["Miến phơi hai nắng."]


@pytest.mark.parametrize(
    "credit",
    ["H.N", "Ng. Hà", "N. V. Hà", "Ng.Hà/TTXVN", "Báo langson.example", "H.N.", "Thu Hà – BBT"],
)
def test_a_name_of_who_took_a_picture_may_have_full_stops(credit: str) -> None:
    (image,) = pictures(f"![Nong miến](anh/mien.jpg)\nMiến phơi. Ảnh: {credit}")
    assert (image.caption, image.credit) == ("Miến phơi.", f"Ảnh: {credit}")


@pytest.mark.parametrize(
    "line",
    [
        "Ảnh: rất đẹp. Miến phơi hai nắng",
        "Ảnh: Minh An. Miến phơi hai nắng",
        "Miến phơi hai nắng.",
        "Ảnh: rất nhiều người hỏi. Vì sao vậy? Xem bài sau.",
        "Trong phim có cảnh: chị ngồi.",
        "Xem [ảnh](/anh/). Ảnh: Minh An",
    ],
)
def test_text_under_a_picture_stays_text(line: str) -> None:
    (image,) = pictures(f"![Nong miến](anh/mien.jpg)\n{line}")
    assert image.caption == image.credit == ""


@pytest.mark.parametrize("head", ["Nội dung\tSố tiền\n", "", "Nội dung\t2026\n"])
@pytest.mark.parametrize(("total", "faults"), [("350", 0), ("360", 1)])
def test_the_total_of_a_pasted_table_is_checked(head: str, total: str, faults: int) -> None:
    prose = Prose()
    prose.add(f"{head}Quốc gia\t300\nĐịa phương\t50\nTổng cộng\t{total}", 8)
    found = list(table_faults("tin-tuc/bai.md", prose))
    assert len(found) == faults
    assert all(problem.line == 10 + bool(head) for problem in found)
