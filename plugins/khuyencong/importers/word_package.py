"""A .docx file as its parts (ECMA-376): XML trees to change, and everything else as bytes."""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from zipfile import ZIP_STORED, ZipFile

from lxml import etree

from khuyencong.importers.report import SourceRefusedError
from khuyencong.importers.safe_zip import open_zip, read_member
from khuyencong.vietnamese.dates import VIETNAM

WHAT = "Tệp Word"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = {
    "w": W,
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
}
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(wordprocessingml|drawingml|officeDocument)/")
_TEXT_PARTS = re.compile(r"word/(document|footnotes|endnotes|comments|styles|numbering)\.xml")


def tag(name: str) -> str:
    """`w:p` as lxml names it."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def value(element: "etree._Element | None", name: str = "w:val", default: str = "") -> str:
    """An attribute of an element that may be missing."""
    return default if element is None else element.get(tag(name), default)


def is_on(element: "etree._Element | None") -> bool:
    """Whether a property that is switched by its presence (ECMA-376, 17.17.4) is on."""
    return element is not None and value(element, default="1") not in ("0", "false", "off", "none")


def unwrap(element: "etree._Element") -> None:
    """Put the children of an element in its place."""
    parent = element.getparent()
    if parent is not None:
        place = parent.index(element)
        parent[place : place + 1] = list(element)


def remove(element: "etree._Element") -> None:
    """Take an element out of its tree, if it is still there."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


@dataclass
class WordPackage:
    """The parts of a .docx: `trees` by name for those with text, `parts` for all others."""

    trees: "dict[str, etree._Element]"
    parts: dict[str, bytes]

    @property
    def document(self) -> "etree._Element":
        """The tree of the text itself."""
        return self.trees["word/document.xml"]

    def texts(self) -> "Iterator[etree._Element]":
        """The trees that hold paragraphs to read."""
        names = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
        return (self.trees[name] for name in names if name in self.trees)

    @cached_property
    def styles(self) -> "Mapping[str, etree._Element]":
        """Id of each style → its element."""
        tree = self.trees.get("word/styles.xml")
        found = tree.iterfind(tag("w:style")) if tree is not None else ()
        return {value(style, "w:styleId"): style for style in found}

    def with_bases(self, style: str) -> "Iterator[etree._Element]":
        """A style and those that it is based on, the nearest first (ECMA-376, 17.7.4.3)."""
        seen: set[str] = set()
        while style in self.styles and style not in seen:
            seen.add(style)
            yield self.styles[style]
            style = value(self.styles[style].find(tag("w:basedOn")))

    def saved(self) -> io.BytesIO:
        """The package as a .docx again, in memory, not packed."""
        stream = io.BytesIO()
        with ZipFile(stream, "w", ZIP_STORED) as archive:
            for name, data in self.parts.items():
                archive.writestr(name, data)
            for name, tree in self.trees.items():
                archive.writestr(name, etree.tostring(tree, encoding="UTF-8", standalone=True))
        stream.seek(0)
        return stream


def read_package(data: bytes) -> WordPackage:
    """The parts of a .docx.

    Raises:
        SourceRefusedError: it is broken, protected, no document of Word, or holds a DOCTYPE, by
            which XML could draw in other files.
    """
    archive = open_zip(data, WHAT)
    names = set(archive.namelist())
    if "word/document.xml" not in names:
        raise SourceRefusedError(
            "Tệp này không có phần chữ của Word. Mở bằng Word, chọn Save As › Word Document "
            "(.docx)."
        )
    trees: dict[str, etree._Element] = {}
    parts: dict[str, bytes] = {}
    for name in sorted(names):
        if name.endswith("/"):
            continue
        part = read_member(archive, name, WHAT)
        if _TEXT_PARTS.fullmatch(name):
            trees[name] = parse_xml(part, WHAT)
        else:
            if name.endswith((".xml", ".rels")):
                refuse_doctype(part, WHAT)
            parts[name] = part
    if trees["word/document.xml"].find(tag("w:body")) is None:
        raise SourceRefusedError("Tệp Word trống hoặc hỏng. Mở bằng Word rồi lưu lại.")
    return WordPackage(trees, parts)


def saved_moment(core: bytes) -> datetime | None:
    """When the properties of a document (ECMA-376-2, 8.3) say that it was saved last."""
    saved = re.search(r"<dcterms:modified[^>]*>([^<]+)<", core.decode("utf-8", "replace"))
    try:
        return datetime.fromisoformat(saved[1]).astimezone(VIETNAM) if saved else None
    except ValueError:
        return None


def refuse_doctype(part: bytes, what: str) -> None:
    """Refuse XML with a DOCTYPE: an office never needs one, an entity bomb does."""
    if re.search(rb"<!(DOCTYPE|ENTITY)", part, re.IGNORECASE):
        raise SourceRefusedError(
            f"{what} chứa khai báo DOCTYPE, cách kẻ xấu dùng để đọc tệp khác trên máy, nên không "
            "được mở. Mở bằng Word hoặc Excel rồi lưu lại thành tệp mới."
        )


def parse_xml(part: bytes, what: str) -> "etree._Element":
    """A tree of XML from outside; no entity, no network, no other file.

    Raises:
        SourceRefusedError: it is not well-formed, or has a DOCTYPE.
    """
    refuse_doctype(part, what)
    part = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", part)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(part, parser)
    except etree.XMLSyntaxError as error:
        raise SourceRefusedError(
            f"{what} bị hỏng bên trong. Mở bằng chương trình đã tạo ra nó rồi lưu lại."
        ) from error
