"""`dia-chi.csv` of a dump of Joomla, DNN or SharePoint: what its database says of each page.

A row a page: the file, its address, and what else there is (title, date, category, author, status).
The first row may name the columns; without names they are file and address.
"""

import csv
import io
from collections.abc import Mapping

from khuyencong.importers.foreign_address import split_address
from khuyencong.vietnamese.slugs import slugify

ADDRESS_TABLE = "dia-chi.csv"
_NAMES = {
    "file": "tep|file|ten-tep|filename|tap-tin|path",
    "address": "dia-chi|url|address|duong-dan|link|alias|lien-ket|dia-chi-cu",
    "title": "tieu-de|title|tit|ten-bai|subject",
    "date": "ngay|ngay-dang|date|created|publish-up|publishdate|ngay-xuat-ban|startdate|modified",
    "category": "chuyen-muc|category|catid|danh-muc|cattitle|nhom-tin",
    "author": "tac-gia|author|created-by-alias|nguoi-viet|but-danh|created-by",
    "summary": "tom-tat|summary|introtext|sa-po|mo-ta|trich-yeu",
    "status": "trang-thai|status|state|published",
}
_COLUMNS = {name: key for key, names in _NAMES.items() for name in names.split("|")}
_OFF_LINE = frozenset({"0", "-2", "-1", "false", "draft", "nhap", "trashed", "unpublished", "xoa"})
"""States that a page had which readers did not see (Joomla: 0 unpublished, -2 trashed)."""


def read_address_table(data: bytes) -> dict[str, Mapping[str, str]]:
    """Path of each file → what its row says: address, title, date, category, author, status."""
    text = data.decode("utf-8-sig", "replace")
    delimiter = max(";,\t", key=text.partition("\n")[0].count)
    rows = [row for row in csv.reader(io.StringIO(text), delimiter=delimiter) if len(row) >= 2]
    columns = ["file", "address"]
    if rows and "file" in (named := [_COLUMNS.get(slugify(cell), "") for cell in rows[0]]):
        columns, rows = named, rows[1:]
    found: dict[str, Mapping[str, str]] = {}
    for row in rows:
        facts = {key: cell.strip() for key, cell in zip(columns, row, strict=False) if key}
        file = facts.pop("file").replace("\\", "/").removeprefix("./").lstrip("/")
        if address := facts.get("address"):
            path = split_address(address)._replace(scheme="", netloc="").geturl()
            facts["address"] = path if path.startswith("/") else f"/{path}"
        found[file] = facts
    return found


def was_off_line(facts: Mapping[str, str]) -> bool:
    """Whether readers of the old site did not see a page."""
    return slugify(facts.get("status", "")) in _OFF_LINE or facts.get("status", "") in _OFF_LINE
