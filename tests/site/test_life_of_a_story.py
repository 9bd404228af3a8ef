"""A story is corrected, withdrawn, held back: what newsboat, `reader` and a newsroom's poll get.

Each of the three reads the feed of a built site over HTTP, again and again, and keeps what it got.
"""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import feedparser_sgmllib
import pytest

from tests.conftest import Content
from tests.feeds.newsroom import PHOTO
from tests.feeds.test_announcing import Poll
from tests.site.conftest import khuyencong, served

pytestmark = [pytest.mark.slow, pytest.mark.programs]
FEED = "bao-chi/rss.xml"


class Newsroom:
    """A site under change, and three programs that follow its feed for the press."""

    def __init__(self, content: Content, home: Path, server: str) -> None:
        self.content = content
        self.output = home / "output"
        self.home = home
        self.url = f"{server}/{FEED}"
        self.poll = Poll()
        sys.modules.setdefault("sgmllib", feedparser_sgmllib)
        from reader import make_reader

        self.reading = make_reader(str(home / "reader.sqlite"))
        self.reading.add_feed(self.url)
        (home / "urls").write_text(self.url, encoding="utf-8")

    def build(self, now: str) -> tuple[list[str], dict[str, str], dict[str, str]]:
        """What the poll takes, and what `reader` and newsboat now have: title → text."""
        done = khuyencong("build", self.content.folder, "-o", self.output, "--now", now)
        assert done.returncode == 0, done.stdout + done.stderr
        self.reading.update_feed(self.url)
        (feed,) = self.reading.get_feeds()
        assert feed.last_exception is None
        read = {str(e.title): e.content[0].value for e in self.reading.get_entries()}
        return self.poll.take((self.output / FEED).read_bytes()), read, self._newsboat()

    def _newsboat(self) -> dict[str, str]:
        command = ["newsboat", "-u", "urls", "-c", "cache.db", "-x", "reload"]
        environment = {"HOME": str(self.home), "LANG": "C.UTF-8", "PATH": os.environ["PATH"]}
        done = subprocess.run(
            command, cwd=self.home, env=environment, capture_output=True, timeout=60
        )
        assert done.returncode == 0, done.stderr
        database = sqlite3.connect(self.home / "cache.db")
        found = dict(database.execute("select title, content from rss_item").fetchall())
        database.close()
        return found


@pytest.fixture
def newsroom(content: Content, tmp_path: Path) -> Iterator[Newsroom]:
    (tmp_path / "output").mkdir()
    content.photo()
    content.story("tin-tuc/sang.md", title="Bài buổi sáng", date="24/11/2026 07:00")
    with served(tmp_path / "output") as server:
        newsroom = Newsroom(content, tmp_path, server)
        yield newsroom
        newsroom.reading.close()


SCHOOL = {"title": "Mở lớp dệt", "slug": "mo-lop-det", "date": "23/11/2026 07:00", "photos": PHOTO}


@pytest.mark.parametrize("moment", ["24/11/2026 16:00", "24/11/2026"])
def test_a_correction(newsroom: Newsroom, moment: str) -> None:
    newsroom.content.story("tin-tuc/a.md", body="Có 05 lớp.", **SCHOOL)
    taken, _, _ = newsroom.build("24/11/2026 09:00")
    assert sorted(taken) == ["Bài buổi sáng", "Mở lớp dệt"]
    newsroom.content.story(
        "tin-tuc/a.md",
        body="Có 04 lớp.",
        corrections=f"[{{date: {moment}, note: Số lớp là 04.}}]",
        **SCHOOL,
    )
    taken, read, boat = newsroom.build("24/11/2026 17:00")
    assert taken == ["Mở lớp dệt"]
    for told in (read, boat):
        assert "Số lớp là 04." in told["Mở lớp dệt"] and "Có 04 lớp." in told["Mở lớp dệt"]
    assert len(read) == len(boat) == 2, "no story comes twice"
    assert newsroom.build("24/11/2026 17:05")[0] == []


def test_a_withdrawal(newsroom: Newsroom) -> None:
    newsroom.content.story("tin-tuc/a.md", body="Lời kín đáo.", **SCHOOL)
    newsroom.build("24/11/2026 09:00")
    newsroom.content.story(
        "tin-tuc/a.md", body="Lời kín đáo.", status="withdrawn", modified="24/11/2026", **SCHOOL
    )
    taken, read, boat = newsroom.build("24/11/2026 17:00")
    assert taken == ["Tin đã gỡ"]
    for told in (read, boat):
        assert set(told) == {"Bài buổi sáng", "Tin đã gỡ"}
        assert "gỡ bản đã đăng" in told["Tin đã gỡ"]
        assert "kín đáo" not in "".join(told.values())


def test_an_embargo(newsroom: Newsroom) -> None:
    held = SCHOOL | {"embargo": "25/11/2026 06:00"}
    newsroom.content.story("tin-tuc/a.md", body="Lời kín đáo.", **held)
    taken, read, boat = newsroom.build("25/11/2026 05:59")
    assert taken == list(read) == list(boat) == ["Bài buổi sáng"]
    taken, read, boat = newsroom.build("25/11/2026 06:00")
    assert taken == ["Mở lớp dệt"]
    assert set(read) == set(boat) == {"Bài buổi sáng", "Mở lớp dệt"}
    (entry,) = [e for e in newsroom.reading.get_entries() if e.title == "Mở lớp dệt"]
    assert entry.published is not None
    assert entry.published.isoformat() == "2026-11-24T23:00:00+00:00"
