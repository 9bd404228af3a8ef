"""Old addresses with a query: kept as they were asked for, answered by no static page."""

import pytest

from khuyencong.assets.theme_assets import AssetLinks
from khuyencong.model.stories import News
from khuyencong.model.validation import validate
from khuyencong.pages.chrome import chrome
from khuyencong.pages.static_pages import notices
from tests.conftest import Content


def accepted(alias: str) -> list[str]:
    entry, faults = validate(News, {"title": "Tin", "date": "22/11/2026", "aliases": [alias]})
    assert entry is None or not faults
    return list(entry.aliases) if entry else []


@pytest.mark.parametrize(
    "alias",
    ["/viewer.aspx?mabb=79894&lang=vi", "/?p=12", "/tin-tức/?id=5", "/a/default.aspx?x=%C3%A1"],
)
def test_a_query_stays_as_it_was(alias: str) -> None:
    assert accepted(alias) == [alias]


@pytest.mark.parametrize(
    "alias", ["/?", "/a?b c", "viewer.aspx?a=1", "/../x?a=1", '/x?a="b"', "/x?" + "a" * 600]
)
def test_what_no_browser_asks_for_is_refused(alias: str) -> None:
    assert accepted(alias) == []


def test_no_page_is_made_for_a_query(content: Content) -> None:
    content.story(aliases="[/viewer.aspx?mabb=1, /cu/]")
    site = content.site()
    frame = chrome(site, AssetLinks(), "https://thu.example")
    moved = [page.address for page in notices(site, frame) if "404" not in page.address]
    assert moved == ["/cu/"]
