"""For nginx: what stands in a `server` block, by `include`."""

import re
from collections.abc import Iterator
from urllib.parse import quote

from khuyencong.addresses import file_path
from khuyencong.publishing.host import STATE
from khuyencong.publishing.http_policy import ASK, FEED_TYPES, HOUR, IMMUTABLE, OTHER, PAGE, TYPES
from khuyencong.publishing.server_config.site_rules import HASHED, NOTE, PAGES, SiteRules


def nginx_config(rules: SiteRules) -> str:
    """The directives; `root` and `listen` are the server's own."""
    return "\n".join(_lines(rules)) + "\n"


def _lines(rules: SiteRules) -> Iterator[str]:
    yield f"# {NOTE}"
    kinds = {suffix: kind.partition(";")[0] for suffix, kind in TYPES.items()}
    yield "types {"
    yield from (f"    {kind} {suffix[1:]};" for suffix, kind in kinds.items())
    yield "}"
    yield f"default_type {OTHER};"
    every = (*TYPES.values(), *FEED_TYPES.values())
    texts = [kind.partition(";")[0] for kind in every if ";" in kind]
    packed = [*texts[1:], *(kind for kind in every if "json" in kind), TYPES[".svg"]]
    # nginx counts HTML in by itself, and that is the first of them.
    yield "charset utf-8;"
    yield f"charset_types {' '.join(texts[1:])};"
    yield "gzip on;"
    yield "gzip_static on;"
    yield "# Máy chủ có mô-đun brotli thì bỏ dấu # ở đầu dòng sau."
    yield "# brotli_static on;"
    yield "gzip_vary on;"
    yield f"gzip_types {' '.join(packed)};"
    yield "index index.html;"
    yield "error_page 404 /404.html;"
    yield f'set $khuyencong_cache "{HOUR}";'
    yield f'if ($uri ~ "{PAGES}") {{ set $khuyencong_cache "{PAGE}"; }}'
    yield f'if ($uri ~ "{HASHED}") {{ set $khuyencong_cache "{IMMUTABLE}"; }}'
    yield f'if ($uri = /sw.js) {{ set $khuyencong_cache "{ASK}"; }}'
    yield "add_header Cache-Control $khuyencong_cache;"
    yield from (f'add_header {name} "{value}" always;' for name, value in rules.headers.items())
    yield f"location ^~ /{STATE}/ {{ return 404; }}"
    for name, kind in FEED_TYPES.items():
        suffix = "json" if "json" in kind else "xml"
        plain = kind.partition(";")[0]
        yield f'location ~ "/{name}[^/]*\\.{suffix}$" {{ types {{ }} default_type {plain}; }}'
    for address in rules.withdrawn:
        page = _quoted(f"/{file_path(address)}")
        yield f"location = {_quoted(address)} {{ error_page 410 {page}; return 410; }}"
    for old, new in rules.path_redirects.items():
        yield f"location = {_quoted(old)} {{ return 301 {_quoted(new)}; }}"
        if old != old.lower() and rules.in_any_letters(old):
            yield f"location ~* {_quoted(f'^{re.escape(old)}$')} {{ return 301 {_quoted(new)}; }}"
    for redirect in rules.query_redirects:
        asked = _quoted(f"^{re.escape(f'{quote(redirect.path)}?')}{redirect.pattern}$")
        match = "~*" if redirect.in_any_letters else "~"
        yield f"if ($request_uri {match} {asked}) {{ return 301 {_quoted(redirect.target)}; }}"


def _quoted(word: str) -> str:
    """A word of the config; nothing ends it. A dollar is a sign in a pattern or a `location`,
    elsewhere it begins a variable: addresses of ours have none (`%24`)."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
