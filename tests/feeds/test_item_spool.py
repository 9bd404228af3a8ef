"""What was serialized to be measured is written into feeds as it is, and never lost for good."""

from pathlib import Path

import pytest

from khuyencong.content.record import Record
from khuyencong.feeds import serialized_items
from khuyencong.feeds.feed_set import FeedSet
from khuyencong.feeds.item_spool import ItemSpool
from khuyencong.feeds.items import Edition
from khuyencong.feeds.serialized_items import SerializedItem, SerializedItems
from khuyencong.model.entry import Entry
from khuyencong.store.value_cache import ValueCache
from tests.conftest import Content
from tests.feeds.newsroom import newsroom, two_more


def files(spooled: FeedSet) -> dict[str, bytes]:
    return {file.path: file.generate() for bundle in spooled.bundles() for file in bundle}


def spooling(content: Content) -> FeedSet:
    return FeedSet(newsroom(content).maker, ValueCache(int), spool=ItemSpool(content.cache))


@pytest.fixture
def serialized(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Edition]]:
    """Everything that is serialized; nothing is remembered besides the spool."""
    found: list[tuple[str, Edition]] = []

    def serialize(
        items: SerializedItems, record: Record[Entry], edition: Edition
    ) -> SerializedItem:
        found.append((record.slug, edition))
        return real(items, record, edition)

    real = SerializedItems._serialize
    monkeypatch.setattr(SerializedItems, "_serialize", serialize)
    monkeypatch.setattr(serialized_items, "MOST_IN_MEMORY", 0)
    monkeypatch.setattr(serialized_items, "LARGEST_ITEM", 3_000)
    return found


def test_a_story_is_serialized_once_for_measuring_and_all_feeds(
    content: Content, serialized: list[tuple[str, Edition]]
) -> None:
    content.story(slug="lop-hoc")
    two_more(content)
    assert "rss.xml" in files(spooling(content))
    assert serialized.count(("lop-hoc", Edition.CITIZEN)) == 1


@pytest.mark.usefixtures("serialized")
def test_feeds_are_the_same_with_the_spool_without_it_and_when_it_is_lost(
    content: Content,
) -> None:
    content.story(body="Chữ & <số> ]]> cuối.\n\n" + "Dài. " * 500)
    two_more(content)
    plain = files(newsroom(content))
    assert files(spooling(content)) == plain
    lost = spooling(content)
    assert lost.feeds, "now everything is measured"
    for file in content.cache.glob(".items-*"):
        file.write_bytes(b"")
    assert files(lost) == plain


def test_a_spool_leaves_nothing_behind(tmp_path: Path) -> None:
    spool = ItemSpool(tmp_path / "feeds")
    place = spool.put("một".encode(), b"", b"hai")
    assert spool.get(place) == ["một".encode(), b"", b"hai"]
    del spool
    assert not list((tmp_path / "feeds").iterdir())
