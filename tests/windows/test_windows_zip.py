"""The zip for Windows: what lies in it, and that a double click opens the desk (under Wine)."""

import os
import re
import shutil
import struct
import subprocess
import urllib.request
import zipfile
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.windows.forwarder import forwarder
from tools.windows.launcher import launcher
from tools.windows.libraries import for_windows

ZIP = ROOT / "dist" / "khuyen-cong-windows.zip"
audited = [pytest.mark.slow, pytest.mark.audit]
LOCK = """\
colorama==0.4.6 ; sys_platform == 'win32' \\
    --hash=sha256:aa \\
    --hash=sha256:bb
    # via typer
jeepney==0.9.0 ; sys_platform == 'linux' \\
    --hash=sha256:cc
zipp==4.1.2 ; python_full_version < '3.12' \\
    --hash=sha256:dd
nh3==0.3.8 \\
    --hash=sha256:ee
"""


def test_a_lock_says_what_windows_needs_and_by_which_hash() -> None:
    assert [*for_windows(LOCK)] == [
        "colorama==0.4.6 --hash=sha256:aa --hash=sha256:bb",
        "nh3==0.3.8 --hash=sha256:ee",
    ]


def test_a_launcher_starts_the_python_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "a.exe"
    file.write_bytes(launcher(b"MZ program"))
    assert b"#!<launcher_dir>\\python\\python.exe\r\nPK" in file.read_bytes()
    with zipfile.ZipFile(file) as archive:
        compile(archive.read("__main__.py"), "__main__.py", "exec")


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a person unpacks."""
    if not ZIP.is_file():
        subprocess.run(["make", "--silent", "windows"], cwd=ROOT, check=True)
    place = tmp_path_factory.mktemp("windows")
    with zipfile.ZipFile(ZIP) as packed:
        packed.extractall(place)
    return place / "Khuyen cong"


@pytest.mark.slow
@pytest.mark.audit
def test_every_library_is_made_for_windows(program: Path) -> None:
    names = {path.name for path in program.iterdir()}
    assert names == {"Ban bien tap.exe", "DOC TRUOC.txt", "LICENSE.txt", "lib", "python"}
    libraries = [*program.rglob("*.pyd"), *program.rglob("*.dll"), *program.rglob("*.exe")]
    assert len(libraries) > 50 and not [*program.rglob("*.so")]
    for library in libraries:
        data = library.read_bytes()
        (place,) = struct.unpack_from("<I", data, 60)
        assert data[place : place + 6] == b"PE\0\0\x64\x86", f"{library} is not for x64"
    assert (program / "lib/khuyencong/desk/static/editor.js").stat().st_size > 100_000
    assert max(len(str(path.relative_to(program.parent))) for path in program.rglob("*")) < 200


@pytest.fixture(scope="module")
def wine(program: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """An environment in which Wine is Windows 10: one function that Wine 8 lacks is given to it,
    and Python asks WMI nothing, which ends there in a fault."""
    if not shutil.which("wine"):
        pytest.skip("needs wine: apt-get install wine64")
    shim = forwarder("bcryptprimitives.dll", "ProcessPrng", "advapi32.SystemFunction036")
    (program / "python/bcryptprimitives.dll").write_bytes(shim)
    (program / "python/_wmi.pyd").unlink()
    overrides = "mscoree,mshtml=;bcryptprimitives=n"
    prefix = str(tmp_path_factory.mktemp("wine"))
    environment = {**os.environ, "WINEPREFIX": prefix, "WINEDEBUG": "-all"}
    environment["WINEDLLOVERRIDES"] = overrides
    key = ["wine", "reg", "add", r"HKCU\Software\Wine", "/v", "Version", "/d", "win10", "/f"]
    subprocess.run(key, env=environment, check=True, capture_output=True, timeout=300)
    yield environment
    subprocess.run(["wineserver", "-k"], env=environment, check=False)


@pytest.mark.slow
@pytest.mark.audit
def test_a_double_click_opens_the_desk(program: Path, wine: dict[str, str]) -> None:
    command = ["wine", "Ban bien tap.exe", "desk", "content", "--no-browser", "--port", "8177"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    with subprocess.Popen(command, cwd=program, env=wine, **pipes) as process:
        said = b""
        for line in process.stdout or ():
            said += line
            if found := re.search(rb"http://127\S+", line):
                break
        else:
            raise AssertionError(said.decode(errors="replace"))
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        with browser.open(found[0].decode(), timeout=60) as answer:
            page = answer.read().decode()
        assert "Tên trung tâm" in page or "Lập trang" in page, page
        subprocess.run(["wineserver", "-k"], env=wine, check=False)
