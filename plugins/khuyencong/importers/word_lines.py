"""What stands in the lines of a Word file and mammoth passes over, as runs that it reads.

Fields without a code of their own, text of a set direction, phonetic guides, formulas, signs of
Symbol and Wingdings, text that is only raised or lowered, boxes of a form (ECMA-376, 17.3, 17.5
and 22.1). What Word made for its own pages goes: the table of contents, hints of empty boxes.
"""

import re
from collections.abc import Collection, Iterator

from lxml import etree

from khuyencong.importers.word_package import WordPackage, is_on, remove, tag, unwrap, value

_WRAPPERS = tuple(map(tag, ("w:fldSimple", "w:bdo", "w:dir")))
_HIDES = f"{tag('w:rPr')}/{tag('w:vanish')}"
_SIGN_FONTS = re.compile(r"symbol|wingdings( [23])?|webdings", re.IGNORECASE)
_PRIVATE_SIGN = re.compile("[\uf020-\uf0ff]")
_CONTENTS = re.compile(r"toc ?\d|toc heading|table of figures", re.IGNORECASE)
_RAISED = 4
"""Letters of a run that is raised by hand: an exponent or a mark, never a sentence."""


def read_lines(package: WordPackage) -> Iterator[str]:
    """Make the lines of all parts readable; yields what a person must look at, in Vietnamese."""
    hidden = formulas = empty = listed = 0
    hiding = {name for name, style in package.styles.items() if is_on(style.find(_HIDES))}
    for tree in package.texts():
        empty += sum(map(_open_box, list(tree.iter(tag("w:sdt")))))
        listed += sum(_empty_contents(p, package) for p in tree.iter(tag("w:p")))
        for wrapper in list(tree.iter(*_WRAPPERS)):
            unwrap(wrapper)
        for line_end in tree.iter(tag("w:cr")):
            line_end.tag = tag("w:br")
        for ruby in list(tree.iter(tag("w:ruby"))):
            _take_ruby(ruby)
        formulas += _write_out_formulas(tree)
        hidden += _drop_hidden(tree, hiding)
        _name_signs(tree)
        _raise(tree)
    if formulas:
        yield (
            f"{formulas} công thức toán đã viết thành chữ trên một dòng; so với bản Word, chỗ phức "
            "tạp thì chụp thành ảnh."
        )
    if empty:
        yield f"{empty} ô mẫu chưa điền (chữ nhắc xám) không lấy."
    if listed:
        yield f"Mục lục của Word ({listed} dòng) không lấy: số trang giấy không có trên mạng."
    if hidden:
        yield f"{hidden} đoạn chữ ẩn (Hidden) không in trong Word nên không lấy."


def _open_box(box: "etree._Element") -> bool:
    """What a content control holds in its place; True for one that nobody filled in."""
    content = box.find(tag("w:sdtContent"))
    empty = is_on(box.find(f"{tag('w:sdtPr')}/{tag('w:showingPlcHdr')}"))
    for text in list(box.iter(tag("w:t"))) if empty else ():
        remove(text)
    for part in box.findall(tag("w:sdtPr")) + box.findall(tag("w:sdtEndPr")):
        box.remove(part)
    if content is not None:
        unwrap(content)
    unwrap(box)
    return empty


def _empty_contents(paragraph: "etree._Element", package: WordPackage) -> bool:
    """Take the words out of a line of the table of contents; False for other paragraphs."""
    style = value(paragraph.find(f"{tag('w:pPr')}/{tag('w:pStyle')}"))
    known = package.styles.get(style)
    name = value(known.find(tag("w:name"))) if known is not None else style
    if not _CONTENTS.fullmatch(name):
        return False
    for part in list(paragraph.iter(tag("w:t"), tag("w:tab"), tag("w:br"))):
        remove(part)
    return True


def _take_ruby(ruby: "etree._Element") -> None:
    """The words of a phonetic guide, then the guide in brackets."""
    run = ruby.getparent()
    parent = run.getparent() if run is not None else None
    if run is None or parent is None:
        return
    guide = "".join(t.text or "" for t in ruby.iterfind(f"{tag('w:rt')}//{tag('w:t')}"))
    runs = list(ruby.iterfind(f"{tag('w:rubyBase')}/{tag('w:r')}"))
    place = parent.index(run)
    parent[place : place + 1] = [*runs, _run(f" ({guide})")] if guide else runs


def _run(text: str, raised: str = "") -> "etree._Element":
    run = etree.Element(tag("w:r"))
    if raised:
        properties = etree.SubElement(run, tag("w:rPr"))
        etree.SubElement(properties, tag("w:vertAlign")).set(tag("w:val"), raised)
    words = etree.SubElement(run, tag("w:t"))
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return run


def _write_out_formulas(tree: "etree._Element") -> int:
    formulas = list(tree.iter(tag("m:oMath")))
    for formula in formulas:
        parent = formula.getparent()
        if parent is not None:
            place = parent.index(formula)
            parent[place : place + 1] = list(_linear(formula))
    for block in list(tree.iter(tag("m:oMathPara"))):
        unwrap(block)
    return len(formulas)


def _linear(element: "etree._Element", raised: str = "") -> "Iterator[etree._Element]":
    """A formula as runs on one line: fractions with a slash, roots with √."""
    name = etree.QName(element).localname
    if name == "t":
        yield _run(element.text or "", raised)
    elif name == "f":
        yield from _bracketed(element.find(tag("m:num")), raised)
        yield _run("/", raised)
        yield from _bracketed(element.find(tag("m:den")), raised)
    elif name == "rad":
        yield _run("√", raised)
        yield from _bracketed(element.find(tag("m:e")), raised)
    elif name == "d":
        yield _run("(", raised)
        for part in element.iterfind(tag("m:e")):
            yield from _linear(part, raised)
        yield _run(")", raised)
    else:
        shift = {"sup": "superscript", "sub": "subscript"}.get(name, raised)
        for child in element:
            if isinstance(child.tag, str):
                yield from _linear(child, shift)


def _bracketed(element: "etree._Element | None", raised: str) -> "Iterator[etree._Element]":
    parts = [] if element is None else list(_linear(element, raised))
    if len(parts) > 1:
        parts = [_run("(", raised), *parts, _run(")", raised)]
    return iter(parts)


def _drop_hidden(tree: "etree._Element", hiding: Collection[str]) -> int:
    """Take out the runs that Word neither shows nor prints; how many there were.

    `hiding` are the styles that hide what is in them.
    """
    count = 0
    for properties in list(tree.iter(tag("w:rPr"))):
        run, own = properties.getparent(), properties.find(tag("w:vanish"))
        hidden = value(properties.find(tag("w:rStyle"))) in hiding if own is None else is_on(own)
        if hidden and run is not None and run.tag == tag("w:r"):
            count += bool("".join(t.text or "" for t in run.iter(tag("w:t"))).strip())
            if run.find(tag("w:fldChar")) is None:
                remove(run)
    return count


def _name_signs(tree: "etree._Element") -> None:
    """Signs of a font of symbols that are written as text: mammoth knows them as `w:sym` alone."""
    for run in tree.iter(tag("w:r")):
        font = value(run.find(f"{tag('w:rPr')}/{tag('w:rFonts')}"), "w:ascii")
        if not _SIGN_FONTS.fullmatch(font):
            continue
        for text in run.findall(tag("w:t")):
            if _PRIVATE_SIGN.fullmatch(text.text or ""):
                text.tag, sign = tag("w:sym"), ord(text.text or "")
                text.text = None
                text.set(tag("w:font"), font)
                text.set(tag("w:char"), f"{sign:X}")


def _raise(tree: "etree._Element") -> None:
    """Signs that are smaller and moved up or down by hand, as LibreOffice writes H₂O."""
    for moved in list(tree.iter(tag("w:position"))):
        properties = moved.getparent()
        run = properties.getparent() if properties is not None else None
        if properties is None or run is None or run.tag != tag("w:r"):
            continue
        text = "".join(t.text or "" for t in run.iter(tag("w:t")))
        way = value(moved)
        if len(text) <= _RAISED and properties.find(tag("w:vertAlign")) is None and way != "0":
            shift = etree.SubElement(properties, tag("w:vertAlign"))
            shift.set(tag("w:val"), "subscript" if way.startswith("-") else "superscript")
