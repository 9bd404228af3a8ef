"""Which addresses of machines are of the public web, for whoever asks the web something.

What a text of somebody else names may lead to this machine or into its own network; whoever follows
it looks the host up once, refuses it unless every address is public, and connects to the very
address that was looked at (server-side request forgery: OWASP, "SSRF Prevention").
"""

from ipaddress import IPv4Address, IPv6Address, IPv6Network

Address = IPv4Address | IPv6Address

_TRANSLATED = IPv6Network("64:ff9b::/32")
"""NAT64 (RFC 6052, RFC 8215): an address of IPv4 inside one of IPv6."""
_UNICAST = IPv6Network("2000::/3")
"""All that was ever given to somebody of the web (IANA, "IPv6 Global Unicast Address Assignments").
Outside lie what sites gave themselves (fec0::/10, RFC 3879) and more ways to write one of IPv4
(::127.0.0.1, RFC 4291; ::ffff:0:127.0.0.1, RFC 2765)."""


def is_public(address: Address) -> bool:
    """Whether an address is one of the public web, whatever it is wrapped in.

    An IPv4 address inside one of IPv6 (RFC 4291, 3056, 4380, 6052) counts itself.
    """
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None,))[-1]
        if inner is not None:
            return is_public(inner)
        if address in _TRANSLATED:
            return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
        if address not in _UNICAST:
            return False
    return address.is_global and not address.is_multicast
