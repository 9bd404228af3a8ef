"""A build for the world takes no address and no telephone of a sample."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.command.test_writing import ANSWERS

pytestmark = pytest.mark.slow


def run(*words: str) -> subprocess.CompletedProcess[str]:
    """The command in the folder of the test; all that it prints is its output."""
    return subprocess.run(
        [sys.executable, "-m", "khuyencong", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def centre(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a centre that was just begun, in which the command runs."""
    monkeypatch.chdir(tmp_path)
    assert run("init", ".", *ANSWERS).returncode == 0
    return tmp_path


def change(centre: Path, old: str, new: str) -> None:
    site = centre / "content" / "site.yml"
    site.write_text(site.read_text("utf-8").replace(old, new), "utf-8")


def test_a_new_centre_is_built_but_not_for_the_world(centre: Path) -> None:
    assert run("build").returncode == 0
    assert (centre / "output" / "index.html").is_file()
    refused = run("build", "--production", "-o", "release")
    assert refused.returncode == 1
    assert "site.yml:8: `url` còn là mẫu: “https://khuyencong.example”" in refused.stdout
    assert not (centre / "release").exists()


def test_a_telephone_of_the_sample_is_refused_too(centre: Path) -> None:
    change(centre, "khuyencong.example", "benmau.vn")
    change(centre, "0205 3812 345", "0000 000 001")
    refused = run("build", "--production", "-o", "release")
    assert refused.returncode == 1 and "site.yml:5: `phones`" in refused.stdout


def test_what_is_real_or_says_that_it_is_a_sample_is_built(centre: Path) -> None:
    change(centre, "url: ", "sample: true\nurl: ")
    assert run("build", "--production", "-o", "release").returncode == 0
    change(centre, "sample: true\n", "")
    change(centre, "khuyencong.example", "benmau.vn")
    assert run("build", "--production", "-o", "release").returncode == 0
    assert (centre / "release" / "index.html").is_file()
