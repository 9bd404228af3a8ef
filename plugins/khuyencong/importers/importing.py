"""The one way in: a source of any form to drafts, with a report."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from khuyencong.importers.draft_writer import DraftWriter
from khuyencong.importers.ledger import Ledger
from khuyencong.importers.libreoffice import converted_to_docx
from khuyencong.importers.report import ImportedItem, Outcome, Report, SourceRefusedError
from khuyencong.importers.report_page import write_page
from khuyencong.importers.safe_zip import read_source
from khuyencong.importers.source_type import SourceType, source_type
from khuyencong.importers.table_import import TableImport, read_map
from khuyencong.importers.table_source import Sheet, read_csv, read_workbook
from khuyencong.importers.word_story import word_draft
from khuyencong.model.kinds import KINDS
from khuyencong.model.product import Product
from khuyencong.store.file_state import files_below

Progress = Callable[[int, int], None]
"""Told how many parts of a source are done, and of how many."""

_OFFICE_ENDINGS = {SourceType.DOC: "doc", SourceType.RTF: "rtf", SourceType.ODT: "odt"}


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How a source is to be taken in."""

    kind: str | None = None
    """Folder of `content/`; None: found from the source."""
    map: Path | None = None
    """A file that says which column of a table is which field."""
    dry_run: bool = False
    """Say what would be done, write nothing."""


def import_source(
    source: Path,
    content: Path,
    options: ImportOptions,
    now: datetime,
    progress: Progress | None = None,
) -> Report:
    """Take a file or a folder of files into `content/` as drafts.

    Run again, it changes nothing that did not change in the source, and never what a person
    edited. What cannot be read is an item of the report.

    Raises:
        SourceRefusedError: there is no such source, or the map of columns is no good.
        OSError: `content` cannot be written.
    """
    if not source.exists():
        raise SourceRefusedError(f"Không có tệp hay thư mục “{source}”.")
    run = _Run(DraftWriter(content, Ledger(content), options.dry_run), options)
    items: list[ImportedItem] = []
    files = _files(source)
    for number, (file, name) in enumerate(files):
        try:
            items += run.items(file, name)
        except SourceRefusedError as refused:
            items.append(ImportedItem(name, Outcome.REFUSED, remarks=(str(refused),)))
        if progress:
            progress(number + 1, len(files))
    form = "Thư mục" if source.is_dir() else run.form
    report = Report(str(source), form, tuple(items), tuple(run.notes), options.dry_run)
    if options.dry_run:
        return report
    return replace(report, page=str(write_page(report, content, now)))


def _files(source: Path) -> list[tuple[Path, str]]:
    """The files of a source, each with the name by which the ledger knows it."""
    if source.is_file():
        return [(source, source.name)]
    names = (path.removeprefix("./") for path in files_below(source, "."))
    return [(source / name, name) for name in names]


@dataclass
class _Run:
    """One import: reads each file by what it is."""

    writer: DraftWriter
    options: ImportOptions
    form: str = "Tệp"
    notes: list[str] = field(default_factory=list)

    def items(self, file: Path, name: str) -> list[ImportedItem]:
        """What became of one file."""
        data = read_source(file)
        found = source_type(data, file)
        self.form = found.value
        if found is SourceType.WORKBOOK:
            return self._table(read_workbook(data), name)
        if found is SourceType.CSV:
            return self._table(read_csv(data), name)
        if found in _OFFICE_ENDINGS:
            data = converted_to_docx(data, _OFFICE_ENDINGS[found])
        return [self.writer.write(word_draft(data, name, self.options.kind))]

    def _table(self, sheets: list[Sheet], name: str) -> list[ImportedItem]:
        kind = KINDS[self.options.kind or Product.folder]
        columns = read_map(self.options.map.read_bytes(), kind) if self.options.map else {}
        table = TableImport(self.writer, name, columns, self.notes)
        return list(table.items(sheets, self.options.kind))
