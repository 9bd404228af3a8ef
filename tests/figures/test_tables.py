"""The figures of the centre: counted, in CSV for Excel and JSON for machines."""

import csv
import io
import json

from khuyencong.figures.data_table import DataTable
from khuyencong.figures.site_tables import data_tables
from tests.conftest import Content

POLICY = """\
---
title: Mức hỗ trợ
date: 1/11/2026
uid: kc-p
summary: A
document_number: 28/2018/TT-BTC
effective: 1/1/2020
verified: {date: 20/11/2026, by: Phòng Khuyến công}
support:
  - {activity: "Mua máy, thiết bị", rate_percent: 50, ceiling: 300000000, per: cơ sở, eligible: "HTX, hộ", basis: Điều 8}
  - {activity: Đào tạo, rate_percent: 33.5}
---
A
"""  # noqa: E501


def tables(content: Content) -> dict[str, DataTable]:
    return {table.name: table for table in data_tables(content.site())}


def rows(table: DataTable) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table.csv().decode("utf-8-sig"))))


def test_products_are_counted_by_round_and_group(content: Content) -> None:
    awards = "awards: [{level: tinh, year: 2024}, {level: quoc-gia, year: 2025}]"
    content.product("san-pham/a.md", "Miến", awards)
    content.product("san-pham/b.md", "Chè", "awards: [{level: tinh, year: 2024}]")
    content.product("san-pham/c.md", "Giỏ", "awards: [{level: tinh, year: 2024}]",
                    group="thu-cong-my-nghe")  # fmt: skip
    told = json.loads(tables(content)["san-pham-theo-dot"].json())
    found = [(r["nam"], r["cap"], r["nhom"][:8], r["so_san_pham"]) for r in told["rows"]]
    assert found == [
        (2025, "Cấp quốc gia", "Chế biến", 1),
        (2024, "Cấp tỉnh", "Thủ công", 1),
        (2024, "Cấp tỉnh", "Chế biến", 2),
    ]


def test_one_product_with_two_awards_of_a_round_counts_once(content: Content) -> None:
    content.product(
        "san-pham/a.md", "Miến", "awards: [{level: tinh, year: 2024}, {level: tinh, year: 2024}]"
    )
    assert [row["Số sản phẩm"] for row in rows(tables(content)["san-pham-theo-dot"])] == ["1"]


def test_support_is_listed_with_its_document_and_validity(content: Content) -> None:
    content.write("chinh-sach/a.md", POLICY)
    first, second = rows(tables(content)["muc-ho-tro"])
    assert first == {
        "Văn bản": "28/2018/TT-BTC",
        "Nội dung hỗ trợ": "Mua máy, thiết bị",
        "Tỷ lệ (%)": "50",
        "Mức trần (đồng)": "300000000",
        "Tính trên": "cơ sở",
        "Ai được hưởng": "HTX; hộ",
        "Căn cứ": "Điều 8",
        "Hiệu lực": "Còn hiệu lực",
    }
    assert (second["Tỷ lệ (%)"], second["Mức trần (đồng)"]) == ("33.5", "")


def test_a_validity_that_nobody_verified_is_not_given_out(content: Content) -> None:
    unverified = POLICY.replace("verified: {date: 20/11/2026, by: Phòng Khuyến công}\n", "")
    content.write("chinh-sach/a.md", unverified)
    assert {row["Hiệu lực"] for row in rows(tables(content)["muc-ho-tro"])} == {"Chưa đối chiếu"}


def test_a_json_table_explains_its_columns(content: Content) -> None:
    content.write("chinh-sach/a.md", POLICY)
    told = json.loads(tables(content)["muc-ho-tro"].json())
    assert set(told["columns"]) == set(told["rows"][0])
    assert told["columns"]["muc_tran_dong"] == "Đồng, nhiều nhất"
    assert told["rows"][0]["muc_tran_dong"] == 300_000_000
    assert told["rows"][1]["muc_tran_dong"] is None


def test_excel_knows_the_letters(content: Content) -> None:
    content.write("chinh-sach/a.md", POLICY)
    assert tables(content)["muc-ho-tro"].csv().startswith(b"\xef\xbb\xbf")


def test_a_table_without_a_row_is_not_offered(content: Content) -> None:
    content.story()
    assert tables(content) == {}


def test_the_days_of_a_de_an_are_in_its_table(content: Content) -> None:
    content.write(
        "de-an/2024.csv",
        "ma;ten;chuong_trinh;kinh_phi_ho_tro;giai_doan;ngay_phe_duyet\n"
        "QG-01;Lò nung gas;kcqg;900.000.000;nghiem-thu;12/03/2024\n",
    )
    found = tables(content)["de-an"]
    assert rows(found)[0]["Ngày phê duyệt"] == "2024-03-12"
    assert json.loads(found.json())["rows"][0]["ngay_phe_duyet"] == "2024-03-12"
