"""Words found in everything that staff wrote, and replaced where a person says so."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from khuyencong.desk.approval import ApprovalNeededError
from khuyencong.desk.entry_writer import FaultyError, write
from khuyencong.desk.history import version_of
from khuyencong.desk.sessions import Session
from khuyencong.desk.workspace import EntryFile, Workspace
from khuyencong.editing.entry_text import EntryText
from khuyencong.editing.header_yaml import HeaderError
from khuyencong.editing.yaml_writer import Value
from khuyencong.vietnamese.folding import fold

AROUND = 60
"""Letters that are shown on each side of a place."""
NOT_WORDS = frozenset(
    {
        *("slug", "uid", "aliases", "file", "video", "transcript", "source_url", "website"),
        *("email", "status", "members", "story", "accepted", "approved", "lang", "category"),
    }
)
"""Keys whose values are addresses, paths and codes: words in them are no words."""
_EDGES = re.compile(r"^\W+|\W+$")


@dataclass(frozen=True, slots=True)
class Place:
    """A place where the words stand."""

    number: int
    where: str
    before: str
    found: str
    after: str


@dataclass(frozen=True, slots=True)
class FoundFile:
    """The places of one entry."""

    source: str
    title: str
    version: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Replacement:
    """What is looked for, as whole words and letter by letter, and what takes its place."""

    words: str
    new: str = ""

    @property
    def _pattern(self) -> re.Pattern[str]:
        words = r"\s+".join(map(re.escape, self.words.split()))
        return re.compile(rf"(?<!\w){words}(?!\w)")

    def places(self, workspace: Workspace) -> Iterator[FoundFile]:
        """Every entry in which the words stand, with each place."""
        if not self.words.strip():
            return
        for file in workspace.files().values():
            data = workspace.read(file.source)
            found = tuple(self._places(file, data))
            if found:
                title = file.record.entry.title if file.record else file.source
                yield FoundFile(file.source, title, version_of(data), found)

    def other_spellings(self, workspace: Workspace) -> list[tuple[str, int]]:
        """Spellings of the words with other marks or capitals and how often each stands there,
        the most frequent first."""
        wanted = fold(self.words).split()
        spellings = Counter[str]()
        for file in workspace.files().values() if wanted else ():
            for _, words in _texts(file, workspace.read(file.source)):
                spellings.update(_spelled(wanted, words.split()))
        return [(each, many) for each, many in spellings.most_common(5) if each != self.words]

    def _places(self, file: EntryFile, data: bytes) -> Iterator[Place]:
        number = 0
        for where, words in _texts(file, data):
            for match in self._pattern.finditer(words):
                start, end = match.start() - AROUND, match.end() + AROUND
                before = f"{'…' if start > 0 else ''}{words[max(0, start) : match.start()]}"
                after = f"{words[match.end() : end]}{'…' if end < len(words) else ''}"
                yield Place(number, where, before, match[0], after)
                number += 1

    def apply(
        self, workspace: Workspace, found: FoundFile, chosen: Collection[int], by: Session
    ) -> str:
        """Replace the chosen places of an entry; empty, or the sentence that says why not."""
        kind = workspace.files()[found.source].kind
        with workspace.writing:
            if workspace.version(found.source) != found.version:
                return "Bài vừa được sửa ở nơi khác; tìm lại rồi thay."
            text = EntryText.of(workspace.read(found.source))
            counter = _Counter(self, chosen)
            values = text.read(kind).values
            new = {key: counter.value(key, value) for key, value in values.items()}
            body = counter.text(text.shown_body)
            changes = {key: value for key, value in new.items() if value != values[key]}
            try:
                changed = text.with_fields(changes, kind).with_body(body)
                what = f"Thay “{self.words}” bằng “{self.new}”"
                write(workspace, found.source, kind, changed, by, what=what)
            except HeaderError:
                return "Phần khai báo viết theo cách riêng; mở bài để sửa tay."
            except ApprovalNeededError as needed:
                return str(needed)
            except FaultyError as faulty:
                return f"Thay xong thì bài có lỗi nên giữ nguyên: {faulty.first}"
        return ""


class _Counter:
    """Walks the same places in the same order, and replaces those that were chosen."""

    def __init__(self, replacement: Replacement, chosen: Collection[int]) -> None:
        self.replacement = replacement
        self.chosen = chosen
        self.number = -1

    def text(self, words: str) -> str:
        return self.replacement._pattern.sub(self._one, words)

    def value(self, key: str, value: Value) -> Value:
        if key in NOT_WORDS:
            return value
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Mapping):
            return {inner: self.value(inner, each) for inner, each in value.items()}
        return [self.value("", each) for each in value]

    def _one(self, match: re.Match[str]) -> str:
        self.number += 1
        return self.replacement.new if self.number in self.chosen else match[0]


def _texts(file: EntryFile, data: bytes) -> Iterator[tuple[str, str]]:
    """Every text of an entry with the label of its field; none of a header that is faulty."""
    try:
        text = EntryText.of(data)
    except HeaderError:
        return
    labels = {key: field.title or key for key, field in file.kind.model_fields.items()}
    for key, words in _leaves(text.read(file.kind).values):
        yield labels.get(key, key), words
    yield "Nội dung", text.shown_body


def _spelled(wanted: list[str], words: list[str]) -> Iterator[str]:
    """Runs of words that are the wanted ones but for marks, capitals and what stands around."""
    bare = [_EDGES.sub("", word) for word in words]
    folded = [fold(word) for word in bare]
    for start in range(len(words) - len(wanted) + 1):
        if folded[start : start + len(wanted)] == wanted:
            yield " ".join(bare[start : start + len(wanted)])


def _leaves(values: Mapping[str, Value], top: str = "") -> Iterator[tuple[str, str]]:
    """Texts of a header in their order, each with the key of the entry that it belongs to."""
    for key, value in values.items():
        if key not in NOT_WORDS:
            yield from _leaf(top or key, value)


def _leaf(key: str, value: Value) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, Mapping):
        yield from _leaves(value, key)
    else:
        for each in value:
            yield from _leaf(key, each)
