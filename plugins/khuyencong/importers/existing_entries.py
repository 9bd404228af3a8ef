"""The entries of a kind that a content folder has already, and which of them a row means."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from khuyencong.editing.entry_text import EntryText
from khuyencong.editing.header_yaml import HeaderError
from khuyencong.editing.yaml_writer import Value
from khuyencong.model.entry import Entry
from khuyencong.store.file_state import files_below
from khuyencong.vietnamese.folding import fold

_FORMS = (
    (r"hop tac xa", "htx"),
    (r"cong ty (co phan|cp)|ctcp|cty cp", "ctcp"),
    (r"cong ty (trach nhiem huu han|tnhh)|cty tnhh", "tnhh"),
    (r"mot thanh vien|1 thanh vien|\bmtv\b", ""),
    (r"ho kinh doanh|\bhkd\b", "hkd"),
)


@dataclass(frozen=True, slots=True)
class ExistingEntry:
    """An entry as it lies in its file."""

    file: str
    """Path below `content/`."""
    text: EntryText
    values: Mapping[str, Value]


def text_at(values: Mapping[str, object], *path: str) -> str:
    """The text at a path of nested mappings; "" when there is none."""
    place: object = values
    for part in path:
        place = place.get(part) if isinstance(place, Mapping) else None
    return place if isinstance(place, str) else ""


def folded_name(name: str) -> str:
    """A name for comparing: no marks, no signs, legal forms in their short form."""
    folded = fold(name)
    for form, short in _FORMS:
        folded = re.sub(form, short, folded)
    return " ".join(re.findall(r"[a-z0-9]+", folded))


class ExistingEntries:
    """Entries by id and by name; a name alone is not enough where two have it."""

    def __init__(self, content: Path, kind: type[Entry]) -> None:
        self._by_uid: dict[str, ExistingEntry] = {}
        self._by_name: dict[str, list[ExistingEntry]] = defaultdict(list)
        folder = content / kind.folder
        for path in files_below(content, kind.folder) if folder.is_dir() else ():
            if not path.endswith(".md"):
                continue
            try:
                text = EntryText.of((content / path).read_bytes())
                entry = ExistingEntry(path, text, text.read(kind).values)
            except HeaderError:
                continue  # `check` tells of it; nothing is compared with what cannot be read
            self.add(entry)

    def add(self, entry: ExistingEntry) -> None:
        """Know one more entry, such as one that was just written."""
        if uid := text_at(entry.values, "uid"):
            self._by_uid[uid] = entry
        self._by_name[folded_name(text_at(entry.values, "title"))].append(entry)

    def find(self, uid: str, values: Mapping[str, object]) -> ExistingEntry | None:
        """The entry that a row means: the same id, or the same name, producer and place.

        A place or producer that one side does not give speaks for neither.
        """
        if uid and uid in self._by_uid:
            return self._by_uid[uid]
        alike = self._by_name.get(folded_name(text_at(values, "title")), ())
        return next((entry for entry in alike if _same_maker(entry.values, values)), None)


def _same_maker(one: Mapping[str, object], other: Mapping[str, object]) -> bool:
    for part in ("name", "commune", "province"):
        names = {folded_name(text_at(values, "producer", part)) for values in (one, other)}
        if len(names - {""}) > 1:
            return False
    return True
