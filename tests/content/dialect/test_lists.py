"""Items on lines of their own, with the marks and numbers that were typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.content.dialect.reading import page, printed, shape


def test_a_list_may_follow_a_line_at_once() -> None:
    assert shape(
        "Kính gửi:\n- Ủy ban nhân dân các xã;\n- Các hợp tác xã.\n\n"
        "Nội dung gồm:\n1. Bàn kế hoạch;\n2. Chọn cơ sở.\nTrân trọng."
    ) == [
        "p: Kính gửi:",
        "li1: • Ủy ban nhân dân các xã;",
        "li1: • Các hợp tác xã.",
        "p: Nội dung gồm:",
        "li1: 1. Bàn kế hoạch;",
        "li1: 2. Chọn cơ sở.",
        "p: Trân trọng.",
    ]


@pytest.mark.parametrize(
    "marks",
    [
        ("a)", "b)", "đ)"),
        ("•", "•", "•"),
        ("–", "–", "–"),
        ("(1)", "(2)", "(10)"),
        ("2.", "2a.", "3."),
        ("1)", "2)", "3)"),
        ("a.", "b.", "c."),
        ("1.1.", "1.2.", "1.10."),
        ("(i)", "(ii)", "(iii)"),
        ("✓", "➢", "▪"),
        ("☐", "☑", "☒"),
    ],
)
@pytest.mark.parametrize("above", ["", "Được hỗ trợ:\n", "Được hỗ trợ:\n\n"])
def test_marks_are_printed_as_written(marks: tuple[str, ...], above: str) -> None:
    written = [f"{mark} Việc {place}" for place, mark in enumerate(marks)]
    found = shape(above + "\n".join(written))
    assert found[-3:] == [f"li1: {line}" for line in written]
    assert printed("\n".join(written)) == "\n".join(written) + "\n"


def test_a_bullet_of_word_needs_no_space_and_has_a_picture() -> None:
    assert shape("•\tMột\n\uf0b7\tHai\n•Ba") == ["li1: • Một", "li1: • Hai", "li1: • Ba"]


@pytest.mark.parametrize("letter", "o§Øüqv")
def test_a_bullet_of_word_that_became_a_letter_is_one_only_before_a_tab(letter: str) -> None:
    assert shape(f"Gồm:\n{letter}\tMột\n{letter}\tHai")[1:] == [
        *(f"li1: {letter} Một", f"li1: {letter} Hai"),
    ]
    assert shape(f"{letter} Một\n{letter} Hai") == [f"p: {letter} Một", f"p: {letter} Hai"]


@pytest.mark.parametrize("label", ["Điều {}.", "{}:", "Bước {}:", "Phụ lục {}."])
def test_a_number_with_the_tab_of_word_behind_it_begins_a_paragraph(label: str) -> None:
    first, second = label.format("I"), label.format("II")
    assert shape(f"{first}\tPhạm vi\n{second}\tĐối tượng") == [
        *(f"p: {first} Phạm vi", f"p: {second} Đối tượng"),
    ]


def test_lines_below_an_item_stay_lines_and_a_broken_sentence_is_one() -> None:
    found = page(
        "2. Chủ đầu tư: HTX Mẫu\n   Địa chỉ: xã Mai Hạ\n   Đại diện: Hà Văn Mẫu\n"
        "3. Kinh phí hỗ trợ từ nguồn khuyến công quốc gia năm 2026 được giao cho\n"
        "   trung tâm thực hiện."
    )
    first, second = found.find_all("li")
    assert list(first.stripped_strings) == [
        *("Chủ đầu tư: HTX Mẫu", "Địa chỉ: xã Mai Hạ", "Đại diện: Hà Văn Mẫu"),
    ]
    assert len(first.find_all("br")) == 2 and second.br is None


@pytest.mark.parametrize("separator", ["\n", "\n\n"])
@pytest.mark.parametrize("numbers", [(2, 5, 7), (18, 2, 16), (1, 2, 3), (1, 1, 1), (30,), (3, 4)])
def test_the_numbers_typed_are_the_numbers_printed(
    numbers: tuple[int, ...], separator: str
) -> None:
    lines = [f"{number}. Hỗ trợ {number * 100} triệu đồng." for number in numbers]
    assert shape(separator.join(lines)) == [f"li1: {line}" for line in lines]
    assert printed(separator.join(lines)) == "\n".join(lines) + "\n"


@given(st.lists(st.integers(0, 999), min_size=1, max_size=12))
def test_any_numbers_are_printed_as_typed(numbers: list[int]) -> None:
    lines = [f"{number}. Khoản" for number in numbers]
    assert shape("\n".join(lines)) == [f"li1: {line}" for line in lines]


def test_a_year_at_the_beginning_of_a_line_is_no_number_of_a_list() -> None:
    text = "2024. Năm có nhiều lớp.\n2025. Năm có nhiều máy."
    assert shape(text) == [f"p: {line}" for line in text.split("\n")]


def test_a_number_with_leading_noughts_is_kept() -> None:
    assert shape("01. Máy sấy\n02. Máy thái") == ["li1: 01. Máy sấy", "li1: 02. Máy thái"]


@pytest.mark.parametrize("indent", ["  ", "    ", "\t", "   "])
@pytest.mark.parametrize("mark", ["-", "+", "*", "1.", "a)", "•"])
def test_items_are_nested_as_indented(indent: str, mark: str) -> None:
    kept = {"-": "•", "+": "•", "*": "•"}.get(mark, mark)
    assert shape(f"- Đào tạo\n{indent}{mark} Lớp một\n- Mô hình") == [
        "li1: • Đào tạo",
        f"li2: {kept} Lớp một",
        "li1: • Mô hình",
    ]


@pytest.mark.parametrize("dash", ["-", "–"])
def test_a_plus_below_a_dash_is_one_level_deeper(dash: str) -> None:
    mark = "•" if dash == "-" else dash
    assert shape(f"{dash} Một\n+ Một một\n+ Một hai\n{dash} Hai") == [
        f"li1: {mark} Một",
        "li2: • Một một",
        "li2: • Một hai",
        f"li1: {mark} Hai",
    ]
    assert shape("+ Một\n+ Hai") == ["li1: • Một", "li1: • Hai"]


def test_an_item_may_hold_paragraphs() -> None:
    found = page("1. Nộp hồ sơ\n\n   Hồ sơ nộp ở xã.\n\n2. Thẩm định").ol
    assert [len(item.find_all("p")) for item in found.find_all("li")] == [2, 1]


def test_a_deep_list_stays_shallow_on_the_page() -> None:
    text = "\n".join("  " * depth + f"- {depth}" for depth in range(11))
    assert max(len(list(item.parents)) for item in page(text).find_all("li")) <= 2 * 8


@pytest.mark.parametrize(
    "line",
    ["-Đơn đăng ký", "+84 912 345 678", "*) Giá tại xưởng.", "1.000 đồng", "1.5 tỷ", "-", "1."],
)
def test_what_begins_like_an_item_and_is_none_stays_text(line: str) -> None:
    assert shape(line) == [f"p: {line}"]
