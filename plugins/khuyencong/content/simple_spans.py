"""Emphasis and links that are plain to see, made without trying every inline pattern.

Nearly all emphasis in a newsroom's text is `**words**` or `*words*` between spaces or marks of a
sentence, nearly every link `[words](address)`, with no sign inside. Where no other sign stands in
a text, the engine's patterns cannot make anything else of it, so one pattern takes it apart.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

_WORDS = r"[^\W_][^*_`\[\]<&\\@\n\x02\x03]{0,400}"
"""Begins with a letter or digit, so a mark before it opens and one behind a space does too."""
# Each branch begins with its sign and then looks back: the engine skips from one to the next.
_SPAN = re.compile(
    rf"(?:\*(?<![^\s(].)(?P<second>\*?)(?P<marked>{_WORDS})(?<![\s(\[{{“‘«])\*(?P=second)"
    rf"|\[(?<![^\s(].)(?P<linked>{_WORDS})\]\((?P<address>[^\s\"'()<>\[\]\\`*\x02\x03]{{1,400}})\))"
    r"(?![^\s).,;:!?…%”»])"
)
"""What stands around it leaves a mark no choice: see `_flanks` in dialect/emphasis.py."""
_TAGS = {"": "em", "*": "strong", None: "a"}
"""Second star of a mark, None where a link stands → tag."""
_GROUPS = _SPAN.groups + 1
_WORD_GROUPS = (0, _SPAN.groupindex["marked"], _SPAN.groupindex["linked"])


class Spans(AtomicString):
    """A text of words and simple spans, which the stock processor leaves alone."""

    pieces: list[str | None]
    """Words before the first span; then of each second star, words, words and address, words
    behind it."""

    def put_into(self, element: Element) -> None:
        """Make the text of an element: words, and elements with words behind them."""
        element.text = self.pieces[0] or None
        for place, (tag, words, address, behind) in enumerate(self._spans()):
            span = Element(tag)
            if address:
                span.set("href", address)
            span.text, span.tail = words, behind or None
            element.insert(place, span)

    def html(self) -> str:
        """The text as HTML; it holds no sign that would have to be escaped."""
        written = [self.pieces[0] or ""]
        for tag, words, address, behind in self._spans():
            reference = f' href="{address}"' if address else ""
            written.append(f"<{tag}{reference}>{words}</{tag}>{behind}")
        return "".join(written)

    def _spans(self) -> Iterator[tuple[str, str | None, str | None, str | None]]:
        """Tag, words, address of a link, and words behind it."""
        for start in range(1, len(self.pieces), _GROUPS):
            second, marked, linked, address, behind = self.pieces[start : start + _GROUPS]
            yield _TAGS[second], marked or linked, address, behind


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
