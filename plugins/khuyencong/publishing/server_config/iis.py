"""For IIS: `web.config`; redirects need the module URL Rewrite."""

import re
from xml.sax.saxutils import quoteattr

from khuyencong.publishing.host import STATE
from khuyencong.publishing.http_policy import ASK, FEED_TYPES, HOUR, IMMUTABLE, PAGE, TYPES
from khuyencong.publishing.server_config.site_rules import HASHED, NOTE, PAGES, SiteRules


def iis_config(rules: SiteRules) -> str:
    """The file, for the folder of the site."""
    types = "".join(
        f"<remove fileExtension={quoteattr(suffix)}/>"
        f"<mimeMap fileExtension={quoteattr(suffix)} mimeType={quoteattr(kind)}/>\n"
        for suffix, kind in TYPES.items()
    )
    headers = "".join(
        f"<add name={quoteattr(name)} value={quoteattr(value)}/>\n"
        for name, value in rules.headers.items()
    )
    return f"""<?xml version="1.0" encoding="utf-8"?>
<!-- {NOTE} -->
<configuration>
<system.webServer>
<staticContent>
<clientCache cacheControlMode="DisableCache"/>
{types}</staticContent>
<defaultDocument><files><clear/><add value="index.html"/></files></defaultDocument>
<httpProtocol><customHeaders>
<remove name="X-Powered-By"/>
{headers}</customHeaders></httpProtocol>
<httpErrors errorMode="Custom">
<remove statusCode="404"/><error statusCode="404" path="404.html" responseMode="File"/>
</httpErrors>
<security><requestFiltering><hiddenSegments>
<add segment={quoteattr(STATE)}/>
</hiddenSegments></requestFiltering></security>
<rewrite>
<rules>
{_rules(rules)}</rules>
<outboundRules>
{_outbound()}</outboundRules>
</rewrite>
</system.webServer>
</configuration>
"""


def _rules(rules: SiteRules) -> str:
    gone = [
        f'<rule name={quoteattr(f"410 {address}")} stopProcessing="true">'
        f'<match url={quoteattr(_path(address))}/><action type="CustomResponse" statusCode="410" '
        'statusReason="Gone" statusDescription="Gone"/></rule>\n'
        for address in rules.withdrawn
    ]
    moved = [_moved(old, old, new, "") for old, new in rules.path_redirects.items()]
    asked = [
        _moved(f"{each.path}?{each.query}", each.path, each.target, each.query)
        for each in rules.query_redirects
    ]
    return "".join((*gone, *moved, *asked))


def _moved(name: str, path: str, target: str, query: str) -> str:
    condition = (
        f'<conditions><add input="{{QUERY_STRING}}" pattern={quoteattr(f"^{re.escape(query)}$")}/>'
        "</conditions>"
        if query
        else ""
    )
    return (
        f'<rule name={quoteattr(name)} stopProcessing="true"><match url={quoteattr(_path(path))}/>'
        f'{condition}<action type="Redirect" url={quoteattr(target)} redirectType="Permanent" '
        'appendQueryString="false"/></rule>\n'
    )


def _outbound() -> str:
    """Caching and the types of feeds, by the path that was asked for; the last match counts."""
    feeds = [
        ("Content-Type", f"/{name}[^/]*\\.{'json' if 'json' in kind else 'xml'}$", kind)
        for name, kind in FEED_TYPES.items()
    ]
    caching = [(".", HOUR), (PAGES, PAGE), (HASHED, IMMUTABLE), (r"^/sw\.js$", ASK)]
    wanted = [*feeds, *(("Cache-Control", pattern, value) for pattern, value in caching)]
    return "".join(
        f"<rule name={quoteattr(f'{header} {pattern}')}><match serverVariable="
        f'"RESPONSE_{header.replace("-", "_")}" pattern=".*"/><conditions><add '
        f'input="{{URL}}" pattern={quoteattr(pattern)}/></conditions>'
        f'<action type="Rewrite" value={quoteattr(value)}/></rule>\n'
        for header, pattern, value in wanted
    )


def _path(address: str) -> str:
    return f"^{re.escape(address[1:])}$"
