"""The theme's fonts: pictures drawn at build time have the same letters on every machine."""

from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from khuyencong.store.file_state import file_state

if TYPE_CHECKING:
    from PIL import ImageFont

REGULAR, BOLD = "fonts/NotoSans-Regular-vi.ttf", "fonts/NotoSerif-Bold-vi.ttf"


class FontError(Exception):
    """A theme lacks a font with which pictures are drawn, or has something else in its place."""

    exitcode = 2

    def __init__(self, theme: Path, name: str, fault: str) -> None:
        super().__init__(
            f"Giao diện “{theme}” {fault} “{name}”: biểu đồ, biểu tượng, bìa podcast vẽ bằng phông "
            "này. Chép cả thư mục “fonts” của giao diện gốc vào giao diện đó rồi chạy lại; thay "
            "phông khác thì phông phải có đủ chữ Việt và mang đúng tên tệp trên."
        )


def require_fonts(theme: Path) -> None:
    """Refuse a theme without the fonts before any work is done; raises FontError."""
    for name in (REGULAR, BOLD):
        if not (theme / name).is_file():
            raise FontError(theme, name, "thiếu tệp phông")


def font(theme: Path, name: str, size: int) -> "ImageFont.FreeTypeFont":
    """A font of a theme; `size` is in pixels.

    Raises:
        FontError: the theme has no such file, or what lies there is no font. Pillow is given
            bytes, for it looks among the fonts of the machine for a file that it does not find.
    """
    return _font(theme, name, size, file_state(theme / name))


@lru_cache(maxsize=16)
def _font(theme: Path, name: str, size: int, state: str) -> "ImageFont.FreeTypeFont":
    from PIL import ImageFont

    require_fonts(theme)
    try:
        data = BytesIO((theme / name).read_bytes())
        return ImageFont.truetype(data, size, layout_engine=ImageFont.Layout.BASIC)
    except OSError as error:
        raise FontError(theme, name, "có tệp không đọc được như phông chữ") from error
