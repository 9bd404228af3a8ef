"""The letter that asks a chief to approve a story, and the code that comes back."""

from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from pathlib import PurePosixPath
from urllib.parse import quote

from bs4 import BeautifulSoup
from starlette.exceptions import HTTPException
from starlette.responses import Response

from khuyencong.desk.approval_letters import ApprovalLetter, ApprovalLetters, WrongCodeError
from khuyencong.desk.draft_preview import NotShownError, drafted_page
from khuyencong.desk.entry_screens import EntryScreens, bytes_of
from khuyencong.desk.entry_writer import FaultyError, Submission, write
from khuyencong.desk.requests import Asked
from khuyencong.desk.screen_renderer import environment, go, refuse
from khuyencong.desk.self_contained_page import self_contained
from khuyencong.desk.states import approval
from khuyencong.desk.workspace import Workspace
from khuyencong.editing.entry_text import EntryText
from khuyencong.model.entry import Status


@dataclass(frozen=True)
class ApprovalScreens:
    """Answers about the approval of somebody who is not at a desk."""

    workspace: Workspace
    letters: ApprovalLetters
    entries: EntryScreens

    def send(self, asked: Asked) -> Response:
        """Make a letter to somebody about the text as it stands in the form; the story waits for
        approval from now on.
        """
        return self.entries.save_first(asked, lambda source, _: self._send(asked, source))

    def _send(self, asked: Asked, source: str) -> Response:
        chief, draft = " ".join(asked.get("nguoi-duyet").split()), asked.get("draft")
        back = partial(refuse, f"bai/{source}", draft=draft)
        if not chief:
            return back("Chưa lập thư duyệt: điền tên người duyệt.")
        with self.workspace.writing:
            try:
                self._wait_for_approval(asked, source)
            except FaultyError as faulty:
                why = "Chưa lập thư duyệt được."
                return self.entries.held_back(asked, source, faulty.judgement, why)
            self.letters.send(
                source,
                self.workspace.version(source),
                chief=chief,
                asked_by=asked.session.who,
                at=self.workspace.now().isoformat(),
            )
        said = f"Đã lập thư duyệt gửi {chief}. Tải tệp ở cuối trang rồi gửi qua Zalo."
        return go(f"bai/{source}", said, draft)

    def letter(self, asked: Asked) -> Response:
        """A letter as the file that is sent on."""
        sent = self.letters.load(asked.path["letter"])
        if sent is None or self.workspace.version(sent.source) != sent.version:
            raise HTTPException(
                HTTPStatus.NOT_FOUND, "Thư này đã dùng, hoặc bài đã sửa sau đó; lập thư mới."
            )
        try:
            page = drafted_page(self.workspace, self._saved(sent.source))
        except NotShownError as error:
            raise HTTPException(HTTPStatus.SERVICE_UNAVAILABLE, str(error)) from error
        name = f"duyet-{PurePosixPath(sent.source).stem}.html"
        headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
        return Response(self._written(page, sent), media_type="text/html", headers=headers)

    def approve(self, asked: Asked) -> Response:
        """Write the approval of the person whose code was typed."""
        source = asked.path["source"]
        with self.workspace.writing:
            text = EntryText.of(bytes_of(self.workspace, source))
            kind = self.workspace.files()[source].kind
            try:
                letter = self.letters.answered(
                    source, self.workspace.version(source), asked.get("ma")
                )
                approved = text.with_fields(approval(letter.chief, self.workspace.now()), kind)
                what = f"{letter.chief} duyệt qua thư"
                write(self.workspace, source, kind, approved, asked.session, what=what)
            except WrongCodeError as error:
                return refuse(f"bai/{source}", str(error))
            except FaultyError as faulty:
                return refuse(f"bai/{source}", f"Chưa ghi được: {faulty.first}")
            self.letters.discard(letter.name)
        return go(f"bai/{source}", f"{letter.chief} đã duyệt bài này. Đăng hoặc hẹn giờ được rồi.")

    def _wait_for_approval(self, asked: Asked, source: str) -> None:
        """Take a draft to the state in which it waits."""
        text = EntryText.of(bytes_of(self.workspace, source))
        file = self.workspace.files()[source]
        if file.record is None:
            raise HTTPException(HTTPStatus.CONFLICT, "Bài đang có lỗi; sửa lỗi rồi thử lại.")
        status = file.record.entry.status
        if status not in (Status.DRAFT, Status.REVIEW):
            raise HTTPException(HTTPStatus.CONFLICT, "Bài này không còn chờ duyệt.")
        if status is Status.DRAFT:
            sent = text.with_fields({"status": "review"}, file.kind)
            write(self.workspace, source, file.kind, sent, asked.session, what="Gửi duyệt")

    def _saved(self, source: str) -> Submission:
        """The form of an entry in which nothing was changed."""
        base = self.workspace.history.hold(self.workspace.read(source))
        return Submission(source.partition("/")[0], source, base, "0" * 16, ())

    def _written(self, page: bytes, letter: ApprovalLetter) -> bytes:
        """The page in one file, with the code on top."""
        centre = self.workspace.centre
        document = self_contained(page, self.workspace.preview.read, centre.url if centre else "")
        top = environment().get_template("thu-duyet.html").render(letter=letter)
        body = document.select("body")[0]
        body.insert(0, BeautifulSoup(top, "html.parser"))
        return str(document).encode()
