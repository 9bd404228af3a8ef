"""Tasks of the user (Task Scheduler schema 1.2). `StartWhenAvailable` makes up for missed ones."""

import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

from khuyencong.publishing.scheduling.chores import MINUTE, Chore
from khuyencong.publishing.scheduling.system_command import finished, run


class WindowsTasks:
    """The tasks of the user."""

    encoding = "utf-16"
    """As Windows itself writes tasks into files; it misreads others."""

    def files(self, chores: Sequence[Chore]) -> dict[str, str]:
        return {f"{chore.name}.xml": _task(chore) for chore in chores}

    def install(self, chores: Sequence[Chore]) -> Sequence[str]:
        with TemporaryDirectory() as folder:
            for chore in chores:
                file = Path(folder, "task.xml")
                file.write_text(_task(chore), self.encoding)
                run("schtasks", "/create", "/tn", chore.name, "/xml", str(file), "/f")
        return ()

    def remove(self, chores: Sequence[Chore]) -> None:
        for chore in chores:
            if _has_task(chore):
                run("schtasks", "/delete", "/tn", chore.name, "/f")

    def standing(self, chores: Sequence[Chore]) -> list[str]:
        return [f"{chore.name}: {chore.about}" for chore in chores if _has_task(chore)]


def _task(chore: Chore) -> str:
    program, *words = chore.words
    return f"""<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo><Description>{escape(chore.about)}</Description></RegistrationInfo>
  <Triggers>
    <TimeTrigger>
      <Repetition><Interval>PT{chore.minutes}M</Interval></Repetition>
      <StartBoundary>2026-01-01T00:{MINUTE}:00</StartBoundary>
    </TimeTrigger>
  </Triggers>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <RunOnlyIfNetworkAvailable>true</RunOnlyIfNetworkAvailable>
  </Settings>
  <Actions>
    <Exec>
      <Command>{escape(program)}</Command>
      <Arguments>{escape(subprocess.list2cmdline(words))}</Arguments>
      <WorkingDirectory>{escape(str(chore.home))}</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
"""


def _has_task(chore: Chore) -> bool:
    return finished("schtasks", "/query", "/tn", chore.name).returncode == 0
