"""Lists of đề án into the tables of their years: new rows, changed rows, and no row twice."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from khuyencong.importers.column_map import ColumnMap
from khuyencong.importers.de_an_file import DeAnFile
from khuyencong.importers.de_an_match import folded_code, meant_row, names, new_code
from khuyencong.importers.de_an_rows import MONEY, DeAnLine, read_de_an_list
from khuyencong.importers.draft_writer import DraftWriter
from khuyencong.importers.entry_update import Change, field_digests, shown
from khuyencong.importers.ledger import LedgerEntry
from khuyencong.importers.report import ImportedItem, Outcome, SourceRefusedError
from khuyencong.importers.table_header import TableHeader, find_header
from khuyencong.importers.table_source import Sheet
from khuyencong.model.de_an import DeAn
from khuyencong.model.rules import Fault, Rule, Severity
from khuyencong.model.validation import validate
from khuyencong.store.digest import hex_digest_of

_NO_YEAR = "Chưa rõ năm của đề án: ghi “NĂM 2026” trên bảng, hoặc thêm cột “Năm”."
_ADVICE = {
    "kinh_phi_ho_tro": "Chưa có số kinh phí hỗ trợ.",
    "chuong_trinh": "Chưa rõ khuyến công quốc gia hay địa phương: ghi ở đầu bảng, ở dòng đầu mục "
    "(“I. Khuyến công quốc gia”) hoặc thêm cột “Chương trình”.",
    "giai_doan": "Chưa rõ đề án ở bước nào: thêm cột “Giai đoạn” (Đăng ký, Thẩm định, Phê duyệt, "
    "Thực hiện, Nghiệm thu).",
}
"""What a list must say and often does not, with where to write it."""


def de_an_header(sheet: Sheet, columns: ColumnMap) -> TableHeader | None:
    """The heading of a list of đề án; None for any other table."""
    header = find_header(sheet, DeAn, columns.of(DeAn))
    money = header and any(path and path[0] in MONEY for path in header.paths)
    return header if money else None


@dataclass
class DeAnImport:
    """Takes the lists of one source in; nothing is written before `save`."""

    writer: DraftWriter
    source: str
    columns: ColumnMap
    notes: list[str]
    _files: dict[int, DeAnFile] = field(default_factory=dict)
    _taken: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    _entries: list[LedgerEntry] = field(default_factory=list)
    _codes: list[str] = field(default_factory=list)
    """Those that the lists name."""

    def items(self, sheets: list[Sheet]) -> list[ImportedItem]:
        """What becomes of each row.

        Raises:
            SourceRefusedError: no sheet is a list of đề án, or the table of a year has errors.
        """
        headers = [(sheet, de_an_header(sheet, self.columns)) for sheet in sheets]
        lists = [(sheet, header) for sheet, header in headers if header]
        if not lists:
            raise SourceRefusedError(
                "Không thấy danh sách đề án. Bảng cần dòng tên cột có “Tên đề án” và “Kinh phí hỗ "
                "trợ”; tạo tệp mẫu bằng lệnh khuyencong template de-an."
            )
        lines: list[tuple[str, DeAnLine]] = []
        for sheet, header in lists:
            self.notes += sheet.notes
            self.columns.remember(DeAn, header, write=not self.writer.dry_run)
            self.notes += self.columns.unknown(DeAn, header)
            read = read_de_an_list(sheet, header, self.source, self.notes)
            lines += [(f"{sheet.name}, {line.place}".lstrip(", "), line) for line in read]
        self._codes = [code for _, line in lines if (code := line.values.get("ma"))]
        return [self._take(place, line) for place, line in lines]

    @cached_property
    def _listed(self) -> frozenset[str]:
        return frozenset(folded_code({"ma": code}) for code in self._codes)

    def save(self) -> None:
        """Write what `items` found; raises OSError."""
        for file in self._files.values():
            file.save()
        for entry in self._entries:
            self.writer.ledger.add(entry)

    def _take(self, place: str, line: DeAnLine) -> ImportedItem:
        if line.year is None:
            return _refused(place, line, [_NO_YEAR])
        if line.year not in self._files:
            self._files[line.year] = DeAnFile(self.writer.content, line.year)
        file = self._files[line.year]
        taken = self._taken[line.year]
        free = {at: values for at, values in file.rows.items() if at not in taken}
        at = meant_row(line.values, free, self._listed)
        key = f"de-an:{line.year}#{_identity(line.values)}"
        if at is not None:
            taken.add(at)
            return self._update(file, at, place, line, key)
        if self.writer.ledger[key] is not None:
            gone = "Dòng của lần nhập trước đã bị xóa khỏi bảng nên không ghi lại."
            return ImportedItem(place, Outcome.KEPT, line.values["ten"], remarks=(gone,))
        return self._add(file, place, line, key)

    def _add(self, file: DeAnFile, place: str, line: DeAnLine, key: str) -> ImportedItem:
        values, remarks = {**line.general, **line.values}, list(line.remarks)
        if "ma" not in values and "chuong_trinh" in values:
            codes = [*file.codes(), *self._codes]
            values["ma"] = new_code(values["chuong_trinh"], line.year or 0, codes)
            remarks.append(f"Bảng không có mã: đã đặt {values['ma']}, sửa theo quyết định nếu có.")
        faults = _faults(values)
        if faults:
            return _refused(place, line, [*map(_sentence, faults), *line.remarks])
        file.put(None, values)
        self._remember(key, file, line.values)
        return ImportedItem(place, Outcome.ADDED, values["ten"], file.place, remarks=tuple(remarks))

    def _update(
        self, file: DeAnFile, at: int, place: str, line: DeAnLine, key: str
    ) -> ImportedItem:
        known = self.writer.ledger[key]
        before = known.fields if known else {}
        digests = field_digests(line.values)
        asked = {k: v for k, v in line.values.items() if before.get(k) != digests[k]}
        old = file.rows[at]
        asked |= {k: v for k, v in line.general.items() if k not in old and k not in before}
        faults = _faults({**old, **asked})
        if faults:
            return _refused(place, line, [*map(_sentence, faults), *line.remarks])
        changes = _changes(old, asked)
        if changes:
            file.put(at, {key: asked[key] for key in changes})
        self._remember(key, file, line.values)
        return ImportedItem(
            place,
            Outcome.UPDATED if changes else Outcome.UNCHANGED,
            line.values["ten"],
            file.place,
            remarks=tuple(line.remarks),
            changes=tuple(changes.values()),
        )

    def _remember(self, key: str, file: DeAnFile, values: Mapping[str, str]) -> None:
        digest = hex_digest_of(repr(sorted(values.items())))
        self._entries.append(LedgerEntry(key, file.place, digest, digest, field_digests(values)))


def _refused(place: str, line: DeAnLine, remarks: list[str]) -> ImportedItem:
    return ImportedItem(place, Outcome.REFUSED, line.values["ten"], remarks=tuple(remarks))


def _identity(values: Mapping[str, str]) -> str:
    """By what the ledger knows a row."""
    name, unit, programme = names(values)
    return folded_code(values) or "|".join((name, unit, programme.label if programme else ""))


def _faults(values: Mapping[str, str]) -> list[Fault]:
    """What keeps a row from being a đề án."""
    row, faults = validate(DeAn, values)
    faults += row.faults() if row else []
    return [fault for fault in faults if fault.rule.severity is Severity.ERROR]


def _sentence(fault: Fault) -> str:
    if fault.rule is Rule.MISSING:
        return _ADVICE.get(str(fault.where[0]), f"{fault.message} {fault.advice}")
    return f"{fault.message} {fault.advice}"


def _changes(old: Mapping[str, str], asked: Mapping[str, str]) -> dict[str, Change]:
    """The values that differ in meaning, not only in how they are written."""
    before, after = DeAn.model_validate(old), DeAn.model_validate({**old, **asked})
    return {
        key: (str(DeAn.model_fields[key].title), shown(old.get(key)), shown(value))
        for key, value in asked.items()
        if getattr(before, key) != getattr(after, key)
    }
