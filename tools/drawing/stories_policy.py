"""Scenes for the policy stories: documents, money, awards and the road ahead."""

import math

from . import equipment as kit
from . import landscape as land
from . import props
from .canvas import Canvas
from .geometry import Plane, circle, curve, ellipse, placed, points, rect, ribbon, rounded
from .palette import (
    ASH_LIGHT,
    BROWN,
    CELADON,
    CREAM,
    FOREST,
    GOLD,
    GOLD_DARK,
    GOLD_LIGHT,
    INDIGO,
    INDIGO_DARK,
    INDIGO_MID,
    JADE,
    LACQUER,
    LACQUER_DARK,
    LEAF,
    PAPER,
    PERSIMMON,
    ROSE,
    SAND,
    SKY,
    STEEL,
    TERRA,
    TERRA_DARK,
    TERRA_LIGHT,
    WHITE,
    WOOD,
    darker,
    lighter,
    mix,
)


def founding_decree(c: Canvas) -> None:
    """A sealed document upright on a desk before a great drum pattern."""
    land.sky(c, INDIGO, INDIGO_DARK)
    land.drum(c, 800, 440, 520, GOLD, 0.34)
    land.table(c, 800, LACQUER_DARK, 30)
    for k, (tone, dx) in enumerate(((FOREST, 0), (LACQUER, 24), (INDIGO_MID, -14))):
        if k == 0:
            land.ground_shadow(c, 290, 968, 240, 30, 0.5)
        kit.folder(c, 90 + dx, 960 - k * 66, 430, 64, tone)
    plant = points("1330,930 1350,790 1500,790 1520,930")
    land.ground_shadow(c, 1425, 935, 110, 22, 0.5)
    for turn, size in ((-150, 230), (-120, 290), (-92, 320), (-62, 290), (-30, 230)):
        props.leafy(c, 1425, 800, size, turn, JADE if size > 250 else LEAF, 0.3)
    c.fill(plant, TERRA)
    c.fill(points("1450,790 1500,790 1520,930 1462,930"), TERRA_DARK)
    c.fill(rect(1336, 778, 1514, 812), lighter(TERRA, 0.15))
    land.ground_shadow(c, 820, 985, 330, 30, 0.5)
    face = Plane(*points("560,130 1040,130 1060,970 540,970"))
    c.fill(points("1040,130 1064,150 1090,972 1060,970"), SAND)
    props.paper(c, face, 9, CREAM, INDIGO)
    c.line([*face.rect(0.04, 0.03, 0.96, 0.97), face.at(0.04, 0.03)], 5, GOLD_DARK)
    px, py = face.at(0.7, 0.85)
    props.seal(c, px, py, 74)
    c.line(
        curve(
            f"{px - 300},{py + 10} {px - 250},{py - 40} {px - 220},{py + 20} "
            f"{px - 170},{py - 30} {px - 130},{py + 14}"
        ),
        6,
        INDIGO,
    )
    stamp = rounded(1160, 800, 1250, 850, 12)
    land.ground_shadow(c, 1205, 985, 80, 16, 0.5)
    c.fill(ribbon(points("1205,800 1205,900"), lambda t: 36 + 30 * t), WOOD)
    c.fill(stamp, WOOD)
    c.disc(1205, 790, 44, lighter(WOOD, 0.2))
    c.fill(rounded(1130, 900, 1280, 985, 14), BROWN)
    c.fill(rect(1130, 962, 1280, 985), LACQUER)


def amending_decree(c: Canvas) -> None:
    """An older document hands over to its amended version through a sweeping arrow."""
    land.sky(c, lighter(TERRA_LIGHT, 0.35), TERRA_LIGHT)
    land.rays(c, 800, 1000, 1600, 30, WHITE, 0.12)
    land.hills(c, 800, 220, mix(TERRA_LIGHT, TERRA, 0.5), 6)
    land.table(c, 850, TERRA_DARK, 30)
    land.ground_shadow(c, 440, 960, 250, 30, 0.4)
    old = Plane(*points("250,300 620,270 660,930 270,960"))
    props.paper(c, old, 8, PAPER, mix(BROWN, SAND, 0.3), 5)
    for k in (2, 5):
        v = 0.251 + k * 0.065
        c.line(old.path([(0.1, v), (0.84, v)]), 7, LACQUER)
    land.ground_shadow(c, 1130, 985, 300, 32, 0.45)
    new = Plane(*points("900,220 1360,250 1350,985 880,955"))
    props.paper(c, new, 8, WHITE, INDIGO, 8)
    for k in (2, 5):
        v = 0.229 + k * 0.065
        c.fill(new.rect(0.1, v, 0.86, v + 0.046), GOLD_LIGHT, 0.75)
        c.fill(new.rect(0.13, v + 0.011, 0.8, v + 0.033), INDIGO)
    px, py = new.at(0.72, 0.86)
    props.seal(c, px, py, 62)
    arc = curve("420,236 520,120 740,80 900,110 970,176")
    shape = ribbon(arc, lambda t: 22 + 26 * t)
    c.shadow(shape, 8, 14, 10, 0.3)
    c.fill(shape, LACQUER)
    c.fill(points("1032,264 900,196 1014,120"), LACQUER)
    kit.pen(c, 1310, 840, 330, -52, JADE)


def coins_and_calculator(c: Canvas) -> None:
    """A ledger, a calculator and stacks of coins on a green cloth."""
    land.sky(c, JADE, FOREST)
    land.lattice(c, 130, WHITE, 0.05)
    ledger = Plane(*points("90,180 790,120 860,880 110,960"))
    c.shadow(ledger.outline(), 18, 26, 18, 0.4)
    c.fill([(x - 16, y + 26) for x, y in ledger.outline()], LACQUER_DARK)
    c.fill(ledger.outline(), CREAM)
    c.fill(ledger.rect(0.485, 0, 0.515, 1), SAND, 0.7)
    c.fill(ledger.rect(0.5, 0, 0.56, 1), SAND, 0.35)
    for k in range(12):
        v = 0.14 + k * 0.065
        for u0, u1 in ((0.05, 0.45), (0.55, 0.95)):
            c.line(ledger.path([(u0, v), (u1, v)]), 3, SKY)
            if k < 10:
                c.fill(
                    ledger.rect(u0 + 0.01, v + 0.018, u0 + 0.12 + 0.04 * ((k * 3) % 4), v + 0.038),
                    INDIGO,
                    0.7,
                )
                c.fill(
                    ledger.rect(u1 - 0.09, v + 0.018, u1 - 0.01, v + 0.038),
                    LACQUER if k % 4 == 3 else JADE,
                    0.75,
                )
    for u0 in (0.05, 0.55):
        c.fill(ledger.rect(u0, 0.06, u0 + 0.4, 0.11), INDIGO)
    kit.calculator(c, 1120, 400, 560, 9)
    for x, base, count in (
        (900, 960, 6),
        (1080, 1000, 10),
        (1270, 960, 14),
        (1440, 1000, 8),
        (1190, 1040, 3),
    ):
        c.shadow(ellipse(x + 26, base, 92, 30), 10, 0, 14, 0.45)
        props.coins(c, x, base, 84, count)
    for x, y in ((730, 1000), (640, 1020)):
        c.shadow(ellipse(x, y, 70, 30), 8, 10, 6, 0.4)
        props.coins(c, x, y + 14, 70, 1)
    kit.pen(c, 520, 760, 360, -152, GOLD)


def award_checklist(c: Canvas) -> None:
    """A great rosette beside a ticked list, with local products below."""
    land.sky(c, mix(GOLD_LIGHT, CREAM, 0.25), GOLD_LIGHT)
    land.rays(c, 520, 420, 1500, 28, WHITE, 0.16)
    land.hills(c, 810, 180, mix(GOLD, GOLD_LIGHT, 0.3), 14)
    land.table(c, 850, TERRA, 30)
    board = Plane(*points("900,110 1400,110 1420,900 880,900"))
    land.ground_shadow(c, 1170, 910, 300, 26, 0.45)
    c.fill(board.outline(), BROWN)
    sheet = Plane(*points("936,170 1366,170 1382,870 918,870"))
    c.fill(sheet.outline(), WHITE)
    c.fill(rounded(1070, 84, 1230, 150, 16), STEEL)
    c.disc(1150, 94, 20, darker(STEEL, 0.3))
    c.fill(sheet.rect(0.14, 0.07, 0.7, 0.1), INDIGO)
    for k in range(5):
        v = 0.19 + k * 0.155
        c.fill(sheet.rect(0.1, v, 0.25, v + 0.095), mix(CELADON, WHITE, 0.3))
        c.line([*sheet.rect(0.1, v, 0.25, v + 0.095), sheet.at(0.1, v)], 5, JADE)
        c.line(
            sheet.path([(0.12, v + 0.045), (0.165, v + 0.078), (0.29, v - 0.02)]),
            13,
            LACQUER if k == 4 else FOREST,
        )
        c.fill(sheet.rect(0.34, v + 0.015, 0.88 - 0.1 * (k % 2), v + 0.038), ASH_LIGHT)
        c.fill(sheet.rect(0.34, v + 0.06, 0.66, v + 0.078), ASH_LIGHT, 0.6)
    props.rosette(c, 500, 370, 230, LACQUER)
    land.ground_shadow(c, 300, 990, 90, 20, 0.45)
    kit.vase(c, 300, 990, 280, INDIGO, 1)
    land.ground_shadow(c, 560, 1010, 110, 18, 0.45)
    props.jar_of_honey(c, 560, 1010, 220)
    props.hank(c, 860, 980, 340, 100, mix(SAND, CREAM, 0.2), 6)
    for x, y in ((1150, 984), (1250, 1000), (1200, 930)):
        props.persimmon(c, x, y, 60, PERSIMMON)


def road_to_goal(c: Canvas) -> None:
    """A compass in the foreground of a road that winds to the rising sun."""
    land.sky(c, mix(INDIGO_MID, SKY, 0.35), mix(GOLD_LIGHT, ROSE, 0.3))
    land.rays(c, 1010, 400, 1500, 34, CREAM, 0.12)
    land.sun(c, 1010, 400, 135, GOLD, 0.2)
    land.karst(c, 620, 250, DAWN, 20, 280, mix(ROSE, GOLD_LIGHT, 0.4))
    land.hills(c, 640, 110, mix(JADE, SKY, 0.25), 7)
    land.hills(c, 720, 100, JADE, 16)
    land.hills(c, 840, 110, FOREST, 21)
    left = curve("990,586 900,640 1130,700 820,790 1180,900 860,1080")
    right = curve("1000,586 930,640 1190,700 940,790 1430,900 1330,1080")
    road = left + right[::-1]
    c.fill(road, mix(CREAM, SAND, 0.35))
    middle = [
        ((x0 + x1) / 2, (y0 + y1) / 2) for (x0, y0), (x1, y1) in zip(left, right, strict=True)
    ]
    for k in range(8, len(middle) - 4, 6):
        width = 3 + 9 * k / len(middle)
        c.line(middle[k : k + 3], width, LACQUER)
    for k, (x, y, s) in enumerate(((1240, 720, 50), (760, 806, 74), (1250, 884, 100))):
        c.fill(rounded(x - s * 0.4, y - s * 1.2, x + s * 0.4, y, s * 0.4), CREAM)
        c.fill(
            rounded(x - s * 0.4, y - s * 1.2, x + s * 0.4, y - s * 0.7, s * 0.4),
            (GOLD, LACQUER, INDIGO)[k],
        )
    for x, y, s in (
        (640, 740, 120),
        (560, 760, 90),
        (1390, 760, 140),
        (1490, 790, 110),
        (1480, 930, 170),
    ):
        land.tree(c, x, y, s, FOREST if s > 110 else JADE)
    land.workshop(c, 360, 800, 220, CREAM, LACQUER)
    c.shadow(circle(380, 790, 330), 26, 34, 26, 0.5)
    c.disc(380, 790, 330, GOLD_DARK)
    c.disc(374, 784, 322, GOLD)
    c.disc(380, 790, 282, GOLD_DARK)
    c.disc(380, 790, 272, CREAM)
    for k in range(72):
        a = math.radians(5 * k)
        inner = 232 if k % 6 else 216
        c.line(
            [
                (380 + inner * math.cos(a), 790 + inner * math.sin(a)),
                (380 + 252 * math.cos(a), 790 + 252 * math.sin(a)),
            ],
            4 if k % 6 else 8,
            INDIGO,
        )
    for k in range(8):
        long = 196 if k % 2 == 0 else 118
        for side, tone in ((-1, INDIGO), (1, SKY)):
            c.fill(
                placed(
                    [(0, 0), (0, -long), (side * long * 0.17, -long * 0.17)], 380, 790, 1, 45 * k
                ),
                tone,
                0.55,
            )
    for turn, tone in ((42, LACQUER), (222, INDIGO_DARK)):
        c.fill(placed(points("-34,0 0,-226 34,0"), 380, 790, 1, turn), tone)
        c.fill(placed(points("0,0 0,-226 34,0"), 380, 790, 1, turn), darker(tone, 0.25))
    c.disc(380, 790, 30, GOLD)
    c.disc(374, 784, 12, GOLD_LIGHT)
    c.fill(ellipse(300, 660, 120, 60), WHITE, 0.14)


DAWN = mix(INDIGO_MID, ROSE, 0.3)

PICTURES = {
    "nghi-dinh-45-2012-nd-cp": founding_decree,
    "nghi-dinh-235-2025-nd-cp": amending_decree,
    "thong-tu-28-2018-tt-btc": coins_and_calculator,
    "thong-tu-38-2025-tt-bct": award_checklist,
    "quyet-dinh-2646-qd-bct": road_to_goal,
}
