"""Which machine the name of a centre leads to, if it may be asked."""

import asyncio
import socket
from ipaddress import ip_address

from khuyencong.network.errors import HarvestError
from khuyencong.public_address import is_public


async def host_address(host: str, port: int, *, local: bool = False) -> str:
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
