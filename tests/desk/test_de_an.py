"""The đề án of a year as a sheet: pasted, edited, looked at, written without touching the rest."""

import pytest

from khuyencong.desk.sessions import Role, Sessions
from tests.conftest import Content
from tests.desk.conftest import TestClient, Visitor
from tests.desk.test_sheet import put, sheet_inputs

TABLE = """\
\ufeffMã đề án;Tên đề án;Chương trình;Đơn vị thụ hưởng;Kinh phí hỗ trợ;Ghi chú;Giai đoạn\r
QG-2026-01;Nồi chưng cất "điện";Khuyến công quốc gia;Công ty Hồi;600.000.000;;Thực hiện\r
\r
DP-2026-01;Máy thái sợi;kcdp;HTX Bún; 75000000 ;xem lại;phe-duyet\r
"""
PLACE = "de-an/2026.csv"
HEAD = "TT\tTên đề án\tĐơn vị thụ hưởng\tĐịa điểm thực hiện\tTổng kinh phí\tKinh phí hỗ trợ\n"


@pytest.fixture
def table(content: Content):
    file = content.write(PLACE, "")
    file.write_bytes(TABLE.encode())
    return file


def reviewed(visitor: Visitor, *pairs: tuple[str, str]):
    return visitor.post("bang/de-an/2026", [*pairs])


def edited(visitor: Visitor, **cells: str) -> list[tuple[str, str]]:
    """The inputs of the sheet with cells of its first row changed."""
    pairs = sheet_inputs(visitor.get("bang/de-an/2026").text)
    for name, value in cells.items():
        pairs = put(pairs, f"d.0.{name}", value)
    return pairs


def test_a_sheet_shows_the_rows_of_a_file_with_their_sum(visitor: Visitor, table) -> None:
    page = visitor.get("bang/de-an/2026").text
    assert "2 đề án, 2 được hỗ trợ, kinh phí hỗ trợ 675.000.000 đồng" in page
    assert 'value="75.000.000"' in page and 'value="kcqg" selected' in page


def test_the_menu_leads_to_the_newest_year(visitor: Visitor, table) -> None:
    table.with_name("2024.csv").write_bytes(TABLE.encode())
    answer = visitor.client.get("/ban-bien-tap/bang/de-an", follow_redirects=False)
    assert answer.headers["location"].endswith("bang/de-an/2026")


def test_one_changed_cell_changes_its_row_alone(visitor: Visitor, table) -> None:
    pairs = edited(visitor, kinh_phi_ho_tro="650.000.000")
    page = reviewed(visitor, *pairs).text
    assert "<del>600.000.000</del>" in page and "725.000.000 đồng" in page
    assert table.read_bytes() == TABLE.encode(), "nothing is written before a person saw it"
    answer = reviewed(visitor, *sheet_inputs(page), ("ghi", "1"))
    assert answer.status_code == 303, answer.text
    assert table.read_bytes() == TABLE.replace(";600.", ";650.", 1).encode().replace(
        'Nồi chưng cất "điện"'.encode(), '"Nồi chưng cất ""điện"""'.encode()
    )


def test_a_sheet_in_which_nothing_was_changed_changes_no_byte(visitor: Visitor, table) -> None:
    page = reviewed(visitor, *edited(visitor)).text
    assert "không có gì để ghi" in page
    reviewed(visitor, *edited(visitor), ("ghi", "1"))
    assert table.read_bytes() == TABLE.encode()


def test_a_list_in_millions_with_sections_becomes_new_rows(visitor: Visitor, table) -> None:
    pasted = (
        "DANH MỤC ĐỀ ÁN NĂM 2026\n(Đơn vị tính: triệu đồng)\n"
        + HEAD
        + "I\tKhuyến công quốc gia\t\t\t3.000\t450\n"
        + "1\tMáy nghiền dược liệu\tHTX Ba Kích\tXã Na Rì, tỉnh Thái Nguyên\t1.250,5\t300\n"
        + "II\tKhuyến công địa phương\t\t\t1.750\t150\n"
        + "1\tMáy thái sợi\tHTX Bún\t\t\t96,5\n"
        + "\tTổng cộng\t\t\t3.000\t450\n"
    )
    page = reviewed(visitor, ("dan", pasted)).text
    assert "Bảng tính bằng triệu đồng" in page and "Bảng không có mã: đã đặt QG-2026-02" in page
    pairs = dict(sheet_inputs(page))
    new = {name.partition(".")[2][2:]: value for name, value in pairs.items() if "d.0." in name}
    assert new["ma"] == "QG-2026-02" and new["chuong_trinh"] == "kcqg"
    assert new["xa"] == "Na Rì" and new["tinh"] == "Thái Nguyên"
    assert new["tong_kinh_phi"] == "1.250.500.000" and new["kinh_phi_ho_tro"] == "300.000.000"
    assert pairs["d.1.@"] == "DP-2026-01" and pairs["d.1.kinh_phi_ho_tro"] == "96.500.000"
    assert "d.2.@" not in pairs, "a sum and a section are no đề án"
    refused = reviewed(visitor, *pairs.items(), ("ghi", "1"))
    assert refused.status_code == 422 and "Giai đoạn: " in refused.text
    assert table.read_bytes() == TABLE.encode(), "all of it or nothing"
    answer = reviewed(visitor, *{**pairs, "d.0.giai_doan": "phe-duyet"}.items(), ("ghi", "1"))
    assert answer.status_code == 303, answer.text
    text = table.read_text("utf-8-sig")
    assert text.startswith("Mã đề án;Tên đề án;Chương trình;Đơn vị thụ hưởng;Kinh phí hỗ trợ;")
    assert "Máy nghiền dược liệu;Khuyến công quốc gia;HTX Ba Kích;300.000.000" in text
    assert visitor.get("bang/de-an/2026").text.count('class="sheet__open"') == 4  # one blank


def test_a_year_without_a_file_gets_one_that_excel_opens(
    visitor: Visitor, content: Content
) -> None:
    row = {"ma": "DP-2027-01", "ten": "Máy dệt", "chuong_trinh": "kcdp", "giai_doan": "dang-ky"}
    pairs = [(f"d.m1.{name}", value) for name, value in row.items()]
    pairs += [("d.m1.@", ""), ("d.m1.ban", ""), ("d.m1.kinh_phi_ho_tro", "50000000"), ("ghi", "1")]
    assert visitor.post("bang/de-an/2027", pairs).status_code == 303
    data = (content.folder / "de-an/2027.csv").read_bytes()
    assert data.startswith("\ufeffMã đề án;".encode()) and b"50.000.000" in data
    assert data.count(b"\r\n") == 2


def test_what_somebody_else_changed_meanwhile_is_shown_and_nothing_is_written(
    visitor: Visitor, table
) -> None:
    pairs = [
        (name, value)
        for name, value in edited(visitor, kinh_phi_ho_tro="650.000.000")
        if name in ("d.0.@", "d.0.ban", "d.0.kinh_phi_ho_tro")  # a browser sends what was changed
    ]
    other = TABLE.replace("Công ty Hồi", "Công ty Hồi Lạng Sơn")
    table.write_bytes(other.encode())
    answer = reviewed(visitor, *pairs, ("ghi", "1"))
    assert answer.status_code == 422 and "Người khác vừa sửa dòng này" in answer.text
    assert table.read_bytes() == other.encode()
    shown = [pair for pair in sheet_inputs(answer.text) if pair[0].startswith("d.0.")]
    again = reviewed(visitor, *shown, ("ghi", "1"))
    assert again.status_code == 303 and "Công ty Hồi Lạng Sơn;650." in table.read_text()


def test_two_people_change_two_rows(visitor: Visitor, table) -> None:
    pairs = edited(visitor, kinh_phi_ho_tro="650.000.000")
    table.write_bytes(TABLE.replace("HTX Bún", "HTX Bún Khô").encode())
    first = [pair for pair in pairs if pair[0].startswith("d.0.")]
    assert reviewed(visitor, *first, ("ghi", "1")).status_code == 303
    text = table.read_text()
    assert "HTX Bún Khô" in text and "650.000.000" in text


def test_a_row_goes_when_that_was_seen(visitor: Visitor, table) -> None:
    pairs = [pair for pair in edited(visitor, bo="1") if pair[0].startswith("d.0.")]
    page = reviewed(visitor, *pairs).text
    assert ">Bỏ</b>" in page and "1 đề án, 1 được hỗ trợ" in page
    assert reviewed(visitor, *sheet_inputs(page), ("ghi", "1")).status_code == 303
    text = table.read_bytes().decode()
    assert "QG-2026-01" not in text and text.endswith(TABLE.splitlines(keepends=True)[-1])


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"ma": "DP-2026-01"}, "đã có ở dòng khác"),
        ({"kinh_phi_ho_tro": "sáu trăm triệu"}, "không phải số nguyên"),
        ({"kinh_phi_ho_tro": ""}, "Kinh phí hỗ trợ: "),
        ({"giai_doan": "xong"}, "Giai đoạn: "),
        ({"ten": ""}, "Tên đề án: "),
    ],
)
def test_what_is_wrong_is_said_below_its_row(
    visitor: Visitor, table, cells: dict[str, str], told: str
) -> None:
    answer = reviewed(visitor, *edited(visitor, **cells), ("ghi", "1"))
    assert answer.status_code == 422 and told in answer.text
    assert table.read_bytes() == TABLE.encode()


def test_a_table_that_cannot_be_changed_by_rows_says_so(visitor: Visitor, table) -> None:
    table.write_bytes("Tªn ®Ò ¸n;M·\n".encode("latin-1"))
    assert "không phải chữ Unicode" in visitor.get("bang/de-an/2026").text
    table.write_bytes(b"a;b\n1;2\n")
    answer = reviewed(visitor, ("d.m1.ten", "Máy"), ("d.m1.@", ""), ("ghi", "1"))
    assert answer.status_code == 422 and table.read_bytes() == b"a;b\n1;2\n"


@pytest.mark.parametrize("year", ["2026.csv", "..", "26", "1800"])
def test_no_other_year_leads_anywhere(visitor: Visitor, year: str) -> None:
    assert visitor.get(f"bang/de-an/{year}").status_code == 404


def test_a_writer_looks_and_does_not_write(client: TestClient, sessions: Sessions, table) -> None:
    writer = Visitor(client, sessions.begin("Hoa", Role.WRITER))
    assert writer.get("bang/de-an/2026").status_code == 200
    answer = writer.post("bang/de-an/2026", [("d.m1.ten", "Máy"), ("ghi", "1")])
    assert answer.status_code == 403


def test_a_table_of_yesterday_is_brought_back(visitor: Visitor, table, workspace) -> None:
    reviewed(visitor, *edited(visitor, kinh_phi_ho_tro="650.000.000"), ("ghi", "1"))
    newest = next(workspace.history.versions(PLACE))
    answer = visitor.post(f"lay-lai/{newest.id}", {"truoc": "1"})
    assert answer.status_code == 303 and "bang/de-an/2026" in answer.headers["location"]
    assert table.read_bytes() == TABLE.encode()


def test_rows_of_another_year_are_left_to_its_table(visitor: Visitor, table) -> None:
    pasted = (
        "Tên đề án\tNăm\tGiai đoạn\nMáy thái sợi\t2026\tĐã nghiệm thu\nMáy dệt\t2025\tĐăng ký\n"
    )
    page = reviewed(visitor, ("dan", pasted)).text
    assert "Để ngoài 1 dòng của năm khác" in page
    pairs = dict(sheet_inputs(page))
    assert (pairs["d.0.@"], pairs["d.0.giai_doan"]) == ("DP-2026-01", "nghiem-thu")
    assert "d.1.@" not in pairs
