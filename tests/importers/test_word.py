"""A Word file becomes a draft in which nothing is lost."""

from pathlib import Path

import pytest
from docx.oxml.ns import nsdecls

from khuyencong.importers.report import Outcome
from tests.importers.conftest import Desk
from tests.importers.word_files import (
    SAPO,
    document,
    footnote,
    line,
    numbered,
    picture,
    raw,
    saved,
    story,
    with_part,
)

pytestmark = pytest.mark.slow  # the template of python-docx is read for each document


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "bai.docx"


def test_title_sapo_byline_place_and_date_are_found_and_shown(desk: Desk, file: Path) -> None:
    made = story()
    line(made, "Lạng Sơn, ngày 21 tháng 11 năm 2024", "ri")
    line(made, "Tiến Hải – Trung tâm Xúc tiến Đầu tư", "rb")
    draft = desk.draft(saved(made, file))
    assert draft.fields["title"] == "Lạng Sơn mở bốn lớp tập huấn khuyến công"
    assert draft.fields["summary"] == SAPO
    assert draft.fields["author"] == "Tiến Hải"
    assert draft.fields["unit"] == "Trung tâm Xúc tiến Đầu tư"
    assert draft.fields["date"] == "21/11/2024"
    assert draft.fields["localities"] == ["Lạng Sơn"]
    assert draft.fields["status"] == "draft"
    assert draft.body == "Sáng 20-11, lớp thứ nhất khai mạc tại nhà văn hóa xã Bắc Sơn."
    assert {guess.field for guess in desk.item.guesses} >= {"Tít", "Sa-pô", "Bút danh", "Ngày đăng"}


def test_a_title_on_two_lines_of_capitals_is_one(desk: Desk, file: Path) -> None:
    made = document()
    line(made, "HỘI NGHỊ TẬP HUẤN KHUYẾN CÔNG", "bc")
    line(made, "TẠI XÃ NA RÌ", "bc")
    line(made, "Hội nghị diễn ra sáng 20-11.")
    assert desk.draft(saved(made, file)).fields["title"] == (
        "HỘI NGHỊ TẬP HUẤN KHUYẾN CÔNG TẠI XÃ NA RÌ"
    )
    assert any("chữ hoa" in remark for remark in desk.item.remarks)


def test_headings_by_style_and_by_look(desk: Desk, file: Path) -> None:
    made = story()
    line(made, "I. Kết quả năm 2024", "b")
    line(made, "Hai đề án quốc gia.")
    line(made, "1. Đào tạo nghề", "b")
    line(made, "Bốn lớp.")
    line(made, "II. Phương hướng", "b")
    line(made, "Mở rộng mô hình.")
    assert [text for text in desk.draft(saved(made, file)).body.split("\n") if "#" in text] == [
        "## I. Kết quả năm 2024",
        "### 1. Đào tạo nghề",
        "## II. Phương hướng",
    ]


def test_numbers_that_word_draws_stay(desk: Desk, file: Path) -> None:
    made = story()
    for text in ("Đăng ký", "Thẩm định"):
        numbered(made, text, "decimal", "%1.", 3, 0)
    numbered(made, "Hồ sơ", "lowerLetter", "%1)", 1, 0)
    numbered(made, "Dự toán", "lowerLetter", "%1)", 1, 0)
    numbered(made, "Phụ lục", "upperRoman", "Mục %1", 4, 0)
    draft = desk.draft(saved(made, file))
    assert "3. Đăng ký\n4. Thẩm định\n" in draft.body
    assert '<ol start="3">' in draft.html
    assert (
        "a) Hồ sơ" in draft.body and "b) Dự toán" in draft.body and "Mục IV Phụ lục" in draft.body
    )


def test_typed_dashes_and_plus_signs_become_a_list_of_two_levels(desk: Desk, file: Path) -> None:
    made = story()
    for text in ("- Tuyên truyền:", "+ trên báo;", "+ trên đài;", "- Tập huấn."):
        line(made, text)
    assert "- Tuyên truyền:\n    - trên báo;\n    - trên đài;\n- Tập huấn." in (
        desk.draft(saved(made, file)).body
    )


def test_a_table_with_merged_cells_keeps_them(desk: Desk, file: Path) -> None:
    made = story()
    table = made.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Kinh phí (triệu đồng)"
    table.cell(1, 2).merge(table.cell(2, 2)).text = "Ghi chú"
    table.cell(1, 0).text, table.cell(2, 1).text = "KCQG", "600"
    html = desk.draft(saved(made, file)).html
    assert 'colspan="2"' in html and 'rowspan="2"' in html
    assert all(text in html for text in ("Kinh phí (triệu đồng)", "KCQG", "600", "Ghi chú"))


def test_a_plain_table_is_a_plain_table(desk: Desk, file: Path) -> None:
    made = story()
    table = made.add_table(2, 2)
    for cell, text in zip(table._cells, ("Năm", "Số lớp", "2024", "a|b"), strict=True):
        cell.text = text
    body = desk.draft(saved(made, file)).body
    assert "| Năm | Số lớp |\n| --- | --- |\n| 2024 | a\\|b |" in body


def test_captions_and_credits_go_to_their_pictures_in_order(desk: Desk, file: Path) -> None:
    made = story()
    picture(made, "#a03030")
    line(made, "Học viên thực hành trên máy thái miến. Ảnh: Hồng Ngân", "ic")
    line(made, "Lớp thứ hai mở tại xã Na Rì.")
    picture(made, "#30a030")
    line(made, "Sản phẩm miến dong (Ảnh: Tiến Hải)", "c")
    draft = desk.draft(saved(made, file))
    name = "lang-son-mo-bon-lop-tap-huan-khuyen-cong"
    first = f'(anh/{name}-1.jpg "Học viên thực hành trên máy thái miến. Ảnh: Hồng Ngân")'
    second = f'(anh/{name}-2.jpg "Sản phẩm miến dong. Ảnh: Tiến Hải")'
    assert first in draft.body and second in draft.body
    assert draft.body.index(first) < draft.body.index("Lớp thứ hai") < draft.body.index(second)
    assert "Hồng Ngân" not in draft.body.replace(first, "")
    assert len(list((desk.content.folder / "anh").iterdir())) == 2


def test_a_footnote_stays_a_footnote(desk: Desk, file: Path) -> None:
    made = story()
    line(made, "Mức hỗ trợ theo Thông tư 28")
    draft = desk.draft(footnote(saved(made, file), "Thông tư 28/2018/TT-BTC."))
    assert "Mức hỗ trợ theo Thông tư 28[^1]" in draft.body
    assert "[^1]: Thông tư 28/2018/TT-BTC." in draft.body


def test_words_of_a_text_box_are_there(desk: Desk, file: Path) -> None:
    made = story()
    raw(
        made,
        f"<w:p {nsdecls('w')} "
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        '<w:r><w:t>Trước hộp</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires="wps">'
        "<w:drawing><wps:wsp><wps:txbx><w:txbxContent><w:p><w:r><w:t>Đường dây nóng: 0205 000 000"
        "</w:t></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>Đường dây nóng: 0205 000 000</w:t>"
        "</w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
    )
    body = desk.draft(saved(made, file)).body
    assert body.count("Đường dây nóng: 0205 000 000") == 1


def test_tracked_changes_are_accepted_and_told(desk: Desk, file: Path) -> None:
    made = story()
    raw(
        made,
        f'<w:p {nsdecls("w")}><w:r><w:t xml:space="preserve">Hỗ trợ </w:t></w:r>'
        '<w:del w:id="1" w:author="A"><w:r><w:delText>200</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="A"><w:r><w:t>300</w:t></w:r></w:ins>'
        '<w:r><w:t xml:space="preserve"> triệu đồng.</w:t></w:r></w:p>',
    )
    draft = desk.draft(saved(made, file))
    assert "Hỗ trợ 300 triệu đồng." in draft.body
    assert any("1 chỗ thêm và 1 chỗ xóa" in remark for remark in desk.item.remarks)


def test_comments_are_listed_and_are_not_in_the_text(desk: Desk, file: Path) -> None:
    made = story()
    made.add_comment(made.paragraphs[-1].runs, "Kiểm tra lại ngày khai mạc", author="Chị Lan")
    draft = desk.draft(saved(made, file))
    assert "Kiểm tra lại" not in draft.body
    assert any("Chị Lan" in r and "Kiểm tra lại ngày" in r for r in desk.item.remarks)


def test_links_stay_and_those_to_a_machine_go(desk: Desk, file: Path) -> None:
    made = story()
    for address in ("https://moit.gov.vn/van-ban?so=28", "file:///C:/Users/lan/a.docx"):
        part = made.part
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        number = part.relate_to(address, kind, is_external=True)
        raw(
            made,
            f'<w:p {nsdecls("w", "r")}><w:hyperlink r:id="{number}"><w:r><w:t>Xem văn bản</w:t>'
            "</w:r></w:hyperlink></w:p>",
        )
    draft = desk.draft(saved(made, file))
    assert "[Xem văn bản](https://moit.gov.vn/van-ban?so=28)" in draft.body
    assert "file:" not in draft.body and draft.body.count("Xem văn bản") == 2
    assert any("máy riêng" in remark for remark in desk.item.remarks)


def test_an_official_letter_becomes_a_policy_with_its_fields(desk: Desk, file: Path) -> None:
    made = document()
    table = made.add_table(1, 2)
    table.cell(
        0, 0
    ).text = "UBND TỈNH LẠNG SƠN\nSỞ CÔNG THƯƠNG\nSố: 45/SCT-KC\nV/v đăng ký đề án 2025"
    table.cell(0, 1).text = (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Lạng Sơn, ngày 20 tháng 8 năm 2024"
    )
    line(made, "Kính gửi: Ủy ban nhân dân các xã, phường.")
    line(made, "Sở Công Thương đề nghị các địa phương đăng ký đề án.")
    table = made.add_table(1, 2)
    table.cell(0, 0).text = "Nơi nhận:\n- Như trên;\n- Lưu: VT."
    table.cell(0, 1).text = "GIÁM ĐỐC\nNguyễn Văn Minh Họa"
    draft = desk.draft(saved(made, file))
    assert draft.folder == "chinh-sach"
    assert draft.fields["document_number"] == "45/SCT-KC"
    assert draft.fields["document_type"] == "Công văn"
    assert draft.fields["issuer"] == "Sở Công Thương"
    assert draft.fields["issued"] == "20/08/2024"
    assert draft.fields["title"] == "Công văn 45/SCT-KC về đăng ký đề án 2025"
    assert "<table" not in draft.html
    for words in ("Kính gửi", "Nơi nhận", "Như trên", "GIÁM ĐỐC", "Nguyễn Văn Minh Họa"):
        assert words in draft.body


def test_macros_are_left_behind_and_told(desk: Desk, file: Path) -> None:
    with_part(saved(story(), file), "word/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    desk.draft(file)
    assert any("macro" in remark for remark in desk.item.remarks)


def test_a_dry_run_writes_nothing(desk: Desk, file: Path) -> None:
    before = desk.files()
    report = desk.import_(saved(story(), file), dry_run=True)
    assert report.items[0].outcome is Outcome.CREATED and report.dry_run
    assert desk.files() == before and not (desk.content.folder / ".nhap-lieu").exists()
