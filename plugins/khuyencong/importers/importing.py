"""The one way in: a source of any form to drafts, with a report."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from khuyencong.importers.draft import Draft
from khuyencong.importers.draft_writer import DraftWriter
from khuyencong.importers.ledger import Ledger
from khuyencong.importers.libreoffice import converted_to_docx
from khuyencong.importers.report import ImportedItem, Outcome, Report, SourceRefusedError
from khuyencong.importers.report_page import write_page
from khuyencong.importers.safe_zip import read_source
from khuyencong.importers.source_type import SourceType, source_type
from khuyencong.importers.word_story import word_draft
from khuyencong.store.file_state import files_below

Progress = Callable[[int, int], None]
"""Told how many parts of a source are done, and of how many."""

_OFFICE_ENDINGS = {SourceType.DOC: "doc", SourceType.RTF: "rtf", SourceType.ODT: "odt"}


def import_source(
    source: Path,
    content: Path,
    *,
    now: datetime,
    kind: str | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Take a file or a folder of files into `content/` as drafts.

    Run again, it changes nothing that did not change in the source, and never what a person
    edited. `kind` is a folder of `content/`; without it the kind is found from the text. With
    `dry_run` nothing is written. What cannot be read is an item of the report.

    Raises:
        SourceRefusedError: there is no such source.
        OSError: `content` cannot be written.
    """
    if not source.exists():
        raise SourceRefusedError(f"Không có tệp hay thư mục “{source}”.")
    writer = DraftWriter(content, Ledger(content), dry_run)
    files = _files(source)
    items: list[ImportedItem] = []
    form = "Thư mục" if source.is_dir() else ""
    for number, (file, name) in enumerate(files):
        try:
            found, draft = _read(file, name, kind)
            form = form or found.value
            items.append(writer.write(draft))
        except SourceRefusedError as refused:
            items.append(ImportedItem(name, Outcome.REFUSED, remarks=(str(refused),)))
        if progress:
            progress(number + 1, len(files))
    report = Report(str(source), form or "Tệp", tuple(items), dry_run=dry_run)
    return report if dry_run else replace(report, page=str(write_page(report, content, now)))


def _files(source: Path) -> list[tuple[Path, str]]:
    """The files of a source, each with the name by which the ledger knows it."""
    if source.is_file():
        return [(source, source.name)]
    return [(source / path.lstrip("./"), path.lstrip("./")) for path in files_below(source, ".")]


def _read(file: Path, name: str, kind: str | None) -> tuple[SourceType, Draft]:
    data = read_source(file)
    found = source_type(data, file)
    if found in _OFFICE_ENDINGS:
        data = converted_to_docx(data, _OFFICE_ENDINGS[found])
    return found, word_draft(data, name, kind)
