"""Where readers come from: the name of a search engine, a network, another site."""

import re
from functools import lru_cache
from urllib.parse import urlsplit

DIRECT = "Mở thẳng: gõ địa chỉ, dấu trang, ứng dụng không cho biết"
OTHER = "Nơi khác"
_HOST = re.compile(r"(?=.{4,100}$)[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}", re.ASCII)
_NAMED = (
    (r"(?:^|\.)google\.|^com\.google\.", "Google"),
    (r"(?:^|\.)bing\.com$", "Bing"),
    (r"(?:^|\.)coccoc\.com$", "Cốc Cốc"),
    (r"(?:^|\.)(?:yahoo|yandex|duckduckgo|ecosia|baidu|qwant|brave)\.", "Công cụ tìm kiếm khác"),
    (r"(?:^|\.)(?:facebook\.com|fb\.com|fb\.me|messenger\.com)$|^com\.facebook\.", "Facebook"),
    (r"(?:^|\.)(?:zalo\.me|zaloapp\.com|zalo\.vn)$|^com\.zing\.zalo$", "Zalo"),
    (r"(?:^|\.)(?:youtube\.com|youtu\.be)$", "YouTube"),
    (r"(?:^|\.)tiktok\.com$", "TikTok"),
    (r"(?:^|\.)(?:chatgpt\.com|openai\.com|perplexity\.ai|copilot\.microsoft\.com)$", "Trợ lý AI"),
)
_SOURCES = tuple((re.compile(pattern), name) for pattern, name in _NAMED)
_IN_APP = (
    (re.compile(r"\bZalo\b"), "Zalo"),
    (re.compile(r"\bFB(?:AN|AV|_IAB)\b"), "Facebook"),
    (re.compile(r"\b(?:musical_ly|BytedanceWebview|trill)\b"), "TikTok"),
)
"""Signs of browsers inside of apps, which often tell no referrer."""


def source_of(referrer: str, agent: str, own: frozenset[str]) -> str | None:
    """Name of where a reader came from; None for another page of the own site.

    `own` are hosts of the site. Of an address no more than the host is taken, and only one that
    can be a name of the web.
    """
    host = host_of(referrer)
    if host and host in own:
        return None
    if not host:
        app = next((name for pattern, name in _IN_APP if pattern.search(agent)), None)
        return app or (OTHER if referrer else DIRECT)
    return next((name for pattern, name in _SOURCES if pattern.search(host)), host)


@lru_cache(maxsize=8192)
def host_of(address: str) -> str:
    """Host of an address without `www.`; empty where there is none that can be one."""
    try:
        host = (urlsplit(address[:2000]).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    return host if _HOST.fullmatch(host) or re.fullmatch(r"[\d.]{7,15}|localhost", host) else ""
