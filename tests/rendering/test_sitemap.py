"""The sitemap is written when it would be another, and kept when it would be the same."""

import pytest
from pelican.plugins.sitemap.sitemap import SitemapGenerator

from khuyencong.store import file_state
from tests.rendering.conftest import Desk

pytestmark = pytest.mark.slow


@pytest.fixture
def written(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A line for each sitemap that pelican-sitemap writes, for a site of two stories."""
    monkeypatch.setattr(file_state, "FINE_CLOCK", -1)
    found: list[str] = []
    write = SitemapGenerator._write_out

    def counting(self: SitemapGenerator, pelican: object) -> None:
        found.append("written")
        write(self, pelican)

    monkeypatch.setattr(SitemapGenerator, "_write_out", counting)
    desk.story("tin-tuc/cu.md", title="Tin cũ")
    desk.story("tin-tuc/moi.md", title="Tin mới", body="Câu đầu.")
    assert desk.build().code == 0
    assert found == ["written"]
    found.clear()
    return found


def sitemap(desk: Desk) -> str:
    return (desk.output / "sitemap.xml").read_text(encoding="utf-8")


def test_a_changed_text_leaves_it_where_it_is(desk: Desk, written: list[str]) -> None:
    before = sitemap(desk)
    desk.story("tin-tuc/moi.md", title="Tin mới", body="Câu khác.")
    assert desk.build().code == 0
    assert written == [] and sitemap(desk) == before
    assert desk.build().quick, "what is kept is looked at like every other file"


def test_a_new_page_and_a_new_moment_are_in_it(desk: Desk, written: list[str]) -> None:
    desk.story("tin-tuc/nua.md", title="Tin nữa")
    assert desk.build().code == 0
    assert written == ["written"] and "/tin-tuc/tin-nua/" in sitemap(desk)
    desk.story("tin-tuc/nua.md", title="Tin nữa", modified="23/11/2026 16:45")
    assert desk.build().code == 0
    assert written == ["written"] * 2 and "2026-11-23T16:45:00" in sitemap(desk)


def test_it_is_written_again_where_it_was_lost_or_changed(desk: Desk, written: list[str]) -> None:
    before = sitemap(desk)
    for harm in (lambda file: file.unlink(), lambda file: file.write_text("<urlset/>")):
        harm(desk.output / "sitemap.xml")
        assert desk.build().code == 0
        assert written.pop() and sitemap(desk) == before


def test_its_settings_count(desk: Desk, written: list[str]) -> None:
    settings = desk.home / "pelicanconf.py"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f"{text}\nSITEMAP = {{'exclude': ['^tin-tuc/']}}\n", encoding="utf-8")
    assert desk.build().code == 0
    assert written == ["written"] and "/tin-tuc/" not in sitemap(desk)


def test_another_plugin_may_always_change_it(desk: Desk, written: list[str]) -> None:
    (desk.home / "plugins").mkdir()
    (desk.home / "plugins" / "them_dong.py").write_text(
        "def register():\n    pass\n", encoding="utf-8"
    )
    settings = desk.home / "pelicanconf.py"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f"{text}\nPLUGINS = [*PLUGINS, 'them_dong']\n", encoding="utf-8")
    for _ in range(2):
        desk.story("tin-tuc/moi.md", title="Tin mới", body=f"Câu số {len(written)}.")
        assert desk.build().code == 0
    assert written == ["written"] * 2
