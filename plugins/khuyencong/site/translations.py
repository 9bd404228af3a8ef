"""Which entries say the same in another language: a translation names the slug of its original."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from khuyencong.content.record import Record
from khuyencong.model.entry import Entry

Texts = tuple[Record[Entry], ...]


def folder_of(record: Record[Entry]) -> str:
    """Folder of an entry: a translation lies beside its original."""
    return record.source.partition("/")[0]


def translations(records: Iterable[Record[Entry]]) -> Mapping[str, Texts]:
    """Source of each entry that has a counterpart → all texts of the group, the original first."""
    originals: list[Record[Entry]] = []
    groups: dict[tuple[str, str], list[Record[Entry]]] = defaultdict(list)
    for record in records:
        if slug := record.entry.translation_of:
            groups[folder_of(record), slug].append(record)
        else:
            originals.append(record)
    found: dict[str, Texts] = {}
    for original in originals if groups else ():
        if translated := groups.get((folder_of(original), original.slug)):
            texts = (original, *sorted(translated, key=lambda r: r.entry.lang))
            found |= dict.fromkeys((each.source for each in texts), texts)
    return found
