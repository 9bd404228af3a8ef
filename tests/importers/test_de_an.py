"""Lists of đề án as agencies print them become rows of the year's table, each once."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from khuyencong.content.de_an_table import read_de_an
from khuyencong.importers.de_an_match import meant_row, new_code
from khuyencong.importers.de_an_workbook import de_an_export, de_an_template
from khuyencong.importers.money_cells import amount_in, comma_is_decimal, stated_unit
from khuyencong.importers.report import Outcome, Report
from khuyencong.model.de_an import DeAn
from tests.conftest import ROOT
from tests.importers.conftest import Desk
from tests.importers.test_tables import book

TITLE = (
    ["DANH MỤC ĐỀ ÁN KHUYẾN CÔNG ĐỊA PHƯƠNG NĂM 2024"],
    ["(Kèm theo Quyết định số 45/QĐ-SCT ngày 20/8/2024)"],
    ["", "", "", "ĐVT: triệu đồng"],
)
HEAD = ["STT", "Tên đề án", "Đơn vị thụ hưởng", "Địa điểm", "Kinh phí hỗ trợ", "Tổng kinh phí"]
NOODLES = [1, "Máy thái miến", "HTX Miến (minh họa)", "Xã Na Rì, tỉnh Thái Nguyên", 150, 500]
TEA = [2, "Dây chuyền chè", "Công ty Chè (minh họa)", "xã Tân Cương", "1.000,5", 2000]


def listed(desk: Desk, tmp_path: Path, *rows: Sequence[object], name: str = "a.xlsx") -> Report:
    return desk.import_(book(tmp_path / name, *rows))


def rows(desk: Desk) -> dict[str, DeAn]:
    """Code → đề án; the tables are sound as the site reads them."""
    tables, problems = read_de_an(desk.content.folder)
    assert not [p for p in problems if p.rule.severity.name == "ERROR"], problems
    return {row.de_an.ma: row.de_an for table in tables for row in table.rows}


def test_title_unit_and_blocks_count_for_the_rows(desk: Desk, tmp_path: Path) -> None:
    block = ["I", "Ứng dụng máy móc thiết bị", None, None, 1150.5, 2500]
    total = [None, "Tổng cộng", None, None, 1150.5, 2500]
    note = ["Ghi chú: số liệu đến 30/6."]
    report = listed(desk, tmp_path, *TITLE, HEAD, block, NOODLES, TEA, total, note)
    noodles, tea = rows(desk)["DP-2024-01"], rows(desk)["DP-2024-02"]
    assert (noodles.kinh_phi_ho_tro, noodles.tong_kinh_phi) == (150_000_000, 500_000_000)
    assert (noodles.xa, noodles.tinh) == ("Na Rì", "Thái Nguyên")
    assert noodles.noi_dung == "Ứng dụng máy móc thiết bị"
    assert noodles.giai_doan.label == "Phê duyệt", "the title names a decision"
    assert (noodles.quyet_dinh, noodles.ngay_phe_duyet) == ("45/QĐ-SCT", date(2024, 8, 20))
    assert tea.kinh_phi_ho_tro == 1_000_500_000
    assert report.form == "Danh sách đề án"
    unit, passed_over = report.remarks
    assert "Bảng tính bằng triệu đồng" in unit and "Ghi chú" in passed_over


def test_what_was_settled_and_decided_comes_along(desk: Desk, tmp_path: Path) -> None:
    head = [*HEAD, "Kinh phí quyết toán", "Quyết định"]
    listed(desk, tmp_path, *TITLE, head, [*NOODLES, 149.5, "45/QĐ-SCT"])
    (row,) = rows(desk).values()
    assert (row.kinh_phi_quyet_toan, row.quyet_dinh) == (149_500_000, "45/QĐ-SCT")


def test_a_total_that_is_no_sum_is_told(desk: Desk, tmp_path: Path) -> None:
    total = [None, "Cộng", None, None, 151, None]
    report = listed(desk, tmp_path, *TITLE, HEAD, NOODLES, total)
    assert any("dòng cộng ghi 151.000.000" in remark for remark in report.remarks)


def test_a_company_is_no_total(desk: Desk, tmp_path: Path) -> None:
    named = [1, "Tổng công ty May (minh họa)", "Công ty May (minh họa)", "", 150, None]
    listed(desk, tmp_path, *TITLE, HEAD, named, [2, "Công ty Chè đổi máy", "X", "", 90, ""])
    assert [row.ten for row in rows(desk).values()] == [named[1], "Công ty Chè đổi máy"]


def test_money_of_two_budgets_is_two_rows_and_counts_once(desk: Desk, tmp_path: Path) -> None:
    above = ["TT", "Tên đề án", "Đơn vị thụ hưởng", "Kinh phí (triệu đồng)", None, None]
    below = [None, None, None, "KCQG", "KCĐP", "Đối ứng"]
    title = ["ĐỀ ÁN NGHIỆM THU NĂM 2024"]
    listed(desk, tmp_path, title, above, below, [1, "Lò nung gas", "HTX Gốm", 300, 50, 450])
    found = rows(desk)
    assert {code: row.kinh_phi_ho_tro for code, row in found.items()} == {
        "QG-2024-01": 300_000_000,
        "DP-2024-01": 50_000_000,
    }
    assert sum(row.tong_kinh_phi or 0 for row in found.values()) == 800_000_000


def test_beneficiaries_of_one_de_an_on_several_rows_are_one_row(desk: Desk, tmp_path: Path) -> None:
    file = book(tmp_path / "a.xlsx", *TITLE, HEAD, NOODLES, [None, None, "HTX Bún (minh họa)"])
    made = openpyxl.load_workbook(file)
    for column in "ABEF":
        made.active.merge_cells(f"{column}5:{column}6")
    made.save(file)
    desk.import_(file)
    (row,) = rows(desk).values()
    assert row.don_vi_thu_huong == "HTX Miến (minh họa); HTX Bún (minh họa)"
    assert row.kinh_phi_ho_tro == 150_000_000


def test_a_known_de_an_is_changed_in_its_place_and_shown(desk: Desk, tmp_path: Path) -> None:
    file = desk.content.folder / "de-an" / "2024.csv"
    file.parent.mkdir()
    head = "Mã đề án;Tên đề án;Chương trình;Đơn vị thụ hưởng;Kinh phí hỗ trợ;Giai đoạn\n"
    kept = 'DP-7;"Máy cắt; đá";kcdp;HTX Đá;90.000.000;nghiem-thu\n'
    own = "DP-8;Máy thái miến;kcdp;Hợp tác xã Miến (minh họa);140.000.000;nghiem-thu\n"
    file.write_text(head + kept + own, "utf-8-sig", newline="\n")
    report = listed(desk, tmp_path, *TITLE, HEAD, NOODLES)
    (item,) = report.items
    assert item.outcome is Outcome.UPDATED and item.file == "de-an/2024.csv"
    assert ("Kinh phí hỗ trợ", "140.000.000", "150.000.000") in item.changes
    assert not any(label == "Giai đoạn" for label, _, _ in item.changes), "the title is older news"
    text = file.read_text("utf-8-sig")
    assert text.split("\n")[1] == kept.strip(), "another row stays as it is, byte for byte"
    assert rows(desk)["DP-8"].tong_kinh_phi == 500_000_000, "a column that the file lacked"
    assert len(rows(desk)) == 2


def test_again_changes_nothing_and_what_a_person_wrote_wins(desk: Desk, tmp_path: Path) -> None:
    listed(desk, tmp_path, *TITLE, HEAD, NOODLES, TEA)
    file = desk.content.folder / "de-an" / "2024.csv"
    edited = file.read_text("utf-8-sig").replace("150.000.000", "155.000.000")
    file.write_text(edited, "utf-8-sig", newline="")
    report = listed(desk, tmp_path, *TITLE, HEAD, NOODLES, TEA)
    assert {item.outcome for item in report.items} == {Outcome.UNCHANGED}
    assert file.read_text("utf-8-sig") == edited.replace("\r\n", "\n")
    more = [*NOODLES[:5], 600]
    (item, _) = listed(desk, tmp_path, *TITLE, HEAD, more, TEA).items
    assert item.changes == (("Tổng kinh phí", "500.000.000", "600.000.000"),)


def test_a_row_that_a_person_deleted_does_not_come_back(desk: Desk, tmp_path: Path) -> None:
    listed(desk, tmp_path, *TITLE, HEAD, NOODLES, TEA)
    file = desk.content.folder / "de-an" / "2024.csv"
    lines = file.read_text("utf-8-sig").splitlines(keepends=True)
    file.write_text("".join(lines[:-1]), "utf-8-sig")
    report = listed(desk, tmp_path, *TITLE, HEAD, NOODLES, TEA)
    assert [item.outcome for item in report.items] == [Outcome.UNCHANGED, Outcome.KEPT]


def test_a_dry_run_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    file = book(tmp_path / "a.xlsx", *TITLE, HEAD, NOODLES)
    assert desk.import_(file, dry_run=True).items[0].outcome is Outcome.ADDED
    assert list(desk.files()) == ["site.yml"]


@pytest.mark.parametrize(
    ("title", "row", "said"),
    [
        (["DANH MỤC ĐỀ ÁN KHUYẾN CÔNG ĐỊA PHƯƠNG"], NOODLES, "Chưa rõ năm"),
        (["ĐỀ ÁN ĐĂNG KÝ KHUYẾN CÔNG ĐỊA PHƯƠNG NĂM 2024"], NOODLES, "chưa rõ là bao nhiêu đồng"),
        (["ĐỀ ÁN ĐĂNG KÝ NĂM 2024 (triệu đồng)"], NOODLES, "quốc gia hay địa phương"),
        (["ĐỀ ÁN KHUYẾN CÔNG ĐỊA PHƯƠNG NĂM 2024 (triệu đồng)"], NOODLES, "ở bước nào"),
        (TITLE[0], [1, "Máy", "HTX", "", "hỗ trợ 1 phần", ""], "chưa rõ là bao nhiêu đồng"),
    ],
)
def test_what_a_list_does_not_say_is_asked_for(
    desk: Desk, tmp_path: Path, title: list[str], row: list[object], said: str
) -> None:
    (item,) = listed(desk, tmp_path, title, HEAD, row).items
    assert item.outcome is Outcome.REFUSED and said in " ".join(item.remarks)
    assert not (desk.content.folder / "de-an").exists()


def test_a_table_with_errors_is_not_written_into(desk: Desk, tmp_path: Path) -> None:
    file = desk.content.folder / "de-an" / "2024.csv"
    file.parent.mkdir()
    file.write_text("Mã đề án;Tên đề án\nA;B\n", "utf-8")
    report = listed(desk, tmp_path, *TITLE, HEAD, NOODLES)
    assert report.refused and "đang có lỗi" in report.items[0].remarks[0]
    assert file.read_text("utf-8") == "Mã đề án;Tên đề án\nA;B\n"


def test_export_and_import_change_nothing(desk: Desk, tmp_path: Path) -> None:
    folder = desk.content.folder / "de-an"
    folder.mkdir()
    for file in (ROOT / "content" / "de-an").iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    before = {name: data for name, data in desk.files().items() if name.startswith("de-an/")}
    (tmp_path / "de-an.xlsx").write_bytes(de_an_export(desk.content.folder))
    report = desk.import_(tmp_path / "de-an.xlsx")
    assert {item.outcome for item in report.items} == {Outcome.UNCHANGED}
    after = {name: data for name, data in desk.files().items() if name.startswith("de-an/")}
    assert after == before


def test_the_template_is_a_list_that_is_understood(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "mau.xlsx").write_bytes(de_an_template())
    made = openpyxl.load_workbook(tmp_path / "mau.xlsx")
    row = [2026, "DP-1", "Máy", "Khuyến công địa phương", "", "HTX", "", "", "9.000.000"]
    made.worksheets[0].append([*row, "", "Phê duyệt"])
    made.save(tmp_path / "mau.xlsx")
    desk.import_(tmp_path / "mau.xlsx")
    assert rows(desk)["DP-1"].kinh_phi_ho_tro == 9_000_000


def test_a_table_of_something_else_is_no_list_of_de_an(desk: Desk, tmp_path: Path) -> None:
    file = book(tmp_path / "a.xlsx", ["Tên sản phẩm", "Chủ thể"], ["Giỏ tre", "HTX Tre"])
    (item,) = desk.import_(file, "de-an").items
    assert "Không thấy danh sách đề án" in item.remarks[0]


@pytest.mark.parametrize(
    ("cell", "unit", "amount"),
    [
        ("300", 10**6, 300_000_000),
        ("1.200", 10**6, 1_200_000_000),
        ("0,5", 10**9, 500_000_000),
        ("1.200,5", 10**6, 1_200_500_000),
        ("1,200.5", 10**6, 1_200_500_000),
        ("1.200.000.000", None, 1_200_000_000),
        ("300 triệu đồng", None, 300_000_000),
        ("1,2 tỷ", 10**6, 1_200_000_000),
        ("150.000", 10**3, 150_000_000),
        ("300", None, None),
        ("1,200", 10**6, None),
        ("100-200", 10**6, None),
        ("không", 10**6, None),
    ],
)
def test_money(cell: str, unit: int | None, amount: int | None) -> None:
    assert amount_in(cell, unit, decimal_comma=comma_is_decimal([cell])) == amount


def test_a_neighbour_tells_what_a_comma_is() -> None:
    assert (
        amount_in("1,200", 10**6, decimal_comma=comma_is_decimal(["1,200", "332,5"])) == 1_200_000
    )
    many = comma_is_decimal(["1,200", "1,200,000"])
    assert amount_in("1,200", 10**6, decimal_comma=many) == 1_200_000_000


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("Đơn vị tính: triệu đồng", 10**6),
        ("ĐVT: 1.000 đồng", 10**3),
        ("Kinh phí (tr.đ)", 10**6),
        ("(Đơn vị: tỷ đồng)", 10**9),
        ("ĐVT: đồng", 1),
        ("Đơn vị thực hiện: Trung tâm", None),
    ],
)
def test_units(line: str, unit: int | None) -> None:
    assert stated_unit([line]) == unit


def test_a_code_is_the_one_behind_the_last_also_when_one_was_given_back() -> None:
    assert new_code("kcqg", 2026, ["QG-2026-01", "QG-2026-07", "DP-2026-09"]) == "QG-2026-08"
    assert new_code("Khuyến công địa phương", 2026, []) == "DP-2026-01"


def test_what_a_list_does_not_tell_may_be_any_if_one_row_is_left() -> None:
    known = {
        1: {"ma": "A", "ten": "Máy thái", "don_vi_thu_huong": "HTX Bún", "chuong_trinh": "kcqg"},
        2: {"ma": "B", "ten": "Máy thái", "don_vi_thu_huong": "HTX Miến", "chuong_trinh": "kcqg"},
    }
    assert meant_row({"ten": "Máy thái", "don_vi_thu_huong": "Hợp tác xã Bún"}, known) == 1
    assert meant_row({"ten": "Máy thái"}, known) is None, "either may be meant"
    assert meant_row({"ten": "Máy thái"}, known, {"b"}) == 1
    assert meant_row({"ten": "Máy thái", "ma": "b"}, known) == 2
