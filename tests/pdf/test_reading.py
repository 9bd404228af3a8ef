"""What is read from a PDF: its words, its outline, its numbers; honest files and strange ones."""

from pathlib import Path

import pytest

from khuyencong.pdf.reading import PAGE_BOX, content_of, lines_of, size_of
from khuyencong.pdf.records import PdfContent
from khuyencong.vietnamese.legacy import Encoding
from tests.conftest import ROOT
from tests.pdf_files import PICTURE, SCAN, outlined, pdf


def read(tmp_path: Path, data: bytes) -> PdfContent:
    file = tmp_path / "a.pdf"
    file.write_bytes(data)
    return content_of(str(file))


def test_the_sample_document_has_its_words_and_its_contents() -> None:
    content = content_of(str(ROOT / "content" / "tep" / "cach-ghi-bang-de-an.pdf"))
    assert content.facts.total == len(content.lines) == 2
    assert not content.facts.is_scan
    assert content.facts.outline
    assert "Cách ghi bảng đề án khuyến công" in " ".join(content.lines[0])


def test_lines_stay_lines(tmp_path: Path) -> None:
    content = read(tmp_path, pdf("Dieu 1. Pham vi\nQuy che nay quy dinh", "Trang hai"))
    assert content.lines == (("Dieu 1. Pham vi", "Quy che nay quy dinh"), ("Trang hai",))


@pytest.mark.parametrize("encoding", [Encoding.TCVN3, Encoding.VNI])
def test_words_in_fonts_from_before_unicode_are_decoded(tmp_path: Path, encoding: Encoding) -> None:
    said = ("Trung tâm khuyến công hỗ trợ", "cơ sở công nghiệp", "ứng dụng máy móc mới")
    content = read(tmp_path, pdf("\n".join(map(encoding.encode, said))))
    assert content.lines[0] == said


def test_a_page_of_one_picture_is_a_scan(tmp_path: Path) -> None:
    facts = read(tmp_path, pdf(SCAN, SCAN, "Trang co chu", more=PICTURE)).facts
    assert (facts.scans, facts.pictured, facts.is_scan) == ((1, 2), (1, 2), True)
    facts = read(tmp_path, pdf(SCAN, "Trang co chu", "Trang ba", more=PICTURE)).facts
    assert (facts.scans, facts.is_scan) == ((1,), False)


def test_an_outline_leads_to_pages_of_the_file_alone(tmp_path: Path) -> None:
    catalogue, more = outlined([("Chương I", 1), ("Điều 2 <script>", 2), ("Ngoài tệp", 9)])
    facts = read(tmp_path, pdf("mot", "hai", catalogue=catalogue, more=more)).facts
    assert [(item.title, item.page) for item in facts.outline] == [
        ("Chương I", 1),
        ("Điều 2 <script>", 2),
    ]


def test_an_outline_that_goes_round_in_circles_ends(tmp_path: Path) -> None:
    catalogue, more = outlined([("Mot", 1), ("Hai", 1)])
    more = more.replace("/Dest[10 0 R /Fit]>>", "/Dest[10 0 R /Fit]/Next 201 0 R/First 201 0 R>>")
    facts = read(tmp_path, pdf("mot", catalogue=catalogue, more=more)).facts
    assert [item.title for item in facts.outline] == ["Mot", "Hai"]


def test_the_page_that_calls_itself_one_is_known(tmp_path: Path) -> None:
    labels = "/PageLabels<</Nums[0<</S/r>> 2<</S/D>>]>>"
    assert read(tmp_path, pdf("bia", "muc luc", "mot", catalogue=labels)).facts.numbered_from == 3
    assert read(tmp_path, pdf("mot")).facts.numbered_from == 1


def test_what_only_a_font_can_read_is_no_text() -> None:
    assert lines_of("\ue001\ue002\ue003\ue004 a") == ()
    assert lines_of("Điền vào chỗ trống: ........................................") != ()


@pytest.mark.parametrize(
    ("width", "height"),
    [(595, 842), (842, 595), (14_400, 0.1), (0.1, 14_400), (0, 0), (1e9, 1e9), (float("nan"), 5)],
)
def test_no_page_becomes_a_larger_picture_than_the_box(width: float, height: float) -> None:
    size = size_of(width, height)
    assert 1 <= size[0] <= PAGE_BOX[0]
    assert 1 <= size[1] <= PAGE_BOX[1]
