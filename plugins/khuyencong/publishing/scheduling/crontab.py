"""Lines of the user's table (crontab(5)); all others stay as they are, byte for byte.

Cron itself makes up for nothing; a look each few minutes does, at what is due by then.
"""

import shlex
from collections.abc import Sequence

from khuyencong.publishing.scheduling.chores import MINUTE, Chore
from khuyencong.publishing.scheduling.system_command import finished, refusal, run


class Cron:
    """The table of the user."""

    encoding = "utf-8"

    def files(self, chores: Sequence[Chore]) -> dict[str, str]:
        return {"crontab": "".join(map(_cron_line, chores))}

    def install(self, chores: Sequence[Chore]) -> Sequence[str]:
        self._replace(chores, "".join(map(_cron_line, chores)))
        return ()

    def remove(self, chores: Sequence[Chore]) -> None:
        self._replace(chores, "")

    def standing(self, chores: Sequence[Chore]) -> list[str]:
        return [line for line in _crontab().split("\n") if _is_line_of(line, chores)]

    def _replace(self, chores: Sequence[Chore], own: str) -> None:
        before = _crontab()
        after = other_lines(before, chores)
        if own and after and not after.endswith("\n"):
            after += "\n"
        if (after := after + own) != before:
            run("crontab", "-", given=after)


def other_lines(table: str, chores: Sequence[Chore]) -> str:
    """A crontab without the lines of some chores, whoever put them there."""
    lines = table.split("\n")
    return "\n".join(line for line in lines if not _is_line_of(line, chores))


def _cron_line(chore: Chore) -> str:
    """A line of the table, where a percent sign would end the command. It is silent about what
    is not due: cron sends by mail whatever is said."""
    times = f"{MINUTE} * * * *" if chore.is_hourly else f"*/{chore.minutes} * * * *"
    command = f"cd {shlex.quote(str(chore.home))} && {shlex.join(chore.words)} >/dev/null"
    return f"{times} {_cron_text(command)}\n"


def _cron_text(command: str) -> str:
    return command.replace("%", r"\%")


def _is_line_of(line: str, chores: Sequence[Chore]) -> bool:
    """Whether a line runs one of the chores; what a person made a comment stays one."""
    runs = any(f" {_cron_text(chore.shell_words)} " in line for chore in chores)
    return runs and not line.lstrip().startswith("#")


def _crontab() -> str:
    """The user's table; nothing when there is none."""
    done = finished("crontab", "-l")
    if done.returncode == 0:
        return done.stdout.decode(errors="surrogateescape")
    if b"no crontab" in done.stderr or b"No such file" in done.stderr:
        return ""
    raise refusal("crontab", done)
