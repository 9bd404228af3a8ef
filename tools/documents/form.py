"""Write the sample form of `content/tep/bieu-mau/`: `python -m tools.documents.form FOLDER`."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from docx import Document

NAME = "phieu-dang-ky-nhu-cau.docx"
_LINES = (
    "Tên cơ sở",
    "Loại hình (hộ kinh doanh, tổ hợp tác, hợp tác xã, doanh nghiệp)",
    "Nơi sản xuất (xã, phường; tỉnh)",
    "Người liên hệ, điện thoại",
    "Ngành nghề, sản phẩm chính",
    "Việc xin hỗ trợ",
    "Chi phí dự kiến (đồng)",
    "Số tiền xin hỗ trợ (đồng)",
    "Thời gian thực hiện",
)


def main(folder: Path) -> None:
    document = Document()
    document.core_properties.author = ""
    document.core_properties.title = "Phiếu đăng ký nhu cầu hỗ trợ khuyến công (minh họa)"
    document.core_properties.language = "vi"
    document.core_properties.created = document.core_properties.modified = datetime(
        2026, 11, 16, tzinfo=UTC
    )
    document.add_heading("PHIẾU ĐĂNG KÝ NHU CẦU HỖ TRỢ KHUYẾN CÔNG", 0)
    document.add_paragraph("Mẫu minh họa của trang, không phải mẫu chính thức của tỉnh.")
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for line in _LINES:
        table.add_row().cells[0].text = line
    document.add_paragraph()
    document.add_paragraph("Giấy tờ kèm theo: giấy đăng ký của cơ sở; báo giá của hai nơi bán.")
    document.add_paragraph("Ngày … tháng … năm …          Đại diện cơ sở (ký, ghi rõ họ tên)")
    folder.mkdir(parents=True, exist_ok=True)
    document.save(str(folder / NAME))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
