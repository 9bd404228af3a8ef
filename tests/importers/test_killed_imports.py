"""An import that was killed at any moment and run again gives what one gives that was not."""

import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from khuyencong.store.atomic import PARTIAL_SUFFIX
from tests.conftest import ROOT
from tests.importers.old_sites import broken_posts, table_portal, text
from tests.importers.test_classes import HEAD as CLASSES
from tests.importers.test_de_an import HEAD as DE_AN
from tests.importers.test_de_an import TITLE as DE_AN_TITLE
from tests.importers.test_portals_of_many_years import portal as portal_of_many_years
from tests.importers.test_static_sites import BLOGGER, ENTRY, write
from tests.importers.test_tables import book
from tests.importers.word_files import line, picture, saved, story

KILLS = 20
MANY = 20
"""Entries of a source."""


def de_an(folder: Path) -> Path:
    rows = [[n, f"Máy số {n}", f"HTX Mẫu {n}", "xã Na Rì", 100 + n, 500] for n in range(1, MANY)]
    return book(folder / "de-an.xlsx", *DE_AN_TITLE, DE_AN, *rows)


def classes(folder: Path) -> Path:
    rows = [
        [n, f"Lớp nghề số {n}", f"{n % 28 + 1}/11/2026", "Xã Na Rì", 50, "vốn", "Lan"]
        for n in range(1, MANY)
    ]
    return book(folder / "lop.xlsx", ["KẾ HOẠCH MỞ LỚP NĂM 2026"], CLASSES, *rows)


def hugo(folder: Path) -> Path:
    files = {"hugo.toml": 'title = "Cổng"\n'}
    for n in range(MANY):
        words = "\n\n".join([*text(n), f"![Ảnh {n}](/images/{n}.jpg)"])
        files[f"content/posts/bai-{n}.md"] = (
            f"---\ntitle: Bài số {n}\ndate: 2023-05-01\n---\n{words}"
        )
        files[f"static/images/{n}.jpg"] = ""
    return write(folder / "hugo", files)


def jekyll(folder: Path) -> Path:
    files = {"_config.yml": "title: Cổng\n"}
    for n in range(MANY):
        words = "\n\n".join(text(n))
        files[f"_posts/2023-05-{n % 28 + 1:02d}-bai-{n}.md"] = (
            f"---\ntitle: Bài số {n}\n---\n{words}"
        )
    return write(folder / "jekyll", files)


def blogger(folder: Path) -> Path:
    entries = [
        ENTRY.format(n=n, kind="post", body="&lt;br/&gt;".join(text(n)), extra="")
        for n in range(1, 10)
    ]
    return write(folder / "blogger", {"blog.xml": BLOGGER.format("".join(entries))})


def portal(folder: Path) -> Path:
    return table_portal(folder / "cong", MANY)


def wordpress(folder: Path) -> Path:
    return broken_posts(folder / "wp", MANY)


def products(folder: Path) -> Path:
    rows = [[n, f"Miến dong số {n}", f"HTX Mẫu {n}", "xã Na Rì", 90_000 + n] for n in range(MANY)]
    head = ["STT", "Tên sản phẩm", "Cơ sở sản xuất", "Địa chỉ", "Giá bán"]
    return book(folder / "san-pham.xlsx", ["DANH SÁCH SẢN PHẨM NĂM 2024"], head, *rows)


def word(folder: Path) -> Path:
    """Stories with a picture each, and a copy of every second one."""
    (folder / "word").mkdir()
    for number in range(8):
        made = story(f"Lớp nghề số {number} khai mạc")
        for words in text(number, 6):
            line(made, words)
        picture(made, f"#2a6f{number:02x}")
        for name in (f"{number}.docx", f"{number} (1).docx")[: 1 + number % 2]:
            saved(made, folder / "word" / name)
    return folder / "word"


def letters(folder: Path) -> Path:
    """A mailbox with questions, which become drafts."""
    mails = [
        f"From nguoi@doc.vn Sat Nov 28 08:0{number}:00 2026\nFrom: Nguyễn Thị {number}"
        f" <nguoi{number}@doc.vn>\nSubject: Hỏi về lớp nghề số {number}\n"
        f"Date: Sat, 28 Nov 2026 08:0{number}:00 +0700\n"
        f"Content-Type: text/plain; charset=utf-8\n\n{' '.join(text(number, 3))}\n\n"
        for number in range(8)
    ]
    file = folder / "hop-thu.mbox"
    file.write_text("".join(mails), "utf-8")
    return file


def many_years(folder: Path) -> Path:
    return portal_of_many_years(folder / "nhieu-nam")


KINDS = (
    *(de_an, classes, products, word, letters, hugo, jekyll, blogger, portal, many_years),
    wordpress,
)


def made_of(content: Path) -> dict[str, bytes]:
    """Everything that lies there but reports, which carry the time of their run."""
    files = (f for f in content.rglob("*") if f.is_file() and f.suffix != ".html")
    book = ".nhap-lieu/so-nhap.jsonl"
    found = {f.relative_to(content).as_posix(): f.read_bytes() for f in files}
    lines = found.pop(book, b"").splitlines()
    return {**found, book: b"\n".join(sorted(set(lines)))}


def imported(source: Path, content: Path, killed_at: int = 0) -> "subprocess.CompletedProcess[str]":
    content.mkdir(exist_ok=True)
    words = ["import", str(source), "--content", str(content), "--yes"]
    module = [sys.executable, "-m", "tests.importers.killed_at", str(killed_at), str(content)]
    return subprocess.run([*module, *words], cwd=ROOT, capture_output=True, text=True, check=False)


def a_day_passes(content: Path) -> None:
    for file in content.rglob(f"*{PARTIAL_SUFFIX}"):
        os.utime(file, (0, 0))


@pytest.mark.audit
@pytest.mark.slow
@pytest.mark.parametrize("source", KINDS, ids=lambda source: source.__name__)
def test_killed_and_run_again_gives_the_same(
    source: Callable[[Path], Path], tmp_path: Path
) -> None:
    place, content = source(tmp_path), tmp_path / "stopped"
    whole = imported(place, tmp_path / "whole")
    assert whole.returncode == 0, whole.stderr
    expected = made_of(tmp_path / "whole")
    assert len(expected) > 1
    steps = range(1, int(whole.stdout.split()[-1]) + 1)
    for moment in random.Random(source.__name__).sample(steps, KILLS):
        killed = imported(place, content, moment)
        assert killed.returncode == -signal.SIGKILL, (moment, killed.stderr)
        a_day_passes(content)
        again = imported(place, content)
        assert again.returncode == 0, (moment, again.stdout, again.stderr)
        assert made_of(content) == expected, f"killed at step {moment} of {len(steps)}"
        shutil.rmtree(content)
