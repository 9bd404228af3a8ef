"""`khuyencong statistics` in a terminal."""

import sys
from datetime import datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from khuyencong.cli import app
from khuyencong.statistics import agents
from khuyencong.vietnamese.dates import VIETNAM
from tests.conftest import Content
from tests.statistics.logs import GOOGLEBOT, STORY, combined, write


@pytest.fixture
def log(tmp_path: Path) -> Path:
    when = f"{datetime.now(VIETNAM):%d/%b/%Y:%H:%M:%S %z}"
    lines = [combined(when=when), combined(when=when, agent=GOOGLEBOT), "không phải nhật ký\n"]
    return write(tmp_path / "access.log", *lines, combined("/cu/", when=when, status=404))


def run(content: Content, *words: object) -> Result:
    data = content.folder.parent / "so-lieu"
    given = ["statistics", *words, "--content", content.folder, "--data", data]
    return CliRunner().invoke(app, [str(word) for word in given])


def test_what_was_read_is_printed_and_written_for_a_spreadsheet(
    content: Content, tmp_path: Path, log: Path
) -> None:
    file = tmp_path / "nguoi-doc.csv"
    said = run(content, log, "--days", "7", "--csv", file).output
    for words in ("Đã đọc thêm 4 dòng", "1 dòng không phải yêu cầu", "1 lượt xem, 1 lượt người"):
        assert words in said
    assert "Máy tìm kiếm và máy khác mở 1 trang" in said and "1  /cu/" in said
    assert f",{STORY},1,1" in file.read_text("utf-8-sig")
    assert "Đã đọc thêm 0 dòng" in run(content, log).output


def test_the_logs_that_xuat_ban_yml_names_are_read(content: Content, log: Path) -> None:
    settings = "targets: {chinh: {address: 'file:///srv/kc', access_log: [%s]}}"
    (content.folder.parent / "xuat-ban.yml").write_text(settings % log.as_posix())
    assert "1 lượt xem" in run(content).output


def test_without_a_log_the_command_says_where_it_is_named(content: Content) -> None:
    answer = run(content)
    assert answer.exit_code == 2 and "access_log" in answer.output
    answer = run(content, "khong-co.log")
    assert answer.exit_code == 2 and "Không thấy nhật ký ở “khong-co.log”" in answer.output


def test_a_library_that_is_missing_is_named(
    content: Content, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "crawleruseragents", None)
    kept = (agents.agent_of, agents._readers, agents._machines)
    for each in kept:
        each.cache_clear()
    answer = run(content, log)
    assert answer.exit_code == 2 and 'pip install "khuyencong-site[desk]"' in answer.output
    monkeypatch.undo()
    assert "Đã đọc thêm 4 dòng" in run(content, log).output, "nothing was counted by half"
