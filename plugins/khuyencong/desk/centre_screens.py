"""Trung tâm: site.yml as a form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus

from starlette.responses import Response

from khuyencong.content.folder import CENTRE_FILE
from khuyencong.content.front_matter import parse_yaml
from khuyencong.desk.inputs import Inputs
from khuyencong.desk.judgement import FORM, Judgement, all_messages, judge_centre
from khuyencong.desk.requests import Asked
from khuyencong.desk.screen_renderer import go, refuse, screen
from khuyencong.desk.submission import applied, changes
from khuyencong.desk.workspace import Workspace
from khuyencong.editing.header_yaml import HeaderError, with_fields
from khuyencong.editing.yaml_writer import Value
from khuyencong.model.centre import Centre
from khuyencong.model.rules import Severity
from khuyencong.vietnamese.cleanup import clean


@dataclass(frozen=True)
class CentreScreens:
    """Answers about the centre itself."""

    workspace: Workspace

    def open(self, asked: Asked) -> Response:
        """The form."""
        text = self._text()
        base = self.workspace.history.hold(self.workspace.read(CENTRE_FILE))
        return self._form(asked, _values(text), base, judge_centre(text))

    def save(self, asked: Asked) -> Response:
        """Write what was changed; a field that somebody else changed too is shown first."""
        workspace = self.workspace
        base = workspace.history.bytes_of(asked.get("base")) or b""
        before = _values(base.decode("utf-8-sig", errors="replace"))
        mine = changes(Centre, before, asked.pairs)
        with workspace.writing:
            text = self._text()
            now = _values(text)
            both = [key for key in mine if before.get(key) != now.get(key) != mine[key]]
            version = workspace.history.hold(workspace.read(CENTRE_FILE))
            if both:
                names = ", ".join(f"“{Centre.model_fields[key].title}”" for key in both)
                said = (
                    f"Người khác vừa sửa {names}. Chữ của bạn đang hiện bên dưới và chưa được ghi; "
                    "bấm lưu lần nữa nếu đúng."
                )
                return self._form(asked, applied(now, mine), version, None, said)
            try:
                new = with_fields(text, mine, Centre)
            except HeaderError:
                said = "site.yml viết theo cách riêng nên chưa sửa được ở đây; mở bằng Notepad."
                return self._form(asked, applied(now, mine), version, None, said)
            judgement = judge_centre(new)
            if judgement.has_errors:
                said = "Chưa ghi: sửa các ô có lỗi rồi lưu lại."
                return self._form(asked, applied(now, mine), version, judgement, said)
            data = _with_mark_of(workspace.read(CENTRE_FILE), new)
            workspace.write(CENTRE_FILE, data, asked.session.who, "Sửa trung tâm")
        if dead := self._dead_addresses(new):
            said = f"Đã lưu, nhưng menu dẫn tới trang không có: {', '.join(dead)}. Sửa lại ở Menu."
            return refuse("trung-tam", said)
        return go("trung-tam", "Đã lưu. Trang xem thử đang được dựng lại.")

    def _dead_addresses(self, text: str) -> list[str]:
        """Addresses of the menu at which the preview has no page; none while there is no site."""
        menu = _values(text).get("menu")
        return [
            address
            for address in dict.fromkeys(_addresses(menu))
            if address.startswith("/") and self.workspace.preview.lacks(address)
        ]

    def _form(
        self,
        asked: Asked,
        values: dict[str, Value],
        base: str,
        judgement: Judgement | None,
        trouble: str = "",
    ) -> Response:
        messages = judgement.messages if judgement else {}
        return screen(
            "trung-tam",
            asked,
            HTTPStatus.CONFLICT if trouble else HTTPStatus.OK,
            sections=Inputs(messages).sections(Centre, values),
            base=base,
            trouble=trouble,
            errors=[
                (name, each)
                for name, each in all_messages(messages)
                if trouble and each.weight == Severity.ERROR.value
            ],
            form_messages=messages.get(FORM, ()),
            lists={},
        )

    def _text(self) -> str:
        return self.workspace.read(CENTRE_FILE).decode("utf-8-sig", errors="replace")


def _values(text: str) -> dict[str, Value]:
    return dict(parse_yaml(clean(text).text, CENTRE_FILE, Centre).values)


def _addresses(menu: Value | None) -> Iterator[str]:
    """Every address in a menu, those of its inner parts too."""
    for part in menu if isinstance(menu, list) else ():
        if isinstance(part, Mapping):
            yield from (each for each in (part.get("address"),) if isinstance(each, str))
            yield from _addresses(part.get("items"))


def _with_mark_of(old: bytes, text: str) -> bytes:
    """A text as bytes, with the byte order mark of the file if it had one."""
    return text.encode("utf-8-sig" if old.startswith(b"\xef\xbb\xbf") else "utf-8")
