"""Addresses of the site and the paths of the files behind them.

An address is root-relative: `/tin-tuc/ten-bai/` is a page, `/rss.xml` a file. A path is relative
to the output folder, with forward slashes and without one in front.
"""

from urllib.parse import unquote

from khuyencong.vietnamese.cleanup import clean_name

INDEX = "index.html"
QUERY_SIGNS = "%/:?@!$&'()*+,;=-._~[]"
"""Signs that a browser sends in a query as they are."""


def file_path(address: str) -> str:
    """Output path of what is served at an address: `/tin-tuc/` → `tin-tuc/index.html`."""
    path = address.lstrip("/")
    return f"{path}{INDEX}" if not path or path.endswith("/") else path


def address_of(path: str) -> str:
    """Address at which a file is served: `tin-tuc/index.html` → `/tin-tuc/`."""
    return f"/{path.removesuffix(INDEX)}" if f"/{path}".endswith(f"/{INDEX}") else f"/{path}"


def is_elsewhere(address: str) -> bool:
    """Whether an address is one of another site."""
    return not address.startswith("/")


def absolute(root: str, address: str) -> str:
    """An address in full; one of another site stays as it is. `root` is that of the site."""
    return address if is_elsewhere(address) else f"{root}{address}"


def without_anchor(href: str) -> str:
    """An address in the one spelling in which addresses are compared.

    Without anchor and query, letters instead of percent signs (NFC), with a slash at its end
    unless it names a file.
    """
    path = clean_name(unquote(href.partition("#")[0].partition("?")[0]))
    return path if path.endswith("/") or "." in path.rpartition("/")[2] else f"{path}/"


def is_query(alias: str) -> bool:
    """Whether an old address was told from others by its query: no file can stand for it."""
    return "?" in alias


def alias_address(alias: str) -> str:
    """Address of the page that stands for an old address: a folder, unless that was a file."""
    return alias if alias.endswith(".html") else f"/{alias.strip('/')}/"
