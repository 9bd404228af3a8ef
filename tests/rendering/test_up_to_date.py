"""A build of what did not change is answered at once; of what did, never."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from khuyencong.rendering import up_to_date
from khuyencong.store.file_state import FINE_CLOCK
from khuyencong.store.version import program_version
from khuyencong.vietnamese.dates import VIETNAM
from tests.rendering.conftest import NOW, Desk, tree


def settle() -> None:
    """Files of the last tick of the clock cannot be told from their next version."""
    time.sleep(FINE_CLOCK / 1e9 + 0.01)


def append(path: str, text: str = "\n") -> Callable[[Desk], None]:
    def change(desk: Desk) -> None:
        with (desk.home / path).open("a", encoding="utf-8") as stream:
            stream.write(text)

    return change


def remove(path: str) -> Callable[[Desk], None]:
    return lambda desk: (desk.home / path).unlink()


def set_variable(desk: Desk) -> None:
    os.environ["KHUYENCONG_TEST"] = "1"


def rewrite_with_the_same_size_and_time(desk: Desk) -> None:
    file = desk.output / "index.html"
    before = file.stat()
    file.write_bytes(file.read_bytes().replace(b"a", b"e"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


CHANGES = {
    "a story": append("content/tin-tuc/bai.md", "Thêm.\n"),
    "a new story": lambda desk: desk.story("tin-tuc/moi.md", title="Mới") and None,
    "a story gone": remove("content/tin-tuc/hai.md"),
    "a new photo": lambda desk: desk.photo("anh/khac.jpg") and None,
    "site.yml": append("content/site.yml", "agency: Sở Công Thương\n"),
    "a template": append("theme/templates/story.html"),
    "a style": append("theme/components/prose/style.css"),
    "the settings": append("pelicanconf.py", "RELATIVE_URLS = True\n"),
    "the environment": set_variable,
    "a page tampered with": append("output/index.html", "x"),
    "a page tampered with and its time put back": rewrite_with_the_same_size_and_time,
    "a page gone": remove("output/tin-tuc/index.html"),
    "a strange file in the output": append("output/la.txt", "x"),
}
QUICK = ("a story", "a template", "the settings", "a page gone")
"""One of each sort for the fast set: every case builds the site five times."""


@pytest.fixture
def built(desk: Desk) -> Desk:
    desk.story(title="Một")
    desk.story("tin-tuc/hai.md", title="Hai")
    settle()
    said = desk.build()
    assert said.code == 0, said.err
    return desk


def test_nothing_changed_is_answered_at_once(built: Desk) -> None:
    before = tree(built.output)
    said = built.build()
    assert said.quick
    assert "2 bài, 0 sản phẩm" in said.out
    assert tree(built.output) == before


def test_warnings_are_said_again(desk: Desk) -> None:
    desk.story(summary="")
    settle()
    first, again = desk.build(), desk.build()
    assert again.quick
    assert "KC206" in first.err
    assert again.err == first.err


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(change, id=name, marks=() if name in QUICK else pytest.mark.slow)
        for name, change in CHANGES.items()
    ],
)
def test_a_change_is_noticed_and_mended(built: Desk, change: Callable[[Desk], None]) -> None:
    change(built)
    said = built.build()
    assert said.code == 0, said.err
    assert not said.quick
    assert tree(built.output) == built.clean_build().output
    settle()
    built.build()
    assert built.build().quick


def test_another_command_has_another_stamp(built: Desk) -> None:
    assert not built.build("--production").quick
    assert not built.build(now="24/11/2026 09:01").quick


def test_code_that_changed_is_noticed(built: Desk) -> None:
    """A plugin of the centre's own is loaded, and so part of what the site was made from."""
    plugin = built.home / "plugins" / "loi_chao.py"
    plugin.parent.mkdir()
    plugin.write_text("def register():\n    pass\n")
    settings = built.home / "pelicanconf.py"
    settings.write_text(settings.read_text("utf-8") + 'PLUGINS = [*PLUGINS, "loi_chao"]\n', "utf-8")
    settle()
    assert built.build().code == 0
    assert built.build().quick
    plugin.write_text("def register():\n    print('chào')\n", "utf-8")
    assert not built.build().quick


@pytest.mark.slow
def test_a_change_during_the_build_leaves_no_stamp(
    built: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from khuyencong.rendering.release import Release

    publish = Release.publish

    def late(release: Release) -> None:
        built.story(title="Một", body="Sửa trong lúc dựng.")
        publish(release)

    built.story(title="Một", body="Sửa trước khi dựng.")
    settle()
    with monkeypatch.context() as patch:
        patch.setattr(Release, "publish", late)
        built.build()
    said = built.build()
    assert not said.quick
    assert "Sửa trong lúc dựng." in (built.output / "tin-tuc/mot/index.html").read_text("utf-8")


def test_a_damaged_stamp_is_no_answer(built: Desk) -> None:
    (stamp,) = (built.cache / "stamps").iterdir()
    data = stamp.read_bytes()
    told = json.dumps("2 bài").strip('"').encode()
    assert told in data
    stamp.write_bytes(data.replace(told, told.replace(b"2", b"3")))
    assert not built.build().quick
    stamp.write_bytes(data[: len(data) // 2])
    assert not built.build().quick


def test_the_answer_stays_true_until_the_clock_matters(desk: Desk) -> None:
    """The next midnight, or the next moment that an entry names, whichever it is."""
    desk.story()
    assert desk.read().until == datetime(2026, 11, 25, tzinfo=VIETNAM)
    desk.story("tin-tuc/kin.md", title="Kín", embargo="24/11/2026 21:30")
    assert desk.read().until == datetime(2026, 11, 24, 21, 30, tzinfo=VIETNAM)
    desk.story("dao-tao/lop.md", title="Lớp", starts="24/11/2026 14:00", deadline="20/11/2026")
    assert desk.read().until == datetime(2026, 11, 24, 14, 0, tzinfo=VIETNAM)
    desk.story("truyen-hinh/so-1.md", title="Số 1", airs="[20/11/2026 19:45, 24/11/2026 11:45]")
    assert desk.read().until == datetime(2026, 11, 24, 11, 45, tzinfo=VIETNAM)


def test_without_a_fixed_clock_the_answer_ends(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.story()
    settle()
    assert desk.build(now=None).code == 0
    assert desk.build(now=None).quick
    now = time.time()
    for moment in (now + 25 * 3600, now - 3600):
        with monkeypatch.context() as patch:
            patch.setattr(up_to_date, "time", SimpleNamespace(time=lambda moment=moment: moment))
            assert up_to_date.last_result(["build"]) is None


@pytest.mark.slow
def test_pelican_is_not_even_loaded(built: Desk) -> None:
    """In a process of its own, as staff start it."""
    script = (
        "import sys; from khuyencong.__main__ import main; main();"
        "print(sorted(m for m in ('pelican', 'pydantic', 'jinja2', 'typer') if m in sys.modules))"
    )
    words = [sys.executable, "-c", script, "build", "--now", NOW]

    def run() -> str:
        done = subprocess.run(
            words, cwd=built.home, capture_output=True, encoding="utf-8", check=True
        )
        return done.stdout

    run()
    said = run()
    assert "Không có gì thay đổi" in said
    assert said.rstrip().endswith("[]")


def test_a_link_to_other_content_is_followed(desk: Desk) -> None:
    """Releases of content by link are the commonest way to deploy."""
    desk.story(title="Bản một")
    desk.folder.rename(desk.home / "v1")
    shutil.copytree(desk.home / "v1", desk.home / "v2")
    (desk.home / "v2" / "tin-tuc" / "hai.md").write_text(
        "---\ntitle: Bản hai\ndate: 22/11/2026\nuid: kc-2\nsummary: A.\n---\nA.\n", encoding="utf-8"
    )
    desk.folder.symlink_to("v1")
    settle()
    desk.build()
    assert desk.build().quick
    desk.folder.unlink()
    desk.folder.symlink_to("v2")
    assert desk.build().code == 0
    assert (desk.output / "tin-tuc/ban-hai/index.html").is_file()


@pytest.mark.slow
def test_a_link_to_another_output_is_filled(desk: Desk) -> None:
    desk.story()
    for name in ("a", "b"):
        (desk.home / name).mkdir()
    desk.output.symlink_to("a")
    settle()
    desk.build()
    assert desk.build().quick
    desk.output.unlink()
    desk.output.symlink_to("b")
    assert desk.build().code == 0
    assert tree(desk.home / "b") == tree(desk.home / "a")


@pytest.mark.slow
def test_a_settings_file_that_appears_counts(desk: Desk) -> None:
    desk.story()
    settings = desk.home / "pelicanconf.py"
    text = settings.read_text(encoding="utf-8")
    settings.unlink()
    settle()
    desk.build()
    assert desk.build().quick
    settings.write_text(f"{text}\nSITEURL = 'https://moi.example'\n", encoding="utf-8")
    assert desk.build().code == 0
    assert "https://moi.example/" in (desk.output / "rss.xml").read_text(encoding="utf-8")


def test_links_that_lead_in_a_circle_end_the_walk(desk: Desk) -> None:
    desk.story()
    (desk.folder / "anh").mkdir()
    (desk.folder / "anh" / "vong").symlink_to("..")
    settle()
    assert desk.build().code == 0
    assert desk.build().quick


def test_another_version_of_a_library_is_another_program(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """After a security fix of the sanitiser no body that it made before stays."""
    before = program_version.__wrapped__()
    (tmp_path / "nh3-99.0.dist-info").mkdir()
    monkeypatch.syspath_prepend(str(tmp_path))
    assert program_version.__wrapped__() != before
