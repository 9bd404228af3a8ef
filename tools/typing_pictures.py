"""Pictures for docs/cach-go.md: a file of Word or Excel beside the page that its text makes.

`python -m tools.typing_pictures docs/screenshots`. The files are real ones, drawn by LibreOffice;
what is pasted is their text with tabs between cells; the page comes from `khuyencong build`.
"""

import io
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import xlsxwriter
from docx import Document
from docx.shared import Pt
from PIL import Image, ImageOps
from playwright.sync_api import Browser, sync_playwright

from tests.tools.chromium import FLAGS
from tools.sample_centre import write_centre
from tools.screenshots import served

WIDTH, GAP = 640, 28
MOST_HEIGHT = 900
"""Pixels of a picture; a decree shows its beginning."""

STORY = """\
\tSáng thứ Hai, xã Mẫu nhận máy sấy mới. Máy chạy bằng điện mặt trời, rộng dài cao 5*3*2 m.
\tMười thợ học cách chỉnh nhiệt độ trong ba ngày; 2 sản phẩm đạt 4*, 1 sản phẩm đạt 3*.
\t2024. Năm đầu tiên cả xã cùng làm, thu nhập tăng >15 % so với năm trước.
\tTải biểu mẫu tại https://thu.example/bieu_mau_2026.docx, thư về tin@thu.example.
-------
#KhuyenCong #OCOP
Minh An"""
LETTER = """\
Kính gửi:
- Ủy ban nhân dân các xã;
+ Xã Mẫu Một;
+ Xã Mẫu Hai;
- Các hợp tác xã.
Mức hỗ trợ theo khoản 2, 5 và 7 Điều 8:
2. Hỗ trợ tối đa 300 triệu đồng một mô hình.
2a. Mô hình liên xã tính riêng.
5. Hỗ trợ 100 % chi phí tập huấn, gồm:
a) Tài liệu;
b) Giảng viên;
đ) Hội trường.
7. Hỗ trợ 50 % chi phí thuê gian hàng.
Hồ sơ gửi về Trung tâm:
• Đơn đăng ký
• Báo giá máy"""
DECREE = "\n".join(
    f"Điều {number}. Nội dung số {number}\n"
    f"1. Cơ quan quản lý công bố kết quả trong {number + 4} ngày.\n"
    f"2. Hồ sơ gồm:\na) Đơn theo mẫu số {number};\nb) Giấy tờ kèm theo."
    for number in range(1, 61)
)
PRICES = [
    ["STT", "Tên sản phẩm", "Đơn vị", "Số lượng", "Thành tiền"],
    ["1", "Miến dong sợi nhỏ", "kg", "120", "8.400.000"],
    ["2", "Hồng vành khuyên sấy", "hộp", "85", "10.200.000"],
    ["3", "Tinh dầu hồi 10*10 ml", "lọ", "40", "3.600.000"],
    ["", "Tổng cộng", "", "245", "22.200.000"],
]
TEXTS = {"go-doan": STORY, "go-danh-sach": LETTER, "go-nghi-dinh": DECREE}


def word_file(text: str) -> bytes:
    """A document of Word with a paragraph for each line."""
    document = Document()
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(14)
    for line in text.split("\n"):
        document.add_paragraph(line)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def excel_file(rows: Sequence[Sequence[str]]) -> bytes:
    """A workbook with one sheet."""
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written)
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    for column, width in enumerate((6, 28, 10, 12, 16)):
        sheet.set_column(column, column, width)
    sheet.hide_gridlines(0)  # print them
    book.close()
    return written.getvalue()


def drawn(file: bytes, suffix: str) -> Image.Image:
    """The first page of an office file, without its margins."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"tep{suffix}")
        source.write_bytes(file)
        command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True)
        page = pypdfium2.PdfDocument(source.with_suffix(".pdf"))[0]
        picture: Image.Image = page.render(scale=1.6).to_pil().convert("RGB")
    inked = picture.convert("L").point(lambda light: 255 if light < 250 else 0).getbbox()
    left, top, right, bottom = inked or (0, 0, *picture.size)
    if suffix == ".docx":  # the whole width of the sheet, so that all letters are as large
        left, right = min(left, 140), picture.width - 140
    cut = picture.crop((left - 24, top - 24, right + 24, bottom + 24))
    return cut.resize((WIDTH, round(cut.height * WIDTH / cut.width)), Image.Resampling.LANCZOS)


def site(folder: Path) -> Path:
    """A site with a story for each text."""
    content, output = folder / "content", folder / "output"
    write_centre(content)
    (content / "tin-tuc").mkdir()
    table = "\n".join("\t".join(row) for row in PRICES)
    for name, text in {**TEXTS, "go-bang-gia": table}.items():
        header = f"---\ntitle: {name}\nslug: {name}\nuid: {name}\ndate: 22/11/2026\n---\n"
        (content / "tin-tuc" / f"{name}.md").write_text(header + text, encoding="utf-8")
    command = [sys.executable, "-m", "khuyencong", "build", str(content), "-o", str(output)]
    subprocess.run(command, check=True, capture_output=True)
    return output


def shot(browser: Browser, address: str) -> Image.Image:
    """The text of a story as its page shows it."""
    page = browser.new_page(viewport={"width": WIDTH - 2 * GAP, "height": MOST_HEIGHT})
    page.goto(address)
    picture = page.locator(".prose").first.screenshot(type="png")
    page.close()
    return ImageOps.expand(Image.open(io.BytesIO(picture)).convert("RGB"), GAP, "white")


def beside(left: Image.Image, right: Image.Image) -> Image.Image:
    """Both on one sheet, cut off at the same height."""
    height = min(max(left.height, right.height), MOST_HEIGHT)
    sheet = Image.new("RGB", (left.width + right.width + 3 * GAP, height + 2 * GAP), "#d9dde1")
    for picture, place in ((left, GAP), (right, left.width + 2 * GAP)):
        ground = Image.new("RGB", (picture.width, height), "white")
        ground.paste(picture, (0, 0))
        sheet.paste(ground, (place, GAP))
    return sheet


def main(target: Path) -> None:
    """Write a picture for each text."""
    files = {name: drawn(word_file(text), ".docx") for name, text in TEXTS.items()}
    files["go-bang-gia"] = drawn(excel_file(PRICES), ".xlsx")
    with (
        tempfile.TemporaryDirectory() as folder,
        served(site(Path(folder))) as root,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for name, file in files.items():
            picture = beside(file, shot(browser, f"{root}/tin-tuc/{name}/"))
            picture.save(target / f"{name}.jpg", quality=80, optimize=True, progressive=True)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
