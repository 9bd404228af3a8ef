"""An address that readers have keeps working, though the site would not make it today."""

from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest

from khuyencong.build import BuildSettings, build
from khuyencong.describing.products import ProductDescriptions
from khuyencong.press.kits import former_photos, make_kits
from khuyencong.store.cached_file import CachedFile
from khuyencong.store.served_files import ServedFiles
from tests.conftest import NOW, ROOT, Content, theme_renderer
from tests.feeds.newsroom import HOST, PHOTO, newsroom
from tests.sinks import FileDict

FORMS = ("rss.xml", "atom.xml", "feed.json")


@pytest.fixture
def served(tmp_path: Path) -> Path:
    """The output folder as readers have it."""
    return tmp_path / "trang"


def serve(folder: Path, *paths: str) -> None:
    for path in paths:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"as it was")


def former(content: Content, served: Path, name: str, **story: str) -> dict[str, CachedFile]:
    """Output path → file, of the photos of a story that stay at addresses of earlier; readers have
    one of a name."""
    content.photo("anh/anh.jpg")
    content.story("tin-tuc/bai.md", slug="bai", photos=PHOTO, **story)
    serve(served, f"tin-tuc/bai/anh/{name}")
    products = ProductDescriptions(content.site())
    kits = make_kits(products, HOST, content.folder, content.cache / "press")
    return former_photos(kits, ServedFiles(str(served)))


@pytest.mark.parametrize("folder", ["the/dao-tao/", "dia-ban/lang-son/", "tin-tuc/"])
def test_the_feed_of_a_list_that_became_too_small_is_written_on(
    content: Content, served: Path, folder: str
) -> None:
    content.story(title="Mở lớp tập huấn", tags="đào tạo", localities="Lạng Sơn")
    serve(served, f"{folder}rss.xml")
    room = replace(newsroom(content), served=ServedFiles(str(served)))
    made = {file.path: file for file in chain.from_iterable(room.bundles())}
    for form in FORMS:
        assert "Mở lớp tập huấn" in made[f"{folder}{form}"].generate().decode()


def test_it_is_announced_nowhere_and_its_page_leads_to_the_larger_list(
    content: Content, served: Path
) -> None:
    content.story(tags="đào tạo")
    serve(served, "the/dao-tao/rss.xml")
    room = replace(newsroom(content), served=ServedFiles(str(served)))
    assert "/the/dao-tao/rss.xml" not in [feed.rss for feed in room.links]
    assert room.followed_in["/the/dao-tao/"] == "/"
    made = {file.path: file for file in chain.from_iterable(room.bundles())}
    assert b"the/dao-tao" not in made["feeds.opml"].generate()


def test_a_build_asks_the_folder_that_readers_have(content: Content, served: Path) -> None:
    content.photo("anh/anh.jpg")
    content.story("tin-tuc/a.md", slug="a", tags="đào tạo", localities="Na Rì", photos=PHOTO)
    serve(served, "the/dao-tao/rss.xml", "the/may-moc/rss.xml", "tin-tuc/a/anh/01-anh.jpg")
    sink = FileDict(theme_renderer())
    sink.output = str(served)
    build(content.folder, BuildSettings(content.cache, ROOT / "theme", "", NOW), sink)
    assert {"the/dao-tao/rss.xml", "tin-tuc/a/anh/01-anh.jpg"} <= sink.files.keys()
    # Nobody ever had the first; of the second there is no list any more.
    assert not {"dia-ban/na-ri/rss.xml", "the/may-moc/rss.xml"} & sink.files.keys()


@pytest.mark.parametrize("name", ["01-anh.jpg", "07-anh.jpg"])
def test_a_press_photo_is_found_at_the_addresses_that_it_had(
    content: Content, served: Path, name: str
) -> None:
    (kept,) = former(content, served, name).items()
    assert kept[0] == f"tin-tuc/bai/anh/{name}"
    assert kept[1].read_bytes().startswith(b"\xff\xd8")  # a JPEG


@pytest.mark.parametrize(
    "name", ["01-ho-chieu.jpg", "anh-287496f5af.jpg", "01-anh.png", "01-anh-lop.jpg", "1-anh.jpg"]
)
def test_a_photo_that_the_story_has_no_more_is_gone(
    content: Content, served: Path, name: str
) -> None:
    assert former(content, served, name) == {}


@pytest.mark.parametrize("status", ["withdrawn", "hidden", "draft"])
def test_the_photos_of_a_story_that_was_taken_back_are_gone_at_each_address(
    content: Content, served: Path, status: str
) -> None:
    story = {"status": status, "modified": "24/11/2026 08:00"}
    assert former(content, served, "01-anh.jpg", **story) == {}
