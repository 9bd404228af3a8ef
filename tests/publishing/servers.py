"""Servers that keep a site without releases, each real and on this machine."""

import errno
import os
import shutil
import subprocess
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

import httpx
import pytest

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # pyftpdlib stands on asyncore
    from pyftpdlib.authorizers import DummyAuthorizer
    from pyftpdlib.filesystems import AbstractedFS, FilesystemError
    from pyftpdlib.handlers import DTPHandler, FTPHandler, TLS_DTPHandler, TLS_FTPHandler
    from pyftpdlib.servers import ThreadedFTPServer

PASSWORD = "mat-khau-thu"  # noqa: S105
SBIN = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"


def certificate(home: Path) -> Path:
    """A certificate of 127.0.0.1 with its key in one file, signed by itself."""
    file = home / "cert.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    names = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    files = ["-keyout", home / "key.pem", "-out", file]
    subprocess.run([*command, *names, *files], check=True, capture_output=True)
    with file.open("a") as stream:
        stream.write((home / "key.pem").read_text())
    return file


@dataclass
class Line:
    """How many bytes a server still takes before the line is cut; None: as many as come."""

    left: int | None = None
    cuts: int = 0
    full: str = ""
    """What an FTP server answers instead of taking a file."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def passes(self, size: int) -> bool:
        """Whether so many bytes come through."""
        with self.lock:
            if self.left is None:
                return True
            self.left -= size
            return self.left > 0


class WindowsDisk(AbstractedFS):
    """A disk as IIS shows it by FTP: capitals are small letters, nothing is renamed onto a file,
    what another program has open stays as it is. Names that begin with a point are not listed,
    as many servers of rented hosts do."""

    in_use: ClassVar[set[str]] = set()

    def ftp2fs(self, ftppath: str) -> str:
        place = Path(self.root)
        for name in Path(self.ftpnorm(ftppath)).parts[1:]:
            there = os.listdir(place) if place.is_dir() else []  # noqa: PTH208
            same = (known for known in there if known.casefold() == name.casefold())
            place /= next(same, name)
        return str(place)

    def rename(self, src: str, dst: str) -> None:
        if Path(dst).exists():
            raise FileExistsError(errno.EEXIST, "Cannot create a file when it already exists")
        super().rename(src, dst)

    def remove(self, path: str) -> None:
        if Path(path).name in self.in_use:
            raise FilesystemError("The file is being used by another process")
        super().remove(path)

    def listdir(self, path: str) -> list[str]:
        return [name for name in super().listdir(path) if not name.startswith(".")]


@contextmanager
def ftp_server(
    home: Path,
    line: Line,
    *,
    tls: Path | None,
    keeps: int | None = None,
    disk: type[AbstractedFS] = AbstractedFS,
) -> Iterator[int]:
    """pyftpdlib with one user, `an`; gives the port.

    One that `keeps` so many bytes of a file alone says all the same that it took it, and tells
    sizes that are as wrong.
    """
    users = DummyAuthorizer()
    users.add_user("an", PASSWORD, str(home), perm="elradfmwMT")

    class Data(TLS_DTPHandler if tls else DTPHandler):
        def recv(self, size: int) -> bytes:
            data = super().recv(size)
            if not line.passes(len(data)):
                line.cuts += 1
                control = self.cmd_channel
                self.close()
                control.close()
                return b""
            return data[:keeps]

    class Control(TLS_FTPHandler if tls else FTPHandler):
        authorizer = users
        dtp_handler = Data
        abstracted_fs = disk
        banner = "san sang"
        auth_failed_timeout = 0

        def ftp_STOR(self, *words: object, **more: object) -> None:  # noqa: N802
            if line.full:
                self.respond(line.full)
            else:
                super().ftp_STOR(*words, **more)

        def ftp_SIZE(self, path: str) -> None:  # noqa: N802
            if keeps is None:
                super().ftp_SIZE(path)
            else:
                self.respond("213 4294967296")

        def pre_process_command(self, *words: object) -> None:
            if line.passes(1):
                super().pre_process_command(*words)
            else:
                line.cuts += 1
                self.close()

    if tls:
        Control.certfile = str(tls)
        Control.tls_control_required = Control.tls_data_required = True
    server = ThreadedFTPServer(("127.0.0.1", 0), Control)
    stopped = threading.Event()

    def serve() -> None:
        while not stopped.is_set():
            server.serve_forever(timeout=0.02, blocking=False)
        server.close_all()  # by the thread that serves: nothing is closed under its hands

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield server.address[1]
    finally:
        stopped.set()
        thread.join(timeout=5)


@contextmanager
def webdav_server(home: Path, port: int) -> Iterator[int]:
    """Apache with mod_dav and one user, `an`."""
    program = shutil.which("apache2", path=SBIN)
    if program is None:
        pytest.skip("needs apache2 (tests/tools/install.sh)")
    (home / "web").mkdir()
    subprocess.run(
        ["htpasswd", "-bc", home / "users", "an", PASSWORD], check=True, capture_output=True
    )
    modules = "".join(
        f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n"
        for name in (
            *("mpm_event", "authn_core", "authn_file", "authz_core", "authz_user", "auth_basic"),
            *("dav", "dav_fs"),
        )
    )
    (home / "apache.conf").write_text(
        f"{modules}ServerName 127.0.0.1\nListen 127.0.0.1:{port}\nPidFile {home}/pid\n"
        f"ErrorLog {home}/error.log\nDavLockDB {home}/locks\nDocumentRoot {home}/web\n"
        f"<Directory {home}/web>\nDav On\nAuthType Basic\nAuthName dav\n"
        f"AuthUserFile {home}/users\nRequire valid-user\n</Directory>\n"
        + ("User www-data\nGroup www-data\n" if os.geteuid() == 0 else "")
    )
    if os.geteuid() == 0:
        subprocess.run(["chown", "-R", "www-data", home], check=True)
    server = subprocess.Popen([program, "-DFOREGROUND", "-f", home / "apache.conf"])
    yield port
    server.terminate()
    server.wait(timeout=10)


@contextmanager
def s3_server() -> Iterator[int]:
    """moto's S3."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    port = server.get_host_and_port()[1]
    # Buckets of other tests of this process are forgotten.
    httpx.post(f"http://127.0.0.1:{port}/moto-api/reset").raise_for_status()
    yield port
    server.stop()
