"""Word files as offices write them, for the pictures of docs/nhap-lieu.md."""

from pathlib import Path

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt
from docx.table import _Cell

from khuyencong.vietnamese.legacy import Encoding
from tests.importers.word_files import document, line, saved

PHOTO = Path("content/anh/san-pham/mien-dong-soi-nho.jpg")
WIDTH = Cm(9)


def _office_document() -> Document:
    """An empty document in the type that offices must use (Nghị định 30/2020/NĐ-CP)."""
    made = document()
    font = made.styles["Normal"].font
    font.name, font.size = "Times New Roman", Pt(13)
    return made


def _centred(cell: _Cell, *texts: tuple[str, str]) -> None:
    """Lines of a cell, each with its look: b bold, i italic."""
    cell.paragraphs[0]._p.getparent().remove(cell.paragraphs[0]._p)
    for text, look in texts:
        paragraph = cell.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(text)
        run.bold, run.italic = "b" in look or None, "i" in look or None


def letter() -> Document:
    """An official letter: letterhead and signature stand in tables without lines."""
    made = _office_document()
    head = made.add_table(2, 2)
    _centred(head.cell(0, 0), ("UBND TỈNH MẪU", ""), ("SỞ CÔNG THƯƠNG", "b"), ("-------", ""))
    motto = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "b"), ("Độc lập - Tự do - Hạnh phúc", "b")
    _centred(head.cell(0, 1), *motto, ("---------------", ""))
    _centred(head.cell(1, 0), ("Số: 1245/SCT-QLCN", ""), ("V/v đăng ký đề án năm 2026", ""))
    _centred(head.cell(1, 1), ("Mẫu, ngày 12 tháng 9 năm 2025", "i"))
    line(made, "Kính gửi: Ủy ban nhân dân các xã, phường.", "c")
    line(made, "Sở Công Thương đề nghị các địa phương đăng ký đề án khuyến công năm 2026:")
    for text in (
        "1. Đối tượng: cơ sở công nghiệp nông thôn.",
        "2. Hồ sơ gồm:",
        "a) Phiếu đăng ký (theo mẫu);",
        "b) Giấy chứng nhận đăng ký kinh doanh.",
    ):
        line(made, text)
    line(made, "Hồ sơ gửi về Sở trước ngày 30/9/2025./.")
    foot = made.add_table(1, 2)
    foot.cell(0, 0).text = "Nơi nhận:\n- Như trên;\n- Lưu: VT, QLCN."
    signature = ("KT. GIÁM ĐỐC", "b"), ("PHÓ GIÁM ĐỐC", "b"), ("(Đã ký)", "i")
    _centred(foot.cell(0, 1), *signature, ("Nguyễn Văn Minh Họa", "b"))
    return made


def old_fonts() -> Document:
    """A story in .VnTime: on a machine without that font nobody can read it."""
    made = document()
    made.styles["Normal"].font.name = ".VnTime"
    old = Encoding.TCVN3.encode
    line(made, old("lớp nghề miến dong cho ba mươi học viên"), "bc", font=".VnTimeH")
    line(
        made,
        old("Ba mươi học viên học làm miến trong hai tháng, học xong được nhận vào xưởng."),
        "b",
    )
    line(made, old("Học viên được hỗ trợ tiền ăn, đi lại và tài liệu học tập."))
    made.add_paragraph().add_run().add_picture(str(PHOTO), width=WIDTH)
    line(made, old("Miến phơi trong sân xưởng. Ảnh: Thu Hường"), "ic")
    table = made.add_table(3, 3, style="Table Grid")
    table.cell(0, 0).merge(table.cell(1, 0)).text = old("Xã")
    table.cell(0, 1).merge(table.cell(0, 2)).text = old("Số học viên")
    for place, text in zip(
        ((1, 1), (1, 2), (2, 0), (2, 1), (2, 2)), ("Nữ", "Nam", "Mẫu", "22", "8"), strict=True
    ):
        table.cell(*place).text = old(text)
    line(made, old("- Đạt loại giỏi: 12;"))
    line(made, old("- Đạt loại khá: 18."))
    line(made, old("Thu Hường"), "rb")
    return made


def write(folder: Path) -> list[Path]:
    """The samples as files of a folder."""
    return [
        saved(letter(), folder / "nhap-word-cong-van.docx"),
        saved(old_fonts(), folder / "nhap-word-phong-cu.docx"),
    ]
