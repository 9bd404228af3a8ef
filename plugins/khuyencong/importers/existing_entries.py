"""The entries of a kind that a content folder has already, and which of them a row means."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from khuyencong.editing.entry_text import EntryText
from khuyencong.editing.header_yaml import HeaderError
from khuyencong.editing.yaml_writer import Value
from khuyencong.model.entry import Entry
from khuyencong.model.people import Person
from khuyencong.site.names import identity
from khuyencong.store.file_state import own_files_below
from khuyencong.vietnamese.dates import parse_moment
from khuyencong.vietnamese.folding import fold

_FORMS = (
    (r"hợp tác xã", "htx"),
    (r"công ty (cổ phần|cp)|ctcp|cty cp", "ctcp"),
    (r"công ty (trách nhiệm hữu hạn|tnhh)|cty tnhh", "tnhh"),
    (r"một thành viên|1 thành viên|\bmtv\b", ""),
    (r"hộ kinh doanh|\bhkd\b", "hkd"),
)
_FOLDED_FORMS = tuple((fold(form), short) for form, short in _FORMS)


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
    """The name of a product or a place for finding it: no marks, no signs, legal forms short."""
    return _shortened(fold(name), _FOLDED_FORMS)


def maker_name(name: str) -> str:
    """The name of a producer as it is compared: legal forms short, marks as they are.

    Marks tell people apart (`site.names.identity`), and what is known of one must not come to
    stand with another.
    """
    return _shortened(identity(name), _FORMS)


def _shortened(name: str, forms: Iterable[tuple[str, str]]) -> str:
    for form, short in forms:
        name = re.sub(form, short, name)
    return " ".join(re.findall(r"\w+", name))


class ExistingEntries:
    """Entries by id and by name; a name alone is not enough where two have it."""

    def __init__(self, content: Path, kind: type[Entry]) -> None:
        self._are_people = issubclass(kind, Person)
        self._by_uid: dict[str, ExistingEntry] = {}
        self._by_name: dict[str, list[ExistingEntry]] = defaultdict(list)
        for path in own_files_below(content, kind.folder):
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

    def __iter__(self) -> Iterator[ExistingEntry]:
        return (entry for alike in self._by_name.values() for entry in alike)

    def named(self, title: str) -> list[ExistingEntry]:
        """The entries of a title, whatever their marks."""
        return list(self._by_name.get(folded_name(title), ()))

    def find(self, uid: str, values: Mapping[str, object]) -> ExistingEntry | None:
        """The entry that a row means: the same id, or the same name, producer and place.

        A place that one side does not give speaks for neither. Where several are meant, none is:
        they are namesakes, and a telephone must not come to the wrong one.
        """
        if uid and uid in self._by_uid:
            return self._by_uid[uid]
        alike = self._by_name.get(folded_name(text_at(values, "title")), ())
        meant = [
            entry
            for entry in alike
            if _same_maker(entry.values, values)
            and _same_day(entry.values, values)
            and (not self._are_people or _same_person(entry.values, values))
        ]
        return meant[0] if len(meant) == 1 else None

    def confusable(self, values: Mapping[str, object]) -> list[ExistingEntry]:
        """Entries of the same name whose producers, told by their marks alone, are not the same,
        or are namesakes of it."""
        alike = self._by_name.get(folded_name(text_at(values, "title")), ())
        wanted = folded_name(text_at(values, "producer", "name"))
        return [e for e in alike if folded_name(text_at(e.values, "producer", "name")) == wanted]


def _same_day(one: Mapping[str, object], other: Mapping[str, object]) -> bool:
    """Whether two classes of one name may be one: on the same day, at the same place."""
    days = {_day(text_at(values, "starts")) for values in (one, other)}
    places = {folded_name(text_at(values, "place")) for values in (one, other)}
    return len(days - {""}) <= 1 and len(places - {""}) <= 1


def _same_person(one: Mapping[str, object], other: Mapping[str, object]) -> bool:
    """Whether two people of one name may be one: marks and communes tell people apart."""
    names = {identity(text_at(values, "title")) for values in (one, other)}
    communes = {folded_name(text_at(values, "contact", "commune")) for values in (one, other)}
    return len(names) == 1 and len(communes - {""}) <= 1


def _day(written: str) -> str:
    try:
        return f"{parse_moment(written):%Y-%m-%d}"
    except ValueError:
        return written


def _same_maker(one: Mapping[str, object], other: Mapping[str, object]) -> bool:
    compared = (("name", maker_name), ("commune", folded_name), ("province", folded_name))
    for part, as_compared in compared:
        names = {as_compared(text_at(values, "producer", part)) for values in (one, other)}
        if len(names - {""}) > 1:
            return False
    return True
