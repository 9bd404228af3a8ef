"""What the entries of a large site hold in memory: one text for a name, one row at a time.

Told by which objects are the same and by what happens when, not by megabytes: those of the national
site are measured by `python -m bench.network`.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import attrgetter
from pathlib import Path
from typing import Any

import pytest

from khuyencong.content import entry_cache, entry_store
from khuyencong.content.entry_cache import EntryCache
from khuyencong.content.entry_store import EntryStore, Row, seal_of
from khuyencong.content.folder import entry_sources, read_centre
from khuyencong.store.digest import digest_of
from tests.conftest import Content

STORY = {
    "author": "Nông Thị Hạnh",
    "unit": "Phòng Tư vấn",
    "summary": "Bốn lớp tập huấn.",
    "tags": "[tập huấn, máy móc]",
    "localities": "xã Hữu Lũng (Lạng Sơn)",
    "photos": '[{file: anh/anh.jpg, alt: Người thợ, caption: Ở xưởng., credit: "Ảnh: Lan Anh"}]',
}
SHARED: Mapping[str, Callable[[Any], Any]] = {
    "tag": lambda record: record.entry.tags[1],
    "place": lambda record: record.entry.localities[0],
    "description of a photo": lambda record: record.entry.photos[0].alt,
    "tags": lambda record: record.entry.tags,
    "photo": lambda record: record.entry.photos[0],
    "caption": lambda record: record.photos[0].caption,
    "figures": lambda record: record.photos,
    **{name: attrgetter(name) for name in ("entry.author", "entry.unit", "category", "lines")},
}
"""What two entries have in common → the way to it from the record."""


@pytest.mark.parametrize("cached", [False, True], ids=["read", "cached"])
def test_entries_share_the_names_that_they_bear(content: Content, cached: bool) -> None:
    content.photo()
    for name in ("a", "b"):
        content.story(f"tin-tuc/{name}.md", title=f"Bài {name}", **STORY)
    if cached:
        content.read()
    a, b = content.site().records
    for what, of in SHARED.items():
        assert of(a) == of(b) and of(a) is of(b), what
    assert a.summary is a.entry.summary and a.uid is a.entry.uid
    assert not hasattr(a, "__dict__")


@pytest.fixture
def store(tmp_path: Path) -> EntryStore:
    """Three rows."""
    store = EntryStore(tmp_path / "reading.sqlite", "1")
    assert list(store.rows()) == []
    body = digest_of(b"body")
    sources = [f"{name}.md" for name in "abc"]
    rows = [Row(name, "", b"", body, b"rest", seal_of(name, body, b"rest")) for name in sources]
    store.add(rows, {body: b"body"})
    return store


def test_rows_come_one_by_one_while_the_store_is_open(
    store: EntryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def noted(source: str, *rest: bytes) -> bytes:
        made.append(source)
        return seal_of(source, *rest)

    monkeypatch.setattr(entry_store, "seal_of", noted)
    other = sqlite3.connect(store.file, timeout=0, isolation_level=None)
    rows = store.rows()
    first = next(rows)
    assert made == [first.source]
    # Whoever has fetched them all holds no lock any more.
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("DELETE FROM entries")
    assert [row.source for row in (first, *rows)] == ["a.md", "b.md", "c.md"]
    other.execute("DELETE FROM entries")
    other.close()


@pytest.fixture
def seven(content: Content) -> Content:
    for number in range(7):
        content.story(f"tin-tuc/{number}.md", title=f"Bài {number}", body=f"Lời {number}.")
    return content


def read_all(content: Content) -> None:
    """All entries by a cache of their own, as each build has."""
    centre, problems = read_centre(content.folder)
    wanted = list(entry_sources(content.folder, centre, problems))
    found = EntryCache(content.folder, content.cache).read(wanted)
    assert len([record for record, _ in found if record]) == 7


def test_a_row_is_a_record_before_the_next_is_fetched(
    seven: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_all(seven)
    done: list[str] = []
    fetched, decoded = EntryStore.rows, entry_cache.decode_record

    def rows(store: EntryStore) -> Iterator[Row]:
        for row in fetched(store):
            done.append("row")
            yield row

    def decode_record(*values: Any) -> Any:
        done.append("record")
        return decoded(*values)

    monkeypatch.setattr(EntryStore, "rows", rows)
    monkeypatch.setattr(entry_cache, "decode_record", decode_record)
    read_all(seven)
    assert done == ["row", "record"] * 7


def test_bodies_are_written_as_they_come(seven: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[int] = []
    add = EntryStore.add

    def noted(store: EntryStore, rows: Iterable[Row], bodies: Mapping[bytes, bytes]) -> None:
        written.append(len(bodies))
        add(store, rows, bodies)

    monkeypatch.setattr(EntryStore, "add", noted)
    for name, number in (("SHARE", 1), ("SAVED", 2)):
        monkeypatch.setattr(entry_cache, name, number)
    read_all(seven)
    assert written == [2, 2, 2, 1]
