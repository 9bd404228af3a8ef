"""Artisans and collaborators as the public may see them: contacts only under their consent.

As with the contacts of a household: the index holds a `PublicPerson` alone, so that no room
behind it can see what was withheld.
"""

from collections.abc import Iterable, Iterator
from typing import Any, cast

from khuyencong.content.record import Record
from khuyencong.model.entry import Entry
from khuyencong.model.people import Artisan, Collaborator, Person, PersonContact
from khuyencong.site.public_records import public_record
from khuyencong.site.withheld import CONTACTS, WithheldContacts


class PublicContact(PersonContact):
    """A contact without anything that may not be published. Only `public_person` makes one."""

    withheld: bool = False
    """Whether something is left out because the person did not agree to it."""

    def __init__(self, **_: Any) -> None:
        raise TypeError("a public contact comes of comparing all files of the folder")


class PublicArtisan(Artisan):
    """An artisan as every room behind the index sees them."""

    contact: PublicContact


class PublicCollaborator(Collaborator):
    """A collaborator as every room behind the index sees them."""

    contact: PublicContact


PublicPerson = PublicArtisan | PublicCollaborator
_PUBLIC: dict[type[Entry], type[Entry]] = {
    Artisan: PublicArtisan,
    Collaborator: PublicCollaborator,
}


def contacts_of(people: Iterable[Record[Person]]) -> Iterator[PersonContact]:
    """The contacts of every person, as single files have them."""
    return (record.entry.contact for record in people)


def public_person(record: Record[Entry], withheld: WithheldContacts) -> Record[Entry]:
    """The record of a person with what may be published; `withheld` knows all files."""
    given = cast(Person, record.entry).contact
    values = dict(given.published())
    for name in CONTACTS:
        if values[name] and withheld.stands_in(str(values[name]), given):
            values[name] = PersonContact.model_fields[name].get_default()
    lost = any(getattr(given, name) and not values[name] for name in CONTACTS)
    public = PublicContact.model_construct(**values, withheld=lost)
    return public_record(record, _PUBLIC[type(record.entry)], "contact", public)
