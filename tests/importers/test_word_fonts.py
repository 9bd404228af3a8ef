"""Fonts from before Unicode: what a reader saw in Word is what stands in the draft."""

from pathlib import Path

import pytest
from docx.oxml.ns import nsdecls

from khuyencong.importers.word_fonts import legacy_font
from khuyencong.vietnamese.legacy import Encoding
from tests.importers.conftest import Desk
from tests.importers.word_files import document, line, raw, saved, story

pytestmark = pytest.mark.slow  # the template of python-docx is read for each document

TEXT = "Khuyến công hỗ trợ hộ sản xuất ở xã Yên Thịnh ứng dụng máy móc, thiết bị."


@pytest.mark.parametrize(
    ("font", "encoding"), [(".VnTime", Encoding.TCVN3), ("VNI-Times", Encoding.VNI)]
)
def test_a_run_in_an_old_font_is_decoded(
    desk: Desk, tmp_path: Path, font: str, encoding: Encoding
) -> None:
    made = story()
    line(made, encoding.encode(TEXT), font=font)
    assert TEXT in desk.draft(saved(made, tmp_path / "bai.docx")).body
    assert any(encoding.label in remark for remark in desk.item.remarks)


def test_one_paragraph_may_hold_three_encodings(desk: Desk, tmp_path: Path) -> None:
    made = story()
    paragraph = made.add_paragraph()
    for font, text in (
        (".VnTime", Encoding.TCVN3.encode("Miến dong ")),
        ("Times New Roman", "Na Rì "),
        ("VNI-Helve", Encoding.VNI.encode("được công nhận")),
    ):
        paragraph.add_run(text).font.name = font
    assert "Miến dong Na Rì được công nhận" in desk.draft(saved(made, tmp_path / "a.docx")).body


def test_the_capitals_font_gives_capitals(desk: Desk, tmp_path: Path) -> None:
    made = story()
    line(made, Encoding.TCVN3.encode("trung tâm khuyến công"), font=".VnTimeH")
    line(made, "Nội dung.")
    assert "TRUNG TÂM KHUYẾN CÔNG" in desk.draft(saved(made, tmp_path / "a.docx")).body


def test_the_font_may_come_from_a_style_or_the_default(desk: Desk, tmp_path: Path) -> None:
    made = story()
    made.styles["Normal"].font.name = ".VnTime"
    line(made, Encoding.TCVN3.encode(TEXT))
    assert TEXT in desk.draft(saved(made, tmp_path / "a.docx")).body


def test_a_soft_hyphen_from_an_old_doc_is_the_letter_u_with_a_horn(
    desk: Desk, tmp_path: Path
) -> None:
    made = story()
    font = '<w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr>'
    raw(
        made,
        f"<w:p {nsdecls('w')}><w:r>{font}<w:t>ph</w:t></w:r><w:r>{font}<w:softHyphen/></w:r>"
        f"<w:r>{font}<w:t>¬ng</w:t></w:r></w:p>",
    )
    assert "phương" in desk.draft(saved(made, tmp_path / "a.docx")).body


def test_a_mark_of_vni_may_stand_in_the_next_run(desk: Desk, tmp_path: Path) -> None:
    made = story()
    paragraph = made.add_paragraph()
    for part in ("Khuye", "án coâng ñòa phöô", "ng"):
        paragraph.add_run(part).font.name = "VNI-Times"
    assert "Khuyến công địa phương" in desk.draft(saved(made, tmp_path / "a.docx")).body


def test_unicode_typed_under_an_old_font_stays(desk: Desk, tmp_path: Path) -> None:
    made = story()
    line(made, TEXT, font=".VnTime")
    assert TEXT in desk.draft(saved(made, tmp_path / "a.docx")).body


def test_old_text_under_a_new_font_is_found_by_its_spelling(desk: Desk, tmp_path: Path) -> None:
    made = story()
    line(made, Encoding.TCVN3.encode(TEXT), font="Times New Roman")
    assert TEXT in desk.draft(saved(made, tmp_path / "a.docx")).body


def test_foreign_words_in_a_new_font_stay(desk: Desk, tmp_path: Path) -> None:
    made = document()
    line(made, "Máy của Đức", "bc")
    line(made, "Hãng Müller ở Köln giao máy; diện tích 20 m², nhiệt độ 45 °C.")
    body = desk.draft(saved(made, tmp_path / "a.docx"), "trang").body
    assert body == "Hãng Müller ở Köln giao máy; diện tích 20 m², nhiệt độ 45 °C."


@pytest.mark.parametrize(
    ("name", "capitals"), [(".VnTime", False), (".VnArialH", True), (".vntimeh", True)]
)
def test_fonts_of_abc_are_known_by_name(name: str, capitals: bool) -> None:
    found = legacy_font(name)
    assert found is not None and found.encoding is Encoding.TCVN3 and found.capitals is capitals


@pytest.mark.parametrize("name", ["Times New Roman", "Arial", "Vni", "", "Verdana"])
def test_other_fonts_are_unicode(name: str) -> None:
    assert legacy_font(name) is None
