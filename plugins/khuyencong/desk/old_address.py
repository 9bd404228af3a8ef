"""An entry whose address changes with its title keeps the old one: readers have links to it."""

from khuyencong.content.record import Record
from khuyencong.desk.submission import as_items
from khuyencong.editing.entry_text import EntryText
from khuyencong.model.entry import Entry


def with_old_address(
    text: EntryText, kind: type[Entry], old: Record[Entry] | None, new: Record[Entry] | None
) -> EntryText:
    """A text with the address that readers know among its aliases, when it gets another.

    Raises:
        HeaderError: the header cannot be changed field by field.
    """
    if old is None or new is None or old.address == new.address or not old.entry.published:
        return text
    if old.is_link:
        return text  # that was an address of others
    known = as_items(text.read(kind).values.get("aliases"))
    kept = [alias for alias in known if alias not in (old.address, new.address)]
    return text.with_fields({"aliases": [*kept, old.address]}, kind)
