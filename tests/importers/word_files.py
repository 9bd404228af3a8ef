"""Word files as offices write them: made with python-docx, and by hand what it cannot make."""

import io
import zipfile
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm
from docx.text.paragraph import Paragraph
from PIL import Image

CENTRED, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
SAPO = (
    "Bốn lớp tập huấn cho cộng tác viên khuyến công mở tại ba xã của Lạng Sơn trong tháng 11, "
    "mỗi lớp 50 học viên."
)


def document() -> Document:
    """An empty document that no template's date or author gives away."""
    made = docx.Document()
    made.core_properties.author = ""
    return made


def line(
    made: Document, text: str, look: str = "", font: str = "", style: str | None = None
) -> Paragraph:
    """A paragraph; `look` holds letters: b bold, i italic, c centred, r right."""
    paragraph = made.add_paragraph(style=style)
    run = paragraph.add_run(text)
    run.bold, run.italic = "b" in look or None, "i" in look or None
    if font:
        run.font.name = font
    if "c" in look or "r" in look:
        paragraph.alignment = CENTRED if "c" in look else RIGHT
    return paragraph


def story(title: str = "Lạng Sơn mở bốn lớp tập huấn khuyến công") -> Document:
    """The head of a story; the text is up to the test."""
    made = document()
    line(made, title, "bc")
    line(made, SAPO, "b")
    line(made, "Sáng 20-11, lớp thứ nhất khai mạc tại nhà văn hóa xã Bắc Sơn.")
    return made


def jpeg(colour: str = "#2a6f7a", size: tuple[int, int] = (320, 240)) -> io.BytesIO:
    stream = io.BytesIO()
    Image.new("RGB", size, colour).save(stream, "JPEG")
    stream.seek(0)
    return stream


def picture(made: Document, colour: str = "#2a6f7a") -> None:
    made.add_paragraph().add_run().add_picture(jpeg(colour), width=Cm(6))


def raw(made: Document, xml: str) -> None:
    """XML of WordprocessingML at the end of the body, as it is."""
    made.element.body.insert(len(made.element.body) - 1, parse_xml(xml))


def numbered(made: Document, text: str, form: str, pattern: str, start: int, level: int) -> None:
    """A paragraph numbered by a list of its own form, as Word's menus make one."""
    numbering = made.part.numbering_part.element
    known = numbering.xpath(f'w:abstractNum[w:nsid/@w:val="{form}{level}"]')
    if not known:
        number = str(len(numbering.xpath("w:abstractNum")) + 100)
        levels = "".join(
            f'<w:lvl w:ilvl="{n}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{pattern.replace("%1", f"%{n + 1}")}"/></w:lvl>'
            for n in range(level + 1)
        )
        numbering.insert(
            0,
            parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
                f'<w:nsid w:val="{form}{level}"/>{levels}</w:abstractNum>'
            ),
        )
        numbering.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{number}">'
                f'<w:abstractNumId w:val="{number}"/></w:num>'
            )
        )
        known = numbering.xpath(f'w:abstractNum[w:nsid/@w:val="{form}{level}"]')
    number = known[0].get(f"{{{known[0].nsmap['w']}}}abstractNumId")
    properties = made.add_paragraph(text)._p.get_or_add_pPr()
    properties.append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/>'
            f'<w:numId w:val="{number}"/></w:numPr>'
        )
    )


def saved(made: Document, file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    made.save(str(file))
    return file


def with_part(file: Path, name: str, data: bytes | str) -> Path:
    """The file with one part of its archive added or replaced."""
    with zipfile.ZipFile(file) as archive:
        parts = {item: archive.read(item) for item in archive.namelist()}
    parts[name] = data.encode() if isinstance(data, str) else data
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for item, part in parts.items():
            archive.writestr(item, part)
    return file


def footnote(file: Path, text: str, font: str = "") -> Path:
    """The last paragraph of a file gets a footnote, by hand."""
    look = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>' if font else ""
    w = nsdecls("w")
    notes = (
        f'<w:footnotes {w}><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>'
        f"<w:r>{look}<w:t>{text}</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    with_part(file, "word/footnotes.xml", notes)
    with zipfile.ZipFile(file) as archive:
        body = archive.read("word/document.xml").decode()
        types = archive.read("[Content_Types].xml").decode()
        relations = archive.read("word/_rels/document.xml.rels").decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    relations = relations.replace(
        "</Relationships>",
        f'<Relationship Id="rId900" Type="{kind}" Target="footnotes.xml"/></Relationships>',
    )
    form = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    types = types.replace(
        "</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{form}"/></Types>'
    )
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r></w:p><w:sectPr'
    body = mark.join(body.rsplit("</w:p><w:sectPr", 1))
    with_part(file, "word/_rels/document.xml.rels", relations)
    with_part(file, "[Content_Types].xml", types)
    return with_part(file, "word/document.xml", body)
