"""The page of a document: its file, its contents, its pages by the numbers printed on them; and
the forms of a centre by what they are for."""

import pytest
from bs4 import BeautifulSoup

from khuyencong.describing.documents import paragraphs
from khuyencong.pages.list_views import ListView
from khuyencong.pages.page import Page
from khuyencong.pages.views import StoryView
from khuyencong.rendering.renderer import Renderer
from tests.conftest import Content
from tests.pages.test_views import misfits_of, pages, renderer, shown
from tests.pdf_files import PICTURE, SCAN, outlined, pdf
from tests.search.asking import hits
from tests.search.test_index import files

__all__ = ["renderer"]

FORM = b"PK\x03\x04" + b"0" * 38_000


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """A handbook whose page 1 is printed on page 2 of its file, forms, and a scan."""
    content = Content(tmp_path_factory.mktemp("tai-lieu"))
    catalogue, more = outlined([("Chương <b>I</b>", 2), ("Phụ lục", 3)])
    words = ("So tay", "Dieu 1. <script>alert(1)</script>", "Phu luc bieu mau")
    content.write("tep/so-tay.pdf", pdf(*words, catalogue=catalogue, more=more))
    content.write("tep/quet.pdf", pdf(SCAN, SCAN, more=PICTURE))
    content.write("tep/phieu.docx", FORM)
    content.story(
        "tai-lieu/so-tay.md", title="Sổ tay", file="tep/so-tay.pdf", printed_first_page="2"
    )
    content.story("tai-lieu/quet.md", title="Bản quét", file="tep/quet.pdf")
    for name, tasks in (
        ("Phiếu đăng ký", "Đăng ký đề án"),
        ("Thuyết minh", "[đăng ký đề án, Nghiệm thu]"),
    ):
        path = f"tai-lieu/{name}.md"
        content.story(path, title=name, file="tep/phieu.docx", tasks=tasks)
    content.story(body="Nguồn: [trang 2](/tai-lieu/so-tay/#trang-2).", title="Tin")
    return content


@pytest.fixture(scope="module")
def library_pages(library: Content) -> dict[str, Page]:
    return pages(library)


def page_of(library_pages: dict[str, Page], renderer: Renderer, address: str) -> BeautifulSoup:
    return shown(renderer, library_pages[address])


def test_a_page_is_known_by_the_number_printed_on_it(
    library_pages: dict[str, Page], renderer: Renderer
) -> None:
    soup = page_of(library_pages, renderer, "/tai-lieu/so-tay/")
    leaves = {leaf["id"]: leaf for leaf in soup.select(".leaf")}
    assert [leaf.h3.get_text() for leaf in leaves.values()] == ["Bìa", "Trang 1", "Trang 2"]
    second = leaves["trang-2"]
    assert "Phu luc bieu mau" in second.get_text()
    assert second.select_one(".leaf__file a")["href"] == "/tep/so-tay.pdf#page=3"
    assert second.img["src"].startswith("/anh/so-tay-trang-003-")
    assert second.img["src"].endswith("-1000.png")


def test_words_and_contents_of_a_pdf_stay_text(
    library_pages: dict[str, Page], renderer: Renderer
) -> None:
    soup = page_of(library_pages, renderer, "/tai-lieu/so-tay/")
    assert "<script>alert(1)</script>" in soup.select_one("#trang-1").get_text()
    lines = soup.select(".document-outline a")
    assert [(line.get_text(), line["href"]) for line in lines] == [
        ("Chương <b>I</b>", "#trang-1"),
        ("Phụ lục", "#trang-2"),
    ]


def test_a_document_offers_its_file_once_with_its_size(
    library_pages: dict[str, Page], renderer: Renderer
) -> None:
    soup = page_of(library_pages, renderer, "/tai-lieu/phieu-dang-ky/")
    (link,) = soup.select('main a[href="/tep/phieu.docx"]')
    assert link.get_text() == "Tải tệp Word, 37\u00a0KB"
    assert not soup.select(".leaf")


def test_the_cover_stands_for_a_document(library: Content) -> None:
    record = library.site().by_address["/tai-lieu/so-tay/"]
    assert record.lead_figure == record.cover
    assert record.cover and record.cover.picture.avif


def test_a_scan_says_that_nothing_can_read_it(
    library: Content, library_pages: dict[str, Page], renderer: Renderer
) -> None:
    soup = page_of(library_pages, renderer, "/tai-lieu/ban-quet/")
    assert "Bản quét" in soup.select_one(".document-file").get_text()
    assert "không có chữ" in soup.select_one("#trang-1").get_text()
    assert soup.select_one("#trang-2 img")["src"].endswith(".jpg")
    assert "KC310 tai-lieu/quet.md:6" in library.said()


def test_forms_stand_by_what_they_are_for_and_nowhere_twice(
    library_pages: dict[str, Page],
) -> None:
    view = library_pages["/tai-lieu/"].view
    assert isinstance(view, ListView)
    assert [(group.task, [form.title for form in group.forms]) for group in view.forms] == [
        ("Đăng ký đề án", ["Phiếu đăng ký", "Thuyết minh"]),
        ("Nghiệm thu", ["Thuyết minh"]),
    ]
    assert {card.title for card in view.cards} == {"Sổ tay", "Bản quét"}


def test_a_search_leads_to_the_page_of_the_document(library: Content) -> None:
    (found,) = hits(files(library), "phu luc bieu mau")
    assert found["address"] == "/tai-lieu/so-tay/#trang-2"
    assert found["title"] == "Sổ tay, trang 2"


def test_a_link_to_a_printed_page_is_sound(library: Content) -> None:
    assert not misfits_of(library)


def test_a_first_page_beyond_the_file_is_an_error(content: Content, library: Content) -> None:
    content.write("tep/so-tay.pdf", (library.folder / "tep" / "so-tay.pdf").read_bytes())
    content.story("tai-lieu/a.md", file="tep/so-tay.pdf", printed_first_page="9")
    assert content.said() == ["KC106 tai-lieu/a.md:7"]


def test_a_sentence_goes_on_where_a_line_was_full() -> None:
    lines = (
        "Điều 1. Phạm vi điều chỉnh",
        "Quy chế này quy định việc quản lý kinh phí khuyến công địa phương và",
        "trách nhiệm của cơ quan, đơn vị.",
        "a) Lập kế hoạch;",
    )
    assert paragraphs(lines) == (lines[0], f"{lines[1]} {lines[2]}", lines[3])
    assert paragraphs(()) == ()


def test_a_story_is_no_document(library_pages: dict[str, Page]) -> None:
    view = library_pages["/tin-tuc/tin/"].view
    assert isinstance(view, StoryView)
    assert view.document is None
