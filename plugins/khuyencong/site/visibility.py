"""What of a record readers may see at this moment."""

from khuyencong.addresses import without_anchor
from khuyencong.content.record import Body, Record
from khuyencong.html_tags import rewrite_links
from khuyencong.model.entry import Entry
from khuyencong.site.index import Site


def shown_body(site: Site, record: Record[Entry]) -> Body:
    """The body; links to entries that may not be seen yet become plain words."""
    hidden = hidden_links(site, record)
    if not hidden:
        return record.body
    return record.body.changed(
        f"hidden {sorted(hidden)}",
        lambda parts: tuple(
            rewrite_links(part, lambda href: None if href in hidden else href)
            if isinstance(part, str)
            else part
            for part in parts
        ),
    )


def hidden_links(site: Site, record: Record[Entry]) -> frozenset[str]:
    """Addresses in a body that may not be followed yet."""
    unpublished = site.unpublished
    if not unpublished:
        return frozenset()
    return frozenset(href for href, _ in record.links if without_anchor(href) in unpublished)
