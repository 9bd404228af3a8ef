"""JSON Feed 1.1, checked against a transcription of its specification."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.conftest import Content
from tests.feeds.newsroom import HOST, PHOTO, item, text, two_more, written

SCHEMAS = Path(__file__).parent / "schemas"
SCHEMA = Draft202012Validator(json.loads((SCHEMAS / "jsonfeed-1.1.json").read_text("utf-8")))


def feed(content: Content, path: str = "feed.json") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(written(content)[path])
    return found


def test_every_json_feed_is_valid(content: Content) -> None:
    content.photo()
    content.story(photos=PHOTO, tags="đào tạo", body='Chữ "trong nháy" \\ và 🌾')
    two_more(content, tags="đào tạo")
    found = [path for path in written(content) if path.endswith("feed.json")]
    assert len(found) >= 4
    for path in found:
        SCHEMA.validate(feed(content, path))


@pytest.mark.parametrize("key", ["version", "title", "items"])
def test_the_schema_asks_for_what_the_specification_asks_for(content: Content, key: str) -> None:
    content.story()
    told = feed(content)
    del told[key]
    assert not SCHEMA.is_valid(told)


def test_it_says_what_the_rss_says(content: Content) -> None:
    content.photo()
    content.story(photos=PHOTO, corrections="[{date: 23/11/2026 10:00, note: Đúng là 04.}]")
    (told,) = feed(content)["items"]
    rss = item(content)
    assert told["id"] == text(rss, "guid")
    assert told["url"] == text(rss, "link")
    assert told["content_html"] == text(rss, "content:encoded")
    assert told["date_modified"] == text(rss, "atom:updated") == "2026-11-23T10:00:00+07:00"
    assert told["date_published"] == "2026-11-22T08:30:00+07:00"
    enclosure = rss.find("enclosure")
    assert enclosure is not None
    assert told["attachments"][0]["url"] == enclosure.get("url")
    assert told["attachments"][0]["size_in_bytes"] == int(enclosure.get("length", "0"))
    assert told["attachments"][0]["_khuyencong"]["credit"] == "Ảnh: Tên Mẫu (minh họa)"


def test_the_feed_knows_its_address_and_its_page(content: Content) -> None:
    content.story()
    two_more(content)
    told = feed(content, "tin-tuc/feed.json")
    assert told["feed_url"] == f"{HOST}/tin-tuc/feed.json"
    assert told["home_page_url"] == f"{HOST}/tin-tuc/"
