"""Addresses of the site and the paths of the files behind them.

An address is root-relative: `/tin-tuc/ten-bai/` is a page, `/rss.xml` a file. A path is relative
to the output folder, with forward slashes and without one in front.
"""

from urllib.parse import unquote

INDEX = "index.html"


def file_path(address: str) -> str:
    """Output path of what is served at an address: `/tin-tuc/` → `tin-tuc/index.html`."""
    path = address.lstrip("/")
    return f"{path}{INDEX}" if not path or path.endswith("/") else path


def address_of(path: str) -> str:
    """Address at which a file is served: `tin-tuc/index.html` → `/tin-tuc/`."""
    return f"/{path.removesuffix(INDEX)}" if f"/{path}".endswith(f"/{INDEX}") else f"/{path}"


def without_anchor(href: str) -> str:
    """An address without anchor and query, with a slash at its end unless it names a file.

    Letters stand in it instead of percent signs, as in the paths of files.
    """
    path = unquote(href.partition("#")[0].partition("?")[0])
    return path if path.endswith("/") or "." in path.rpartition("/")[2] else f"{path}/"


def alias_address(alias: str) -> str:
    """Address of the page that stands for an old address: a folder, unless that was a file."""
    return alias if alias.endswith(".html") else f"/{alias.strip('/')}/"
