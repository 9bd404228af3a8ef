"""What Word draws beside, around and inside its lines reaches the draft in its place."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm

from tests.importers.conftest import Desk
from tests.importers.word_files import SAPO, document, jpeg, line, picture, raw, saved, story

pytestmark = pytest.mark.slow  # the template of python-docx is read for each document

MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "bai.docx"


def paragraph(made: Document, xml: str) -> None:
    raw(made, f"<w:p {nsdecls('w')} {MATH}>{xml}</w:p>")


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_numbers_that_word_counts_in_captions_stay(desk: Desk, file: Path) -> None:
    made = story()
    picture(made)
    field = f'<w:fldSimple w:instr=" SEQ Hình ">{run("1")}</w:fldSimple>'
    style = '<w:pPr><w:pStyle w:val="Caption"/></w:pPr>'
    paragraph(made, f"{style}{run('Hình ')}{field}{run('. Máy sao chè (Ảnh: Lê Mẫu)')}")
    assert '"Hình 1. Máy sao chè. Ảnh: Lê Mẫu"' in desk.draft(saved(made, file)).body


def test_lines_keep_their_breaks_their_guides_and_their_formulas(desk: Desk, file: Path) -> None:
    made = story()
    paragraph(made, "<w:r><w:t>Một</w:t><w:cr/><w:t>Hai</w:t></w:r>")
    ruby = f"<w:rt>{run('guide')}</w:rt><w:rubyBase>{run('Gốc')}</w:rubyBase>"
    paragraph(made, f"<w:r><w:ruby>{ruby}</w:ruby></w:r><w:bdo>{run(' sau')}</w:bdo>")
    power = (
        "<m:sSup><m:e><m:r><m:t>m</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>"
    )
    half = "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
    paragraph(made, f"<m:oMath>{half}{power}</m:oMath>")
    paragraph(made, run("Khí CO") + run("2", '<w:position w:val="-2"/>'))
    body = desk.draft(saved(made, file)).body
    assert "Một<br> Hai" in body
    assert "Gốc (guide) sau" in body
    assert "1/2m<sup>2</sup>" in body and "CO<sub>2</sub>" in body
    assert any("1 công thức toán" in remark for remark in desk.item.remarks)


def test_hidden_text_is_left_in_word_and_told(desk: Desk, file: Path) -> None:
    made = story()
    paragraph(made, run("Thấy được") + run(" số điện thoại riêng 0912", "<w:vanish/>"))
    body = desk.draft(saved(made, file)).body
    assert "Thấy được" in body and "0912" not in body
    assert any("1 đoạn chữ ẩn" in remark for remark in desk.item.remarks)


def test_signs_of_symbol_fonts_are_signs_of_unicode(desk: Desk, file: Path) -> None:
    made = story()
    for font, sign in (("Wingdings", "\uf0e0"), ("Symbol", "\uf0b3")):
        fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'
        paragraph(made, run("tăng ") + run(sign, fonts) + run(" 5%"))
    body = desk.draft(saved(made, file)).body
    assert "tăng → 5%" in body and "tăng ≥ 5%" in body


def test_a_drop_cap_is_the_first_letter_of_its_word(desk: Desk, file: Path) -> None:
    made = story()
    paragraph(made, f'<w:pPr><w:framePr w:dropCap="drop" w:lines="3"/></w:pPr>{run("M")}')
    paragraph(made, run("ùa chè năm nay được giá."))
    assert "Mùa chè năm nay được giá." in desk.draft(saved(made, file)).body


def test_a_picture_beside_the_words_comes_behind_them_with_its_caption(
    desk: Desk, file: Path
) -> None:
    made = story()
    line(made, "Cơ sở có thêm kho lạnh.")
    picture(made)
    drawn = made.paragraphs[-1].runs[0]._r
    (inline,) = drawn.iter("{*}inline")
    anchor = parse_xml(
        '<wp:anchor xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        'wordprocessingDrawing"/>'
    )
    anchor.extend(list(inline))
    inline.getparent().replace(inline, anchor)
    made.paragraphs[-2]._p.append(drawn)
    made.paragraphs[-1]._p.getparent().remove(made.paragraphs[-1]._p)
    line(made, "Kho lạnh 20 m2. Ảnh: Lê Mẫu", "ic")
    body = desk.draft(saved(made, file)).body
    assert "Cơ sở có thêm kho lạnh.\n\n![Kho lạnh 20 m2]" in body
    assert '"Kho lạnh 20 m2. Ảnh: Lê Mẫu"' in body


def test_a_list_further_to_the_right_lies_inside_the_one_above(desk: Desk, file: Path) -> None:
    made = story()
    for text, style in (("Đào tạo", "List Bullet"), ("lớp chè", "List Bullet 2")):
        made.add_paragraph(text, style=style)
    made.add_paragraph("Xúc tiến", style="List Bullet")
    body = desk.draft(saved(made, file)).body
    assert "- Đào tạo\n    - lớp chè\n- Xúc tiến" in body


def test_a_quotation_of_a_style_is_one(desk: Desk, file: Path) -> None:
    made = story()
    line(made, "Chúng tôi bán hết hàng.", style="Quote")
    assert "> Chúng tôi bán hết hàng." in desk.draft(saved(made, file)).body.replace("*", "")


def test_a_row_that_begins_further_right_keeps_its_columns(desk: Desk, file: Path) -> None:
    def cells(*texts: str) -> str:
        return "".join(f"<w:tc><w:p>{run(text)}</w:p></w:tc>" for text in texts)

    made = story()
    short = f'<w:trPr><w:gridBefore w:val="1"/></w:trPr>{cells("600", "hai lớp")}'
    rows = f"<w:tr>{cells('Năm', 'Tiền', 'Ghi chú')}</w:tr><w:tr>{short}</w:tr>"
    raw(made, f"<w:tbl {nsdecls('w')}><w:tblPr/><w:tblGrid/>{rows}</w:tbl>")
    assert "|  | 600 | hai lớp |" in desk.draft(saved(made, file)).body


def test_a_table_with_lines_stays_a_table_though_it_names_a_director(
    desk: Desk, file: Path
) -> None:
    made = story()
    table = made.add_table(2, 2, style="Table Grid")
    for cell, text in zip(
        table._cells, ("Tên", "HTX Mẫu", "Giám đốc", "Trần Văn Mẫu"), strict=True
    ):
        cell.text = text
    assert "| Giám đốc | Trần Văn Mẫu |" in desk.draft(saved(made, file)).body


def test_the_head_of_a_table_with_merged_cells_is_told(desk: Desk, file: Path) -> None:
    made = story()
    line(made, "Bảng 1. Kinh phí", "bc")
    table = made.add_table(3, 3, style="Table Grid")
    table.cell(0, 0).merge(table.cell(1, 0)).text = "Năm"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Nguồn"
    for place, text in (((1, 1), "Quốc gia"), ((1, 2), "Địa phương"), ((2, 0), "2025")):
        table.cell(*place).text = text
    draft = desk.draft(saved(made, file))
    assert draft.html.count("<th") == 4 + 1 and "<td>2025</td>" in draft.html
    assert "# Bảng 1" not in draft.body and "**Bảng 1. Kinh phí**" in draft.body


def test_letterhead_and_signature_are_lines_and_no_headings(desk: Desk, file: Path) -> None:
    made = document()
    head = made.add_table(1, 2)
    for cell, texts in zip(
        head._cells,
        (("SỞ CÔNG THƯƠNG", "-------", "Số: 45/SCT-KC"), ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",)),
        strict=True,
    ):
        for text in texts:
            cell.add_paragraph().add_run(text).bold = True
    line(made, "Kính gửi: Ủy ban nhân dân các xã.")
    foot = made.add_table(1, 1)
    made.add_table(1, 2)._cells[1].text = "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC"
    foot.cell(0, 0).text = "Đề nghị thực hiện."
    body = desk.draft(saved(made, file)).body
    assert "#" not in body and "---" not in body
    assert "**SỞ CÔNG THƯƠNG**<br>**Số: 45/SCT-KC**" in body


def test_lines_set_in_columns_by_tabs_are_a_table(desk: Desk, file: Path) -> None:
    made = story()
    for text in ("Loại\tGiá (đ/kg)", "Chè búp\t120.000", "Chè đinh\t\t900.000"):
        line(made, text)
    line(made, "Giá tính tại xưởng.")
    line(made, "Ngày 3/4\tmột dòng thì không.")
    body = desk.draft(saved(made, file)).body
    assert "| Loại | Giá (đ/kg) |\n| --- | --- |\n| Chè búp | 120.000 |\n| Chè đinh |" in body
    assert "Ngày 3/4 một dòng thì không." in body


def letter(head: Sequence[str], *title: str) -> Document:
    """A letter whose letterhead is set by tabs, as far as its title."""
    made = document()
    for text, look in zip(head, ("b", "b", ""), strict=True):
        line(made, text, look)
    for text in title:
        line(made, text, "bc")
    return made


def test_a_letterhead_set_by_tabs_gives_the_fields_of_a_letter(desk: Desk, file: Path) -> None:
    head = (
        "SỞ CÔNG THƯƠNG\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "TRUNG TÂM KHUYẾN CÔNG\tĐộc lập - Tự do - Hạnh phúc",
        "Số: 12/TB-TTKC\tThái Nguyên, ngày 3 tháng 4 năm 2025",
    )
    made = letter(head, "THÔNG BÁO", "Về việc tuyển sinh lớp nghề may")
    line(made, "Trung tâm thông báo tuyển sinh.")
    draft = desk.draft(saved(made, file))
    assert draft.fields["title"] == "Thông báo 12/TB-TTKC về tuyển sinh lớp nghề may"
    assert draft.fields["issuer"] == "Trung tâm Khuyến công"
    assert draft.fields["issued"] == "03/04/2025"


def test_a_picture_in_a_group_comes_with_the_caption_in_its_box(desk: Desk, file: Path) -> None:
    made = story()
    picture(made)
    paragraph_ = made.paragraphs[-1]._p
    (drawn,) = paragraph_.iter("{*}pic")
    box = "<w:p><w:r><w:t>Xưởng chè. Ảnh: Mẫu</w:t></w:r></w:p>"
    group = parse_xml(
        f"<w:p {nsdecls('w')} "
        'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        "<w:r><w:t>Trước ảnh.</w:t></w:r><w:r><w:drawing><wpg:wgp><wps:wsp><wps:txbx>"
        f"<w:txbxContent>{box}</w:txbxContent></wps:txbx></wps:wsp></wpg:wgp></w:drawing></w:r></w:p>"
    )
    (shapes,) = group.iter("{*}wgp")
    shapes.append(drawn)
    paragraph_.getparent().replace(paragraph_, group)
    body = desk.draft(saved(made, file)).body
    assert "Trước ảnh.\n\n![Xưởng chè]" in body and '"Xưởng chè. Ảnh: Mẫu")' in body


def test_a_caption_over_its_picture_is_its_caption(desk: Desk, file: Path) -> None:
    made = story()
    line(made, "Hình 5: Vùng chè", "c")
    picture(made)
    line(made, "Đoạn kết của bài viết này là một câu bình thường.")
    body = desk.draft(saved(made, file)).body
    assert '"Hình 5: Vùng chè")\n\nĐoạn kết' in body and body.count("Vùng chè") == 2


def test_numbers_of_a_level_may_be_digits_throughout(desk: Desk, file: Path) -> None:
    made = story()
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{legal}'
        f'<w:lvlText w:val="{shown}"/></w:lvl>'
        for n, form, legal, shown in (
            (0, "upperRoman", "", "%1."),
            (1, "decimal", "<w:isLgl/>", "%1.%2."),
        )
    )
    numbering = made.part.numbering_part.element
    w = nsdecls("w")
    numbering.insert(
        0, parse_xml(f'<w:abstractNum {w} w:abstractNumId="77">{levels}</w:abstractNum>')
    )
    numbering.append(parse_xml(f'<w:num {w} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for text, level in (("MỤC TIÊU", 0), ("Mục tiêu chung", 1)):
        place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'
        paragraph(made, f"<w:pPr>{place}</w:pPr>{run(text, '<w:b/>')}")
    assert "## I. MỤC TIÊU\n\n### 1.1. Mục tiêu chung" in desk.draft(saved(made, file)).body


def test_who_wrote_a_story_is_no_caption_of_the_picture_above(desk: Desk, file: Path) -> None:
    made = story()
    line(made, "Lớp học kéo dài ba ngày tại hội trường xã.")
    picture(made)
    line(made, "Tin, ảnh: Hồng Ngân", "b")
    draft = desk.draft(saved(made, file))
    assert draft.fields["author"] == "Hồng Ngân" and "![](" in draft.body


def test_a_picture_in_a_sentence_takes_no_line_for_its_caption(desk: Desk, file: Path) -> None:
    made = story()
    sentence = made.add_paragraph("Cói được phơi ")
    sentence.add_run().add_picture(jpeg(), width=Cm(1))
    sentence.add_run(" ba nắng.")
    line(made, "Theo lời kể của các cụ trong làng.", "i")
    assert "*Theo lời kể của các cụ trong làng.*" in desk.draft(saved(made, file)).body


CHECKED = """<w:sdt><w:sdtPr><w14:checkbox
 xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w14:checked w14:val="1"/>
</w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>☒</w:t></w:r></w:sdtContent></w:sdt>"""
EMPTY = """<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r>
<w:t>Click here to enter text.</w:t></w:r></w:sdtContent></w:sdt>"""


def test_boxes_of_a_form_keep_what_was_filled_in(desk: Desk, file: Path) -> None:
    made = story()
    for box, words in ((CHECKED, " Đã có giấy chứng nhận."), (EMPTY, "Họ tên: ")):
        paragraph(made, box + run(words))
    draft = desk.draft(saved(made, file))
    assert "☒ Đã có giấy chứng nhận." in draft.body and "Click here" not in draft.body
    assert any("1 ô mẫu chưa điền" in remark for remark in desk.item.remarks)


def test_a_table_of_contents_stays_out_and_its_headings_in(desk: Desk, file: Path) -> None:
    made = story()
    for words, page in (("Kết quả đạt được", 3), ("Khó khăn", 7)):
        style = '<w:pPr><w:pStyle w:val="TOC1"/></w:pPr>'
        paragraph(made, f"{style}{run(words)}<w:r><w:tab/></w:r>{run(str(page))}")
    made.add_heading("Kết quả đạt được", 1)
    line(made, "Toàn tỉnh giải ngân 620 triệu đồng.")
    draft = desk.draft(saved(made, file))
    assert draft.body.count("Kết quả đạt được") == 1 and "Khó khăn" not in draft.body
    assert any("Mục lục của Word (2 dòng)" in remark for remark in desk.item.remarks)


def test_a_heading_may_have_a_style_of_the_offices_own(desk: Desk, file: Path) -> None:
    made = story()
    style = made.styles.add_style("Mục lớn", 1)
    style.base_style = made.styles["Heading 2"]
    line(made, "Khung dệt mới", style="Mục lớn")
    assert "## Khung dệt mới" in desk.draft(saved(made, file)).body


def test_a_letterhead_and_a_signature_set_by_tabs_are_read_by_columns(
    desk: Desk, file: Path
) -> None:
    head = (
        "\tỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "\tTỈNH MẪU\tĐộc lập - Tự do - Hạnh phúc",
        "\tSố: 1120/QĐ-UBND\tMẫu, ngày 20 tháng 8 năm 2026",
    )
    made = letter(head, "QUYẾT ĐỊNH", "Về việc công nhận sản phẩm tiêu biểu")
    line(made, "Điều 1. Công nhận 12 sản phẩm.")
    for text in ("Nơi nhận:\tKT. CHỦ TỊCH", "- Như Điều 1;\tPHÓ CHỦ TỊCH", "\tLê Văn Mẫu"):
        line(made, text, "b")
    draft = desk.draft(saved(made, file))
    assert draft.fields["issuer"] == "Ủy ban nhân dân tỉnh Mẫu"
    assert "**ỦY BAN NHÂN DÂN**<br>**TỈNH MẪU**<br>Số: 1120/QĐ-UBND\n" in draft.body
    assert "**QUYẾT ĐỊNH**<br>**Về việc công nhận" in draft.body
    assert "**KT. CHỦ TỊCH**<br>**PHÓ CHỦ TỊCH**<br>**Lê Văn Mẫu**" in draft.body.replace(
        " **", "**"
    )
    assert "#" not in draft.body


def test_a_credit_below_a_caption_is_part_of_it(desk: Desk, file: Path) -> None:
    made = story()
    picture(made, "#111111")
    line(made, "Nồi chưng cất chạy điện.", style="Caption")
    line(made, "Ảnh: Thu Hà", "ir")
    picture(made, "#222222")
    line(made, "Chú thích ảnh: Chai tinh dầu 10 ml (Ảnh: Thu Hà)", "c")
    picture(made, "#333333")
    line(made, "(Ảnh minh họa)", "ic")
    line(made, "Hình 2. Sơ đồ dây chuyền", "bc")
    picture(made, "#444444")
    line(made, "Nguồn: Hồ sơ đề án", "ic")
    body = desk.draft(saved(made, file)).body
    assert (
        "![Nồi chưng cất chạy điện](" in body and '"Nồi chưng cất chạy điện. Ảnh: Thu Hà"' in body
    )
    assert "![Chai tinh dầu 10 ml](" in body and '"Chai tinh dầu 10 ml. Ảnh: Thu Hà"' in body
    assert "![](anh/" in body and '"Ảnh minh họa"' in body
    assert '"Hình 2. Sơ đồ dây chuyền. Ảnh: Hồ sơ đề án"' in body


def test_a_text_may_call_its_parts_by_name(desk: Desk, file: Path) -> None:
    made = document()
    for text in (
        "Tít: Miến dong Mẫu vào siêu thị",
        f"Sa-pô: {SAPO}",
        "Tác giả: Hồng Ngân",
        "Nội dung:",
        "Hợp tác xã giao hàng từ ngày 3/11.",
    ):
        line(made, text)
    draft = desk.draft(saved(made, file))
    assert draft.fields["title"] == "Miến dong Mẫu vào siêu thị"
    assert (draft.fields["summary"], draft.fields["author"]) == (SAPO, "Hồng Ngân")
    assert draft.body == "Hợp tác xã giao hàng từ ngày 3/11."
