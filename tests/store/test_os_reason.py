"""Why the system refused something is told in Vietnamese, whatever it was."""

import re
from pathlib import Path

import pytest

from khuyencong.store.os_reason import os_reason
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("khong-co.md", "không có tệp hoặc thư mục này"),
        (".", "đây là thư mục, không phải tệp"),
        ("tep/trong.md", "đây là tệp, không phải thư mục"),
        ("a" * 300, "tên dài quá"),
        ("vong", "liên kết tệp dẫn vòng tròn"),
    ],
)
def test_a_refusal_of_the_disk_is_told_in_vietnamese(
    tmp_path: Path, path: str, reason: str
) -> None:
    (tmp_path / "tep").write_text("Nội dung")
    (tmp_path / "vong").symlink_to(tmp_path / "vong")
    with pytest.raises(OSError, match=r"\[Errno") as caught:
        (tmp_path / path).read_bytes()
    assert os_reason(caught.value) == reason


def test_what_no_table_has_is_told_as_the_system_tells_it() -> None:
    assert os_reason(OSError(999_999, "Something new")) == "Something new"
    assert os_reason(OSError("no number")) == "no number"


def test_no_message_takes_the_words_of_the_system_past_the_table() -> None:
    raw = re.compile(r"\.strerror\b")
    files = (ROOT / "plugins" / "khuyencong").rglob("*.py")
    found = [file.name for file in files if raw.search(file.read_text(encoding="utf-8"))]
    assert found == ["os_reason.py"]
