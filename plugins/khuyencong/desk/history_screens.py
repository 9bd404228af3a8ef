"""What was saved, by whom and when: looked at, compared by words, brought back."""

from dataclasses import dataclass
from datetime import datetime, time
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.responses import Response

from khuyencong.content.de_an_table import is_table
from khuyencong.content.file_lookup import leads_out
from khuyencong.content.folder import CENTRE_FILE
from khuyencong.desk.approval import ApprovalNeededError, refuse_to_show
from khuyencong.desk.comparison import words_compared
from khuyencong.desk.editor_blocks import Block, editor_blocks
from khuyencong.desk.field_labels import with_labels
from khuyencong.desk.history import Version
from khuyencong.desk.problem_list import place_of, title_of
from khuyencong.desk.requests import Asked
from khuyencong.desk.screen_renderer import go, lower_first, refuse, screen
from khuyencong.desk.sessions import Role
from khuyencong.desk.shown_comparison import shown_compared
from khuyencong.desk.workspace import Workspace
from khuyencong.editing.entry_text import EntryText
from khuyencong.editing.header_yaml import HeaderError
from khuyencong.model.centre import Centre
from khuyencong.vietnamese.dates import VIETNAM

SHOWN = 100
"""Versions on a screen."""


@dataclass(frozen=True, slots=True)
class Row:
    """A version in the list, and what one may do with it."""

    version: Version
    title: str
    can_undo: bool
    """Whether the file may become again what it was before: only of its newest version."""
    can_take: bool
    """Whether the file may become this version: not where it is this version."""


@dataclass(frozen=True)
class HistoryScreens:
    """Answers about versions."""

    workspace: Workspace

    def all(self, asked: Asked) -> Response:
        """What was saved lately, of everything."""
        return self._list(asked, "")

    def of_entry(self, asked: Asked) -> Response:
        """The versions of one file, whether it is still there or not."""
        return self._list(asked, asked.path["source"])

    def compare(self, asked: Asked) -> Response:
        """What a version changed, word by word."""
        version = self._version(asked.path["id"])
        blobs = (self.workspace.history.before(version), version.blob)
        old, new = (self._text(version.source, blob) for blob in blobs)
        before, after = (self._read(version.source, blob) for blob in blobs)
        body = None
        if before and after:
            old, new = before[0], after[0]
            body = shown_compared(before[1], after[1])
        return screen(
            "so-sanh",
            asked,
            version=version,
            title=title_of(self.workspace, version.source),
            pieces=words_compared(old, new),
            differs=old != new,
            body=body,
            is_now=self.workspace.version(version.source) == version.blob,
        )

    def bring_back(self, asked: Asked) -> Response:
        """Write a file as it was in a version, or before it (`truoc`)."""
        version = self._version(asked.path["id"])
        before = asked.get("truoc") == "1"
        blob = self.workspace.history.before(version) if before else version.blob
        data = self.workspace.history.bytes_of(blob)
        if data is None or not self._may_hold(version.source):
            raise HTTPException(HTTPStatus.NOT_FOUND, "Không có chữ nào ở bản này để lấy lại.")
        moment = f"{version.at:%H:%M ngày %d/%m}"
        what = f"Trở lại bản {'trước lúc' if before else 'lúc'} {moment}"
        where = place_of(version.source)
        if self.workspace.version(version.source) == blob:
            return refuse(where, "Bài đang đúng như bản này nên không có gì đổi.")
        with self.workspace.writing:
            try:
                self._refuse_to_show(version.source, data, asked.session.role)
            except ApprovalNeededError as needed:
                raise HTTPException(HTTPStatus.FORBIDDEN, str(needed)) from needed
            self.workspace.write(version.source, data, asked.session.who, what)
        return go(where, f"Đã {lower_first(what)}. Bản vừa rồi vẫn còn trong Lịch sử.")

    def _refuse_to_show(self, source: str, data: bytes, role: Role) -> None:
        kind = self.workspace.kinds().get(source.partition("/")[0])
        if kind is None:
            return
        file = self.workspace.content / source
        refuse_to_show(kind, file.read_bytes() if file.is_file() else None, data, role)

    def _list(self, asked: Asked, source: str) -> Response:
        found = list(self.workspace.history.versions(source, SHOWN))
        now = self.workspace.now()
        midnight = datetime.combine(now.date(), time(), VIETNAM)
        newest = {each.source: each for each in reversed(found)}.values()
        yesterday = next((v for v in found if v.at < midnight and v.blob), None)
        return screen(
            "lich-su",
            asked,
            source=source,
            title=title_of(self.workspace, source) if source else "",
            rows=[self._row(each, is_newest=each in newest) for each in found],
            today=now.date(),
            yesterday=yesterday if source and found and found[0].at >= midnight else None,
            is_there=not source or bool(self.workspace.version(source)),
        )

    def _version(self, id: str) -> Version:
        found = self.workspace.history.find(id)
        if found is None:
            raise HTTPException(HTTPStatus.NOT_FOUND, "Không có bản này trong lịch sử.")
        return found

    def _row(self, version: Version, *, is_newest: bool) -> Row:
        can_undo = (is_newest or not version.blob) and bool(self.workspace.history.before(version))
        can_take = bool(version.blob) and not is_newest
        return Row(version, title_of(self.workspace, version.source), can_undo, can_take)

    def _text(self, source: str, blob: str) -> str:
        """A version as the form of its kind would name its lines."""
        text = (self.workspace.history.bytes_of(blob) or b"").decode(errors="replace")
        centre = Centre if source == CENTRE_FILE else None
        kind = self.workspace.kinds().get(source.partition("/")[0]) or centre
        return with_labels(text, kind) if kind else text

    def _read(self, source: str, blob: str) -> tuple[str, list[Block]] | None:
        """The header of an entry in a version with labels, and its text as readers see it; None
        for what is no entry."""
        kind = self.workspace.kinds().get(source.partition("/")[0])
        data = self.workspace.history.bytes_of(blob) or b""
        if kind is None or not source.endswith(".md"):
            return None
        try:
            text = EntryText.of(data)
        except HeaderError:
            return ("", []) if not data else None
        blocks = editor_blocks(text.shown_body, self.workspace.folder)
        return with_labels(text.header, kind), blocks

    def _may_hold(self, source: str) -> bool:
        """Whether a file of this name may be written: an entry or a table in its folder, or
        site.yml."""
        folder, _, name = source.partition("/")
        entry = folder in self.workspace.kinds() and name.lower().endswith(".md")
        table = is_table(self.workspace.content, source)
        return (entry or table or source == CENTRE_FILE) and not leads_out(
            self.workspace.content, source
        )
