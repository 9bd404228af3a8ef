"""Pelican's way into this room: one generator, which reads and lets nothing broken pass."""

import logging
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from khuyencong.content.folder import ContentError
from khuyencong.model.rules import Problem, Severity
from khuyencong.plugin.pictures_generator import WANTED
from khuyencong.site.problem_list import arranged
from khuyencong.site.site_reader import read_site
from khuyencong.vietnamese.dates import VIETNAM, parse_moment

log = logging.getLogger(__name__)

SITE = "khuyencong_site"
"""Context key: the site index, for the rooms behind this one."""
FILES = "khuyencong_files"
"""Context key: output path → file below `content/`, of every file that is offered."""

MEMORY = "READING_MEMORY"
"""Setting: the EntryMemory of a process that reads the same content again and again."""
READING = "khuyencong_reading"
"""Context key: everything that was read, with the moment until which it holds."""


def moment_of_build(settings: dict[str, Any]) -> datetime:
    """The moment that decides embargoes and expiries: the setting NOW, or the clock.

    It is told in the time of Vietnam, whose midnight ends a day for readers.
    """
    told = settings.get("NOW")
    return parse_moment(str(told)).astimezone(VIETNAM) if told else datetime.now(VIETNAM)


PROBLEMS = "khuyencong_problems"
"""Context key: list of everything that was found wrong, for whoever reports to staff."""


def report(context: dict[str, Any], problems: Iterable[Problem]) -> None:
    """Log problems and remember them in the context.

    Raises:
        ContentError: one of them is an error; it names all of them.
    """
    found = tuple(problems)
    context.setdefault(PROBLEMS, []).extend(found)
    for problem in found:
        if problem.rule.severity is Severity.WARNING and not problem.fold:
            log.warning("%s", problem)
        elif problem.rule.severity is not Severity.ERROR:
            log.info("%s", problem)
    if any(problem.rule.severity is Severity.ERROR for problem in found):
        reading = context.get(READING)
        records = reading.records if reading else ()
        raise ContentError(arranged(context[PROBLEMS], records))


class ContentGenerator:
    """Reads the content folder into the site index before any page is made."""

    def __init__(self, context: dict[str, Any], settings: dict[str, Any], path: str, **_: Any):
        self.context = context
        self.settings = settings
        self.content = Path(path)

    def generate_context(self) -> None:
        """Put the site index into the context.

        Raises:
            ContentError: something in the content is in error; it names everything.
        """
        reading = read_site(
            self.content,
            Path(self.settings["CACHE_PATH"]),
            moment_of_build(self.settings),
            drafts=bool(self.settings.get("DRAFTS")),
            memory=self.settings.get(MEMORY),
        )
        report(self.context, reading.problems)
        site = reading.site
        if site is None:
            raise ContentError(reading.problems)
        given = self.settings.setdefault("SITEURL_GIVEN", self.settings["SITEURL"])
        self.settings["SITEURL"] = given or site.centre.url.rstrip("/")
        self.context[SITE] = site
        self.context[READING] = reading
        self.context[FILES] = {
            path: self.content / path for record in site.records for path in record.files
        }
        self.context[WANTED] = [
            (self.content / figure.picture.source, figure.picture, figure.credits)
            for record in site.records
            for figure in record.figures
        ]
