"""Pages of legal documents: a stamp needs evidence, and a document is told whole."""

import pytest

from khuyencong.rendering.renderer import Renderer
from tests.conftest import Content
from tests.pages.test_views import pages, renderer, shown

__all__ = ["renderer"]

VERIFIED = "{date: 20/11/2026, by: Phòng Khuyến công}"
PATH = "chinh-sach/a.md"


def stamp(content: Content, renderer: Renderer) -> str:
    """The validity in the heading of the fact box."""
    soup = shown(renderer, pages(content)["/chinh-sach/mau/"])
    mark = soup.select_one(".fact-box__title .mark")
    return mark.get_text() if mark else ""


@pytest.mark.parametrize(
    ("validity", "told"),
    [
        ("con-hieu-luc", "Còn hiệu lực"),
        ("het-hieu-luc-mot-phan", "Hết hiệu lực một phần"),
        ("ngung-hieu-luc", "Ngưng hiệu lực"),
    ],
)
def test_the_stamp_says_what_somebody_verified(
    content: Content, renderer: Renderer, validity: str, told: str
) -> None:
    keys = {"slug": "mau", "effective": "16/04/2026", "validity": validity}
    content.story(PATH, **keys, verified=VERIFIED)
    assert stamp(content, renderer) == told
    assert content.said() == []
    content.story(PATH, **keys)
    assert stamp(content, renderer) == "Chưa đối chiếu"
    assert content.said() == [f"KC261 {PATH}:8"]


def test_a_verification_names_who_and_when(content: Content) -> None:
    content.story(PATH, effective="16/04/2026", verified="{date: 20/11/2026}")
    assert content.said() == [f"KC105 {PATH}:7"]


def test_a_document_is_told_with_signer_subject_basis_and_its_official_text(
    content: Content, renderer: Renderer
) -> None:
    content.story(
        PATH,
        slug="mau",
        document_number="46/2026/NĐ-CP",
        issued="26/01/2026",
        effective="16/04/2026",
        validity="ngung-hieu-luc",
        verified=VERIFIED,
        signer="Người ký Mẫu",
        subject="Về việc mẫu",
        field="Công nghiệp",
        gazette="Số 1, ngày 02/02/2026",
        legal_basis="[Luật mẫu, Luật hai]",
        official_url="https://vbpl.vn/mau",
    )
    box = shown(renderer, pages(content)["/chinh-sach/mau/"]).select_one(".fact-list")
    assert box
    rows = {row.dt.get_text(): [dd.get_text() for dd in row("dd")] for row in box("div") if row.dt}
    assert rows["Trích yếu"] == ["Về việc mẫu"]
    assert rows["Người ký"] == ["Người ký Mẫu"]
    assert rows["Lĩnh vực"] == ["Công nghiệp"]
    assert rows["Công báo"] == ["Số 1, ngày 02/02/2026"]
    assert rows["Căn cứ ban hành"] == ["Luật mẫu", "Luật hai"]
    assert rows["Toàn văn"] == ["Văn bản gốc (vbpl.vn)"]
    assert rows["Đối chiếu hiệu lực"] == ["Phòng Khuyến công, ngày 20/11/2026"]


def test_a_table_of_support_has_no_empty_column(content: Content, renderer: Renderer) -> None:
    rows = "[{activity: Tập huấn, eligible: HTX}, {activity: Máy mới, eligible: Hộ}]"
    content.story(PATH, slug="mau", support=rows)
    soup = shown(renderer, pages(content)["/chinh-sach/mau/"])
    table = soup.find("caption", string="Nội dung và mức hỗ trợ").find_parent("table")
    assert [head.get_text() for head in table.select("thead th")] == ["Nội dung", "Đối tượng"]
