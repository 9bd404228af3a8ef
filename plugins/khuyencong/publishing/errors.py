"""What can go wrong on the way to the host, each as sentences for whoever publishes."""

import errno

from khuyencong.store.os_reason import os_reason

_HINTS = {
    errno.ENOSPC: "Đĩa ở nơi đăng đã đầy. Xóa bớt tệp ở đó, hoặc giảm `keep`, rồi chạy lại",
    errno.EDQUOT: "Hết dung lượng được cấp ở nơi đăng. Xin thêm, hoặc giảm `keep`, rồi chạy lại",
    errno.EROFS: "Ổ đĩa ở nơi đăng chỉ cho đọc. Nhờ người quản trị mở quyền ghi",
    errno.EACCES: "Nơi đăng không cho ghi. Nhờ người quản trị cấp quyền ghi",
    errno.EPERM: "Nơi đăng không cho ghi. Nhờ người quản trị cấp quyền ghi",
    errno.EFBIG: "Nơi đăng không nhận tệp lớn như vậy; ổ FAT32 chỉ nhận dưới 4 GB. Đưa video lên "
    "kênh video rồi nhúng vào bài, hoặc đổi định dạng ổ đĩa",
    errno.EBUSY: "Tệp đang được chương trình khác ở nơi đăng mở (Excel, phần mềm diệt virus). Đóng "
    "ở đó rồi chạy lại",
    errno.ENAMETOOLONG: "Nơi đăng không nhận tên tệp dài như vậy. Rút ngắn địa chỉ của bài",
    errno.EILSEQ: "Nơi đăng không nhận tên tệp này. Đặt địa chỉ chỉ có chữ không dấu",
    errno.EINVAL: "Nơi đăng không nhận tên tệp này. Đặt địa chỉ chỉ có chữ không dấu",
}
_SHARING = (32, 33)
"""ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION of Windows: somebody has the file open."""
SITE_STANDS = "Trang trên mạng vẫn nguyên như trước."


class PublishingError(Exception):
    """The site cannot be published; the message says why and what to do."""

    exitcode = 2
    by_command = ""
    """What somebody who types commands may do about it, as a sentence; the desk has buttons."""


class ConnectionLostError(PublishingError):
    """The host cannot be reached, or the line was cut; trying again may help."""


class NoSettingsError(PublishingError):
    """There is no `xuat-ban.yml`."""

    by_command = "\nHoặc ghi địa chỉ ngay sau lệnh: khuyencong publish file:///srv/khuyencong"


class ForeignSiteError(PublishingError):
    """What lies at the target was not put there by this program, or is another site."""


class TargetBusyError(PublishingError):
    """Somebody else is publishing to the same target."""


class LockedError(TargetBusyError):
    """Somebody else holds the lock of the target, or left it there."""

    by_command = "Máy đó đã tắt giữa chừng: khuyencong publish --unlock"


class VanishingError(PublishingError):
    """Addresses of entries would lead nowhere."""

    exitcode = 1
    by_command = "Đúng là bỏ hẳn: thêm --allow-vanishing."


class WrongOnWebError(PublishingError):
    """What readers get is not what was published."""

    exitcode = 1


def host_error(error: OSError, path: str = "") -> PublishingError:
    """An error of a disk or share as a sentence."""
    place = path or str(error.filename or "")
    busy = getattr(error, "winerror", None) in _SHARING or error.errno == errno.ETXTBSY
    number = errno.EBUSY if busy else error.errno or 0
    hint = _HINTS.get(number, f"Không ghi được ở nơi đăng ({os_reason(error)})")
    return PublishingError(f"{hint}{f' (“{place}”)' if place else ''}. {SITE_STANDS}")


def missing_library(name: str, error: ImportError) -> PublishingError:
    """A part of the program that is installed only where somebody publishes in such a way."""
    return PublishingError(
        f"Chưa cài thư viện {name} ({error}). Cài một lần bằng: "
        'python -m pip install "khuyencong-site[publish]"'
    )
