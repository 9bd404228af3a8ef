"""What an error of the system means to staff, and what to do."""

import errno

from khuyencong.store.os_reason import os_reason

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_TOO_MANY_FILES = {errno.EMFILE, errno.ENFILE}

NO_MEMORY = (
    "Máy không còn đủ bộ nhớ để dựng trang. Đóng bớt chương trình khác rồi chạy lại; "
    "trang cũ giữ nguyên."
)


_UNMAPPED = ("failed to map segment", "cannot allocate memory")
"""What the dynamic linker of Linux says when a library does not fit into memory."""


def is_want_of_memory(error: MemoryError | ImportError) -> bool:
    """Whether memory is what was lacking; a library that cannot be loaded raises ImportError."""
    return isinstance(error, MemoryError) or any(words in str(error) for words in _UNMAPPED)


def os_error_message(error: OSError) -> str:
    """One sentence that says what went wrong, one that says what to do. The old site stands."""
    if error.errno in _FULL:
        return (
            "Đĩa đã đầy nên không ghi được trang. Xóa bớt tệp không cần rồi chạy lại; "
            "trang cũ giữ nguyên."
        )
    if error.errno in _TOO_MANY_FILES:
        return (
            "Hệ thống không cho chương trình mở thêm tệp. Đóng bớt chương trình khác, hoặc nâng "
            "giới hạn (ulimit -n) rồi chạy lại; trang cũ giữ nguyên."
        )
    if error.errno == errno.ENOMEM:
        return NO_MEMORY
    place = f"“{error.filename}”" if error.filename else "tệp"
    if isinstance(error, PermissionError):
        return (
            f"Không được phép ghi {place}. Đóng chương trình đang mở tệp đó, kiểm tra quyền ghi "
            "rồi chạy lại."
        )
    return f"Không đọc hoặc ghi được {place} ({os_reason(error)}). Kiểm tra ổ đĩa rồi chạy lại."
