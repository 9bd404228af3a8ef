"""The schedulers that there are, and which of them is that of this machine."""

import shutil
import sys
from collections.abc import Mapping

from khuyencong.publishing.scheduling.crontab import Cron
from khuyencong.publishing.scheduling.scheduler import Scheduler
from khuyencong.publishing.scheduling.system_command import finished
from khuyencong.publishing.scheduling.systemd import SYSTEMCTL, Systemd
from khuyencong.publishing.scheduling.windows_tasks import WindowsTasks

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
