"""A YAML file of settings: read, held against its declaration, every fault with its line."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple, TypeVar

from khuyencong.content.front_matter import parse_yaml, problems_of
from khuyencong.content.text_file import FileRefusedError, read_text
from khuyencong.model.declaration import Declared
from khuyencong.model.rules import Fault, Problem, Severity, Where
from khuyencong.model.validation import validate

D = TypeVar("D", bound=Declared)


class SettingsRead(NamedTuple):
    """What a file of settings gave."""

    problems: list[Problem]
    lines: Mapping[Where, int]
    """Where each value stands."""

    @property
    def has_error(self) -> bool:
        """Whether a problem keeps the settings from being used."""
        return any(problem.rule.severity is Severity.ERROR for problem in self.problems)


def read_settings(
    file: Path, name: str, kind: type[D], faults_of: Callable[[D], Iterable[Fault]]
) -> tuple[D | None, SettingsRead]:
    """The settings in a file, None when it is unusable; nothing is raised for what it holds.

    `name` is how messages call the file; `faults_of` tells the rules between its keys.
    """
    try:
        text, problems = read_text(file, name)
    except FileRefusedError as refused:
        return None, SettingsRead(list(refused.problems), {})
    matter = parse_yaml(text, name, kind)
    settings, faults = validate(kind, matter.values)
    faults += faults_of(settings) if settings else []
    problems += matter.problems
    if matter.values or not matter.problems:
        problems += problems_of(matter, faults)
    return settings, SettingsRead(problems, matter.lines)
