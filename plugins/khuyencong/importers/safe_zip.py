"""Zip archives from outside (docx, xlsx, packed mirrors): opened within bounds, or refused."""

import io
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from khuyencong import zip_file
from khuyencong.importers.report import SourceRefusedError
from khuyencong.store.os_reason import os_reason
from khuyencong.zip_file import ZipFault, ZipFaultError

LARGEST_FILE = 400 * 1024 * 1024
"""Bytes of a source that is read at once."""
LARGEST_MEMBER = 200 * 1024 * 1024
LARGEST_TOTAL = 600 * 1024 * 1024
"""Bytes that an archive may unpack to."""
MOST_MEMBERS = 50_000
STEEPEST_RATIO = 250
"""Unpacked to packed size of a member of a megabyte or more; honest XML stays below 100."""
_SMALL = 1024 * 1024
_BROKEN = (
    "bị hỏng, không mở được. Mở bằng chương trình đã tạo ra nó rồi lưu lại; không mở được nữa thì "
    "xin lại bản gốc."
)
_SENTENCES = {
    ZipFault.NO_ARCHIVE: _BROKEN,
    ZipFault.BROKEN: _BROKEN,
    ZipFault.ENCRYPTED: "có mật khẩu. Bỏ mật khẩu rồi nhập lại.",
    ZipFault.METHOD: "nén theo cách không đọc được. Lưu lại bằng Word, Excel hoặc nén lại kiểu "
    "zip thường.",
}


def read_source(file: Path) -> bytes:
    """All bytes of a source file.

    Raises:
        SourceRefusedError: it is too large, or cannot be opened.
    """
    try:
        size = file.stat().st_size
        if size > LARGEST_FILE:
            raise SourceRefusedError(
                f"Tệp nặng {size // 1024 // 1024} MB, quá {LARGEST_FILE // 1024 // 1024} MB. Giảm "
                "cỡ ảnh trong tệp (Word: chọn ảnh › Compress Pictures) hoặc chia thành nhiều tệp."
            )
        return file.read_bytes()
    except OSError as error:
        raise SourceRefusedError(
            f"Không mở được tệp ({os_reason(error)}). Đóng tệp trong Word, Excel rồi thử lại."
        ) from error


def open_zip(data: bytes, what: str) -> ZipFile:
    """An archive whose members are within bounds; `what` names it in a refusal.

    Raises:
        SourceRefusedError: it is broken, has a password, or would unpack to more than is sane.
    """
    try:
        archive = zip_file.open_zip(io.BytesIO(data))
    except ZipFaultError as error:
        raise _refused(error.fault, what) from error
    members = archive.infolist()
    if any(map(zip_file.is_encrypted, members)):
        raise _refused(ZipFault.ENCRYPTED, what)
    steep = any(map(_is_steep, members))
    if steep or len(members) > MOST_MEMBERS or sum(m.file_size for m in members) > LARGEST_TOTAL:
        raise SourceRefusedError(
            f"{what} bung ra quá lớn so với một tài liệu thật nên không được mở. Kiểm tra lại nơi "
            "gửi; tài liệu thật thì bỏ bớt ảnh rồi lưu lại."
        )
    return archive


def _is_steep(member: ZipInfo) -> bool:
    if member.file_size > LARGEST_MEMBER:
        return True
    packed = max(member.compress_size, 1)
    return member.file_size > _SMALL and member.file_size / packed > STEEPEST_RATIO


def read_member(archive: ZipFile, name: str, what: str) -> bytes:
    """The bytes of a member, never more than its entry says.

    Raises:
        SourceRefusedError: the member is broken, or packed in a way that is not known.
    """
    try:
        return zip_file.read_member(archive, archive.getinfo(name))
    except ZipFaultError as error:
        raise _refused(error.fault, f"{what}, phần “{name[:80]}”,") from error


def _refused(fault: ZipFault, what: str) -> SourceRefusedError:
    return SourceRefusedError(f"{what} {_SENTENCES[fault]}")
