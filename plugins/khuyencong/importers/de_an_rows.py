"""A list of đề án, as agencies print it, to rows of `de-an/<year>.csv`.

Such a list has a title that tells year, budget and unit ("ĐVT: triệu đồng"), blocks with sums of
their own ("I. Khuyến công quốc gia"), a total, and notes; only what is left is a đề án.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from khuyencong.importers.cell_values import read_address, read_decision
from khuyencong.importers.columns import SKIPPED
from khuyencong.importers.money_cells import amount_in, comma_is_decimal, stated_unit, unit_in
from khuyencong.importers.table_header import TableHeader
from khuyencong.importers.table_rows import TOTAL
from khuyencong.importers.table_source import Sheet
from khuyencong.model.de_an import DeAn, Programme, Stage
from khuyencong.vietnamese.folding import fold
from khuyencong.vietnamese.numbers import dong, grouped

SUPPORT = ("kinh_phi_ho_tro", "*kcqg", "*kcdp")
MONEY = (*SUPPORT, "tong_kinh_phi", "*doi_ung", "kinh_phi_quyet_toan")
_COPIED = set(DeAn.model_fields) - {*MONEY, "xa", "tinh", "noi_dung", "chuong_trinh", "giai_doan"}
"""Columns whose cells are taken as they are."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_YEAR_OF_TITLE = re.compile(r"\bnăm\s+((?:19|20)\d\d)\b", re.IGNORECASE)
_BLOCK_NUMBER = re.compile(r"[IVX]+|[A-ZĐ]", re.IGNORECASE)
_LEADING_NUMBER = re.compile(r"^\s*(?:[IVX]{1,5}|[A-ZĐ]|\d{1,2}(?:\.\d{1,2})*)\s*[.)/-]\s*")
_UNITS = {10**3: "nghìn đồng", 10**6: "triệu đồng", 10**9: "tỷ đồng"}
_STAGES = (
    (r"khong (duoc )?(phe )?duyet|khong dat|tu choi|bi loai", Stage.REFUSED),
    (r"nghiem thu|hoan thanh|quyet toan|thanh ly", Stage.ACCEPTED),
    (r"(dang|da|ket qua) (trien khai|thuc hien)|dang lam|chuyen tiep|thuc hien$", Stage.UNDER_WAY),
    (r"phe duyet|duoc duyet|da duyet|giao ke hoach|quyet dinh", Stage.APPROVED),
    (r"tham dinh|tham tra", Stage.APPRAISED),
    (r"dang ky|de xuat|de nghi", Stage.REGISTERED),
)


@dataclass
class DeAnLine:
    """A đề án of a list."""

    place: str
    """Where it stands: "dòng 12"."""
    year: int | None
    values: dict[str, str]
    """Key → cell, as the file of a year has it."""
    general: dict[str, str] = field(default_factory=dict)
    """What only the title or the block says: true of a new đề án, no news of one that is there."""
    remarks: list[str] = field(default_factory=list)


def programme_in(words: str) -> Programme | None:
    """The budget that words name; None where they name none or both."""
    folded = fold(words)
    national = re.search(r"kcqg|khuyen cong quoc gia|^quoc gia$", folded)
    local = re.search(r"kcdp|\bdia phuong\b|khuyen cong (cap )?tinh|^tinh$", folded)
    if bool(national) == bool(local):
        return None
    return Programme.NATIONAL if national else Programme.LOCAL


def stage_in(words: str) -> Stage | None:
    """The stage that words tell: "Đã nghiệm thu", "kết quả thực hiện"."""
    folded = fold(words)
    return next((stage for form, stage in _STAGES if re.search(form, folded)), None)


def read_de_an_list(
    sheet: Sheet, header: TableHeader, source: str, notes: list[str]
) -> Iterator[DeAnLine]:
    """The đề án of a sheet; what is none, and sums that differ, are added to `notes`.

    `source` is the name of the file, which may tell the year.
    """
    yield from _Reader(sheet, header, source, notes).lines()


class _Reader:
    """Reads one list from top to bottom, remembering the block that a row stands in."""

    def __init__(self, sheet: Sheet, header: TableHeader, source: str, notes: list[str]) -> None:
        self.sheet, self.header, self.notes = sheet, header, notes
        title = " ".join(header.above)
        self.year = _year_of(title, sheet.name, source)
        self.programme = programme_in(title)
        self.stage = stage_in(title)
        self.decision = _decision_in(title) if self.stage is Stage.APPROVED else {}
        self.activity = ""
        headings = [header.by_path.get((name,), "") for name in MONEY]
        self.unit = stated_unit([*header.above, sheet.name])
        self.units = {
            name: unit_in(heading) or self.unit
            for name, heading in zip(MONEY, headings, strict=True)
        }
        money = [place for place, path in enumerate(header.paths) if path and path[0] in MONEY]
        rows = sheet.rows[header.row :]
        cells = (row[place] for row in rows for place in money if place < len(row))
        self.decimal_comma = comma_is_decimal(cells)
        self.sum_of_block = self.sum_of_all = 0
        if unit := next((u for name in MONEY if (u := self.units[name] or 1) > 1), None):
            notes.append(
                f"Bảng tính bằng {_UNITS[unit]}; số tiền đã đổi ra đồng, xem lại từng dòng."
            )

    def lines(self) -> Iterator[DeAnLine]:
        waiting: DeAnLine | None = None
        for number in range(self.header.row, len(self.sheet.rows)):
            cells = [" ".join(cell.split()) for cell in self.sheet.rows[number]]
            values = self._values(cells)
            place = f"dòng {self.sheet.first + number}"
            words = next((c for c in cells if c and not _is_number(c)), "")
            if not any(cells):
                continue
            if TOTAL.match(_LEADING_NUMBER.sub("", words)):
                self._compare(values, place)
            elif waiting and self._goes_on(number, values):
                _add_beneficiary(waiting, values)
            elif self._is_block(number, cells, values):
                self._take_block(values.get("ten") or words)
            elif "ten" not in values:
                self.notes.append(
                    f"{place.capitalize()} không phải đề án, không nhập: “{words[:160]}”."
                )
            else:
                if waiting:
                    yield waiting
                *done, waiting = self._de_an(values, place)
                yield from done
        if waiting:
            yield waiting

    def _values(self, cells: Sequence[str]) -> dict[str, str]:
        pairs = zip(self.header.paths, cells, strict=False)
        return {str(path[0]): cell for path, cell in pairs if path and path != SKIPPED and cell}

    def _goes_on(self, number: int, values: Mapping[str, str]) -> bool:
        """Whether a row only names one more beneficiary of the đề án above (merged cells)."""
        merged = {
            str(p[0])
            for n, p in enumerate(self.header.paths)
            if p and (number, n) in self.sheet.merged
        }
        own = {name for name in values if name not in merged}
        return bool(own) and "ten" not in own and own <= {"don_vi_thu_huong", "xa", "tinh"}

    def _is_block(self, number: int, cells: Sequence[str], values: Mapping[str, str]) -> bool:
        """Whether a row is the title of a block, with or without the block's sum."""
        filled = [cell for cell in cells if cell and not _is_number(cell)]
        if len(filled) != 1 or not set(values) <= {"ten", "noi_dung", *MONEY}:
            return False
        order = self._order(cells)
        below = (
            self._order(self.sheet.rows[number + 1]) if number + 1 < len(self.sheet.rows) else ""
        )
        outlined = bool(order) and below.startswith(f"{order}.")
        numbered = _BLOCK_NUMBER.fullmatch(order) or _BLOCK_TITLE.match(filled[0])
        named = "ten" in values and not set(values) & set(MONEY)
        return bool(numbered or outlined or named or programme_in(filled[0]))

    def _order(self, cells: Sequence[str]) -> str:
        """The number of a row, without a point behind it."""
        place = self.header.paths.index(SKIPPED) if SKIPPED in self.header.paths else None
        return cells[place].strip(" .)") if place is not None and place < len(cells) else ""

    def _take_block(self, words: str) -> None:
        self.sum_of_block = 0
        name = _LEADING_NUMBER.sub("", words).strip(" :.")
        programme, stage = programme_in(name), stage_in(name)
        self.programme = programme or self.programme
        self.stage = stage or self.stage
        if not programme and not stage:
            self.activity = name.capitalize() if name.isupper() else name

    def _compare(self, values: Mapping[str, str], place: str) -> None:
        """Tell of a total that is not the sum of what stands above it."""
        amounts = [self._amount(name, values) for name in SUPPORT]
        written = sum(filter(None, amounts)) or None
        if written is not None and written not in (self.sum_of_block, self.sum_of_all):
            self.notes.append(
                f"{place.capitalize()}, dòng cộng ghi {dong(written)}; các đề án phía trên cộng "
                f"lại là {dong(self.sum_of_all)}. So lại hai số."
            )
        self.sum_of_block = 0

    def _amount(self, name: str, values: Mapping[str, str]) -> int | None:
        return amount_in(values.get(name, ""), self.units[name], decimal_comma=self.decimal_comma)

    def _de_an(self, values: Mapping[str, str], place: str) -> list[DeAnLine]:
        """A row as one đề án, or as two where both budgets pay, each with its own money."""
        line = DeAnLine(place, self._year(values), {})
        line.values |= {key: cell for key, cell in values.items() if key in _COPIED}
        _take_place(line, values)
        if activity := values.get("noi_dung"):
            line.values["noi_dung"] = activity
        elif self.activity:
            line.general["noi_dung"] = self.activity
        if stage := stage_in(values.get("giai_doan", "")):
            line.values["giai_doan"] = stage.label
        elif self.stage:
            line.general["giai_doan"] = self.stage.label
        line.general |= self.decision
        return self._with_money(line, values)

    def _year(self, values: Mapping[str, str]) -> int | None:
        own = _YEAR.search(values.get("*nam", ""))
        return int(own[0]) if own else self.year

    def _with_money(self, line: DeAnLine, values: Mapping[str, str]) -> list[DeAnLine]:
        amounts = {name: self._amount(name, values) for name in MONEY}
        for name in MONEY:
            if values.get(name) and amounts[name] is None and re.search(r"\d", values[name]):
                line.remarks.append(_unread(values[name]))
        parts: list[tuple[Programme | None, int | None]] = [
            (programme, amount)
            for programme, name in ((Programme.NATIONAL, "*kcqg"), (Programme.LOCAL, "*kcdp"))
            if (amount := amounts[name])
        ]
        own = programme_in(values.get("chuong_trinh", "")) or self.programme
        parts = parts or [(own, amounts["kinh_phi_ho_tro"])]
        support = sum(amount or 0 for _, amount in parts)
        total, other = amounts["tong_kinh_phi"], amounts["*doi_ung"]
        total = support + other if total is None and other is not None else total
        self.sum_of_block += support
        self.sum_of_all += support
        lines = []
        for number, (programme, amount) in enumerate(parts):
            own_values = dict(line.values)
            if programme:
                own_values["chuong_trinh"] = programme.label
            if amount is not None:
                own_values["kinh_phi_ho_tro"] = grouped(amount)
            if total is not None and number == 0:
                own_values["tong_kinh_phi"] = grouped(total)
            if (settled := amounts["kinh_phi_quyet_toan"]) is not None and number == 0:
                own_values["kinh_phi_quyet_toan"] = grouped(settled)
            lines.append(replace(line, values=own_values, remarks=list(line.remarks)))
        return lines


_BLOCK_TITLE = re.compile(r"\s*(?:[IVX]{1,5}|[A-ZĐ])\s*[.)/-]\s")


def _is_number(cell: str) -> bool:
    return re.fullmatch(r"[\d.,() ]*|[IVX]{1,5}[.)]?|[A-ZĐ][.)]?", cell) is not None


def _decision_in(title: str) -> dict[str, str]:
    """Number and day of the decision with which a list was approved."""
    number, day = read_decision(title)
    if "QĐ" not in number.upper():
        return {}
    return {"quyet_dinh": number} | ({"ngay_phe_duyet": day} if day else {})


def _year_of(*texts: str) -> int | None:
    """The year that a title tells, or the name of a sheet or file."""
    title, *names = texts
    found = _YEAR_OF_TITLE.search(title)
    if found:
        return int(found[1])
    years = [year for name in (*names, title) for year in _YEAR.findall(name)]
    return int(years[0]) if years else None


def _unread(cell: str) -> str:
    return (
        f"Số tiền “{cell[:40]}” chưa rõ là bao nhiêu đồng: ghi đơn vị trên bảng (“Đơn vị tính: "
        "triệu đồng”), viết số như 1.200,5 rồi nhập lại."
    )


def _take_place(line: DeAnLine, values: Mapping[str, str]) -> None:
    """Commune and province from their columns, or from an address."""
    written, province = values.get("xa", ""), values.get("tinh", "")
    found = read_address(written).fields
    if "former_address" in found:
        line.remarks.append(f"“{written}” còn cấp huyện: điền xã và tỉnh hiện nay vào bảng.")
        written = ""
    elif "," in written:
        written = str(found.get("commune") or found.get("address") or "")
        province = province or str(found.get("province") or "")
    line.values |= {key: text for key, text in (("xa", written), ("tinh", province)) if text}


def _add_beneficiary(line: DeAnLine, values: Mapping[str, str]) -> None:
    known = line.values.get("don_vi_thu_huong", "")
    name = values.get("don_vi_thu_huong", "")
    if name and name not in known:
        line.values["don_vi_thu_huong"] = f"{known}; {name}".strip("; ")
