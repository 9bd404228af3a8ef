"""The theme's fonts: pictures drawn at build time have the same letters on every machine."""

from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import ImageFont

REGULAR, BOLD = "fonts/NotoSans-Regular-vi.ttf", "fonts/NotoSerif-Bold-vi.ttf"


@lru_cache(maxsize=16)
def font(theme: Path, name: str, size: int) -> "ImageFont.FreeTypeFont":
    """A font of a theme; `size` is in pixels.

    Raises:
        OSError: the theme has no such file, which the error names; Pillow's own names none, and
            comes only after it has looked among the fonts of the machine.
    """
    from PIL import ImageFont

    data = BytesIO((theme / name).read_bytes())
    return ImageFont.truetype(data, size, layout_engine=ImageFont.Layout.BASIC)
