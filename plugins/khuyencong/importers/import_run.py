"""The one way in: a source of any form to drafts, with a report."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path

from pydantic import BaseModel

from khuyencong.importers.archive import unpacked
from khuyencong.importers.blogger import BloggerExport, is_blogger
from khuyencong.importers.column_map import ColumnMap
from khuyencong.importers.de_an_import import DeAnImport, de_an_header
from khuyencong.importers.draft_writer import DraftWriter
from khuyencong.importers.feed_items import Feed
from khuyencong.importers.joomla_dump import JoomlaDump
from khuyencong.importers.ledger import Ledger
from khuyencong.importers.libreoffice import converted_to_docx
from khuyencong.importers.mailbox_import import MailboxImport
from khuyencong.importers.mailbox_source import is_maildir
from khuyencong.importers.outlet_import import FOLDER as OUTLETS
from khuyencong.importers.outlet_import import OutletImport, outlet_header
from khuyencong.importers.portal import Portal
from khuyencong.importers.report import (
    ImportedItem,
    Outcome,
    Question,
    Report,
    SourceRefusedError,
    some_of,
)
from khuyencong.importers.report_page import write_page
from khuyencong.importers.safe_zip import read_source
from khuyencong.importers.saved_page import saved_page
from khuyencong.importers.source_type import SourceType, is_joomla, is_wordpress, source_type
from khuyencong.importers.static_site import StaticSite, static_site
from khuyencong.importers.static_story import static_draft
from khuyencong.importers.story_import import TOO_DEEP, StoryImport
from khuyencong.importers.table_header import find_header
from khuyencong.importers.table_import import TableImport
from khuyencong.importers.table_source import Sheet, read_csv, read_workbook
from khuyencong.importers.word_story import word_draft
from khuyencong.importers.word_tables import word_sheets
from khuyencong.importers.word_versions import WordVersions, saved_at
from khuyencong.importers.wordpress import WordPressExport
from khuyencong.model.de_an import FOLDER as DE_AN
from khuyencong.model.de_an import DeAn
from khuyencong.model.product import Product
from khuyencong.model.stories import Training
from khuyencong.parallel import Progress
from khuyencong.store.file_state import files_below, is_text, own_files_below
from khuyencong.store.pruning import prune_partials

Agreement = Callable[[Sequence[ImportedItem], Question], bool]
"""Shown what would become of a source and a question; whether a person says yes."""
Export = WordPressExport | BloggerExport | JoomlaDump
NOT_AGREED = "Chưa ghi gì: việc này chờ người nhập đồng ý."

_HEAD = 8192
_LISTED: Mapping[str, type[BaseModel]] = {
    DE_AN: DeAn,
    Product.folder: Product,
    Training.folder: Training,
}
"""Kinds of which a Word file may hold a list."""
_PAGES = (".html", ".htm", ".aspx", ".php", ".jsp")
_OFFERED = (".pdf", ".mp4")
_NO_SOURCES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".css", ".js", *_OFFERED)
"""Endings of files that lie beside sources and are none."""
_OFFICE_ENDINGS = {SourceType.DOC: "doc", SourceType.RTF: "rtf", SourceType.ODT: "odt"}


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How a source is to be taken in."""

    kind: str | None = None
    """Folder of `content/`, `de-an` among them; None: found from the source."""
    map: Path | None = None
    """A file that says which column of a table is which field."""
    dry_run: bool = False
    """Say what would be done, write nothing."""
    fetch: bool = False
    """Ask the net for pictures that the source only names."""
    agree: Agreement = lambda _, __: True
    """Asked before something is done that is no draft; on a no nothing is written."""


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
    if not is_text(source.name):
        raise SourceRefusedError("Tên tệp có chữ không đọc được. Đổi tên tệp rồi nhập lại.")
    if not options.dry_run:
        prune_partials(content)
    run = _Run(DraftWriter(content, Ledger(content), options.dry_run), options, progress)
    items = run.folder(source) if source.is_dir() else run.files([(source, source.name)])
    run.notes += run.stories.notes()
    report = Report(str(source), run.form, tuple(items), tuple(run.notes), options.dry_run)
    if options.dry_run:
        return report
    return replace(report, page=str(write_page(report, content, now)))


@dataclass
class _Run:
    """One import: reads each file by what it is."""

    writer: DraftWriter
    options: ImportOptions
    progress: Progress | None
    form: str = "Tệp"
    notes: list[str] = field(default_factory=list)
    _unpacking: bool = False

    def folder(self, folder: Path) -> list[ImportedItem]:
        """A folder: a mailbox, exports of WordPress or Joomla, the mirror of a portal, or files
        each for itself."""
        if is_maildir(folder):
            return self._mailbox(folder)
        names = [path.removeprefix("./") for path in own_files_below(folder, ".")]
        self._tell_left_out(folder, names)
        exports = [name for name in names if _is_export(folder / name)]
        if exports:
            return self.files([(folder / name, name) for name in exports])
        if site := static_site(folder):
            return self._static_site(site)
        if any(name.lower().endswith(_PAGES) or "?" in name for name in names):
            self.form = "Bản sao cổng thông tin"
            return self._portal(folder)
        files = [(folder / n, n) for n in names if not n.lower().endswith(_NO_SOURCES)]
        if others := [name for name in names if name.lower().endswith(_OFFERED)]:
            self.notes.append(
                f"{len(others)} tệp PDF, video không thành bài: {some_of(others)}. Cần cho người "
                "đọc tải thì chép vào `content/tep/`."
            )
        items = self.files(files)
        self.form = "Thư mục"
        return items

    def _tell_left_out(self, folder: Path, names: Sequence[str]) -> None:
        every = (path.removeprefix("./") for path in files_below(folder, "."))
        if left := sorted(set(every) - set(names)):
            shown = some_of([name.encode(errors="replace").decode() for name in left])
            self.notes.append(
                f"{len(left)} mục không nhập: liên kết dẫn ra ngoài thư mục, hoặc tên tệp không "
                f"đọc được ({shown}). Chép tệp thật, đổi tên."
            )

    def files(self, files: Sequence[tuple[Path, str]]) -> list[ImportedItem]:
        """Files, each with the name by which the ledger knows it; a bad one stops no other."""
        newest_first = sorted(files, key=lambda file: saved_at(file[0]), reverse=True)
        found: dict[str, list[ImportedItem]] = {}
        for number, (file, name) in enumerate(newest_first, 1):
            try:
                found[name] = self._file(file, name)
            except SourceRefusedError as refused:
                found[name] = [ImportedItem(name, Outcome.REFUSED, remarks=(str(refused),))]
            except RecursionError:
                found[name] = [ImportedItem(name, Outcome.REFUSED, remarks=(TOO_DEEP,))]
            self._advance(number, len(files))
        return [item for _, name in files for item in found[name]]

    def _advance(self, done: int, total: int) -> None:
        if self.progress:
            self.progress(done, total)

    def _file(self, file: Path, name: str) -> list[ImportedItem]:
        if _is_wordpress(file):
            self.form = SourceType.WORDPRESS.value
            return self._export(WordPressExport(file, *self.stories.tools))
        data = read_source(file)
        found = source_type(data, file)
        self.form = found.value
        if found in _OFFICE_ENDINGS:
            data = converted_to_docx(data, _OFFICE_ENDINGS[found])
        match found:
            case SourceType.WORKBOOK:
                return self._table(read_workbook(data), name)
            case SourceType.CSV:
                return self._table(read_csv(data), name)
            case SourceType.FEED if is_blogger(data[:_HEAD]):
                self.form = "Bản sao lưu Blogger"
                return self._export(BloggerExport(data, file.parent, *self.stories.tools))
            case SourceType.JOOMLA:
                return self._export(JoomlaDump(data, file.parent, *self.stories.tools))
            case SourceType.FEED:
                drafts = Feed(data, file.parent, *self.stories.tools).drafts()
                return self.stories.items(drafts, len(drafts))
            case SourceType.HTML:
                return [self.writer.write(saved_page(data, file, name, self.options.kind))]
            case SourceType.ARCHIVE:
                return self._archive(data, name)
            case SourceType.MAILBOX:
                return self._mailbox(file)
            case _ if sheets := self._lists_in_word(data):
                return self._table(sheets, name)
            case _:
                return [self.versions.write(word_draft(data, name, self.options.kind))]

    def _mailbox(self, source: Path) -> list[ImportedItem]:
        self.form = SourceType.MAILBOX.value
        return list(MailboxImport(self.writer).items(source))

    def _archive(self, data: bytes, name: str) -> list[ImportedItem]:
        """What an archive holds; an archive in an archive could hold itself, without end."""
        if self._unpacking:
            raise SourceRefusedError(
                f"“{name}” là tệp nén nằm trong tệp nén. Bung ra một thư mục rồi nhập thư mục."
            )
        self._unpacking = True
        try:
            with unpacked(data, name) as folder:
                return self.folder(folder)
        finally:
            self._unpacking = False

    def _table(self, sheets: list[Sheet], name: str) -> list[ImportedItem]:
        kind = self.options.kind
        if kind == OUTLETS or (kind is None and any(map(outlet_header, sheets))):
            self.form = "Danh sách nơi bán"
            return OutletImport(self.writer).items(sheets)
        given = self.options.map.read_bytes() if self.options.map else None
        columns = ColumnMap(self.writer.content, kind, given)
        if kind == DE_AN or (kind is None and any(de_an_header(s, columns) for s in sheets)):
            return self._de_an(sheets, name, columns)
        table = TableImport(self.writer, columns, self.notes)
        return list(table.items(sheets, kind))

    def _lists_in_word(self, data: bytes) -> list[Sheet]:
        """The tables of a Word file, where entries of a kind are wanted of it and it lists them."""
        kind = _LISTED.get(self.options.kind or "")
        if kind is None:
            return []
        sheets = word_sheets(data)
        return sheets if any(find_header(sheet, kind, {}) for sheet in sheets) else []

    def _de_an(self, sheets: list[Sheet], name: str, columns: ColumnMap) -> list[ImportedItem]:
        """Rows of the tables of đề án, which readers see at the next publication."""
        self.form = "Danh sách đề án"
        table = DeAnImport(self.writer, name, columns, self.notes)
        items = table.items(sheets)
        if self.writer.dry_run:
            return items
        changed = sum(item.outcome in (Outcome.ADDED, Outcome.UPDATED) for item in items)
        question = f"Ghi {changed} dòng vào bảng đề án (lên trang ở lần xuất bản tới)?"
        if changed and not self.options.agree(items, Question(question)):
            raise SourceRefusedError(NOT_AGREED)
        table.save()
        return items

    def _export(self, export: Export) -> list[ImportedItem]:
        items = self.stories.items(export.drafts(), export.total)
        self.notes += [
            f"{n} bài {why} ở trang cũ không nhập." for why, n in export.left_out.items()
        ]
        return items

    def _static_site(self, site: StaticSite) -> list[ImportedItem]:
        self.form = f"Nguồn của trang {site.generator}"
        tools = self.stories.tools
        drafts = (static_draft(site, text, *tools) for text in site.texts)
        items = self.stories.items(drafts, len(site.texts))
        self.notes += site.notes()
        return items

    def _portal(self, folder: Path) -> list[ImportedItem]:
        rule = self.options.map.read_bytes() if self.options.map else None
        portal = Portal(folder, self.writer, rule, self.options.kind, *self.stories.tools)
        asks = portal.is_new and not self.writer.dry_run
        if asks and not self.options.agree(portal.shown(), portal.question):
            self.stories.names.save()
            raise SourceRefusedError(f"{NOT_AGREED} {portal.advice}")
        items = self.stories.items(portal.drafts(), portal.total)
        self.notes += portal.notes()
        return items

    @cached_property
    def versions(self) -> WordVersions:
        return WordVersions(self.writer)

    @cached_property
    def stories(self) -> StoryImport:
        fetch = self.options.fetch and not self.writer.dry_run
        return StoryImport(self.writer, self._advance, fetch)


def _is_export(file: Path) -> bool:
    """Whether a file is an export of WordPress, or of the database of a Joomla."""
    if file.suffix.lower() != ".sql":
        return _is_wordpress(file)
    with file.open("rb") as lines:
        return is_joomla(lines)


def _is_wordpress(file: Path) -> bool:
    """Whether a file is an export of WordPress, told by its beginning."""
    if file.suffix.lower() != ".xml":
        return False
    with file.open("rb") as stream:
        return is_wordpress(stream.read(_HEAD))
