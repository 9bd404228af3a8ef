"""Addresses and e-mail addresses without brackets become links."""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown, blockprocessors
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
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
_REFERENCE = re.compile(r"^(?P<indent> {0,3})\[(?P<name>(?!\^)[^\[\]\n]*)\]:", re.MULTILINE)
_BRACKETS = re.compile(r"\[([^\[\]]*)\]")


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


class UnusedReferencesPreprocessor(Preprocessor):
    """Makes text of the sources below a story that nothing refers to."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines with what no link needs escaped."""
        return with_unused_references("\n".join(lines)).split("\n")


def with_unused_references(text: str) -> str:
    """The text with a backslash before each `[name]: address` whose name stands nowhere else.

    Such a line is a source that was typed as in Word, "[1]: https://…": as the place where a link
    goes it would be printed nowhere.
    """
    if "]:" not in text:
        return text
    definitions = {found.start("name") for found in _REFERENCE.finditer(text)}
    used = {
        _normalised(found[1])
        for found in _BRACKETS.finditer(text)
        if found.start(1) not in definitions
    }

    def escaped(found: re.Match[str]) -> str:
        named = _normalised(found["name"]) in used
        return found[0] if named else found[0].replace("[", "\\[", 1)

    return _REFERENCE.sub(escaped, text)


def _normalised(name: str) -> str:
    return " ".join(name.lower().split())


class ReferenceProcessor(blockprocessors.ReferenceProcessor):
    """`[name]: address` says where links go; behind any other word it is a line of text."""

    RE = re.compile(
        blockprocessors.ReferenceProcessor.RE.pattern.replace(
            r"([^\s]+)", r"(<?(?:[a-zA-Z][a-zA-Z0-9+.-]*:|[/#.]|www\.|anh/|tep/)[^\s]*)", 1
        ),
        re.MULTILINE,
    )
