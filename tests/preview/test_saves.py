"""Saves one after the other: each is shown at once, and the whole site catches up."""

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from khuyencong.plugin import pelican_run
from khuyencong.preview.builder import PreviewBuilder
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
    gate, run = Gate(), pelican_run.run_pelican

    def slow(*words, **keys):  # type: ignore[no-untyped-def]
        built = run(*words, **keys)
        gate.reached.set()
        assert gate.open.wait(30)
        return built

    monkeypatch.setattr(pelican_run, "run_pelican", slow)
    return gate


@pytest.fixture
def builder(
    content: Content, gate: Gate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[PreviewBuilder]:
    content.story(STORY)
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    shutil.copy(ROOT / "pelicanconf.py", tmp_path)
    monkeypatch.chdir(tmp_path)
    builder = PreviewBuilder(content.folder, "pelicanconf.py", NOW=NOW.isoformat())
    builder.build()
    gate.reached.clear()
    builder.begin(nowhere)
    yield builder
    gate.open.set()
    builder.close()


def nowhere(_: PreviewBuilder) -> None:
    """A terminal that was closed: the preview goes on in the browser."""
    raise BrokenPipeError


def shown(builder: PreviewBuilder, path: str = PAGE) -> str:
    return (builder.read(path) or b"").decode()


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.mark.slow
def test_a_save_does_not_wait_for_the_site_that_is_being_made(
    content: Content, gate: Gate, builder: PreviewBuilder
) -> None:
    gate.open.clear()
    builder.saved([content.story(STORY, body="Lần một.")])
    assert "Lần một." in shown(builder)
    assert gate.reached.wait(20), "the whole site is under way"
    builder.saved([content.story(STORY, body="Lần hai.")])
    assert "Lần hai." in shown(builder)
    seen = builder.version
    gate.reached.clear()
    gate.open.set()
    until(lambda: builder.version > seen)
    assert "Lần hai." in shown(builder), "an older reading does not come back"
    assert gate.reached.wait(20), "and the site is made once more"


@pytest.mark.slow
def test_lists_follow_the_last_of_many_saves(content: Content, builder: PreviewBuilder) -> None:
    for number in range(5):
        builder.saved(
            [content.story(STORY, title="Mở lớp tập huấn khuyến công", summary=f"Số {number}.")]
        )
    until(lambda: "Số 4." in shown(builder, LIST))
    assert "Số 4." in shown(builder)


@pytest.mark.slow
def test_a_save_of_something_else_is_seen_with_the_whole_site(
    content: Content, builder: PreviewBuilder
) -> None:
    site = content.folder / "site.yml"
    site.write_text(site.read_text("utf-8").replace("Bản tin Thử", "Bản tin Mới"), "utf-8")
    builder.saved()
    until(lambda: "Bản tin Mới" in shown(builder))


@pytest.mark.slow
def test_a_theme_saved_beside_an_error_comes_with_the_next_site(
    content: Content, builder: PreviewBuilder, tmp_path: Path
) -> None:
    template = tmp_path / "theme" / "templates" / "story.html"
    text = template.read_text("utf-8")
    content.story(STORY, date="hôm qua")
    template.write_text(text.replace("<h1", '<h1 data-moi="1"', 1), "utf-8")
    builder.saved()
    until(lambda: bool(builder.errors))
    builder.saved([content.story(STORY, body="Đã sửa.")])
    until(lambda: "data-moi" in shown(builder))
    until(lambda: not builder.errors)


HOUSEHOLD = "name: Hộ Mẫu, kind: ho-kinh-doanh, province: Lạng Sơn, phone: 0987 654 301"
AGREED = f"{{{HOUSEHOLD}, consent: {{date: 1/3/2026, scope: phone}}}}"


@pytest.mark.parametrize("status", ["", "draft", "withdrawn\nmodified: 23/11/2026"])
def test_no_save_shows_what_another_save_withholds(
    content: Content, gate: Gate, builder: PreviewBuilder, status: str
) -> None:
    """Consent is gone from one file; the other is saved before the whole site is made again."""
    content.product("san-pham/mien.md", "Miến dong", producer=AGREED)
    other = content.product("san-pham/mang.md", "Măng khô", producer=AGREED, status=status)
    builder.saved([content.folder / "san-pham" / "mien.md", other])
    page = "san-pham/mien-dong/index.html"
    until(lambda: "0987 654 301" in shown(builder, page))
    gate.open.clear()
    builder.saved(
        [
            content.product(
                "san-pham/mang.md", "Măng khô", producer=f"{{{HOUSEHOLD}}}", status=status
            )
        ]
    )
    builder.saved(
        [content.product("san-pham/mien.md", "Miến dong", producer=AGREED, summary="Vừa sửa.")]
    )
    assert "Vừa sửa." not in shown(builder, page), "nor is it before all files are read again"
    gate.open.set()
    until(lambda: "Vừa sửa." in shown(builder, page))
    assert "0987 654 301" not in shown(builder, page)


@pytest.mark.slow
def test_closing_ends_the_work(content: Content, builder: PreviewBuilder) -> None:
    builder.saved([content.story(STORY, body="Vừa lưu.")])
    builder.close()
    assert not builder._worker or not builder._worker.is_alive()
