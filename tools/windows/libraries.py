"""The locked libraries as Windows needs them: wheels for its Python, unpacked into one folder."""

import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from packaging.requirements import Requirement

PYTHON = "3.13"
"""Of the embeddable package; requirements/office.txt is locked for it too."""
_PLATFORM = ("--platform", "win_amd64", "--python-version", PYTHON, "--implementation", "cp")
FROM_SOURCE = ("feedgen",)
"""Libraries of pure Python of which PyPI has no wheel: each is made into one here."""
_WINDOWS = {
    **{"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
    **{"platform_machine": "AMD64", "implementation_name": "cpython"},
    **{"python_version": PYTHON, "python_full_version": f"{PYTHON}.2"},
    "platform_python_implementation": "CPython",
}
"""What a marker asks (PEP 508) and gets told there; pip would tell it of the machine it runs on."""


def for_windows(lock: str, machine: Mapping[str, str] = _WINDOWS) -> Iterator[str]:
    """The lines of a lock that count on Windows, without markers, each with its hashes."""
    for line in lock.replace("\\\n", " ").split("\n"):
        named, *hashes = line.split("--hash=")
        if not named.strip() or named.lstrip().startswith("#"):
            continue
        wanted = Requirement(named.strip())
        if wanted.marker is None or wanted.marker.evaluate(dict(machine)):
            pinned = f"{wanted.name}{wanted.specifier}"
            yield " ".join([pinned, *(f"--hash={each.strip()}" for each in hashes)])


def unpack_libraries(lock: Path, folder: Path) -> None:
    """Put the libraries of a lock for Windows into a folder; every file is checked by its hash.

    Raises:
        subprocess.CalledProcessError: one cannot be had as a wheel, or has another hash.
    """
    lines = [*for_windows(lock.read_text(encoding="utf-8"))]
    sources = [line for line in lines if line.startswith(tuple(f"{n}==" for n in FROM_SOURCE))]
    with tempfile.TemporaryDirectory() as place:
        wheels, wanted = Path(place) / "wheels", Path(place) / "wanted.txt"
        checked = ("--no-deps", "--require-hashes", "-r", str(wanted))
        wanted.write_text("\n".join(sources), encoding="utf-8")
        pip("wheel", "-w", str(wheels), *checked)
        wanted.write_text("\n".join(set(lines) - {*sources}), encoding="utf-8")
        pip("download", "-d", str(wheels), "--only-binary", ":all:", *_PLATFORM, *checked)
        install(wheels.glob("*.whl"), folder)


def install(wheels: Iterable[Path], folder: Path) -> None:
    """Unpack wheels into a folder, as pip would on Windows."""
    pip("install", "--target", str(folder), "--no-deps", "--no-compile", "--no-index",
        "--only-binary", ":all:", *_PLATFORM, *map(str, wheels))  # fmt: skip


def pip(*arguments: str) -> None:
    """Run this machine's pip."""
    quiet = ("--quiet", "--disable-pip-version-check")
    subprocess.run([sys.executable, "-m", "pip", arguments[0], *quiet, *arguments[1:]], check=True)
