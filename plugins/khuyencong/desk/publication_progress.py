"""A publication as people see it: what was ordered, and how far it is."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from khuyencong.model.rules import Problem

if TYPE_CHECKING:
    from khuyencong.publishing.summary import Summary

BY_CLOCK = "Theo giờ"
"""Who publishes when nobody does."""


class Phase(StrEnum):
    """Where a publication is."""

    IDLE = "chua"
    WORKING = "dang-lam"
    ASKING = "dang-hoi"
    DONE = "xong"
    WRONG = "sai"
    """It was sent, and readers get something else."""
    FAILED = "hong"


class Remedy(StrEnum):
    """What a person may do about a refusal."""

    VANISH = "bo-han"
    UNLOCK = "go-khoa"


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody wants published."""

    target: str = ""
    """Name of the target; the first of `xuat-ban.yml` when it is empty."""
    by: str = ""
    back_to: str = ""
    """Name of the release that readers are to see again; empty: the site as it is now."""
    remedies: frozenset[Remedy] = frozenset()

    @property
    def is_by_clock(self) -> bool:
        """Whether no person asked for it."""
        return self.by == BY_CLOCK


@dataclass(frozen=True, slots=True)
class Progress:
    """What a person sees of a publication."""

    phase: Phase = Phase.IDLE
    words: str = ""
    done: int = 0
    total: int = 0
    order: Order = Order()
    summary: "Summary | None" = None
    """What would change, while a person is asked."""
    details: tuple[str, ...] = ()
    """Sentences for whoever wants to know more."""
    problems: tuple[Problem, ...] = ()
    """What a person mends before the next try."""
    samples: tuple[str, ...] = ()
    """Files of entries that are marked as sample data."""
    remedy: Remedy | None = None
    before: str = ""
    """Name of the release before, where it is offered."""
    url: str = ""
    """Where readers see what was published, if it is known."""

    @property
    def share(self) -> int:
        """Per cent that is done; 0 while nobody knows."""
        return 100 * self.done // self.total if self.total else 0
