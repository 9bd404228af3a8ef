"""Lists of places that sell ("Danh sách điểm bán"): each place comes to the products that it sells.

Places are no entries of their own: a product says where it is sold (`outlets`).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from khuyencong.editing.header_yaml import HeaderError
from khuyencong.importers.draft_writer import DraftWriter
from khuyencong.importers.entry_update import UNEDITABLE
from khuyencong.importers.existing_entries import ExistingEntries, ExistingEntry, text_at
from khuyencong.importers.ledger import LedgerEntry
from khuyencong.importers.report import ImportedItem, Outcome, SourceRefusedError
from khuyencong.importers.table_source import Sheet
from khuyencong.model.product import Product
from khuyencong.store.atomic import atomic_write
from khuyencong.store.digest import digest_of
from khuyencong.vietnamese.folding import fold

FOLDER = "noi-ban"
"""Name of these lists on the command line; there is no such folder."""
LABEL = "Nơi bán"
_COLUMNS = {
    "name": re.compile(
        r"(ten )?(diem|noi|cua hang|quay|gian hang|dai ly|sieu thi)"
        r"( (gioi thieu|trung bay|ban|ban hang|va|san pham|ocop))*"
    ),
    "address": re.compile(r"dia chi( .*)?|dia diem"),
    "phone": re.compile(r"(so )?dien thoai( .*)?|sdt|hotline"),
    "products": re.compile(
        r"(cac |ten )?(san pham|mat hang|hang hoa)"
        r"( (dang |duoc )?(bay ban|trung bay|ban|kinh doanh))?"
    ),
}
_OF_PRODUCTS = re.compile(r"(ten )?(co so|chu the|don vi|nha)( san xuat)?|ten san pham")
"""Columns of a list of products, which may say where each is sold."""
_FIRST_ROWS = 40
_PRODUCT = re.compile(r"(?:[^;\n,(]|\([^()]*\)|\()+")
"""A name in a list; what parts names may stand in brackets."""
_NUMBERED = re.compile(r"^\s*(?:\d{1,3}[.)]|[-–•+])\s*")
_MAKER = re.compile(r"^(?P<name>[^()]+)\((?P<maker>[^()]+)\)\s*$")


@dataclass(frozen=True, slots=True)
class OutletHeader:
    """Where a list of places begins, and which column says what."""

    row: int
    columns: Mapping[str, int]


def outlet_header(sheet: Sheet) -> OutletHeader | None:
    """The heading of a list of places and their products; None for any other table."""
    for number, row in enumerate(sheet.rows[:_FIRST_ROWS]):
        names = [fold(cell) for cell in row]
        if any(map(_OF_PRODUCTS.fullmatch, names)):
            return None
        found: dict[str, int] = {}
        for place, name in enumerate(names):
            for key, form in _COLUMNS.items():
                if form.fullmatch(name):
                    found.setdefault(key, place)
        if {"name", "products"} <= found.keys():
            return OutletHeader(number + 1, found)
    return None


@dataclass
class OutletImport:
    """Takes lists of places in."""

    writer: DraftWriter
    _places: dict[str, list[str]] = field(default_factory=dict)
    """File of a product → places that lists name, in their order."""
    _products: dict[str, ExistingEntry] = field(default_factory=dict)

    def items(self, sheets: list[Sheet]) -> list[ImportedItem]:
        """What became of each row, then of each product.

        Raises:
            SourceRefusedError: no sheet has a row of headings that is understood.
        """
        if not any(map(outlet_header, sheets)):
            raise SourceRefusedError(
                "Không thấy dòng tên cột. Bảng nơi bán cần cột “Tên điểm bán” và “Sản phẩm bày "
                "bán”; tạo tệp mẫu bằng lệnh khuyencong template noi-ban."
            )
        known = ExistingEntries(self.writer.content, Product)
        rows = [
            item
            for sheet in sheets
            if (header := outlet_header(sheet))
            for item in self._rows(sheet, header, known)
        ]
        return [*rows, *(self._updated(file) for file in self._places)]

    def _rows(
        self, sheet: Sheet, header: OutletHeader, known: ExistingEntries
    ) -> Iterator[ImportedItem]:
        for number in range(header.row, len(sheet.rows)):
            cells = sheet.rows[number]
            said = {
                key: " ".join(cells[place].split()) if key != "products" else cells[place]
                for key, place in header.columns.items()
                if place < len(cells) and cells[place].strip()
            }
            if not {"name", "products"} <= said.keys():
                continue
            place = ", ".join(filter(None, (said["name"], said.get("address"), said.get("phone"))))
            where = ", ".join(filter(None, (sheet.name, f"dòng {sheet.first + number}")))
            remarks = tuple(self._sold_at(place, said["products"], known))
            if remarks:
                yield ImportedItem(where, Outcome.REFUSED, said["name"], remarks=remarks)

    def _sold_at(self, place: str, products: str, known: ExistingEntries) -> Iterator[str]:
        """Note a place for its products; a sentence for each name that means none, or several."""
        for name in _names(products):
            found = _meant(name, known)
            if len(found) == 1:
                self._products[found[0].file] = found[0]
                self._places.setdefault(found[0].file, []).append(place)
            elif found:
                yield (
                    f"Có {len(found)} sản phẩm tên “{name}”: ghi cơ sở trong ngoặc, ví dụ “{name} "
                    f"({text_at(found[0].values, 'producer', 'name')})”."
                )
            else:
                yield f"Trang chưa có sản phẩm “{name}”: nhập sản phẩm trước, hoặc sửa tên."

    def _updated(self, file: str) -> ImportedItem:
        """A product with the places that it did not have; what a person took out stays out."""
        entry = self._products[file]
        old = outlets_of(entry)
        has = set(map(fold, old))
        keys = {f"noi-ban:{file}#{fold(place)}": place for place in self._places[file]}
        new = [
            place
            for key, place in keys.items()
            if fold(place) not in has and self.writer.ledger[key] is None
        ]
        title = text_at(entry.values, "title")
        text = entry.text
        if new:
            try:
                text = text.with_fields({"outlets": [*old, *new]}, Product)
            except HeaderError:
                return ImportedItem(file, Outcome.KEPT, title, file, remarks=(UNEDITABLE,))
        if not self.writer.dry_run:
            if new:
                atomic_write(self.writer.content / file, text.data)
            digest = digest_of(text.data).hex()
            for key in keys:
                self.writer.ledger.add(LedgerEntry(key, file, digest, digest))
        outcome = Outcome.UPDATED if new else Outcome.UNCHANGED
        changes = (("Nơi bán", "; ".join(old), "; ".join([*old, *new])),) if new else ()
        return ImportedItem(file, outcome, title, file, changes=changes)


def outlets_of(product: ExistingEntry) -> list[str]:
    """Where a product is sold, as its file says."""
    written = product.values.get("outlets")
    return [written] if isinstance(written, str) else list(map(str, written or ()))


def _names(products: str) -> Iterator[str]:
    """The products of a cell: a line each, or parted by commas and semicolons."""
    for part in _PRODUCT.findall(products):
        name = " ".join(_NUMBERED.sub("", part).strip(" .").split())
        if name:
            yield name


def _meant(name: str, known: ExistingEntries) -> list[ExistingEntry]:
    """The products that a name means; a producer in brackets tells namesakes apart."""
    found = known.named(name)
    if found or not (named := _MAKER.match(name)):
        return found
    maker = fold(named["maker"]).strip()
    alike = known.named(named["name"])
    return [e for e in alike if maker in fold(text_at(e.values, "producer", "name"))]
