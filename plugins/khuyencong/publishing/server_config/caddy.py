"""For Caddy: what stands in the block of a site, by `import`."""

import json
from collections.abc import Iterator, Mapping

from khuyencong.addresses import file_path
from khuyencong.publishing.host import STATE
from khuyencong.publishing.http_policy import ASK, FEED_TYPES, HOUR, IMMUTABLE, OTHER, PAGE, TYPES
from khuyencong.publishing.server_config.site_rules import HASHED, NOTE, PAGES, SiteRules

_CACHING = {HASHED: IMMUTABLE, r"^/sw\.js$": ASK, PAGES: PAGE}


def caddy_config(rules: SiteRules) -> str:
    """The directives; `root` and the name of the site are the server's own."""
    return "\n".join(_lines(rules)) + "\n"


def _lines(rules: SiteRules) -> Iterator[str]:
    yield f"# {NOTE}"
    yield "encode gzip"
    yield "header {"
    yield from (f'    {name} "{value}"' for name, value in rules.headers.items())
    yield "}"
    yield f"@state path /{STATE}/*"
    yield "error @state 404"
    yield from _mapped("Cache-Control", _CACHING, HOUR)
    yield from _mapped("Content-Type", _kinds(), OTHER)
    for number, address in enumerate(rules.withdrawn):
        yield f"@gone{number} path {_quoted(address)}"
        yield f"error @gone{number} 410"
    for old, new in rules.path_redirects.items():
        yield f"redir {_quoted(old)} {_quoted(new)} 301"
    for number, redirect in enumerate(rules.query_redirects):
        pattern = json.dumps(f"^{redirect.pattern}$")
        asked = f"{{path}} == {json.dumps(redirect.path)} && {{query}}.matches({pattern})"
        yield f"@query{number} expression {_quoted(asked)}"
        yield f"redir @query{number} {_quoted(redirect.target)} 301"
    yield "file_server {"
    yield "    precompressed br gzip"
    yield "}"
    yield "handle_errors {"
    if rules.withdrawn:
        yield "    @410 expression `{err.status_code} == 410`"
        yield f"    rewrite @410 {_quoted(f'/{file_path(rules.withdrawn[0])}')}"
    yield "    @404 expression `{err.status_code} == 404`"
    yield "    rewrite @404 /404.html"
    yield "    file_server"
    yield "}"


def _mapped(header: str, patterns: Mapping[str, str], other: str) -> Iterator[str]:
    """A header by the path: the first pattern that fits counts."""
    name = f"khuyencong_{header.lower().replace('-', '_')}"
    yield f"map {{path}} {{{name}}} {{"
    yield from (f'    ~{pattern} "{value}"' for pattern, value in patterns.items())
    yield f'    default "{other}"'
    yield "}"
    yield f"header {header} {{{name}}}"


def _kinds() -> dict[str, str]:
    """Pattern of a path → media type, those of feeds first."""
    feeds = {
        f"/{name}[^/]*\\.{'json' if 'json' in kind else 'xml'}$": kind
        for name, kind in FEED_TYPES.items()
    }
    return feeds | {"/$": TYPES[".html"]} | {f"\\{end}$": kind for end, kind in TYPES.items()}


def _quoted(word: str) -> str:
    return f"`{word.replace('`', '%60')}`"
