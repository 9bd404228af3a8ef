"""A Windows library that hands one name on to another: what Debian's Wine lacks of Windows 10."""

import struct

BASE, RVA, ALIGNED = 0x180000000, 0x1000, 0x200


def forwarder(library: str, name: str, target: str) -> bytes:
    """A PE32+ file whose only export is a forwarder (Microsoft, "PE Format", 6.3.2)."""
    strings = [text.encode() + b"\0" for text in (library, name, target)]
    places = [RVA + 52 + sum(map(len, strings[:number])) for number in range(3)]
    table = struct.pack("<3I", places[2], places[1], 0)
    directory = struct.pack("<IIHH7I", 0, 0, 0, 0, places[0], 1, 1, 1, RVA + 40, RVA + 44, RVA + 48)
    data = directory + table + b"".join(strings)
    size = -(-len(data) // ALIGNED) * ALIGNED
    machine = struct.pack("<HHIIIHH", 0x8664, 1, 0, 0, 0, 240, 0x2022)
    optional = struct.pack("<HBBIIIII", 0x20B, 14, 0, 0, size, 0, 0, RVA)
    optional += struct.pack("<QII6H4IHH", BASE, 0x1000, ALIGNED, 6, 0, 0, 0, 6, 0, 0, 0x2000,
                            ALIGNED, 0, 2, 0x100)  # fmt: skip
    optional += struct.pack("<4QII", 0x100000, 0x1000, 0x100000, 0x1000, 0, 16)
    optional += struct.pack("<II", RVA, len(data)) + bytes(8 * 15)
    section = struct.pack("<8s6IHHI", b".rdata", len(data), RVA, size, ALIGNED, 0, 0, 0, 0,
                          0x40000040)  # fmt: skip
    head = b"MZ" + bytes(58) + struct.pack("<I", 64) + b"PE\0\0" + machine + optional + section
    return head.ljust(ALIGNED, b"\0") + data.ljust(size, b"\0")
