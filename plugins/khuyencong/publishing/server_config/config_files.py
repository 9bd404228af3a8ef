"""The configs by the servers that read them."""

from collections.abc import Callable, Mapping

from khuyencong.publishing.server_config.apache import apache_config
from khuyencong.publishing.server_config.caddy import caddy_config
from khuyencong.publishing.server_config.iis import iis_config
from khuyencong.publishing.server_config.nginx import nginx_config
from khuyencong.publishing.server_config.pages_hosts import headers_file, redirects_file
from khuyencong.publishing.server_config.site_rules import SiteRules

Maker = Callable[[SiteRules], str]

CONFIG_FILES: Mapping[str, Mapping[str, Maker]] = {
    "nginx": {"khuyencong.nginx.conf": nginx_config},
    "apache": {".htaccess": apache_config},
    "caddy": {"khuyencong.caddy": caddy_config},
    "iis": {"web.config": iis_config},
    "pages": {"_headers": headers_file, "_redirects": redirects_file},
}
"""Server → name of each of its files, and what makes it."""
CONFIG_IN_SITE = frozenset({"apache", "iis", "pages"})
"""Servers that take their config from the folder of the site."""
SERVES_COPIES = frozenset({"nginx", "caddy", "apache"})
"""Servers whose config lets them give compressed copies away."""


def config_files(server: str, rules: SiteRules) -> dict[str, str]:
    """Name → text of the files of a server."""
    return {name: write(rules) for name, write in CONFIG_FILES[server].items()}
