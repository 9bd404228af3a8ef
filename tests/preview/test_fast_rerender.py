"""A save shows on its own page at once, before the site around it is made again."""

from pathlib import Path

import pytest

from khuyencong.build import BuildSettings, Built, build
from khuyencong.content.entry_cache import EntryCache
from khuyencong.preview.fast_rerender import rerendered_pages
from khuyencong.rendering.in_memory_site import InMemorySite
from tests.conftest import NOW, ROOT, Content, theme_renderer

STORY = "tin-tuc/bai.md"
PAGE = "tin-tuc/mo-lop-tap-huan-khuyen-cong/index.html"


class Preview:
    """A small site that is held in memory."""

    def __init__(self, content: Content, folder: Path) -> None:
        self.content = content
        self.home = folder
        self.entry_cache = EntryCache(content.folder.resolve(), folder / "cache", in_memory=True)
        self.site, self.built = self.whole()

    def whole(self) -> tuple[InMemorySite, Built]:
        """The site made as a whole."""
        site = InMemorySite(self.home / "preview", theme_renderer())
        settings = BuildSettings(self.home / "cache", ROOT / "theme", "", NOW, drafts=True)
        return site, build(self.content.folder, settings, site, entry_cache=self.entry_cache)

    def save(self, file: Path) -> list[str]:
        """Show what was saved; the output paths of its pages."""
        pages = list(
            rerendered_pages([file.resolve()], self.entry_cache.folder, self.site, self.built)
        )
        for page in pages:
            self.site.put(page)
        return [page.path for page in pages]


@pytest.fixture
def preview(content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Preview:
    monkeypatch.chdir(tmp_path)
    content.photo("anh/anh.jpg")
    content.story(STORY)
    content.story("tin-tuc/khac.md", title="Tin khác", body="[Bài](bai.md).")
    content.product("san-pham/mien.md", "Miến dong")
    return Preview(content, tmp_path)


@pytest.mark.parametrize("status", ["", "draft"])
def test_the_page_is_what_the_whole_build_will_make_of_it(preview: Preview, status: str) -> None:
    file = preview.content.story(STORY, body="Câu **mới**, xem [tin khác](khac.md).", status=status)
    assert preview.save(file) == [PAGE]
    at_once = preview.site.read(PAGE)
    assert at_once and "Câu <strong>mới</strong>".encode() in at_once
    assert b"khac.md" not in at_once
    later, _ = preview.whole()
    assert later.read(PAGE) == at_once


def test_a_product_has_its_stall_card_at_once_too(preview: Preview) -> None:
    file = preview.content.product("san-pham/mien.md", "Miến dong", price="85000")
    paths = preview.save(file)
    assert len(paths) == 2
    found = [preview.site.read(path) for path in paths]
    later, _ = preview.whole()
    assert [later.read(path) for path in paths] == found


@pytest.mark.parametrize(
    "keys",
    [
        {"date": "hôm qua"},
        {"slug": "ten-moi"},
        {"status": "withdrawn"},
        {"photos": "[{file: anh/moi.jpg, alt: Ảnh}]"},
    ],
    ids=["an error", "a new address", "withdrawn", "a photo that is not made yet"],
)
def test_what_touches_more_than_the_page_waits_for_the_whole_build(
    preview: Preview, keys: dict[str, str]
) -> None:
    before = preview.site.read(PAGE)
    preview.content.photo("anh/moi.jpg", (320, 240))
    assert preview.save(preview.content.story(STORY, **keys)) == []
    assert preview.site.read(PAGE) == before


def test_files_that_are_no_entries_are_passed_over(preview: Preview) -> None:
    assert preview.save(preview.content.photo("anh/anh.jpg", (800, 600))) == []
    assert preview.save(preview.content.folder / "site.yml") == []
    assert preview.save(preview.content.story("tin-tuc/moi.md", title="Tin mới")) == []
