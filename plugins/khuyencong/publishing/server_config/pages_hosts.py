"""For hosts of static pages (Cloudflare Pages, Netlify …): `_headers`, `_redirects`."""

from khuyencong.addresses import file_path
from khuyencong.publishing.http_policy import ASK, IMMUTABLE, PAGE
from khuyencong.publishing.server_config.site_rules import SiteRules


def headers_file(rules: SiteRules) -> str:
    """`_headers`. Types are the host's own; pictures and the theme lie in folders of their own."""
    parts = {
        "/*": rules.headers | {"Cache-Control": PAGE},
        "/giao-dien/*": {"Cache-Control": IMMUTABLE},
        "/anh/*": {"Cache-Control": IMMUTABLE},
        "/sw.js": {"Cache-Control": ASK},
    }
    return "".join(
        f"{path}\n" + "".join(f"  {name}: {value}\n" for name, value in headers.items())
        for path, headers in parts.items()
    )


def redirects_file(rules: SiteRules) -> str:
    """`_redirects`. Withdrawn addresses keep their notice with status 410 where hosts allow it."""
    gone = (f"{address} /{file_path(address)} 410\n" for address in rules.withdrawn)
    moved = (f"{old} {new} 301\n" for old, new in rules.path_redirects.items())
    asked = (
        f"{each.path} {' '.join(each.query.split('&'))} {each.target} 301\n"
        for each in rules.query_redirects
    )
    return "".join((*gone, *moved, *asked))
