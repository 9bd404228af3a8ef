"""A save shows on its own page at once, before the site around it is made again."""

from pathlib import Path

import pytest

from khuyencong.content.entry_cache import EntryCache
from khuyencong.plugin.content_generator import MEMORY
from khuyencong.plugin.pelican_run import Built, run
from khuyencong.preview.fast_rerender import rerendered_pages
from khuyencong.rendering.in_memory_site import SETTING, InMemorySite
from tests.conftest import NOW, Content

STORY = "tin-tuc/bai.md"
PAGE = "tin-tuc/mo-lop-tap-huan-khuyen-cong/index.html"


class Held:
    """A small site as a preview holds it."""

    def __init__(self, content: Content, folder: Path) -> None:
        self.content = content
        self.home = folder
        self.memory = EntryCache(content.folder.resolve(), folder / "cache", hold=True)
        self.site, self.built = self.whole()

    def whole(self) -> tuple[InMemorySite, Built]:
        """The site made as a whole."""
        output = self.home / "held"
        output.mkdir(exist_ok=True)
        site = InMemorySite(output)
        settings = {"DRAFTS": True, MEMORY: self.memory, SETTING: site, "NOW": NOW.isoformat()}
        return site, run(self.content.folder, output, "pelicanconf.py", **settings)

    def save(self, file: Path) -> list[str]:
        """Show what was saved; the output paths of its pages."""
        pages = list(rerendered_pages([file.resolve()], self.memory.folder, self.site, self.built))
        for page in pages:
            self.site.put(page)
        return [page.path for page in pages]


@pytest.fixture
def held(content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Held:
    monkeypatch.chdir(tmp_path)
    content.photo("anh/anh.jpg")
    content.story(STORY)
    content.story("tin-tuc/khac.md", title="Tin khác", body="[Bài](bai.md).")
    content.product("san-pham/mien.md", "Miến dong")
    return Held(content, tmp_path)


@pytest.mark.parametrize("status", ["", "draft"])
def test_the_page_is_what_the_whole_build_will_make_of_it(held: Held, status: str) -> None:
    file = held.content.story(STORY, body="Câu **mới**, xem [tin khác](khac.md).", status=status)
    assert held.save(file) == [PAGE]
    at_once = held.site.read(PAGE)
    assert at_once and "Câu <strong>mới</strong>".encode() in at_once
    assert b"khac.md" not in at_once
    later, _ = held.whole()
    assert later.read(PAGE) == at_once


def test_a_product_has_its_stall_card_at_once_too(held: Held) -> None:
    file = held.content.product("san-pham/mien.md", "Miến dong", price="85000")
    paths = held.save(file)
    assert len(paths) == 2
    found = [held.site.read(path) for path in paths]
    later, _ = held.whole()
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
    held: Held, keys: dict[str, str]
) -> None:
    before = held.site.read(PAGE)
    held.content.photo("anh/moi.jpg", (320, 240))
    assert held.save(held.content.story(STORY, **keys)) == []
    assert held.site.read(PAGE) == before


def test_files_that_are_no_entries_are_passed_over(held: Held) -> None:
    assert held.save(held.content.photo("anh/anh.jpg", (800, 600))) == []
    assert held.save(held.content.folder / "site.yml") == []
    assert held.save(held.content.story("tin-tuc/moi.md", title="Tin mới")) == []
