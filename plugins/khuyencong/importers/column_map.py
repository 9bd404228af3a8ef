"""What people said of the columns of their lists, by kind: given with `--map`, or remembered.

`.nhap-lieu/cot-<kind>.yml` has a line for each heading that was ever met: `heading: field`. An
empty field is a column that nobody has explained yet.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from pydantic import BaseModel

from khuyencong.importers import columns
from khuyencong.importers.column_names import FieldPath
from khuyencong.importers.ledger import WORK_FOLDER
from khuyencong.importers.report import SourceRefusedError
from khuyencong.importers.table_header import TableHeader
from khuyencong.model.json_schema import SCHEMAS
from khuyencong.model.product import Product
from khuyencong.store.atomic import atomic_write
from khuyencong.vietnamese.slugs import slugify

_SHOWN = 20
"""Headings that a remark names."""


@dataclass
class ColumnMap:
    """The maps of a content folder."""

    content: Path
    kind: str | None = None
    """The kind that a given map is for; None: products."""
    given: bytes | None = None
    """A map that counts before the one that is remembered."""
    _known: dict[str, Mapping[str, FieldPath]] = field(default_factory=dict)

    def of(self, kind: type[BaseModel]) -> Mapping[str, FieldPath]:
        """Slug of a heading → path of a field.

        Raises:
            SourceRefusedError: a map is no mapping, or names a field that the kind does not have.
        """
        name = _name(kind)
        if name not in self._known:
            file = self._file(kind)
            remembered = read_map(file.read_bytes(), kind) if file.is_file() else {}
            meant = self.given if name == (self.kind or Product.folder) else None
            given = read_map(meant, kind) if meant is not None else {}
            self._known[name] = {**remembered, **given}
        return self._known[name]

    def remember(self, kind: type[BaseModel], header: TableHeader, *, write: bool) -> None:
        """Write down which column was taken for which field, to be corrected by a person."""
        file = self._file(kind)
        known = _mapping(file.read_bytes()) if file.is_file() else {}
        met = {slugify(name) for name in known}
        for heading, path in zip(header.headings, header.paths, strict=True):
            if heading and slugify(heading) not in met:
                known[heading] = ".".join(map(str, path)) if path else ""
        text = yaml.safe_dump(known, allow_unicode=True, sort_keys=False, width=1000)
        if write and (not file.is_file() or file.read_text("utf-8") != text):
            atomic_write(file, text.encode())

    def unknown(self, kind: type[BaseModel], header: TableHeader) -> list[str]:
        """A remark that names the columns which nobody has explained."""
        if not header.unknown:
            return []
        names = ", ".join(f"“{name}”" for name in header.unknown[:_SHOWN])
        return [
            f"Cột chưa biết là gì nên không nhập: {names}. Ghi tên mục cạnh tên cột trong "
            f"`{WORK_FOLDER}/cot-{_name(kind)}.yml` rồi nhập lại."
        ]

    def _file(self, kind: type[BaseModel]) -> Path:
        return self.content / WORK_FOLDER / f"cot-{_name(kind)}.yml"


def _name(kind: type[BaseModel]) -> str:
    """The name of a kind on the command line."""
    return next(name for name, declared in SCHEMAS.items() if declared is kind)


def _mapping(data: bytes) -> dict[str, str]:
    """Heading → name of a field, as a map says.

    Raises:
        SourceRefusedError: it is no mapping.
    """
    try:
        found = yaml.safe_load(data.decode("utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SourceRefusedError(
            "Tệp ghép cột không đọc được. Viết mỗi dòng: `Tên cột: tên mục`."
        ) from error
    if not isinstance(found, dict | None):
        raise SourceRefusedError("Tệp ghép cột cần mỗi dòng: `Tên cột: tên mục`.")
    return {str(key): str(value or "") for key, value in (found or {}).items()}


def read_map(data: bytes, kind: type[BaseModel]) -> dict[str, FieldPath]:
    """A map of columns: slug of a heading → path; a field may be named by key or by label.

    Raises:
        SourceRefusedError: it is no mapping, or names a field that the kind does not have.
    """
    found: dict[str, FieldPath] = {}
    for heading, name in _mapping(data).items():
        if not name:
            continue
        parts: FieldPath = tuple(int(p) if p.isdigit() else p for p in name.split("."))
        declared = str(parts[0]).startswith("*") or parts[0] in kind.model_fields
        path = parts if declared else columns.path_of(name, kind, {})
        if path is None:
            raise SourceRefusedError(
                f"Tệp ghép cột: không có mục “{name}” (cột “{heading}”). Xem tên mục trong sổ tay."
            )
        found[slugify(heading)] = path
    return found
