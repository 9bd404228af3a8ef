"""A draft on its way in: what a source says of one entry, before any file is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml
from bs4 import Tag

from khuyencong.importers.pictures import SourcePicture
from khuyencong.importers.report import Guess
from khuyencong.store.digest import hex_digest_of

_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


@dataclass
class Draft:
    """One entry that a source holds."""

    key: str
    """What the ledger knows it by: the same source gives the same key."""
    source: str
    """What a person calls it."""
    folder: str
    """Folder of `content/`."""
    fields: dict[str, object]
    body: Tag
    """HTML, cleaned of everything that is not the entry's own text."""
    pictures: Mapping[str, SourcePicture] = field(default_factory=dict)
    """Address in the HTML → picture."""
    guesses: list[Guess] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        return str(self.fields["title"])

    @property
    def uid(self) -> str:
        """A permanent id that follows from the key, so that a second import gives the same."""
        return f"kc-{hex_digest_of('import', self.key)[:16]}"

    def guess(self, name: str, label: str, value: object, reason: str) -> None:
        """Put a value that was found into the header, to be approved."""
        self.fields[name] = value
        shown = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        self.guesses.append(Guess(label, shown, reason))


def header_text(fields: Mapping[str, object]) -> str:
    """A header as YAML between its two lines; empty values are left out."""
    kept = {key: value for key, value in fields.items() if value not in (None, "", [], {})}
    text = yaml.dump(
        kept, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=1_000_000, indent=2
    )
    return f"---\n{text}---\n"
