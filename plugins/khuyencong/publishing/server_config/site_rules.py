"""What a server has to know of a site, whichever server it is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

_CSP = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">')

NOTE = "Tệp do khuyencong serverconfig tạo từ nội dung trang; tạo lại thay vì sửa tay."
HASHED = r"-[0-9a-f]{10}(-[A-Za-z0-9_]+)?\.[A-Za-z0-9]+$"
"""Regular expression for the end of a path whose name changes with its content."""
PAGES = r"(/|\.(html|xml|json|opml))$"
"""The same for what a browser may keep for a minute."""


@dataclass(frozen=True, slots=True)
class QueryRedirect:
    """An address of an old portal that lies in its query: `/viewer.aspx?mabb=1`."""

    path: str
    query: str
    target: str


@dataclass(frozen=True, slots=True)
class SiteRules:
    """Addresses that are answered otherwise than with a file, and headers for all of them."""

    policy: str
    """Content-Security-Policy of the site's own pages."""
    withdrawn: tuple[str, ...] = ()
    """Addresses that are gone for good (410)."""
    redirects: Mapping[str, str] | None = None
    """Old address → new one, for moved entries."""

    @property
    def headers(self) -> dict[str, str]:
        """Headers of every answer (OWASP Secure Headers)."""
        return {
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "SAMEORIGIN",
            "Referrer-Policy": "strict-origin-when-cross-origin",
            "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
            "Content-Security-Policy": f"{self.policy}; frame-ancestors 'self'",
        }

    @property
    def path_redirects(self) -> dict[str, str]:
        """Old paths → where they lead, as a browser is told (RFC 3986)."""
        pairs = (self.redirects or {}).items()
        return {old: quote(new) for old, new in pairs if "?" not in old}

    @property
    def query_redirects(self) -> list[QueryRedirect]:
        """The old addresses with a query."""
        pairs = (self.redirects or {}).items()
        split = ((urlsplit(old), new) for old, new in pairs if "?" in old)
        return [QueryRedirect(old.path, old.query, quote(new)) for old, new in split]


def policy_of(front_page: Path) -> str:
    """The policy that stands in the site's pages; the strictest where there is none."""
    found = _CSP.search(front_page.read_text("utf-8")) if front_page.is_file() else None
    return found[1] if found else "default-src 'self'; object-src 'none'"
