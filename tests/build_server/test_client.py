"""The command asks a build server, and carries itself out where nobody would do the very same."""

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from khuyencong.build_server import client, line
from khuyencong.build_server.code_state import CodeState
from khuyencong.build_server.line import LOOPBACK, Line, Note, read_note
from khuyencong.build_server.surroundings import surroundings

Script = Callable[[Line, Note], Any]


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@contextmanager
def server(script: Script, process: int = 0) -> Iterator[Note]:
    """Something that listens where the note says, and does with one caller what a script says."""
    with socket.create_server((LOOPBACK, 0)) as listening:
        note = Note(listening.getsockname()[1], process, "bí mật".encode().hex())
        note.leave()

        def answer() -> None:
            connection, _ = listening.accept()
            with suppress(OSError), Line(connection) as caller:
                script(caller, note)

        thread = threading.Thread(target=answer)
        thread.start()
        yield note
        thread.join()


def takes(caller: Line, note: Note) -> dict[str, Any]:
    """Prove what the note says and take the command; what was asked."""
    caller.send(proof=note.proof(caller.receive()["nonce"]))
    caller.receive()
    caller.send(accepted=True)
    return caller.receive()


def test_what_the_server_says_is_said_here_and_its_code_is_the_commands(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = {}

    def script(caller: Line, note: Note) -> None:
        asked.update(takes(caller, note))
        caller.send(out="Xong: “Mở lớp tập huấn”\n")
        caller.send(err="tin-tuc/bai.md:3 thiếu ảnh\n")
        caller.send(exit=1)

    with server(script):
        assert client.exit_code(["build", "-o", "nơi khác"]) == 1
    said = capsys.readouterr()
    assert said.out == "Xong: “Mở lớp tập huấn”\n"
    assert said.err == "tin-tuc/bai.md:3 thiếu ảnh\n"
    assert asked["words"] == sys.argv
    assert asked["environment"].items() >= os.environ.items()


def test_without_a_server_the_command_is_carried_out_here() -> None:
    assert client.exit_code(["build"]) is None


def test_work_of_a_cluster_is_for_the_command_itself() -> None:
    with server(lambda caller, note: None) as note:
        assert client.exit_code(["build", "--cluster=local"]) is None
        socket.create_connection((LOOPBACK, note.port)).close()


def test_a_killed_server_is_forgotten() -> None:
    with socket.create_server((LOOPBACK, 0)) as listening:
        port = listening.getsockname()[1]
    Note(port, 1, "aa").leave()
    assert client.exit_code(["build"]) is None
    assert read_note() is None


def test_a_server_that_does_not_answer_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "PATIENCE", 0.02)
    with socket.create_server((LOOPBACK, 0)) as listening:
        Note(listening.getsockname()[1], 1, "aa").leave()
        assert client.exit_code(["build"]) is None


def test_whoever_took_the_port_learns_nothing() -> None:
    heard = []

    def script(caller: Line, note: Note) -> None:
        heard.append(caller.receive())
        caller.send(proof="0" * 128)
        heard.append(caller.receive())

    with server(script):
        assert client.exit_code(["build"]) is None
    assert [set(said) for said in heard] == [{"nonce"}]


def test_the_note_of_another_person_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    note = Note(1, 1, "aa")
    note.leave()
    assert read_note() == note
    assert Path(".cache/build-server").stat().st_mode & 0o077 == 0
    monkeypatch.setattr(os, "geteuid", lambda: Path(".cache").stat().st_uid + 1)
    assert read_note() is None


@pytest.mark.parametrize("said", [{"accepted": False}, {}, {"accepted": None}])
def test_a_server_that_declines_costs_nothing_more(said: dict[str, Any]) -> None:
    def script(caller: Line, note: Note) -> None:
        caller.send(proof=note.proof(caller.receive()["nonce"]))
        assert caller.receive() == {
            "secret": note.secret,
            "surroundings": json.loads(json.dumps(surroundings())),
        }
        caller.send(**said)

    with server(script):
        assert client.exit_code(["check"]) is None


def test_what_a_server_broke_off_is_carried_out_here(capsys: pytest.CaptureFixture[str]) -> None:
    def script(caller: Line, note: Note) -> None:
        takes(caller, note)
        caller.send(out="Đang dựng")

    with server(script):
        assert client.exit_code(["build"]) is None
    assert capsys.readouterr().out == "Đang dựng"


@pytest.mark.parametrize(
    "said", [b"GET / HTTP/1.1\r\n\r\n", b"[]\n", b"\xff\n", b'{"exit": "a"}\n']
)
def test_nonsense_is_no_answer(said: bytes) -> None:
    def script(caller: Line, note: Note) -> None:
        takes(caller, note)
        caller._connection.sendall(said)

    with server(script):
        assert client.exit_code(["build"]) is None


def test_who_sends_a_letter_now_and_then_has_no_more_time_than_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(line, "PATIENCE", 0.1)
    ours, theirs = socket.socketpair()

    def trickle() -> None:
        with theirs, suppress(OSError):
            while True:
                theirs.send(b" ")
                time.sleep(0.01)

    sender = threading.Thread(target=trickle)
    with Line(ours) as slow:
        sender.start()
        with pytest.raises(OSError):
            slow.receive()
    sender.join()


@pytest.mark.linux
def test_whoever_stops_the_command_stops_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: Any) -> None:
        raise KeyboardInterrupt

    def script(caller: Line, note: Note) -> None:
        takes(caller, note)
        caller.send(out="Đang dựng")

    # A process of this program ignores SIGINT when its parent does, as under `make`.
    wait = (
        "import signal, time; signal.signal(2, signal.SIG_DFL); print(1, flush=1); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", wait], stdout=subprocess.PIPE) as work:
        assert work.stdout and work.stdout.readline()
        monkeypatch.setattr(client, "_say", stopped)
        with server(script, work.pid), pytest.raises(KeyboardInterrupt):
            client.exit_code(["build"])
        assert work.wait() == -2


def test_a_process_whose_code_was_changed_is_not_current(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = tmp_path / "cai_dat_rieng.py"
    module.write_text("A = 1\n")
    later = max(Path(file).stat().st_ctime_ns for file in loaded_files()) + 10**10
    state = CodeState(max(later, module.stat().st_ctime_ns + 10**10))
    assert state.is_current()
    monkeypatch.syspath_prepend(tmp_path)
    __import__("cai_dat_rieng")
    assert state.is_current()
    os.utime(module, ns=(later * 2, later * 2))
    assert not state.is_current()
    module.unlink()
    monkeypatch.delitem(sys.modules, "cai_dat_rieng")
    assert state.is_current()


def loaded_files() -> list[str]:
    return [
        file for file in (getattr(m, "__file__", None) for m in list(sys.modules.values())) if file
    ]


@pytest.mark.parametrize(("name", "text"), [("PYTHONHASHSEED", "7"), ("LC_ALL", "tr_TR.UTF-8")])
def test_what_a_process_read_at_its_start_must_be_the_same(
    name: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = surroundings()
    monkeypatch.setenv("KHUYENCONG_GI_DO", "1")
    assert surroundings() == before
    monkeypatch.setenv(name, text)
    assert surroundings() != before
