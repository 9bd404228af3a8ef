"""robots.txt."""

from collections.abc import Iterable

PATH = "robots.txt"


def robots(root: str, sitemaps: Iterable[str]) -> bytes:
    """robots.txt (RFC 9309): everything may be read, here are the sitemaps (output paths)."""
    maps = "".join(f"Sitemap: {root}/{path}\n" for path in sitemaps)
    return f"User-agent: *\nAllow: /\n\n{maps}".encode()
