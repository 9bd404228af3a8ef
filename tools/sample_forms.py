"""Makes the sample's forms: .docx whose blanks are content controls, so that they can be filled in.

    .venv/bin/python -m tools.sample_forms

Word, LibreOffice and the editors of telephones show each blank as a field (ISO/IEC 29500-1,
17.5.2). A form says in its second line that it is a sample and no form of a province.
"""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt

FOLDER = Path(__file__).parent.parent / "content" / "tep" / "bieu-mau"
KINDS = ("Hộ kinh doanh", "Tổ hợp tác", "Hợp tác xã, liên hiệp hợp tác xã", "Doanh nghiệp")
BUDGETS = ("Khuyến công địa phương", "Khuyến công quốc gia")
ESTABLISHMENT = (
    ("Tên cơ sở", ()),
    ("Loại hình", KINDS),
    ("Nơi sản xuất (thôn, xã hoặc phường, tỉnh)", ()),
    ("Người đại diện, điện thoại", ()),
)
FORMS = {
    "phieu-dang-ky-nhu-cau": (
        "PHIẾU ĐĂNG KÝ NHU CẦU HỖ TRỢ KHUYẾN CÔNG",
        (
            *ESTABLISHMENT,
            ("Ngành nghề, sản phẩm chính", ()),
            ("Nội dung đề nghị hỗ trợ", ()),
            ("Nguồn kinh phí đề nghị", BUDGETS),
            ("Chi phí dự kiến (đồng)", ()),
            ("Kinh phí đề nghị hỗ trợ (đồng)", ()),
            ("Thời gian thực hiện", ()),
        ),
        "Kèm theo: bản sao giấy tờ thành lập cơ sở; báo giá.",
    ),
    "thuyet-minh-de-an": (
        "THUYẾT MINH ĐỀ ÁN KHUYẾN CÔNG",
        (
            *ESTABLISHMENT,
            ("Hiện trạng: nhà xưởng, thiết bị, lao động, sản lượng", ()),
            ("Nội dung thực hiện, thông số máy móc, thiết bị", ()),
            ("Kết quả dự kiến: sản lượng, lao động, thu nhập, môi trường", ()),
            ("Tổng kinh phí (đồng)", ()),
            ("Kinh phí khuyến công đề nghị (đồng)", ()),
            ("Vốn đối ứng của cơ sở (đồng), cam kết", ()),
            ("Tiến độ: ngày bắt đầu, ngày hoàn thành", ()),
        ),
        "Kèm theo: dự toán, báo giá.",
    ),
    "de-nghi-nghiem-thu": (
        "ĐỀ NGHỊ NGHIỆM THU ĐỀ ÁN KHUYẾN CÔNG",
        (
            *ESTABLISHMENT,
            ("Tên đề án, quyết định phê duyệt (số, ngày)", ()),
            ("Nội dung đã thực hiện", ()),
            ("Kinh phí đã chi, trong đó vốn đối ứng (đồng)", ()),
            ("Kết quả so với đề án", ()),
            ("Ngày hoàn thành", ()),
        ),
        "Kèm theo: hợp đồng, hóa đơn, biên bản bàn giao máy móc, thiết bị.",
    ),
}


def blank(label: str, choices: Iterable[str]) -> str:
    """A content control for a value: a list of choices, or lines of text."""
    items = "".join(f'<w:listItem w:displayText="{each}" w:value="{each}"/>' for each in choices)
    kind = f"<w:dropDownList>{items}</w:dropDownList>" if items else '<w:text w:multiLine="1"/>'
    hint = "Chọn" if items else "Bấm vào đây để điền"
    return (
        f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="{label}"/><w:showingPlcHdr/>{kind}'
        f"</w:sdtPr><w:sdtContent><w:p><w:r><w:rPr><w:color w:val='666666'/></w:rPr>"
        f"<w:t>{hint}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )


def form(title: str, lines: Iterable[tuple[str, tuple[str, ...]]], enclosed: str) -> WordDocument:
    """A form on one page of A4."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = Cm(2)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(13)
    document.add_paragraph().add_run(title).bold = True
    document.add_paragraph("Mẫu minh họa của trang, không phải mẫu chính thức của tỉnh.")
    table = document.add_table(0, 2, "Table Grid")
    for label, choices in lines:
        name, value = table.add_row().cells
        name.text = label
        value._tc.insert(1, parse_xml(blank(label, choices)))
    document.add_paragraph()
    document.add_paragraph(enclosed)
    document.add_paragraph("Ngày      tháng      năm\nĐại diện cơ sở (ký, ghi rõ họ tên)")
    core = document.core_properties
    core.title, core.author, core.comments = title.capitalize(), "Dữ liệu minh họa", ""
    core.created = core.modified = datetime(2026, 11, 27)
    return document


def main() -> None:
    """Write all forms."""
    for name, parts in FORMS.items():
        form(*parts).save(str(FOLDER / f"{name}.docx"))


if __name__ == "__main__":
    main()
