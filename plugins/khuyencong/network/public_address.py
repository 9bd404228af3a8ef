"""Which machine a name on the web leads to, and whether a harvester may ask it anything.

A name that leads to this machine or into its own network is refused (server-side request forgery,
OWASP), and the address that was looked at is the one that is connected to, so that a name which
answers differently the next time gains nothing.
"""

import asyncio
import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from khuyencong.network.errors import HarvestError

_TRANSLATED = IPv6Network("64:ff9b::/32")
"""NAT64 (RFC 6052, RFC 8215): an address of IPv4 inside one of IPv6."""


async def public_address(host: str, port: int, *, local: bool = False) -> str:
    """The address of a host as numbers. With `local` this machine may be meant.

    Raises:
        HarvestError: the name leads nowhere, or to where no site of the web is.
    """
    try:
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise HarvestError(f"không tìm thấy máy chủ “{host}”") from None
    addresses = [ip_address(str(place[0]).partition("%")[0]) for *_, place in found]
    for address in addresses:
        if not (is_public(address) or (local and address.is_loopback)):
            raise HarvestError(f"“{host}” dẫn vào mạng nội bộ ({address}), không nhận")
    return str(addresses[0])


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address is one of the public web, whatever it is wrapped in."""
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None,))[-1]
        if inner is not None:
            return is_public(inner)
        if address in _TRANSLATED:
            return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
    return address.is_global and not address.is_multicast
