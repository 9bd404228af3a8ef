"""Why the system refused a file, a port or a line, in words that staff read."""

import errno

_REASONS = {
    errno.ENOENT: "không có tệp hoặc thư mục này",
    errno.EACCES: "không được phép, kiểm tra quyền đọc, ghi",
    errno.EPERM: "hệ thống không cho phép",
    errno.EEXIST: "đã có tệp trùng tên",
    errno.EISDIR: "đây là thư mục, không phải tệp",
    errno.ENOTDIR: "đây là tệp, không phải thư mục",
    errno.ENOTEMPTY: "thư mục còn tệp bên trong",
    errno.ENAMETOOLONG: "tên dài quá",
    errno.ELOOP: "liên kết tệp dẫn vòng tròn",
    errno.ENOSPC: "đĩa đã đầy",
    errno.EFBIG: "tệp lớn quá mức của ổ đĩa",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.EIO: "ổ đĩa đọc, ghi bị lỗi",
    errno.EBUSY: "tệp đang được chương trình khác dùng",
    errno.EMFILE: "chương trình đang mở quá nhiều tệp",
    errno.ENFILE: "máy đang mở quá nhiều tệp",
    errno.ENOMEM: "máy không còn đủ bộ nhớ",
    errno.EINVAL: "tên tệp có ký tự mà ổ đĩa không nhận",
    errno.EADDRINUSE: "đang có chương trình khác dùng",
    errno.EADDRNOTAVAIL: "máy này không có địa chỉ đó",
    errno.ECONNREFUSED: "máy kia không nhận kết nối",
    errno.ETIMEDOUT: "chờ quá lâu không có trả lời",
}


def os_reason(error: OSError) -> str:
    """The reason without its full stop; what no table has is told as the system tells it.

    >>> os_reason(FileNotFoundError(2, "No such file or directory", "a.txt"))
    'không có tệp hoặc thư mục này'
    """
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)
