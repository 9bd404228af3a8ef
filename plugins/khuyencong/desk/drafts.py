"""What is being written and not saved yet: kept while somebody types, until saved or dropped."""

from dataclasses import dataclass

import msgspec

from khuyencong.desk.struct_folder import StructFolder


class Draft(msgspec.Struct, frozen=True):
    """The form of an entry as it stood on a screen."""

    name: str
    """Sixteen hex digits that one opening of the form carries through its life."""
    source: str
    """The file that is edited; empty for an entry that has none yet."""
    folder: str
    base: str
    """Version of the file that the form was made from; empty for a new entry."""
    pairs: tuple[tuple[str, str], ...]
    who: str
    at: str
    """Moment, ISO 8601."""

    @property
    def title(self) -> str:
        """The title as it stands in the form."""
        return next((value for name, value in self.pairs if name == "title"), "")


@dataclass(frozen=True)
class DraftStore(StructFolder[Draft]):
    """The drafts of a desk, until they are saved or a person does not want them."""

    kind: type[Draft] = Draft
