"""Digests: sixteen bytes that stand for what a thing was made from (BLAKE2b, RFC 7693)."""

from hashlib import blake2b

SIZE = 16
"""Bytes of a digest."""


def digest_of(*parts: bytes) -> bytes:
    """The digest of a sequence of byte strings; ("ab", "c") differs from ("a", "bc")."""
    framed = [piece for part in parts for piece in (len(part).to_bytes(8, "little"), part)]
    return blake2b(b"".join(framed), digest_size=SIZE).digest()


def hex_digest_of(*parts: str) -> str:
    """The digest of a sequence of texts as 32 hex digits, fit for the name of a file.

    Names of files that are no valid Unicode are texts too (PEP 383).
    """
    return digest_of(*(part.encode(errors="surrogateescape") for part in parts)).hex()
