"""Files for readers are taken in by what they hold, never by what they are called."""

import zipfile
from io import BytesIO

import pytest

from khuyencong.desk.workspace import Workspace
from tests.conftest import Content
from tests.desk.conftest import TestClient, Visitor

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << >>\n%%EOF\n"


def archive(*members: str) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for member in members:
            made.writestr(member, "<a/>")
    return stream.getvalue()


DOCX = archive("[Content_Types].xml", "word/document.xml")


def sent(visitor: Visitor, *files: tuple[str, bytes]) -> list[dict]:
    parts = [("tep", (name, data, "application/octet-stream")) for name, data in files]
    answer = visitor.post("tep", {}, files=parts)
    assert answer.status_code == 200, answer.text
    return answer.json()["files"]


def test_a_form_gets_a_plain_name_and_its_link_says_what_the_person_called_it(
    visitor: Visitor, content: Content
) -> None:
    (taken,) = sent(visitor, ("Mẫu số 01_Đơn đăng ký.PDF", PDF))
    assert taken["file"] == "tep/mau-so-01-don-dang-ky.pdf"
    assert taken["words"] == "Mẫu số 01 Đơn đăng ký"
    assert (content.folder / taken["file"]).read_bytes() == PDF


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("..\\..\\..\\site.yml.pdf", "tep/site-yml.pdf"),
        ("../../etc/passwd.pdf", "tep/passwd.pdf"),
        ("con.pdf", "tep/con-"),
        ("🎉.pdf", "tep/tep.pdf"),
        (f"{'a' * 300}.pdf", "tep/aaaa"),
        ("a\u202efdp.exe.pdf", "tep/a-fdp-exe.pdf"),
    ],
)
def test_a_name_leads_nowhere_else(
    visitor: Visitor, content: Content, name: str, file: str
) -> None:
    (taken,) = sent(visitor, (name, PDF))
    assert taken["file"].startswith(file)
    assert [path.name for path in content.folder.iterdir()].count("tep") == 1
    assert len(taken["file"]) < 100


def test_the_same_file_twice_is_one_and_another_of_its_name_gets_a_number(
    visitor: Visitor,
) -> None:
    first, again, other = sent(visitor, ("A.pdf", PDF), ("B.pdf", PDF), ("a.pdf", PDF + b"%"))
    assert first["file"] == again["file"] == "tep/a.pdf" and again["wasThere"]
    assert other["file"] == "tep/a-2.pdf"


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("don.pdf", b"<!doctype html><script>alert(1)</script>", "trang web"),
        ("don.pdf", DOCX, "không phải .pdf"),
        ("don.docx", archive("xl/workbook.xml"), "không phải .docx"),
        ("don.docx", b"PK\x03\x04 cut", "bị hỏng"),
        ("don.docx", archive("word/document.xml", "word/vbaProject.bin"), "macro"),
        ("don.html", b"<p>", "không được đưa lên trang"),
        ("don.svg", b"<svg onload='alert(1)'/>", "không được đưa lên trang"),
        ("don.exe", b"MZ", "không được đưa lên trang"),
        ("don", PDF, "không được đưa lên trang"),
        ("don.pdf", b"", "Tệp trống"),
    ],
)
def test_what_readers_may_not_be_offered_is_not_taken(
    visitor: Visitor, content: Content, name: str, data: bytes, told: str
) -> None:
    (answer,) = sent(visitor, (name, data))
    assert told in answer["trouble"] and not (content.folder / "tep").exists()


def test_a_word_form_is_taken(visitor: Visitor) -> None:
    assert sent(visitor, ("Phiếu.docx", DOCX))[0]["file"] == "tep/phieu.docx"


def test_who_was_not_let_in_leaves_no_file(client: TestClient, workspace: Workspace) -> None:
    answer = client.post("/ban-bien-tap/tep", files=[("tep", ("a.pdf", PDF))])
    assert answer.status_code == 403 and not (workspace.content / "tep").exists()


def test_a_field_that_names_a_file_takes_one(visitor: Visitor) -> None:
    page = visitor.get("viet/tai-lieu").text
    assert 'data-fills="o-file"' in page
    assert 'data-fills="o-photos.__moi__.file"' not in page  # a photo has a place of its own
