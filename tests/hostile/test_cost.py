"""Hostile input costs little time and memory: measured on the command itself.

Nearly all of it is refused; what stands just below the limits is read, as quickly.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Content
from tests.hostile.conftest import FILES, huge_png, put

SECONDS = 5.0
MEGABYTES = 300
HEADER = "---\ntitle: Bài\ndate: 22/11/2026\n---\n"


def fifty_megabytes(content: Content) -> None:
    content.write("tin-tuc/lon.md", HEADER + "Chữ rất dài. \n" * 3_800_000)


def two_megabytes(content: Content) -> None:
    """Just below the limit of a file: a table of one page behind the other."""
    content.write("tin-tuc/lon.md", HEADER + "| a | b |\n|---|---|\n" * 90_000)


def dearest_paragraphs(content: Content) -> None:
    """Just below the limits of a body: the parser's worst cases together."""
    body = "[" * 700 + "\n\n" + "![" * 700 + "\n\n" + "[a](" * 700 + "\n\n" + "<![CDATA[" * 200
    content.write("tin-tuc/ngoac.md", HEADER + body)


def huge_picture(content: Content) -> None:
    put(content, "anh-khong-lo.md")


def bomb_of_anchors(content: Content) -> None:
    put(content, "bom-yaml.md")


def many_keys(content: Content) -> None:
    keys = "".join(f"khoa{number}: a\n" for number in range(100_000))
    content.write("tin-tuc/khoa.md", f"---\ntitle: Bài\n{keys}---\nA")


def deep_flow(content: Content) -> None:
    content.write("tin-tuc/sau.md", f"---\ntitle: {'[' * 200_000}{']' * 200_000}\n---\nA")


def long_summary(content: Content) -> None:
    content.write(
        "tin-tuc/sapo.md", f'---\ntitle: A\ndate: 1/1/2026\nsummary: "{"[" * 500_000}"\n---\n'
    )


def wide_table(content: Content) -> None:
    head = "ma;ten;chuong_trinh;kinh_phi_ho_tro;giai_doan\n"
    content.write("de-an/2024.csv", head + "x;" * 900_000)


def quoted_table(content: Content) -> None:
    head = "ma;ten;chuong_trinh;kinh_phi_ho_tro;giai_doan\n"
    content.write("de-an/2024.csv", f'{head}"{"a" * 1_900_000}')


CASES: dict[str, tuple[Callable[[Content], None], str]] = {
    "50 MB of Markdown": (fifty_megabytes, "KC101"),
    "2 MB of tables": (two_megabytes, "KC112"),
    "paragraphs of brackets": (dearest_paragraphs, "KC206"),
    "a picture of 30,000 × 30,000": (huge_picture, "KC303"),
    "a YAML bomb": (bomb_of_anchors, "KC102"),
    "100,000 keys": (many_keys, "KC102"),
    "200,000 brackets deep": (deep_flow, "KC102"),
    "a summary of 500 KB": (long_summary, "KC109"),
    "a table of 900,000 columns": (wide_table, "KC115"),
    "a cell of 2 MB": (quoted_table, "KC115"),
}


LAUNCHER = """
import json, resource, subprocess, sys
with open(sys.argv[1], "wb") as said:
    code = subprocess.call(sys.argv[2:], stdout=said, stderr=said)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([code, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""
"""Starts a command and tells its exit code, seconds of processor and peak MiB. It is small itself:
a child inherits the peak memory of the process that starts it, and pytest is large."""


@pytest.mark.slow
@pytest.mark.alone
@pytest.mark.parametrize("name", CASES)
def test_refusing_costs_little(content: Content, tmp_path: Path, name: str) -> None:
    make, code = CASES[name]
    make(content)
    command = [str(Path(sys.executable).parent / "khuyencong"), "check", str(content.folder)]
    output = tmp_path / "said"
    launched = subprocess.run(
        [sys.executable, "-S", "-c", LAUNCHER, str(output), *command],
        capture_output=True,
        check=True,
        env=os.environ | {"COLUMNS": "200"},
    )
    ended, processor, memory = json.loads(launched.stdout)
    text = output.read_text(encoding="utf-8")
    assert ended == (0 if code == "KC206" else 1), text
    assert code in text, text
    assert processor < SECONDS, f"{processor:.1f} s of processor"
    assert memory < MEGABYTES, f"{memory:.0f} MB"


def test_the_huge_picture_is_a_real_one() -> None:
    """Pillow reads a smaller one made the same way, so the large one is refused for its size."""
    from io import BytesIO

    from PIL import Image

    image = Image.open(BytesIO(huge_png(1000)))
    image.load()
    assert image.size == (1000, 1000)
    assert (FILES / "bom-yaml.md").stat().st_size < 2000
