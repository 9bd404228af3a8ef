"""A packed folder from outside, unpacked for as long as it is read."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from khuyencong.importers.report import SourceRefusedError
from khuyencong.importers.safe_zip import open_zip, read_member
from khuyencong.store.os_reason import os_reason


@contextmanager
def unpacked(data: bytes, name: str) -> Iterator[Path]:
    """A folder with the members of an archive; names that lead out of it are left out.

    Raises:
        SourceRefusedError: the archive is broken, has a password, is out of bounds, or holds what
            this disk cannot.
    """
    what = f"Tệp nén “{name}”"
    archive = open_zip(data, what)
    with tempfile.TemporaryDirectory(prefix="khuyencong-") as place:
        folder = Path(place)
        for member in archive.namelist():
            path = member.replace("\\", "/")
            if not path.endswith("/") and _stays_inside(path):
                _put(folder / path, read_member(archive, member, what), what)
        yield folder


def _stays_inside(path: str) -> bool:
    """Whether a path leads nowhere else; a colon names a drive or a stream on Windows, elsewhere it
    is part of addresses (`index.php?id=12:lop-nghe`)."""
    pure = PurePosixPath(path)
    named = ":" in path if os.name == "nt" else path[1:2] == ":"
    return not pure.is_absolute() and ".." not in pure.parts and not named


def _put(file: Path, data: bytes, what: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    except OSError as error:  # a name too long, a file where a folder is, a full disk
        raise SourceRefusedError(
            f"{what} không bung ra được ở phần “{file.name[:80]}” ({os_reason(error)}). Bung tệp "
            "nén ra một thư mục, đổi tên phần đó rồi nhập thư mục."
        ) from error
