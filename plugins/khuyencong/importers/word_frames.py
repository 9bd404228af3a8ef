"""What Word draws beside the text, put into it: text boxes, floating pictures, drop caps."""

import copy

from lxml import etree

from khuyencong.importers.word_package import remove, tag, unwrap, value

BOXED = "boxed"
"""Attribute of a paragraph that stood in a text box: its words in bold head no part of the text."""


def lay_out(tree: "etree._Element") -> None:
    """Boxes and floating pictures come behind their paragraph, a drop cap before its word."""
    _lay_out_boxes(tree)
    _ungroup(tree)
    _lay_out_pictures(tree)
    _join_drop_caps(tree)


def _lay_out_boxes(tree: "etree._Element") -> None:
    for fallback in list(tree.iter(tag("mc:Fallback"))):
        choice = fallback.getprevious()
        if choice is not None and _holds(choice):
            remove(fallback)
    for wrapper in list(tree.iter(tag("mc:Choice"), tag("mc:AlternateContent"))):
        unwrap(wrapper)
    for box in list(tree.iter(tag("w:txbxContent"))):
        for paragraph in box.iter(tag("w:p")):
            paragraph.set(BOXED, "1")
        _put_behind(box, [copy.deepcopy(child) for child in box])
        remove(box)


def _holds(choice: "etree._Element") -> bool:
    """Whether a choice has a text or a picture that we read, so that its fallback is not needed."""
    return next(choice.iter(tag("w:txbxContent"), tag("a:blip")), None) is not None


def _put_behind(element: "etree._Element", blocks: "list[etree._Element]") -> None:
    """Blocks behind the paragraph in which an element stands."""
    host = next(element.iterancestors(tag("w:p")), None)
    parent = host.getparent() if host is not None else None
    if host is not None and parent is not None:
        place = parent.index(host) + 1
        parent[place:place] = blocks


def _lay_out_pictures(tree: "etree._Element") -> None:
    """A picture around which words run stands behind them, where a caption can find it."""
    for anchor in reversed(list(tree.iter(tag("wp:anchor")))):
        drawing = anchor.getparent()
        if drawing is None or next(anchor.iter(tag("a:blip")), None) is None:
            continue
        _put_behind(anchor, [_paragraph(copy.deepcopy(drawing))])
        remove(drawing)


def _ungroup(tree: "etree._Element") -> None:
    """Pictures inside a group of shapes become drawings of their own, each in its paragraph."""
    for drawing in list(tree.iter(tag("w:drawing"))):
        pictures = [p for p in drawing.iter(tag("pic:pic")) if _is_grouped(p)]
        if pictures:
            _put_behind(drawing, [_paragraph(_drawing_of(picture)) for picture in pictures])
            remove(drawing)


def _is_grouped(picture: "etree._Element") -> bool:
    parent = picture.getparent()
    return parent is not None and parent.tag != tag("a:graphicData")


def _drawing_of(picture: "etree._Element") -> "etree._Element":
    drawing = etree.Element(tag("w:drawing"))
    place = drawing
    for name in ("wp:inline", "a:graphic", "a:graphicData"):
        place = etree.SubElement(place, tag(name))
    place.append(copy.deepcopy(picture))
    return drawing


def _paragraph(drawing: "etree._Element") -> "etree._Element":
    paragraph = etree.Element(tag("w:p"))
    etree.SubElement(paragraph, tag("w:r")).append(drawing)
    return paragraph


def _join_drop_caps(tree: "etree._Element") -> None:
    for frame in list(tree.iter(tag("w:framePr"))):
        if value(frame, "w:dropCap", "none") == "none":
            continue
        paragraph = next(frame.iterancestors(tag("w:p")), None)
        following = paragraph.getnext() if paragraph is not None else None
        if paragraph is None or following is None or following.tag != tag("w:p"):
            continue
        properties = following.find(tag("w:pPr"))
        place = 0 if properties is None else following.index(properties) + 1
        following[place:place] = paragraph.findall(tag("w:r"))
        remove(paragraph)
