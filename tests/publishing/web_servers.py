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
def nginx(home: Path, root: Path, inside: str = "") -> Iterator[str]:
    """nginx with a folder; `inside` stands in the block of the server. Gives the address."""
    program = shutil.which("nginx", path=SBIN)
    if program is None:
        pytest.skip("needs nginx (tests/tools/install.sh)")
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
    command = [program, "-p", home, "-c", home / "nginx.conf"]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr
    server = subprocess.Popen(command)
    wait_for(port)
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait(timeout=10)
