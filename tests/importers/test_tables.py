"""Lists of products as offices keep them become products; nothing is doubled, nothing guessed."""

import datetime
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from khuyencong.editing.entry_text import EntryText
from khuyencong.importers.report import Outcome, Report
from khuyencong.model.product import Product
from tests.importers.conftest import Desk

HEAD = ("STT", "Tên sản phẩm", "Chủ thể", "Địa chỉ", "SĐT", "Giá bán", "Sao")
BASKET = (1, "Giỏ tre đan", "HTX Tre (minh họa)", "Thôn 1, xã Na Rì, tỉnh Thái Nguyên", "", "", "")


def book(file: Path, *rows: Sequence[object], name: str = "Danh sách") -> Path:
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    made.save(file)
    return file


def products(desk: Desk) -> dict[str, dict[str, object]]:
    """Slug → header of each product."""
    return {
        file.stem: dict(EntryText.of(file.read_bytes()).read(Product).values)
        for file in sorted((desk.content.folder / "san-pham").glob("*.md"))
    }


def one(desk: Desk, tmp_path: Path, **cells: object) -> dict[str, object]:
    """The product of a table with one row and the given columns."""
    head = ("Tên sản phẩm", "Chủ thể", *cells)
    book(tmp_path / "a.xlsx", head, ("Giỏ tre", "HTX Tre (minh họa)", *cells.values()))
    report = desk.import_(tmp_path / "a.xlsx")
    desk.item = desk.only(report)
    problems = [p for p in desk.content.read(drafts=True).problems if "san-pham" in p.file]
    assert not [p for p in problems if p.rule.severity.name == "ERROR"], problems
    return products(desk)["gio-tre"]


def outcomes(report: Report) -> list[Outcome]:
    return [item.outcome for item in report.items]


def test_the_title_of_a_list_gives_level_year_and_decision(desk: Desk, tmp_path: Path) -> None:
    file = book(
        tmp_path / "a.xlsx",
        ["DANH SÁCH SẢN PHẨM CNNT TIÊU BIỂU CẤP TỈNH NĂM 2024"],
        ["(Kèm theo Quyết định số 45/QĐ-UBND ngày 20/8/2024)"],
        [],
        HEAD,
        ["I", "Nhóm thủ công mỹ nghệ"],
        BASKET,
        ["", "Tổng cộng: 1 sản phẩm"],
        ["Ghi chú: đã rà soát."],
    )
    report = desk.import_(file)
    assert products(desk)["gio-tre-dan"] == {
        "title": "Giỏ tre đan",
        "slug": "gio-tre-dan",
        "uid": products(desk)["gio-tre-dan"]["uid"],
        "status": "draft",
        "group": "thu-cong-my-nghe",
        "producer": {
            "name": "HTX Tre (minh họa)",
            "kind": "hop-tac-xa",
            "address": "Thôn 1",
            "commune": "Na Rì",
            "province": "Thái Nguyên",
        },
        "awards": [
            {"level": "tinh", "year": "2024", "decision": "45/QĐ-UBND", "date": "20/08/2024"}
        ],
    }
    assert any("Ghi chú" in remark for remark in report.remarks)


@pytest.mark.parametrize(
    ("written", "fields"),
    [
        ("35.000đ/kg", {"price": "35000", "price_unit": "kg"}),
        ("85.000 đồng/gói 500 g", {"price": "85000", "price_unit": "gói 500 g"}),
        ("35 nghìn/kg", {"price": "35000", "price_unit": "kg"}),
        ("Liên hệ", {"price_note": "Liên hệ"}),
        ("30.000 - 50.000đ/kg", {"price_note": "30.000 - 50.000đ/kg"}),
        ("35.000đ/kg; 60.000đ/hộp", {"price_note": "35.000đ/kg; 60.000đ/hộp"}),
        (35000, {"price_note": "35.000 đồng"}),
        ("1,2 triệu đồng/bộ", {"price": "1200000", "price_unit": "bộ"}),
        ("Bốn mươi nghìn đồng/kg", {"price_note": "Bốn mươi nghìn đồng/kg"}),
    ],
)
def test_prices(desk: Desk, tmp_path: Path, written: object, fields: dict[str, str]) -> None:
    product = one(desk, tmp_path, Giá=written)
    assert {key: product[key] for key in product if key.startswith("price")} == fields


def test_the_unit_and_thousands_of_a_heading_count(desk: Desk, tmp_path: Path) -> None:
    product = one(desk, tmp_path, **{"Giá (nghìn đồng/kg)": 35})
    assert (product["price"], product["price_unit"]) == ("35000", "kg")


@pytest.mark.parametrize("written", ["4 sao", "OCOP 4 sao", "****", "4*", "★★★★", 4])
def test_stars(desk: Desk, tmp_path: Path, written: object) -> None:
    assert one(desk, tmp_path, **{"Hạng sao": written})["ocop_stars"] == "4"


def test_stars_that_are_hoped_for_are_none(desk: Desk, tmp_path: Path) -> None:
    product = one(desk, tmp_path, **{"Hạng sao": "Tiềm năng 5 sao"})
    assert "ocop_stars" not in product
    assert any("chưa phải sao" in remark for remark in desk.item.remarks)


def test_what_is_said_not_to_be_there_is_nothing(desk: Desk, tmp_path: Path) -> None:
    cells = {"Mã vạch": "Chưa có", "Email": "không có", "HSD": "-", "Bao bì": "…"}
    product = one(desk, tmp_path, **cells)
    assert product.keys() == {"title", "slug", "uid", "status", "producer", "group"}
    assert len(desk.item.remarks) == 1, "the group is open"


def test_a_cell_may_hold_address_and_telephone_or_mail_and_site(desk: Desk, tmp_path: Path) -> None:
    cells = {
        "Địa chỉ, điện thoại": "Thôn 1, xã Na Rì, tỉnh Thái Nguyên (ĐT: 0912 345 678)",
        "Email/Website": "tre@thu.example\nwww.tre.example",
        "Loại hình (HTX/DN)": "Hợp tác xã",
    }
    assert one(desk, tmp_path, **cells)["producer"] == {
        "name": "HTX Tre (minh họa)",
        "kind": "hop-tac-xa",
        "address": "Thôn 1",
        "commune": "Na Rì",
        "province": "Thái Nguyên",
        "phone": "0912 345 678",
        "email": "tre@thu.example",
        "website": "https://www.tre.example",
    }


@pytest.mark.parametrize(
    ("written", "phone"),
    [
        (912345678, "0912345678"),
        ("0912 345 678; 0205 3812 345", "0912 345 678, 0205 3812 345"),
        ("0912.345.678 - 0987.654.321", "0912.345.678, 0987.654.321"),
        ("'0912 345 678", "0912 345 678"),
        ("84912345678", "+84912345678"),
    ],
)
def test_telephones(desk: Desk, tmp_path: Path, written: object, phone: str) -> None:
    producer = one(desk, tmp_path, SĐT=written)["producer"]
    assert isinstance(producer, dict) and producer["phone"] == phone


@pytest.mark.parametrize("written", ["9,12346E+08", "9.12E+08", "không có"])
def test_a_telephone_that_excel_cut_is_told_and_not_taken(
    desk: Desk, tmp_path: Path, written: str
) -> None:
    assert "phone" not in str(one(desk, tmp_path, SĐT=written)["producer"])
    assert desk.item.remarks


def test_a_barcode_that_lost_digits_is_told(desk: Desk, tmp_path: Path) -> None:
    assert "barcode" not in one(desk, tmp_path, **{"Mã vạch": 8.93456789012e17})
    assert any("Mã vạch" in remark for remark in desk.item.remarks)


def test_a_barcode_kept_as_a_number_is_whole(desk: Desk, tmp_path: Path) -> None:
    assert one(desk, tmp_path, **{"Mã vạch": 8934567890123})["barcode"] == "8934567890123"


def test_levels_years_and_decisions_in_words(desk: Desk, tmp_path: Path) -> None:
    words = "Cấp tỉnh 2022; cấp khu vực phía Bắc năm 2024, QĐ 45/QĐ-BCT ngày 20/8/2024"
    awards = one(desk, tmp_path, **{"Danh hiệu": words})["awards"]
    assert [(a["level"], a["year"]) for a in awards] == [  # type: ignore[union-attr,index]
        ("tinh", "2022"),
        ("khu-vuc", "2024"),
    ]


@pytest.mark.parametrize("column", ["Xếp loại", "Kết quả"])
def test_who_did_not_pass_a_round_gets_no_award(desk: Desk, tmp_path: Path, column: str) -> None:
    book(
        tmp_path / "a.xlsx",
        ["KẾT QUẢ BÌNH CHỌN SẢN PHẨM CNNT TIÊU BIỂU CẤP TỈNH NĂM 2024"],
        ["Tên SP", "Đơn vị SX", "Đ/c", column],
        ["Giỏ tre", "HTX Tre (minh họa)", "xã Na Rì, tỉnh Thái Nguyên", "Đạt"],
        ["Miến dong", "HTX Miến (minh họa)", "xã Na Rì, tỉnh Thái Nguyên", "Không đạt"],
    )
    report = desk.import_(tmp_path / "a.xlsx")
    found = products(desk)
    assert found["gio-tre"]["awards"] == [{"level": "tinh", "year": "2024"}]
    assert "awards" not in found["mien-dong"]
    assert any("Không đạt" in remark for remark in report.items[1].remarks)
    assert found["gio-tre"]["producer"]["commune"] == "Na Rì"  # type: ignore[index]


def test_an_address_with_a_district_is_an_old_one_and_leads_to_the_new(
    desk: Desk, tmp_path: Path
) -> None:
    old = "Thôn 2, xã Yên Thịnh, huyện Hữu Lũng, tỉnh Lạng Sơn"
    producer = one(desk, tmp_path, **{"Địa chỉ": old})["producer"]
    assert isinstance(producer, dict)
    assert (producer["former_address"], producer["address"]) == (old, "Thôn 2")
    assert (producer["commune"], producer["province"]) == ("Hữu Liên", "Lạng Sơn")
    assert any("nay thuộc xã Hữu Liên, tỉnh Lạng Sơn" in said for said in desk.item.remarks)


def test_of_a_commune_that_was_split_the_choices_are_told(desk: Desk, tmp_path: Path) -> None:
    old = "Phường 15, quận Tân Bình, TP. Hồ Chí Minh"
    producer = one(desk, tmp_path, **{"Địa chỉ": old})["producer"]
    assert isinstance(producer, dict) and "commune" not in producer
    assert producer["province"] == "Thành phố Hồ Chí Minh"
    assert any("phường Tân Bình hoặc phường Tân Sơn" in said for said in desk.item.remarks)


def test_an_old_address_that_nobody_knows_is_left_to_people(desk: Desk, tmp_path: Path) -> None:
    producer = one(desk, tmp_path, **{"Địa chỉ": "xã Không Có, huyện Không Có"})["producer"]
    assert isinstance(producer, dict) and "province" not in producer
    assert any("cấp huyện" in remark for remark in desk.item.remarks)


def test_a_website_gets_its_scheme(desk: Desk, tmp_path: Path) -> None:
    producer = one(desk, tmp_path, Website="www.tre.example")["producer"]
    assert isinstance(producer, dict) and producer["website"] == "https://www.tre.example"


def test_formulas_give_their_values_and_dates_are_days(desk: Desk, tmp_path: Path) -> None:
    product = one(desk, tmp_path, **{"Hạn dùng": datetime.date(2026, 8, 20)})
    assert product["shelf_life"] == "20/08/2026"


def test_a_table_with_dates_from_1904_has_the_same_days(desk: Desk, tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    made.active.append(["Tên sản phẩm", "Chủ thể", "Hạn dùng"])
    made.active.append(["Giỏ tre", "HTX Tre (minh họa)", datetime.date(2026, 8, 20)])
    made.save(tmp_path / "a.xlsx")
    desk.import_(tmp_path / "a.xlsx")
    assert products(desk)["gio-tre"]["shelf_life"] == "20/08/2026"


def test_merged_cells_count_for_every_row(desk: Desk, tmp_path: Path) -> None:
    file = book(
        tmp_path / "a.xlsx",
        ("Tên sản phẩm", "Chủ thể"),
        ("Giỏ tre", "HTX Tre (minh họa)"),
        ("Nong tre", None),
    )
    made = openpyxl.load_workbook(file)
    made.active.merge_cells("B2:B3")
    made.save(file)
    desk.import_(file)
    assert {str(p["producer"]) for p in products(desk).values()} == {
        "{'name': 'HTX Tre (minh họa)', 'kind': 'hop-tac-xa'}"
    }


def test_headings_on_two_rows(desk: Desk, tmp_path: Path) -> None:
    file = book(
        tmp_path / "a.xlsx",
        ("STT", "Tên sản phẩm", "Thông tin chủ thể", None, None),
        (None, None, "Tên cơ sở", "Điện thoại", "Email"),
        (1, "Giỏ tre", "HTX Tre (minh họa)", "0912 345 678", "tre@thu.example"),
    )
    desk.import_(file)
    producer = products(desk)["gio-tre"]["producer"]
    assert isinstance(producer, dict) and producer["email"] == "tre@thu.example"


def test_headings_over_several_columns_are_read_with_their_parts(
    desk: Desk, tmp_path: Path
) -> None:
    file = book(
        tmp_path / "a.xlsx",
        ("STT", "Cơ sở sản xuất", None, "Tên sản phẩm", "Giá bán", None),
        (None, "Tên", "Địa chỉ", None, "Lẻ", "Sỉ"),
        (1, "HTX Tre (minh họa)", "xã Na Rì, tỉnh Thái Nguyên", "Giỏ tre", "35.000đ/kg", "30.000"),
    )
    made = openpyxl.load_workbook(file)
    for cells in ("A1:A2", "B1:C1", "D1:D2", "E1:F1"):
        made.active.merge_cells(cells)
    made.save(file)
    report = desk.import_(file)
    (product,) = products(desk).values()
    assert product["title"] == "Giỏ tre" and product["price"] == "35000"
    producer = product["producer"]
    assert isinstance(producer, dict)
    assert (producer["name"], producer["commune"]) == ("HTX Tre (minh họa)", "Na Rì")
    assert any("“Giá bán Sỉ”" in remark for remark in report.remarks)


def test_a_name_in_other_capitals_is_no_news(desk: Desk, tmp_path: Path) -> None:
    one(desk, tmp_path)
    row = ("giỏ  TRE", "HTX tre (Minh họa)")
    report = desk.import_(book(tmp_path / "b.xlsx", ("Tên sản phẩm", "Chủ thể"), row))
    assert outcomes(report) == [Outcome.UNCHANGED]
    assert products(desk)["gio-tre"]["title"] == "Giỏ tre"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("mark", [";", ",", "\t", "|"])
def test_csv_of_any_separator_and_encoding(
    desk: Desk, tmp_path: Path, encoding: str, mark: str
) -> None:
    lines = (("Ten san pham", "Chu the", "Quy cách"), ("Giỏ tre", "HTX Tre", "Gói 5 chiếc"))
    text = "\r\n".join(mark.join(line) for line in lines)
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    desk.import_(tmp_path / "a.csv")
    assert products(desk)["gio-tre"]["packaging"] == "Gói 5 chiếc"


def test_the_second_import_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    file = book(tmp_path / "a.xlsx", HEAD, BASKET, (2, "Nong tre", "Hộ ông Bảy (minh họa)"))
    desk.import_(file)
    first = desk.files()
    assert set(outcomes(desk.import_(file))) == {Outcome.UNCHANGED}
    assert desk.files() == first


def test_a_product_that_is_there_is_updated_and_the_difference_shown(
    desk: Desk, tmp_path: Path
) -> None:
    own = desk.content.product("san-pham/gio.md", "Giỏ Tre Đan", producer="{name: HTX Tre}")
    own.write_text(own.read_text("utf-8").replace("Mô tả.", "Mô tả của tôi."), "utf-8")
    file = book(
        tmp_path / "a.xlsx", HEAD, (1, "GIỎ TRE ĐAN", "Hợp tác xã Tre", "", "", "35.000đ/kg", 4)
    )
    item = desk.only(desk.import_(file))
    assert item.outcome is Outcome.UPDATED and item.file == "san-pham/gio.md"
    assert ("Giá", "", "35000") in item.changes and ("Sao OCOP", "", "4") in item.changes
    assert len(products(desk)) == 1 and "Mô tả của tôi." in own.read_text("utf-8")


def test_what_a_person_corrected_after_the_import_stays(desk: Desk, tmp_path: Path) -> None:
    row = (1, "Giỏ tre đan", "HTX Tre", "", "", "35.000đ/kg", 4)
    file = book(tmp_path / "a.xlsx", HEAD, row)
    desk.import_(file)
    draft = desk.content.folder / "san-pham" / "gio-tre-dan.md"
    draft.write_text(draft.read_text("utf-8").replace("price: 35000", "price: 40000"), "utf-8")
    book(file, HEAD, (*row[:6], 5))
    item = desk.only(desk.import_(file))
    assert item.changes == (("Sao OCOP", "4", "5"),)
    assert "price: 40000" in draft.read_text("utf-8")


def test_namesakes_of_two_producers_are_two(desk: Desk, tmp_path: Path) -> None:
    desk.import_(book(tmp_path / "a.xlsx", HEAD, (1, "Mật ong", "HTX A"), (2, "Mật ong", "HTX B")))
    assert len(products(desk)) == 2


def test_people_who_are_told_apart_by_a_mark_stay_two(desk: Desk, tmp_path: Path) -> None:
    """The row of one must not put a telephone beside the name, or the address, of the other."""
    own = desk.content.product(
        "san-pham/mat-ong.md",
        "Mật ong",
        producer="{name: Hộ Nguyễn Văn Hùng, kind: ho-kinh-doanh, address: Thôn Một}",
    )
    before = own.read_bytes()
    row = (1, "Mật ong", "Hộ Nguyễn Văn Hưng", "", "0900 000 111")
    file = book(tmp_path / "a.xlsx", HEAD, row)
    item = desk.only(desk.import_(file))
    assert item.outcome is Outcome.CREATED and own.read_bytes() == before
    assert any("Hộ Nguyễn Văn Hùng" in remark for remark in item.remarks)
    assert "address" not in products(desk)[Path(item.file).stem]["producer"]
    assert desk.only(desk.import_(file)).outcome is Outcome.UNCHANGED


def test_a_row_that_may_mean_two_namesakes_changes_neither(desk: Desk, tmp_path: Path) -> None:
    files = [
        desk.content.product(
            f"san-pham/{commune}.md",
            "Mật ong",
            producer=f"{{name: Hộ ông Bảy, commune: {commune}}}",
        )
        for commune in ("A", "B")
    ]
    before = [file.read_bytes() for file in files]
    desk.import_(book(tmp_path / "a.xlsx", HEAD, (1, "Mật ong", "Hộ ông Bảy", "", "0900 000 111")))
    assert [file.read_bytes() for file in files] == before
    assert len(products(desk)) == 3


def test_a_table_lets_readers_see_nothing(desk: Desk, tmp_path: Path) -> None:
    """Neither a new entry nor one that waits for approval, nor before its hour."""
    own = desk.content.product(
        "san-pham/cho.md", "Chè", status="review", producer="{name: HTX Chè}"
    )
    head = ("Mã cố định", "Tít", "Trạng thái", "Không đăng trước", "Cơ sở sản xuất – Tên cơ sở")
    head += ("Nhóm", "Duyệt – Người duyệt", "Duyệt – Duyệt lúc")
    rows = [
        ("kc-moi", "Miến", "Đã đăng", "", "HTX Miến", "Sản phẩm khác", "Giám đốc", "22/11/2026"),
        ("kc-san-pham/cho.md", "Chè", "Đã đăng", "", "HTX Chè", "", "Giám đốc", "22/11/2026"),
    ]
    report = desk.import_(book(tmp_path / "a.xlsx", head, *rows), "san-pham")
    assert set(outcomes(report)) <= {Outcome.CREATED, Outcome.UPDATED, Outcome.UNCHANGED}
    assert "status: review" in own.read_text("utf-8")
    assert any("“Trạng thái”" in remark for remark in report.remarks)
    made = products(desk)["mien"]
    assert made["status"] == "draft" and "approved" not in made


def test_a_map_says_what_a_column_is(desk: Desk, tmp_path: Path) -> None:
    file = book(
        tmp_path / "a.xlsx", ("Tên sản phẩm", "Chủ thể", "Ghi trên túi"), ("Giỏ", "HTX", "Gói 5")
    )
    report = desk.import_(file, dry_run=True)
    assert any("Ghi trên túi" in remark for remark in report.remarks)
    (tmp_path / "cot.yml").write_text("Ghi trên túi: Quy cách\n", "utf-8")
    desk.import_(file, map_=tmp_path / "cot.yml")
    assert products(desk)["gio"]["packaging"] == "Gói 5"


def test_a_table_without_headings_says_what_is_needed(desk: Desk, tmp_path: Path) -> None:
    assert "dòng tên cột" in desk.said(book(tmp_path / "a.xlsx", ["một", "hai"], [1, 2]))


def test_a_million_empty_rows_are_passed_over(desk: Desk, tmp_path: Path) -> None:
    file = book(tmp_path / "a.xlsx", HEAD, BASKET)
    made = openpyxl.load_workbook(file)
    made.active.cell(1_000_000, 1).number_format = "@"
    made.active.cell(1_000_001, 1).value = "cuối"
    made.save(file)
    assert len(desk.import_(file).items) == 1


@pytest.mark.parametrize("heading", ["Cơ sở SX", "CSSX", "Đơn vị SX", "Hộ sản xuất"])
def test_a_producer_is_known_by_the_short_names_of_its_column(
    desk: Desk, tmp_path: Path, heading: str
) -> None:
    head = ("TT", "Tên SP", heading, "Ghi chú / mô tả")
    row = (1, "Giỏ tre", "HTX Tre (minh họa)", "Đan tay")
    desk.import_(book(tmp_path / "a.xlsx", head, row))
    found = products(desk)["gio-tre"]
    assert isinstance(found["producer"], dict)
    assert found["producer"]["name"] == "HTX Tre (minh họa)"
    assert found["summary"] == "Đan tay"


@pytest.mark.parametrize(
    ("written", "commune", "province", "street"),
    [
        ("Xã Na Rì, Thái Nguyên", "Na Rì", "Thái Nguyên", None),
        ("P. Bắc Kạn", "Bắc Kạn", "Thái Nguyên", None),
        ("Thôn 1, xã Na Rì, tỉnh Thái Nguyên", "Na Rì", "Thái Nguyên", "Thôn 1"),
        ("Số 5, phường Lạ, Thái Nguyên", "Lạ", "Thái Nguyên", "Số 5"),
        ("KCN Sông Công", None, None, "KCN Sông Công"),
    ],
)
def test_a_province_needs_no_word_before_its_name(
    desk: Desk,
    tmp_path: Path,
    written: str,
    commune: str | None,
    province: str | None,
    street: str | None,
) -> None:
    producer = one(desk, tmp_path, **{"Địa chỉ": written})["producer"]
    assert isinstance(producer, dict)
    assert (producer.get("commune"), producer.get("province")) == (commune, province)
    assert producer.get("address") == street
