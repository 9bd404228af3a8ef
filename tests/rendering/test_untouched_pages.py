"""Pages around a text that changed are left alone, because none of them shows it."""

from collections.abc import Container, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from khuyencong.assets.theme_assets import AssetLinks
from khuyencong.content.record import BODY_FIELDS, Body, Part, Record
from khuyencong.describing.products import ProductDescriptions
from khuyencong.law.amendments import changes_in
from khuyencong.model.entry import Entry
from khuyencong.pages.chrome import chrome
from khuyencong.pages.page import NO_BODY, Page
from khuyencong.pages.product_context import ProductContext
from khuyencong.pages.site_pages import SitePages
from khuyencong.pages.stories import StoryPages
from khuyencong.rendering import page_digests as page_digests
from khuyencong.rendering.page_digests import canonical_bytes
from khuyencong.site.index import Site
from khuyencong.site.site_reader import read_site
from khuyencong.store import file_state
from tests.conftest import NOW, ROOT, Content
from tests.content_folders import Folder, content_folders, write_folder
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
    body = Body(b"", record.body.figures, (), partial(fetch, record.source))
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


def sealed_pages(site: Site, shown: Container[str] = ()) -> SitePages:
    """The pages of the same site when only metadata of its records can be seen, but of some."""
    records = tuple(r if r.source in shown else sealed(r) for r in site.records)
    withdrawn = tuple(map(sealed, site.withdrawn))
    return pages_of(replace(site, records=records, withdrawn=withdrawn, derived={}))


def is_without_text(page: Page) -> bool:
    return page.depends == NO_BODY or page.depends.alone


def without_text(pages: SitePages) -> Iterator[tuple[str, Page]]:
    return ((page.path, page) for page in pages if is_without_text(page))


def keep_their_promise(site: Site) -> int:
    """Make every page from records on which what it may not show is sealed; how many there are."""
    whole, without_bodies = pages_of(site), sealed_pages(site)
    expected, found = dict(without_text(whole)), dict(without_text(without_bodies))
    assert found.keys() == expected.keys()
    for path, page in found.items():
        assert canonical_bytes(page.view) == canonical_bytes(expected[path].view), path
    for record in site.records:
        amending = {change.by.source for change in changes_in(site, record)}
        own = sealed_pages(site, amending) if amending else without_bodies
        for page, other in zip(own.of(record), whole.of(record), strict=True):
            assert canonical_bytes(page.view) == canonical_bytes(other.view), page.path
    return len(found)


@pytest.mark.slow
def test_no_page_of_the_sample_shows_a_text_on_which_it_does_not_depend(site: Site) -> None:
    assert keep_their_promise(site) > 150


@pytest.mark.slow
@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(folder=content_folders(most=8))
def test_no_page_of_any_folder_shows_a_text_on_which_it_does_not_depend(folder: Folder) -> None:
    with TemporaryDirectory() as place:
        content = Content(Path(place))
        write_folder(content, folder)
        site = content.read(drafts=True).site
        assume(site)
        assert site and keep_their_promise(site)


MORE = {
    "body": "Thêm [liên kết](/tin-tuc/), **HTX**.\n\n## Mục mới\n\n## Mục hai\n\n- CNNT",
    "picture": "![Ảnh](anh/anh.jpg)",
    "file": "[Văn bản](tep/van-ban.pdf)",
}
"""What is added to a text."""
EDITS = (
    *("body", "body", "picture", "file", "summary: Khác.", "title: Tít khác", "status: hidden"),
    *("sample: true", "author: Người khác", "tags: [khác]", "gone", "renamed"),
    *("localities: [Cà Mau, Lạng Sơn]", "aliases: [/cu-khac/]", "tasks: Thanh toán"),
    *("airs: [1/12/2026 20:00]", "producer: {name: HTX Miến, province: Cà Mau}"),
)


@pytest.mark.slow
@settings(max_examples=80, suppress_health_check=list(HealthCheck))
@given(folder=content_folders(most=6), edit=st.sampled_from(EDITS), number=st.integers(0, 5))
def test_a_page_whose_dependencies_are_as_before_shows_what_it_showed(
    folder: Folder, edit: str, number: int
) -> None:
    """What a release leaves in place, made anew, is the same."""
    with TemporaryDirectory() as place:
        content = Content(Path(place))
        write_folder(content, folder)
        before = content.read(drafts=True).site
        sources = [path for path in folder if path.endswith(".md")]
        assume(before and sources)
        change(content, sources[number % len(sources)], edit)
        after = content.read(drafts=True).site
        assume(after)
        assert before and after
        old_pages, new_pages = pages_of(before), pages_of(after)
        was, now = old_pages.dependency_keys, new_pages.dependency_keys
        assert was and now
        if was.frame != now.frame:
            return
        old = {page.path: page for page in old_pages}
        assume(len(old) == len(list(old_pages)))  # no site is built with two pages at one address
        for page in new_pages:
            known = old.get(page.path)
            shared = page.depends.alone or was.site == now.site
            if (
                known
                and shared
                and page.depends.digest is not None
                and page.depends == known.depends
            ):
                assert canonical_bytes(page.view) == canonical_bytes(known.view), page.path


def change(content: Content, source: str, edit: str) -> None:
    """Edit a file as its author would."""
    file = content.folder / source
    text = file.read_text(encoding="utf-8")
    if edit in MORE:
        file.write_text(f"{text}\n{MORE[edit]}\n", encoding="utf-8")
    elif edit == "gone":
        file.unlink()
    elif edit == "renamed":
        file.rename(file.with_name("z-khac.md"))
    else:
        key = edit.partition(":")[0]
        lines = [line for line in text.split("\n") if not line.startswith(f"{key}:")]
        file.write_text("\n".join(["---", edit, *lines[1:]]), encoding="utf-8")


def test_an_outline_tells_of_everything_but_the_text(desk: Desk) -> None:
    desk.photo()
    looks: list[tuple[bytes, bytes]] = []
    story: dict[str, str] = {}

    def look() -> None:
        (record,) = read_site(desk.folder, desk.cache, NOW).records
        looks.append((record.metadata_digest, record.digest))

    for body, keys in (
        ("Nội dung.", {}),
        ("Nội dung khác.\n\n[Liên kết](https://thu.example/)", {}),
        ("Nội dung.", {"title": "Tít khác"}),
        ("Nội dung.", {"date": "23/11/2026 08:30"}),
        ("Nội dung.", {"tags": "làng nghề"}),
        ("Nội dung.", {"photos": "[{file: anh/anh.jpg, alt: Ảnh, caption: Chú thích}]"}),
        ("![Ảnh](anh/anh.jpg)", {}),
        ("Nội dung.\n\n## Mục", {}),
    ):
        desk.story(body=body, **{**story, **keys})
        look()
    first, other_text, *others = looks
    assert first[0] == other_text[0]
    assert first[1] != other_text[1]
    assert len({metadata_digest for metadata_digest, _ in [first, *others]}) == 1 + len(others)


@pytest.mark.slow
def test_no_other_page_is_looked_at_when_a_text_changes(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(8):
        desk.story(f"tin-tuc/{number}.md", title=f"Tin số {number}")
    # Or the page that was written last is not trusted, as its time may be that of a later write.
    monkeypatch.setattr(file_state, "FINE_CLOCK", -1)
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


def test_no_list_is_looked_at_on_which_the_corrected_story_does_not_stand(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_state, "FINE_CLOCK", -1)
    for number, tag in enumerate(("lụa", "lụa", "gốm")):
        desk.story(f"tin-tuc/{number}.md", title=f"Tin số {number}", slug=f"so-{number}", tags=tag)
    desk.product("san-pham/mien.md", "Miến dong")
    assert desk.build().code == 0
    compared: list[str] = []
    of = page_digests.PageDigests.of

    def comparing(self: page_digests.PageDigests, page: Page, view: object) -> bytes:
        compared.append(page.address)
        return of(self, page, view)  # type: ignore[arg-type]

    monkeypatch.setattr(page_digests.PageDigests, "of", comparing)
    desk.story("tin-tuc/0.md", title="Tít khác", slug="so-0", tags="lụa")
    assert desk.build().code == 0
    lists = {each for each in compared if each.startswith(("/the/", "/san-pham/", "/co-so/"))}
    assert "/the/lua/" in lists
    assert not {each for each in lists if each.startswith(("/the/gom/", "/san-pham/nhom/"))}
    assert "Tít khác" in (desk.output / "the/lua/index.html").read_text(encoding="utf-8")


def test_search_engines_are_told_the_same_by_page_and_sitemap(site: Site) -> None:
    for page in pages_of(site):
        assert page.listed == page.view.head.listed, page.path
