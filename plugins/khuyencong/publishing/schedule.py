"""Publishing by the clock: when it is due, and how each system is told to look.

The system looks every few minutes; a look that finds nothing due reads one small file. So a
moment that passed while the machine was off is made up at the first look after it is on again.
"""

import json
import shlex
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from xml.sax.saxutils import escape

from khuyencong.publishing.target_settings import ChosenTarget
from khuyencong.store.atomic import atomic_write

MINUTES = 5
"""How often the system looks."""
_MONDAY = "05:17"
"""When the whole site is looked at, once a week: not at the full hour, as everybody else does."""
_REPEATED = f"""    <TimeTrigger>
      <Repetition><Interval>PT{MINUTES}M</Interval></Repetition>
      <StartBoundary>2026-01-01T00:00:00</StartBoundary>
    </TimeTrigger>"""
_WEEKLY = f"""    <CalendarTrigger>
      <StartBoundary>2026-01-05T{_MONDAY}:00</StartBoundary>
      <ScheduleByWeek>
        <WeeksInterval>1</WeeksInterval>
        <DaysOfWeek><Monday/></DaysOfWeek>
      </ScheduleByWeek>
    </CalendarTrigger>"""


class Due(StrEnum):
    """Whether a target wants to be published to by the clock."""

    NOW = "đến giờ"
    LATER = "chưa đến giờ"
    NEVER = "đã quay lại bản trước, chờ người đưa lên"


class DueFile:
    """The next moment of a target, between two looks."""

    def __init__(self, chosen: ChosenTarget) -> None:
        self._file = chosen.own_path(".due")

    def look(self, now: datetime) -> tuple[Due, datetime | None]:
        """Whether it is due, and the moment that counts; without a file nobody knows, so it is."""
        try:
            kept = json.loads(self._file.read_bytes())
            moment = datetime.fromisoformat(kept["due"]) if kept["due"] else None
        except (OSError, ValueError, KeyError, TypeError):
            return Due.NOW, None
        if moment is None:
            return Due.NEVER, None
        return (Due.NOW if now >= moment else Due.LATER), moment

    def is_news(self, words: str) -> bool:
        """Whether a failure was not told yet: every look would tell it again."""
        reported = self._file.with_suffix(".reported")
        if reported.is_file() and reported.read_text("utf-8") == words:
            return False
        atomic_write(reported, words.encode())
        return True

    def set(self, moment: datetime | None) -> None:
        """Remember the next moment; None after a roll-back, which the clock may not undo."""
        self._file.with_suffix(".reported").unlink(missing_ok=True)
        kept = json.dumps({"due": moment.isoformat() if moment else ""})
        atomic_write(self._file, kept.encode())


@dataclass(frozen=True, slots=True)
class Chore:
    """A command that the system runs by the clock."""

    name: str
    """Of its files, without a suffix."""
    about: str
    words: list[str]
    weekly: bool = False
    """Early on Mondays; else every few minutes."""


def chores(target: str, content: Path) -> list[Chore]:
    """What is done for a target: published when it is due, and looked at whole once a week."""
    program, where = [sys.executable, "-m", "khuyencong"], ["--content", str(content.absolute())]
    publish = [*program, "publish", target, *where, "--due", "--yes"]
    verify = [*program, "verify", target, *where, "--whole", "--notify"]
    name = f"khuyencong-{target}"
    return [
        Chore(name, f"Đưa trang khuyến công lên mạng theo giờ ({target})", publish),
        Chore(f"{name}-verify", f"Mở thử trang khuyến công mỗi tuần ({target})", verify, True),
    ]


def systemd_units(target: str, content: Path, home: Path) -> dict[str, str]:
    """File name → text of a user's units (systemd.timer(5))."""
    units: dict[str, str] = {}
    for chore in chores(target, content):
        words = " ".join(_systemd_word(word) for word in chore.words)
        when = f"Mon {_MONDAY}" if chore.weekly else f"*:0/{MINUTES}"
        units[f"{chore.name}.service"] = (
            f"[Unit]\nDescription={chore.about}\n\n"
            f"[Service]\nType=oneshot\nWorkingDirectory={str(home).replace('%', '%%')}\n"
            f"ExecStart={words}\n"
        )
        units[f"{chore.name}.timer"] = (
            f"[Unit]\nDescription={chore.about}\n\n"
            f"[Timer]\nOnCalendar={when}\nPersistent=true\n\n[Install]\nWantedBy=timers.target\n"
        )
    return units


def cron_line(target: str, content: Path, home: Path) -> dict[str, str]:
    """Lines for `crontab -e` (crontab(5): a percent sign would end one)."""
    lines = (
        f"{_cron_times(chore)} cd {shlex.quote(str(home))} && {shlex.join(chore.words)}\n"
        for chore in chores(target, content)
    )
    return {"crontab": "".join(lines).replace("%", r"\%")}


def _cron_times(chore: Chore) -> str:
    hour, minute = _MONDAY.split(":")
    return f"{minute} {int(hour)} * * 1" if chore.weekly else f"*/{MINUTES} * * * *"


def windows_task(target: str, content: Path, home: Path) -> dict[str, str]:
    """Tasks for `schtasks /create /xml` (Task Scheduler schema 1.2)."""
    return {f"{chore.name}.xml": _task(chore, home) for chore in chores(target, content)}


def _task(chore: Chore, home: Path) -> str:
    program, *words = chore.words
    arguments = " ".join(f'"{word}"' if " " in word else word for word in words)
    trigger = _WEEKLY if chore.weekly else _REPEATED
    return f"""<?xml version="1.0"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo><Description>{escape(chore.about)}</Description></RegistrationInfo>
  <Triggers>
{trigger}
  </Triggers>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <StartWhenAvailable>true</StartWhenAvailable>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <RunOnlyIfNetworkAvailable>true</RunOnlyIfNetworkAvailable>
  </Settings>
  <Actions>
    <Exec>
      <Command>{escape(program)}</Command>
      <Arguments>{escape(arguments)}</Arguments>
      <WorkingDirectory>{escape(str(home))}</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
"""


def _systemd_word(word: str) -> str:
    """A word of ExecStart (systemd.service(5)): percent signs and dollars are its own."""
    plain = word.replace("%", "%%").replace("$", "$$")
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"' if " " in plain else plain


SYSTEMS: Mapping[str, Callable[[str, Path, Path], dict[str, str]]] = {
    "systemd": systemd_units,
    "cron": cron_line,
    "windows": windows_task,
}
"""System → what makes its files, from the name of a target, the content and its folder."""
