"""Zip archives of others (APPNOTE 6.3): no member is more than it says, every fault has a name."""

import zlib
from enum import Enum, auto
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

_METHODS = (ZIP_STORED, ZIP_DEFLATED)
"""What offices and systems write. Others (bzip2, LZMA) are unpacked by Python without a bound."""
_ENCRYPTED = 0x1
"""Bit of the flags of a member (APPNOTE 4.4.4)."""


class ZipFault(Enum):
    """Why an archive, or a member of it, cannot be read."""

    NO_ARCHIVE = auto()
    BROKEN = auto()
    ENCRYPTED = auto()
    METHOD = auto()
    """Packed in a way that other programs may know, and this one does not."""


class ZipFaultError(Exception):
    """An archive, or a member of it, cannot be read."""

    def __init__(self, fault: ZipFault) -> None:
        super().__init__(fault.name)
        self.fault = fault


def open_zip(data: BinaryIO) -> ZipFile:
    """The archive; nothing of it is unpacked yet.

    Raises:
        ZipFaultError: it is no archive, or of a kind that is not known.
    """
    try:
        return ZipFile(data)
    except NotImplementedError as error:
        raise ZipFaultError(ZipFault.METHOD) from error
    except (BadZipFile, ValueError, OSError) as error:
        raise ZipFaultError(ZipFault.NO_ARCHIVE) from error


def is_encrypted(member: ZipInfo) -> bool:
    """Whether a member has a password."""
    return bool(member.flag_bits & _ENCRYPTED)


def read_member(archive: ZipFile, member: ZipInfo) -> bytes:
    """The bytes of a member, never more than its `file_size`.

    Raises:
        ZipFaultError: it is broken, has a password, or is packed in a way that is not known.
    """
    if is_encrypted(member):
        raise ZipFaultError(ZipFault.ENCRYPTED)
    if member.compress_type not in _METHODS:
        raise ZipFaultError(ZipFault.METHOD)
    try:
        with archive.open(member) as stream:
            return stream.read(member.file_size + 1)  # without a number it unpacks all there is
    except NotImplementedError as error:
        raise ZipFaultError(ZipFault.METHOD) from error
    except (BadZipFile, zlib.error, EOFError, ValueError, OSError) as error:
        raise ZipFaultError(ZipFault.BROKEN) from error
