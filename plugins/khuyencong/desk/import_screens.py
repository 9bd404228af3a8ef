"""Thả tệp Word vào đây: files of an office become drafts, with a report of what was guessed."""

import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from starlette.responses import Response

from khuyencong.desk.rendering import screen
from khuyencong.desk.requests import Asked
from khuyencong.desk.workspace import Workspace
from khuyencong.importers.importing import import_source
from khuyencong.importers.report import ImportedItem, SourceRefusedError

_UNSAFE = re.compile(r"[\\/:*?\"<>|\x00-\x1f\u202a-\u202e]")
LONGEST_NAME = 120


@dataclass(frozen=True)
class ImportScreens:
    """Answers about files from elsewhere."""

    workspace: Workspace

    def open(self, asked: Asked) -> Response:
        """Where files are dropped."""
        return screen("nhap", asked, items=(), troubles=())

    def take(self, asked: Asked) -> Response:
        """Make drafts of what was dropped; nothing that a person edited is written over."""
        items: list[ImportedItem] = []
        troubles: list[str] = []
        for name, data in asked.files:
            try:
                items += self._imported(safe_name(name), data, asked.session.who)
            except SourceRefusedError as refused:
                troubles.append(f"{name}: {refused}")
            except OSError as error:
                troubles.append(f"{name}: không ghi được ({error.strerror}).")
        return screen("nhap", asked, items=items, troubles=troubles)

    def _imported(self, name: str, data: bytes, who: str) -> tuple[ImportedItem, ...]:
        workspace = self.workspace
        with tempfile.TemporaryDirectory() as place:
            file = Path(place) / name
            file.write_bytes(data)
            with workspace.writing:
                report = import_source(file, workspace.content, now=workspace.now())
                for item in report.items:
                    written = workspace.content / item.file if item.file else None
                    if written and written.is_file():
                        what = f"Nhập từ tệp {name}"
                        data = written.read_bytes()
                        workspace.history.record(item.file, data, who, what, workspace.now())
        workspace.changed()
        return report.items


def safe_name(name: str) -> str:
    """The name of a file without anything that leads elsewhere; its ending stays."""
    plain = _UNSAFE.sub("_", name).lstrip(".")
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[:LONGEST_NAME]}{dot}{ending[:10]}" if stem else plain[:LONGEST_NAME] or "tep"
