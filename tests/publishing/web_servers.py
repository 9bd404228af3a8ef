"""nginx and Apache on this machine, with a site and a config."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.publishing.conftest import SBIN, free_port, wait_for


@contextmanager
def running(server: "subprocess.Popen[bytes]", port: int) -> Iterator[None]:
    """A server, from when it listens until it is ended, however that comes."""
    try:
        wait_for(port)
        yield
    finally:
        server.terminate()
        server.wait(timeout=10)


@contextmanager
def nginx(home: Path, root: Path, inside: str = "") -> Iterator[str]:
    """nginx with a folder; `inside` stands in the block of the server. Gives the address."""
    program = shutil.which("nginx", path=SBIN)
    if program is None:
        pytest.skip("needs nginx-light (tests/tools/install.sh)")
    port = free_port()
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = " ".join(f"{kind}_temp_path {home}/{kind};" for kind in kinds)
    (home / "nginx.conf").write_text(
        f"daemon off; worker_processes 2; pid {home}/nginx.pid; error_log {home}/nginx.log;"
        + (" user root;" if os.geteuid() == 0 else "")
        + f"events {{ worker_connections 1024; }} http {{ access_log off; {places}"
        f" include /etc/nginx/mime.types; server {{ listen 127.0.0.1:{port}; root {root};\n"
        f"{inside}\n}} }}",
        encoding="utf-8",
    )
    command: list[str | Path] = [program, "-p", home, "-c", home / "nginx.conf"]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr
    with running(subprocess.Popen(command), port):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def apache(home: Path, root: Path, inside: str = "") -> Iterator[str]:
    """Apache as rented hosts run it: `.htaccess` counts; `inside` ends its config."""
    program = shutil.which("apache2", path=SBIN)
    if program is None:
        pytest.skip("needs apache2 (tests/tools/install.sh)")
    port = free_port()
    names = ("mpm_event", "authz_core", "dir", "mime", "headers", "rewrite", "deflate", "filter")
    modules = "".join(
        f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n" for name in names
    )
    (home / "apache.conf").write_text(
        f"{modules}ServerName 127.0.0.1\nListen 127.0.0.1:{port}\nPidFile {home}/apache.pid\n"
        f"ErrorLog {home}/apache.log\nTypesConfig /dev/null\nDocumentRoot {root}\n"
        f"<Directory {home}>\nAllowOverride All\nRequire all granted\n</Directory>\n{inside}"
    )
    with running(subprocess.Popen([program, "-DFOREGROUND", "-f", home / "apache.conf"]), port):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def caddy(home: Path, root: Path, inside: Path) -> Iterator[str]:
    """Caddy with a folder, and a file of directives."""
    program = shutil.which("caddy")
    if program is None:
        pytest.skip("needs caddy (tests/tools/install.sh)")
    port = free_port()
    (home / "Caddyfile").write_text(
        "{\n    admin off\n    auto_https off\n}\n"
        f"http://127.0.0.1:{port} {{\n    root * {root}\n    import {inside}\n}}\n"
    )
    with running(
        subprocess.Popen(
            [program, "run", "--config", home / "Caddyfile", "--adapter", "caddyfile"],
            env={"HOME": str(home), "XDG_DATA_HOME": str(home), "XDG_CONFIG_HOME": str(home)},
            stderr=subprocess.DEVNULL,
        ),
        port,
    ):
        yield f"http://127.0.0.1:{port}"
