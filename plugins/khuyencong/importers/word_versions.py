"""One text in several Word files: .doc beside .docx, "(1)", "bản sửa", "final". It comes in once.

Of those in one folder the version that was saved last comes in; the others are shown with the
words in which they differ. One that came in before is never replaced: a person takes it out first.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from khuyencong import zip_file
from khuyencong.editing.entry_text import EntryText
from khuyencong.editing.header_yaml import HeaderError
from khuyencong.importers.draft import Draft
from khuyencong.importers.draft_writer import DraftWriter, plain_words, words_of
from khuyencong.importers.report import ImportedItem, Outcome, some_of
from khuyencong.importers.word_package import saved_moment
from khuyencong.model.kinds import KINDS
from khuyencong.vietnamese.folding import fold
from khuyencong.vietnamese.slugs import address_slug
from khuyencong.zip_file import ZipFaultError

ALIKE = 0.75
"""Share of their pairs of words from which two texts of one title are versions of one."""


FEWEST_WORDS = 40
"""Words from which a text of another title is told by its words alone."""


class _Text(NamedTuple):
    """A text that came in: what a person calls it, and its words."""

    name: str
    title: str
    words: Sequence[str]


@dataclass
class WordVersions:
    """Writes the drafts of Word files, each text once."""

    writer: DraftWriter
    _written: list[_Text] = field(default_factory=list)

    def write(self, draft: Draft) -> ImportedItem:
        """The draft to its file, or what it is a version of."""
        own = _Text(draft.source, fold(draft.title), words_of(draft.body))
        if self.writer.ledger[draft.key] is None:
            for other in (*self._written, *self._in_content(draft)):
                share = _share(own.words, other.words)
                same = share == 1 and len(own.words) >= FEWEST_WORDS
                if same or (share >= ALIKE and own.title == other.title):
                    remark = _difference(own.words, other, share)
                    return ImportedItem(
                        draft.source, Outcome.LEFT_OUT, draft.title, remarks=(remark,)
                    )
        item = self.writer.write(draft)
        self._written.append(own._replace(name=f"{draft.source}”, tức bài “{item.file}"))
        return item

    def _in_content(self, draft: Draft) -> Iterator[_Text]:
        """Texts of the folder with the title of a draft, but the draft itself."""
        folder, slug = self.writer.content / draft.folder, address_slug(draft.title)
        for file in sorted(folder.glob(f"{slug[:70].rstrip('-')}*.md")) if slug else ():
            text = EntryText.of(file.read_bytes())
            try:
                values = text.read(KINDS[draft.folder]).values
            except HeaderError:
                continue  # `check` tells of it
            if values.get("uid") != draft.uid:
                title = fold(str(values.get("title") or ""))
                yield _Text(f"{draft.folder}/{file.name}", title, plain_words(text.shown_body))


def _share(words: Sequence[str], others: Sequence[str]) -> float:
    """How many pairs of words of the longer of two texts they have in common, from 0 to 1."""
    own, other = Counter(pairwise(["", *words, ""])), Counter(pairwise(["", *others, ""]))
    return (own & other).total() / max(own.total(), other.total())


def _difference(words: Sequence[str], other: _Text, share: float) -> str:
    if share == 1:
        return f"Cùng chữ với “{other.name}” nên không nhập lần nữa."
    only = [
        f"{where}: {some_of(list(left))}"
        for where, left in (
            ("chỉ bản này có", Counter(words) - Counter(other.words)),
            ("chỉ bản kia có", Counter(other.words) - Counter(words)),
        )
        if left
    ]
    return (
        f"Giống {share:.0%} “{other.name}” nên không nhập lần nữa ({'; '.join(only)}). Muốn lấy "
        "bản này thì cất tệp kia đi, xóa bài kia rồi nhập lại."
    )


def saved_at(file: Path) -> float:
    """When a file was saved last, as Word wrote into it, else as the disk says; in seconds."""
    try:
        with file.open("rb") as stream:
            archive = zip_file.open_zip(stream)
            core = zip_file.read_member(archive, archive.getinfo("docProps/core.xml"))
        moment = saved_moment(core)
    except (OSError, KeyError, ZipFaultError):
        moment = None
    return moment.timestamp() if moment else _written_at(file)


def _written_at(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:
        return 0  # whoever reads it says why it cannot be read
