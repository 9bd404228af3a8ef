"""Files that cannot come in: one clear sentence each, and nothing half-written."""

import io
import zipfile
from pathlib import Path

import pytest

from khuyencong.importers import libreoffice
from tests.importers.conftest import Desk
from tests.importers.word_files import saved, story, with_part

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def test_a_zip_bomb_is_not_unpacked(desk: Desk, tmp_path: Path) -> None:
    file = with_part(saved(story(), tmp_path / "a.docx"), "word/media/a.bin", bytes(80_000_000))
    assert "quá lớn" in desk.said(file)


def test_a_broken_zip_is_told(desk: Desk, tmp_path: Path) -> None:
    file = saved(story(), tmp_path / "a.docx")
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    assert "bị hỏng" in desk.said(file)


def test_a_member_that_lies_about_its_content_is_told(desk: Desk, tmp_path: Path) -> None:
    file = saved(story(), tmp_path / "a.docx")
    data = bytearray(file.read_bytes())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        start = archive.getinfo("word/document.xml").header_offset
    data[start + 80 : start + 200] = bytes(120)
    file.write_bytes(data)
    assert "bị hỏng" in desk.said(file)


def test_a_password_is_told(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600))
    assert "mật khẩu" in desk.said(file)


def test_an_external_entity_is_refused(desk: Desk, tmp_path: Path) -> None:
    secret = tmp_path / "bi-mat.txt"
    secret.write_text("mật khẩu máy chủ", "utf-8")
    evil = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]><x>&e;</x>'
    for part in ("word/document.xml", "word/styles.xml", "docProps/core.xml"):
        file = with_part(saved(story(), tmp_path / "a.docx"), part, evil)
        assert "DOCTYPE" in desk.said(file)


def test_a_docx_that_is_an_old_doc_is_told_how_to_go_on(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libreoffice, "office_program", lambda: None)
    file = tmp_path / "a.docx"
    file.write_bytes(OLE + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(600))
    assert "LibreOffice" in desk.said(file) and ".docx" in desk.said(file)


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "trống"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\xff\xd8\xff\xe0", "ảnh"),
        (b"\x7fELF" + bytes(100), "Không biết"),
        (b"PK\x03\x04" + bytes(50), "bị hỏng"),
    ],
)
def test_other_files_are_told_by_what_they_are(
    desk: Desk, tmp_path: Path, data: bytes, word: str
) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(data)
    assert word in desk.said(file)


def test_one_bad_file_does_not_stop_the_others(desk: Desk, tmp_path: Path) -> None:
    saved(story(), tmp_path / "nguon" / "b.docx")
    (tmp_path / "nguon" / "a.docx").write_bytes(b"PK\x03\x04")
    report = desk.import_(tmp_path / "nguon")
    assert [item.outcome.name for item in report.items] == ["REFUSED", "CREATED"]
    assert report.refused


@pytest.mark.parametrize(
    "broken",
    [
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="x"/></w:numPr></w:pPr></w:p>',
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="x"/></w:tcPr></w:tc></w:tr></w:tbl>',
        "<w:sdt><w:sdtContent>" * 3000 + "</w:sdtContent></w:sdt>" * 3000,
    ],
)
def test_xml_that_is_no_word_is_told(desk: Desk, tmp_path: Path, broken: str) -> None:
    file = saved(story(), tmp_path / "a.docx")
    with zipfile.ZipFile(file) as archive:
        body = archive.read("word/document.xml").decode()
    assert desk.said(
        with_part(file, "word/document.xml", body.replace("<w:body>", f"<w:body>{broken}"))
    )


@pytest.mark.slow
def test_a_page_of_a_thousand_boxes_inside_each_other_is_told(desk: Desk, tmp_path: Path) -> None:
    words = " ".join(["khuyến công"] * 60)
    (tmp_path / "a.html").write_text(
        f"<html><body><h1>Tin</h1>{'<div>' * 4000}{words}{'</div>' * 4000}</body></html>", "utf-8"
    )
    (item,) = desk.import_(tmp_path / "a.html").items
    assert item.outcome.name == "CREATED" or "lồng" in " ".join(item.remarks)
