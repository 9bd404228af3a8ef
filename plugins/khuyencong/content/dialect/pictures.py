"""The line under a picture that names who made it is its caption."""

import re
from itertools import pairwise
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

_CREDITED = re.compile(
    r"(?:.*[\s.,(–-])?(?:Ảnh|Tranh|Đồ họa|Nguồn ảnh)\s*[:：]\s*"
    # A full stop between two letters or behind an initial is part of a name: H.N, N. Hà, Ng. Hà.
    r"[^\s.:](?:[^.:]|\.(?=[^\W\d_])|(?<=[\s:：.][A-ZĐ])\.|(?<=[\s:：.][A-Z][ghr])\.){0,80}[.)]*",
    re.DOTALL,
)
_LONGEST = 400
"""Letters of a caption; a longer paragraph is text that mentions a picture."""


class CaptionTreeprocessor(Treeprocessor):
    """Gives a picture without caption the paragraph under it, when that ends in a credit."""

    def run(self, root: Element) -> None:
        """Move captions to their pictures."""
        if root.find(".//img") is None:
            return
        for parent in root.iter():
            _caption(parent)


def _caption(parent: Element) -> None:
    for above, below in pairwise(list(parent)):
        picture = _picture(above)
        if picture is None or picture.get("title"):
            continue
        if words := _caption_words(below):
            picture.set("title", words)
            parent.remove(below)


def _picture(paragraph: Element) -> Element | None:
    """The picture that a paragraph consists of."""
    if len(paragraph) != 1 or (paragraph.text or "").strip() or (paragraph[0].tail or "").strip():
        return None
    return paragraph[0] if paragraph[0].tag == "img" else None


def _caption_words(paragraph: Element) -> str:
    """The words of a paragraph that is a caption, else ""."""
    if paragraph.tag != "p" or any(
        child.tag not in ("p", "em", "strong") for child in paragraph.iter()
    ):
        return ""
    words = " ".join("".join(paragraph.itertext()).split())
    plain = len(words) <= _LONGEST and "\x02" not in words
    return words if plain and _CREDITED.fullmatch(words) else ""
