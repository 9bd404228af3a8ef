"""Old formats through a real LibreOffice."""

import subprocess
from pathlib import Path

import pytest

from khuyencong.importers.libreoffice import office_program
from khuyencong.vietnamese.legacy import Encoding
from tests.importers.conftest import Desk
from tests.importers.word_files import SAPO, line, saved, story

pytestmark = [
    pytest.mark.slow,
    pytest.mark.programs,
    pytest.mark.skipif(
        office_program() is None,
        reason="needs libreoffice-writer-nogui (tests/tools/install.sh)",
    ),
]
TEXT = "Khuyến công hỗ trợ phường Tân Thịnh, xã Hữu Lũng ứng dụng máy móc."


def converted(file: Path, ending: str) -> Path:
    """The file in another format, as LibreOffice saves it."""
    profile = (file.parent / "ho-so").as_uri()
    command = [str(office_program()), "--headless", f"-env:UserInstallation={profile}"]
    command += ["--convert-to", ending, "--outdir", str(file.parent), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return file.with_suffix(f".{ending}")


@pytest.mark.parametrize("ending", ["doc", "rtf", "odt"])
def test_an_old_format_comes_in(desk: Desk, tmp_path: Path, ending: str) -> None:
    made = story()
    line(made, Encoding.TCVN3.encode(TEXT), font=".VnTime")
    table = made.add_table(2, 2)
    for cell, text in zip(table._cells, ("Nguồn", "Kinh phí", "KCQG", "600"), strict=True):
        cell.text = text
    file = converted(saved(made, tmp_path / "bai.docx"), ending)
    draft = desk.draft(file)
    assert draft.fields["title"] == "Lạng Sơn mở bốn lớp tập huấn khuyến công"
    assert draft.fields["summary"] == SAPO
    assert TEXT in draft.body
    if ending != "doc":  # LibreOffice itself writes no table of python-docx into a .doc
        assert "<td>600</td>" in draft.html and "<th>Kinh phí</th>" in draft.html


def test_a_docx_that_libreoffice_saved_comes_in(desk: Desk, tmp_path: Path) -> None:
    made = story()
    for number in ("Một", "Hai"):
        made.add_paragraph(number, style="List Number")
    odt = converted(saved(made, tmp_path / "bai.docx"), "odt")
    (tmp_path / "bai.docx").unlink()
    draft = desk.draft(converted(odt, "docx"))
    assert "1. Một\n2. Hai" in draft.body


def test_an_old_file_that_is_broken_is_told(desk: Desk, tmp_path: Path) -> None:
    file = converted(saved(story(), tmp_path / "bai.docx"), "doc")
    data = file.read_bytes()
    file.write_bytes(data[:600] + b"\xff" * (len(data) - 600))
    assert "." in desk.said(file)
