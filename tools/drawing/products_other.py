"""Pictures of the remaining products: coloured bricks, paper baskets, herbal soap."""

from random import Random

from . import landscape as land
from . import props
from .canvas import Canvas
from .geometry import Plane, circle, ellipse, moved, placed, points, rect, ribbon, rounded, smooth
from .palette import (
    ASH,
    ASH_LIGHT,
    BROWN,
    CELADON,
    CREAM,
    FOREST,
    GOLD,
    GOLD_DARK,
    GOLD_LIGHT,
    INDIGO,
    INDIGO_MID,
    INK,
    JADE,
    LACQUER,
    LACQUER_LIGHT,
    LEAF,
    MIST,
    PAPER,
    PLUM,
    ROSE,
    SAND,
    SKY,
    TERRA,
    WHITE,
    WOOD,
    WOOD_LIGHT,
    Color,
    darker,
    lighter,
    mix,
)


def unfired_bricks(c: Canvas) -> None:
    """A stack of pressed coloured bricks on a pallet, patterned tiles leaning in front."""
    land.sky(c, lighter(GOLD_LIGHT, 0.4), GOLD_LIGHT)
    for row in range(7):
        for k in range(9):
            x = k * 210 - (105 if row % 2 else 0)
            c.fill(rounded(x + 7, 20 + row * 116, x + 203, 122 + row * 116, 6), GOLD, 0.16)
    land.table(c, 840, mix(GOLD_DARK, TERRA, 0.3))
    land.ground_shadow(c, 840, 1050, 600, 56, 0.45)
    for x in (330, 730, 1110):
        props.box(c, x, 1046, 90, 46, 200, BROWN)
    props.box(c, 300, 1002, 930, 30, 210, WOOD)
    tones = (ASH, TERRA, mix(GOLD, SAND, 0.3), JADE, ASH_LIGHT, LACQUER_LIGHT, INDIGO_MID)
    for row in range(5):
        count = (4, 4, 3, 3, 2)[row]
        wide, high = 214, 132
        left = (
            322 + (108 if row in (2, 3) else 0) + (216 if row == 4 else 0) + (12 if row % 2 else 0)
        )
        for k in range(count):
            _brick(
                c,
                left + k * (wide + 6),
                972 - row * (high + 3),
                wide,
                high,
                tones[(row * 3 + k * 2) % 7],
                row * 10 + k,
            )
    for k, color in enumerate((INDIGO, LACQUER)):
        _tile(c, 1120 + k * 150, 1092 + k * 14, 230, color)


def _brick(
    c: Canvas, x: float, base: float, wide: float, high: float, color: Color, seed: int
) -> None:
    front, side, top = props.box(c, x, base, wide, high, 190, color)
    rng = Random(seed)
    for u in (0.28, 0.72):
        px, py = top.at(u, 0.5)
        c.fill(ellipse(px, py, 32, 15), darker(color, 0.5))
        c.fill(ellipse(px + 3, py + 5, 26, 9), darker(color, 0.32))
    for face, tone in (
        (front, darker(color, 0.3)),
        (front, lighter(color, 0.4)),
        (side, darker(color, 0.45)),
    ):
        for _ in range(12):
            c.disc(
                *face.at(rng.uniform(0.05, 0.95), rng.uniform(0.08, 0.92)),
                rng.uniform(1.6, 3.6),
                tone,
                0.8,
            )
    c.fill(front.rect(0, 0, 1, 0.05), lighter(color, 0.35))
    c.line([*front.outline(), front.at(0, 0)], 2.5, darker(color, 0.35), 0.6)


def _tile(c: Canvas, x: float, base: float, size: float, color: Color) -> None:
    face = Plane(
        (x + 26, base - size), (x + size + 26, base - size + 8), (x + size, base), (x, base - 6)
    )
    c.shadow(face.outline(), 16, 14, 14, 0.4)
    c.fill(moved(face.outline(), 12, -4), darker(CREAM, 0.3))
    c.fill(face.outline(), CREAM)
    c.fill(face.path(circle(0.5, 0.5, 0.42)), color)
    c.fill(face.path(circle(0.5, 0.5, 0.33)), CREAM)
    for k in range(8):
        c.fill(
            face.path(placed(ellipse(0.15, 0, 0.13, 0.055, count=24), 0.5, 0.5, 1, 45 * k)),
            color if k % 2 else GOLD,
        )
    for u, v in ((0, 0), (1, 0), (0, 1), (1, 1)):
        corner = [(u + (px - 0.5) * 1.0, v + (py - 0.5) * 1.0) for px, py in circle(0.5, 0.5, 0.2)]
        inside = [(min(1, max(0, px)), min(1, max(0, py))) for px, py in corner]
        c.fill(face.path(inside), color)


def paper_baskets(c: Canvas) -> None:
    """Two handled baskets woven from strips of recycled paper."""
    land.sky(c, lighter(LEAF, 0.55), lighter(LEAF, 0.3))
    c.disc(800, 560, 470, CREAM, 0.42)
    c.ring(800, 560, 510, 6, WHITE, 0.7)
    land.table(c, 860, mix(LEAF, FOREST, 0.55))
    land.ground_shadow(c, 760, 1030, 440, 50, 0.45)
    _woven(c, 330, 1020, 560, 480, (INDIGO, CREAM, SKY, INDIGO_MID), LACQUER, 230)
    land.ground_shadow(c, 1150, 1075, 250, 36, 0.45)
    _woven(c, 960, 1070, 350, 310, (LACQUER, GOLD_LIGHT, ROSE, CREAM), INDIGO, 140)
    for x, y, r, turn in ((420, 1090, 44, 0), (560, 1110, 36, 20)):
        c.shadow(circle(x, y, r), 8, 10, 8, 0.4)
        c.disc(x, y, r, PAPER)
        for k in range(5):
            c.line(
                ellipse(x, y, r * (0.9 - 0.17 * k), r * (0.9 - 0.17 * k), turn, turn + 330, 40),
                4,
                mix(SAND, ASH, 0.5),
            )


def _woven(
    c: Canvas,
    x: float,
    base: float,
    wide: float,
    high: float,
    tones: tuple[Color, Color, Color, Color],
    trim: Color,
    rise: float,
) -> None:
    flare, depth = wide * 0.07, wide * 0.36
    front = Plane(
        (x - flare, base - high), (x + wide + flare, base - high), (x + wide, base), (x, base)
    )
    side = Plane(
        (x + wide + flare, base - high),
        (x + wide + flare + depth, base - high - depth * 0.5),
        (x + wide + depth, base - depth * 0.62),
        (x + wide, base),
    )
    back = [
        front.at(0, 0),
        front.at(1, 0),
        side.at(1, 0),
        (x - flare + depth, base - high - depth * 0.5),
    ]
    far = _handle(x + depth + wide * 0.2, base - high - depth * 0.5, wide * 0.66, rise)
    c.fill(ribbon(far, lambda t: wide * 0.05), darker(trim, 0.3))
    c.fill(back, darker(tones[0], 0.55))
    with c.clip(back):
        for k in range(7):
            c.line(
                [(x + k * wide / 6, base - high - depth), (x + k * wide / 6, base)],
                wide * 0.02,
                darker(tones[0], 0.35),
            )
        for k in range(9):
            paper = placed(
                rounded(-wide * 0.05, -wide * 0.3, wide * 0.05, wide * 0.2, 6),
                x + wide * (0.22 + 0.1 * k),
                base - high - depth * 0.02,
                1,
                -16 + 5 * k,
            )
            c.fill(paper, (CREAM, SAND, MIST)[k % 3])
    rng = Random(round(wide))
    for face, columns, shade in ((front, 11, 0.0), (side, 5, 0.3)):
        c.fill(face.outline(), darker(tones[0], 0.5))
        for row in range(9):
            for k in range(columns):
                tone = tones[0] if (row + k) % 2 else tones[1 + (row * 5 + k * 3) % 3]
                cell = face.rect(
                    (k + 0.05) / columns, (row + 0.05) / 9, (k + 0.95) / columns, (row + 0.95) / 9
                )
                c.fill(cell, darker(tone, shade))
                if tone == CREAM:
                    for line in range(3):
                        v = (row + 0.28 + line * 0.22) / 9
                        c.fill(
                            face.rect(
                                (k + 0.2) / columns,
                                v,
                                (k + rng.uniform(0.6, 0.85)) / columns,
                                v + 0.006,
                            ),
                            darker(ASH, shade),
                            0.7,
                        )
                edge = face.rect(
                    (k + 0.05) / columns, (row + 0.78) / 9, (k + 0.95) / columns, (row + 0.95) / 9
                )
                c.fill(edge, INK, 0.13)
    for face, shade in ((front, 0.0), (side, 0.3)):
        c.fill(face.rect(-0.01, -0.035, 1.01, 0.055), darker(trim, shade))
        c.fill(face.rect(-0.01, -0.035, 1.01, -0.01), darker(lighter(trim, 0.3), shade))
        c.fill(face.rect(0, 0.95, 1, 1), darker(trim, shade + 0.1))
    near = _handle(x + wide * 0.17, base - high + 30, wide * 0.66, rise + 30)
    c.shadow(ribbon(near, lambda t: wide * 0.05), 8, 10, 8, 0.25)
    c.fill(ribbon(near, lambda t: wide * 0.055), trim)
    c.fill(ribbon(near, lambda t: wide * 0.018), lighter(trim, 0.28))
    for px in (near[0][0], near[-1][0]):
        c.fill(
            rounded(px - wide * 0.045, base - high + 10, px + wide * 0.045, base - high + 78, 10),
            darker(trim, 0.18),
        )
        c.disc(px, base - high + 44, wide * 0.017, GOLD_LIGHT)


def _handle(x: float, y: float, wide: float, rise: float) -> list[tuple[float, float]]:
    return ellipse(x + wide / 2, y, wide / 2, rise, 180, 360, 60)


def herbal_soap(c: Canvas) -> None:
    """Bars of herbal soap tied with twine, herb sprigs and bubbles about them."""
    land.sky(c, lighter(PLUM, 0.62), lighter(PLUM, 0.42))
    land.waves(c, 160, 780, 120, PLUM, 0.1)
    c.disc(800, 520, 400, CREAM, 0.4)
    land.table(c, 820, lighter(PLUM, 0.1))
    for x, y, turn, tone in (
        (420, 900, -118, JADE),
        (1190, 900, -62, FOREST),
        (1250, 930, -34, JADE),
        (360, 930, -150, FOREST),
    ):
        stem = placed(points("0,0 140,-10 280,0 430,-16"), x, y, 1, turn)
        c.line(smooth(stem, closed=False), 9, mix(tone, BROWN, 0.3))
        for k in range(9):
            px, py = smooth(stem, closed=False)[4 + k * 4]
            for side in (-1, 1):
                props.leafy(
                    c, px, py, 118 - k * 5, turn + side * 52, mix(tone, LEAF, 0.12 * (k % 3)), 0.42
                )
    dish = points("300,940 1300,940 1370,1040 230,1040")
    land.ground_shadow(c, 810, 1080, 590, 46, 0.5)
    c.fill(dish, WOOD_LIGHT)
    c.fill(rounded(228, 1034, 1372, 1076, 12), WOOD)
    for k in range(6):
        c.fill(
            [
                (390 + k * 150, 948),
                (440 + k * 150, 948),
                (424 + k * 156, 1026),
                (362 + k * 156, 1026),
            ],
            BROWN,
            0.45,
        )
    _bar(c, 360, 990, 420, 190, mix(CELADON, LEAF, 0.3), 2)
    _bar(c, 812, 990, 420, 190, mix(GOLD_LIGHT, CREAM, 0.2), 5)
    _bar(c, 420, 786, 400, 176, mix(ROSE, CREAM, 0.15), 8)
    _bar(c, 800, 786, 390, 176, mix(CREAM, SAND, 0.35), 11)
    _bar(c, 590, 596, 420, 186, mix(JADE, CELADON, 0.35), 14)
    for dx in (-9, 9):
        c.line([(800 + dx, 408), (800 + dx, 592)], 9, WOOD)
    c.line([(594, 520), (1006, 520)], 9, WOOD)
    props.bow(c, 800, 452, 96, BROWN)
    props.leafy(c, 806, 440, 150, -24, FOREST, 0.4)
    props.leafy(c, 794, 440, 130, -150, JADE, 0.4)
    for x, y, r in (
        (310, 640, 64),
        (236, 520, 34),
        (400, 480, 26),
        (1270, 520, 72),
        (1350, 390, 40),
        (1180, 350, 28),
        (1060, 250, 46),
        (520, 280, 42),
        (1300, 690, 30),
        (620, 170, 22),
    ):
        c.disc(x, y, r, WHITE, 0.28)
        c.ring(x, y, r, 4, WHITE, 0.75)
        c.line(ellipse(x, y, r * 0.72, r * 0.72, 190, 260, 20), r * 0.12, WHITE, 0.95)
        c.line(ellipse(x, y, r * 0.74, r * 0.74, 20, 70, 16), r * 0.06, SKY, 0.9)


def _bar(
    c: Canvas, x: float, base: float, wide: float, high: float, color: Color, seed: int
) -> None:
    body = rounded(x, base - high, x + wide, base, 46)
    c.shadow(body, 10, 16, 12, 0.3)
    c.fill(body, darker(color, 0.16))
    rng = Random(seed)
    with c.clip(body):
        c.fill(rect(x + wide * 0.82, base - high, x + wide, base), darker(color, 0.28))
        for k in range(3):
            y = base - high * (0.24 + k * 0.12)
            swirl = smooth(
                [(x, y), (x + wide * 0.3, y - 12), (x + wide * 0.6, y + 10), (x + wide, y - 6)],
                closed=False,
            )
            c.line(swirl, 6, lighter(color, 0.3), 0.45)
        top = rounded(x, base - high, x + wide, base - high * 0.42, 46)
        c.fill(top, color)
        c.fill(
            rounded(x + 26, base - high + 12, x + wide - 26, base - high + 24, 8),
            lighter(color, 0.5),
        )
        for _ in range(46):
            px, py = x + rng.uniform(20, wide - 20), base - high + rng.uniform(14, high - 14)
            fleck = placed(
                ellipse(0, 0, rng.uniform(4, 9), rng.uniform(2, 4), count=14),
                px,
                py,
                1,
                rng.uniform(0, 180),
            )
            c.fill(fleck, rng.choice((FOREST, LACQUER, GOLD_DARK, JADE, TERRA)), 0.7)
    cx, cy = x + wide / 2, base - high * 0.71
    for turn in (-142, -90, -38):
        mark = placed(ellipse(26, 0, 26, 11, count=24), cx, cy + 22, 1, turn)
        c.fill(mark, darker(color, 0.26), 0.8)


PICTURES = {
    "gach-khong-nung-mau": unfired_bricks,
    "gio-giay-tai-che": paper_baskets,
    "xa-phong-thao-moc": herbal_soap,
}
