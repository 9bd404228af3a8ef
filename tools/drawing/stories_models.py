"""Scenes for the demonstration models: solar drying, loom, still and kiln."""

import math
from random import Random

from . import equipment as kit
from . import landscape as land
from . import props
from .canvas import Canvas
from .cloth import BROCADE, Cloth, weave_brocade
from .geometry import (
    Lathe,
    Plane,
    curve,
    ellipse,
    moved,
    placed,
    points,
    rect,
    ribbon,
    rounded,
)
from .palette import (
    ASH,
    ASH_LIGHT,
    BROWN,
    BROWN_DARK,
    CELADON,
    CREAM,
    FOREST,
    GOLD,
    GOLD_DARK,
    GOLD_LIGHT,
    INDIGO,
    INDIGO_DARK,
    INDIGO_MID,
    INK,
    INK_SOFT,
    JADE,
    LACQUER,
    LACQUER_DARK,
    LEAF,
    MIST,
    PAPER,
    PERSIMMON,
    SAND,
    SKY,
    STEEL,
    STEEL_DARK,
    TERRA,
    TERRA_DARK,
    TERRA_LIGHT,
    WHITE,
    WOOD,
    WOOD_LIGHT,
    darker,
    lighter,
    mix,
)


def solar_noodle_yard(c: Canvas) -> None:
    """Racks of canna noodles in a yard, solar panels over the drying house."""
    land.sky(c, mix(SKY, MIST, 0.2), mix(CREAM, GOLD_LIGHT, 0.3))
    land.rays(c, 330, 220, 1300, 24, GOLD_LIGHT, 0.1)
    land.sun(c, 330, 220, 120, GOLD, 0.2)
    land.karst(c, 590, 320, mix(SKY, JADE, 0.35), 30, 320, mix(CELADON, CREAM, 0.3))
    land.hills(c, 620, 120, JADE, 5)
    land.tree(c, 690, 690, 190, FOREST)
    land.tree(c, 1550, 700, 260, FOREST)
    c.blend(rect(0, 660, 1600, 1067), mix(SAND, CELADON, 0.25), mix(SAND, TERRA_LIGHT, 0.4))
    land.ground_shadow(c, 1160, 790, 400, 30, 0.35)
    c.fill(rect(800, 470, 1520, 790), CREAM)
    c.fill(rect(1330, 470, 1520, 790), darker(CREAM, 0.12))
    for k in range(3):
        c.fill(rect(850 + k * 160, 560, 960 + k * 160, 680), INDIGO_DARK)
        c.fill(rect(858 + k * 160, 568, 902 + k * 160, 672), mix(GOLD_LIGHT, CREAM, 0.2))
        c.fill(rect(908 + k * 160, 568, 952 + k * 160, 672), GOLD_LIGHT)
    c.fill(rect(1370, 570, 1480, 790), LACQUER)
    c.fill(rect(1425, 570, 1431, 790), LACQUER_DARK)
    roof = Plane(*points("830,240 1470,240 1580,490 740,490"))
    c.fill(roof.outline(), LACQUER_DARK)
    c.fill(roof.rect(0, 0.94, 1, 1), BROWN_DARK)
    for k in range(3):
        kit.solar_panel(
            c,
            Plane(
                roof.at(0.03 + k * 0.325, 0.1),
                roof.at(0.32 + k * 0.325, 0.1),
                roof.at(0.32 + k * 0.325, 0.86),
                roof.at(0.03 + k * 0.325, 0.86),
            ),
            5,
            4,
        )
    for x, base, wide, high, seed in (
        (90, 800, 330, 250, 1),
        (450, 810, 330, 250, 2),
        (40, 1000, 460, 340, 3),
        (560, 1010, 460, 340, 4),
        (1080, 1010, 460, 340, 5),
    ):
        land.ground_shadow(c, x + wide / 2, base, wide * 0.52, 16, 0.35)
        kit.noodle_rack(c, x, base, wide, high, seed)


def improved_loom(c: Canvas) -> None:
    """A framed loom with a half-woven brocade, yarn cones beside it."""
    land.sky(c, mix(PAPER, SAND, 0.35), mix(SAND, WOOD_LIGHT, 0.3))
    view = land.window(c, 90, 110, 420, 470, WOOD)
    with c.clip(view.outline()):
        c.blend(rect(90, 110, 420, 470), SKY, CREAM)
        land.hills(c, 380, 90, mix(JADE, SKY, 0.4), 12)
        land.terraces(c, 60, 450, 370, 470, (LEAF, JADE, mix(LEAF, GOLD, 0.4)), 3, 5)
        land.stilt_house(c, 250, 420, 150)
    c.blend(rect(0, 800, 1600, 1067), mix(WOOD, BROWN, 0.2), BROWN)
    for k in range(7):
        c.line([(0, 820 + k * k * 6), (1600, 820 + k * k * 6)], 3, BROWN_DARK, 0.4)
    land.ground_shadow(c, 830, 985, 520, 40, 0.5)
    for x in (470, 1150):
        c.fill(rect(x, 150, x + 36, 800), darker(WOOD, 0.3))
    warp = Plane(*points("540,300 1120,300 1160,640 500,640"))
    c.fill(warp.outline(), darker(CREAM, 0.15))
    for k in range(60):
        u = (k + 0.5) / 60
        c.line(
            [warp.at(u, 0), warp.at(u, 1)],
            5,
            (CREAM, LACQUER, CREAM, INDIGO_MID, GOLD_LIGHT)[k % 5],
        )
    c.fill(rounded(430, 250, 1230, 310, 24), WOOD_LIGHT)
    c.fill(rounded(430, 284, 1230, 310, 13), WOOD)
    for y, tone in ((392, INDIGO), (456, LACQUER)):
        c.shadow(rect(500, y, 1160, y + 20), 0, 10, 8, 0.3)
        c.fill(rect(500, y - 40, 1160, y - 26), WOOD)
        c.fill(rect(500, y + 24, 1160, y + 38), WOOD)
        for k in range(46):
            c.line([(512 + k * 14, y - 28), (512 + k * 14, y + 26)], 3, tone)
    c.shadow(rect(450, 560, 1210, 600), 0, 14, 10, 0.35)
    c.fill(rounded(440, 540, 1220, 600, 10), BROWN)
    c.fill(rounded(440, 540, 1220, 560, 8), WOOD)
    for k in range(60):
        c.line([(482 + k * 11.8, 562), (482 + k * 11.8, 596)], 3, SAND)
    cloth = Cloth(500, 610, 660, 270, 0)
    weave_brocade(c, cloth, BROCADE[:12], 0, 10)
    roll = rounded(440, 866, 1220, 950, 40)
    c.shadow(roll, 0, 20, 12, 0.4)
    c.fill(roll, WOOD)
    weave_brocade(c, Cloth(510, 866, 640, 84, 0), BROCADE[2:6], 0, 10)
    c.fill(rounded(510, 920, 1150, 950, 4), INK, 0.3)
    for x in (380, 1220):
        c.fill(rect(x, 120, x + 60, 990), WOOD)
        c.fill(rect(x + 40, 120, x + 60, 990), BROWN)
        c.fill(rect(x - 30, 970, x + 90, 1000), BROWN)
    c.fill(rect(350, 110, 1310, 172), WOOD_LIGHT)
    c.fill(rect(350, 146, 1310, 172), WOOD)
    for x in (600, 1050):
        c.line([(x, 172), (x, 352)], 5, INK)
        c.disc(x, 214, 24, GOLD_DARK)
        c.disc(x, 214, 10, BROWN_DARK)
    shuttle = curve("640,628 720,606 860,606 940,628 860,650 720,650", True)
    c.shadow(shuttle, 8, 12, 8, 0.4)
    c.fill(shuttle, WOOD_LIGHT)
    c.fill(rounded(724, 616, 856, 640, 10), LACQUER)
    props.gear(c, 1370, 640, 100, INDIGO, 14)
    c.fill(rounded(1330, 700, 1490, 830, 14), INDIGO_DARK)
    c.disc(1460, 740, 14, LEAF)
    for k, tone in enumerate((LACQUER, GOLD, JADE, INDIGO, CREAM)):
        x, base = 90 + (k % 3) * 118 + (60 if k > 2 else 0), 900 if k > 2 else 1010
        land.ground_shadow(c, x, base, 52, 12, 0.4)
        cone = Lathe(x, [(26, base - 150), (54, base - 20), (50, base)], 0.24)
        props.solid(c, cone, tone, 0.3, 0.25)
        for j in range(6):
            c.line(cone.arc(base - 130 + j * 20), 3, darker(tone, 0.25), 0.6)
        c.fill(cone.ring(base - 150), WOOD_LIGHT)


def anise_still(c: Canvas) -> None:
    """An electric copper still drips oil beside baskets of star anise."""
    land.sky(c, mix(CELADON, JADE, 0.3), mix(CELADON, CREAM, 0.3))
    land.karst(c, 640, 430, mix(JADE, CELADON, 0.35), 36, 340, mix(CELADON, CREAM, 0.3))
    land.hills(c, 680, 90, mix(JADE, FOREST, 0.2), 9)
    for x, s in ((60, 320), (1560, 360)):
        land.tree(c, x, 800, s, FOREST)
    c.blend(rect(0, 780, 1600, 1067), TERRA, TERRA_DARK)
    c.fill(rect(0, 776, 1600, 786), TERRA_LIGHT)
    copper = mix(TERRA, GOLD, 0.3)
    land.ground_shadow(c, 600, 985, 270, 40, 0.5)
    base = Lathe(600, [(210, 860), (216, 980)], 0.16, curved=False)
    props.solid(c, base, INDIGO_DARK, 0.2, 0.3)
    for k, tone in enumerate((LEAF, GOLD, LACQUER)):
        x, y = base.at(-0.4 + k * 0.25, 910)
        c.disc(x, y, 15, tone)
    x, y = base.at(0.5, 912)
    c.disc(x, y, 28, CREAM)
    c.line([(x, y), (x + 12, y - 14)], 5, LACQUER)
    pot = Lathe(600, points("110,420 220,500 256,600 250,760 206,870"), 0.16)
    props.solid(c, pot, copper, 0.55, 0.4)
    for yy in (520, 800):
        c.fill(pot.band(yy, yy + 18), darker(copper, 0.35))
        for k in range(15):
            c.disc(*pot.at(math.sin(math.radians(-84 + 12 * k)), yy + 9), 5, GOLD_LIGHT)
    head = Lathe(600, points("36,210 92,250 128,330 112,400 120,440"), 0.16)
    props.solid(c, head, copper, 0.6, 0.4)
    c.fill(head.band(404, 430), GOLD_DARK)
    neck = curve("600,232 640,150 760,140 900,250 1060,420 1110,520")
    c.fill(ribbon(neck, lambda t: 76 - 44 * t), darker(copper, 0.18))
    c.fill(ribbon(moved(neck, -3, -9), lambda t: 34 - 20 * t), lighter(copper, 0.35))
    land.ground_shadow(c, 1120, 975, 160, 28, 0.5)
    tank = Lathe(1120, [(140, 520), (140, 800)], 0.18, curved=False)
    for side in (-1, 1):
        c.fill(rect(1120 + side * 110 - 14, 800, 1120 + side * 110 + 14, 976), INDIGO_DARK)
    props.solid(c, tank, STEEL, 0.5, 0.4)
    c.fill(tank.ring(520), mix(SKY, INDIGO_MID, 0.3))
    for k in range(4):
        c.line(ellipse(1120, 560 + k * 56, 96, 22, 0, 180, 30), 12, darker(copper, 0.1))
        c.line(ellipse(1120, 556 + k * 56, 96, 22, 0, 180, 30), 4, lighter(copper, 0.4))
    c.line([(1110, 508), (1110, 530)], 30, darker(copper, 0.18))
    c.line(curve("1010,770 970,776 950,800 948,826"), 18, copper)
    for k in range(3):
        c.fill(ellipse(948, 846 + k * 22, 5, 8), GOLD)
    flask = Lathe(948, points("30,890 34,920 86,985 80,1010"), 0.2)
    land.ground_shadow(c, 948, 1012, 90, 16, 0.5)
    c.fill(flask.outline(), lighter(MIST, 0.3))
    oil = Lathe(948, points("60,955 78,990 72,1006"), 0.2)
    props.solid(c, oil, GOLD, 0.4, 0.25)
    c.fill(oil.ring(955), GOLD_LIGHT)
    c.line(flask.ring(890), 4, STEEL_DARK)
    rng = Random(11)
    for x, y, rx in ((240, 960, 200), (1400, 985, 170)):
        kit.bamboo_tray(c, x, y, rx, rx * 0.36)
        spots = [
            (x + rng.uniform(-0.68, 0.68) * rx, y + rng.uniform(-0.2, 0.17) * rx) for _ in range(22)
        ]
        for sx, sy in sorted(spots, key=lambda p: p[1]):
            props.star_anise(c, sx, sy, rng.uniform(34, 44), rng.uniform(0, 45), 0.62)
    for k in range(3):
        props.steam(c, 470 + k * 40, 440 - k * 30, 170, WHITE, 0.28)


def gas_kiln(c: Canvas) -> None:
    """An open gas kiln glows behind vases just fired and others waiting."""
    land.sky(c, mix(INDIGO, INDIGO_DARK, 0.3), mix(INDIGO, TERRA_DARK, 0.35))
    land.drum(c, 800, 400, 620, TERRA_LIGHT, 0.1)
    c.blend(rect(0, 820, 1600, 1067), TERRA_DARK, BROWN_DARK)
    c.fill(rect(0, 816, 1600, 824), TERRA)
    for x in (1320, 1440):
        land.ground_shadow(c, x, 900, 62, 14, 0.5)
        tank = Lathe(x, points("24,560 56,600 60,700 60,880 52,900"), 0.2)
        props.solid(c, tank, JADE if x == 1320 else STEEL, 0.4, 0.35)
        c.fill(rounded(x - 14, 520, x + 14, 572, 5), GOLD_DARK)
        c.fill(tank.band(720, 750), CREAM)
    c.line(curve("1320,526 1280,480 1210,560 1180,700 1150,780"), 9, INK)
    c.line(curve("1440,526 1400,440 1290,470 1210,560"), 9, INK)
    kiln = Plane(*points("430,200 1130,200 1150,880 410,880"))
    land.ground_shadow(c, 800, 890, 400, 34, 0.55)
    c.fill(points("1130,200 1220,160 1240,830 1150,880"), darker(TERRA_DARK, 0.4))
    c.fill(kiln.outline(), mix(TERRA, ASH, 0.3))
    rng = Random(3)
    for row in range(17):
        for k in range(11):
            u0 = (k - (0.5 if row % 2 else 0)) / 10
            cell = kiln.rect(
                max(0, u0 + 0.004), row / 17 + 0.005, min(1, u0 + 0.096), (row + 1) / 17 - 0.005
            )
            if u0 < 1 and u0 > -0.06:
                c.fill(
                    cell,
                    mix(
                        TERRA,
                        rng.choice((TERRA_DARK, TERRA_LIGHT, ASH_LIGHT)),
                        rng.uniform(0, 0.35),
                    ),
                )
    c.fill([*points("410,210 430,140 560,84 1000,84 1130,140 1150,210")], STEEL_DARK)
    c.fill(rect(720, 0, 840, 92), STEEL_DARK)
    c.fill(rect(720, 0, 760, 92), STEEL)
    for y in (250, 820):
        c.fill(rect(414, y, 1146, y + 26), INK_SOFT)
    opening = [*ellipse(780, 470, 230, 210, 180, 360, 60), (1010, 810), (550, 810)]
    c.glow(780, 600, 560, PERSIMMON, 0.5)
    c.fill(placed(opening, 780 - 780 * 1.09, 600 - 600 * 1.09, 1.09), INK_SOFT)
    c.fill(opening, LACQUER_DARK)
    with c.clip(opening):
        c.blend(rect(540, 250, 1020, 820), GOLD, LACQUER)
        c.glow(780, 560, 330, GOLD_LIGHT, 0.95)
        for y in (560, 806):
            c.fill(rect(540, y, 1020, y + 16), BROWN_DARK)
        for k, x in enumerate((620, 780, 940)):
            kit.vase(
                c, x, 560, 170 - (k % 2) * 30, mix(TERRA_LIGHT, GOLD_LIGHT, 0.45), k, PERSIMMON
            )
            kit.vase(
                c, x, 806, 210 - ((k + 1) % 2) * 30, mix(TERRA_LIGHT, GOLD, 0.4), k + 1, LACQUER
            )
        for k in range(9):
            flame = curve("-26,0 -18,-46 2,-92 10,-40 26,-20 22,0", True)
            c.fill(
                placed(flame, 560 + k * 55, 822, 0.8 + 0.3 * (k % 2)),
                mix(SKY, INDIGO_MID, 0.3),
                0.85,
            )
            c.fill(placed(flame, 560 + k * 55, 822, 0.45), GOLD_LIGHT)
    door = Plane(*points("540,250 250,190 250,900 540,830"))
    c.shadow(door.outline(), 10, 14, 16, 0.35)
    c.fill(door.outline(), STEEL_DARK)
    c.fill(door.rect(0.1, 0.07, 0.9, 0.93), INK_SOFT)
    for row in range(9):
        for k in range(4):
            c.fill(
                door.rect(0.13 + k * 0.19, 0.1 + row * 0.092, 0.3 + k * 0.19, 0.185 + row * 0.092),
                mix(TERRA, SAND, 0.3),
            )
    for x, base, size, tone, kind in (
        (130, 1000, 330, INDIGO_MID, 0),
        (330, 1030, 220, CELADON, 1),
        (520, 1010, 250, CREAM, 2),
        (1080, 1020, 230, GOLD, 1),
        (1260, 1030, 310, LACQUER, 2),
        (1470, 1030, 260, JADE, 0),
    ):
        land.ground_shadow(c, x, base, size * 0.3, 16, 0.5)
        kit.vase(c, x, base, size, tone, kind, INDIGO if tone in (CREAM, CELADON, GOLD) else CREAM)
    c.disc(1190, 330, 46, CREAM)
    c.ring(1190, 330, 44, 8, STEEL_DARK)
    c.line([(1190, 330), (1210, 306)], 6, LACQUER)


PICTURES = {
    "che-bien-mien-dong-say-nang-luong-mat-troi": solar_noodle_yard,
    "det-tho-cam-khung-det-cai-tien": improved_loom,
    "che-bien-hoi-noi-chung-cat-dien": anise_still,
    "gom-lo-gas-tiet-kiem-nhien-lieu": gas_kiln,
}
