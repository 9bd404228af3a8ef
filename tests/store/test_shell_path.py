"""Paths in messages run as they are printed: in sh, in cmd and in PowerShell."""

import os
import shlex
import subprocess
from pathlib import Path

import pytest

from khuyencong.store.shell_path import shell_path

NAMES = [
    *("bai.md", "bài mới.md", "a&b.md", "(1).md", "a;b.md", "a'b.md", "100%.md", "$HOME.md"),
    *("`id`.md", "a!b.md", 'a"b.md', "-n.md", "~a.md", "a\\b.md", "a*b.md", "a#b.md", "[x].md"),
]


@pytest.mark.parametrize("name", NAMES)
def test_sh_reads_the_path_that_was_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_text("nội dung", encoding="utf-8")
    word = shell_path(Path(name))
    assert [Path(part) for part in shlex.split(word)] == [Path(name)]
    done = subprocess.run(["sh", "-c", f"cat {word}"], capture_output=True, check=True)
    assert done.stdout.decode() == "nội dung"


def test_letters_with_marks_need_no_quotes_and_spaces_get_the_quotes_of_all_shells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert shell_path(Path("content/tin-tuc/bài-mới.md")) == "content/tin-tuc/bài-mới.md"
    assert shell_path(tmp_path / "content" / "bài mới.md") == '"content/bài mới.md"'
    assert shell_path(Path("a&b (1).md")) == '"a&b (1).md"'


def test_a_path_elsewhere_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "day").mkdir()
    monkeypatch.chdir(tmp_path / "day")
    assert shell_path(tmp_path / "kia" / "a.md") == str(tmp_path / "kia" / "a.md")


def test_windows_always_has_double_quotes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    file = Path("giá $1.md")
    monkeypatch.setattr("khuyencong.store.shell_path.os", type("Windows", (), {"name": "nt"}))
    assert shell_path(file) == '"giá $1.md"'
    assert os.name
