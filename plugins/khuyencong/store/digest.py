"""Digests: sixteen bytes that stand for what a thing was made from (BLAKE2b, RFC 7693)."""

from hashlib import blake2b

SIZE = 16
"""Bytes of a digest."""


def digest_of(*parts: bytes) -> bytes:
    """The digest of a sequence of byte strings; ("ab", "c") differs from ("a", "bc")."""
    digest = blake2b(digest_size=SIZE)
    for part in parts:
        digest.update(len(part).to_bytes(8, "little"))
        digest.update(part)
    return digest.digest()


def hex_digest_of(*parts: str) -> str:
    """The digest of a sequence of texts as 32 hex digits, fit for the name of a file.

    Names of files that are no valid Unicode are texts too (PEP 383).
    """
    return digest_of(*(part.encode(errors="surrogateescape") for part in parts)).hex()
