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
    known = list(records)
    by_source = {record.source: record for record in known}
    originals = {(folder_of(r), r.slug): r for r in known if not r.entry.translation_of}
    groups: dict[str, list[Record[Entry]]] = defaultdict(list)
    for record in known:
        original = originals.get((folder_of(record), record.entry.translation_of or ""))
        if original:
            groups[original.source].append(record)
    found: dict[str, Texts] = {}
    for source, translated in groups.items():
        texts = (by_source[source], *sorted(translated, key=lambda r: r.entry.lang))
        found |= dict.fromkeys((each.source for each in texts), texts)
    return found
