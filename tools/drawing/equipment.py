"""Larger furnishings of the story scenes: racks, panels, screens, cameras, phones."""

import math
from random import Random

from . import props
from .canvas import Canvas
from .geometry import (
    Lathe,
    Path,
    Plane,
    circle,
    ellipse,
    moved,
    placed,
    points,
    rect,
    rounded,
    smooth,
)
from .palette import (
    BROWN,
    BROWN_DARK,
    CELADON,
    CREAM,
    GOLD,
    GOLD_LIGHT,
    INDIGO,
    INDIGO_DARK,
    INDIGO_MID,
    INK,
    INK_SOFT,
    LACQUER,
    MIST,
    SAND,
    SKY,
    STEEL,
    STEEL_DARK,
    STEEL_LIGHT,
    WHITE,
    WOOD,
    WOOD_LIGHT,
    Color,
    darker,
    lighter,
    mix,
)


def noodle_rack(c: Canvas, x: float, base: float, wide: float, high: float, seed: int) -> None:
    """Draw a bamboo frame on which fresh noodles hang to dry."""
    tone = mix(SAND, CREAM, 0.35)
    for px in (x, x + wide):
        c.line([(px, base), (px, base - high)], wide * 0.02, BROWN)
        c.line([(px - high * 0.1, base), (px, base - high * 0.4)], wide * 0.013, BROWN)
    rng = Random(seed)
    for level in range(2):
        y = base - high * (0.96 - level * 0.46)
        drop = high * 0.38
        count = round(wide / 6.4)
        c.fill(rect(x + wide * 0.03, y, x + wide * 0.97, y + drop * 0.92), darker(tone, 0.45), 0.5)
        for k in range(count):
            px = x + wide * (0.035 + 0.93 * k / (count - 1))
            light = 0.5 + 0.5 * math.sin(k * 0.55)
            end = (px + rng.uniform(-2, 2), y + drop * rng.uniform(0.88, 1))
            c.line([(px, y), end], 4, mix(darker(tone, 0.14), lighter(tone, 0.4), light))
        c.line([(x - wide * 0.04, y), (x + wide * 1.04, y)], wide * 0.024, WOOD)


def solar_panel(c: Canvas, face: Plane, columns: int = 6, rows: int = 3) -> None:
    """Draw a framed solar panel on any face."""
    c.fill(moved(face.outline(), 6, 12), INDIGO_DARK, 0.5)
    c.fill(face.outline(), STEEL_LIGHT)
    for row in range(rows):
        for k in range(columns):
            cell = face.rect(
                (k + 0.08) / columns, (row + 0.08) / rows, (k + 0.94) / columns, (row + 0.92) / rows
            )
            c.fill(cell, INDIGO if (row + k) % 3 else INDIGO_MID)
    c.fill(face.path(points("0.08,0 0.3,0 0.12,1 0,1 0,0.6")), WHITE, 0.16)


def laptop(c: Canvas, x: float, base: float, size: float) -> Plane:
    """Draw an open laptop; return its screen to draw on."""
    screen = Plane(
        (x - size * 0.42, base - size * 0.66),
        (x + size * 0.42, base - size * 0.66),
        (x + size * 0.44, base - size * 0.1),
        (x - size * 0.44, base - size * 0.1),
    )
    c.shadow(
        rect(x - size * 0.6, base - size * 0.04, x + size * 0.6, base + size * 0.06), 10, 14, 14
    )
    c.fill(
        rounded(
            x - size * 0.46, base - size * 0.7, x + size * 0.46, base - size * 0.07, size * 0.03
        ),
        INK,
    )
    c.fill(screen.outline(), mix(SKY, MIST, 0.5))
    deck = Plane(
        (x - size * 0.46, base - size * 0.08),
        (x + size * 0.46, base - size * 0.08),
        (x + size * 0.58, base + size * 0.06),
        (x - size * 0.58, base + size * 0.06),
    )
    c.fill(deck.outline(), STEEL)
    for row in range(3):
        for k in range(12):
            key = deck.rect(0.1 + k * 0.067, 0.14 + row * 0.2, 0.155 + k * 0.067, 0.28 + row * 0.2)
            c.fill(key, STEEL_DARK)
    c.fill(deck.rect(0.38, 0.78, 0.62, 0.94), STEEL_DARK, 0.5)
    c.fill(
        rect(x - size * 0.58, base + size * 0.06, x + size * 0.58, base + size * 0.085), STEEL_DARK
    )
    return screen


def phone(
    c: Canvas, x: float, y: float, size: float, turn: float = 0, tone: Color = CELADON
) -> None:
    """Draw a smartphone centred on a point, with plain tiles on its screen."""
    body = placed(
        rounded(-size * 0.26, -size * 0.5, size * 0.26, size * 0.5, size * 0.06), x, y, 1, turn
    )
    c.shadow(body, 12, 16, 12, 0.35)
    c.fill(body, INK)
    glass = rounded(-size * 0.23, -size * 0.46, size * 0.23, size * 0.46, size * 0.035)
    c.fill(placed(glass, x, y, 1, turn), lighter(tone, 0.35))
    for top, high, color in (
        (-0.4, 0.24, INDIGO_MID),
        (-0.12, 0.05, WHITE),
        (-0.03, 0.05, WHITE),
        (0.07, 0.16, GOLD),
        (0.28, 0.1, LACQUER),
    ):
        tile = rounded(
            -size * 0.19,
            size * top,
            size * (0.19 if high != 0.05 else 0.1),
            size * (top + high),
            size * 0.02,
        )
        c.fill(placed(tile, x, y, 1, turn), color)


def television(c: Canvas, x: float, y: float, wide: float, high: float) -> Plane:
    """Draw a flat television on a foot; return its screen, already dark."""
    frame = rounded(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2, 20)
    c.shadow(frame, 16, 24, 22, 0.4)
    c.fill(
        [
            (x - wide * 0.1, y + high / 2),
            (x + wide * 0.1, y + high / 2),
            (x + wide * 0.15, y + high * 0.62),
            (x - wide * 0.15, y + high * 0.62),
        ],
        INK_SOFT,
    )
    c.fill(rounded(x - wide * 0.24, y + high * 0.6, x + wide * 0.24, y + high * 0.64, 10), INK)
    c.fill(frame, INK)
    inset = 20
    left, right = x - wide / 2 + inset, x + wide / 2 - inset
    top, bottom = y - high / 2 + inset, y + high / 2 - inset
    screen = Plane((left, top), (right, top), (right, bottom), (left, bottom))
    c.fill(screen.outline(), INDIGO_DARK)
    return screen


def film_camera(c: Canvas, x: float, base: float, size: float, side: float = 1) -> None:
    """Draw a video camera on its tripod, pointing left, or right when *side* is -1."""

    def put(path: Path) -> Path:
        return [(x + px * size * side, base + py * size) for px, py in path]

    for spread in (-0.3, 0.04, 0.3):
        c.line(put([(0, -0.66), (spread, 0)]), size * 0.034, INK)
    c.line(put([(-0.16, -0.3), (0.16, -0.3)]), size * 0.018, INK_SOFT)
    c.fill(put(rounded(-0.09, -0.72, 0.09, -0.61, 0.02)), INK_SOFT)
    c.line(put([(0.05, -0.68), (0.4, -0.56)]), size * 0.022, INK)
    body = put(rounded(-0.24, -1.02, 0.26, -0.71, 0.04))
    c.shadow(body, 8, 12, 10, 0.3)
    c.fill(body, INK)
    c.fill(put(rounded(-0.22, -1.0, 0.24, -0.9, 0.03)), INK_SOFT)
    c.fill(put(rect(0.02, -0.86, 0.2, -0.76)), STEEL_DARK)
    c.fill(put(points("-0.24,-0.95 -0.4,-0.99 -0.4,-0.74 -0.24,-0.78")), INK_SOFT)
    c.fill(put(ellipse(-0.4, -0.865, 0.035, 0.125)), STEEL_DARK)
    c.fill(put(ellipse(-0.405, -0.865, 0.022, 0.09)), SKY)
    handle = points("-0.18,-1.02 -0.14,-1.13 0.14,-1.13 0.18,-1.02")
    c.line(put(smooth(handle, closed=False)), size * 0.03, INK)
    c.fill(put(rounded(-0.3, -1.16, -0.06, -1.09, 0.03)), STEEL_DARK)
    c.fill(put(circle(0.2, -0.95, 0.018)), LACQUER)


def lamp(c: Canvas, x: float, base: float, size: float, color: Color = LACQUER) -> None:
    """Draw a bent desk lamp with a pool of light."""
    c.glow(x - size * 0.42, base - size * 0.3, size * 0.75, GOLD_LIGHT, 0.4)
    c.fill(ellipse(x, base, size * 0.2, size * 0.05), INK)
    c.line(
        [(x, base), (x + size * 0.14, base - size * 0.5), (x - size * 0.16, base - size * 0.92)],
        size * 0.035,
        INK,
    )
    c.disc(x + size * 0.14, base - size * 0.5, size * 0.035, GOLD)
    shade = points("-0.09,-0.04 0.09,-0.04 0.22,0.24 -0.22,0.24")
    c.fill(placed(shade, x - size * 0.2, base - size * 0.9, size, 32), color)
    right = points("0.02,-0.04 0.09,-0.04 0.22,0.24 0.07,0.24")
    c.fill(placed(right, x - size * 0.2, base - size * 0.9, size, 32), darker(color, 0.25))
    c.fill(
        placed(ellipse(0, 0.24, 0.22, 0.05), x - size * 0.2, base - size * 0.9, size, 32),
        GOLD_LIGHT,
    )


def calculator(c: Canvas, x: float, y: float, size: float, turn: float = 0) -> None:
    """Draw a pocket calculator without figures."""
    body = placed(rounded(-0.34, -0.5, 0.34, 0.5, 0.06), x, y, size, turn)
    c.shadow(body, 14, 18, 14, 0.4)
    c.fill(moved(body, 0, size * 0.03), INDIGO_DARK)
    c.fill(body, INDIGO)
    c.fill(placed(rounded(-0.27, -0.43, 0.27, -0.22, 0.02), x, y, size, turn), CELADON)
    for k in range(4):
        bar = rect(0.02 + k * 0.06, -0.37, 0.06 + k * 0.06, -0.28)
        c.fill(placed(bar, x, y, size, turn), darker(CELADON, 0.5))
    for row in range(4):
        for k in range(4):
            key = rounded(
                -0.27 + k * 0.142, -0.14 + row * 0.15, -0.155 + k * 0.142, -0.03 + row * 0.15, 0.025
            )
            tone = LACQUER if k == 3 and row == 3 else GOLD if k == 3 else CREAM
            c.fill(placed(key, x, y, size, turn), tone)


def pen(c: Canvas, x: float, y: float, length: float, turn: float, color: Color = LACQUER) -> None:
    """Draw a pen whose nib rests on the point."""
    thick = length * 0.045
    c.shadow(placed(rect(0, -thick, length, thick), x, y, 1, turn), 10, 14, 8, 0.35)
    c.fill(placed([(0, 0), (length * 0.12, -thick), (length * 0.12, thick)], x, y, 1, turn), GOLD)
    c.fill(
        placed(
            [(0, 0), (length * 0.04, -thick * 0.3), (length * 0.04, thick * 0.3)], x, y, 1, turn
        ),
        INK,
    )
    c.fill(placed(rect(length * 0.12, -thick, length, thick), x, y, 1, turn), color)
    c.fill(
        placed(rect(length * 0.12, thick * 0.2, length, thick), x, y, 1, turn), darker(color, 0.3)
    )
    c.fill(
        placed(rect(length * 0.6, -thick * 1.05, length * 0.63, thick * 1.05), x, y, 1, turn),
        GOLD_LIGHT,
    )


def folder(c: Canvas, x: float, base: float, wide: float, high: float, color: Color) -> None:
    """Draw a closed dossier lying flat, seen from its edge."""
    c.fill(rounded(x, base - high, x + wide, base, high * 0.2), darker(color, 0.12))
    c.fill(rect(x + wide * 0.03, base - high * 0.72, x + wide, base - high * 0.2), CREAM)
    for k in range(3):
        y = base - high * (0.32 + k * 0.14)
        c.line([(x + wide * 0.04, y), (x + wide * 0.99, y)], 2, SAND)
    c.fill(rounded(x, base - high, x + wide, base - high * 0.74, high * 0.12), color)
    c.fill(rounded(x, base - high * 0.22, x + wide, base, high * 0.1), darker(color, 0.2))
    c.fill(rect(x + wide * 0.42, base - high, x + wide * 0.48, base), LACQUER, 0.9)


def loudspeaker(
    c: Canvas, x: float, y: float, size: float, side: float = 1, color: Color = STEEL
) -> None:
    """Draw a public-address horn opening to the left (side -1) or right (1)."""
    horn = points("0,-0.09 0.5,-0.34 0.5,0.34 0,0.09")
    c.fill([(x + px * size * side, y + py * size) for px, py in horn], color)
    lower = points("0,0.0 0.5,0.08 0.5,0.34 0,0.09")
    c.fill([(x + px * size * side, y + py * size) for px, py in lower], darker(color, 0.22))
    c.fill(ellipse(x + size * 0.5 * side, y, size * 0.1, size * 0.34), lighter(color, 0.3))
    c.fill(ellipse(x + size * 0.51 * side, y, size * 0.075, size * 0.28), INK_SOFT)
    c.fill(ellipse(x + size * 0.49 * side, y, size * 0.04, size * 0.1), STEEL_DARK)
    c.fill(
        rounded(x - size * 0.13, y - size * 0.12, x + size * 0.13, y + size * 0.12, size * 0.04),
        STEEL_DARK,
    )


def waves_of_sound(
    c: Canvas, x: float, y: float, radius: float, side: float, color: Color, alpha: float = 0.8
) -> None:
    """Draw three arcs of sound leaving a point."""
    for k in range(3):
        r = radius * (0.5 + 0.27 * k)
        start, end = (-32, 32) if side > 0 else (148, 212)
        c.line(ellipse(x, y, r, r, start, end, 24), radius * 0.075, color, alpha - 0.18 * k)


def padlock(c: Canvas, x: float, y: float, size: float, color: Color = GOLD) -> None:
    """Draw a closed padlock centred on its body."""
    c.line(
        [
            (x - size * 0.26, y - size * 0.2),
            *ellipse(x, y - size * 0.46, size * 0.26, size * 0.3, 180, 360, 40),
            (x + size * 0.26, y - size * 0.2),
        ],
        size * 0.12,
        STEEL_DARK,
    )
    body = rounded(x - size * 0.42, y - size * 0.3, x + size * 0.42, y + size * 0.4, size * 0.1)
    c.shadow(body, 10, 14, 12, 0.35)
    c.fill(body, color)
    with c.clip(body):
        c.fill(rect(x + size * 0.16, y - size, x + size, y + size), darker(color, 0.18))
        c.fill(
            rect(x - size * 0.42, y - size * 0.3, x + size * 0.42, y - size * 0.22),
            lighter(color, 0.4),
        )
    c.disc(x, y, size * 0.1, BROWN_DARK)
    c.fill(
        [
            (x - size * 0.04, y),
            (x + size * 0.04, y),
            (x + size * 0.07, y + size * 0.22),
            (x - size * 0.07, y + size * 0.22),
        ],
        BROWN_DARK,
    )


def vase(
    c: Canvas, x: float, base: float, size: float, color: Color, kind: int = 0, trim: Color = CREAM
) -> None:
    """Draw one of three small vases with a painted belt."""
    shapes = (
        ((0.14, 1.0), (0.1, 0.9), (0.32, 0.6), (0.34, 0.42), (0.2, 0.08), (0.2, 0.0)),
        ((0.22, 0.8), (0.2, 0.74), (0.4, 0.45), (0.36, 0.2), (0.22, 0.0)),
        ((0.12, 1.0), (0.13, 0.7), (0.3, 0.4), (0.28, 0.12), (0.17, 0.0)),
    )
    body = Lathe(x, [(r * size, base - h * size) for r, h in shapes[kind % 3]], 0.18)
    props.solid(c, body, color, 0.35, 0.3)
    middle = base - size * 0.42
    c.fill(body.band(middle, middle + size * 0.035), trim)
    c.fill(body.band(middle + size * 0.16, middle + size * 0.18), trim)
    for k in range(9):
        px, py = body.at(math.sin(math.radians(-80 + 20 * k)), middle + size * 0.1)
        c.disc(px, py, size * 0.022, trim)
    props.mouth(c, body, lighter(color, 0.15), darker(color, 0.65), size * 0.025)


def shelf(c: Canvas, x0: float, x1: float, y: float, color: Color = WOOD) -> None:
    """Draw a wall shelf with its cast shade."""
    c.shadow(rect(x0, y, x1, y + 20), 0, 16, 12, 0.3)
    c.fill(rect(x0, y, x1, y + 22), color)
    c.fill(rect(x0, y, x1, y + 7), lighter(color, 0.3))


def bamboo_tray(c: Canvas, x: float, y: float, rx: float, ry: float) -> None:
    """Draw a flat round tray seen at a slant."""
    c.shadow(ellipse(x, y, rx, ry), 10, 14, 12, 0.35)
    c.fill(ellipse(x, y + ry * 0.1, rx, ry), BROWN)
    c.fill(ellipse(x, y, rx, ry), WOOD_LIGHT)
    c.fill(ellipse(x, y, rx * 0.91, ry * 0.88), WOOD)
    c.fill(ellipse(x, y + ry * 0.04, rx * 0.9, ry * 0.84), mix(WOOD_LIGHT, SAND, 0.5))


def medallion(c: Canvas, x: float, y: float, radius: float, color: Color) -> None:
    """Draw an empty round badge for a pictogram."""
    c.shadow(circle(x, y, radius), 6, 10, 10, 0.25)
    c.disc(x, y, radius, CREAM)
    c.disc(x, y, radius * 0.88, color)
    c.fill(ellipse(x, y - radius * 0.3, radius * 0.62, radius * 0.4), WHITE, 0.08)
