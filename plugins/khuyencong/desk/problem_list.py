"""What is wrong with files, in the words of the forms, each with the screen that mends it."""

from collections.abc import Iterable
from dataclasses import dataclass

from khuyencong.content.folder import CENTRE_FILE
from khuyencong.desk.judgement import in_words_of_form
from khuyencong.desk.workspace import Workspace
from khuyencong.model.centre import Centre
from khuyencong.model.entry import Entry
from khuyencong.model.rules import Problem, Severity
from khuyencong.publishing.target_settings import SETTINGS_FILE


@dataclass(frozen=True, slots=True)
class ToldProblem:
    """A problem as a person who never saw the file reads it."""

    title: str
    """What people call the file."""
    place: str
    """Path of the screen on which it is edited."""
    words: str
    is_error: bool
    """Whether it keeps the site from being made."""


def told_problems(workspace: Workspace, problems: Iterable[Problem]) -> list[ToldProblem]:
    """Errors first; each group in the order in which it came."""
    found = [_told(workspace, problem) for problem in problems]
    return sorted(found, key=lambda problem: not problem.is_error)


def place_of(source: str) -> str:
    """Path of the screen on which a file is edited."""
    if source == CENTRE_FILE:
        return "trung-tam"
    if source == SETTINGS_FILE:
        return "noi-dang"
    return f"bang/{source.removesuffix('.csv')}" if source.endswith(".csv") else f"bai/{source}"


def title_of(workspace: Workspace, source: str) -> str:
    """What people call a file."""
    if source == CENTRE_FILE:
        return "Trung tâm"
    if source == SETTINGS_FILE:
        return "Nơi đặt trang"
    if source.endswith(".csv"):
        return f"Bảng đề án {source.rpartition('/')[2].removesuffix('.csv')}"
    found = workspace.files().get(source)
    return found.record.entry.title if found and found.record else source


def _told(workspace: Workspace, problem: Problem) -> ToldProblem:
    kind = workspace.kinds().get(problem.file.partition("/")[0])
    form = Centre if problem.file == CENTRE_FILE else kind or Entry
    return ToldProblem(
        title_of(workspace, problem.file),
        place_of(problem.file),
        in_words_of_form(f"{problem.message} {problem.advice}".strip(), form),
        problem.rule.severity is Severity.ERROR,
    )
