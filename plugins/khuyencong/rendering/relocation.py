"""Addresses of a site that does not stand at the root of its host.

Views and templates know root-relative addresses alone (`/tin-tuc/…/`). When the site lives
below a folder of its host, or with Pelican's RELATIVE_URLS, they are moved here, once, in
the finished HTML.
"""

import re
from urllib.parse import urlsplit

_ADDRESS = re.compile(r'(\s(?:href|src|poster)=")/(?!/)')
_SRCSET = re.compile(r'\s(?:srcset|imagesrcset)="[^"]*"')
_CANDIDATE = re.compile(r'(["\s,])/(?!/)')
_REFRESH = re.compile(r'(content="\d+; *url=)/(?!/)')


def prefix(path: str, site_url: str, *, relative: bool) -> str:
    """What goes before every root-relative address on the page written to `path`."""
    if relative:
        return "../" * path.count("/") or "./"
    return f"{urlsplit(site_url).path.rstrip('/')}/"


def relocate(html: str, before: str) -> str:
    """HTML with `before` in the place of the leading slash of every own address."""
    if before == "/":
        return html

    def put(match: re.Match[str]) -> str:
        return f"{match[1]}{before}"

    html = _ADDRESS.sub(put, html)
    html = _REFRESH.sub(put, html)
    return _SRCSET.sub(lambda found: _CANDIDATE.sub(put, found[0]), html)
