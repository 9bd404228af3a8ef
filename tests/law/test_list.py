"""The list of all legal documents, and what it can be narrowed down by."""

from khuyencong.pages.law_views import LawListView
from khuyencong.rendering.renderer import Renderer
from tests.conftest import Content
from tests.law.test_versions import amended
from tests.pages.test_views import pages, renderer, shown

__all__ = ["renderer"]

LIST = "/van-ban/"


def test_documents_stand_under_their_years_the_newest_first(
    content: Content, renderer: Renderer
) -> None:
    amended(content)
    content.story("chinh-sach/c.md", title="Chưa có số", slug="khac", issuer="Bộ Công Thương")
    soup = shown(renderer, pages(content)[LIST])
    assert [heading.get_text() for heading in soup.select(".law-year > h2")] == [
        *("2026", "2024", "Chưa ghi ngày ban hành"),
    ]
    names = [name.get_text() for name in soup.select(".law-line__name > a")]
    assert names == ["Quyết định 2/2026/QĐ-UBND", "Quyết định 1/2024/QĐ-UBND", "Chưa có số"]
    linked = [a["href"] for a in soup.select(".site-footer a")]
    assert LIST in linked


def test_one_can_choose_only_what_tells_documents_apart(content: Content) -> None:
    amended(content)
    view = pages(content)[LIST].view
    assert isinstance(view, LawListView)
    assert [(choice.label, choice.values) for choice in view.choices] == [("Năm", ("2026", "2024"))]
    content.story("chinh-sach/c.md", slug="khac", title="Khác", issuer="Bộ Công Thương")
    view = pages(content)[LIST].view
    assert isinstance(view, LawListView)
    assert ("Cơ quan ban hành", ("Bộ Công Thương",)) in [
        (choice.label, choice.values) for choice in view.choices
    ]


def test_a_site_without_documents_has_no_list(content: Content) -> None:
    content.story()
    assert LIST not in pages(content)
