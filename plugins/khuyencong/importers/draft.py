"""A draft on its way in: what a source says of one entry, before any file is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bs4 import Tag

from khuyencong.editing.yaml_writer import Value
from khuyencong.importers.report import Guess
from khuyencong.importers.source_files import SourceFile
from khuyencong.model.kinds import KINDS
from khuyencong.store.digest import hex_digest_of


@dataclass
class Draft:
    """One entry that a source holds."""

    key: str
    """What the ledger knows it by: the same source gives the same key."""
    source: str
    """What a person calls it."""
    folder: str
    """Folder of `content/`."""
    fields: dict[str, Value]
    body: Tag
    """HTML, cleaned of everything that is not the entry's own text."""
    pictures: Mapping[str, SourceFile] = field(default_factory=dict)
    """Address in the HTML → picture."""
    documents: Mapping[str, SourceFile] = field(default_factory=dict)
    """Address of a link in the HTML → document."""
    markdown: str | None = None
    """The body as it is, where the source has Markdown already."""
    is_to_print: bool = False
    """Whether its page is the one that a portal prints of a story."""
    guesses: list[Guess] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words of the body."""
        return self.markdown or self.body.get_text(" ")

    @property
    def title(self) -> str:
        """The title, as the source has it."""
        return str(self.fields["title"])

    @property
    def is_dated(self) -> bool:
        """Whether entries of its folder have a date; a story that stays behind has no folder."""
        kind = KINDS.get(self.folder)
        return kind is not None and kind.dated

    @property
    def uid(self) -> str:
        """A permanent id that follows from the key, so that a second import gives the same."""
        return f"kc-{hex_digest_of('import', self.key)[:16]}"

    def guess(self, name: str, label: str, value: Value, reason: str) -> None:
        """Put a value that was found into the header, to be approved."""
        self.fields[name] = value
        shown = value if isinstance(value, str) else ", ".join(map(str, value))
        self.guesses.append(Guess(label, shown, reason))
