"""Colours that staff choose, made readable on the theme's light and dark grounds."""

PAPER, GROUND = "#ffffff", "#f6f2ea"
"""The light grounds of the theme: page and panel."""
DARK_PAPER, DARK_GROUND = "#12181f", "#1b232c"
"""The dark grounds of the theme: page and panel."""
ENOUGH = 4.5
"""Contrast of text with what it stands on: WCAG 2.2, 1.4.3 (AA)."""


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, 0 to 1 (WCAG 2.2, definition of relative luminance)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours `#rrggbb`, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def on_light(colour: str) -> str:
    """The colour, darkened only as far as it must be to be read on light grounds."""
    return _towards("#000000", colour, (PAPER, GROUND))


def on_dark(colour: str) -> str:
    """The colour, lightened only as far as it must be to be read on dark grounds."""
    return _towards("#ffffff", colour, (DARK_PAPER, DARK_GROUND))


def _towards(end: str, colour: str, grounds: tuple[str, ...]) -> str:
    mixed = colour.lower()
    for percent in range(0, 101, 2):
        mixed = _mixed(colour, end, percent)
        if all(contrast(mixed, ground) >= ENOUGH for ground in grounds):
            break
    return mixed


def _mixed(colour: str, end: str, percent: int) -> str:
    pairs = ((int(colour[i : i + 2], 16), int(end[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{a + round((b - a) * percent / 100):02x}" for a, b in pairs)
