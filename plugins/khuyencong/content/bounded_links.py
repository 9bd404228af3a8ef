"""Links and pictures whose end is looked for nearby only.

The stock processors of Python-Markdown look for the end of each link up to the end of the
paragraph, a letter at a time: 1,400 brackets in 280 KB take a minute. No link that people write
is as long as `LONGEST`.
"""

import re
from typing import TYPE_CHECKING

from markdown import Markdown, inlinepatterns
from markdown.extensions import Extension

LONGEST = 2_000
"""Letters of the text of a link, and of its address with its title."""

_BRACKET = re.compile(r"[\[\]]")

if TYPE_CHECKING:
    _Stock = inlinepatterns.LinkInlineProcessor
else:
    _Stock = object


class _Bounded(_Stock):
    """Gives up where a link would be longer than `LONGEST`."""

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:  # noqa: N802
        depth = 1
        for found in _BRACKET.finditer(data, index, index + LONGEST):
            depth += 1 if found[0] == "[" else -1
            if not depth:
                return data[index : found.start()], found.end(), True
        return "", index, False

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:  # noqa: N802
        return super().getLink(data[: index + LONGEST], index)


class BoundedLink(_Bounded, inlinepatterns.LinkInlineProcessor):
    """`[text](address "title")`."""


class BoundedImage(_Bounded, inlinepatterns.ImageInlineProcessor):
    """`![alt](file "title")`."""


class BoundedReference(_Bounded, inlinepatterns.ReferenceInlineProcessor):
    """`[text][name]`."""


class BoundedShortReference(_Bounded, inlinepatterns.ShortReferenceInlineProcessor):
    """`[name]`."""


class BoundedImageReference(_Bounded, inlinepatterns.ImageReferenceInlineProcessor):
    """`![alt][name]`."""


class BoundedShortImageReference(_Bounded, inlinepatterns.ShortImageReferenceInlineProcessor):
    """`![name]`."""


PROCESSORS: dict[str, tuple[type[_Bounded], str, int]] = {
    "reference": (BoundedReference, inlinepatterns.REFERENCE_RE, 170),
    "link": (BoundedLink, inlinepatterns.LINK_RE, 160),
    "image_link": (BoundedImage, inlinepatterns.IMAGE_LINK_RE, 150),
    "image_reference": (BoundedImageReference, inlinepatterns.IMAGE_REFERENCE_RE, 140),
    "short_reference": (BoundedShortReference, inlinepatterns.REFERENCE_RE, 130),
    "short_image_ref": (BoundedShortImageReference, inlinepatterns.IMAGE_REFERENCE_RE, 125),
}
"""Name of a stock processor → the class that takes its place, its pattern and its priority."""


class BoundedLinks(Extension):
    """Puts the bounded processors in the places of the stock ones."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register all six."""
        for name, (kind, pattern, priority) in PROCESSORS.items():
            md.inlinePatterns.register(kind(pattern, md), name, priority)
