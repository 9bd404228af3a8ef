"""What of a record readers may see at this moment."""

from urllib.parse import unquote

from khuyencong.content.markdown_body import rewrite_links
from khuyencong.content.record import Body, Figure, Record
from khuyencong.model.entry import Entry
from khuyencong.site.index import Site
from khuyencong.vietnamese.cleanup import clean_name


def shown_body(site: Site, record: Record[Entry]) -> Body:
    """The body; links to entries that may not be seen yet become plain words."""
    hidden = hidden_links(site, record)
    if not hidden:
        return record.body
    return record.body.changed(
        f"hidden {sorted(hidden)}",
        lambda parts: tuple(
            part
            if isinstance(part, Figure)
            else rewrite_links(part, lambda href: None if href in hidden else href)
            for part in parts
        ),
    )


def hidden_links(site: Site, record: Record[Entry]) -> frozenset[str]:
    """Addresses in a body that may not be followed yet."""
    return frozenset(href for href, _ in record.links if plain_address(href) in site.unpublished)


def plain_address(href: str) -> str:
    """An address in the one spelling in which addresses are compared.

    Without anchor and query, letters instead of percent signs (NFC), with a slash at its end
    unless it is a file.
    """
    path = clean_name(unquote(href.partition("#")[0].partition("?")[0]))
    return path if path.endswith("/") or "." in path.rpartition("/")[2] else f"{path}/"
