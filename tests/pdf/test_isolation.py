"""PDFs that want to do harm: a sentence, and the build goes on."""

import zlib
from pathlib import Path

import pytest

from khuyencong.pdf import isolation
from khuyencong.pdf.page_pictures import make_page_pictures
from khuyencong.pdf.pdf_cache import read_pdf
from khuyencong.pdf.records import Fault, PdfError
from tests.conftest import ROOT
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


def test_a_page_that_swells_takes_no_more_memory_than_it_may_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = zlib.compress(zlib.compress(bytes(192_000_000), 1), 1)
    bomb = (
        "100 0 obj<</Type/XObject/Subtype/Image/Width 8000/Height 8000/ColorSpace/DeviceRGB"
        f"/BitsPerComponent 8/Filter[/FlateDecode/FlateDecode]/Length {len(packed)}>>stream\n"
        f"{packed.decode('latin-1')}\nendstream endobj"
    )
    monkeypatch.setattr(isolation, "PATIENCE", 60)
    file = tmp_path / "bom.pdf"
    file.write_bytes(pdf(SCAN, more=bomb))
    content = read_pdf(file, tmp_path)
    try:
        made = make_page_pictures([(file, "tep/a.pdf", content.facts)], tmp_path)
    except PdfError as error:
        assert error.fault is Fault.HEAVY
    else:
        assert made
