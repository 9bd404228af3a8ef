"""Publishing by the clock: when it is due, and how each system is told to look.

The system looks every few minutes; a look that finds nothing due reads one small file. So a
moment that passed while the machine was off is made up at the first look after it is on again.
"""

import json
import shlex
import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from xml.sax.saxutils import escape

from khuyencong.publishing.target_settings import ChosenTarget
from khuyencong.store.atomic import atomic_write
from khuyencong.store.cache_folder import CACHE_FOLDER
from khuyencong.store.digest import hex_digest_of

MINUTES = 5
"""How often the system looks."""


class Due(StrEnum):
    """Whether a target wants to be published to by the clock."""

    NOW = "đến giờ"
    LATER = "chưa đến giờ"
    NEVER = "đã quay lại bản trước, chờ người đưa lên"


class DueFile:
    """The next moment of a target, between two looks."""

    def __init__(self, chosen: ChosenTarget) -> None:
        name = f"{hex_digest_of(chosen.settings.address)}.due"
        self._file = Path(CACHE_FOLDER, "publishing", name)

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


def command(target: str, content: Path) -> list[str]:
    """What the system has to run."""
    where = ["--content", str(content.absolute())]
    return [sys.executable, "-m", "khuyencong", "publish", target, *where, "--due", "--yes"]


def systemd_units(target: str, content: Path, home: Path) -> dict[str, str]:
    """File name → text of a user's units (systemd.timer(5))."""
    name = f"khuyencong-{target}"
    words = " ".join(_systemd_word(word) for word in command(target, content))
    service = (
        f"[Unit]\nDescription=Đưa trang khuyến công lên mạng theo giờ ({target})\n\n"
        f"[Service]\nType=oneshot\nWorkingDirectory={str(home).replace('%', '%%')}\n"
        f"ExecStart={words}\n"
    )
    timer = (
        f"[Unit]\nDescription=Xem đã đến giờ đưa lên mạng chưa ({target})\n\n"
        f"[Timer]\nOnCalendar=*:0/{MINUTES}\nPersistent=true\n\n[Install]\nWantedBy=timers.target\n"
    )
    return {f"{name}.service": service, f"{name}.timer": timer}


def cron_line(target: str, content: Path, home: Path) -> dict[str, str]:
    """A line for `crontab -e` (crontab(5): a percent sign would end it)."""
    words = f"cd {shlex.quote(str(home))} && {shlex.join(command(target, content))}"
    return {"crontab": f"*/{MINUTES} * * * * {words}\n".replace("%", r"\%")}


def windows_task(target: str, content: Path, home: Path) -> dict[str, str]:
    """A task for `schtasks /create /xml` (Task Scheduler schema 1.2)."""
    program, *words = command(target, content)
    arguments = " ".join(f'"{word}"' if " " in word else word for word in words)
    task = f"""<?xml version="1.0"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo><Description>Đưa trang khuyến công lên mạng theo giờ ({escape(target)})\
</Description></RegistrationInfo>
  <Triggers>
    <TimeTrigger>
      <Repetition><Interval>PT{MINUTES}M</Interval></Repetition>
      <StartBoundary>2026-01-01T00:00:00</StartBoundary>
    </TimeTrigger>
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
    return {f"khuyencong-{target}.xml": task}


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
