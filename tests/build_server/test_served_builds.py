"""What a build server makes is what the command makes in a process of its own."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, chdir
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from khuyencong.build_server import client
from khuyencong.build_server.line import Note, read_note
from khuyencong.build_server.process import build_server
from khuyencong.cli.arguments import CARRY_OUT
from tests.rendering.conftest import NOW, Clean, Desk, Said
from tests.rendering.test_any_sequence import Editing

PLUGIN = """
from pelican import signals

seen = []

def note(pelican):
    seen.append(pelican)
    with open(f"{pelican.output_path}/lan-thu.txt", "w") as stream:
        stream.write(str(len(seen)))

def register():
    signals.finalized.connect(note)
"""


class ServedDesk(Desk):
    """A folder beside which a desk or a preview runs."""

    def begin(self) -> "ServedDesk":
        self.open = ExitStack()
        self.codes: list[int | None] = []
        # An empty path is the folder in which a process was started: pytest's is another.
        self.open.enter_context(pytest.MonkeyPatch.context()).setattr(
            sys, "path", [place for place in sys.path if place]
        )
        with chdir(self.home):
            self.open.enter_context(build_server(CARRY_OUT))
        self.wait_for_another_than(None)
        return self

    def end(self) -> None:
        self.open.close()

    def note(self) -> Note | None:
        with chdir(self.home):
            return read_note()

    def wait_for_another_than(self, before: Note | None) -> Note:
        """Until a server runs that is not the one before."""
        while (note := self.note()) is None or note == before:
            time.sleep(0.01)
        return note

    def run(self, *words: str) -> Said:
        asked = client.exit_code

        def noted(words: list[str]) -> int | None:
            self.codes.append(asked(words))
            return self.codes[-1]

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(client, "exit_code", noted)
            return super().run(*words)

    def clean_build(self, *options: str, now: str | None = NOW) -> Clean:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sys, "path", list(sys.path))  # publishconf.py adds to it
            return super().clean_build(*options, now=now)


class ServedEditing(Editing):
    """The same people at work while a desk runs beside the command."""

    desk: ServedDesk

    def make_desk(self, home: Path) -> Desk:
        return ServedDesk(home).begin()

    def teardown(self) -> None:
        try:
            super().teardown()
        finally:
            if hasattr(self, "desk"):
                self.desk.end()
        assert None not in self.desk.codes, "a build was not the server's"


ServedEditing.TestCase.settings = settings(
    max_examples=1,
    stateful_step_count=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestAnySequenceOfEditsWithAServer = pytest.mark.slow(ServedEditing.TestCase)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedDesk]:
    desk = ServedDesk(tmp_path_factory.mktemp("phuc-vu"))
    desk.story(title="Mở lớp tập huấn")
    desk.story("tin-tuc/nhap.md", title="Bài đang viết dở", status="draft")
    desk.begin()
    yield desk
    desk.end()


@pytest.mark.slow
def test_a_build_elsewhere_is_the_same_and_leaves_the_stamp_of_its_command(
    served: ServedDesk,
) -> None:
    said = served.build("-o", "noi-khac", "--production")
    assert said.code == 0, said.err
    clean = served.clean_build("-o", "noi-khac", "--production")
    assert "Xong" in said.out
    assert said.err == clean.err
    place = served.home / "noi-khac"
    files = sorted(path.relative_to(place) for path in place.rglob("*") if path.is_file())
    other = served.home / "aside" / "noi-khac"
    assert files == sorted(p.relative_to(other) for p in other.rglob("*") if p.is_file())
    for path in files:
        if path.name != ".khuyencong":
            assert (place / path).read_bytes() == (other / path).read_bytes()
            assert "viết dở".encode() not in (place / path).read_bytes()
    assert served.build("-o", "noi-khac", "--production").quick


@pytest.mark.slow
def test_errors_of_the_content_are_told_as_ever(served: ServedDesk) -> None:
    file = served.story("tin-tuc/loi.md", date="hôm qua")
    said, clean = served.build(), served.clean_build()
    checked = served.run("check", "--now", "24/11/2026 09:00")
    file.unlink()
    assert (said.code, clean.code, checked.code) == (1, 1, 1)
    assert said.err == clean.err
    assert "tin-tuc/loi.md" in checked.out
    assert None not in served.codes


@pytest.mark.slow
def test_a_command_of_other_surroundings_is_carried_out_by_itself(
    served: ServedDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "tr_TR.UTF-8")
    assert served.build(now="24/11/2026 10:00").code == 0
    assert served.codes.pop() is None


@pytest.mark.slow
def test_after_a_build_with_a_plugin_of_somebody_a_fresh_server_serves(tmp_path: Path) -> None:
    """What such a plugin remembers from one build to the next nobody knows."""
    desk = ServedDesk(tmp_path)
    desk.story()
    (tmp_path / "plugins").mkdir()
    (tmp_path / "plugins" / "dem.py").write_text(PLUGIN, encoding="utf-8")
    with (tmp_path / "pelicanconf.py").open("a", encoding="utf-8") as stream:
        stream.write('PLUGINS += ["dem"]\n')
    desk.begin()
    try:
        for _ in range(2):
            before = desk.note()
            desk.story()
            assert desk.build().code == 0
            assert (desk.output / "lan-thu.txt").read_text() == "1"
            desk.wait_for_another_than(before)
        assert desk.codes == [0, 0]
    finally:
        desk.end()


@pytest.mark.slow
def test_a_server_comes_back_when_its_program_changed_and_when_it_was_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "them").mkdir()
    monkeypatch.syspath_prepend(str(tmp_path / "them"))
    desk = ServedDesk(tmp_path)
    desk.story()
    desk.begin()
    try:
        before = desk.note()
        (tmp_path / "them" / "moi-1.0.dist-info").mkdir()
        with monkeypatch.context() as here:
            here.setattr(sys, "path", list(sys.path))  # a build adds to it
            assert desk.build().code == 0
        assert desk.codes == [None], "it runs other code than lies on the disk"
        after = desk.wait_for_another_than(before)
        os.kill(after.process, signal.SIGKILL)
        desk.wait_for_another_than(after)
        desk.story("tin-tuc/nua.md", title="Thêm một lớp tập huấn")
        assert desk.build().code == 0
        assert desk.codes == [None, 0]
    finally:
        desk.end()
