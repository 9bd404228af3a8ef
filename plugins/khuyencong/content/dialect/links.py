"""Addresses and e-mail addresses without brackets become links."""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown, blockprocessors
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from khuyencong.content.dialect.marks import LESS_THAN

SIGNS = ("://", "ww.", "WW.")
"""One of these stands in every address; telephones begin a sentence with "Www."."""
# It begins with its letters and then looks back: the engine skips from one of them to the next.
_ADDRESS = (
    r"(?:[hH](?<![\w@/.-].)(?:ttp|TTP)[sS]?://|[wW](?<![\w@/.-].)(?:ww|WW)\.(?=[\w-]+\.))"
    rf"[^\s<>\"“”«»‘\x02\x03{LESS_THAN}]++"
)
_MAIL = r"(?<![\w.+@/:-])[A-Za-z0-9][\w.+-]*+@[A-Za-z0-9-]++(?:\.[A-Za-z0-9-]++)++"
_SENTENCE_END = ".,;:!?…'’*_)]}"
_PAIRS = {")": "(", "]": "[", "}": "{"}


class BareAddressProcessor(InlineProcessor):
    """Links an address up to the mark that ends its sentence."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, md: Markdown, pattern: str = _ADDRESS) -> None:
        super().__init__(pattern, md)

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int, int]:
        """The link; None for an address that is all the text between two tags."""
        address = _without_end(m[0])
        end = m.start() + len(address)
        between_tags = data[m.start() - 1 : m.start()] == "\x03" and data[end : end + 1] == "\x02"
        if between_tags or (address.endswith("/") and address.count("/") == 2):
            return None, m.start(), m.end()
        link = Element("a")
        link.text = AtomicString(address)
        link.set("href", _reference(address))
        return link, m.start(), end


class BareMailProcessor(BareAddressProcessor):
    """Links an e-mail address."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md, _MAIL)


def _reference(address: str) -> str:
    scheme, colon, rest = address.partition("://")
    if colon:
        return f"{scheme.lower()}://{rest}"
    return f"https://{address}" if address[:4].lower() == "www." else f"mailto:{address}"


def _without_end(address: str) -> str:
    """An address without the marks of the sentence around it; paired brackets are its own."""
    unpaired = {end: address.count(end) - address.count(begin) for end, begin in _PAIRS.items()}
    end = len(address)
    while end and address[end - 1] in _SENTENCE_END:
        sign = address[end - 1]
        if sign in unpaired:
            if unpaired[sign] <= 0:
                break
            unpaired[sign] -= 1
        end -= 1
    return address[:end]


class ReferenceProcessor(blockprocessors.ReferenceProcessor):
    """`[name]: address` says where links go; behind any other word it is a line of text."""

    RE = re.compile(
        blockprocessors.ReferenceProcessor.RE.pattern.replace(
            r"([^\s]+)", r"(<?(?:[a-zA-Z][a-zA-Z0-9+.-]*:|[/#.]|www\.|anh/|tep/)[^\s]*)", 1
        ),
        re.MULTILINE,
    )
