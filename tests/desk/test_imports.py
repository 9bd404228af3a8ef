"""What an office has becomes drafts, from the desk too."""

from io import BytesIO

import pytest

from khuyencong.desk.import_screens import safe_name
from khuyencong.desk.sessions import Role
from khuyencong.desk.workspace import Workspace
from tests.conftest import Content
from tests.desk.conftest import TestClient, Visitor


def word(*paragraphs: str) -> bytes:
    from docx import Document

    made = Document()
    for text in paragraphs:
        made.add_paragraph(text)
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
