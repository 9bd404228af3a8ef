"""What a release is made of: one version, a changelog that knows it, a wheel that is whole."""

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import khuyencong
from tests.conftest import ROOT, repository_files
from tests.rendering.conftest import NOW, tree
from tools.lock_changes import changes

BUILD = ("-m", "khuyencong", "build", "content", "--now", NOW)


def test_the_version_stands_in_one_place() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert "version" not in project and "version" in project["dynamic"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", khuyencong.__version__)


def test_the_changelog_knows_the_version() -> None:
    """The newest release in it is this one; what is not released yet stands above."""
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    headings = re.findall(r"^## \[(?P<name>[^\]]+)\](?: – (?P<day>\d{4}-\d\d-\d\d))?$", text, re.M)
    assert headings[0] == ("Unreleased", "")
    assert headings[1][0] == khuyencong.__version__
    days = [day for _, day in headings[1:]]
    assert all(days) and days == sorted(days, reverse=True)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this tree, made without a network."""
    place = tmp_path_factory.mktemp("wheel")
    offline = ("--no-index", "--no-deps", "--no-build-isolation", "--disable-pip-version-check")
    command = [sys.executable, "-m", "pip", "wheel", "-q", *offline, "-w", str(place), str(ROOT)]
    subprocess.run(command, check=True)
    (file,) = place.glob("*.whl")
    return file


def _bundle_of_the_editor() -> set[str]:
    """What `make editor` made of the sources in `desk/web`; in no commit."""
    package = ROOT / "plugins" / "khuyencong"
    built = (package / "desk" / "static").glob("editor.*")
    return {f"khuyencong/{file.relative_to(package).as_posix()}" for file in built}


@pytest.mark.slow
def test_the_wheel_holds_the_program_and_its_theme_and_nothing_else(wheel: Path) -> None:
    wanted = {path.removeprefix("plugins/") for path in repository_files("plugins")}
    web = "khuyencong/desk/web/"
    wanted = {path for path in wanted if not path.startswith(web)} | _bundle_of_the_editor()
    wanted |= {f"khuyencong/{path}" for path in repository_files("theme")}
    wanted |= {"khuyencong/pelicanconf.py", "khuyencong/publishconf.py"}
    wanted |= {"khuyencong/docs/kiem-tra.md"}
    about = f"khuyencong_site-{khuyencong.__version__}.dist-info"
    papers = ("METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE")
    wanted |= {f"{about}/{paper}" for paper in papers}
    with zipfile.ZipFile(wheel) as archive:
        assert set(archive.namelist()) == wanted
        metadata = archive.read(f"{about}/METADATA").decode()
    assert f"\nVersion: {khuyencong.__version__}\n" in metadata
    assert "\nLicense-Expression: AGPL-3.0-or-later\n" in metadata


@pytest.mark.slow
def test_the_wheel_builds_a_folder_that_holds_nothing_but_content(
    wheel: Path, tmp_path: Path
) -> None:
    """The same bytes as from this tree; nothing is taken from the tree itself."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    outputs = []
    for name, package in (("wheel", tmp_path / "installed"), ("tree", ROOT / "plugins")):
        home = tmp_path / name
        home.mkdir()
        (home / "content").symlink_to(ROOT / "tests" / "sites" / "trung-tam-khac")
        environment = {**os.environ, "PYTHONPATH": str(package)}
        where = [sys.executable, "-c", "import khuyencong; print(khuyencong.__file__)"]
        found = subprocess.run(where, cwd=home, env=environment, capture_output=True, text=True)
        assert Path(found.stdout.strip()).is_relative_to(package)
        subprocess.run([sys.executable, *BUILD], cwd=home, env=environment, check=True)
        outputs.append(tree(home / "output"))
    assert outputs[0] == outputs[1]


def test_a_new_lock_says_what_came_went_and_changed() -> None:
    before = "pillow==12.1.0 \\\n    --hash=sha256:aa\n    # via x\nold-one==1.0\nsame==2.0\n"
    after = (
        "pillow==13.0.0 \\\n    --hash=sha256:bb\nsame==2.0\n"
        "reader==3.26 ; python_full_version < '3.12'\n"
        "reader==3.27 ; python_full_version >= '3.12'\n"
    )
    assert list(changes(before, after)) == [
        "- old-one 1.0",
        "  pillow 12.1.0 → 13.0.0",
        "+ reader 3.26, 3.27",
    ]
