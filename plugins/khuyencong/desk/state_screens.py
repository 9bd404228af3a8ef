"""Buttons that take an entry to another state, or away."""

from dataclasses import dataclass
from functools import partial
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.responses import Response

from khuyencong.desk.entry_screens import EntryScreens, bytes_of
from khuyencong.desk.entry_writer import FaultyError, write
from khuyencong.desk.requests import Asked
from khuyencong.desk.screen_renderer import go, go_to_list, refuse, refuse_to_list
from khuyencong.desk.sessions import Session
from khuyencong.desk.states import Step, changes_of, state_of, steps_from
from khuyencong.desk.workspace import Workspace
from khuyencong.editing.entry_text import EntryText
from khuyencong.model.entry import Entry

CHOSEN = "chon"
"""Name of the inputs of entries that were chosen in the list."""
WRITE_WORDS = "Mô tả cho mọi ảnh viết được một lượt ở Ảnh › Ảnh chưa có mô tả."
NAMED = 5
"""Entries that could not be published, of which the reason is told."""


@dataclass(frozen=True)
class StateScreens:
    """Answers to the buttons below the form of an entry."""

    workspace: Workspace
    entries: EntryScreens

    def step(self, asked: Asked) -> Response:
        """Take an entry to another state, with the text as it stands in the form."""
        return self.entries.save_first(asked, lambda *saved: self._step(asked, *saved))

    def _step(self, asked: Asked, source: str, base: str) -> Response:
        given, draft = asked.get("noi-dung"), asked.get("draft")
        back = partial(refuse, f"bai/{source}", given=given, draft=draft)
        entry, text = self._entry(source)
        step = self._possible(entry, asked.get("buoc"), asked.session)
        if step is None:
            raise HTTPException(HTTPStatus.FORBIDDEN, "Bước này không có với bài, hoặc cần quyền.")
        try:
            with self.workspace.writing:
                if self.workspace.version(source) != base:
                    return back("Bài vừa được người khác sửa; xem lại rồi bấm lại.")
                self._take(source, step, entry, text, asked.session, given)
        except ValueError as error:
            return back(f"Chưa {step.label.lower()}: {error}")
        except FaultyError as faulty:
            why = f"Chưa {step.label.lower()} được."
            return self.entries.held_back(asked, source, faulty.judgement, why)
        return go(f"bai/{source}", step.done, draft)

    def publish_chosen(self, asked: Asked) -> Response:
        """Publish all entries that were chosen in the list; what cannot be is named with why."""
        chosen = asked.all(CHOSEN)
        folder, state = asked.get("loai"), asked.get("buoc")
        if not chosen:
            return refuse_to_list(
                "Chưa chọn mục nào; đánh dấu ở đầu dòng.", loai=folder, buoc=state
            )
        refused = [why for source in chosen if (why := self._published(source, asked.session))]
        done = len(chosen) - len(refused)
        said = f"Đã đăng {done} mục. Người đọc thấy từ lần đưa lên mạng tới." if done else ""
        if not refused:
            return go_to_list(said, loai=folder, buoc="da-dang")
        more = [f"Và {len(refused) - NAMED} mục nữa."] if len(refused) > NAMED else []
        more += [WRITE_WORDS] if any(map(self._has_bare_photo, chosen)) else []
        why = " ".join([f"Chưa đăng {len(refused)} mục.", *refused[:NAMED], *more])
        return refuse_to_list(why, said, loai=folder, buoc=state)

    def _has_bare_photo(self, source: str) -> bool:
        """Whether an entry shows a photo that nobody described."""
        file = self.workspace.files().get(source)
        figures = file.record.figures if file and file.record else ()
        return any(not figure.alt.strip() for figure in figures)

    def _published(self, source: str, by: Session) -> str:
        """Empty when an entry is published now, or the sentence that says why not."""
        try:
            with self.workspace.writing:
                entry, text = self._entry(source)
                step = self._possible(entry, "dang", by)
                if step is None:
                    return f"“{entry.title}”: đã đăng rồi."
                self._take(source, step, entry, text, by)
        except HTTPException as refusal:
            return f"“{source}”: {refusal.detail}"
        except FaultyError as faulty:
            return f"“{entry.title}”: {faulty.first}"
        except ValueError as error:
            return f"“{entry.title}”: {error}"
        return ""

    def _possible(self, entry: Entry, name: str, by: Session) -> Step | None:
        """The step of a name, when it may be taken from the state of an entry."""
        steps = steps_from(state_of(entry, self.workspace.now()), by.role)
        return next((step for step in steps if step.name == name), None)

    def _take(
        self, source: str, step: Step, entry: Entry, text: EntryText, by: Session, given: str = ""
    ) -> None:
        """Write what a step changes.

        Raises:
            ValueError: what was given is of no use, in a Vietnamese sentence.
            FaultyError: the text has errors.
        """
        kind = self.workspace.files()[source].kind
        old, now = text.read(kind).values, self.workspace.now()
        new = changes_of(step, entry, old, given, by.who, now)
        write(self.workspace, source, kind, text.with_fields(new, kind), by, what=step.label)

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
