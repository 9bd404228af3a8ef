"""Which row of a year a row of a list means, and the code of one that has none."""

import re
from collections.abc import Container, Hashable, Iterable, Mapping
from typing import TypeVar

from khuyencong.importers.de_an_rows import programme_in
from khuyencong.importers.existing_entries import folded_name, maker_name
from khuyencong.model.de_an import Programme

Values = Mapping[str, str]
"""Key of a column → text of its cell."""
_Key = TypeVar("_Key", bound=Hashable)
_PREFIXES = {Programme.NATIONAL: "QG", Programme.LOCAL: "DP"}


def folded_code(values: Values) -> str:
    """The code of a row as it is compared; empty for a row that has none."""
    return "".join(folded_name(values.get("ma", "")).split())


def names(values: Values) -> tuple[str, str, Programme | None]:
    """By what a đề án without a code is known: its name, its unit and its budget."""
    unit = maker_name(values.get("don_vi_thu_huong", ""))
    return folded_name(values.get("ten", "")), unit, programme_in(values.get("chuong_trinh", ""))


def meant_row(
    values: Values, rows: Mapping[_Key, Values], listed: Container[str] = ()
) -> _Key | None:
    """The key of the row that is meant: that of the same code, else that of the same names.

    A name that the list does not tell may be any, if that leaves one row. `listed` are the folded
    codes that other rows of the list name: those rows are meant by nobody else.
    """
    code = folded_code(values)
    for key, row in rows.items():
        if code and folded_code(row) == code:
            return key
    wanted = names(values)
    known = {key: names(row) for key, row in rows.items() if folded_code(row) not in listed}
    same = [key for key, found in known.items() if found == wanted]
    alike = [
        key
        for key, found in known.items()
        if all(not own or own == there for own, there in zip(wanted, found, strict=True))
    ]
    return same[0] if same else alike[0] if len(alike) == 1 else None


def new_code(programme: str, year: int, codes: Iterable[str]) -> str:
    """The code behind the last one of a budget in a year: `QG-2026-03`."""
    prefix = f"{_PREFIXES[programme_in(programme) or Programme.LOCAL]}-{year}-"
    form = re.compile(rf"{prefix}(\d+)", re.IGNORECASE)
    numbers = [int(found[1]) for code in codes if (found := form.fullmatch(code.strip()))]
    return f"{prefix}{max(numbers, default=0) + 1:02d}"
