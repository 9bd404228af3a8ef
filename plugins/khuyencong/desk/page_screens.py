"""The true page of a text that is being written."""

from dataclasses import dataclass
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from khuyencong.desk.draft_preview import NotShownError, drafted_page
from khuyencong.desk.entry_screens import bytes_of
from khuyencong.desk.entry_writer import Submission, UnknownVersionError
from khuyencong.desk.requests import Asked
from khuyencong.desk.submitted_form import draft_name, submission_of
from khuyencong.desk.workspace import Workspace


@dataclass(frozen=True)
class PageScreens:
    """Answers with pages of the site as they would be."""

    workspace: Workspace

    def show(self, asked: Asked) -> Response:
        """The true page of what stands in the form now."""
        return self._page(submission_of(self.workspace, asked))

    def show_draft(self, asked: Asked) -> Response:
        """The true page of a draft, in a window of its own; of its file while nothing changed."""
        name, source = draft_name(asked.path["draft"]), asked.query.get("bai", "")
        kept = self.workspace.drafts.load(name)
        if kept is None and source:
            base = self.workspace.history.hold(bytes_of(self.workspace, source))
            return self._page(Submission(source.partition("/")[0], source, base, name, ()))
        if kept is None or not asked.session.may_read(kept.who):
            raise HTTPException(HTTPStatus.NOT_FOUND, "Bản đang viết này đã lưu hoặc đã bỏ.")
        return self._page(Submission.of(kept))

    def _page(self, submission: Submission) -> Response:
        try:
            return HTMLResponse(drafted_page(self.workspace, submission))
        except NotShownError as error:
            return PlainTextResponse(str(error), HTTPStatus.UNPROCESSABLE_ENTITY)
        except UnknownVersionError:
            return PlainTextResponse("Bản gốc không còn.", HTTPStatus.UNPROCESSABLE_ENTITY)
