"""The plugin of docs/plugins-and-themes.md, as somebody would write it: it adds a page."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.rendering.conftest import NOW, Desk

pytestmark = pytest.mark.slow

GUIDE = ROOT / "docs" / "plugins-and-themes.md"
PAGE = Path("gio-tiep-dan/index.html")


@pytest.fixture
def with_plugin(desk: Desk) -> Desk:
    """A centre that uses the plugin which the guide prints."""
    code = re.search(
        r"```python plugins/gio_tiep_dan.py\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL
    )
    assert code, "the guide prints the plugin"
    assert code[1].count("\n") <= 20
    desk.story()
    (desk.home / "plugins").mkdir()
    (desk.home / "plugins" / "gio_tiep_dan.py").write_text(code[1], encoding="utf-8")
    settings = desk.home / "pelicanconf.py"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f"{text}\nPLUGINS = [*PLUGINS, 'gio_tiep_dan']\n", encoding="utf-8")
    return desk


def build(desk: Desk) -> subprocess.CompletedProcess[str]:
    """Build in a process of its own: plugins of Pelican's carry state from run to run."""
    command = [sys.executable, "-m", "khuyencong", "build", "--now", NOW]
    return subprocess.run(
        command, cwd=desk.home, check=False, capture_output=True, encoding="utf-8"
    )


def test_its_page_stands_in_the_frame_of_the_site_and_in_the_sitemap(with_plugin: Desk) -> None:
    said = build(with_plugin)
    assert said.returncode == 0, said.stderr
    page = (with_plugin.output / PAGE).read_text(encoding="utf-8")
    assert "Giờ tiếp dân" in page and "Trung tâm Khuyến công Thử Nghiệm tiếp dân" in page
    assert "/gio-tiep-dan/" in (with_plugin.output / "sitemap.xml").read_text(encoding="utf-8")


def test_a_story_may_link_to_it(with_plugin: Desk) -> None:
    with_plugin.story("tin-tuc/moi.md", title="Tin mới", body="Xem [giờ](/gio-tiep-dan/).")
    assert build(with_plugin).returncode == 0


def test_its_page_goes_with_the_plugin(with_plugin: Desk) -> None:
    assert build(with_plugin).returncode == 0
    settings = with_plugin.home / "pelicanconf.py"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("'gio_tiep_dan'", ""), encoding="utf-8")
    assert build(with_plugin).returncode == 0
    assert not (with_plugin.output / PAGE).exists()


def test_an_address_that_is_taken_is_named(with_plugin: Desk) -> None:
    with_plugin.write(
        "trang/gio.md", "---\ntitle: Giờ làm việc\nslug: gio-tiep-dan\nuid: kc-gio\n---\nA.\n"
    )
    said = build(with_plugin)
    assert said.returncode == 1
    assert "KC401" in said.stderr and "trang/gio.md" in said.stderr


def test_a_run_that_was_broken_off_leaves_nothing_in_plugins(desk: Desk) -> None:
    """A desk goes on after a refused publication: the next one has a whole site map."""
    desk.story("tin-tuc/gui-som.md", title="Bài gửi sớm")
    desk.story("tin-tuc/loi.md", title="Bài lỗi", date="hôm qua")
    assert desk.build().code == 1
    (desk.folder / "tin-tuc" / "loi.md").unlink()
    (desk.folder / "tin-tuc" / "gui-som.md").unlink()
    desk.story()
    assert desk.build().code == 0
    sitemap = (desk.output / "sitemap.xml").read_text(encoding="utf-8")
    assert "/tin-tuc/" in sitemap and "gui-som" not in sitemap
