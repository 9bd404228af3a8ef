"""For Apache: `.htaccess` in the folder of the site, the one place that a rented host leaves."""

import re
from collections.abc import Iterator
from urllib.parse import quote, unquote

from khuyencong.addresses import file_path
from khuyencong.publishing.host import STATE
from khuyencong.publishing.http_policy import (
    ASK,
    FEED_TYPES,
    HOUR,
    IMMUTABLE,
    PAGE,
    TYPES,
    is_text,
    is_text_type,
)
from khuyencong.publishing.server_config.site_rules import HASHED, NOTE, SiteRules

_ENCODINGS = {".br": "br", ".gz": "gzip"}
"""Suffix of a compressed copy → its coding (RFC 9110, 8.4.1), the better one first."""
_COPY = r"(\.br|\.gz)?"
_TEXTS = rf"\.({'|'.join(suffix[1:] for suffix in TYPES if is_text(suffix))})"


def apache_config(rules: SiteRules) -> str:
    """The file; modules that a host lacks only take their part away."""
    return "\n".join(_lines(rules)) + "\n"


def _lines(rules: SiteRules) -> Iterator[str]:
    yield f"# {NOTE}"
    yield "DirectoryIndex index.html"
    yield "ErrorDocument 404 /404.html"
    yield from _types()
    yield from _headers(rules)
    yield from _rewriting(rules)


def _types() -> Iterator[str]:
    """What each file is, and how it is compressed."""
    for suffix, kind in TYPES.items():
        plain, _, charset = kind.partition(";")
        yield f"AddType {plain} {suffix}"
        if charset:
            yield f"AddCharset utf-8 {suffix}"
    for name, kind in FEED_TYPES.items():
        plain = kind.partition(";")[0]
        suffix = "json" if "json" in kind else "xml"
        yield f'<FilesMatch "^{name}.*\\.{suffix}{_COPY}$">\nForceType {plain}\n</FilesMatch>'
    yield "<IfModule mod_deflate.c>"
    packed = {kind.partition(";")[0] for kind in (*TYPES.values(), *FEED_TYPES.values())}
    yield f"AddOutputFilterByType DEFLATE {' '.join(sorted(filter(is_text_type, packed)))}"
    yield "</IfModule>"
    for suffix, encoding in _ENCODINGS.items():
        yield f'<FilesMatch "{_TEXTS}\\{suffix}$">\nAddEncoding {encoding} {suffix}\n</FilesMatch>'


def _headers(rules: SiteRules) -> Iterator[str]:
    """What browsers may do with a page, and for how long they may keep it."""
    yield "<IfModule mod_headers.c>"
    yield from (f'Header always set {name} "{value}"' for name, value in rules.headers.items())
    yield f'Header set Cache-Control "{HOUR}"'
    # The tag of a compressed answer is another; asked for by it, Apache knows the file no more.
    yield """RequestHeader edit If-None-Match '^(W/)?"(.+)-gzip"$' '$1"$2-gzip", $1"$2"'"""
    for files, value in (
        (rf"\.(html|xml|json|opml){_COPY}$", PAGE),
        (f"{HASHED.removesuffix('$')}{_COPY}$", IMMUTABLE),
        (rf"^sw\.js{_COPY}$", ASK),
    ):
        yield f'<FilesMatch "{files}">\nHeader set Cache-Control "{value}"\n</FilesMatch>'
    yield "</IfModule>"


def _rewriting(rules: SiteRules) -> Iterator[str]:
    """Old and withdrawn addresses, and compressed copies in the place of their files."""
    yield "<IfModule mod_rewrite.c>"
    yield "RewriteEngine On"
    yield f"RewriteRule ^{re.escape(STATE)}(/|$) - [R=404,L]"
    if rules.withdrawn:
        yield f"ErrorDocument 410 /{quote(file_path(rules.withdrawn[0]))}"
    yield from (f'RewriteRule "{_path(address)}" - [G,L]' for address in rules.withdrawn)
    for old, new in rules.path_redirects.items():
        letters = ",NC" if rules.in_any_letters(old) else ""
        yield f'RewriteRule "{_path(old)}" "{_target(new)}" [R=301,L,QSD{letters}]'
    for redirect in rules.query_redirects:
        letters = ",NC" if redirect.in_any_letters else ""
        condition = f'"^{redirect.pattern}$"{letters and " [NC]"}'
        yield f"RewriteCond %{{QUERY_STRING}} {condition}"
        target = _target(redirect.target)
        yield f'RewriteRule "{_path(redirect.path)}" "{target}" [R=301,L,QSD{letters}]'
    for suffix, encoding in _ENCODINGS.items():
        yield rf"RewriteCond %{{HTTP:Accept-Encoding}} \b{encoding}\b"
        yield f"RewriteCond %{{REQUEST_FILENAME}}{suffix} -f"
        yield f"RewriteRule {_TEXTS}$ %{{REQUEST_URI}}{suffix} [L]"
    yield "</IfModule>"


def _path(address: str) -> str:
    """A pattern for one address, as a rule of `.htaccess` sees it: without the first slash."""
    return f"^{re.escape(address[1:])}$".replace('"', r"\x22")


def _target(address: str) -> str:
    """Where a rule leads, in letters: percent signs and dollars would be references."""
    return re.sub(r'([%$\\"])', r"\\\1", unquote(address))
