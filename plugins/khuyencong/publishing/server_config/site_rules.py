"""What a server has to know of a site, whichever server it is."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import quote, urlsplit

from khuyencong.addresses import QUERY_SIGNS

_CSP = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">')

NOTE = "Tệp do khuyencong serverconfig tạo từ nội dung trang; tạo lại thay vì sửa tay."
HASHED = r"-[0-9a-f]{10}(-[A-Za-z0-9_]+)?\.[A-Za-z0-9]+$"
"""Regular expression for the end of a path whose name changes with its content."""
PAGES = r"(/|\.(html|xml|json|opml))$"
"""The same for what a browser may keep for a minute."""
_FILE = re.compile(r"\.\w{2,5}/?$")
"""At the end of a path: the ending of a file."""

_JOOMLA = re.compile(r"(?:^|&)option=com_content&")


@dataclass(frozen=True, slots=True)
class QueryRedirect:
    """An address of an old portal that lies in its query: `/viewer.aspx?mabb=1`."""

    path: str
    query: str
    target: str
    in_any_letters: bool
    """As `SiteRules.in_any_letters` says."""

    @property
    def pattern(self) -> str:
        """A regular expression for the whole query as browsers may send it: a slash in a value as
        itself or as `%2F`; an article of Joomla below whichever entry of a menu it was opened.
        """
        pattern = re.escape(self.query).replace("/", "(?:/|%2[Ff])")
        if not _JOOMLA.search(self.query):
            return pattern
        plain = re.sub(r"\\&Itemid=[0-9]+", "", pattern)
        return f"{plain}(?:&Itemid=[0-9]+)?"


@dataclass(frozen=True)
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
        """Old paths → where they lead, as a browser is told (RFC 3986).

        A page of an old system (`/bai-5.aspx`) was no folder: it is asked for without the slash
        that its page has here.
        """
        paths = {old: quote(new) for old, new in (self.redirects or {}).items() if "?" not in old}
        return paths | {o.rstrip("/"): new for o, new in paths.items() if _FILE.search(o)}

    def in_any_letters(self, old: str) -> bool:
        """Whether an old address may be asked for in capitals and small letters alike, as servers
        of Windows let: it is no folder of this site, and no other differs in letters alone."""
        has_name = "?" in old or _FILE.search(old) is not None
        return has_name and self._spellings[old.rstrip("/").lower()] == 1

    @cached_property
    def _spellings(self) -> Counter[str]:
        return Counter(old.rstrip("/").lower() for old in self.redirects or {})

    @property
    def query_redirects(self) -> list[QueryRedirect]:
        """The old addresses with a query."""
        pairs = (self.redirects or {}).items()
        return [self._query_redirect(old, new) for old, new in pairs if "?" in old]

    def _query_redirect(self, old: str, new: str) -> QueryRedirect:
        parts = urlsplit(old)
        query = quote(re.sub("%2f", "/", parts.query, flags=re.IGNORECASE), safe=QUERY_SIGNS)
        return QueryRedirect(parts.path, query, quote(new), self.in_any_letters(old))


def policy_of(front_page: Path) -> str:
    """The policy that stands in the site's pages; the strictest where there is none."""
    found = _CSP.search(front_page.read_text("utf-8")) if front_page.is_file() else None
    return found[1] if found else "default-src 'self'; object-src 'none'"
