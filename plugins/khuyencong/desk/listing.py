"""Everything that a centre has, as a list that is searched without diacritics."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from khuyencong.desk.history import Edit
from khuyencong.desk.states import STATES, state_of
from khuyencong.desk.workspace import EntryFile, Workspace
from khuyencong.gazetteer.address import communes_in
from khuyencong.gazetteer.provinces import provinces
from khuyencong.model.entry import Entry
from khuyencong.model.producer import producer_of
from khuyencong.model.rules import Severity
from khuyencong.vietnamese.collation import sort_key
from khuyencong.vietnamese.dates import short_date
from khuyencong.vietnamese.folding import fold

BROKEN = "loi"
"""State of a file that cannot be read."""


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the list."""

    source: str
    title: str
    kind: str
    folder: str
    state: str
    state_label: str
    date: str
    order: float
    person: str
    place: str
    editor: str
    """Who saved it last, and when; empty when the desk did not see it saved."""
    photo: str
    """Path of the first photo below `content/`."""
    errors: int
    remarks: int
    words: str = field(repr=False)
    """What is searched, folded."""
    people: str = field(default="", repr=False)
    places: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for."""

    words: str = ""
    folder: str = ""
    state: str = ""
    person: str = ""
    place: str = ""

    @property
    def is_narrow(self) -> bool:
        """Whether somebody looks for anything."""
        return any((self.words, self.folder, self.state, self.person, self.place))

    def among(self, items: Iterable[Item]) -> list[Item]:
        """The lines that meet it, in their order."""
        words = fold(self.words).split()
        person, place = fold(self.person).strip(), fold(self.place).strip()
        return [
            item
            for item in items
            if self.folder in ("", item.folder)
            and self.state in ("", item.state)
            and person in item.people
            and place in item.places
            and all(word in item.words for word in words)
        ]


@dataclass
class Listing:
    """The list of a workspace; it is made again when a file changed, or the minute did."""

    workspace: Workspace
    _listed: tuple[Mapping[str, EntryFile], datetime] | None = None
    _items: list[Item] = field(default_factory=list)
    _lines: dict[str, "_Line"] = field(default_factory=dict)

    def items(self) -> list[Item]:
        """All entries, the newest first."""
        files, now = self.workspace.files(), self.workspace.now()
        minute = now.replace(second=0, microsecond=0)
        listed = self._listed
        if listed is None or listed[0] is not files or listed[1] != minute:
            edits = self.workspace.history.last_edits()
            lines = {
                source: self._line(file, now, edits.get(source)) for source, file in files.items()
            }
            found = (line.item for line in lines.values())
            self._items = sorted(found, key=lambda item: (-item.order, item.source))
            self._lines, self._listed = lines, (files, minute)
        return self._items

    def _line(self, file: EntryFile, now: datetime, edit: Edit | None) -> "_Line":
        """The line of a file: the one that we have, while nothing of it is another."""
        old = self._lines.get(file.source)
        state = state_of(file.record.entry, now) if file.record else BROKEN
        if old and old.file is file and old.edit == edit and old.item.state == state:
            return old
        return _Line(file, edit, _item(file, now, edit))


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with what it was made of."""

    file: EntryFile
    edit: Edit | None
    item: Item


def counts(all_items: Iterable[Item]) -> Mapping[str, int]:
    """How many entries are in each state."""
    found = dict.fromkeys((*STATES, BROKEN), 0)
    for item in all_items:
        found[item.state] += 1
    return found


def _item(file: EntryFile, now: datetime, edit: Edit | None) -> Item:
    errors = sum(problem.rule.severity is Severity.ERROR for problem in file.problems)
    remarks = sum(problem.rule.severity is Severity.WARNING for problem in file.problems)
    folder = file.source.partition("/")[0]
    if file.record is None:
        name = file.source.rpartition("/")[2]
        label, words = "Có lỗi, chưa đọc được", fold(file.source)
        return Item(
            file.source, name, file.kind.label, folder, BROKEN, label, "", 1e12, "", "", "", "",
            errors, remarks, words,
        )  # fmt: skip
    entry = file.record.entry
    state = state_of(entry, now)
    changed = entry.modified or entry.date
    return Item(
        source=file.source,
        title=entry.title,
        kind=entry.label,
        folder=folder,
        state=state,
        state_label=STATES[state],
        date=short_date(entry.date) if entry.date else "",
        order=changed.timestamp() if changed else 0.0,
        person=entry.author or entry.unit,
        place=", ".join(_places(entry)),
        editor=f"{edit.who}, {short_date(edit.at)} {edit.at:%H:%M}" if edit else "",
        photo=next((each.picture.source for each in file.record.figures), ""),
        errors=errors,
        remarks=remarks,
        words=fold(" ".join(_words(file.source, entry))),
        people=fold(f"{entry.author} {entry.unit} {edit.who if edit else ''}"),
        places=fold(" ".join(_places(entry))),
    )


def _places(entry: Entry) -> tuple[str, ...]:
    if entry.localities:
        return entry.localities
    of = producer_of(entry) or entry
    named = (getattr(of, "commune", ""), getattr(of, "province", ""))
    return tuple(name for name in named if name)


def _words(source: str, entry: Entry) -> tuple[str, ...]:
    producer = producer_of(entry)
    return (
        *(entry.title, source, entry.author, entry.unit, *entry.tags, *_places(entry)),
        *((producer.name,) if producer else ()),
        getattr(entry, "document_number", "") or "",
    )


def people_and_places(all_items: Iterable[Item]) -> tuple[list[str], list[str]]:
    """Names that the list can be narrowed down to."""
    people = {name for item in all_items for name in (item.person, item.editor.partition(",")[0])}
    places = {name for item in all_items for name in item.place.split(", ")}
    return sorted(people - {""}), sorted(places - {""})


_COMPLETED = ("author", "unit", "commune", "province", "issuer", "place", "channel", "source_name")
"""Fields in which a word that stands elsewhere is offered."""
_OFFERED = 300
"""Words of entries that a field offers, the most frequent: browsers take long over thousands."""


@dataclass
class Completions:
    """Words that entries hold already, for each field that completes them."""

    _listed: Mapping[str, EntryFile] = field(default_factory=dict)
    _words: dict[str, list[str]] = field(default_factory=dict)

    def of(self, files: Mapping[str, EntryFile], province: str) -> dict[str, list[str]]:
        """Field → words in their order; made again when a file changed.

        The provinces of today are always offered, and the communes of the centre's `province`.
        """
        if self._listed is not files:
            self._words, self._listed = _completions(files.values(), province), files
        return self._words


def _completions(files: Iterable[EntryFile], province: str) -> dict[str, list[str]]:
    counts: dict[str, Counter[str]] = {key: Counter() for key in _COMPLETED}
    for file in files:
        if file.record is None:
            continue
        for part in (file.record.entry, producer_of(file.record.entry)):
            # Asking a model for a field that it has not costs more than all the others.
            values = vars(part) if part else {}
            for key, words in counts.items():
                if word := values.get(key):
                    words[word] += 1
    found = {key: {word for word, _ in counts[key].most_common(_OFFERED)} for key in _COMPLETED}
    found["province"] |= provinces().keys()
    found["commune"] |= {commune.name for commune in communes_in(province)}
    return {key: sorted(words, key=sort_key) for key, words in found.items() if words}
