"""How staff write what of a photo is shown: numbers in per cent, and a turn in degrees."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from khuyencong.model.declaration import refuse
from khuyencong.model.rules import Rule
from khuyencong.model.values import decimal
from khuyencong.pictures.framing import WHOLE_SIDE, Crop, Focus

SMALLEST = 5
"""Per cent of a side that a crop must leave: less is a slip of the finger."""
_BETWEEN = re.compile(r"\s*;\s*|,\s+|\s+")
_TURNS = ("0", "90", "180", "270")


def crop(value: Any) -> Any:
    """Four numbers: from the left, from the top, width, height, in per cent of the photo."""
    if isinstance(value, Crop):
        return value
    numbers = _numbers(value, 4, "Viết bốn số phần trăm: trái, trên, rộng, cao, như `10 0 80 100`.")
    found = Crop(*numbers)
    if found.width < SMALLEST or found.height < SMALLEST:
        raise _wrong(
            f"Phần ảnh còn lại hẹp hơn {SMALLEST} % của ảnh.",
            "Số thứ ba và thứ tư là bề rộng, bề cao của phần giữ lại, như `10 0 80 100`.",
        )
    if found.left + found.width > WHOLE_SIDE or found.top + found.height > WHOLE_SIDE:
        raise _wrong(
            "Khung cắt ra ngoài ảnh.",
            "Trái cộng rộng, trên cộng cao, mỗi tổng nhiều nhất 100; như `10 0 80 100`.",
        )
    return found


def focus(value: Any) -> Any:
    """Two numbers: from the left and from the top, in per cent of the photo."""
    if isinstance(value, Focus):
        return value
    return Focus(*_numbers(value, 2, "Viết hai số phần trăm: từ trái, từ trên, như `40 30`."))


def turn(value: Any) -> Any:
    """Degrees clockwise: 0, 90, 180 or 270."""
    written = str(value).strip().rstrip("°").strip()
    if written not in _TURNS:
        raise _wrong(f"Không xoay ảnh được “{written}” độ.", "Viết `90`, `180` hoặc `270`.")
    return int(written)


def _numbers(value: Any, count: int, advice: str) -> list[float]:
    parts: Sequence[Any]
    if isinstance(value, Mapping):
        parts = list(value.values())
    elif isinstance(value, Sequence) and not isinstance(value, str):
        parts = value
    else:
        parts = [part for part in _BETWEEN.split(str(value).strip()) if part]
    if len(parts) != count:
        raise _wrong(f"Chỗ này cần {count} số, đang có {len(parts)}.", advice)
    numbers = [float(decimal(part)) for part in parts]
    if not all(0 <= number <= WHOLE_SIDE for number in numbers):
        raise _wrong("Mỗi số phần trăm từ 0 đến 100.", advice)
    return numbers


def _wrong(message: str, advice: str) -> Exception:
    return refuse(Rule.WRONG_VALUE, message, advice)
