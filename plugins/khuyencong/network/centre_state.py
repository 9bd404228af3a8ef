"""What is known of a centre from one poll to the next."""

from pathlib import Path

import msgspec

from khuyencong.publishing.public_manifest import PublicManifest
from khuyencong.store.sealed_file import read_sealed, write_sealed


class CentreState(msgspec.Struct):
    """What a centre gave last, and how it fared since."""

    moved: tuple[str, str] = ("", "")
    """The address that the network has, and the one to which its server led for good."""
    validators: tuple[str, str] = ("", "")
    """ETag and Last-Modified of the signature that was accepted."""
    manifest: PublicManifest | None = None
    robots: str = ""
    robots_until: float = 0.0
    """Until when the rules for robots hold (RFC 9309, 2.4), in seconds of the epoch."""
    failures: int = 0
    """In a row."""
    rest_until: float = 0.0
    """Before this moment its server is left alone, in seconds of the epoch."""


_decoder = msgspec.msgpack.Decoder(CentreState)


def load_state(file: Path) -> CentreState:
    """The state of a centre; that of one nobody asked yet when there is none."""
    try:
        return _decoder.decode(read_sealed(file) or b"\x80")
    except msgspec.MsgspecError:
        return CentreState()


def save_state(file: Path, state: CentreState) -> None:
    """Keep the state of a centre.

    Raises:
        OSError: the disk is full, or the folder may not be written.
    """
    write_sealed(file, msgspec.msgpack.encode(state))
