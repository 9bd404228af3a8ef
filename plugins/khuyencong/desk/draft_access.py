"""Drafts as a session reads and writes them. Each opening of a form has a draft of its own."""

import secrets
from dataclasses import dataclass, replace
from http import HTTPStatus

from starlette.exceptions import HTTPException

from khuyencong.desk.drafts import Draft
from khuyencong.desk.entry_writer import Submission, differs_from_file, kind_of
from khuyencong.desk.requests import Asked
from khuyencong.desk.sessions import Session
from khuyencong.desk.submitted_form import draft_name
from khuyencong.desk.workspace import Workspace


@dataclass(frozen=True)
class DraftAccess:
    """The drafts of a desk, each for those who may read it."""

    workspace: Workspace

    def opened(self, asked: Asked, source: str) -> Draft | None:
        """The draft of an entry from which a form is to go on (`?nhap=`)."""
        name = asked.query.get("nhap", "")
        found = self.workspace.drafts.load(draft_name(name)) if name else None
        seen = found and found.source == source and asked.session.may_read(found.who)
        return found if seen else None

    def others_of(self, submission: Submission, session: Session, but: Draft | None) -> list[Draft]:
        """Other drafts of the same entry, but for the one from which the form goes on."""
        shown = {submission.draft, but.name if but else ""}
        return [
            draft
            for draft in self.workspace.drafts.all()
            if draft.source == submission.source
            and draft.name not in shown
            and submission.source
            and session.may_read(draft.who)
        ]

    def renew(self, submission: Submission, asked: Asked) -> bool:
        """Keep what stands in a form; whether there is anything: where nothing differs from the
        file, there is no draft.

        Raises:
            OSError: as `keep`.
        """
        if differs_from_file(self.workspace, submission):
            self.keep(submission, asked)
            return True
        self.let_go(submission.draft, asked.session)
        return False

    def keep(self, submission: Submission, asked: Asked) -> None:
        """Keep what stands in a form, in the place of the draft from which it went on.

        Raises:
            OSError: the disk is full, or the folder may not be written.
        """
        kind_of(self.workspace, submission)
        before = self.workspace.drafts.load(submission.draft)
        if before and not asked.session.may_read(before.who):
            raise HTTPException(HTTPStatus.FORBIDDEN, "Bản đang viết này của người khác.")
        self.workspace.drafts.keep(
            Draft(
                submission.draft,
                submission.source,
                submission.folder,
                submission.base,
                tuple(submission.pairs),
                asked.session.who,
                self.workspace.now().isoformat(),
            )
        )
        self._replace_followed(asked)

    def let_go(self, name: str, session: Session) -> None:
        """Throw a draft away."""
        kept = self.workspace.drafts.load(name)
        if kept and session.may_read(kept.who):
            self.workspace.drafts.discard(name)

    def _replace_followed(self, asked: Asked) -> None:
        """The draft from which a form went on ends, unless another window has written to it since:
        somebody may have left it open in a tab or on a phone. One's draft from which an editor
        goes on stays one's own."""
        name = asked.get("follows")
        kept = self.workspace.drafts.load(draft_name(name)) if name else None
        if kept and (kept.at, kept.who) == (asked.get("follows_at"), asked.session.who):
            self.workspace.drafts.discard(name)


def going_on(draft: Draft) -> Submission:
    """A form that goes on from a draft, with a draft of its own."""
    return replace(Submission.of(draft), draft=secrets.token_hex(8))
