"""Telephone numbers in a text: where they stand, how they are dialled, what nobody can dial.

Vietnamese numbers (Thông tư 22/2014/TT-BTTTT, with the changes of 2017 and 2018): a mobile has ten
digits and begins with 03, 05, 07, 08 or 09; a fixed line has eleven and begins with 02; 1800 and
1900 are services and dialled as they stand. Those of sample data begin with 0000, as none does.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from khuyencong.html_tags import split_at_tags

_SPACE = r"(?:[ \u00a0]|&nbsp;)?"
_GAP = rf"{_SPACE}[./()–-]?{_SPACE}"
_AREA = r"\((?=\d{2,4}\)|\+?84\))"
"""A bracket around the first digits belongs to the number, one around all of them does not."""
# The first digits stand together, or a date such as 05/12/2026 08:30 would be a number.
_NATIONAL = (
    rf"(?:{_AREA})?0(?:[35789] ?\d(?:{_GAP}\d){{7}}|2\d(?:{_GAP}\d){{8}}|000(?:{_GAP}\d){{6}})"
)
_ABROAD = (
    rf"(?:{_AREA})?(?:\+|00|(?=84)){_GAP}84{_GAP}(?:\(?0\)?{_GAP})?"
    rf"(?P<subscriber>[35789](?:{_GAP}\d){{8}}|2(?:{_GAP}\d){{9}}|000(?:{_GAP}\d){{6}})"
)
_SERVICE = r"1[89]00(?:[ \u00a0.]?\d){4,6}"
_EXTENSION = (
    r"(?:[ \u00a0]*[,;(-]?[ \u00a0]*"
    r"(?:(?:số )?(?:máy )?lẻ|(?:máy )?nhánh|(?:số )?nội bộ|ext\.?)"
    r"[ \u00a0]*[:.]?[ \u00a0]*(?P<extension>\d{1,6})\)?)?"
)
_NUMBER = re.compile(
    rf"(?<![\w+@=&#])(?<!\d\.)(?<!\.me/)"
    rf"(?:{_ABROAD}|(?P<national>{_NATIONAL})|(?P<service>{_SERVICE}))"
    rf"(?!\d|[ .-]\d{{1,2}}(?![\dhg:/])){_EXTENSION}",
    re.IGNORECASE,
)
_DIGITS_OF_NUMBER = re.compile(r"[018](?:[^\d<>]{0,14}\d){7}")
"""As many digits as a number has: says sooner than the whole pattern that a text has none."""
_LABEL = re.compile(
    r"(?P<phone>điện thoại|\bđt(?:dđ)?\b|\bdđ\b|di động|\btel|hotline|đường dây|zalo|\bgọi\b)"
    r"|(?<!/)(?<!/ )\bfax\b|tài khoản|\bstk\b|mã số|\bmst\b|\bcccd\b|\bcmnd\b|căn cước",
    re.IGNORECASE,
)
"""What stands before a number says whether it is one to call."""
_NOT_INSIDE = re.compile(r"<(?P<end>/?)(?:a|code|pre|kbd|h[1-6])\b")
_DIGITS = re.compile(r"\d(?:[ .()/-]{0,2}\d){2,}")
_WHEN = re.compile(
    r"24h? ?/ ?(?:7|24)h?|(?<![\d.])\d{1,2}(?:[hg:]\d{0,2}|\.[0-5]0)(?![\d.])"
    r"|(?<![\d/])\d{1,2}/\d{1,2}(?:/\d{4})?(?![\d/])|(?:năm |/)20\d\d\b"
    r"|(?<!\d)\d{1,3} (?:ngày|phút|giờ)\b",
    re.IGNORECASE,
)
"""When somebody answers a telephone: hours, days, "24/7"."""
_SHORT_SERVICE = re.compile(r"1\d{2,3}")


class Phone(Struct, frozen=True):
    """A number to call, and where it stands in its text."""

    text: str
    """As it was written: "0205 3812 345, máy lẻ 12"."""
    number: str
    """As it is dialled within the country, digits alone: "02053812345"."""
    extension: str
    start: int
    end: int

    @property
    def address(self) -> str:
        """RFC 3966: `tel:+842053812345;ext=12`; a service has no number abroad."""
        number = f"+84{self.number[1:]}" if self.number[0] == "0" else self.number
        return f"tel:{number};ext={self.extension}" if self.extension else f"tel:{number}"


def phone_numbers(text: str) -> Iterator[Phone]:
    """All numbers to call in a text, in order; fax numbers and accounts are none.

    >>> [phone.address for phone in phone_numbers("ĐT: 0205.3812.345 - +84 912 345 678")]
    ['tel:+842053812345', 'tel:+84912345678']
    """
    return (phone for phone, is_called in _found(text) if is_called)


def undialled(text: str) -> str:
    """What in a text looks like a telephone number and is none that can be dialled.

    >>> undialled("0205 3812 345/346, 3812 347")
    '346'
    """
    rest = list(text)
    for phone, _ in _found(text):
        rest[phone.start : phone.end] = "\0" * (phone.end - phone.start)
    runs = (found[0] for found in _DIGITS.finditer(_WHEN.sub("\0", "".join(rest))))
    return next((run for run in runs if not _SHORT_SERVICE.fullmatch(run)), "")


def phone_links(markup: str) -> str:
    """Sanitised HTML with a `tel:` link on every number outside links, code and headings."""
    if not (_DIGITS_OF_NUMBER.search(markup) and _NUMBER.search(markup)):
        return markup
    pieces = split_at_tags(markup)
    words = "".join(
        " " * len(piece) if number % 2 else piece for number, piece in enumerate(pieces)
    )
    closed = _closed_ranges(pieces)
    parts, position = [], 0
    for phone in phone_numbers(words):
        within = markup[phone.start : phone.end]
        if "<" in within or any(start <= phone.start < end for start, end in closed):
            continue
        parts += [markup[position : phone.start], f'<a href="{phone.address}">{within}</a>']
        position = phone.end
    return "".join([*parts, markup[position:]])


def _found(text: str) -> Iterator[tuple[Phone, bool]]:
    """Every number, and whether it is one to call: a label holds until the next words."""
    position, is_called = 0, True
    for match in _NUMBER.finditer(text):
        between = text[position : match.start()]
        if any(map(str.isalpha, between)):
            labels = list(_LABEL.finditer(between[-60:]))
            is_called = not labels or labels[-1]["phone"] is not None
        yield _phone(match), is_called
        position = match.end()


def _phone(match: re.Match[str]) -> Phone:
    written = match["national"] or match["service"] or f"0{match['subscriber']}"
    return Phone(
        text=match[0],
        number="".join(filter(str.isdigit, written)),
        extension=match["extension"] or "",
        start=match.start(),
        end=match.end(),
    )


def _closed_ranges(pieces: list[str]) -> list[tuple[int, int]]:
    """Where in split markup no link may stand: from an opening tag to its end."""
    ranges, position, opened = [], 0, 0
    for number, piece in enumerate(pieces):
        if number % 2 and (tag := _NOT_INSIDE.match(piece)):
            if tag["end"]:
                ranges.append((opened, position))
            else:
                opened = position
        position += len(piece)
    return ranges
