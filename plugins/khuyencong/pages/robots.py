"""robots.txt."""

PATH = "robots.txt"


def robots(root: str) -> bytes:
    """robots.txt (RFC 9309): everything may be read, here are the sitemaps."""
    maps = f"Sitemap: {root}/sitemap.xml\nSitemap: {root}/sitemap-news.xml\n"
    return f"User-agent: *\nAllow: /\n\n{maps}".encode()
