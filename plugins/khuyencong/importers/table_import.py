"""A workbook to entries: new ones as drafts, those that are there updated, none doubled."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bs4 import BeautifulSoup

from khuyencong.editing.entry_text import EntryText
from khuyencong.editing.header_yaml import HeaderError
from khuyencong.editing.yaml_writer import Value
from khuyencong.importers.column_map import ColumnMap
from khuyencong.importers.columns import CHOICES, GUIDE
from khuyencong.importers.draft import Draft
from khuyencong.importers.draft_writer import DraftWriter
from khuyencong.importers.entry_update import UNEDITABLE, changes_of, field_digests, merged
from khuyencong.importers.existing_entries import (
    ExistingEntries,
    ExistingEntry,
    folded_name,
    maker_name,
    text_at,
)
from khuyencong.importers.ledger import LedgerEntry
from khuyencong.importers.report import ImportedItem, Outcome, SourceRefusedError
from khuyencong.importers.table_header import TableHeader, find_header
from khuyencong.importers.table_rows import TableRow, read_rows
from khuyencong.importers.table_source import Sheet
from khuyencong.model.entry import Entry
from khuyencong.model.kinds import KINDS
from khuyencong.model.people import Person
from khuyencong.model.product import Product
from khuyencong.model.rules import Rule
from khuyencong.model.stories import Training
from khuyencong.model.validation import validate
from khuyencong.site.names import identity
from khuyencong.store.atomic import atomic_write
from khuyencong.store.digest import digest_of
from khuyencong.vietnamese.cleanup import clean

_KEPT_FROM_SHEETS = ("slug", "uid")
"""Fields that a table may give to a new entry, and never changes in one that is there."""
_OF_APPROVERS = ("status", "embargo", "approved")
"""Fields by which readers get to see an entry: no table gives them, a person approves."""


@dataclass
class TableImport:
    """Takes the tables of one source in."""

    writer: DraftWriter
    columns: ColumnMap
    notes: list[str] = field(default_factory=list)
    """What concerns whole sheets: unknown columns, lines that are no entries."""
    _known: dict[str, ExistingEntries] = field(default_factory=dict)

    def items(self, sheets: list[Sheet], folder: str | None) -> Iterator[ImportedItem]:
        """What became of each row.

        Raises:
            SourceRefusedError: no sheet has a row of headings that is understood.
        """
        sheets = [sheet for sheet in sheets if sheet.name not in (GUIDE, CHOICES)]
        found = [(sheet, *self._table(sheet, folder)) for sheet in sheets]
        tables = [(sheet, kind, header) for sheet, kind, header in found if header]
        if not tables:
            raise SourceRefusedError(
                "Không thấy dòng tên cột trong bảng. Bảng sản phẩm cần ít nhất cột “Tên sản phẩm” "
                "và “Cơ sở sản xuất”, danh sách nghệ nhân cần “Họ và tên” và “Nghề” hoặc “Danh "
                "hiệu”; tạo tệp mẫu bằng lệnh khuyencong template san-pham (hoặc nghe-nhan)."
            )
        for sheet, kind, header in tables:
            self.notes += sheet.notes
            if not header.exported:
                self.columns.remember(kind, header, write=not self.writer.dry_run)
            self._tell_left_out(header)
            self.notes += self.columns.unknown(kind, header)
            for row in read_rows(sheet, header, kind, self.notes):
                yield self._take(kind, row, sheet.name)

    def _tell_left_out(self, header: TableHeader) -> None:
        columns = zip(header.headings, header.paths, strict=True)
        if left := [f"“{name}”" for name, path in columns if path and path[0] in _OF_APPROVERS]:
            self.notes.append(
                f"Cột không nhập: {', '.join(left)}. Bài mới là bản nháp, bài đã có giữ trạng thái "
                "đang có; người duyệt cho bài lên trang, bảng thì không."
            )

    def _table(self, sheet: Sheet, folder: str | None) -> tuple[type[Entry], TableHeader | None]:
        """The kind of a sheet's entries and its heading; without a kind, that with most columns."""
        others = [kind for kind in KINDS.values() if kind is not Product]
        kinds: list[type[Entry]] = [KINDS[folder]] if folder else [Product, *others]
        headers = [(kind, find_header(sheet, kind, self.columns.of(kind))) for kind in kinds]
        found = [(kind, header) for kind, header in headers if header]
        if not found:
            return kinds[0], None
        return max(found, key=lambda pair: sum(path is not None for path in pair[1].paths))

    def _take(self, kind: type[Entry], row: TableRow, sheet: str) -> ImportedItem:
        place = f"{sheet}, {row.place}" if sheet else row.place
        row.leave_out(_OF_APPROVERS)
        key = _key(kind, row.fields)
        known = self.writer.ledger[key]
        existing = self._existing(kind).find(text_at(row.fields, "uid"), row.fields)
        if existing is None and known is not None:
            return ImportedItem(
                place,
                Outcome.KEPT,
                text_at(row.fields, "title"),
                remarks=("Mục của lần nhập trước đã bị xóa hoặc đổi tên nên không tạo lại.",),
            )
        if existing is None:
            return self._create(kind, row, place, key)
        return self._update(kind, existing, row, place, key)

    def _existing(self, kind: type[Entry]) -> ExistingEntries:
        if kind.folder not in self._known:
            self._known[kind.folder] = ExistingEntries(self.writer.content, kind)
        return self._known[kind.folder]

    def _create(self, kind: type[Entry], row: TableRow, place: str, key: str) -> ImportedItem:
        _, faults = validate(kind, row.fields)
        missing = [f.message for f in faults if f.rule is Rule.MISSING]
        if missing:
            remarks = (*row.remarks, *missing)
            title = text_at(row.fields, "title")
            return ImportedItem(place, Outcome.REFUSED, title, remarks=remarks)
        draft = Draft(key, place, kind.folder, dict(row.fields), BeautifulSoup("", "lxml"))
        draft.markdown = row.body or ""
        draft.remarks = [*row.remarks, *row.completed.values(), *self._namesakes(kind, row)]
        item = self.writer.write(draft)
        values = {**row.fields, "uid": text_at(row.fields, "uid") or draft.uid}
        self._existing(kind).add(ExistingEntry(item.file, EntryText("", "", "", ""), values))
        return item

    def _namesakes(self, kind: type[Entry], row: TableRow) -> Iterator[str]:
        """What a person must look at where a new product has the name of one that is there."""
        for other in self._existing(kind).confusable(row.fields) if kind is Product else ():
            producer = text_at(other.values, "producer", "name")
            yield (
                f"Tệp {other.file} có sản phẩm cùng tên của “{producer}”. Nếu là một cơ sở: viết "
                "tên giống hệt, kể cả dấu, cùng xã, cùng tỉnh rồi nhập lại."
            )

    def _update(
        self, kind: type[Entry], existing: ExistingEntry, row: TableRow, place: str, key: str
    ) -> ImportedItem:
        file = self.writer.content / existing.file
        if not existing.text.opening and file.is_file():
            existing = self._read(kind, existing.file)
        known = self.writer.ledger[key]
        digests = known.fields if known else {}
        asked: dict[str, Value | None] = dict(
            merged(existing.values, _changeable(row.given), digests, whole="uid" in row.fields)
        )
        asked |= {k: None for k in row.cleared if k in existing.values and k not in digests}
        changes = changes_of(kind, existing.values, asked)
        remarks = list(row.remarks)
        text, body = existing.text, row.body
        try:
            if changes:
                text = text.with_fields({key: asked[key] for key in changes}, kind)
        except HeaderError:
            remarks.append(UNEDITABLE)
            return ImportedItem(
                place,
                Outcome.KEPT,
                text_at(row.fields, "title"),
                existing.file,
                remarks=tuple(remarks),
            )
        if body is not None and body != clean(text.shown_body).text:
            text = text.with_body(body)
            changes["*body"] = ("Nội dung", existing.text.shown_body[:80], body[:80])
        if not self.writer.dry_run:
            if changes:
                atomic_write(file, text.data)
            digest = digest_of(text.data).hex()
            changeable = _changeable(row.fields)
            self.writer.ledger.add(
                LedgerEntry(key, existing.file, digest, digest, field_digests(changeable))
            )
        return ImportedItem(
            place,
            Outcome.UPDATED if changes else Outcome.UNCHANGED,
            text_at(row.fields, "title"),
            existing.file,
            remarks=tuple(remarks) if changes else (),
            changes=tuple(changes.values()),
        )

    def _read(self, kind: type[Entry], path: str) -> ExistingEntry:
        """An entry that this import wrote a moment ago, as it lies on the disk."""
        text = EntryText.of((self.writer.content / path).read_bytes())
        return ExistingEntry(path, text, text.read(kind).values)


def _changeable(fields: Mapping[str, Value]) -> dict[str, Value]:
    return {key: value for key, value in fields.items() if key not in _KEPT_FROM_SHEETS}


def _key(kind: type[Entry], fields: Mapping[str, Value]) -> str:
    """What the ledger knows a row by: the same in every table that names the same thing."""
    name = text_at(fields, "title")
    if issubclass(kind, Person):
        commune = folded_name(text_at(fields, "contact", "commune"))
        return f"bang:{kind.folder}#{text_at(fields, 'uid') or f'{identity(name)}|{commune}'}"
    parts = [folded_name(name)]
    parts.append(maker_name(text_at(fields, "producer", "name")))
    parts.append(folded_name(text_at(fields, "producer", "province")))
    if kind is not Product:
        parts.append(text_at(fields, "starts") or text_at(fields, "date"))
    if kind is Training:
        parts.append(folded_name(text_at(fields, "place")))
    return f"bang:{kind.folder}#{text_at(fields, 'uid') or '|'.join(parts)}"
