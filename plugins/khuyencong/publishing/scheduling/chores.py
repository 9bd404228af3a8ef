"""What a machine does by the clock for a target: commands that look whether something is due."""

import shlex
import sys
from dataclasses import dataclass
from pathlib import Path

from khuyencong.publishing.errors import PublishingError
from khuyencong.publishing.schedule import MINUTES
from khuyencong.store.digest import hex_digest_of
from khuyencong.vietnamese.slugs import slugify

_HOURLY = 60
MINUTE = 17
"""Of an hourly look: not at the full hour, as everybody else does."""


@dataclass(frozen=True, slots=True)
class Chore:
    """A command that the system runs by the clock."""

    name: str
    """Of its unit or task: letters, digits and hyphens, another one for each content folder."""
    about: str
    home: Path
    """The folder in which it runs."""
    command: tuple[str, ...]
    """Its words up to the content; whatever Python runs it, those after the first tell it from
    others."""
    options: tuple[str, ...]
    minutes: int
    """Between two looks."""

    @property
    def words(self) -> tuple[str, ...]:
        """The command line, word by word."""
        return self.command + self.options

    @property
    def is_hourly(self) -> bool:
        """Whether it runs once an hour."""
        return self.minutes == _HOURLY

    @property
    def shell_words(self) -> str:
        """The part of a shell's line by which this chore is known."""
        return shlex.join(self.command[1:])


def chores(target: str, content: Path) -> list[Chore]:
    """What is done for a target: published when it is due, and looked at whole once a week.

    Raises:
        PublishingError: a line break in the name of a folder, which no scheduler can hold.
    """
    folder = content.absolute()
    if len(str(folder).splitlines()) > 1:
        raise PublishingError(f"Tên thư mục có dấu xuống dòng, không đặt lịch được: {folder!r}.")

    def chore(suffix: str, about: str, verb: str, options: str, minutes: int) -> Chore:
        program = (sys.executable, "-m", "khuyencong", verb, target, "--content", str(folder))
        key = hex_digest_of(target, str(folder))[:6]
        name = "-".join(filter(None, ("khuyencong", slugify(target), key, suffix)))
        return Chore(name, about, folder.parent, program, tuple(options.split()), minutes)

    publish = f"Đưa trang khuyến công lên mạng theo giờ ({target})"
    verify = f"Mở thử trang khuyến công mỗi tuần ({target})"
    return [
        chore("", publish, "publish", "--due --yes", MINUTES),
        chore("verify", verify, "verify", "--whole --notify --due", _HOURLY),
    ]
