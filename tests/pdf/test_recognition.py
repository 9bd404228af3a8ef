"""Scans: their words by Tesseract where it is installed, and a plain sentence where it is not."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from khuyencong.build import BuildSettings, build
from khuyencong.describing.documents import paged_document
from khuyencong.describing.elements import PagedDocument
from khuyencong.pdf import recognition, tesseract
from khuyencong.pdf.pdf_cache import read_pdf
from khuyencong.pdf.recognition import recognise, recognised
from khuyencong.rendering.renderer import Renderer
from tests.conftest import NOW, ROOT, Content, theme_renderer
from tests.sinks import FileDict

WORDS = ("Điều 5. Mức hỗ trợ máy móc tiên tiến", "Không quá 300 triệu đồng một cơ sở.")
BROKEN = """#!/bin/sh
case $1 in
--list-langs) echo vie ;;
--version) echo hỏng 1.0 ;;
*) exec python3 -c 'b"x" * (3 << 30); print("\\n" + "5\\t" * 10 + "99\\tlọt")' ;;
esac
"""


def scan(file: Path, *lines: str) -> Path:
    """A PDF of one page that is a picture of lines, A5 at 200 dots an inch."""
    font = ImageFont.truetype(ROOT / "theme" / "fonts" / "NotoSerif-Bold-vi.ttf", 44)
    page = Image.new("L", (1165, 1654), 250)
    for number, line in enumerate(lines):
        ImageDraw.Draw(page).text((90, 140 + 90 * number), line, font=font, fill=20)
    file.parent.mkdir(parents=True, exist_ok=True)
    page.save(file, "PDF", resolution=200)
    return file


@pytest.fixture
def _afresh() -> Iterator[None]:
    """What Tesseract says of itself is asked again."""
    yield
    tesseract.program.cache_clear()
    tesseract.version.cache_clear()


def document(content: Content) -> PagedDocument:
    site = content.site()
    (record,) = site.records
    facts = record.pdf
    assert facts is not None and facts.scans == (1,)
    recognise([(content.folder / "tep/quet.pdf", facts)], content.cache / "pictures")
    found = paged_document(site, record)
    assert found is not None
    return found


def shown(renderer: Renderer, found: PagedDocument) -> str:
    macros = renderer.environment.get_template("document-reader/template.html").module
    return f"{macros.document_file(found)}{macros.document_pages(found)}"


@pytest.mark.slow
@pytest.mark.programs
def test_the_words_of_a_scan_stand_beside_its_picture_and_say_that_they_may_be_wrong(
    content: Content,
) -> None:
    scan(content.folder / "tep/quet.pdf", *WORDS)
    content.story("tai-lieu/quet.md", file="tep/quet.pdf")
    found = document(content)
    (leaf,) = found.leaves
    assert " ".join(leaf.words) == " ".join(WORDS)
    assert found.is_recognised and found.is_scan
    page = shown(theme_renderer(), found)
    assert "Văn bản nhận dạng bằng máy, có thể sai." in page
    assert "không có chữ" not in page
    words = content.site().pdf_words
    assert words is not None and words.pages("tep/quet.pdf") == (WORDS,)


@pytest.mark.slow
def test_without_tesseract_the_page_says_that_a_scan_has_no_words(
    content: Content, monkeypatch: pytest.MonkeyPatch, _afresh: None
) -> None:
    monkeypatch.setenv("PATH", str(content.folder))
    tesseract.program.cache_clear()
    scan(content.folder / "tep/quet.pdf", *WORDS)
    content.story("tai-lieu/quet.md", file="tep/quet.pdf")
    page = shown(theme_renderer(), document(content))
    assert "Trang quét, không có chữ để đọc thành tiếng." in page
    assert "nhận dạng bằng máy" not in page


@pytest.mark.slow
@pytest.mark.linux
def test_a_tesseract_that_swells_ends_at_the_limit_and_the_build_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, _afresh: None
) -> None:
    program = tmp_path / "bin" / "tesseract"
    program.parent.mkdir()
    program.write_text(BROKEN)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    tesseract.program.cache_clear()
    file = scan(tmp_path / "quet.pdf", *WORDS)
    facts = read_pdf(file, tmp_path).facts
    recognise([(file, facts)], tmp_path)
    assert tesseract.version() == "hỏng 1.0"
    assert recognised(facts, 1, tmp_path) == ()


QUICK = """#!/bin/sh
case $1 in
--list-langs) echo vie ;;
--version) echo nhanh 1.0 ;;
*) cat > /dev/null; printf '\\n5\\t1\\t1\\t1\\t1\\t1\\t0\\t0\\t9\\t9\\t96\\tChữ\\n' ;;
esac
"""


@pytest.mark.slow
@pytest.mark.linux
def test_scans_take_a_build_a_bounded_time_and_the_next_goes_on(
    content: Content, monkeypatch: pytest.MonkeyPatch, _afresh: None
) -> None:
    program = content.folder.parent / "bin" / "tesseract"
    program.parent.mkdir()
    program.write_text(QUICK)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    tesseract.program.cache_clear()
    scan(content.folder / "tep/quet.pdf", *WORDS)
    content.story("tai-lieu/quet.md", file="tep/quet.pdf")
    settings = BuildSettings(content.cache, ROOT / "theme", "", NOW)
    with monkeypatch.context() as hurried:
        hurried.setattr(recognition, "MOST_SECONDS", -1)
        first = build(content.folder, settings, FileDict(theme_renderer()))
    (waiting,) = [p for p in first.problems if "chưa nhận dạng chữ" in p.message]
    assert waiting.file == "tep/quet.pdf" and "Còn 1 trang" in waiting.message
    assert first.until <= NOW
    second = build(content.folder, settings, FileDict(theme_renderer()))
    assert second.until > NOW
    assert not [p for p in second.problems if "chưa nhận dạng chữ" in p.message]
    words = content.site().pdf_words
    assert words is not None and words.pages("tep/quet.pdf") == (("Chữ",),)
