"""Tables of a Word file: cells that a row leaves out, and whether a reader sees lines."""

from collections.abc import Iterator

from lxml import etree

from khuyencong.importers.word_package import WordPackage, tag, value

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
    return min(int(written), 60) if written.isdecimal() else 0


def _empty_cell() -> "etree._Element":
    cell = etree.Element(tag("w:tc"))
    etree.SubElement(cell, tag("w:p"))
    return cell


def ruled_paragraphs(package: WordPackage) -> "set[etree._Element]":
    """The paragraphs of tables whose lines are drawn."""
    styles = package.trees.get("word/styles.xml")
    known = {} if styles is None else {value(s, "w:styleId"): s for s in styles}
    return {
        paragraph
        for table in package.document.iter(tag("w:tbl"))
        if _is_ruled(table, known)
        for paragraph in table.iterfind(f"{tag('w:tr')}/{tag('w:tc')}/{tag('w:p')}")
    }


def _is_ruled(table: "etree._Element", styles: "dict[str, etree._Element]") -> bool:
    cells = table.findall(f"{tag('w:tr')}/{tag('w:tc')}")
    lined = sum(_has_lines(cell.find(f"{tag('w:tcPr')}/{tag('w:tcBorders')}")) for cell in cells)
    if lined * 2 > len(cells):
        return True
    own = table.find(f"{tag('w:tblPr')}/{tag('w:tblBorders')}")
    if own is not None:
        return _has_lines(own)
    name = value(table.find(f"{tag('w:tblPr')}/{tag('w:tblStyle')}"))
    return any(map(_has_lines, _borders_of_style(name, styles)))


def _borders_of_style(
    name: str, styles: "dict[str, etree._Element]"
) -> "Iterator[etree._Element | None]":
    """The borders of a style and of those that it is based on."""
    seen: set[str] = set()
    while name in styles and name not in seen:
        seen.add(name)
        yield styles[name].find(f"{tag('w:tblPr')}/{tag('w:tblBorders')}")
        name = value(styles[name].find(tag("w:basedOn")))


def _has_lines(borders: "etree._Element | None") -> bool:
    return borders is not None and any(value(line) not in _UNSEEN for line in borders)
