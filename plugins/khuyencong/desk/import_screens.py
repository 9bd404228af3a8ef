"""Word files and other sources become drafts, with a report of what was guessed."""

import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from starlette.responses import Response

from khuyencong.desk.requests import Asked
from khuyencong.desk.screen_renderer import screen
from khuyencong.desk.sessions import Role, Session
from khuyencong.desk.waiting_imports import WaitingImports
from khuyencong.desk.workspace import Workspace
from khuyencong.importers.import_run import Agreement, ImportOptions, import_source
from khuyencong.importers.old_names import FOLDERS, OldNames
from khuyencong.importers.report import ImportedItem, Question, Report, SourceRefusedError
from khuyencong.importers.word_story import BARE_PHOTOS
from khuyencong.model.de_an import FOLDER as DE_AN
from khuyencong.store.os_reason import os_reason

_UNSAFE = re.compile(r"[\\/:*?\"<>|\x00-\x1f\u202a-\u202e]")
LONGEST_NAME = 120
_SHOWN = 50
"""Entries of an import that the screen shows; there may be thousands."""


@dataclass(frozen=True)
class WaitingSite:
    """An old site that was read and is not in yet: what a person looks at and says yes to."""

    key: str
    name: str
    items: Sequence[ImportedItem]
    question: Question


@dataclass(frozen=True)
class ImportScreens:
    """Answers about files from elsewhere."""

    workspace: Workspace

    @property
    def _waiting(self) -> WaitingImports:
        return WaitingImports(self.workspace.content)

    def open(self, asked: Asked) -> Response:
        """Where files are dropped."""
        return self._screen(asked, _Result())

    def take(self, asked: Asked) -> Response:
        """Make drafts of what was dropped; nothing that a person edited is written over.

        An old site is shown first: it waits until somebody agrees.
        """
        result = _Result()
        for name, data in asked.files:
            self._import(safe_name(name), data, asked.session, result)
        return self._screen(asked, result)

    def agree(self, asked: Asked) -> Response:
        """Take in an old site that waits, its sections where a person sends them."""
        result = _Result()
        key = asked.get("key")
        file = self._waiting.find(key)
        if file is None:
            result.troubles.append("Tệp này không còn chờ nữa (quá một ngày); thả lại tệp.")
            return self._screen(asked, result)
        names = OldNames(self.workspace.content)
        for name, place in zip(asked.all("ten"), asked.all("noi"), strict=False):
            names.mean(name, place)
        names.save()
        self._import(file.name, file.read_bytes(), asked.session, result, agreed=True)
        if not result.troubles:
            self._waiting.drop(key)
        return self._screen(asked, result)

    def _screen(self, asked: Asked, result: "_Result") -> Response:
        return screen("nhap", asked, result=result, folders=sorted(FOLDERS), shown=_SHOWN)

    def _import(
        self, name: str, data: bytes, session: Session, result: "_Result", *, agreed: bool = False
    ) -> None:
        """Import one file, or put down why not."""
        asks: list[WaitingSite] = []

        def agree(items: Sequence[ImportedItem], question: Question) -> bool:
            if agreed or not question.pages:
                return True
            asks.append(WaitingSite(self._waiting.keep(name, data), name, items, question))
            return False

        try:
            report = self._report(name, data, session, agree)
        except SourceRefusedError as refused:
            result.troubles.append(f"{name}: {refused}")
        except OSError as error:
            result.troubles.append(f"{name}: không ghi được ({os_reason(error)}).")
        else:
            result.sites += asks
            result.items += () if asks else report.items
            result.remarks += () if asks else report.remarks

    def _report(self, name: str, data: bytes, session: Session, agree: Agreement) -> Report:
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
                report = import_source(file, content, ImportOptions(agree=agree), now)
                self._keep(report.items, session.who, what)
        workspace.changed()
        return report

    def _keep(self, items: Sequence[ImportedItem], who: str, what: str) -> None:
        for item in items:
            file = self.workspace.content / item.file
            if item.file and file.is_file():
                history = self.workspace.history
                history.record(item.file, file.read_bytes(), who, what, self.workspace.now())


@dataclass
class _Result:
    """What became of all that was dropped."""

    items: list[ImportedItem] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    sites: list[WaitingSite] = field(default_factory=list)

    @property
    def bare(self) -> int:
        """How many stories show photos that nobody described."""
        return sum(BARE_PHOTOS in remark for item in self.items for remark in item.remarks)


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
