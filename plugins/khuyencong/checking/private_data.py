"""Contacts that a household or a person withholds, in words that staff typed.

No program may take those out.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel

from khuyencong.content.record import Record
from khuyencong.model.entry import Entry
from khuyencong.model.people import PersonContact
from khuyencong.model.producer import Producer
from khuyencong.model.rules import Problem, Rule
from khuyencong.site.producers import withheld_contacts
from khuyencong.site.withheld import CONTACTS, WithheldContacts


def contacts_in_text(records: Iterable[Record[Entry]]) -> Iterator[Problem]:
    """Numbers and mails in texts and headers that a file of the folder does not let be told.

    `records` are those of single files, published or not, before producers are merged.
    """
    records = tuple(records)
    withheld = withheld_contacts(records)
    if not withheld.numbers and not withheld.mails:
        return
    for record in records:
        for key, value in record.entry:
            if any(map(withheld.is_in_text, _texts(value))):
                yield _problem(record, record.line((key,)))
        yield from _in_body(record, withheld)


def _texts(value: Any) -> Iterator[str]:
    """Every text in a value of a header, but for the contacts of a producer or a person: those
    are withheld by themselves."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        own = (*CONTACTS, "website") if isinstance(value, Producer | PersonContact) else ()
        yield from (text for key, part in value if key not in own for text in _texts(part))
    elif isinstance(value, tuple):
        yield from (text for part in value for text in _texts(part))


def _in_body(record: Record[Entry], withheld: WithheldContacts) -> Iterator[Problem]:
    if withheld.is_in_text(record.text):
        for number, line in enumerate(record.text.split("\n")):
            if withheld.is_in_text(line):
                yield _problem(record, record.text_line + number)


def _problem(record: Record[Entry], line: int) -> Problem:
    return Problem(
        record.source,
        line,
        Rule.CONTACT_IN_TEXT,
        "Có số máy hoặc thư mà hộ kinh doanh, cá nhân chưa đồng ý công khai.",
        "Bỏ khỏi bài, hoặc ghi `consent` ở mọi tệp của hộ, người đó khi đã đồng ý.",
    )
