"""Every saved version is kept by name, and git can read it."""

import subprocess
from datetime import datetime
from pathlib import Path

import pytest

from khuyencong.desk.history import History, version_of
from khuyencong.vietnamese.dates import VIETNAM

NOW = datetime(2026, 11, 27, 8, 30, tzinfo=VIETNAM)


@pytest.fixture
def history(tmp_path: Path):
    made = History(tmp_path / "lich-su.git")
    yield made
    made.close()


def test_versions_come_newest_first_with_who_and_what(history: History) -> None:
    history.record("tin-tuc/a.md", b"mot", "Hoa", "Viết bài mới", NOW)
    history.record("tin-tuc/b.md", b"khac", "Lan", "Viết bài mới", NOW)
    history.record("tin-tuc/a.md", b"hai", "Lan", "Sửa bài", NOW)
    first, second = history.versions("tin-tuc/a.md")
    assert (first.who, first.what, first.at) == ("Lan", "Sửa bài", NOW)
    assert history.bytes_of(first.blob) == b"hai" and history.bytes_of(second.blob) == b"mot"
    assert history.before(first) == second.blob and history.before(second) == ""
    assert len(list(history.versions())) == 3


def test_the_same_bytes_are_no_new_version(history: History) -> None:
    assert history.record("trang/a.md", b"mot", "Hoa", "Sửa bài", NOW)
    assert history.record("trang/a.md", b"mot", "Hoa", "Sửa bài", NOW) is None


def test_a_deleted_file_keeps_its_versions(history: History) -> None:
    history.record("trang/a.md", b"mot", "Hoa", "Sửa bài", NOW)
    gone = history.record("trang/a.md", None, "Hoa", "Xóa bài", NOW)
    assert gone and gone.blob == "" and history.latest("trang/a.md") == ""
    assert history.bytes_of(history.before(gone)) == b"mot"


def test_git_reads_what_we_write(history: History, tmp_path: Path) -> None:
    for number in range(3):
        history.record("tin-tuc/bài.md", b"%d" % number, "Hoa <x>\nLan", "Sửa bài", NOW)
    at = ["git", "--git-dir", str(tmp_path / "lich-su.git")]
    subprocess.run([*at, "fsck", "--strict"], check=True, capture_output=True)
    shown = subprocess.run(
        [*at, "show", "HEAD:tin-tuc/bài.md"], check=True, capture_output=True
    ).stdout
    assert shown == b"2"


def test_an_id_is_that_of_git(history: History) -> None:
    assert history.hold(b"hello\n") == version_of(b"hello\n")
    assert version_of(b"hello\n") == "ce013625030ba8dba906f756967f9e9ca394464a"


@pytest.mark.parametrize("id", ["", "x", "0" * 40, "../HEAD", "ce01"])
def test_an_id_that_nobody_knows_gives_nothing(history: History, id: str) -> None:
    assert history.bytes_of(id) is None and history.find(id) is None


def test_a_history_is_opened_again(tmp_path: Path) -> None:
    for text in (b"mot", b"hai"):
        history = History(tmp_path / "git")
        history.record("trang/a.md", text, "Hoa", "Sửa bài", NOW)
        history.close()
    history = History(tmp_path / "git")
    assert len(list(history.versions("trang/a.md"))) == 2
    history.close()
