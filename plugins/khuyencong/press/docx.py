"""A Word document (ECMA-376, WordprocessingML) of plain paragraphs, the same bytes each time.

Written here, because a newsroom needs words, headings, lists, tables and links, and no library
writes them without a clock or a template.
"""

from collections.abc import Iterable, Mapping
from itertools import groupby
from xml.sax.saxutils import escape

from khuyencong.press.plain_text import Block, Run, linked
from khuyencong.press.zips import packed

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_START = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = (
    f'{_START}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.styles+xml"/></Types>'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _relations(kind: str, target: str, links: Iterable[str] = ()) -> str:
    outside = "".join(
        f'<Relationship Id="{name}" Type="{_RELATION}/hyperlink" '
        f'Target="{escape(href, _QUOTES)}" TargetMode="External"/>'
        for href, name in _names(links).items()
    )
    return (
        f'{_START}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships"><Relationship Id="r1" Type="{_RELATION}/{kind}" Target="{target}"/>'
        f"{outside}</Relationships>"
    )


_QUOTES = {'"': "&quot;"}


def _names(links: Iterable[str]) -> dict[str, str]:
    """Address → the name by which the text speaks of it."""
    return {href: f"link{number}" for number, href in enumerate(dict.fromkeys(links), 1)}


_STYLES = {
    "title": ("Title", "Title", '<w:b/><w:sz w:val="36"/>', ""),
    "heading": ("Heading2", "heading 2", '<w:b/><w:sz w:val="28"/>', '<w:outlineLvl w:val="1"/>'),
    "text": ("Normal", "Normal", '<w:sz w:val="26"/>', ""),
    "item": ("ListBullet", "List Bullet", "", '<w:ind w:left="425" w:hanging="283"/>'),
    "quote": ("Quote", "Quote", "<w:i/>", '<w:ind w:left="567"/>'),
}
"""Kind of a block → Word's style: its id, its name, its letters, its paragraph."""


_DEFAULT, _BASED = ' w:default="1"', '<w:basedOn w:val="Normal"/>'


def _style_sheet() -> str:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"'
        f'{_DEFAULT if kind == "text" else ""}><w:name w:val="{label}"/>'
        f"{'' if kind == 'text' else _BASED}"
        f'<w:pPr><w:spacing w:after="120"/>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>'
        for kind, (name, label, letters, paragraph) in _STYLES.items()
    )
    fonts = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
    return (
        f'{_START}<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts}'
        f'<w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault></w:docDefaults>{styles}</w:styles>'
    )


def docx(blocks: Iterable[Block]) -> bytes:
    """The document as a file."""
    parts = list(blocks)
    links = [run.href for part in parts for cell in part.cells for run in cell if run.href]
    names = _names(links)
    body = "".join(
        _table(list(group), names) if is_row else "".join(_paragraph(part, names) for part in group)
        for is_row, group in groupby(parts, key=lambda part: part.kind == "row")
    )
    page = (
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1418" w:header="709" '
        'w:footer="709" w:gutter="0"/></w:sectPr>'
    )
    document = (
        f'{_START}<w:document xmlns:w="{_W}" xmlns:r="{_RELATION}"><w:body>{body}{page}</w:body>'
        "</w:document>"
    )
    return packed(
        {
            "[Content_Types].xml": _TYPES.encode(),
            "_rels/.rels": _relations("officeDocument", "word/document.xml").encode(),
            "word/document.xml": document.encode(),
            "word/styles.xml": _style_sheet().encode(),
            "word/_rels/document.xml.rels": _relations("styles", "styles.xml", links).encode(),
        }
    )


_MARKS = {"-": "•"}


def _paragraph(part: Block, names: Mapping[str, str]) -> str:
    mark = (Run(f"{_MARKS.get(part.mark, part.mark)}\t"),) if part.mark else ()
    style = _STYLES[part.kind][0]
    deeper = f'<w:ind w:left="{425 * part.level}" w:hanging="283"/>' if part.level > 1 else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{deeper}</w:pPr>'
        f"{_runs((*mark, *part.cells[0]), names)}</w:p>"
    )


def _runs(runs: Iterable[Run], names: Mapping[str, str]) -> str:
    return "".join(
        f'<w:hyperlink r:id="{names[href]}">{words}</w:hyperlink>' if href else words
        for href, group in linked(runs)
        if (words := "".join(map(_run, group)))
    )


_LINK = '<w:color w:val="0563C1"/><w:u w:val="single"/>'
"""The colour that Word itself gives to links."""


def _run(run: Run) -> str:
    style = ("<w:b/>" if run.bold else "") + ("<w:i/>" if run.italic else "")
    style += _LINK if run.href else ""
    lines = run.words.split("\t")
    words = "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(line)}</w:t>' if line else "" for line in lines
    )
    return f"<w:r>{f'<w:rPr>{style}</w:rPr>' if style else ''}{words}</w:r>"


def _table(rows: list[Block], names: Mapping[str, str]) -> str:
    columns = max(len(row.cells) for row in rows)
    width = 9354 // columns
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = f'<w:gridCol w:w="{width}"/>' * columns
    body = "".join(f"<w:tr>{_cells(row, columns, width, names)}</w:tr>" for row in rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{width * columns}" w:type="dxa"/>'
        f"<w:tblBorders>{edges}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}"
        "</w:tbl><w:p/>"
    )


def _cells(row: Block, columns: int, width: int, names: Mapping[str, str]) -> str:
    empty: tuple[tuple[Run, ...], ...] = ((),) * (columns - len(row.cells))
    return "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"<w:p>{_runs(cell, names)}</w:p></w:tc>"
        for cell in (*row.cells, *empty)
    )
