"""Where the logs of a site are: files, folders and patterns of names, here or at the host."""

import glob
from collections.abc import Iterable, Iterator
from pathlib import Path

from khuyencong.statistics.errors import NoLogError
from khuyencong.statistics.log_file import LogFile, local_log
from khuyencong.store.os_reason import os_reason

_ENDINGS = ("", ".*", "-*", "/*")
"""What rotation puts behind the name of a log (`.1`, `.2.gz`, `-20261128`); all of a folder."""

_EXAMPLE = "Ghi đúng đường dẫn tệp hoặc thư mục nhật ký, ví dụ `/var/log/nginx/access.log`."
NO_READERS = "Trên máy chủ Debian, Ubuntu, chỉ người trong nhóm `adm` đọc được nhật ký."


def logs_at(places: Iterable[str], base: Path) -> list[LogFile]:
    """The logs that are meant: a file with its rotated ones, all of a folder, or a pattern.

    Relative places are of the folder `base`.

    Raises:
        NoLogError: there is nothing at one of them.
    """
    found: dict[Path, None] = {}
    for place in places:
        try:
            here = list(_files(base / place))
        except OSError as error:
            raise NoLogError(
                f"Không mở được “{place}”: {os_reason(error)}. {NO_READERS}"
            ) from error
        if not here:
            raise NoLogError(f"Không thấy nhật ký ở “{place}”. {_EXAMPLE} {NO_READERS}")
        found |= dict.fromkeys(here)
    return [local_log(file) for file in found]


def patterns_of(place: str) -> tuple[str, ...]:
    """A place as patterns of paths: of the file with its rotated ones, or of all in a folder."""
    if glob.has_magic(place):
        return (place,)
    path = glob.escape(place.rstrip("/"))
    return tuple(f"{path}{ending}" for ending in _ENDINGS)


def is_log(path: str) -> bool:
    """Whether a file beside logs is one of requests: servers put that of errors there too."""
    return "error" not in path.rpartition("/")[2]


def _files(path: Path) -> Iterator[Path]:
    for pattern in patterns_of(path.as_posix()):
        within = Path(pattern).relative_to(path.anchor).as_posix()
        found = sorted(Path(path.anchor).glob(within))
        yield from (file for file in found if file.is_file() and is_log(file.name))
