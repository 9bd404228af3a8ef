"""What a scheduler of a system does for the user who runs this program."""

from collections.abc import Sequence
from typing import Protocol

from khuyencong.publishing.scheduling.chores import Chore

MINUTE = 17
"""Of an hourly look: not at the full hour, as everybody else does."""


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
