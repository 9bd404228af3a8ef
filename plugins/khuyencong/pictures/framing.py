"""How much of a photo is shown, which side of it is up, and what must stay in sight.

All numbers are per cent of the photo after it was turned, from its left and its top, so they hold
at any size.
"""

from dataclasses import dataclass
from typing import Literal

WHOLE_SIDE = 100.0
Turn = Literal[0, 90, 180, 270]
"""Degrees clockwise, on top of what the camera says of the photo."""


@dataclass(frozen=True, slots=True)
class Crop:
    """The part of a photo that is shown."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Focus:
    """The point of a photo that no card may cut off."""

    x: float
    y: float


_ALL = Crop(0.0, 0.0, WHOLE_SIDE, WHOLE_SIDE)


@dataclass(frozen=True, slots=True)
class Framing:
    """What staff say of how a photo is to be shown."""

    turn: Turn = 0
    crop: Crop = _ALL
    focus: Focus | None = None

    @property
    def is_whole(self) -> bool:
        """Whether all of the photo is shown, as it came."""
        return self.turn == 0 and self.crop == _ALL

    @property
    def centre(self) -> tuple[float, float]:
        """The focal point as shares (0 to 1) of what is shown."""
        focus = self.focus
        if focus is None:
            return 0.5, 0.5
        x = (focus.x - self.crop.left) / self.crop.width
        y = (focus.y - self.crop.top) / self.crop.height
        return min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0)

    def turned_size(self, width: int, height: int) -> tuple[int, int]:
        """The size of an upright photo once it is turned."""
        return (height, width) if self.turn in (90, 270) else (width, height)

    def framed_size(self, width: int, height: int) -> tuple[int, int]:
        """The size, in pixels, of what is shown of an upright photo."""
        wide, high = self.turned_size(width, height)
        crop = self.crop
        return (
            max(1, round(wide * crop.width / WHOLE_SIDE)),
            max(1, round(high * crop.height / WHOLE_SIDE)),
        )


WHOLE = Framing()
"""A photo as it came."""
