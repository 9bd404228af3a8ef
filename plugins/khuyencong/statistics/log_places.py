"""Where the logs of a site are: files, folders and patterns of names, here or at the host."""

import glob
from collections.abc import Iterable, Iterator
from pathlib import Path

from khuyencong.statistics.errors import NoLogError
from khuyencong.statistics.log_file import LogFile, local_log
from khuyencong.store.os_reason import os_reason

_ROTATED = ("", ".*", "-*")
"""What rotation puts behind the name of a log: `.1`, `.2.gz`, `-20261128`."""

_EXAMPLE = "Ghi đúng đường dẫn tệp hoặc thư mục nhật ký, ví dụ `/var/log/nginx/access.log`."
_READERS = "Trên máy chủ Debian, Ubuntu, chỉ người trong nhóm `adm` đọc được nhật ký."


def logs_at(places: Iterable[str], base: Path) -> list[LogFile]:
    """The logs that are meant: a file with its rotated ones, all of a folder, or a pattern.

    Relative places are of the folder `base`.

    Raises:
        NoLogError: there is nothing at one of them.
    """
    found: dict[Path, None] = {}
    for place in places:
        try:
            here = [file for file in _files(base / place) if file.is_file()]
        except OSError as error:
            raise NoLogError(f"Không mở được “{place}”: {os_reason(error)}. {_READERS}") from error
        if not here:
            raise NoLogError(f"Không thấy nhật ký ở “{place}”. {_EXAMPLE} {_READERS}")
        found |= dict.fromkeys(here)
    return [local_log(file) for file in found]


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(file for file in path.iterdir() if "error" not in file.name)
    elif glob.has_magic(path.as_posix()):
        yield from sorted(Path(path.anchor).glob(path.relative_to(path.anchor).as_posix()))
    else:
        for ending in _ROTATED:
            yield from sorted(path.parent.glob(f"{glob.escape(path.name)}{ending}"))
