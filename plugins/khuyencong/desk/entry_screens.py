"""Screens on which an entry is written: its form, its state, a clash."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from khuyencong.content.record import Record
from khuyencong.desk.approval import ApprovalNeededError
from khuyencong.desk.approval_letters import ApprovalLetters
from khuyencong.desk.clash_screen import clash_screen
from khuyencong.desk.draft_access import DraftAccess, going_on
from khuyencong.desk.drafts import Draft
from khuyencong.desk.editor_blocks import AT_ONCE, editor_blocks
from khuyencong.desk.entry_writer import (
    ClashError,
    FaultyError,
    Settlement,
    Submission,
    UnknownVersionError,
    differs_from_file,
    kind_of,
    save,
    settle,
    source_for,
    text_of,
    values_of,
    with_its_file,
)
from khuyencong.desk.inputs import Inputs, Message
from khuyencong.desk.judgement import BODY, FORM, Judgement, all_messages, judge
from khuyencong.desk.listing import Completions
from khuyencong.desk.presence import Presence
from khuyencong.desk.readership import Readership
from khuyencong.desk.requests import Asked
from khuyencong.desk.screen_renderer import go, screen
from khuyencong.desk.sessions import Role
from khuyencong.desk.states import STATES, state_of, steps_from
from khuyencong.desk.submission import Pairs
from khuyencong.desk.submitted_form import NO_FILE, draft_name, submission_of
from khuyencong.desk.translation import beginning, languages_of
from khuyencong.desk.workspace import Workspace
from khuyencong.editing.entry_text import EntryText
from khuyencong.editing.header_yaml import HeaderError
from khuyencong.model.entry import Entry
from khuyencong.store.os_reason import os_reason
from khuyencong.vietnamese.dates import short_date
from khuyencong.vietnamese.numbers import whole_number


@dataclass(frozen=True)
class EntryScreens:
    """Answers to what is asked about one entry."""

    workspace: Workspace
    presence: Presence
    letters: ApprovalLetters
    readership: Readership
    drafts: DraftAccess
    completions: Completions = field(default_factory=Completions)

    def open(self, asked: Asked) -> Response:
        """The form of an entry; with `?nhap=` as a draft left it."""
        source = asked.path["source"]
        kept = self.drafts.opened(asked, source)
        if kept:
            return self._form(asked, going_on(kept), follows=kept)
        data = bytes_of(self.workspace, source)
        try:
            EntryText.of(data)
        except HeaderError:
            return self._broken(asked, source)
        folder, base = source.partition("/")[0], self.workspace.history.hold(data)
        return self._form(asked, Submission(folder, source, base, secrets.token_hex(8), ()))

    def begin(self, asked: Asked) -> Response:
        """The form of a new entry."""
        folder = asked.path["folder"]
        if folder not in self.workspace.kinds():
            raise HTTPException(HTTPStatus.NOT_FOUND, "Không có loại bài này.")
        kept = self.drafts.opened(asked, "")
        if kept:
            return self._form(asked, going_on(kept), follows=kept)
        now = self.workspace.now()
        date = f"{short_date(now)} {now:%H:%M}" if self.workspace.kinds()[folder].dated else ""
        pairs: Pairs = (("date", date), ("author", asked.session.author)) if date else ()
        pairs = beginning(self.workspace, asked.query.get("dich", "")) or pairs
        return self._form(asked, Submission(folder, "", "", secrets.token_hex(8), pairs))

    def save(self, asked: Asked) -> Response:
        """Write the form into its file, or show what keeps it from being written."""
        submission = submission_of(self.workspace, asked)
        said = "Đã lưu. Bản trước vẫn còn trong lịch sử."
        return self._saved(asked, submission, lambda source: go_on(source, said, submission))

    def save_first(self, asked: Asked, then: Callable[[str, str], Response]) -> Response:
        """What `then` answers, given the source and the version of an entry whose button was
        pressed. A text that came along is saved before; what keeps it from that is shown instead.
        """
        source = asked.path["source"]
        if not asked.get("draft"):
            return then(source, asked.get("base"))
        submission = submission_of(self.workspace, asked)
        if submission.source != source:
            raise HTTPException(HTTPStatus.BAD_REQUEST, "Bài trong trang này là bài khác; tải lại.")
        if differs_from_file(self.workspace, submission):
            return self._saved(
                asked, submission, lambda saved: then(saved, self.workspace.version(saved))
            )
        self.drafts.let_go(submission.draft, asked.session)
        return then(source, submission.base)

    def held_back(self, asked: Asked, source: str, judgement: Judgement, why: str) -> Response:
        """The form of an entry with everything that keeps it from a step; `why` is on top."""
        base = self.workspace.history.hold(bytes_of(self.workspace, source))
        form = Submission(source.partition("/")[0], source, base, secrets.token_hex(8), ())
        return self._form(asked, form, judgement, tried=True, held_back=why)

    def _saved(
        self, asked: Asked, submission: Submission, then: Callable[[str], Response]
    ) -> Response:
        submission = with_its_file(self.workspace, submission)
        self.drafts.keep(submission, asked)
        write = partial(save, self.workspace, submission, asked.session)
        return self._written(asked, submission, write, then)

    def settle(self, asked: Asked) -> Response:
        """Write what was chosen of both sides of a clash."""
        submission = submission_of(self.workspace, asked)
        chosen = dict(asked.pairs)
        fields = {
            name.removeprefix("chon.muc."): value
            for name, value in chosen.items()
            if name.startswith("chon.muc.")
        }
        parts = {
            whole_number(name.removeprefix("chon.doan."), -1): value
            for name, value in chosen.items()
            if name.startswith("chon.doan.")
        }
        write = partial(
            settle,
            self.workspace,
            submission,
            asked.get("chon.ban-kia"),
            Settlement(fields, parts),
            asked.session,
        )
        said = "Đã lưu bản ghép. Cả hai bản vẫn còn trong lịch sử."
        return self._written(
            asked, submission, write, lambda source: go_on(source, said, submission)
        )

    def keep(self, asked: Asked) -> Response:
        """Keep what is being written, and say what the model thinks of it."""
        submission = submission_of(self.workspace, asked)
        try:
            # A mere sign that the form is open leaves its draft as it is.
            is_kept = not asked.get("sign") and self.drafts.renew(submission, asked)
        except OSError as error:
            return JSONResponse(
                {"trouble": f"Máy chủ không giữ được bản đang viết: {os_reason(error)}."},
                HTTPStatus.INSUFFICIENT_STORAGE,
            )
        others = self.presence.arrive(submission.draft, submission.source, asked.session.who)
        judged = self._judged(submission)
        return JSONResponse(
            {
                "kept": f"{self.workspace.now():%H:%M:%S}" if is_kept else "",
                "messages": _as_json(judged.messages) if judged else {},
                "errors": bool(judged and judged.has_errors),
                "others": others,
                "changed": bool(submission.source)
                and self.workspace.version(submission.source) != submission.base,
            }
        )

    def discard(self, asked: Asked) -> Response:
        """Throw a draft away."""
        self.drafts.let_go(draft_name(asked.get("draft")), asked.session)
        return go("", "Đã bỏ bản đang viết.", asked.get("draft"))

    def _written(
        self,
        asked: Asked,
        submission: Submission,
        write: Callable[[], str],
        then: Callable[[str], Response],
    ) -> Response:
        """Write; the answer of `then` to the source, or what kept it from being written."""
        try:
            source = write()
        except FaultyError as faulty:
            return self._form(asked, submission, faulty.judgement, tried=True)
        except ClashError as clash:
            return clash_screen(self.workspace, asked, clash)
        except UnknownVersionError:
            return self._form(asked, submission, tried=True, lost=True)
        except ApprovalNeededError as needed:
            return self._form(asked, submission, tried=True, trouble=str(needed))
        except OSError as error:
            unwritten = f"Không ghi được tệp: {os_reason(error)}. Kiểm tra ổ đĩa rồi lưu lại."
            return self._form(asked, submission, tried=True, trouble=unwritten)
        self.presence.leave(submission.draft)
        return then(source)

    def _form(
        self,
        asked: Asked,
        submission: Submission,
        judgement: Judgement | None = None,
        *,
        tried: bool = False,
        lost: bool = False,
        trouble: str = "",
        held_back: str = "",
        follows: Draft | None = None,
    ) -> Response:
        judged = judgement or (None if lost else self._judged(submission))
        messages = judged.messages if judged and (submission.source or tried) else {}
        kind = kind_of(self.workspace, submission)
        record = self._record(submission)
        status = HTTPStatus.UNPROCESSABLE_ENTITY if tried else HTTPStatus.OK
        values, body = values_of(self.workspace, submission), self._body(submission)
        return screen(
            "bai",
            asked,
            status,
            submission=submission,
            kind=kind,
            title=submission.title or (record.entry.title if record else ""),
            sections=Inputs(messages).sections(kind, values),
            **languages_of(self.workspace, submission, values),
            body=body,
            blocks=editor_blocks(body, self.workspace.folder) if len(body) <= AT_ONCE else (),
            messages=messages,
            all_messages=all_messages(messages),
            body_messages=messages.get(BODY, ()),
            form_messages=messages.get(FORM, ()),
            **self._standing(record, asked.session.role),
            drafts=self.drafts.others_of(submission, asked.session, follows),
            follows=follows,
            others=self.presence.others(submission.source, asked.session.who),
            tried=tried,
            lost=lost,
            trouble=trouble,
            held_back=held_back,
            chief=asked.get("nguoi-duyet"),
            lists=self.completions.of(
                self.workspace.files(), centre.province if (centre := self.workspace.centre) else ""
            ),
            can_delete=asked.session.role >= Role.EDITOR and bool(submission.source),
        )

    def _record(self, submission: Submission) -> Record[Entry] | None:
        """The entry as its file has it now; None for a new one, and for one that cannot be read."""
        found = self.workspace.files().get(submission.source)
        return found.record if found else None

    def _standing(self, record: Record[Entry] | None, role: Role) -> dict[str, Any]:
        """What the form says of an entry besides its fields: its state, who waits for it, its
        readers."""
        state = state_of(record.entry, self.workspace.now()) if record else "nhap"
        return {
            "state": state,
            "state_label": STATES[state],
            "steps": list(steps_from(state, role)) if record else [],
            "embargo": record.entry.embargo if record else None,
            "approved": record.entry.approved if record and state == "cho-duyet" else None,
            "letters": self.letters.about(record.source) if record else [],
            "version": self.workspace.version(record.source) if record else "",
            "address": record.address if record else "",
            "views": self.readership.views_of(record) if record else 0,
        }

    def _broken(self, asked: Asked, source: str) -> Response:
        """A file whose header cannot be taken apart: what is wrong with it."""
        problems = self.workspace.files()[source].problems
        return screen("hong", asked, source=source, problems=problems)

    def _judged(self, submission: Submission) -> Judgement | None:
        workspace = self.workspace
        try:
            text = text_of(workspace, submission)
        except (HeaderError, UnknownVersionError):
            return None
        source, kind = source_for(workspace, submission), kind_of(workspace, submission)
        return judge(workspace.folder, source, kind, text, workspace.now())

    def _body(self, submission: Submission) -> str:
        if submission.body is not None:
            return submission.body
        data = self.workspace.history.bytes_of(submission.base)
        return EntryText.of(data).shown_body if data else ""


def go_on(source: str, said: str, submission: Submission) -> Response:
    """Lead the browser back to an entry that was written."""
    return go(f"bai/{source}", said, submission.draft)


def bytes_of(workspace: Workspace, source: str) -> bytes:
    """The bytes of an entry's file; a page that says so when there is no such entry."""
    if not workspace.knows(source):
        raise HTTPException(HTTPStatus.NOT_FOUND, NO_FILE)
    return workspace.read(source)


def _as_json(messages: Mapping[str, list[Message]]) -> dict[str, list[dict[str, str]]]:
    return {
        name: [{"weight": each.weight, "text": each.text, "advice": each.advice} for each in found]
        for name, found in messages.items()
    }
