"""Addresses as others wrote them: one that is none is words, which lead nowhere."""

from urllib.parse import SplitResult, urljoin, urlsplit


def split_address(address: str) -> SplitResult:
    """The parts of an address; of `http://[Nguồn]` the whole is a path."""
    try:
        return urlsplit(address)
    except ValueError:
        return SplitResult("", "", address, "", "")


def join_address(base: str, address: str) -> str:
    """An address on a page at another; itself where either is none."""
    try:
        return urljoin(base, address)
    except ValueError:
        return address
