"""A translation has a page of its own, joined with its original, and stands in no list."""

import pytest

from khuyencong.pages.views import FrontView
from khuyencong.rendering.renderer import Renderer
from tests.conftest import Content
from tests.pages.test_views import pages, renderer, shown
from tests.sinks import built_files

__all__ = ["renderer"]


@pytest.fixture
def paired(content: Content) -> Content:
    content.story(title="Mở lớp ở Na Rì", slug="mo-lop")
    content.story(
        "tin-tuc/course.md",
        title="A course in Na Ri",
        slug="course",
        lang="en",
        translation_of="mo-lop",
    )
    return content


def texts(content: Content) -> dict[str, str]:
    files = built_files(content)
    return {path: data.decode() for path, data in files.items() if path.endswith(("l", "xml"))}


def test_both_texts_name_each_other_for_search_engines_and_readers(paired: Content) -> None:
    files = texts(paired)
    for path, other in (("tin-tuc/mo-lop", "tin-tuc/course"), ("tin-tuc/course", "tin-tuc/mo-lop")):
        page = files[f"{path}/index.html"]
        for lang, address in (("vi", "mo-lop"), ("en", "course")):
            link = (
                f'rel="alternate" hreflang="{lang}" href="https://thu.example/tin-tuc/{address}/"'
            )
            assert link in page
        assert f'<a href="/{other}/" lang=' in page
    assert 'lang="en"' in files["tin-tuc/course/index.html"]


def test_a_translation_stands_in_no_list_and_no_feed(paired: Content) -> None:
    found = pages(paired)
    front = found["/"].view
    assert isinstance(front, FrontView) and front.lead and front.lead.title == "Mở lớp ở Na Rì"
    assert front.latest == ()
    files = texts(paired)
    assert "A course in Na Ri" not in files["rss.xml"] + files["tin-tuc/index.html"]
    assert found["/tin-tuc/course/"].listed, "search engines should keep it"


def test_a_translated_product_is_found_from_its_original_alone(
    content: Content, renderer: Renderer
) -> None:
    content.product("san-pham/a.md", "Miến dong", slug="mien-dong")
    content.product(
        "san-pham/b.md", "Vermicelli", slug="vermicelli", lang="en", translation_of="mien-dong"
    )
    assert [record.slug for record in content.site().products] == ["mien-dong"]
    found = pages(content)
    product = shown(renderer, found["/san-pham/mien-dong/"])
    assert product.select_one('main a[hreflang="en"][href="/san-pham/vermicelli/"]')
    assert shown(renderer, found["/san-pham/vermicelli/"]).select_one('main[lang="en"]')


def test_a_translation_that_was_withdrawn_is_told_in_no_feed(paired: Content) -> None:
    paired.story(
        "tin-tuc/course.md",
        title="A course in Na Ri",
        slug="course",
        lang="en",
        translation_of="mo-lop",
        status="withdrawn",
        modified="24/11/2026 08:00",
    )
    files = texts(paired)
    assert "tin-tuc/course/index.html" in files
    assert not [path for path in files if path.endswith("xml") and "/course/" in files[path]]


def test_a_translation_of_a_draft_leads_nowhere(paired: Content) -> None:
    paired.story(title="Mở lớp ở Na Rì", slug="mo-lop", status="draft")
    assert "hreflang=" not in texts(paired)["tin-tuc/course/index.html"].split("<main")[0]


def test_what_is_wrong_with_a_translation_is_told(content: Content) -> None:
    content.story(title="Mở lớp", slug="mo-lop")
    content.story("tin-tuc/a.md", title="A course", slug="a", lang="en", translation_of="mo-lopp")
    content.story("tin-tuc/b.md", title="Một lớp", slug="b", translation_of="mo-lop")
    told = {p.file: p for p in content.read().problems if p.rule.severity.value == "lỗi"}
    assert "`mo-lop`" in told["tin-tuc/a.md"].advice
    assert "`lang`" in told["tin-tuc/b.md"].message
