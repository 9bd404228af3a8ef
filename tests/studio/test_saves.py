"""Saves one after the other: each is shown at once, and the whole site catches up."""

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from khuyencong.studio import building
from khuyencong.studio.building import Studio
from tests.conftest import NOW, ROOT, Content

STORY = "tin-tuc/bai.md"
PAGE = "tin-tuc/mo-lop-tap-huan-khuyen-cong/index.html"
LIST = "tin-tuc/index.html"


class Gate:
    """Holds builds up until it is opened."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self.open = threading.Event()
        self.open.set()


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    """A gate at the end of every build, when everything has been read."""
    gate, run = Gate(), building.run

    def slow(*words, **keys):  # type: ignore[no-untyped-def]
        built = run(*words, **keys)
        gate.reached.set()
        assert gate.open.wait(30)
        return built

    monkeypatch.setattr(building, "run", slow)
    return gate


@pytest.fixture
def studio(
    content: Content, gate: Gate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Studio]:
    content.story(STORY)
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    shutil.copy(ROOT / "pelicanconf.py", tmp_path)
    monkeypatch.chdir(tmp_path)
    studio = Studio(content.folder, "pelicanconf.py", NOW=NOW.isoformat())
    studio.build()
    gate.reached.clear()
    studio.begin(nowhere)
    yield studio
    gate.open.set()
    studio.close()


def nowhere(_: Studio) -> None:
    """A terminal that was closed: the preview goes on in the browser."""
    raise BrokenPipeError


def shown(studio: Studio, path: str = PAGE) -> str:
    return (studio.read(path) or b"").decode()


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_a_save_does_not_wait_for_the_site_that_is_being_made(
    content: Content, gate: Gate, studio: Studio
) -> None:
    gate.open.clear()
    studio.saved([content.story(STORY, body="Lần một.")])
    assert "Lần một." in shown(studio)
    assert gate.reached.wait(20), "the whole site is under way"
    studio.saved([content.story(STORY, body="Lần hai.")])
    assert "Lần hai." in shown(studio)
    seen = studio.version
    gate.reached.clear()
    gate.open.set()
    until(lambda: studio.version > seen)
    assert "Lần hai." in shown(studio), "an older reading does not come back"
    assert gate.reached.wait(20), "and the site is made once more"


def test_lists_follow_the_last_of_many_saves(content: Content, studio: Studio) -> None:
    for number in range(5):
        studio.saved(
            [content.story(STORY, title="Mở lớp tập huấn khuyến công", summary=f"Số {number}.")]
        )
    until(lambda: "Số 4." in shown(studio, LIST))
    assert "Số 4." in shown(studio)


def test_a_save_of_something_else_is_seen_with_the_whole_site(
    content: Content, studio: Studio
) -> None:
    site = content.folder / "site.yml"
    site.write_text(site.read_text("utf-8").replace("Bản tin Thử", "Bản tin Mới"), "utf-8")
    studio.saved()
    until(lambda: "Bản tin Mới" in shown(studio))


def test_a_theme_saved_beside_an_error_comes_with_the_next_site(
    content: Content, studio: Studio, tmp_path: Path
) -> None:
    template = tmp_path / "theme" / "templates" / "story.html"
    text = template.read_text("utf-8")
    content.story(STORY, date="hôm qua")
    template.write_text(text.replace("<h1", '<h1 data-moi="1"', 1), "utf-8")
    studio.saved()
    until(lambda: bool(studio.errors))
    studio.saved([content.story(STORY, body="Đã sửa.")])
    until(lambda: "data-moi" in shown(studio))
    assert not studio.errors


def test_closing_ends_the_work(content: Content, studio: Studio) -> None:
    studio.saved([content.story(STORY, body="Vừa lưu.")])
    studio.close()
    assert not studio._worker or not studio._worker.is_alive()
