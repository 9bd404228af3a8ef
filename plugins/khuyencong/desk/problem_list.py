"""What keeps the site from being made, in the words of the forms, with the screens that mend it."""

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
class ListedError:
    """An error as a person who never saw the file reads it."""

    title: str
    """What people call the file."""
    place: str
    """Path of the screen on which it is edited."""
    words: str


def listed_errors(workspace: Workspace, problems: Iterable[Problem]) -> list[ListedError]:
    """The errors among problems; remarks keep nobody from publishing."""
    return listed(workspace, (p for p in problems if p.rule.severity is Severity.ERROR))


def listed(workspace: Workspace, problems: Iterable[Problem]) -> list[ListedError]:
    """Problems as a person reads them, each once."""
    return list(dict.fromkeys(_listed(workspace, each) for each in problems))


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


def _listed(workspace: Workspace, problem: Problem) -> ListedError:
    kind = workspace.kinds().get(problem.file.partition("/")[0])
    form = Centre if problem.file == CENTRE_FILE else kind or Entry
    return ListedError(
        title_of(workspace, problem.file),
        place_of(problem.file),
        in_words_of_form(f"{problem.message} {problem.advice}".strip(), form),
    )
