"""Cells that hold more than their column says: a producer with its address, stars by a decision."""

import pytest

from khuyencong.importers.cell_values import read_day, read_phones, read_stars
from khuyencong.importers.producer_cells import ADDRESS, NAME, WHOLE, producer_parts
from khuyencong.importers.product_row import read_product

PHONE, MAIL = ("producer", "phone"), ("producer", "email")


@pytest.mark.parametrize(
    ("cell", "name", "address"),
    [
        ("HTX Nông sản Mẫu, thôn 2, xã Mẫu", "HTX Nông sản Mẫu", "thôn 2, xã Mẫu"),
        ("Công ty TNHH Mộc Mẫu - phường Mẫu", "Công ty TNHH Mộc Mẫu", "phường Mẫu"),
        ("HTX Gốm Mẫu\nxã Mẫu", "HTX Gốm Mẫu", "xã Mẫu"),
        ("HTX Gốm Mẫu (ĐC: xã Mẫu)", "HTX Gốm Mẫu", "xã Mẫu"),
    ],
)
def test_a_column_of_name_and_address_is_both(cell: str, name: str, address: str) -> None:
    assert producer_parts({WHOLE: cell}) == {NAME: name, ADDRESS: address}


def test_what_a_label_names_leaves_the_name_of_a_producer() -> None:
    cell = "HTX Gốm Mẫu\nĐC: xã Mẫu\nĐT: 0914555666\nEmail: gom@mau.example"
    assert producer_parts({NAME: cell}) == {
        NAME: "HTX Gốm Mẫu",
        ADDRESS: "xã Mẫu",
        PHONE: "0914555666",
        MAIL: "gom@mau.example",
    }
    assert producer_parts({NAME: "Cơ sở Mây Mẫu, ĐT 0914 555 777"})[NAME] == "Cơ sở Mây Mẫu"


@pytest.mark.parametrize("name", ["Công ty Web Mẫu", "Công ty CP Mẫu, Website và in ấn", "HTX ĐT"])
def test_a_word_that_labels_nothing_is_part_of_a_name(name: str) -> None:
    assert producer_parts({NAME: name}) == {NAME: name}


def test_a_column_of_its_own_says_more_than_a_label() -> None:
    cells = {NAME: "HTX Gốm Mẫu, ĐT: 0914555666", PHONE: "0203 111 222"}
    assert producer_parts(cells)[PHONE] == "0203 111 222"


def test_stars_bring_their_decision_along() -> None:
    text = "4 sao (QĐ 2210/QĐ-UBND ngày 20/12/2023)"
    assert read_stars(text).fields == {
        "ocop_stars": "4",
        "ocop_decision": "2210/QĐ-UBND",
        "ocop_year": "2023",
    }


def test_a_list_of_stars_tells_group_and_year_of_the_stars() -> None:
    cells = {("ocop_stars",): "3 sao", ("group",): "Đồ uống", ("*day",): "45280"}
    row = read_product(cells, {}, {"decision": "QĐ 77/QĐ-UBND"})
    assert row.fields["ocop_group"] == "Đồ uống" and row.fields["ocop_year"] == "2023"
    assert row.fields["ocop_decision"] == "77/QĐ-UBND" and "awards" not in row.fields
    awarded = read_product(cells, {}, {"decision": "QĐ 77/QĐ-UBND", "level": "cấp tỉnh"})
    assert "ocop_decision" not in awarded.fields
    assert awarded.fields["awards"] == [
        {"level": "tinh", "year": "2023", "decision": "77/QĐ-UBND", "date": "20/12/2023"}
    ]


@pytest.mark.parametrize(
    ("cell", "day"),
    [("45280", "20/12/2023"), ("20/12/2023", "20/12/2023"), ("1520", ""), ("912345678", "")],
)
def test_a_day_may_be_the_number_that_a_sheet_holds(cell: str, day: str) -> None:
    assert read_day(cell) == day


def test_whose_number_it_is_is_no_part_of_the_number() -> None:
    text = "02713.999.888 (P. KD), hotline: 1900 1234"
    assert read_phones(text).fields == {"phone": "02713.999.888, 1900 1234"}
