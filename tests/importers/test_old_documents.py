"""PDFs, Word and Excel files of old pages come with them, and links lead to the copies."""

import io
import zipfile
from pathlib import Path

import pytest

from khuyencong.importers.source_files import document_ending
from tests.importers.conftest import Desk
from tests.importers.old_sites import item, text, wordpress

PDF = b"%PDF-1.4\n%%EOF\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def packed(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "address", "ending"),
    [
        (PDF, "/Upload/a.pdf", "pdf"),
        (PDF, "/tai.aspx?id=7", "pdf"),
        (PDF, "/Upload/a.doc", "pdf"),
        (OLE, "/a.xls", "xls"),
        (OLE, "/a.docx", "doc"),
        (packed("word/document.xml"), "/a.doc", "docx"),
        (packed("xl/workbook.xml"), "/a.zip", "xlsx"),
        (packed("anh/1.jpg"), "/bo-anh.zip", "zip"),
        (packed("anh/1.jpg"), "/bao-cao.docx", ""),
        (b"<html>404</html>", "/a.pdf", ""),
        (b"<html>404</html>", "/a.csv", ""),
        (b"a;b\n1;2\n", "/a.csv", "csv"),
        (b"MZ\x90", "/cai-dat.exe", ""),
        (b"PK\x03\x04 broken", "/a.docx", ""),
    ],
)
def test_what_a_document_is_its_bytes_say(data: bytes, address: str, ending: str) -> None:
    assert document_ending(data, address) == ending


def portal(folder: Path) -> Path:
    """Two pages that link to documents in every way."""
    host = folder / "cu.example.vn"
    (host / "Upload").mkdir(parents=True)
    (host / "Upload" / "Biểu mẫu 01.pdf").write_bytes(PDF)
    (host / "Upload" / "ban-sao.pdf").write_bytes(PDF)
    (host / "Upload" / "du-toan.xls").write_bytes(OLE)
    (host / "Upload" / "hong.pdf").write_bytes(b"<html>404</html>")
    (host / "Upload" / "bo-quen.docx").write_bytes(packed("word/document.xml"))
    (host / "tai.aspx?id=7").write_bytes(PDF + b"khac")
    links = (
        "<p><a href='/Upload/Bi%E1%BB%83u%20m%E1%BA%ABu%2001.pdf'>Biểu mẫu</a>, "
        "<a href='upload/BAN-SAO.pdf'>bản sao</a>, <a href='tai.aspx?id=7'>quyết định</a>, "
        "<a href='http://www.cu.example.vn/Upload/du-toan.xls'>dự toán</a>, "
        "<a href='/Upload/hong.pdf'>hỏng</a>, <a href='/Upload/thieu.pdf'>thiếu</a>, "
        "<a href='https://moit.example/Upload/ban-sao.pdf'>của Bộ</a></p>"
    )
    for number in range(2):
        body = "".join(f"<p>{line}</p>" for line in text(number))
        (host / f"bai-{number}.html").write_text(
            f"<html><head><meta charset=utf-8></head><body><h1>Tin số {number} của trung tâm</h1>"
            f"<div class=noidung>{body}{links if number == 0 else ''}</div></body></html>",
            "utf-8",
        )
    return folder


@pytest.mark.slow
def test_documents_of_a_portal_are_copied_once_and_links_follow(desk: Desk, tmp_path: Path) -> None:
    report = desk.import_(portal(tmp_path / "cu"))
    made = next(i for i in report.items if "số 0" in i.title)
    body = (desk.content.folder / made.file).read_text("utf-8")
    copies = sorted(f.name for f in (desk.content.folder / "tep").iterdir())
    assert copies == ["bieu-mau-01.pdf", "du-toan.xls", "tai-id-7.pdf"]
    assert body.count("](tep/bieu-mau-01.pdf)") == 2, "two names, one file"
    assert "[quyết định](tep/tai-id-7.pdf)" in body and "[dự toán](tep/du-toan.xls)" in body
    assert "hỏng" in body and "hong.pdf" not in body
    assert "[thiếu](https://cu.example.vn/Upload/thieu.pdf)" in body
    assert "[của Bộ](https://moit.example/Upload/ban-sao.pdf)" in body
    said = " ".join((*made.remarks, *report.remarks))
    assert "thieu.pdf” không có trong nguồn" in said and "hong.pdf” không phải PDF" in said
    assert "bo-quen.docx" in said
    first = desk.files()
    assert {i.outcome.name for i in desk.import_(tmp_path / "cu").items} == {"UNCHANGED"}
    assert desk.files() == first


def test_documents_of_a_wordpress_export_are_copied(desk: Desk, tmp_path: Path) -> None:
    link = '<a href="https://cu.example.vn/wp-content/uploads/2023/05/phieu.pdf">Phiếu</a>'
    uploads = tmp_path / "wp-content" / "uploads" / "2023" / "05"
    uploads.mkdir(parents=True)
    (uploads / "phieu.pdf").write_bytes(PDF)
    report = desk.import_(wordpress(tmp_path, [item(1, "\n\n".join([*text(1), link]))]))
    body = (desk.content.folder / report.items[0].file).read_text("utf-8")
    assert "[Phiếu](tep/phieu.pdf)" in body
