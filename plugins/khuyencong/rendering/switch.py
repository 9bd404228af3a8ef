"""The switch from the old site to the new one, in the output folder that readers are looking at.

The folder itself stays: web servers, containers (a bind mount holds on to the folder, not to its
name), network shares, editors and shells point at it, and none of them would follow if another
folder took its name. So there is no exchange of folders or links. (It would not be cheap either: a
tree of hard links costs a second or two for each build of 17,000 files on ext4, and up to eighteen
to remove.) Files take their places one by one, each by rename; `switch_plan` puts them in an order
in which no page ever names a file that is not there.

The steps are written into a journal before the first is done. Signals wait until the last. A
process that is killed leaves the journal, and the next build finishes what it finds there. What
cannot be replaced is found before the first step, and nothing is created from then on, so that
even a full disk is no obstacle.
"""

import contextlib
import logging
import os
import shutil
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from khuyencong.rendering.file_tree import FILE_MODE, make_folder
from khuyencong.rendering.output_place import OutputPlace
from khuyencong.rendering.replaceable import not_replaceable
from khuyencong.rendering.switch_plan import EMPTY, EMPTY_PAGE, UNSIZED, Step, SwitchPlan
from khuyencong.stop_signals import deferred_stop
from khuyencong.store.os_reason import os_reason
from khuyencong.store.sealed_file import read_sealed, write_sealed

JOURNAL = "journal"
"""File in the work folder, there from before the first step until after the last."""
REPLACED = "replaced"
"""Folder in the work folder for folders that had to go: removing them would take time."""
SECOND_NAMES = "held"
"""Folder in the work folder with a second name for every file that goes."""
_LISTED = 10
"""Paths named in a message; there may be thousands."""
_WINDOWS = sys.platform == "win32"
_PATIENCE = 2.0
"""Seconds in which a virus scanner or an indexer on Windows lets go of a file."""

log = logging.getLogger(__name__)
_decoder = msgspec.msgpack.Decoder(list[Step])


class NotReplaceableError(Exception):
    """Files of the old site can be neither replaced nor removed; nothing was changed."""

    exitcode = 2

    def __init__(self, live: Path, paths: Sequence[str]) -> None:
        listed = ", ".join(f"“{path}”" for path in paths[:_LISTED])
        more = f" và {len(paths) - _LISTED} chỗ khác" if len(paths) > _LISTED else ""
        super().__init__(
            f"Trong thư mục “{live}” không thay được {listed}{more}. Đóng chương trình đang mở "
            "tệp, bỏ thuộc tính chỉ đọc, kiểm tra quyền ghi rồi chạy lại; trang cũ giữ nguyên."
        )


class SwitchError(Exception):
    """The switch stopped on the way; the journal stays for the next build."""

    exitcode = 2

    def __init__(self, live: Path, error: OSError) -> None:
        place = f"“{error.filename2 or error.filename}”" if error.filename else "tệp"
        super().__init__(
            f"Đang đưa trang mới vào “{live}” thì không ghi được {place} ({os_reason(error)}). "
            "Trang đang hiện có phần mới, phần cũ, nhưng không trang nào thiếu tệp. Đóng chương "
            "trình đang mở tệp, kiểm tra ổ đĩa rồi chạy lại: phần còn lại sẽ được làm nốt."
        )


def switch(place: OutputPlace, plan: SwitchPlan) -> None:
    """Do all that is planned, or nothing.

    Raises:
        NotReplaceableError: something cannot be replaced; nothing was changed.
        OSError: the disk is full; nothing was changed.
        SwitchError: the disk failed on the way.
    """
    targets = dict.fromkeys(step.target for step in plan.steps if step.target)
    device = place.work.stat().st_dev
    if blocked := not_replaceable(str(place.live), targets, device):
        raise NotReplaceableError(place.live, sorted(blocked))
    _prepare(place, plan)
    journal = place.work / JOURNAL
    with deferred_stop():
        _write_journal(journal, plan.steps)
        try:
            _run(place, plan.steps)
        except OSError as error:
            raise SwitchError(place.live, error) from error
        journal.unlink()


def finish_interrupted(place: OutputPlace) -> None:
    """Finish the switch of a build that was killed, and remove what it left.

    Where the power was cut, files may have come to less than they were: then nothing is done,
    and the next switch puts them right.

    Raises:
        OutputRefusedError: somebody else left something in the place of the work folder.
        SwitchError: something cannot be replaced.
    """
    if not place.is_interrupted():
        return
    with deferred_stop():
        try:
            _run(place, _pending(place.work))
        except FileNotFoundError:
            log.debug("the output folder is another one now", exc_info=True)
        except OSError as error:
            raise SwitchError(place.live, error) from error
        # First of all: without it, what is left of the folder means nothing.
        (place.work / JOURNAL).unlink(missing_ok=True)
    discard(place)


def discard(place: OutputPlace) -> None:
    """Remove the temporary folder of a build; a switch that has begun stays, to be finished."""
    if not (place.work / JOURNAL).exists():
        shutil.rmtree(place.work, ignore_errors=True)


def _prepare(place: OutputPlace, plan: SwitchPlan) -> None:
    """Make everything that the steps need."""
    (place.work / REPLACED).mkdir()
    _hold(place, dict.fromkeys(step.target for step in plan.steps if step.target))
    for path in plan.empty_pages:
        page = place.work / EMPTY / path
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_bytes(EMPTY_PAGE)
        page.chmod(FILE_MODE)
    for path in plan.folders:
        make_folder(place.live / path)


def _hold(place: OutputPlace, paths: Iterable[str]) -> None:
    """Give every file that goes a second name, out of readers' sight.

    A rename over the only name of a file frees its blocks, which takes ten times as long as the
    rename; so much longer would old and new pages lie side by side. They are freed with the work
    folder, when the new site is there.
    """
    kept = place.work / SECOND_NAMES
    kept.mkdir()
    for number, path in enumerate(paths):
        # A new address, a folder, a disk without such names: the step only takes longer.
        with contextlib.suppress(OSError):
            os.link(f"{place.live}/{path}", f"{kept}/{number}", follow_symlinks=False)


def _write_journal(journal: Path, steps: Sequence[Step]) -> None:
    """Have the steps on the disk before the first is done."""
    write_sealed(journal, msgspec.msgpack.encode(steps))
    try:
        _flush(journal)
    except OSError:
        journal.unlink()
        raise
    if not _WINDOWS:
        with contextlib.suppress(OSError):  # some network shares do not flush folders
            _flush(journal.parent)


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR if _WINDOWS else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _run(place: OutputPlace, steps: Sequence[Step]) -> None:
    live, work = str(place.live), str(place.work)
    for number, step in enumerate(steps):
        target = f"{live}/{step.target}" if step.target else live
        if step.source:
            _replace(f"{work}/{step.source}", target)
        else:
            _remove(target, f"{work}/{REPLACED}/{number}-{os.getpid()}")


def _replace(source: str, target: str) -> None:
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            os.replace(source, target)  # noqa: PTH105
            return
        except PermissionError:
            if not _WINDOWS or time.monotonic() > until:
                raise
            time.sleep(0.05)


def _remove(target: str, aside: str) -> None:
    """Remove a file or a link; a folder is moved aside, to be removed when there is time."""
    try:
        os.unlink(target)  # noqa: PTH108
    except (FileNotFoundError, NotADirectoryError):
        return
    except (IsADirectoryError, PermissionError):  # which of them, systems do not agree upon
        if not os.path.isdir(target):  # noqa: PTH112
            raise
        _replace(target, aside)


def _pending(work: Path) -> Sequence[Step]:
    """The steps of a journal that were not done, told by what is still in the work folder.

    None when there is no sound journal, or when something there is not what it was.
    """
    try:
        steps = _decoder.decode(read_sealed(work / JOURNAL) or b"")
    except msgspec.MsgspecError:
        return ()
    done = [n for n, step in enumerate(steps) if step.source and not _lies_there(work, step)]
    pending = steps[done[-1] + 1 :] if done else steps
    damaged = (step for step in pending if step.source and not _is_whole(work, step))
    return () if any(damaged) else pending


def _lies_there(work: Path, step: Step) -> bool:
    return os.path.lexists(work / step.source)


def _is_whole(work: Path, step: Step) -> bool:
    return step.size in (UNSIZED, (work / step.source).lstat().st_size)
