"""A row of a list of artisans: titles with their years, and where the person lives."""

import re
from collections.abc import Mapping

from khuyencong.importers import cell_values
from khuyencong.importers.column_names import FieldPath
from khuyencong.importers.product_row import RowReading, decision_of
from khuyencong.model.people import TitleOfHonour
from khuyencong.vietnamese.folding import fold

_TITLES = {
    TitleOfHonour.PEOPLE: r"nghe nhan nhan dan|nnnd",
    TitleOfHonour.MERIT: r"nghe nhan uu tu|nnut",
    TitleOfHonour.BROUGHT: r"(?:nguoi )?(?:co cong )?dua nghe",
    TitleOfHonour.SKILLED: r"tho gioi",
    TitleOfHonour.ARTISAN: r"nghe nhan",
}
_TITLE = re.compile("|".join(f"(?P<{title.name}>{words})" for title, words in _TITLES.items()))
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
HONOUR: FieldPath = ("*honour",)
_CONTACT = {"phone": cell_values.read_phones, "address": cell_values.read_address}


def is_read_here(path: FieldPath) -> bool:
    """Whether a cell needs more than to be copied."""
    return path[0] == "contact" and path[-1] in _CONTACT


def is_list_of_artisans(paths: Mapping[FieldPath, str], above: str) -> bool:
    """Whether a table with names of people lists artisans: a column or its title says so."""
    return bool({HONOUR, ("craft",)} & set(paths)) or names_title(above)


def names_title(text: str) -> bool:
    """Whether words name a title of honour."""
    return _TITLE.search(fold(text)) is not None


def read_artisan(
    cells: Mapping[FieldPath, str], _headings: Mapping[FieldPath, str], defaults: Mapping[str, str]
) -> RowReading:
    """Titles from "Nghệ nhân ưu tú 2019; thợ giỏi 2015", or from the line above a block of rows;
    the year and the decision from their columns or the title of the list.
    """
    row = RowReading()
    for part, read in _CONTACT.items():
        if text := cells.get(("contact", part), ""):
            contact = row.fields.setdefault("contact", {})
            row.take(read(text), contact if isinstance(contact, dict) else {})
    written = cells.get(HONOUR, "") or defaults.get("honour", "")
    number, _, year = decision_of(cells, defaults)
    honours = list(_honours(written, number, year))
    row.fields |= {"honours": honours} if honours else {}
    if written and not honours:
        row.remarks.append(f"Danh hiệu “{written[:60]}” chưa rõ loại hoặc năm: thêm vào bài.")
    if "phone" in str(row.fields.get("contact", "")):
        row.remarks.append("Điện thoại của một người chỉ in khi có giấy đồng ý.")
    return row


def _honours(written: str, number: str, year: str) -> "list[dict[str, object]]":
    found: list[dict[str, object]] = []
    for part in re.split(r"[;\n]", written):
        own, day = cell_values.read_decision(part)
        years = _YEAR.findall(part.replace(own, " ") if own else part)
        given = next(iter(years), day[-4:] or year)
        for title in _TITLE.finditer(fold(part)) if given else ():
            honour = TitleOfHonour[str(title.lastgroup)]
            decision = own or number
            found.append({"title": honour.value, "year": given})
            found[-1] |= {"decision": decision} if decision else {}
    return found
