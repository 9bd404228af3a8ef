"""PDFs that want to do harm: a sentence, and the build goes on."""

from pathlib import Path

import pytest

from khuyencong.model.rules import Rule
from khuyencong.pdf.page_pictures import make_page_pictures, page_picture
from khuyencong.pdf.pdf_cache import read_pdf
from khuyencong.pdf.records import Fault, PdfError
from tests.conftest import ROOT, Content
from tests.pdf_files import SCAN, pdf

SAMPLE = ROOT / "content" / "tep" / "cach-ghi-bang-de-an.pdf"
LOCKED = "/Encrypt<</Filter/Standard/V 1/R 2/O<{o}>/U<{o}>/P -4>>".format(o="11" * 32)
SCRIPT = "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\);while\\(1\\){})>>"
pytestmark = pytest.mark.slow


def fault_of(tmp_path: Path, data: bytes) -> Fault:
    file = tmp_path / "a.pdf"
    file.write_bytes(data)
    with pytest.raises(PdfError) as caught:
        content = read_pdf(file, tmp_path / "cache")
        make_page_pictures([(file, "tep/a.pdf", content.facts)], tmp_path / "cache")
    assert caught.value.what.endswith(".")
    assert caught.value.advice.endswith(".")
    return caught.value.fault


def test_a_locked_and_a_broken_file_are_told_apart(tmp_path: Path) -> None:
    locked = pdf("mot").replace(b"trailer<<", f"trailer<<{LOCKED}/ID[<00><00>]".encode())
    assert fault_of(tmp_path, locked) is Fault.LOCKED
    assert fault_of(tmp_path, b"%PDF-1.7\n1 0 obj<<>>endobj\n") is Fault.BROKEN
    assert fault_of(tmp_path, b"%PDF-1.7\n") is Fault.BROKEN


def test_what_asks_for_too_much_ends_with_a_sentence(tmp_path: Path) -> None:
    """A form that draws itself twice: PDFium asks for memory until it gets no more."""
    form = (
        "100 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 300 400]"
        "/Resources<</XObject<</I 100 0 R>>>>/Length 12>>stream\n/I Do /I Do \nendstream endobj"
    )
    assert fault_of(tmp_path, pdf(SCAN, more=form)) is Fault.HEAVY


def test_a_script_in_a_document_never_runs(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf("mot", catalogue=SCRIPT))
    content = read_pdf(file, tmp_path)
    made = make_page_pictures([(file, "tep/a.pdf", content.facts)], tmp_path)
    assert len(made) == len(page_picture(content.facts, "tep/a.pdf", 1).derivatives)


def test_what_the_cache_lost_is_drawn_again_and_the_same(tmp_path: Path) -> None:
    content = read_pdf(SAMPLE, tmp_path)
    made = make_page_pictures([(SAMPLE, "tep/a.pdf", content.facts)], tmp_path)
    (path,) = (path for path in made if path.endswith(".png"))
    data = made[path].read_bytes()
    made[path].place.write_bytes(b"damaged")
    assert made[path].read_bytes() == data
    assert made[path].place.read_bytes() == data


def test_a_document_that_cannot_be_opened_is_told_at_its_line(content: Content) -> None:
    content.write("tep/so-tay.pdf", b"%PDF-1.7\n1 0 obj<<>>endobj\n")
    content.story("tai-lieu/a.md", file="tep/so-tay.pdf")
    (problem,) = content.read().problems
    assert problem.rule is Rule.PDF_UNUSABLE
    assert problem.line == 6
    assert "tep/so-tay.pdf" in problem.message


@pytest.mark.alone
@pytest.mark.linux
def test_a_thick_document_is_read_and_drawn_in_a_tenth_of_a_second_a_page(tmp_path: Path) -> None:
    """A handbook of 200 pages in 20 seconds by two processors; nothing when it is as it was."""
    from resource import RUSAGE_CHILDREN, getrusage

    page = "\n".join("Co so cong nghiep nong thon lap ho so de an khuyen cong" for _ in range(26))
    file = tmp_path / "so-tay.pdf"
    file.write_bytes(pdf(*[page] * 40))
    spent = []
    for _ in ("cold", "warm"):
        before = getrusage(RUSAGE_CHILDREN)
        facts = read_pdf(file, tmp_path / "cache").facts
        make_page_pictures([(file, "tep/so-tay.pdf", facts)], tmp_path / "cache")
        after = getrusage(RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert 0 < spent[0] < 40 * 0.2
    assert spent[1] < 0.1
