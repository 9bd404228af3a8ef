"""Pictures of cakes, coloured vermicelli, dried fruit and the gift set."""

import math
from random import Random

from . import landscape as land
from . import props
from .canvas import Canvas
from .geometry import Lathe, Plane, circle, curve, ellipse, placed, points, ribbon, rounded, smooth
from .palette import (
    BROWN,
    BROWN_DARK,
    CELADON,
    CREAM,
    FOREST,
    GOLD,
    GOLD_LIGHT,
    INDIGO,
    INDIGO_MID,
    JADE,
    LACQUER,
    LACQUER_DARK,
    LEAF,
    MIST,
    PAPER,
    PERSIMMON,
    PLUM,
    ROSE,
    SAND,
    SKY,
    STRAW,
    TERRA,
    TERRA_DARK,
    WHITE,
    WOOD,
    WOOD_LIGHT,
    Color,
    darker,
    lighter,
    mix,
)


def rice_cakes(c: Canvas) -> None:
    """Pressed rice-flour cakes, some wrapped in bright paper, one cut to show its filling."""
    land.sky(c, lighter(ROSE, 0.35), ROSE)
    land.zigzags(c, 120, 110, LACQUER, 0.1, 9)
    c.disc(800, 520, 400, CREAM, 0.45)
    land.table(c, 760, mix(ROSE, LACQUER, 0.35))
    plate = Lathe(800, points("590,900 520,960 330,1000"), 0.26)
    land.ground_shadow(c, 810, 1050, 500, 80, 0.4)
    props.solid(c, plate, INDIGO, 0.2, 0.25)
    c.fill(plate.ring(900), WHITE)
    c.line(ellipse(800, 902, 556, 142), 10, INDIGO_MID)
    c.fill(ellipse(800, 912, 480, 118), mix(WHITE, MIST, 0.5))
    c.shadow(ellipse(800, 920, 430, 80), 12, 8, 18, 0.3)
    for x, base, color in ((390, 884, JADE), (650, 872, LACQUER), (910, 884, GOLD)):
        _wrapped(c, x, base, color)
    for x, base, color in ((520, 700, PLUM), (785, 700, FOREST)):
        _wrapped(c, x, base, color)
    _pressed(c, 470, 1000, False)
    _pressed(c, 830, 1000, True)


def _wrapped(c: Canvas, x: float, base: float, color: Color) -> None:
    front, side, top = props.box(c, x, base, 240, 172, 120, color)
    c.fill(front.path(points("0,0 0.5,0.62 1,0")), lighter(color, 0.16))
    c.line(front.path(points("0,0 0.5,0.62 1,0")), 4, darker(color, 0.25))
    c.fill(front.rect(0.34, 0.36, 0.66, 0.84), CREAM)
    x0, y0 = front.at(0.5, 0.6)
    for k in range(4):
        c.fill(placed(ellipse(13, 0, 13, 7), x0, y0, 1, 45 + 90 * k), color)
    c.fill(side.path(points("0,0 0.5,0.5 1,0")), darker(color, 0.14))
    c.line(top.path([(0.02, 0.5), (0.98, 0.5)]), 4, darker(color, 0.12))


def _pressed(c: Canvas, x: float, base: float, cut: bool) -> None:
    front, side, top = props.box(c, x, base, 290, 128, 150, CREAM)
    c.fill(side.outline(), mix(SAND, CREAM, 0.35))
    c.fill(front.outline(), mix(CREAM, PAPER, 0.6))
    cx, cy = top.at(0.5, 0.5)
    for wide, tone in ((0.78, mix(SAND, CREAM, 0.45)), (0.62, CREAM)):
        c.line(top.path([*circle(0.5, 0.5, wide / 2)]), 6, tone)
    for k in range(8):
        petal = placed(ellipse(0.17, 0, 0.13, 0.06, count=24), 0.5, 0.5, 1, 45 * k)
        c.fill(top.path(petal), mix(SAND, CREAM, 0.4))
    c.disc(cx, cy, 9, LACQUER)
    if cut:
        c.fill(front.rect(0.0, 0.3, 1, 0.74), mix(GOLD, TERRA, 0.25))
        rng = Random(4)
        for _ in range(34):
            px, py = front.at(rng.uniform(0.03, 0.97), rng.uniform(0.34, 0.7))
            c.disc(px, py, rng.uniform(4, 8), rng.choice((BROWN, GOLD_LIGHT, LEAF, CREAM)))
        c.fill(side.rect(0, 0.3, 1, 0.74), mix(GOLD, TERRA_DARK, 0.45))
        for k in range(5):
            c.disc(1180 + k * 26, 1006 + (k % 3) * 13, 7 + k % 3, CREAM)


def five_colour_vermicelli(c: Canvas) -> None:
    """Five nests of vermicelli in five natural colours on a winnowing tray."""
    land.sky(c, INDIGO_MID, INDIGO)
    land.lattice(c, 150, SKY, 0.09)
    tray = circle(800, 600, 530)
    c.shadow(tray, 30, 40, 34, 0.5)
    c.fill(tray, WOOD)
    c.disc(800, 600, 508, mix(WOOD, STRAW, 0.6))
    c.disc(800, 600, 478, darker(STRAW, 0.18))
    with c.clip(circle(800, 600, 474)):
        for row in range(22):
            for column in range(22):
                x, y = 310 + column * 46, 110 + row * 46
                tone = (
                    mix(STRAW, GOLD_LIGHT, 0.45) if (row + column) % 2 else mix(STRAW, WOOD, 0.28)
                )
                c.fill(rounded(x + 2, y + 3, x + 44, y + 43, 8), tone)
        c.cut(circle(810, 616, 540), circle(812, 618, 440), BROWN_DARK, 0.22)
    for k in range(52):
        a = math.radians(360 * k / 52)
        c.line(
            [
                (800 + 496 * math.cos(a), 600 + 496 * math.sin(a)),
                (800 + 526 * math.cos(a + 0.05), 600 + 526 * math.sin(a + 0.05)),
            ],
            7,
            BROWN,
        )
    colors = (CREAM, GOLD, mix(LACQUER, ROSE, 0.15), mix(LEAF, JADE, 0.25), PLUM)
    for k, color in enumerate(colors):
        a = math.radians(-90 + 72 * k)
        _nest(c, 800 + 278 * math.cos(a), 600 + 278 * math.sin(a), 172, color, k)
    for k in range(8):
        props.leafy(c, 800, 600, 118, k * 45 + 10, JADE if k % 2 else LEAF, 0.4)
    c.disc(800, 600, 30, LACQUER)
    c.disc(792, 592, 10, ROSE)


def _nest(c: Canvas, x: float, y: float, radius: float, color: Color, seed: int) -> None:
    rng = Random(seed + 40)
    c.shadow(circle(x, y, radius), 16, 20, 14, 0.42)
    c.disc(x, y, radius, darker(color, 0.3))
    for _ in range(64):
        share = rng.uniform(0.28, 0.98)
        start = rng.uniform(0, 360)
        dx, dy = rng.uniform(-0.06, 0.06) * radius, rng.uniform(-0.06, 0.06) * radius
        light = 0.5 - 0.5 * math.cos(math.radians(start + 90 - 225))
        tone = mix(
            darker(color, 0.16),
            lighter(color, 0.42),
            0.15 + 0.7 * (1 - light) * rng.uniform(0.5, 1),
        )
        reach = radius * share * 0.93
        c.line(
            ellipse(
                x + dx,
                y + dy,
                reach,
                reach * rng.uniform(0.88, 1),
                start,
                start + rng.uniform(90, 220),
                40,
            ),
            8.5,
            tone,
        )
    c.disc(x, y, radius * 0.24, darker(color, 0.34))
    for k in range(4):
        c.line(
            ellipse(
                x,
                y,
                radius * (0.2 + 0.05 * k),
                radius * (0.18 + 0.05 * k),
                70 * k,
                70 * k + 240,
                30,
            ),
            8,
            mix(color, lighter(color, 0.3), k / 4),
        )


def dried_persimmons(c: Canvas) -> None:
    """Persimmons drying on strings above a plate of flattened fruit."""
    land.sky(c, mix(SKY, MIST, 0.2), mix(MIST, CREAM, 0.5))
    land.karst(c, 820, 430, mix(SKY, INDIGO_MID, 0.35), 41, 380, mix(MIST, SKY, 0.3))
    land.hills(c, 850, 90, mix(JADE, SKY, 0.35), 3)
    land.table(c, 900, WOOD)
    c.fill(rounded(140, 84, 1460, 122, 18), BROWN)
    c.fill(rounded(140, 84, 1460, 100, 9), WOOD)
    for x, count, drop in (
        (290, 4, 0),
        (470, 3, 18),
        (1130, 3, 18),
        (1310, 4, 0),
        (640, 2, 6),
        (960, 2, 6),
    ):
        c.line([(x, 100), (x, 190 + drop + (count - 1) * 168)], 6, CREAM)
        for k in range(count):
            y = 215 + drop + k * 168
            props.persimmon(
                c, x, y, 76, mix(PERSIMMON, GOLD if k % 2 else LACQUER, 0.18), 12 * k, dried=k > 1
            )
            c.line([(x, y - 92), (x, y - 42)], 6, CREAM)
    land.ground_shadow(c, 800, 1060, 430, 60, 0.45)
    plate = Lathe(800, points("470,940 420,1000 270,1052"), 0.24)
    props.solid(c, plate, JADE, 0.2, 0.3)
    c.fill(plate.ring(940), CELADON)
    c.fill(ellipse(800, 948, 400, 88), mix(CELADON, JADE, 0.4))
    for x, y, r in (
        (580, 912, 128),
        (1020, 912, 128),
        (690, 880, 128),
        (912, 880, 128),
        (800, 952, 140),
        (670, 772, 122),
        (930, 772, 122),
        (800, 790, 130),
        (800, 640, 124),
    ):
        c.shadow(ellipse(x, y + r * 0.3, r, r * 0.5), 8, 12, 10, 0.3)
        props.persimmon(
            c, x, y, r, mix(PERSIMMON, TERRA, 0.5 if y > 900 else 0.3), x / 7, dried=True
        )
    props.leafy(c, 860, 590, 190, -20, FOREST, 0.46)


def gift_set(c: Canvas) -> None:
    """An open gift box: noodles, honey, tea and dried persimmons in four compartments."""
    land.sky(c, darker(LACQUER_DARK, 0.15), LACQUER_DARK)
    land.drum(c, 800, 430, 560, GOLD, 0.2)
    land.table(c, 840, darker(LACQUER_DARK, 0.35))
    land.ground_shadow(c, 810, 1070, 640, 54, 0.6)
    lid = points("300,150 1300,150 1270,560 330,560")
    c.shadow(lid, 0, 20, 20, 0.4)
    c.fill(lid, LACQUER)
    inner = points("336,186 1264,186 1240,560 360,560")
    c.fill(inner, PAPER)
    with c.clip(inner):
        land_face = Plane(*inner)
        cx, cy = land_face.at(0.5, 0.95)
        for k in range(9):
            c.line(ellipse(cx, cy, 90 + k * 52, (90 + k * 52) * 0.86, 180, 360, 60), 6, GOLD, 0.55)
    floor = points("330,560 1270,560 1390,900 210,900")
    c.fill(floor, BROWN)
    c.fill(points("330,560 360,560 262,900 210,900"), darker(LACQUER, 0.2))
    c.fill(points("1270,560 1240,560 1338,900 1390,900"), darker(LACQUER, 0.3))
    with c.clip(points("360,560 1240,560 1338,900 262,900")):
        rng = Random(15)
        for _ in range(560):
            x, y = rng.uniform(240, 1360), rng.uniform(560, 900)
            strip = curve("-40,6 -12,-10 14,8 40,-6")
            c.line(
                placed(strip, x, y, 1, rng.uniform(0, 180)),
                7,
                mix(WOOD, rng.choice((STRAW, WOOD_LIGHT, BROWN)), rng.uniform(0.3, 0.8)),
            )
        for u in (560, 800, 1040):
            top = 800 + (u - 800) * 0.92
            c.fill([(top - 6, 560), (top + 6, 560), (u + 8, 900), (u - 8, 900)], LACQUER)
            c.fill([(top + 6, 560), (top + 22, 560), (u + 30, 900), (u + 8, 900)], BROWN_DARK, 0.4)
    for x, seed in ((400, 2), (448, 3)):
        _upright_hank(c, x, 880 if seed == 2 else 905, 104, 380, seed)
    props.jar_of_honey(c, 682, 905, 360)
    tin = Lathe(918, [(96, 560), (96, 905)], 0.16, curved=False)
    props.solid(c, tin, FOREST, 0.25, 0.3)
    c.fill(tin.band(650, 800), CREAM)
    c.fill(tin.patch(0.5, 1, 650, 800), mix(CREAM, SAND, 0.6))
    for turn in (-130, -90, -50):
        props.leafy(c, 918, 800, 96, turn, JADE, 0.4)
    cap = Lathe(918, points("88,512 100,520 100,576"), 0.16, curved=False)
    props.solid(c, cap, GOLD, 0.4, 0.3)
    c.fill(cap.ring(514), GOLD_LIGHT)
    for x, y in ((1110, 690), (1220, 700), (1130, 790), (1245, 800), (1160, 880)):
        props.persimmon(c, x, y, 76, mix(PERSIMMON, TERRA, 0.3), x, dried=True)
    front = Plane((210, 900), (1390, 900), (1370, 1070), (230, 1070))
    c.fill(front.outline(), LACQUER)
    c.fill(front.rect(0, 0, 1, 0.08), lighter(LACQUER, 0.25))
    c.fill(front.rect(0.75, 0.08, 1, 1), LACQUER_DARK, 0.3)
    for k in range(19):
        u = (k + 0.5) / 19
        c.fill(front.path([(u - 0.022, 0.9), (u, 0.68), (u + 0.022, 0.9)]), GOLD, 0.7)
    c.fill(front.rect(0, 0.92, 1, 0.96), GOLD, 0.8)
    c.fill(front.rect(0.47, 0, 0.53, 1), GOLD)
    c.fill(front.rect(0.515, 0, 0.53, 1), darker(GOLD, 0.2))
    for side in (-1, 1):
        loop = smooth(
            [
                (800, 960),
                (800 + side * 80, 900),
                (800 + side * 168, 920),
                (800 + side * 150, 990),
                (800 + side * 60, 985),
            ]
        )
        c.shadow(loop, 5, 8, 6, 0.3)
        c.fill(loop, GOLD)
        c.fill(
            [(x * 0.6 + (800 + side * 84) * 0.4, y * 0.6 + 952 * 0.4) for x, y in loop],
            darker(GOLD, 0.3),
        )
        end = ribbon(
            smooth([(800, 965), (800 + side * 50, 1040), (800 + side * 110, 1100)], closed=False),
            lambda t: 30 + 16 * t,
        )
        c.fill(end, darker(GOLD, 0.1))
    c.fill(rounded(768, 930, 832, 992, 16), GOLD_LIGHT)


def _upright_hank(c: Canvas, x: float, base: float, wide: float, high: float, seed: int) -> None:
    rng = Random(seed)
    tone = mix(SAND, CREAM, 0.25)
    body = smooth(
        [
            (x - wide * 0.5, base - high),
            (x - wide * 0.36, base - high * 0.5),
            (x - wide * 0.5, base),
            (x + wide * 0.5, base),
            (x + wide * 0.36, base - high * 0.5),
            (x + wide * 0.5, base - high),
        ]
    )
    c.fill(body, darker(tone, 0.25))
    for k in range(16):
        s = -1 + 2 * (k + 0.5) / 16
        line = smooth(
            [
                (x + s * wide * 0.5, base - high + rng.uniform(-14, 14)),
                (x + s * wide * 0.36, base - high * 0.5),
                (x + s * wide * 0.5, base),
            ],
            closed=False,
        )
        c.line(
            line,
            wide / 16 * 0.8,
            mix(lighter(tone, 0.3), darker(tone, 0.2), max(0, s) * 0.7 + rng.uniform(0, 0.2)),
        )
    c.fill(
        rounded(x - wide * 0.42, base - high * 0.54, x + wide * 0.42, base - high * 0.46, 8),
        LACQUER,
    )
    props.bow(c, x, base - high * 0.5, wide * 0.42, LACQUER)


PICTURES = {
    "banh-khao-truyen-thong": rice_cakes,
    "bun-ngu-sac": five_colour_vermicelli,
    "hong-vanh-khuyen-say": dried_persimmons,
    "bo-qua-dac-san-bon-mua": gift_set,
}
