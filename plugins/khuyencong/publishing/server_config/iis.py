"""For IIS: `web.config`; redirects need the module URL Rewrite."""

import re
from xml.sax.saxutils import quoteattr

from khuyencong.publishing.host import STATE
from khuyencong.publishing.http_policy import ASK, FEED_TYPES, HOUR, IMMUTABLE, PAGE, TYPES
from khuyencong.publishing.server_config.site_rules import HASHED, NOTE, PAGES, SiteRules


def iis_config(rules: SiteRules) -> str:
    """The file, for the folder of the site.

    What a server above may have set already is removed before it is added: IIS answers every
    request with an error (500.19) when a key stands twice.
    """
    types = "".join(
        f"<remove fileExtension={quoteattr(suffix)}/>"
        f"<mimeMap fileExtension={quoteattr(suffix)} mimeType={quoteattr(kind)}/>\n"
        for suffix, kind in TYPES.items()
    )
    headers = "".join(
        f"<remove name={quoteattr(name)}/><add name={quoteattr(name)} value={quoteattr(value)}/>\n"
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
<remove segment={quoteattr(STATE)}/><add segment={quoteattr(STATE)}/>
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
    """Numbered, because two names that differ in capitals alone are one to IIS."""
    wanted = [
        *map(_gone, rules.withdrawn),
        *(_moved(old, "", new) for old, new in rules.path_redirects.items()),
        *(_moved(each.path, each.pattern, each.target) for each in rules.query_redirects),
    ]
    return "".join(
        f'<rule name="khuyencong {number}" stopProcessing="true">{rule}</rule>\n'
        for number, rule in enumerate(wanted, 1)
    )


def _gone(address: str) -> str:
    return (
        f'{_match(address)}<action type="CustomResponse" statusCode="410" statusReason="Gone" '
        'statusDescription="Bài này đã được gỡ."/>'
    )


def _moved(path: str, query: str, target: str) -> str:
    pattern = quoteattr(f"^{query}$")
    asked = f'<conditions><add input="{{QUERY_STRING}}" pattern={pattern}/></conditions>'
    return (
        f"{_match(path)}{asked if query else ''}"
        f'<action type="Redirect" url={quoteattr(target)} redirectType="Permanent" '
        'appendQueryString="false"/>'
    )


def _match(address: str) -> str:
    return f"<match url={quoteattr(f'^{re.escape(address[1:])}$')}/>"


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
