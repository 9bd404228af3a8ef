"""Text of Word in fonts from before Unicode (.VnTime, VNI-Times), made Unicode run by run.

The font of a run is that of the run, of its character style, of its paragraph style, or the
default of the document, in this order (ECMA-376, 17.7.2). Of a font for capitals (.VnTimeH)
the text is decoded, then made capital. Converters from .doc turn the letter "ư" of TCVN3, byte
AD, into a soft hyphen.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from lxml import etree

from khuyencong.importers.word_package import WordPackage, tag, value
from khuyencong.vietnamese.detection import detect_all, to_unicode
from khuyencong.vietnamese.legacy import Encoding, as_bytes

_ABC = re.compile(r"\.vn.+|vn(time|arial|book|centur|courier|park|lincoln|souther|univers).*")
_VNI = re.compile(r"vni[- ].+|vnitimes.*")
_SYMBOL = re.compile("[\uf020-\uf0ff]")
"""Where Word keeps the bytes of a font that it takes for one of symbols."""
_VOWELS = "AEOUYÔÖaeouyôö"
_VNI_MARKS = "ùøûõïâáàåãäêéèúüëÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË"


@dataclass(frozen=True, slots=True)
class LegacyFont:
    """What a font does with the text of a run."""

    encoding: Encoding
    capitals: bool = False


def legacy_font(name: str) -> LegacyFont | None:
    """The encoding behind the name of a font; None for a font of Unicode."""
    folded = name.strip().lower()
    if _ABC.fullmatch(folded):
        return LegacyFont(Encoding.TCVN3, folded.endswith("h") and not folded.endswith("tech"))
    return LegacyFont(Encoding.VNI) if _VNI.fullmatch(folded) else None


class FontResolver:
    """Which font the text of a run is in."""

    def __init__(self, package: WordPackage) -> None:
        self._package = package
        self._theme = _theme_fonts(package)

    @cached_property
    def _default(self) -> str:
        tree = self._package.trees.get("word/styles.xml")
        path = "/".join(map(tag, ("w:docDefaults", "w:rPrDefault", "w:rPr")))
        own = tree.find(path) if tree is not None else None
        return self._of_properties(own) or self._of_style(self._normal)

    @cached_property
    def _normal(self) -> str:
        styles = self._package.styles.items()
        return next(
            (
                key
                for key, style in styles
                if value(style, "w:type") == "paragraph" and value(style, "w:default") == "1"
            ),
            "",
        )

    def of_run(self, run: "etree._Element", paragraph_style: str) -> str:
        """Name of the font of a run; "" when nothing says."""
        properties = run.find(tag("w:rPr"))
        own = self._of_properties(properties)
        if own:
            return own
        style = value(properties.find(tag("w:rStyle"))) if properties is not None else ""
        return (
            self._of_style(style)
            or self._of_style(paragraph_style or self._normal)
            or self._default
        )

    def _of_properties(self, properties: "etree._Element | None") -> str:
        fonts = properties.find(tag("w:rFonts")) if properties is not None else None
        if fonts is None:
            return ""
        named = value(fonts, "w:ascii") or value(fonts, "w:hAnsi")
        return named or self._theme.get(value(fonts, "w:asciiTheme")[:5], "")

    def _of_style(self, style: str) -> str:
        styles = self._package.with_bases(style)
        fonts = (self._of_properties(element.find(tag("w:rPr"))) for element in styles)
        return next(filter(None, fonts), "")


def _theme_fonts(package: WordPackage) -> dict[str, str]:
    theme = package.parts.get("word/theme/theme1.xml", b"").decode("utf-8", "replace")
    found = re.findall(r"<a:(major|minor)Font>\s*<a:latin typeface=\"([^\"]+)\"", theme)
    return dict(found)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A text of a run in a font from before Unicode."""

    element: "etree._Element"
    font: LegacyFont | None


def decode_fonts(package: WordPackage) -> Counter[Encoding]:
    """Make all text of a package Unicode; how many runs were in which encoding."""
    resolver = FontResolver(package)
    counts: Counter[Encoding] = Counter()
    for tree in package.texts():
        for paragraph in tree.iter(tag("w:p")):
            pieces = list(_pieces(paragraph, resolver))
            for font, group in groupby(pieces, key=lambda piece: piece.font):
                if font is not None:
                    counts[font.encoding] += _decode([p.element for p in group], font)
            _decode_pasted([piece.element for piece in pieces], counts)
    return counts


def _pieces(paragraph: "etree._Element", resolver: FontResolver) -> Iterator[_Piece]:
    style = value(paragraph.find(f"{tag('w:pPr')}/{tag('w:pStyle')}"))
    for run in paragraph.iter(tag("w:r")):
        if next(run.iterancestors(tag("w:p")), None) is not paragraph:
            continue  # of a text box inside
        font = legacy_font(resolver.of_run(run, style))
        for element in run:
            if font and element.tag in (tag("w:softHyphen"), tag("w:sym")):
                _make_text(element)
            if element.tag == tag("w:t"):
                yield _Piece(element, font)


def _make_text(element: "etree._Element") -> None:
    """A letter that a converter took for a soft hyphen or a symbol is text again."""
    code = int(value(element, "w:char") or "00AD", 16)
    element.tag, element.text = tag("w:t"), chr(code & 0xFF if code >= 0xF000 else code)
    element.attrib.clear()


def _decode(elements: "list[etree._Element]", font: LegacyFont) -> int:
    """Decode neighbouring texts of one font; how many were changed."""
    texts = [_SYMBOL.sub(lambda found: chr(ord(found[0]) - 0xF000), e.text or "") for e in elements]
    if not _is_legacy("".join(texts)):
        return 0  # typed in Unicode under an old font
    if font.encoding is Encoding.VNI:
        _join_marks(texts)
    for element, text in zip(elements, texts, strict=True):
        decoded = font.encoding.decode(text)
        element.text = decoded.upper() if font.capitals else decoded
    return len(elements)


def _is_legacy(text: str) -> bool:
    """Whether every character has a place in Windows-1252: Unicode Vietnamese has others."""
    try:
        as_bytes(text)
    except UnicodeEncodeError:
        return False
    return True


def _join_marks(texts: list[str]) -> None:
    """A mark of VNI that stands at the head of a run goes to the vowel before it."""
    for number in range(1, len(texts)):
        before, text = texts[number - 1], texts[number]
        if before[-1:] and before[-1] in _VOWELS and text[:1] and text[0] in _VNI_MARKS:
            texts[number - 1], texts[number] = before + text[0], text[1:]


def _decode_pasted(elements: "list[etree._Element]", counts: Counter[Encoding]) -> None:
    """Old text under a new font: somebody changed the font only. Found by its spelling."""
    text = "".join(e.text or "" for e in elements)
    if text.isascii():
        return
    for legacy in detect_all(text):
        counts[legacy.encoding] += 1
        for element in elements:
            element.text = to_unicode(element.text or "", legacy)
