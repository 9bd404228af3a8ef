"""Why a file is no usable photo, said to staff."""

from pathlib import Path

from khuyencong.pictures.options import LARGEST_PIXELS, LARGEST_SIDE
from khuyencong.pictures.picture import PictureError
from khuyencong.store.os_reason import os_reason

_HEIF_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"}


def too_large(width: int = 0, height: int = 0) -> PictureError:
    """More pixels than are decoded."""
    size = f" ({width} × {height} điểm ảnh)" if width and height else ""
    return PictureError(
        f"Ảnh quá lớn{size}.",
        f"Thu nhỏ xuống dưới {LARGEST_PIXELS // 1_000_000} triệu điểm ảnh, "
        f"mỗi cạnh không quá {LARGEST_SIDE} điểm; trên trang ảnh chỉ rộng tối đa 1600 điểm.",
    )


def refuse_huge(size: tuple[int, int]) -> None:
    """Refuse a picture that would take too much memory.

    Raises:
        PictureError: it has more pixels, or a longer side, than are decoded.
    """
    width, height = size
    if width * height > LARGEST_PIXELS or max(size) > LARGEST_SIDE:
        raise too_large(width, height)


def broken() -> PictureError:
    """The header is right and the rest is not."""
    return PictureError(
        "Tệp ảnh bị hỏng hoặc bị cắt cụt (thường do chép hay tải chưa xong).",
        "Chép lại ảnh từ máy chụp hoặc tải lại từ nơi gửi.",
    )


def changed() -> PictureError:
    """The bytes are not those that were described."""
    return PictureError("Ảnh vừa bị thay đổi trong lúc dựng trang.", "Dựng lại trang một lần nữa.")


def unreadable(error: OSError) -> PictureError:
    """The system does not give us the file."""
    if isinstance(error, FileNotFoundError):
        return PictureError("Không tìm thấy tệp ảnh.", "Kiểm tra tên tệp và thư mục ảnh.")
    return PictureError(
        f"Không mở được tệp ảnh ({os_reason(error)}).",
        "Đóng ảnh trong phần mềm khác, kiểm tra quyền đọc rồi thử lại.",
    )


def is_heif(head: bytes) -> bool:
    """Whether a file that starts so is an HEIF picture: HEIC from an iPhone, and its kin."""
    return head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS


def unknown(file: Path) -> PictureError:
    """The header is that of no accepted format; say what it is, where that is plain."""
    try:
        with file.open("rb") as stream:
            head = stream.read(2048)
    except OSError as error:
        return unreadable(error)
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if is_heif(head):
        return broken()
    if not head:
        return PictureError("Tệp ảnh rỗng.", "Chép lại ảnh từ máy chụp hoặc tải lại.")
    if text.startswith((b"<!doctype html", b"<html", b"<head")):
        return PictureError(
            "Tệp này là một trang web, không phải ảnh.",
            "Mở trang có ảnh, bấm chuột phải vào ảnh và chọn Lưu ảnh thành…",
        )
    if b"<svg" in text:
        return PictureError(
            "Ảnh SVG không dùng được ở đây.", "Xuất hình ra PNG hoặc JPEG rộng ít nhất 1600 điểm."
        )
    return PictureError(
        "Tệp không phải ảnh dùng được.", "Dùng ảnh JPEG, HEIC, PNG, WebP, TIFF hoặc GIF."
    )
