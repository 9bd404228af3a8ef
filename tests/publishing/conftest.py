"""Places to publish to, all of them real: a folder, OpenSSH."""

import getpass
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.rendering.conftest import desk as office  # noqa: F401

SBIN = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def wait_for(port: int) -> None:
    """Wait until a server listens."""
    for _ in range(200):
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise TimeoutError(f"nothing listens on port {port}")


@dataclass
class Sshd:
    """OpenSSH on this machine, with keys of its own."""

    home: Path
    port: int
    fingerprint: str

    def address(self, folder: Path) -> str:
        return f"ssh://{getpass.getuser()}@127.0.0.1:{self.port}{folder}"


def _key(file: Path) -> Path:
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file], check=True)
    return file


@pytest.fixture
def sshd(ssh_server: Sshd, monkeypatch: pytest.MonkeyPatch) -> Sshd:
    """The server, and a user at home whose key it knows."""
    monkeypatch.setenv("HOME", str(ssh_server.home))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    return ssh_server


@pytest.fixture(scope="session")
def ssh_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    program = shutil.which("sshd", path=SBIN)
    if program is None:
        pytest.skip("needs openssh-server (tests/tools/install.sh)")
    home = tmp_path_factory.mktemp("sshd")
    (home / ".ssh").mkdir(mode=0o700)
    host, user = _key(home / "host"), _key(home / ".ssh" / "id_ed25519")
    shutil.copy(user.with_suffix(".pub"), home / "authorized_keys")
    port = free_port()
    (home / "sshd_config").write_text(
        f"ListenAddress 127.0.0.1\nPort {port}\nHostKey {host}\nPidFile {home}/pid\n"
        f"AuthorizedKeysFile {home}/authorized_keys\nStrictModes no\nUsePAM no\n"
        "PasswordAuthentication no\nSubsystem sftp internal-sftp\nPermitRootLogin yes\n"
        "MaxStartups 100\n"
    )
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(parents=True, exist_ok=True)
    command: list[str | Path] = [program, "-D", "-e", "-f", home / "sshd_config"]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    wait_for(port)
    told = subprocess.run(["ssh-keygen", "-lf", host], capture_output=True, text=True, check=True)
    yield Sshd(home, port, told.stdout.split()[1])
    server.terminate()
    server.wait(timeout=10)
