"""What an office has becomes drafts, from the desk too."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup

from khuyencong.desk.import_screens import safe_name
from khuyencong.desk.sessions import Role
from khuyencong.desk.workspace import Workspace
from tests.conftest import Content
from tests.desk.conftest import TestClient, Visitor
from tests.importers.old_sites import text


def word(*paragraphs: str) -> bytes:
    from docx import Document

    made = Document()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def send(visitor: Visitor, name: str, data: bytes, **fields: str):
    parts = [("tep", (name, data, "application/octet-stream"))] if data else None
    return visitor.post("nhap", fields, files=parts)


def test_a_word_file_becomes_a_draft_with_a_version(
    visitor: Visitor, content: Content, workspace: Workspace
) -> None:
    data = word("Mở lớp tập huấn khuyến công ở Na Rì", "Ngày 22/11/2026, trung tâm mở lớp.", "Hết.")
    page = send(visitor, "Tin Na Rì.docx", data).text
    (file,) = (content.folder / "tin-tuc").glob("*.md")
    assert f"bai/tin-tuc/{file.name}" in page and "status: draft" in file.read_text()
    version = next(workspace.history.versions(f"tin-tuc/{file.name}"))
    assert version.what == "Nhập từ tệp Tin Na Rì.docx" and version.who == "Hoa"


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.svg", "a.exe"])
def test_what_is_none_of_them_is_refused_in_a_sentence(
    visitor: Visitor, content: Content, name: str
) -> None:
    answer = send(visitor, name, b"<svg onload=alert(1)>")
    assert answer.status_code == 200 and "<svg" not in answer.text
    assert not (content.folder / "tin-tuc").exists()


@pytest.mark.parametrize("name", ["../../a.docx", "..\\a.docx", "/etc/a.docx", "a\0b.docx", "."])
def test_a_name_leads_nowhere(name: str) -> None:
    safe = safe_name(name)
    assert safe and not {"/", "\\", "\0"} & set(safe) and not safe.startswith(".")


LIST = (
    "ĐỀ ÁN KHUYẾN CÔNG ĐỊA PHƯƠNG ĐĂNG KÝ NĂM 2026 (triệu đồng);\n"
    "Tên đề án;Kinh phí hỗ trợ\nMáy thái miến;150\n"
)


@pytest.mark.parametrize("role", list(Role))
def test_rows_of_de_an_which_are_no_drafts_need_an_approver(
    client: TestClient, sessions, content: Content, role: Role
) -> None:
    visitor = Visitor(client, sessions.begin("Lan", role))
    page = send(visitor, "de-an.csv", LIST.encode("utf-8-sig")).text
    written = (content.folder / "de-an" / "2026.csv").exists()
    assert written == (role >= Role.APPROVER) != ("người duyệt" in page)


def old_site() -> bytes:
    """A mirror of a small portal, packed: a breadcrumb on each page names its section."""
    stream = BytesIO()
    with ZipFile(stream, "w") as packed:
        for n in range(4):
            section = ["Tin tức", "Văn bản khuyến công"][n % 2]
            crumb = f"<div class=breadcrumb><a href='/'>Trang chủ</a> <a href='/m'>{section}</a>"
            words = "".join(f"<p>{line}</p>" for line in text(n))
            page = f"{crumb}</div><h1>Lớp nghề số {n} tại Bình La</h1><p>21/11/2013</p>{words}"
            packed.writestr(
                f"cu.example.vn/bai.php?id={n}:lop", f"<html><body>{page}</body></html>"
            )
    return stream.getvalue()


def test_an_old_site_is_shown_with_its_sections_and_comes_in_when_somebody_agrees(
    visitor: Visitor, content: Content
) -> None:
    page = BeautifulSoup(send(visitor, "cổng.zip", old_site()).text, "lxml")
    assert not list(content.folder.glob("*/*.md"))
    assert "Lớp nghề số 0" in page.get_text() and "2013" in page.get_text()
    sections = [str(field["value"]) for field in page.select("input[name=ten]")]
    chosen = [str(o.get("value") or o.get_text()) for o in page.select("option[selected]")]
    assert dict(zip(sections, chosen, strict=True)) == {
        "Tin tức": "tin-tuc",
        "Văn bản khuyến công": "chinh-sach",
    }
    key = str(page.select_one("input[name=key]")["value"])  # type: ignore[index]
    answers = [("key", key), ("ten", "Tin tức"), ("noi", "tin-tuc")]
    answers += [("ten", "Văn bản khuyến công"), ("noi", "thong-bao")]
    assert "đã tạo bản nháp" in visitor.post("nhap/dong-y", answers).text
    assert sorted(f.parent.name for f in content.folder.glob("*/*.md")) == [
        *["thong-bao"] * 2,
        *["tin-tuc"] * 2,
    ]
    assert "không còn chờ" in visitor.post("nhap/dong-y", answers).text


@pytest.mark.parametrize("key", ["", "..", "../../tin-tuc", "0" * 16])
def test_only_what_waits_can_be_agreed_to(visitor: Visitor, key: str) -> None:
    assert "không còn chờ" in visitor.post("nhap/dong-y", {"key": key}).text
