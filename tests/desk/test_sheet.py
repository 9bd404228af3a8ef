"""Many products at once: pasted, dropped or edited as a sheet, the differences shown first."""

from collections.abc import Mapping
from io import BytesIO

import pytest
from bs4 import BeautifulSoup

from khuyencong.desk.sessions import Role, Sessions
from khuyencong.desk.sheet import columns_shown, sheet_columns
from khuyencong.desk.sheet_paste import as_csv
from khuyencong.desk.workspace import EntryFile, Workspace
from khuyencong.model.kinds import KINDS
from tests.conftest import Content
from tests.desk.conftest import TestClient, Visitor

HEAD = "STT\tTên sản phẩm\tCơ sở sản xuất\tXã\tTỉnh\tNhóm\tGiá (đồng/kg)\n"


def pasted(visitor: Visitor, *rows: str, head: str = HEAD):
    return visitor.post("bang/san-pham", {"dan": head + "\n".join(rows)})


def sheet_inputs(page: str) -> list[tuple[str, str]]:
    """What a browser sends of a sheet: every cell of its rows."""
    form = BeautifulSoup(page, "lxml").find("form", id="bang")
    assert form, page[-2000:]
    form.find("template").decompose()
    found = []
    for each in form.find_all(["input", "select"]):
        name = each.get("name")
        if not name or name in ("token", "moi"):
            continue
        chosen = each.find("option", selected=True) if each.name == "select" else each
        found.append((name, chosen.get("value", "") if chosen else ""))
    return found


def put(pairs: list[tuple[str, str]], ending: str, value: str) -> list[tuple[str, str]]:
    assert any(name.endswith(ending) for name, _ in pairs), pairs
    return [(name, value if name.endswith(ending) else old) for name, old in pairs]


def test_twelve_products_are_pasted_looked_at_and_written(
    visitor: Visitor, content: Content
) -> None:
    rows = [
        f"{n}\tChè búp {n}\tHTX Trà {n}\tNa Rì\tThái Nguyên\tChế biến\t3{n}0.000" for n in range(12)
    ]
    page = pasted(visitor, *rows).text
    assert "Ghi 12 sản phẩm mới" in page
    assert not (content.folder / "san-pham").exists()
    answer = visitor.post("bang/san-pham", [*sheet_inputs(page), ("ghi", "1")])
    assert answer.status_code == 303, answer.text
    files = sorted((content.folder / "san-pham").glob("*.md"))
    assert len(files) == 12
    text = files[0].read_text()
    assert "status: draft" in text and "group: che-bien" in text and "price_unit: kg" in text
    assert visitor.get("bang/san-pham").text.count('class="sheet__open"') == 13


def test_a_product_that_is_there_is_found_and_only_its_differences_are_written(
    visitor: Visitor, content: Content, workspace: Workspace
) -> None:
    file = content.product("san-pham/mien.md", "Miến dong", price="35000", price_unit="gói")
    before = file.read_text()
    page = pasted(visitor, "1\tMIẾN DONG\tHTX Thử (minh họa)\t\t\t\t40.000").text
    assert "sửa 1 bài" in page and "<del>35000</del>" in page
    answer = visitor.post("bang/san-pham", [*sheet_inputs(page), ("ghi", "1")])
    assert answer.status_code == 303
    changed = {*file.read_text().splitlines()} ^ {*before.splitlines()}
    assert {line.partition(":")[0] for line in changed} == {"price", "price_unit"}
    assert next(workspace.history.versions("san-pham/mien.md")).what == "Sửa trong bảng"


def test_the_same_name_of_another_producer_is_another_product(
    visitor: Visitor, content: Content
) -> None:
    content.product("san-pham/mien.md", "Miến dong")
    page = pasted(visitor, "1\tMiến dong\tHTX Khác\tNa Rì\tThái Nguyên\tChế biến\t").text
    assert "Ghi 1 sản phẩm mới" in page


def test_what_is_the_same_needs_no_writing(visitor: Visitor, content: Content) -> None:
    content.product("san-pham/mien.md", "Miến dong")
    page = pasted(visitor, "1\tMiến dong\tHTX Thử (minh họa)\t\t\t\t").text
    assert "1 dòng đều giống bài đã có" in page


def test_a_row_twice_in_one_table_is_one_product(visitor: Visitor, content: Content) -> None:
    row = "1\tChè búp\tHTX Trà\tNa Rì\tThái Nguyên\tChế biến\t"
    page = pasted(visitor, row, row).text
    assert "Ghi 1 sản phẩm mới" in page and "lặp lại “Chè búp”" in page


def test_the_results_of_a_round_come_in_with_the_same_table(
    visitor: Visitor, content: Content
) -> None:
    file = content.product("san-pham/mien.md", "Miến dong")
    head = "Tên sản phẩm\tCơ sở\tDanh hiệu\tNăm\tQuyết định\n"
    row = "Miến dong\tHTX Thử (minh họa)\tCấp tỉnh\t2026\t12/QĐ-UBND ngày 20/8/2026"
    page = pasted(visitor, row, head=head).text
    visitor.post("bang/san-pham", [*sheet_inputs(page), ("ghi", "1")])
    assert "level: tinh\n    year: 2026\n    decision: 12/QĐ-UBND\n" in file.read_text()


def test_an_excel_file_is_dropped(visitor: Visitor) -> None:
    import xlsxwriter

    stream = BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Danh sách sản phẩm năm 2026"])
    sheet.write_row(2, 0, ["Tên sản phẩm", "Đơn vị", "Nhóm sản phẩm"])
    sheet.write_row(3, 0, ["Chè búp", "HTX Trà", "Chế biến"])
    book.close()
    files = [("tep", ("Danh sách.xlsx", stream.getvalue(), "application/octet-stream"))]
    page = visitor.post("bang/san-pham", {"dan": ""}, files=files).text
    assert "Ghi 1 sản phẩm mới" in page and 'value="HTX Trà"' in page


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.xlsx", b"<svg onload=alert(1)>"), ("a.docx", b"{\\rtf1 x}"), ("a.csv", b"x;y\n1;2\n")],
)
def test_what_is_no_table_is_refused_in_a_sentence(
    visitor: Visitor, content: Content, name: str, data: bytes
) -> None:
    files = [("tep", (name, data, "application/octet-stream"))]
    answer = visitor.post("bang/san-pham", {"dan": ""}, files=files)
    assert answer.status_code == 422 and 'role="alert"' in answer.text
    assert "<svg" not in answer.text and not (content.folder / "san-pham").exists()


def test_cells_are_edited_and_nothing_else_changes(visitor: Visitor, content: Content) -> None:
    file = content.product("san-pham/mien.md", "Miến dong", price="35000", price_unit="gói")
    other = content.product("san-pham/che.md", "Chè")
    kept = other.read_bytes()
    pairs = sheet_inputs(visitor.get("bang/san-pham").text)
    pairs = [(n, "36.000" if v == "35000" else v) for n, v in pairs]
    page = visitor.post("bang/san-pham", pairs).text
    assert "<del>35000</del>" in page and "Chè" not in page
    assert visitor.post("bang/san-pham", [*sheet_inputs(page), ("ghi", "1")]).status_code == 303
    assert 'price: "36.000"\n' in file.read_text() and other.read_bytes() == kept


def test_a_sheet_sent_back_untouched_changes_nothing(visitor: Visitor, content: Content) -> None:
    file = content.product("san-pham/mien.md", "Miến dong")
    before = file.read_bytes()
    pairs = sheet_inputs(visitor.get("bang/san-pham").text)
    visitor.post("bang/san-pham", [*pairs, ("ghi", "1")])
    assert file.read_bytes() == before


def test_what_somebody_else_saved_meanwhile_is_not_written_over(
    visitor: Visitor, content: Content
) -> None:
    file = content.product("san-pham/mien.md", "Miến dong", price="35000", price_unit="gói")
    pairs = sheet_inputs(visitor.get("bang/san-pham").text)
    file.write_text(file.read_text().replace("35000", "50000"))
    edited = [(n, "36000" if v == "35000" else v) for n, v in pairs]
    answer = visitor.post("bang/san-pham", [*edited, ("ghi", "1")])
    assert answer.status_code == 422 and "vừa được sửa ở nơi khác" in answer.text
    assert "50000" in file.read_text() and "<del>50000</del>" in answer.text


def test_a_cell_with_an_error_keeps_its_row_and_the_others_are_written(
    visitor: Visitor, content: Content
) -> None:
    mien = content.product("san-pham/mien.md", "Miến dong", price="35000", price_unit="gói")
    che = content.product("san-pham/che.md", "Chè", price="35000", price_unit="gói")
    pairs = sheet_inputs(visitor.get("bang/san-pham").text)
    wanted = iter(["40000", "đắt lắm"])
    pairs = [(n, next(wanted) if v == "35000" else v) for n, v in pairs]
    answer = visitor.post("bang/san-pham", [*pairs, ("ghi", "1")])
    assert answer.status_code == 422 and "Đã ghi 1 dòng." in answer.text
    assert "đắt lắm" in answer.text and "price: 40000" in che.read_text()
    assert "price: 35000" in mien.read_text()


def test_a_writer_makes_drafts_whatever_the_browser_says(
    client: TestClient, sessions: Sessions, content: Content
) -> None:
    writer = Visitor(client, sessions.begin("Lan", Role.WRITER))
    page = pasted(writer, "1\tChè\tHTX Trà\tNa Rì\tThái Nguyên\tChế biến\t").text
    writer.post("bang/san-pham", [*sheet_inputs(page), ("ghi", "1"), ("moi", "dang")])
    assert "status: draft" in (content.folder / "san-pham/che.md").read_text()


def test_an_approver_may_publish_new_products_at_once(visitor: Visitor, content: Content) -> None:
    page = pasted(visitor, "1\tChè\tHTX Trà\tNa Rì\tThái Nguyên\tChế biến\t").text
    visitor.post("bang/san-pham", [*sheet_inputs(page), ("ghi", "1"), ("moi", "dang")])
    text = (content.folder / "san-pham/che.md").read_text()
    assert "status: published" in text and "by: Hoa" in text


def test_columns_are_those_of_the_declaration() -> None:
    for kind in KINDS.values():
        names = {column.name for column in sheet_columns(kind)}
        assert "title" in names and "uid" not in names
    shown = columns_shown(KINDS["san-pham"], ["shelf_life", "la"])
    assert shown[-1].name == "shelf_life" and shown[0].name == "title"


def test_every_kind_has_a_sheet(visitor: Visitor, content: Content) -> None:
    content.story(title="<b>Tin</b>")
    for folder in KINDS:
        assert visitor.get(f"bang/{folder}").status_code == 200
    page = visitor.get("bang/tin-tuc").text
    assert "&lt;b&gt;Tin&lt;/b&gt;" in page and "<b>Tin</b>" not in page
    assert visitor.get("bang/khong-co").status_code == 404


def test_cells_with_line_ends_and_quotes_stay_cells() -> None:
    assert as_csv('a\t"b\nc"\td;e\n') == '\ufeffa;"b\nc";"d;e"\r\n'.encode()
    assert as_csv("  \n") == b""


def test_new_entries_are_known_as_a_reading_of_everything_knows_them(
    visitor: Visitor, content: Content, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    content.product("san-pham/mien.md", "Miến dong")
    rows = [f"{n}\tChè búp {n}\tHTX Trà\tNa Rì\tThái Nguyên\tChế biến\t" for n in range(3)]
    page = pasted(visitor, *rows).text
    workspace.files()
    with monkeypatch.context() as patch:  # a folder of thousands is not read for each row
        patch.setattr("khuyencong.desk.workspace.entry_sources", None)
        visitor.post("bang/san-pham", [*sheet_inputs(page), ("ghi", "1")])
        known = workspace.files()
    workspace.changed()
    assert len(known) == 4 and read_of(known) == read_of(workspace.files())


def read_of(files: Mapping[str, EntryFile]) -> dict[str, tuple[object, ...]]:
    return {
        source: (file.kind, file.record and file.record.entry, [p.message for p in file.problems])
        for source, file in files.items()
    }


def test_of_a_long_table_the_first_rows_come_and_the_others_after_them(
    visitor: Visitor, content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("khuyencong.desk.sheet_screens.MOST_LINES", 2)
    rows = [f"{n}\tChè số {n}\tHTX Trà\tNa Rì\tThái Nguyên\tChế biến\t" for n in range(1, 4)]
    page = pasted(visitor, *rows).text
    assert "Bảng có 3 dòng mới" in page and "Ghi 2 sản phẩm mới" in page
    rest = BeautifulSoup(page, "lxml").find("textarea", {"name": "con-lai"}).text
    pairs = [*sheet_inputs(page), ("con-lai", rest.removeprefix("\n")), ("ghi", "1")]
    page = visitor.post("bang/san-pham", pairs).text
    assert "Đã thêm 2 mục, là bản nháp." in page and "Ghi 1 sản phẩm mới" in page
    assert "Chè số 3" in page and "con-lai" not in page
    visitor.post("bang/san-pham", [*sheet_inputs(page), ("ghi", "1")])
    assert len([*(content.folder / "san-pham").glob("che-so-*.md")]) == 3


def test_what_was_pasted_is_kept_when_it_is_no_table(visitor: Visitor) -> None:
    answer = visitor.post("bang/san-pham", {"dan": "Miến dong\t<b>35.000</b>"})
    assert answer.status_code == 422
    kept = BeautifulSoup(answer.text, "lxml").find("textarea", {"name": "dan"}).text
    assert kept.strip() == "Miến dong\t<b>35.000</b>"
