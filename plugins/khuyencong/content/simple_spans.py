"""Emphasis and links that are plain to see, made without trying every inline pattern.

Nearly all emphasis in a newsroom's text is `**words**` or `*words*` between spaces or marks of a
sentence, nearly every link `[words](address)`, with no sign inside. Where no other sign stands in
a text, the engine's patterns cannot make anything else of it, so one pattern takes it apart.
"""

import re
from collections.abc import Iterable
from itertools import chain
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

_WORDS = r"[^\W_][^*_`\[\]<&\\@\n\x02\x03]{0,400}"
"""Begins with a letter or digit, so a mark before it opens and one behind a space does too."""
_SPAN = re.compile(
    rf"(?<![^\s(])(?:(?P<stars>\*\*?)(?P<marked>{_WORDS})(?<![\s(\[{{“‘«])(?P=stars)"
    rf"|\[(?P<linked>{_WORDS})\]\((?P<address>[^\s\"'()<>\[\]\\`*\x02\x03]{{1,400}})\))"
    r"(?![^\s).,;:!?…%”»])"
)
"""What stands around it leaves a mark no choice: see `_flanks` in dialect/emphasis.py."""
_TAGS = {"*": "em", "**": "strong"}
_GROUPS = _SPAN.groups + 1
_WORD_GROUPS = (0, _SPAN.groupindex["marked"], _SPAN.groupindex["linked"])


class Spans(AtomicString):
    """A text of words and simple spans, which the stock processor leaves alone."""

    pieces: list[str | None]
    """Words before the first span; then stars, words, words and address of it, words behind it."""

    def put_into(self, element: Element) -> None:
        """Make the text of an element: words, and elements with words behind them."""
        element.text = self.pieces[0] or None
        for place, start in enumerate(range(1, len(self.pieces), _GROUPS)):
            stars, marked, linked, address, behind = self.pieces[start : start + _GROUPS]
            span = Element(_TAGS[stars] if stars else "a")
            if address:
                span.set("href", address)
            span.text, span.tail = marked or linked, behind or None
            element.insert(place, span)


def spans_in(text: str, signs: Iterable[str]) -> Spans | None:
    """The spans of a text, if none of the signs stands in it but theirs."""
    pieces = _SPAN.split(text)
    if len(pieces) == 1:
        return None
    words = chain(*(pieces[start::_GROUPS] for start in _WORD_GROUPS))
    if any(map("\0".join(filter(None, words)).__contains__, signs)):
        return None
    found = Spans(text)
    found.pieces = pieces
    return found
