"""Contacts that households and people withhold, recognised in every spelling and in every field.

A telephone number is a Zalo account, stands in a mail (`0987654301@…`), in an address of
`zalo.me`, behind a house number. So not values are compared but what stands in them: the
numbers, the mails, and the words of an address.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from msgspec import Struct

from khuyencong.model.people import PersonContact
from khuyencong.model.producer import Producer
from khuyencong.site.names import identity

CONTACTS = ("phone", "zalo", "email", "address", "former_address")
"""Fields that a household or a person may withhold."""
Given = Producer | PersonContact
"""What a single file says of somebody."""
ADDRESSES = ("address", "former_address")

_DIALLED = re.compile(r"[+\d][\d\s.,;:()+/_~*|\\'’·•∙⋅・⁃‐-―−-]*")
"""Digits with what people, Word and Excel write between those of a number, and between two
numbers: every dash, the minus sign, every dot."""
_DIGITS = re.compile(r"\d+")
_PREFIX = re.compile(r"0*(?:84)?0?")
"""What is dialled before the number itself: a zero, or the code of the country."""
_LENGTHS = {"18": range(8, 11), "19": range(8, 11)}
"""First digits → how many a number has; hotlines (1900 1234) are shorter."""
_LENGTH = range(9, 13)
"""Digits of all other numbers without what is dialled before them; in Vietnam 9 or 10."""
_SHORTEST = 6
"""Digits of a number that stands alone; house numbers have fewer."""
_IN_MAIL = r"\w.+%-"
_MAIL = re.compile(rf"(?<![{_IN_MAIL}])[{_IN_MAIL}]+@[\w-]+(?:\.[\w-]+)*")
_AROUND_MAIL = "._+%-"
"""Of a mail's own signs those that a sentence, a list or Markdown puts before or behind it."""
_WORD = re.compile(r"\w+")


class _Address(Struct, frozen=True):
    """An address that is withheld: its words, and where it is as far as the file says."""

    words: tuple[str, ...]
    commune: str
    province: str

    def is_in(self, words: tuple[str, ...], commune: str, province: str) -> bool:
        """Whether an address in some place is this one, or this one with something added."""
        size = len(self.words)
        return (
            (not self.commune or not commune or self.commune == commune)
            and (not self.province or not province or self.province == province)
            and any(words[at : at + size] == self.words for at in range(len(words) - size + 1))
        )


class WithheldContacts:
    """What the files of a content folder name and do not let be published.

    A number or a mail is nobody else's: it is published by no file once one withholds it. An
    address is that of its place, as far as the files tell their places.
    """

    def __init__(self, given: Iterable[Given]) -> None:
        """`given` are those of single files, producers with the kind that they really have."""
        self.numbers: set[str] = set()
        self.mails: set[str] = set()
        self._addresses: dict[str, set[_Address]] = {}
        for each in given:
            public = each.published()
            place = identity(each.commune), identity(each.province)
            for name in CONTACTS:
                value = getattr(each, name) or ""
                if value and not getattr(public, name):
                    self.numbers.update(numbers(value))
                    self.mails.update(mails(value))
                    words = _words(value) if name in ADDRESSES else ()
                    if words:
                        self._addresses.setdefault(words[0], set()).add(_Address(words, *place))

    def stands_in(self, value: str, given: Given) -> bool:
        """Whether a value of a file tells something of somebody that some file withholds."""
        if self.is_in_text(value):
            return True
        if not self._addresses:
            return False
        words = _words(value)
        place = identity(given.commune), identity(given.province)
        known = (self._addresses.get(word, ()) for word in dict.fromkeys(words))
        return any(address.is_in(words, *place) for found in known for address in found)

    def is_in_text(self, text: str) -> bool:
        """Whether a text holds a number or a mail that some file withholds."""
        # Most sites withhold nothing: then no text is searched.
        if self.mails and not self.mails.isdisjoint(mails(text)):
            return True
        return bool(self.numbers) and not self.numbers.isdisjoint(numbers(text))


def numbers(text: str) -> Iterator[str]:
    """Telephone numbers in a text, without the zero or the code of the country in front.

    Where one number ends and the next begins cannot always be told from the spaces: each
    reading is given.

    >>> sorted(set(numbers("ĐT: +84 987.654.301")))
    ['84987654301', '987654301']
    """
    for run in _DIALLED.findall(unicodedata.normalize("NFKC", text)):
        digits, starts, ends = "", [], set()
        for group in _DIGITS.findall(run):
            starts.append(len(digits))
            digits += group
            ends.add(len(digits))
        if len(whole := digits.lstrip("0")) >= _SHORTEST:
            yield whole
        for start in starts:
            prefix = _PREFIX.match(digits, start, start + 6)
            for first in {start, prefix.end() if prefix else start}:
                for length in _LENGTHS.get(digits[first : first + 2], _LENGTH):
                    if first + length in ends:
                        yield digits[first : first + length]


def mails(text: str) -> Iterator[str]:
    """Mail addresses in a text, in small letters, without what a sentence puts around them.

    >>> list(mails("Gửi thư về “Ho@Mau.example”. Hoặc mailto:ho@mau.example?subject=Hỏi"))
    ['ho@mau.example', 'ho@mau.example']
    """
    found = _MAIL.findall(unicodedata.normalize("NFKC", text))
    return (mail.strip(_AROUND_MAIL).casefold() for mail in found)


def _words(text: str) -> tuple[str, ...]:
    """The words of an address as they are compared: without case, marks of sentences, spaces."""
    return tuple(_WORD.findall(identity(text)))
