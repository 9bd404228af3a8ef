"""What an artisan or a collaborator is to readers: only what may be published."""

from collections.abc import Iterable, Iterator

from khuyencong.describing.elements import Link, Table
from khuyencong.gazetteer.names import full_place
from khuyencong.site.people import PublicArtisan, PublicCollaborator, PublicContact


def artisan_lines(entry: PublicArtisan) -> Iterator[tuple[str, Iterable[str | Link]]]:
    """Craft and place of an artisan; titles stand in a table of their own."""
    yield "Nghề", [entry.craft]
    yield "Cơ sở", [entry.producer]
    yield from _contact_lines(entry.contact)


def collaborator_lines(
    entry: PublicCollaborator,
) -> Iterator[tuple[str, Iterable[str | Link]]]:
    """Where a collaborator works, and for whom."""
    yield "Nơi công tác", [entry.workplace]
    yield "Xã, phường phụ trách", [", ".join(entry.communes)]
    yield "Làm cộng tác viên từ năm", [str(entry.since or "")]
    yield from _contact_lines(entry.contact)


def honours_table(entry: PublicArtisan) -> Table:
    """Titles of an artisan, the highest first."""
    rows = tuple((each.title.label, str(each.year), each.decision) for each in entry.ranked)
    table = Table("Danh hiệu", ("Danh hiệu", "Năm", "Quyết định"), rows)
    return table.without_empty_columns


def _contact_lines(contact: PublicContact) -> Iterator[tuple[str, Iterable[str | Link]]]:
    yield "Địa phương", [full_place(contact.commune, contact.province)]
    yield "Địa chỉ", [contact.address]
    yield "Địa chỉ cũ", [contact.former_address]
    yield "Điện thoại", [contact.phone]
    yield "Zalo", [contact.zalo]
    yield "Thư điện tử", [Link(contact.email, f"mailto:{contact.email}")] if contact.email else []
