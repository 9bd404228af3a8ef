"""What a browser sends of the form of an entry."""

from http import HTTPStatus

from starlette.exceptions import HTTPException

from khuyencong.desk.entry_writer import Submission, kind_of
from khuyencong.desk.requests import Asked
from khuyencong.desk.struct_folder import NAME
from khuyencong.desk.workspace import Workspace

_OF_AN_OPENING = ("base", "draft", "source", "folder", "follows", "follows_at", "sign")
_OF_BUTTONS = ("buoc", "noi-dung", "nguoi-duyet")
"""Inputs of the buttons below the form, which a text comes along with."""
NO_FILE = "Không có bài này; có thể bài vừa được xóa hoặc đổi tên."


def submission_of(workspace: Workspace, asked: Asked) -> Submission:
    """The form of an entry as it was sent; a page that says so when there is no such entry."""
    own = {*_OF_AN_OPENING, *_OF_BUTTONS}
    pairs = tuple(
        (name, value)
        for name, value in asked.pairs
        if name not in own and not name.startswith("chon.")
    )
    submission = Submission(
        asked.get("folder"),
        asked.get("source"),
        asked.get("base"),
        draft_name(asked.get("draft")),
        pairs,
    )
    try:
        kind_of(workspace, submission)
    except FileNotFoundError as error:
        raise HTTPException(HTTPStatus.NOT_FOUND, NO_FILE) from error
    return submission


def draft_name(name: str) -> str:
    """A name that a draft may have; what is none is refused."""
    if not NAME.fullmatch(name):
        raise HTTPException(HTTPStatus.BAD_REQUEST, "Tên bản đang viết không đúng.")
    return name
