"""Signatures in the form of minisign (https://jedisct1.github.io/minisign/): Ed25519 (RFC 8032).

A signature covers the BLAKE2b digest of a file, a second one the comment beside it. What is made
here, the program `minisign -V` verifies, and the other way round.
"""

import base64
import binascii
import secrets
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_FILE, _KEY = b"ED", b"Ed"
"""Algorithms: of a signature over a digest, of a public key."""
_ID, _RAW_KEY, _SIGNATURE = 8, 32, 64
"""Bytes of the id of a key, of a secret or public key, of a signature."""
_TRUSTED = "trusted comment: "
_LINES = 4


class SignatureError(Exception):
    """A signature is damaged, by another key, or of another file."""


def new_secret_key() -> str:
    """A secret key: 32 random bytes in Base64."""
    return base64.b64encode(secrets.token_bytes(_RAW_KEY)).decode()


def public_key(secret: str) -> str:
    """What others verify with, as minisign writes it: 56 letters that begin with "RW".

    Raises:
        ValueError: the secret key is damaged.
    """
    raw = _private(secret).public_key().public_bytes_raw()
    return base64.b64encode(_KEY + _key_id(raw) + raw).decode()


def signature(data: bytes, secret: str, comment: str) -> str:
    """The signature of a file, with a comment of one line that it covers too.

    Raises:
        ValueError: the secret key is damaged.
    """
    private = _private(secret)
    signed = private.sign(_digest(data))
    key_id = _key_id(private.public_key().public_bytes_raw())
    lines = (
        "untrusted comment: khuyencong",
        base64.b64encode(_FILE + key_id + signed).decode(),
        f"{_TRUSTED}{comment}",
        base64.b64encode(private.sign(signed + comment.encode())).decode(),
    )
    return "\n".join((*lines, ""))


def verify(data: bytes, written: str, public: str) -> None:
    """Check that a file was signed with the secret half of a public key.

    Raises:
        SignatureError: it was not.
    """
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    key = _decoded(public, _KEY, _ID + _RAW_KEY)
    lines = written.splitlines()
    if len(lines) < _LINES or not lines[2].startswith(_TRUSTED):
        raise SignatureError("không đúng dạng chữ ký minisign")
    signed = _decoded(lines[1], _FILE, _ID + _SIGNATURE)
    comment = lines[2].removeprefix(_TRUSTED).encode()
    if signed[:_ID] != key[:_ID]:
        raise SignatureError("ký bằng khóa khác")
    verifier = Ed25519PublicKey.from_public_bytes(key[_ID:])
    try:
        verifier.verify(signed[_ID:], _digest(data))
        verifier.verify(_base64(lines[3]), signed[_ID:] + comment)
    except InvalidSignature:
        raise SignatureError("chữ ký không khớp nội dung") from None


def is_public_key(text: str) -> bool:
    """Whether a text is a public key of minisign."""
    try:
        _decoded(text, _KEY, _ID + _RAW_KEY)
    except SignatureError:
        return False
    return True


def _private(secret: str) -> "Ed25519PrivateKey":
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(secret, validate=True))


def _key_id(public: bytes) -> bytes:
    """By what a key is told from others at a glance."""
    return blake2b(public, digest_size=_ID).digest()


def _digest(data: bytes) -> bytes:
    return blake2b(data).digest()


def _decoded(text: str, algorithm: bytes, size: int) -> bytes:
    """What stands in a line behind the name of an algorithm."""
    raw = _base64(text)
    if raw[:2] != algorithm or len(raw) != 2 + size:
        raise SignatureError("không đúng dạng minisign")
    return raw[2:]


def _base64(text: str) -> bytes:
    """The bytes behind a text: only the one text that stands for them (RFC 4648, 3.5)."""
    try:
        raw = base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        raise SignatureError("không đúng dạng minisign") from None
    if base64.b64encode(raw).decode() != text.strip():
        raise SignatureError("không đúng dạng minisign")
    return raw
