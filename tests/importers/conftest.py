"""A content folder into which sources are imported, and drafts to read."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from khuyencong.content.markdown_body import render_body
from khuyencong.editing.entry_text import EntryText
from khuyencong.importers.import_run import ImportOptions, import_source
from khuyencong.importers.report import ImportedItem, Report
from khuyencong.model.kinds import KINDS
from tests.conftest import NOW, Content


@dataclass
class Draft:
    """A draft as it lies on the disk."""

    file: Path
    folder: str

    @property
    def fields(self) -> dict[str, object]:
        return dict(EntryText.of(self.file.read_bytes()).read(KINDS[self.folder]).values)

    @property
    def body(self) -> str:
        return EntryText.of(self.file.read_bytes()).shown_body

    @property
    def html(self) -> str:
        return render_body(self.body)


class Desk:
    """Somebody who imports into a folder."""

    def __init__(self, content: Content) -> None:
        self.content = content

    def import_(
        self,
        source: Path,
        kind: str | None = None,
        *,
        map_: Path | None = None,
        **options: object,
    ) -> Report:
        chosen = ImportOptions(kind, map_, **options)  # type: ignore[arg-type]
        return import_source(source, self.content.folder, chosen, NOW)

    def draft(self, source: Path, kind: str | None = None) -> Draft:
        """The one draft that a source gives, sound as the site reads it."""
        self.item = self.only(self.import_(source, kind))
        assert self.item.file, self.item
        errors = [p for p in self.content.read(drafts=True).problems if p.file == self.item.file]
        assert not [p for p in errors if p.rule.severity.name == "ERROR"], errors
        folder = self.item.file.partition("/")[0]
        return Draft(self.content.folder / self.item.file, folder)

    @staticmethod
    def only(report: Report) -> ImportedItem:
        (item,) = report.items
        return item

    def said(self, source: Path) -> str:
        """Why a source is refused."""
        item = self.only(self.import_(source))
        assert item.outcome.name == "REFUSED", item
        assert not list(self.content.folder.rglob("*.md")), "nothing half-written"
        return " ".join(item.remarks)

    def files(self) -> dict[str, bytes]:
        """Everything below `content/` but reports, by path."""
        found = (f for f in self.content.folder.rglob("*") if f.is_file() and f.suffix != ".html")
        return {f.relative_to(self.content.folder).as_posix(): f.read_bytes() for f in found}


@pytest.fixture
def desk(content: Content) -> Desk:
    return Desk(content)
