"""The sizes of items are kept between builds, and are only ever a help."""

import json
from pathlib import Path

from khuyencong.feeds.feed_size_cache import FeedSizeCache
from tests.conftest import Content
from tests.feeds.newsroom import newsroom


def test_sizes_are_known_again_in_the_next_build(tmp_path: Path) -> None:
    sizes = FeedSizeCache(tmp_path / "sizes.json")
    sizes.put("a", 10)
    sizes.put("b", 20)
    sizes.save()
    again = FeedSizeCache(tmp_path / "sizes.json")
    assert (again.get("a"), again.get("c")) == (10, None)
    again.save()
    assert FeedSizeCache(tmp_path / "sizes.json").get("b") is None, (
        "what no build asks for is dropped"
    )


def test_a_damaged_file_is_no_file(tmp_path: Path) -> None:
    file = tmp_path / "sizes.json"
    for broken in (b"\xff", b"[]", b'{"sizes": 1}', json.dumps({"sizes": {"a": 1}}).encode()):
        file.write_bytes(broken)
        assert FeedSizeCache(file).get("a") is None


def test_a_key_changes_with_all_that_an_item_shows(content: Content) -> None:
    def key() -> str:
        room = newsroom(content)
        (story,) = room.maker.site.stories
        return room.maker.key(story)

    content.photo()
    content.story(body="Xem [sau](/tin-tuc/sau/).")
    content.story("tin-tuc/sau.md", title="Sau", slug="sau", embargo="25/11/2026")
    seen = {key()}
    for change in ({"body": "Khác"}, {"title": "Khác"}, {"author": "Khác"}, {"tags": "khác"}):
        content.story(**change)
        seen.add(key())
    assert len(seen) == 5
    content.story()
    before = key()
    content.write(
        "site.yml", (content.folder / "site.yml").read_text("utf-8").replace("Thử\n", "Mới\n")
    )
    assert key() != before
