"""Two versions of one entry beside each other."""

from collections.abc import Mapping
from http import HTTPStatus

from starlette.responses import Response

from khuyencong.desk.approval import BY_BUTTON
from khuyencong.desk.comparison import paragraphs_compared
from khuyencong.desk.entry_writer import ClashError, kind_of
from khuyencong.desk.requests import Asked
from khuyencong.desk.screen_renderer import screen
from khuyencong.desk.workspace import Workspace
from khuyencong.editing.entry_text import EntryText


def clash_screen(workspace: Workspace, asked: Asked, clash: ClashError) -> Response:
    """Both versions, field by field and paragraph by paragraph, to choose from."""
    submission = clash.submission
    kind = kind_of(workspace, submission)
    theirs = EntryText.of(clash.theirs)
    mine_values, their_values = clash.mine.read(kind).values, theirs.read(kind).values
    base = workspace.history.bytes_of(submission.base)
    base_values = EntryText.of(base).read(kind).values if base else {}
    fields = [
        (
            key,
            declared.title,
            as_text(mine_values.get(key)),
            as_text(their_values.get(key)),
            "theirs" if mine_values.get(key) == base_values.get(key) else "mine",
        )
        for key, declared in kind.model_fields.items()
        if key not in BY_BUTTON and mine_values.get(key) != their_values.get(key)
    ]
    last = next(workspace.history.versions(submission.source, 1), None)
    return screen(
        "xung-dot",
        asked,
        HTTPStatus.CONFLICT,
        submission=submission,
        fields=fields,
        parts=paragraphs_compared(theirs.shown_body, clash.mine.shown_body),
        theirs=workspace.history.hold(clash.theirs),
        last=last,
    )


def as_text(value: object) -> str:
    """A value of a header for a person to compare."""
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {as_text(each)}" for key, each in value.items())
    if isinstance(value, list | tuple):
        return "\n".join(map(as_text, value))
    return "" if value is None else str(value)
