"""Buttons that take an entry to another state, or away."""

from dataclasses import dataclass
from functools import partial
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.responses import Response

from khuyencong.desk.entry_screens import EntryScreens, bytes_of
from khuyencong.desk.entry_writer import FaultyError, write
from khuyencong.desk.requests import Asked
from khuyencong.desk.screen_renderer import go, refuse
from khuyencong.desk.states import changes_of, state_of, steps_from
from khuyencong.desk.workspace import Workspace
from khuyencong.editing.entry_text import EntryText
from khuyencong.model.entry import Entry


@dataclass(frozen=True)
class StateScreens:
    """Answers to the buttons below the form of an entry."""

    workspace: Workspace
    entries: EntryScreens

    def step(self, asked: Asked) -> Response:
        """Take an entry to another state, with the text as it stands in the form."""
        return self.entries.save_first(asked, lambda *saved: self._step(asked, *saved))

    def _step(self, asked: Asked, source: str, base: str) -> Response:
        entry, text = self._entry(source)
        now, who = self.workspace.now(), asked.session.who
        steps = {step.name: step for step in steps_from(state_of(entry, now), asked.session.role)}
        step = steps.get(asked.get("buoc"))
        if step is None:
            raise HTTPException(HTTPStatus.FORBIDDEN, "Bước này không có với bài, hoặc cần quyền.")
        kind = self.workspace.files()[source].kind
        given, draft = asked.get("noi-dung"), asked.get("draft")
        back = partial(refuse, f"bai/{source}", given=given, draft=draft)
        try:
            new = changes_of(step, entry, text.read(kind).values, given, who, now)
            with self.workspace.writing:
                if self.workspace.version(source) != base:
                    return back("Bài vừa được người khác sửa; xem lại rồi bấm lại.")
                changed = text.with_fields(new, kind)
                write(self.workspace, source, kind, changed, asked.session, what=step.label)
        except ValueError as error:
            return back(f"Chưa {step.label.lower()}: {error}")
        except FaultyError as faulty:
            why = f"Chưa {step.label.lower()} được."
            return self.entries.held_back(asked, source, faulty.judgement, why)
        return go(f"bai/{source}", step.done, draft)

    def delete(self, asked: Asked) -> Response:
        """Take the file of an entry away; its versions stay."""
        source = asked.path["source"]
        bytes_of(self.workspace, source)
        self.workspace.delete(source, asked.session.who)
        return go("", f"Đã xóa “{source}”. Lấy lại được trong Lịch sử.")

    def _entry(self, source: str) -> tuple[Entry, EntryText]:
        text = EntryText.of(bytes_of(self.workspace, source))
        record = self.workspace.files()[source].record
        if record is None:
            raise HTTPException(HTTPStatus.CONFLICT, "Bài đang có lỗi; sửa lỗi rồi thử lại.")
        return record.entry, text
