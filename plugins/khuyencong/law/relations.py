"""Which legal documents of a site speak of which others."""

from collections import defaultdict
from collections.abc import Mapping

from msgspec import Struct

from khuyencong.content.record import Record
from khuyencong.model.entry import Entry
from khuyencong.model.policy import Policy
from khuyencong.site.index import Site

Document = tuple[Record[Entry], Policy]


class Relations(Struct, frozen=True):
    """All documents by their numbers."""

    documents: Mapping[str, Document]
    amending: Mapping[str, list[Document]]
    """Number → documents that amend it."""
    replaced: Mapping[str, list[Document]]
    """Number → documents in the place of which it stands."""


def relations(site: Site) -> Relations:
    """What the documents of a site say of each other."""
    return site.memoized("relations of law", None, lambda: _relations(site))


def _relations(site: Site) -> Relations:
    known: dict[str, Document] = {}
    amending: dict[str, list[Document]] = defaultdict(list)
    replaced: dict[str, list[Document]] = defaultdict(list)
    for record in site.stories_of(Policy):
        entry = record.entry
        known[entry.document_number] = record, entry
        for number in entry.amends:
            amending[number].append((record, entry))
        for number in entry.replaced_by:
            replaced[number].append((record, entry))
    known.pop("", None)
    return Relations(known, amending, replaced)


def document_name(entry: Policy) -> str:
    """A document as it is cited: "Nghị định 45/2012/NĐ-CP"."""
    return f"{entry.document_type} {entry.document_number}".strip() or entry.title
