"""Zip archives without a clock: the same files give the same bytes."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

_NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest that the format can say (APPNOTE.TXT, 4.4.6)."""


def packed(files: Mapping[str, bytes]) -> bytes:
    """A zip of files, name → bytes, in the given order. Names are UTF-8.

    Nothing is compressed: photos cannot be, words are small, and the bytes depend on no
    version of a compressor.
    """
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as out:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.create_system = 3  # whatever machine builds: modes are Unix modes
            entry.external_attr = 0o644 << 16
            out.writestr(entry, data)
    return archive.getvalue()
