"""A packed folder from outside, unpacked for as long as it is read."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from khuyencong.importers.safe_zip import open_zip, read_member


@contextmanager
def unpacked(data: bytes, name: str) -> Iterator[Path]:
    """A folder with the members of an archive; names that lead out of it are left out.

    Raises:
        SourceRefusedError: the archive is broken, has a password or is out of bounds.
    """
    archive = open_zip(data, f"Tệp nén “{name}”")
    with tempfile.TemporaryDirectory(prefix="khuyencong-") as place:
        folder = Path(place)
        for member in archive.namelist():
            path = PurePosixPath(member.replace("\\", "/"))
            if member.endswith("/") or path.is_absolute() or ".." in path.parts:
                continue
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(read_member(archive, member, f"Tệp nén “{name}”"))
        yield folder
