"""Tables of a Word file: cells that a row leaves out, and whether a reader sees lines."""

from lxml import etree

from khuyencong.importers.word_package import WordPackage, tag, value
from khuyencong.vietnamese.numbers import whole_number

_BORDERS = f"{tag('w:tblPr')}/{tag('w:tblBorders')}"
_UNSEEN = ("none", "nil", "")


def fill_rows(tree: "etree._Element") -> None:
    """Rows that leave out columns (`w:gridBefore`, `w:gridAfter`) get empty cells there."""
    for row in tree.iter(tag("w:tr")):
        properties = row.find(tag("w:trPr"))
        before, after = (_count(properties, name) for name in ("w:gridBefore", "w:gridAfter"))
        cells = row.findall(tag("w:tc"))
        if cells and (before or after):
            place = row.index(cells[0])
            row[place:place] = [_empty_cell() for _ in range(before)]
            row.extend(_empty_cell() for _ in range(after))


def _count(properties: "etree._Element | None", name: str) -> int:
    written = value(properties.find(tag(name))) if properties is not None else ""
    return min(whole_number(written, 0), 60)


def _empty_cell() -> "etree._Element":
    cell = etree.Element(tag("w:tc"))
    etree.SubElement(cell, tag("w:p"))
    return cell


def ruled_paragraphs(package: WordPackage) -> "set[etree._Element]":
    """The paragraphs of tables whose lines are drawn."""
    return {
        paragraph
        for table in package.document.iter(tag("w:tbl"))
        if _is_ruled(table, package)
        for paragraph in table.iterfind(f"{tag('w:tr')}/{tag('w:tc')}/{tag('w:p')}")
    }


def _is_ruled(table: "etree._Element", package: WordPackage) -> bool:
    cells = table.findall(f"{tag('w:tr')}/{tag('w:tc')}")
    lined = sum(_has_lines(cell.find(f"{tag('w:tcPr')}/{tag('w:tcBorders')}")) for cell in cells)
    if lined * 2 > len(cells):
        return True
    own = table.find(_BORDERS)
    if own is not None:
        return _has_lines(own)
    name = value(table.find(f"{tag('w:tblPr')}/{tag('w:tblStyle')}"))
    return any(_has_lines(style.find(_BORDERS)) for style in package.with_bases(name))


def _has_lines(borders: "etree._Element | None") -> bool:
    return borders is not None and any(value(line) not in _UNSEEN for line in borders)
