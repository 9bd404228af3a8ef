"""Word files and other sources become drafts, with a report of what was guessed."""

import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from starlette.responses import Response

from khuyencong.desk.requests import Asked
from khuyencong.desk.screen_renderer import screen
from khuyencong.desk.sessions import Role, Session
from khuyencong.desk.workspace import Workspace
from khuyencong.importers.import_run import ImportOptions, import_source
from khuyencong.importers.report import ImportedItem, SourceRefusedError
from khuyencong.model.de_an import FOLDER as DE_AN
from khuyencong.store.os_reason import os_reason

_UNSAFE = re.compile(r"[\\/:*?\"<>|\x00-\x1f\u202a-\u202e]")
LONGEST_NAME = 120


@dataclass(frozen=True)
class ImportScreens:
    """Answers about files from elsewhere."""

    workspace: Workspace

    def open(self, asked: Asked) -> Response:
        """Where files are dropped."""
        return self._screen(asked)

    def take(self, asked: Asked) -> Response:
        """Make drafts of what was dropped; nothing that a person edited is written over."""
        items: list[ImportedItem] = []
        troubles: list[str] = []
        for name, data in asked.files:
            try:
                items += self._imported(safe_name(name), data, asked.session)
            except SourceRefusedError as refused:
                troubles.append(f"{name}: {refused}")
            except OSError as error:
                troubles.append(f"{name}: không ghi được ({os_reason(error)}).")
        return self._screen(asked, items, troubles)

    def _screen(
        self,
        asked: Asked,
        items: Sequence[ImportedItem] = (),
        troubles: Sequence[str] = (),
    ) -> Response:
        return screen("nhap", asked, items=items, troubles=troubles)

    def _imported(self, name: str, data: bytes, session: Session) -> tuple[ImportedItem, ...]:
        """Import one file; what it writes over and what it writes are versions."""
        workspace, what = self.workspace, f"Nhập từ tệp {name}"
        with tempfile.TemporaryDirectory() as place:
            file = Path(place) / name
            file.write_bytes(data)
            with workspace.writing:
                now, content = workspace.now(), workspace.content
                planned = import_source(file, content, ImportOptions(dry_run=True), now)
                refuse_tables(planned.items, session.role)
                self._keep(planned.items, "Ngoài Bàn biên tập", "Tệp có sẵn")
                report = import_source(file, content, ImportOptions(), now)
                self._keep(report.items, session.who, what)
        workspace.changed()
        return report.items

    def _keep(self, items: Sequence[ImportedItem], who: str, what: str) -> None:
        for item in items:
            file = self.workspace.content / item.file
            if item.file and file.is_file():
                history = self.workspace.history
                history.record(item.file, file.read_bytes(), who, what, self.workspace.now())


def refuse_tables(items: Sequence[ImportedItem], role: Role) -> None:
    """Refuse rows of đề án, which are no drafts, to somebody below an approver.

    Raises:
        SourceRefusedError: readers would see what no approver let them see.
    """
    if role < Role.APPROVER and any(item.file.startswith(f"{DE_AN}/") for item in items):
        raise SourceRefusedError(
            "Bảng đề án không có bản nháp, ghi là lên trang ở lần xuất bản tới; nhờ người duyệt "
            "nhập tệp này."
        )


def safe_name(name: str) -> str:
    """The name of a file without anything that leads elsewhere; its ending stays."""
    plain = _UNSAFE.sub("_", name).lstrip(".")
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[:LONGEST_NAME]}{dot}{ending[:10]}" if stem else plain[:LONGEST_NAME] or "tep"
