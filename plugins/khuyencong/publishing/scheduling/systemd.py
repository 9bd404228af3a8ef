"""Timers of the user (systemd.timer(5)); `Persistent` makes up for missed moments."""

import os
import shlex
from collections.abc import Sequence
from pathlib import Path

from khuyencong.publishing.errors import PublishingError
from khuyencong.publishing.scheduling.chores import MINUTE, Chore
from khuyencong.publishing.scheduling.system_command import finished, run
from khuyencong.store.atomic import atomic_write
from khuyencong.store.os_reason import os_reason

SYSTEMCTL = ("systemctl", "--user", "--no-pager", "--no-ask-password")
_NOBODY_LOGGED_IN = (
    "Máy này chỉ chạy lịch khi có người đăng nhập. Nhờ người quản trị mở cho chạy cả lúc không có "
    "ai: sudo loginctl enable-linger TÊN_NGƯỜI_DÙNG"
)


class Systemd:
    """The manager of the user's units."""

    encoding = "utf-8"

    def files(self, chores: Sequence[Chore]) -> dict[str, str]:
        return {
            f"{chore.name}.{kind}": text
            for chore in chores
            for kind, text in (("service", _service(chore)), ("timer", _timer(chore)))
        }

    def install(self, chores: Sequence[Chore]) -> Sequence[str]:
        for file, text in self.files(chores).items():
            _write(_unit_folder() / file, text)
        timers = [f"{chore.name}.timer" for chore in chores]
        try:
            run(*SYSTEMCTL, "daemon-reload")
            run(*SYSTEMCTL, "enable", "--now", *timers)
        except PublishingError as error:
            raise PublishingError(
                f"Đã ghi lịch vào “{_unit_folder()}” nhưng chưa bật được. {error} Bật bằng tay khi "
                f"đã đăng nhập: {shlex.join(('systemctl', '--user', 'enable', '--now', *timers))}"
            ) from error
        return () if _lingers() else (_NOBODY_LOGGED_IN,)

    def remove(self, chores: Sequence[Chore]) -> None:
        standing = [chore for chore in chores if _unit(chore, "timer").exists()]
        if not standing:
            return
        run(*SYSTEMCTL, "disable", "--now", *(f"{chore.name}.timer" for chore in standing))
        for chore in standing:
            for kind in ("timer", "service"):
                _unit(chore, kind).unlink(missing_ok=True)
        run(*SYSTEMCTL, "daemon-reload")

    def standing(self, chores: Sequence[Chore]) -> list[str]:
        return [
            f"{chore.name}.timer ({_timer_state(chore)}): {chore.about}"
            for chore in chores
            if _unit(chore, "timer").exists()
        ]


def _service(chore: Chore) -> str:
    # The slash keeps a space or a backslash at the end of a name: alone they mean something.
    home = f"{_unit_text(str(chore.home))}/"
    return (
        f"[Unit]\nDescription={_unit_text(chore.about)}\n\n"
        f"[Service]\nType=oneshot\nWorkingDirectory={home}\n"
        f"ExecStart={' '.join(map(_unit_word, chore.words))}\n"
    )


def _timer(chore: Chore) -> str:
    when = f"*:{MINUTE}" if chore.is_hourly else f"*:0/{chore.minutes}"
    return (
        f"[Unit]\nDescription={_unit_text(chore.about)}\n\n"
        f"[Timer]\nOnCalendar={when}\nPersistent=true\n\n[Install]\nWantedBy=timers.target\n"
    )


def _unit_text(words: str) -> str:
    """A value of a unit (systemd.unit(5)): percent signs are its own."""
    return words.replace("%", "%%")


def _unit_word(word: str) -> str:
    """A word of ExecStart (systemd.service(5)): dollars, quotes and backslashes are its own too."""
    plain = _unit_text(word).replace("\\", "\\\\").replace("$", "$$").replace('"', '\\"')
    return f'"{plain}"'


def _unit_folder() -> Path:
    """Where the units of a user lie (systemd.unit(5))."""
    settings = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(settings, "systemd", "user")


def _unit(chore: Chore, kind: str) -> Path:
    return _unit_folder() / f"{chore.name}.{kind}"


def _timer_state(chore: Chore) -> str:
    active = finished(*SYSTEMCTL, "is-active", f"{chore.name}.timer").returncode == 0
    return "đang chạy" if active else "chưa bật"


def _lingers() -> bool:
    """Whether timers of this user run while nobody is logged in; asked for, where that is let."""
    return finished("loginctl", "--no-ask-password", "enable-linger").returncode == 0


def _write(file: Path, text: str) -> None:
    try:
        atomic_write(file, text.encode())
    except OSError as error:
        raise PublishingError(f"Không ghi được “{file}” ({os_reason(error)}).") from error
