"""What a scheduler of a system does, which there are, and which is that of this machine."""

import shutil
import sys
from collections.abc import Mapping, Sequence
from typing import Protocol

from khuyencong.publishing.scheduling.chores import Chore
from khuyencong.publishing.scheduling.crontab import Cron
from khuyencong.publishing.scheduling.system_command import finished
from khuyencong.publishing.scheduling.systemd import SYSTEMCTL, Systemd
from khuyencong.publishing.scheduling.windows_tasks import WindowsTasks


class Scheduler(Protocol):
    """A part of the system that runs commands by the clock, for the user who runs this program."""

    encoding: str
    """Of its files."""

    def files(self, chores: Sequence[Chore]) -> dict[str, str]:
        """File name → text, for somebody who puts them in place by hand."""

    def install(self, chores: Sequence[Chore]) -> Sequence[str]:
        """Have the chores run; those that run already are told anew. What else to know of it, as
        sentences.

        Raises:
            PublishingError: the system does not take them.
        """

    def remove(self, chores: Sequence[Chore]) -> None:
        """Have them run no more; those that do not are no fault.

        Raises:
            PublishingError: the system refuses.
        """

    def standing(self, chores: Sequence[Chore]) -> list[str]:
        """What stands there for the chores, a line each.

        Raises:
            PublishingError: the system does not tell.
        """


SCHEDULERS: Mapping[str, Scheduler] = {
    "systemd": Systemd(),
    "cron": Cron(),
    "windows": WindowsTasks(),
}
"""By the names that the command takes."""


def own_system() -> str:
    """The name of the scheduler of this machine; that of systemd where nothing answers."""
    if sys.platform == "win32":
        return "windows"
    return "cron" if shutil.which("crontab") and not _has_user_manager() else "systemd"


def _has_user_manager() -> bool:
    if not shutil.which("systemctl"):
        return False
    return finished(*SYSTEMCTL, "show-environment").returncode == 0
