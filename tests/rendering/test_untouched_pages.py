"""Pages around a text that changed are left alone, because none of them shows it."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import NoReturn

import pytest

from khuyencong.assets.theme_assets import AssetLinks
from khuyencong.content.record import BODY_FIELDS, Body, Part, Record
from khuyencong.describing.products import ProductDescriptions
from khuyencong.model.entry import Entry
from khuyencong.pages.chrome import chrome
from khuyencong.pages.product_context import ProductContext
from khuyencong.pages.site_pages import SitePages
from khuyencong.pages.stories import StoryPages
from khuyencong.pages.views import NO_BODY, Page
from khuyencong.rendering import page_digests as page_digests
from khuyencong.rendering.page_digests import canonical_bytes
from khuyencong.site.index import Site
from khuyencong.site.site_reader import read_site
from tests.conftest import NOW, ROOT
from tests.rendering.conftest import Desk

ASSETS = AssetLinks("/trang.css", "/som.js", "/trang.js", "/icon.svg")


class Sealed:
    """Something that may be passed on, and that nobody may look into."""

    def _refuse(self, *_: object) -> NoReturn:
        raise AssertionError("looked into what is another page's own")

    __getattr__ = __getitem__ = __iter__ = __len__ = __bool__ = __eq__ = _refuse


def fetch(source: str) -> tuple[Part, ...]:
    raise AssertionError(f"read the text of {source} for the page of another entry")


def sealed(record: Record[Entry]) -> Record[Entry]:
    """The record as other pages may see it: without everything that is its own."""
    hidden = {name: Sealed() for name in BODY_FIELDS if name != "body"}
    body = Body(b"", record.body.figures, partial(fetch, record.source))
    return replace(record, body=body, **hidden)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The sample content, drafts and all."""
    found = read_site(ROOT / "content", tmp_path_factory.mktemp("cache"), NOW, drafts=True).site
    assert found
    return found


def pages_of(site: Site) -> SitePages:
    return SitePages(
        ProductContext(ProductDescriptions(site), chrome(site, ASSETS, "https://thu.example"))
    )


@pytest.fixture(scope="module")
def without_bodies(site: Site) -> SitePages:
    """The pages of the same site when only outlines of its records can be seen."""
    records = tuple(map(sealed, site.records))
    withdrawn = tuple(map(sealed, site.withdrawn))
    return pages_of(replace(site, records=records, withdrawn=withdrawn, derived={}))


def without_text(pages: SitePages) -> Iterator[tuple[str, Page]]:
    return ((page.path, page) for page in pages if page.depends == NO_BODY)


def test_pages_without_a_text_are_made_from_outlines(site: Site, without_bodies: SitePages) -> None:
    expected = dict(without_text(pages_of(site)))
    found = dict(without_text(without_bodies))
    assert found.keys() == expected.keys()
    assert len(found) > 150
    for path, page in found.items():
        assert canonical_bytes(page.view) == canonical_bytes(expected[path].view), path


def test_the_pages_of_an_entry_show_no_text_but_its_own(
    site: Site, without_bodies: SitePages
) -> None:
    whole = pages_of(site)
    for record in site.records:
        for page, expected in zip(without_bodies.of(record), whole.of(record), strict=True):
            assert canonical_bytes(page.view) == canonical_bytes(expected.view), page.path


def test_an_outline_tells_of_everything_but_the_text(desk: Desk) -> None:
    desk.photo()
    looks: list[tuple[bytes, bytes]] = []
    story: dict[str, str] = {}

    def look() -> None:
        (record,) = read_site(desk.folder, desk.cache, NOW).records
        looks.append((record.metadata_digest, record.digest))

    for body, keys in (
        ("Nội dung.", {}),
        ("Nội dung khác.\n\n## Mục\n\n[Liên kết](https://thu.example/)", {}),
        ("Nội dung.", {"title": "Tít khác"}),
        ("Nội dung.", {"date": "23/11/2026 08:30"}),
        ("Nội dung.", {"tags": "làng nghề"}),
        ("Nội dung.", {"photos": "[{file: anh/anh.jpg, alt: Ảnh, caption: Chú thích}]"}),
        ("![Ảnh](anh/anh.jpg)", {}),
    ):
        desk.story(body=body, **{**story, **keys})
        look()
    first, other_text, *others = looks
    assert first[0] == other_text[0]
    assert first[1] != other_text[1]
    assert len({metadata_digest for metadata_digest, _ in [first, *others]}) == 1 + len(others)


def test_no_other_page_is_looked_at_when_a_text_changes(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(8):
        desk.story(f"tin-tuc/{number}.md", title=f"Tin số {number}")
    assert desk.build().code == 0
    made: list[str] = []
    view = StoryPages._view

    def counting(self: StoryPages, record: Record[Entry]) -> object:
        made.append(record.source)
        return view(self, record)

    compared: list[str] = []
    of = page_digests.PageDigests.of

    def comparing(self: page_digests.PageDigests, page: Page, view: object) -> bytes:
        compared.append(page.path)
        return of(self, page, view)  # type: ignore[arg-type]

    monkeypatch.setattr(StoryPages, "_view", counting)
    monkeypatch.setattr(page_digests.PageDigests, "of", comparing)
    desk.story("tin-tuc/3.md", title="Tin số 3", body="Sửa một câu.")
    assert desk.build().code == 0
    assert made == ["tin-tuc/3.md"]
    # The press room tells of press kits, which hold texts, and is compared with what it was.
    assert {path.partition("/")[0] for path in compared} == {"tin-tuc", "bao-chi"}
    page = (desk.output / "tin-tuc/tin-so-3/index.html").read_text(encoding="utf-8")
    assert "Sửa một câu." in page
    made.clear()
    desk.story("tin-tuc/3.md", title="Tít khác hẳn", body="Sửa một câu.")
    assert desk.build().code == 0
    assert len(made) == 8, "a title is everybody's"


def test_search_engines_are_told_the_same_by_page_and_sitemap(site: Site) -> None:
    for page in pages_of(site):
        assert page.listed == page.view.head.listed, page.path
