"""A list of đề án from Excel or Word, as offices write it, as lines of the sheet of a year."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from khuyencong.content.de_an_table import COLUMNS
from khuyencong.desk.de_an_cells import MONEY, as_shown
from khuyencong.desk.sheet import Line
from khuyencong.desk.sheet_paste import MOST_LINES, PastedTable, sheets_of
from khuyencong.importers.report import SourceRefusedError
from khuyencong.importers.table_source import Sheet
from khuyencong.model.de_an import Programme, Stage
from khuyencong.model.declaration import Choice
from khuyencong.vietnamese.folding import fold
from khuyencong.vietnamese.numbers import grouped
from khuyencong.vietnamese.slugs import slugify

_FIRST_ROWS = 40
_SYNONYMS = {
    name: key
    for names, key in (
        ("ma|ma so|ky hieu|so hieu de an", "ma"),
        ("de an|ten de an nhiem vu|ten nhiem vu|ten de an nhiem vu khuyen cong|noi dung de an"
         "|ten de an va noi dung", "ten"),
        ("nguon von|nguon kinh phi|nguon", "chuong_trinh"),
        ("noi dung ho tro|noi dung hoat dong|loai de an|linh vuc ho tro", "noi_dung"),
        ("don vi thuc hien|chu dau tu|co so cnnt|ten co so|ten don vi|co so cong nghiep nong thon"
         "|don vi duoc ho tro|co so thu huong|don vi", "don_vi_thu_huong"),
        ("xa|dia diem|dia diem thuc hien|dia ban|noi thuc hien|dia chi", "xa"),
        ("tinh thanh pho|tinh tp", "tinh"),
        ("kinh phi khuyen cong|kinh phi khuyen cong ho tro|kinh phi kc|kinh phi duoc ho tro|ho tro"
         "|kinh phi nsnn|ngan sach ho tro|kinh phi nha nuoc ho tro|kinh phi kcqg|kinh phi kcdp"
         "|kinh phi kcqg ho tro|kinh phi kcdp ho tro|muc ho tro|so tien ho tro|nsnn ho tro"
         "|kinh phi phe duyet", "kinh_phi_ho_tro"),
        ("tong von|tong muc dau tu|tong kinh phi thuc hien|tong du toan|tong so|tong"
         "|tong kinh phi thuc hien de an", "tong_kinh_phi"),
        ("tinh trang|tien do|trang thai|tien do thuc hien", "giai_doan"),
    )
    for name in names.split("|")
}  # fmt: skip
_WORDS: Mapping[str, Mapping[str, Choice]] = {
    "chuong_trinh": {
        **dict.fromkeys(("qg", "quoc gia", "kc quoc gia", "trung uong"), Programme.NATIONAL),
        **dict.fromkeys(("dp", "dia phuong", "kc dia phuong", "tinh"), Programme.LOCAL),
    },
    "giai_doan": {
        **dict.fromkeys(("da nghiem thu", "hoan thanh", "da hoan thanh"), Stage.ACCEPTED),
        **dict.fromkeys(("dang thuc hien", "dang trien khai", "trien khai"), Stage.UNDER_WAY),
        **dict.fromkeys(("da phe duyet", "duoc phe duyet", "da duyet"), Stage.APPROVED),
        **dict.fromkeys(("da dang ky", "moi dang ky"), Stage.REGISTERED),
    },
}
_UNITS = ((re.compile(r"\btrieu\b"), 1_000_000), (re.compile(r"\b(nghin|ngan)\b|1\.000 ?d"), 1_000))
_NUMBERED = re.compile(r"\(?\d{1,3}\)?|\(?[a-z]\)?|", re.IGNORECASE)
_SUM = re.compile(r"(tong|cong)( cong| so)?\b.*")
_CODE = re.compile(r"(?P<start>\D*\d{4}\D+)(?P<number>\d+)")
_NO_TABLE = (
    "Không thấy dòng tên cột. Chép cả dòng đầu của bảng, trong đó có cột “Tên đề án” và ít nhất "
    "một cột nữa như “Đơn vị thụ hưởng” hoặc “Kinh phí hỗ trợ”."
)


@dataclass
class _Table:
    """A table found in a sheet: the field and the unit of each column, and its rows."""

    rows: Sequence[Sequence[str]]
    keys: list[str]
    units: list[int]
    programme: str
    notes: list[str] = field(default_factory=list)


def pasted_de_an(
    known: Mapping[str, Mapping[str, str]], year: int, name: str, data: bytes
) -> PastedTable:
    """The lines of a file (Excel, OpenDocument, CSV); `known` are the rows of the year by key.

    Raises:
        SourceRefusedError: it is no table, or has no row of headings that is understood.
    """
    tables = [table for sheet in sheets_of(name, data) if (table := _table(sheet))]
    if not tables:
        raise SourceRefusedError(_NO_TABLE)
    lines = [line for table in tables for line in _lines(table, known, year)]
    if len(lines) > MOST_LINES:
        raise SourceRefusedError(f"Bảng có {len(lines)} dòng; mỗi lần dán nhiều nhất {MOST_LINES}.")
    return PastedTable(tuple(lines), (), tuple(note for table in tables for note in table.notes))


def _table(sheet: Sheet) -> _Table | None:
    found = [(_score(row), -number) for number, row in enumerate(sheet.rows[:_FIRST_ROWS])]
    score, place = max(found, default=(0, 0))
    if score < 2:
        return None
    heading, below = sheet.rows[-place], sheet.rows[-place + 1 :]
    keys = _keys(heading)
    if below and _is_heading(below[0]):
        under = _keys(below[0])
        keys = [second or first for first, second in zip(keys, under, strict=False)]
        heading = [" ".join(pair) for pair in zip(heading, below[0], strict=False)]
        below = below[1:]
    above = fold(" ".join(cell for row in sheet.rows[:-place] for cell in row))
    usual = _unit(above) or 1
    table = _Table(below, _once(keys), [_unit(fold(cell)) or usual for cell in heading],
                   _programme_in(above))  # fmt: skip
    unknown = [
        f"“{' '.join(cell.split())}”"
        for cell, key in zip(heading, keys, strict=False)
        if cell.strip() and not key and slugify(cell) not in ("stt", "tt", "so-tt", "ghi-chu")
    ]
    if unknown:
        table.notes.append(f"Các cột không dùng nên để ngoài: {', '.join(unknown[:20])}.")
    factor = next((unit for unit, key in zip(table.units, table.keys, strict=False)
                   if key in MONEY and unit > 1), 1)  # fmt: skip
    if factor > 1:
        unit = "triệu đồng" if factor == 1_000_000 else "nghìn đồng"
        table.notes.append(f"Bảng tính bằng {unit}; số tiền đã đổi ra đồng, xem lại từng dòng.")
    return table


def _score(row: Sequence[str]) -> int:
    keys = set(_keys(row)) - {""}
    return len(keys) if "ten" in keys else 0


def _keys(row: Sequence[str]) -> list[str]:
    return [_key(cell) for cell in row]


def _key(heading: str) -> str:
    for text in (heading, re.sub(r"\(.*?\)|\[.*?\]|\*", " ", heading)):
        slug = slugify(text)
        if key := COLUMNS.get(slug) or _SYNONYMS.get(slug.replace("-", " ")):
            return key
    return ""


def _once(keys: Sequence[str]) -> list[str]:
    """A field is filled by the first column that names it."""
    return [key if key not in keys[:place] else "" for place, key in enumerate(keys)]


def _is_heading(row: Sequence[str]) -> bool:
    """Whether a row is the second one of a heading: it names fields and holds no number."""
    named = any(_keys(row))
    return named and not any(re.fullmatch(r"[\d.,]{4,}", cell.strip()) for cell in row)


def _unit(folded: str) -> int:
    return next((factor for pattern, factor in _UNITS if pattern.search(folded)), 0)


def _programme_in(folded: str) -> str:
    """The programme that a line names alone."""
    national, local = "khuyen cong quoc gia" in folded, "khuyen cong dia phuong" in folded
    if national == local:
        return ""
    return (Programme.NATIONAL if national else Programme.LOCAL).value


def _lines(table: _Table, known: Mapping[str, Mapping[str, str]], year: int) -> Iterator[Line]:
    codes = {values.get("ma", "") for values in known.values()}
    programme, taken = table.programme, set[str]()
    for row in table.rows:
        if all(_NUMBERED.fullmatch(cell.strip()) for cell in row):
            continue
        given = {key: " ".join(cell.split()) for key, cell in zip(table.keys, row, strict=False)
                 if key and cell.strip()}  # fmt: skip
        words = [fold(cell) for cell in row if re.search(r"[^\W\d]{3}", cell)]
        if words and _SUM.fullmatch(words[0]) and "ma" not in given:
            continue
        if not {"ma", "don_vi_thu_huong", "kinh_phi_ho_tro"} & given.keys() or (
            len(words) == 1 and _programme_in(words[0]) and "ma" not in given
        ):
            programme = _programme_in(" ".join(words)) or programme
            continue
        yield _line(table, given, programme, known, codes, taken, year)


def _line(
    table: _Table,
    given: dict[str, str],
    programme: str,
    known: Mapping[str, Mapping[str, str]],
    codes: set[str],
    taken: set[str],
    year: int,
) -> Line:
    texts, remarks = _texts(table, given), list[str]()
    key = _meant(texts, known, taken)
    if key:
        taken.add(key)
        return Line({name: text for name, text in texts.items() if text}, key)
    if programme:
        texts.setdefault("chuong_trinh", programme)
    if "ma" not in texts:
        texts["ma"] = _next_code(texts.get("chuong_trinh", ""), codes, year)
        remarks.append("Bảng không có mã nên máy đặt mã kế tiếp; sửa nếu quyết định ghi mã khác.")
    codes.add(texts["ma"])
    return Line(texts, remarks=tuple(remarks))


def _texts(table: _Table, given: Mapping[str, str]) -> dict[str, str]:
    units = dict(zip(table.keys, table.units, strict=False))
    texts = {key: as_shown(key, _read(key, text, units[key])) for key, text in given.items()}
    commune, comma, province = texts.get("xa", "").rpartition(",")
    if comma and "tinh" not in table.keys:
        texts["xa"] = commune.strip()
        texts["tinh"] = re.sub(r"^(tỉnh|thành phố|TP\.?)\s+", "", province.strip(), flags=re.I)
    if "xa" in texts:
        texts["xa"] = re.sub(r"^xã\s+", "", texts["xa"], flags=re.I)
    return texts


def _read(key: str, text: str, unit: int) -> str:
    if key in MONEY:
        return _dong(text, unit)
    word = _WORDS[key].get(slugify(text).replace("-", " ")) if key in _WORDS else None
    return word.value if word else text


def _dong(text: str, unit: int) -> str:
    """An amount in đồng; as it is written where it is none, or where đồng is the unit already."""
    if unit == 1:
        return text
    plain = text.replace(" ", "").replace("\u00a0", "")
    if re.fullmatch(r"\d{1,3}(\.\d{3})*(,\d+)?|\d+(,\d+)?", plain):
        plain = plain.replace(".", "").replace(",", ".")
    try:
        whole = Decimal(plain) * unit
    except InvalidOperation:
        return text
    return grouped(int(whole)) if whole == int(whole) else text


def _meant(
    texts: Mapping[str, str], known: Mapping[str, Mapping[str, str]], taken: set[str]
) -> str:
    """The key of the row that a line is about; empty for a new one."""
    free = {key: values for key, values in known.items() if key not in taken}
    code = texts.get("ma", "").casefold()
    if code:
        return next((k for k, v in free.items() if v.get("ma", "").casefold() == code), "")
    name = slugify(texts.get("ten", ""))
    same = [key for key, values in free.items() if slugify(values.get("ten", "")) == name]
    owner = slugify(texts.get("don_vi_thu_huong", ""))
    owned = [key for key in same if slugify(free[key].get("don_vi_thu_huong", "")) == owner]
    return (owned or ["" if owner and len(same) != 1 else next(iter(same), "")])[0]


def _next_code(programme: str, codes: set[str], year: int) -> str:
    """The code behind the last one of a programme in a year: `QG-2026-03`."""
    start = f"{'QG' if programme == Programme.NATIONAL else 'DP'}-{year}-"
    used = [m for code in codes if (m := _CODE.fullmatch(code)) and m["start"] == start]
    return f"{start}{max((int(m['number']) for m in used), default=0) + 1:02}"
