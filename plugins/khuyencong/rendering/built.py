"""What a build made."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from khuyencong.model.rules import Problem
from khuyencong.pages.site_pages import SitePages


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made."""

    stories: int
    products: int
    pages: int
    site_pages: SitePages
    picture_files: int
    next_lift: datetime | None
    """When the next embargo ends; the site must be built again then."""
    problems: tuple[Problem, ...]
    """Warnings and notes; a build with errors makes nothing."""
    started: int
    """When it began, in nanoseconds of the epoch."""
    until: datetime | None
    """The moment at which the clock makes a difference; None when the clock was fixed."""
    dependencies: tuple[Path, ...]
    """Files and folders that it was made from, besides code."""
    output: Path
    left: Mapping[str, str]
    """Folder or file below `output` when it was done → its state, so far as that is known."""
