"""A preview has an address of its own: what it finds out takes nothing from a build for readers."""

from pathlib import Path

import pytest

from khuyencong.build import BuildSettings, build
from khuyencong.content.record import Record
from khuyencong.feeds.items import Edition
from khuyencong.feeds.serialized_items import SerializedItem, SerializedItems
from khuyencong.model.entry import Entry
from khuyencong.press import kits
from khuyencong.rendering.in_memory_site import InMemorySite
from tests.conftest import NOW, ROOT, Content, theme_renderer

READERS, PREVIEW = "https://khuyencong.example", "http://127.0.0.1:8000"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Stories of which an item was serialized, or the words of a press kit written."""
    found: list[str] = []

    def serialize(
        items: SerializedItems, record: Record[Entry], edition: Edition
    ) -> SerializedItem:
        found.append(f"item {record.slug}")
        return serialize_really(items, record, edition)

    def key(*arguments: object) -> str:
        found.append("kit")
        return key_really(*arguments)

    serialize_really, key_really = SerializedItems._serialize, kits._key
    monkeypatch.setattr(SerializedItems, "_serialize", serialize)
    monkeypatch.setattr(kits, "_key", key)
    return found


def test_a_preview_between_two_builds_costs_the_second_nothing(
    content: Content, tmp_path: Path, made: list[str]
) -> None:
    content.story(slug="lop-hoc")

    def built(address: str, *, drafts: bool = False) -> None:
        settings = BuildSettings(content.cache, ROOT / "theme", address, NOW, drafts=drafts)
        build(content.folder, settings, InMemorySite(tmp_path, theme_renderer()))

    built(READERS)
    once = list(made)
    assert {"item lop-hoc", "kit"} <= set(once)
    built(PREVIEW, drafts=True)
    assert made == 2 * once, "other links stand in them"
    built(READERS)
    built(PREVIEW, drafts=True)
    assert made == 2 * once
