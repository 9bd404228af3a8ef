"""How large items can be at most, told from the texts of their records alone.

A feed ends where it would become too large. Of news without a body, thirty nearly always fit:
where that is sure, none is made only to be measured.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from khuyencong.content.entry_codec import body_of
from khuyencong.content.record import Record
from khuyencong.model.entry import Entry, Status
from khuyencong.model.stories import News, Training
from khuyencong.site.index import Site

NO_BODY = body_of(()).digest
TIMES = 3
"""How often a form repeats a text at most: a credit is part of a caption, credit and copyright."""
AROUND_AN_ITEM, AROUND_A_FIGURE, AROUND_A_CORRECTION, AROUND_A_TEXT = 1_500, 800, 200, 24
"""Bytes of tags, labels, numbers and moments in a form, besides texts and addresses."""
WITH_TELEPHONES = 10
"""How much longer a text may become in which telephone numbers lead to a call."""
_ESCAPED = bytes({*range(0x20), 0x7F, *b"&<>\"'\\"})
LONGEST_ESCAPED = 10
"""Bytes of a sign that was escaped twice: `&amp;quot;`."""


@dataclass(frozen=True)
class ItemBounds:
    """Bounds of the items of a site's news, as citizens get them."""

    site: Site
    root: str
    _sections: dict[str, int] = field(default_factory=dict)
    """Category → bytes of an item of it besides its texts, its figures and its corrections."""

    def bound(self, records: Sequence[Record[Entry]]) -> int | None:
        """Bytes that the items of all these records together do not exceed in any format.

        None where only the items themselves can tell.
        """
        texts: list[str] = []
        size = 0
        for record in records:
            if not _is_plain(record):
                return None
            texts += _texts(record)
            size += self._around(record.category)
            size += len(record.photos) * self._around_a_figure
            size += len(record.entry.corrections) * AROUND_A_CORRECTION
        return size + len(texts) * AROUND_A_TEXT + TIMES * _bytes("".join(texts))

    def _around(self, folder: str) -> int:
        if folder not in self._sections:
            section = f"{folder}{self.site.category(folder).name}"
            names = _bytes(f"{section}{self.site.centre.short_name}")
            self._sections[folder] = AROUND_AN_ITEM + TIMES * _bytes(self.root) + names
        return self._sections[folder]

    @cached_property
    def _around_a_figure(self) -> int:
        return AROUND_A_FIGURE + TIMES * _bytes(self.root) + _bytes(self.site.centre.name)


def _is_plain(record: Record[Entry]) -> bool:
    """Whether its item shows nothing besides `_texts`."""
    entry = record.entry
    return (
        type(entry) in (News, Training)
        and record.body.digest == NO_BODY
        and "<" not in record.summary
        and entry.status is not Status.WITHDRAWN
    )


def _texts(record: Record[Entry]) -> list[str]:
    """The texts of the record that its item may show."""
    entry = record.entry
    found = [record.uid, record.address, record.summary, entry.title, entry.author, entry.unit]
    found += [entry.source_name, entry.source_url or "", *entry.tags, *entry.key_points]
    for figure in record.photos:
        found += [figure.alt, figure.caption, figure.credit, figure.picture.largest.path]
    found += [correction.note for correction in entry.corrections]
    if isinstance(entry, News):
        found += WITH_TELEPHONES * entry.de_an
    elif isinstance(entry, Training):
        said = (entry.place, entry.contact, entry.cancelled, *entry.topics)
        found += WITH_TELEPHONES * said
    return found


def _bytes(text: str) -> int:
    """What a text takes at most."""
    data = text.encode()
    escaped = len(data) - len(data.translate(None, _ESCAPED))
    return len(data) + (LONGEST_ESCAPED - 1) * escaped
