"""Đề án tables as Excel saves them: forgiving in form, exact in meaning, each cell named."""

from pathlib import Path

import pytest

from khuyencong.content.de_an_table import read_table
from khuyencong.model.de_an import DeAn, Programme, Stage
from khuyencong.model.skeleton import csv_skeleton
from tests.conftest import Content

HEAD = "ma;ten;chuong_trinh;don_vi_thu_huong;tinh;kinh_phi_ho_tro;tong_kinh_phi;giai_doan\n"
ROW = "QG-01;Máy thái miến;kcqg;HTX Thử;Lạng Sơn;600.000.000;900.000.000;nghiem-thu\n"


def said(content: Content) -> list[str]:
    return [f"{p.rule.code} {p.file}:{p.line}" for p in content.read().problems]


@pytest.mark.parametrize(
    "data",
    [
        (HEAD + ROW).encode(),
        (HEAD + ROW).encode("utf-8-sig"),
        (HEAD + ROW).replace("\n", "\r\n").encode("utf-8-sig"),
        (HEAD + ROW).replace(";", "\t").encode("utf-16"),
        ("sep=;\n" + HEAD + ROW).encode("utf-8-sig"),
        (HEAD + ROW).replace(";", ",").encode(),
    ],
    ids=["utf-8", "BOM", "CRLF", "Unicode text of Excel", "sep=", "commas"],
)
def test_every_way_in_which_excel_saves_is_read(content: Content, data: bytes) -> None:
    content.write("de-an/2024.csv", data)
    (table,) = content.site().de_an
    (row,) = table.rows
    assert table.year == 2024
    assert row.de_an.chuong_trinh is Programme.NATIONAL
    assert row.de_an.giai_doan is Stage.ACCEPTED
    assert row.de_an.kinh_phi_ho_tro == 600_000_000


def test_headings_may_be_labels_in_any_order_and_values_too(content: Content) -> None:
    content.write(
        "de-an/2024.csv",
        "Giai đoạn,Kinh phí hỗ trợ,Mã đề án,Tên đề án,Chương trình\n"
        'Không phê duyệt,"600,000,000 đ",01,"Máy, thiết bị",Khuyến công địa phương\n',
    )
    (row,) = content.site().de_an[0].rows
    assert row.de_an.giai_doan is Stage.REFUSED
    assert (row.de_an.ma, row.de_an.ten) == ("01", "Máy, thiết bị")
    assert row.de_an.kinh_phi_ho_tro == 600_000_000


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        (ROW.replace("600.000.000", "600 triệu"), "KC106", "Ô F2"),
        (ROW.replace("600.000.000", "6E+08"), "KC106", "Ô F2"),
        (ROW.replace("600.000.000", "600,000"), "KC106", "Ô F2"),
        (ROW.replace("kcqg", "trung ương"), "KC108", "Ô C2"),
        (ROW.replace("nghiem-thu", "xong"), "KC108", "Ô H2"),
        (ROW.replace("QG-01", ""), "KC105", "Ô A2"),
        (ROW.replace("600.000.000", "901.000.000"), "KC212", "Ô F2"),
        (ROW.replace("Máy thái", "M?y th?i"), "KC114", "Ô B2"),
        ("Tổng cộng;;;;;600.000.000;900.000.000;\n", "KC115", "tự cộng"),
        (ROW.replace("HTX", "HTX; Thử;"), "KC115", "nhiều ô"),
        (ROW + ROW, "KC115", "dòng 2"),
    ],
)
def test_a_fault_names_its_line_and_its_cell(
    content: Content, row: str, code: str, cell: str
) -> None:
    content.write("de-an/2024.csv", HEAD + row)
    (problem,) = content.read().problems
    assert problem.rule.code == code
    assert problem.line == (3 if row.count("\n") == 2 else 2)
    assert cell in f"{problem.message} {problem.advice}"


def test_a_line_end_inside_a_heading_is_a_space(content: Content) -> None:
    content.write(
        "de-an/2024.csv",
        '"Mã\nđề án","Tên đề án\r\n",Chương trình,"Kinh phí\nhỗ trợ","Giai\nđoạn"\n'
        'QG-1,"Máy thái; máy sấy; máy ép",kcqg,300000000,nghiem-thu\n',
    )
    (row,) = content.site().de_an[0].rows
    assert (row.de_an.ma, row.de_an.ten) == ("QG-1", "Máy thái; máy sấy; máy ép")
    assert row.line == 6


@pytest.mark.parametrize(
    "name", ["Vì sao nên đầu tư?Máy thái", "Ở đâu? Khi nào?", "Máy gì?", "Hỏi?Đáp"]
)
def test_a_question_is_no_lost_letter(content: Content, name: str) -> None:
    content.write("de-an/2024.csv", HEAD + ROW.replace("Máy thái miến", name))
    assert said(content) == []


@pytest.mark.parametrize("row", [ROW, ROW.replace("Máy thái miến", "Hỗ trợ máy thái miến")])
def test_a_table_saved_as_ansi_is_lost_not_legacy(content: Content, row: str) -> None:
    content.write("de-an/2024.csv", (HEAD + row).encode("cp1252", "replace"))
    (problem,) = content.read().problems
    assert (problem.rule.code, problem.line) == ("KC114", 2)
    assert "CSV UTF-8" in problem.advice and "khuyencong convert" not in problem.advice


def test_a_number_that_nothing_can_keep_names_its_cell(content: Content) -> None:
    content.write("de-an/2024.csv", HEAD + ROW.replace("600.000.000", "9" * 23))
    (problem,) = content.read().problems
    assert problem.rule.code == "KC106" and "Ô F2" in problem.message


def test_a_line_break_inside_a_cell_does_not_shift_the_lines(content: Content) -> None:
    text = HEAD + ROW.replace("Máy thái miến", '"Máy\nthái"') + "\n" + ROW.replace("QG-01", "")
    content.write("de-an/2024.csv", text)
    assert said(content) == ["KC105 de-an/2024.csv:5"]


def test_what_is_no_table_of_a_year_is_named(content: Content) -> None:
    content.write("de-an/2024.csv", HEAD + ROW)
    content.write("de-an/bang.csv", HEAD + ROW)
    content.write("de-an/2025.xlsx", b"PK\x03\x04")
    content.write("de-an/2026.csv", "a;b\n1;2\n")
    content.write("de-an/~$2024.xlsx", b"lock")
    assert said(content) == [
        "KC101 de-an/2025.xlsx:1",
        "KC103 de-an/2026.csv:1",
        "KC103 de-an/2026.csv:1",
        "KC115 de-an/2026.csv:1",
        "KC115 de-an/bang.csv:1",
    ]


def test_a_new_table_is_read_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "2026.csv"
    file.write_bytes(csv_skeleton(DeAn))
    table, problems = read_table(file, "de-an/2026.csv")
    assert table and len(table.rows) == 1
    assert not problems


def model(content: Content, extra: str) -> None:
    content.write(
        "mo-hinh/a.md",
        "---\ntitle: Mô hình thái miến\ndate: 1/1/2025\nuid: kc-1\nsummary: Máy mới.\n"
        f"beneficiary: HTX Thử\nyear: 2024\n{extra}---\nA\n",
    )


@pytest.mark.parametrize(
    ("extra", "expected"),
    [
        ("total_cost: 900.000.000\nsupport_kcqg: 600.000.000\nde_an: QG-01\n", []),
        ("total_cost: 900.000.000\nsupport_kcqg: 600.000.000\n", []),
        ("total_cost: 900.000.000\nsupport_kcqg: 500.000.000\n", ["KC406 mo-hinh/a.md:9"]),
        ("support_kcqg: 600.000.000\nde_an: QG-02\n", ["KC405 mo-hinh/a.md:9"]),
    ],
    ids=["agrees by code", "agrees by name", "another sum", "no such code"],
)
def test_a_model_agrees_with_the_table_that_paid_for_it(
    content: Content, extra: str, expected: list[str]
) -> None:
    content.write("de-an/2024.csv", HEAD + ROW)
    model(content, extra)
    assert said(content) == expected


def test_a_product_agrees_with_its_de_an(content: Content) -> None:
    content.write("de-an/2024.csv", HEAD + ROW)
    content.product("san-pham/a.md", "Miến", "de_an: QG-01")
    assert said(content) == ["KC406 san-pham/a.md:7"]
