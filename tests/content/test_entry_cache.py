"""What was read once is not read again, and never believed when it no longer holds."""

import os
import sqlite3
import time
from dataclasses import fields
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from khuyencong.content import entry_cache
from khuyencong.content import entry_parser as entries
from khuyencong.content import entry_store as shelf
from khuyencong.content.folder import entry_sources, read_centre
from khuyencong.content.record import Figure, Record
from khuyencong.site.links import resolve_links
from khuyencong.site.moments import with_announcements
from khuyencong.site.producers import with_public_contacts
from khuyencong.site.site_reader import SiteReading, read_site
from khuyencong.store.file_state import FINE_CLOCK, SECOND
from tests.conftest import CENTRE, NOW, ROOT, Content

DIGESTS = ("digest", "metadata_digest")
"""Fields that only a record out of the cache has."""
PHOTO = "[{file: anh/anh.jpg, alt: Người thợ, caption: Ở xưởng., credit: 'Ảnh: A'}]"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Sources that were really read, in order."""
    seen: list[str] = []
    real = entries.read_entry

    def read_entry(folder: Any, source: str, *known: Any) -> Any:
        seen.append(source)
        return real(folder, source, *known)

    monkeypatch.setattr(entry_cache, "read_entry", read_entry)
    return seen


def shown(record: Record[Any], *but: str) -> tuple[object, ...]:
    """Everything about a record, its body fetched; `but` some fields."""
    names = [f.name for f in fields(record) if f.name not in ("entry", "body", *but)]
    kind = type(record.entry)
    entry = kind, {name: getattr(record.entry, name) for name in kind.model_fields}
    return *(getattr(record, name) for name in names), entry, tuple(record.body)


def told(reading: SiteReading) -> tuple[object, ...]:
    records = [*map(shown, reading.site.records)] if reading.site else None
    return records, reading.problems


def settle(content: Content) -> None:
    """Let the clock tick on, so that files count as no longer fresh."""
    time.sleep(FINE_CLOCK / 1e9 + 0.01)


def test_nothing_is_opened_twice(content: Content, opened: list[str]) -> None:
    content.story("tin-tuc/a.md", title="Một")
    content.story("tin-tuc/b.md", title="Hai")
    settle(content)
    first = content.read()
    assert opened == ["tin-tuc/a.md", "tin-tuc/b.md"]
    assert told(content.read()) == told(first)
    assert len(opened) == 2


def test_an_edit_is_read_and_nothing_else(content: Content, opened: list[str]) -> None:
    content.story("tin-tuc/a.md", title="Một")
    content.story("tin-tuc/b.md", title="Hai")
    settle(content)
    content.read()
    opened.clear()
    content.story("tin-tuc/b.md", title="Hai", body="Lời mới.")
    site = content.site()
    assert opened == ["tin-tuc/b.md"]
    assert tuple(site.records[1].body) == ("<p>Lời mới.</p>",)


def test_two_writes_in_one_tick_of_the_clock_are_told_apart(content: Content) -> None:
    """Same size, same times: only the digest of a fresh file can tell."""
    file = content.story(body="Lời A.")
    content.read()
    before = file.stat()
    content.story(body="Lời B.")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert tuple(content.site().records[0].body) == ("<p>Lời B.</p>",)


def test_a_touched_file_is_not_believed_while_the_clock_stands(
    content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Touched, read and written again within one tick: the state of the second stays the same."""
    content.story(body="Lời A.")
    settle(content)
    content.read()
    ahead = time.time_ns() + 3_600 * SECOND
    monkeypatch.setattr(entry_cache, "file_state", lambda _: f"120:{ahead}:{ahead}:7")
    content.read()
    content.story(body="Lời B.")
    assert tuple(content.site().records[0].body) == ("<p>Lời B.</p>",)


def test_a_record_is_made_of_the_bytes_of_its_digest(
    content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody writes, and writes back, between the digest and the record."""
    content.story(body="Lời A.")
    settle(content)
    real = entries.read_entry

    def read_entry(folder: Any, source: str, *known: Any) -> Any:
        content.story(body="Lời B.")
        read = real(folder, source, *known)
        content.story(body="Lời A.")
        return read

    with monkeypatch.context() as patch:
        patch.setattr(entry_cache, "read_entry", read_entry)
        assert tuple(content.site().records[0].body) == ("<p>Lời A.</p>",)
    assert tuple(content.site().records[0].body) == ("<p>Lời A.</p>",)


def test_a_touched_file_is_known_by_its_content(content: Content, opened: list[str]) -> None:
    file = content.story()
    settle(content)
    content.read()
    opened.clear()
    os.utime(file)
    content.read()
    assert opened == []


def test_a_photo_that_appears_or_changes_is_noticed(content: Content) -> None:
    content.story(photos=PHOTO)
    settle(content)
    assert [p.rule.code for p in content.read().problems] == ["KC301"]
    content.photo(size=(640, 480))
    assert content.site().records[0].photos[0].picture.width == 640
    content.photo(size=(320, 240))
    assert content.site().records[0].photos[0].picture.width == 320
    (content.folder / "anh" / "anh.jpg").unlink()
    assert content.said() == ["KC301 tin-tuc/bai.md:6"]


def test_a_file_that_changes_its_kind_is_read_again(content: Content) -> None:
    content.write("site.yml", f"{CENTRE}  nghe: {{name: Nghề}}\n")
    content.story("nghe/a.md")
    settle(content)
    assert len(content.site().records) == 1
    content.write("site.yml", CENTRE)
    assert content.said() == ["KC110 nghe:1"]


def test_other_code_shares_no_memory(
    content: Content, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    content.story()
    settle(content)
    content.read()
    monkeypatch.setattr(entry_cache, "program_version", lambda: "other")
    content.read()
    assert len(opened) == 2


def cache_file(content: Content) -> Path:
    (file,) = (content.cache / "reading").glob("*.sqlite")
    return file


def lose_bodies(content: Content) -> None:
    with sqlite3.connect(cache_file(content)) as other:
        other.execute("DELETE FROM bodies")
    other.close()


@pytest.mark.parametrize("place", [0, 18, 100, 1000, 4096 + 40, 8192 + 64, -100])
@pytest.mark.parametrize("many", [1, 900])
def test_a_damaged_memory_is_noticed(content: Content, place: int, many: int) -> None:
    content.photo()
    for number in range(12):
        body = f"Đoạn văn {number} " * 40
        content.story(f"tin-tuc/{number}.md", title=f"Bài {number}", photos=PHOTO, body=body)
    settle(content)
    first = told(content.read())
    file = cache_file(content)
    data = bytearray(file.read_bytes())
    start = place % len(data)
    data[start : start + many] = bytes(255 - byte for byte in data[start : start + many])
    file.write_bytes(data)
    assert told(content.read()) == first
    assert told(content.read()) == first


@pytest.mark.parametrize("rest", [b"", b"SQLite format 3\0", b"not a database " * 500])
def test_a_memory_of_rubbish_is_thrown_away(
    content: Content, opened: list[str], rest: bytes
) -> None:
    content.story()
    settle(content)
    first = told(content.read())
    cache_file(content).write_bytes(rest)
    assert told(content.read()) == first
    opened.clear()
    assert told(content.read()) == first
    assert opened == []


def test_without_a_place_for_it_everything_is_read(content: Content) -> None:
    content.story()
    content.cache.parent.mkdir(exist_ok=True)
    content.cache.write_text("a file where the folder should be")
    assert tuple(content.site().records[0].body) == ("<p>Nội dung.</p>",)


def test_a_body_that_was_lost_is_read_from_its_file(content: Content) -> None:
    content.story(body="Lời này.")
    settle(content)
    site = content.site()
    lose_bodies(content)
    assert tuple(site.records[0].body) == ("<p>Lời này.</p>",)


def test_a_body_that_changed_under_the_build_stops_it(content: Content) -> None:
    content.story(body="Lời cũ.")
    site = content.site()
    content.story(body="Lời mới.")
    lose_bodies(content)
    with pytest.raises(entry_cache.ContentChangedError, match=r"tin-tuc/bai\.md"):
        tuple(site.records[0].body)


def test_a_memory_that_another_build_is_writing_is_waited_for(
    content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    content.story()
    content.read()
    monkeypatch.setattr(shelf, "PATIENCE", 0.1)
    other = sqlite3.connect(cache_file(content), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    content.story(body="Lời mới.")
    assert tuple(content.site().records[0].body) == ("<p>Lời mới.</p>",)
    other.execute("ROLLBACK")
    other.close()
    assert cache_file(content).stat().st_size > 0


def test_the_memory_is_small(tmp_path: Path) -> None:
    read_site(ROOT / "content", tmp_path, NOW)
    written = sum(file.stat().st_size for file in (ROOT / "content").rglob("*.md"))
    kept = sum(file.stat().st_size for file in (tmp_path / "reading").iterdir())
    assert kept < 3.5 * written  # the text itself, packed, is a good part of it


def read_from_files(content: Path, pictures: Path) -> dict[str, Record[Any]]:
    """Every entry out of its file, links resolved, with nothing remembered on the way."""
    centre, problems = read_centre(content)
    sources = list(entry_sources(content, centre, problems))
    folder = entries.Folder(content, pictures)
    read = [entries.read_entry(folder, source, kind).record for source, kind in sources]
    records = [record for record in read if record]
    resolved, _ = resolve_links(records, {record.source: record.address for record in records})
    public = [record for record in with_public_contacts(resolved) if record.published(NOW)]
    return {record.source: record for record in with_announcements(public, NOW)}


@pytest.mark.parametrize("site", ["content", "tests/sites/trung-tam-khac"])
def test_what_is_remembered_is_what_was_read(tmp_path: Path, site: str) -> None:
    """Every field of every kind, texts with resolved links too, comes back as it was."""
    content = ROOT / site
    read_site(content, tmp_path, NOW)
    remembered = read_site(content, tmp_path, NOW).site
    assert remembered
    read = read_from_files(content, tmp_path / "pictures")
    for record in remembered.records:
        assert shown(record, *DIGESTS) == shown(read[record.source], *DIGESTS), record.source


def test_links_and_pictures_of_a_text_are_remembered(content: Content, tmp_path: Path) -> None:
    content.photo("anh/mot.jpg", (64, 48))
    content.photo("anh/hai.jpg", (48, 64))
    body = (
        "Xem [lớp kia](b.md#ho-so) và [mẫu đơn](tep/mau-don.csv).\n\n"
        '![Người thợ](anh/mot.jpg "Ở xưởng. Ảnh: A")\n\nRồi tới ![nút](anh/hai.jpg) giữa dòng.'
    )
    content.write("tep/mau-don.csv", "ten;dia_chi\n")
    content.story("tin-tuc/a.md", title="Một", body=body)
    content.story("tin-tuc/b.md", title="Hai", body="## Hồ sơ\n\nMột lá đơn.")
    settle(content)
    content.read()
    record = content.site().records[0]
    read = read_from_files(content.folder, tmp_path / "pictures")["tin-tuc/a.md"]
    assert shown(record, *DIGESTS) == shown(read, *DIGESTS)
    text, figure, *rest = record.body
    assert isinstance(text, str) and 'href="/tin-tuc/hai/#ho-so"' in text
    assert 'href="/tep/mau-don.csv"' in text
    assert isinstance(figure, Figure) and figure.caption == "Ở xưởng."
    assert [part.alone for part in rest if isinstance(part, Figure)] == [False]


def test_moments_keep_their_zone(content: Content) -> None:
    content.story("tin-tuc/a.md", title="Một", date="2026-11-20T08:30:00+02:00")
    content.story("tin-tuc/b.md", title="Hai", date="20/11/2026 08:30")
    first = [record.entry.date for record in content.site().records]
    again = [record.entry.date for record in content.site().records]
    assert [(d, d and d.utcoffset()) for d in first] == [(d, d and d.utcoffset()) for d in again]
    assert isinstance(first[0], datetime)
    assert first[0].utcoffset() == timedelta(hours=2)
