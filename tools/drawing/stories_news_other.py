"""Scenes for the news stories of Đồng Nai, Bắc Kạn and the whole country."""

import math

from . import equipment as kit
from . import landscape as land
from . import props
from .canvas import Canvas
from .geometry import (
    Lathe,
    Plane,
    circle,
    curve,
    ellipse,
    moved,
    placed,
    points,
    rect,
    ribbon,
    rounded,
    smooth,
)
from .palette import (
    ASH,
    ASH_LIGHT,
    BROWN,
    BROWN_DARK,
    CELADON,
    CREAM,
    FOREST,
    FOREST_DARK,
    GOLD,
    GOLD_LIGHT,
    INDIGO,
    INDIGO_DARK,
    INDIGO_MID,
    INK,
    JADE,
    LACQUER,
    LACQUER_DARK,
    LACQUER_LIGHT,
    LEAF,
    MIST,
    PLUM,
    ROSE,
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
    Color,
    darker,
    lighter,
    mix,
)


def collaborators_class(c: Canvas) -> None:
    """A class seen from the back row, a speaker at the board."""
    land.sky(c, mix(CREAM, CELADON, 0.25), mix(CREAM, CELADON, 0.5))
    for x in (70, 1310):
        view = land.window(c, x, 130, x + 220, 460, WOOD)
        with c.clip(view.outline()):
            c.blend(rect(x, 130, x + 220, 460), SKY, CREAM)
            land.hills(c, 430, 110, JADE, x)
            land.palm(c, x + 120, 470, 230, FOREST, 0.1)
        c.fill(rect(x + 105, 130, x + 117, 460), WOOD)
    c.shadow(rect(380, 110, 1220, 520), 8, 16, 14, 0.25)
    c.fill(rect(366, 96, 1234, 534), WOOD)
    c.fill(rect(386, 116, 1214, 512), FOREST_DARK)
    c.fill(points("386,116 700,116 480,512 386,512"), WHITE, 0.04)
    c.fill(rect(366, 512, 1234, 534), lighter(WOOD, 0.25))
    for k, (x, y) in enumerate(((500, 230), (650, 230), (500, 380), (650, 380))):
        c.line([*rounded(x - 54, y - 44, x + 54, y + 44, 14), (x + 54, y - 30)], 6, CREAM, 0.9)
        c.disc(x, y - 8, 15, (GOLD, ROSE, SKY, CELADON)[k])
        c.fill(ellipse(x, y + 34, 28, 22, 180, 360, 20), (GOLD, ROSE, SKY, CELADON)[k])
    for path in ("554,230 596,230", "554,380 596,380", "500,274 500,336", "650,274 650,336"):
        c.line(points(path), 5, CREAM, 0.8)
    for k, tall in enumerate((60, 110, 90, 160, 210)):
        c.fill(rect(1050 + k * 28, 470 - tall, 1070 + k * 28, 470), GOLD if k == 4 else CREAM, 0.85)
    c.fill(rect(0, 640, 1600, 1067), mix(WOOD, SAND, 0.3))
    c.fill(rect(0, 628, 1600, 646), BROWN)
    props.person(c, 890, 700, 430, LACQUER)
    c.line(curve("960,500 1010,440 1030,380"), 30, LACQUER)
    c.disc(1031, 374, 19, props.SKIN)
    c.line([(1034, 370), (1070, 290)], 6, WOOD_LIGHT)
    c.fill(rect(770, 640, 1010, 760), WOOD)
    c.fill(rect(754, 626, 1026, 652), lighter(WOOD, 0.25))
    c.fill(rect(940, 652, 1010, 760), darker(WOOD, 0.2))
    shirts = (INDIGO, JADE, GOLD, LACQUER, PLUM, SKY, TERRA, FOREST, CREAM)
    for row, (y, size, count) in enumerate(((800, 210, 7), (925, 270, 6), (1090, 350, 5))):
        for k in range(count):
            x = 800 + (k - (count - 1) / 2) * (size * 1.02)
            props.person(
                c, x, y, size, shirts[(k * 2 + row * 3) % 9], back=True, hat=(k + row) % 5 == 4
            )
            c.fill(
                rect(x - size * 0.4, y - size * 0.12, x + size * 0.4, y - size * 0.04),
                lighter(WOOD, 0.15),
            )
            c.fill(
                rect(x - size * 0.36, y - size * 0.04, x + size * 0.36, y + size * 0.3),
                darker(WOOD, 0.2),
            )


def potter_artisan(c: Canvas) -> None:
    """An artisan's hands raise a vase on the wheel before shelves of finished pots."""
    land.sky(c, mix(TERRA_LIGHT, SAND, 0.5), mix(TERRA_LIGHT, TERRA, 0.3))
    for y in (300, 560):
        kit.shelf(c, 60, 520, y, BROWN)
        kit.shelf(c, 1080, 1540, y, BROWN)
    tones = (INDIGO, CREAM, JADE, LACQUER_DARK, GOLD, CELADON)
    for row, y in enumerate((300, 560)):
        for k in range(3):
            for side, x in enumerate((140 + k * 150, 1160 + k * 150)):
                tone = tones[(k * 2 + row + side * 3) % 6]
                kit.vase(
                    c,
                    x,
                    y,
                    150 + 40 * ((k + row + side) % 3),
                    tone,
                    k + row + side,
                    INDIGO if tone in (CREAM, CELADON) else CREAM,
                )
    c.disc(800, 430, 330, CREAM, 0.35)
    props.rosette(c, 800, 180, 74, LACQUER)
    c.blend(rect(0, 830, 1600, 1067), BROWN, BROWN_DARK)
    c.fill(rect(0, 826, 1600, 834), WOOD)
    base = Lathe(800, [(360, 880), (330, 1067)], 0.2, curved=False)
    props.solid(c, base, mix(WOOD, BROWN, 0.4), 0.15, 0.35)
    wheel = Lathe(800, [(400, 850), (400, 890)], 0.2, curved=False)
    props.solid(c, wheel, STEEL_DARK, 0.3, 0.3)
    c.fill(wheel.ring(850), STEEL)
    for r in (350, 280, 210):
        c.line(ellipse(800, 850, r, r * 0.2), 4, STEEL_DARK, 0.6)
    pot = Lathe(800, points("150,400 120,440 130,500 220,600 236,700 170,820 160,860"), 0.18)
    c.shadow(ellipse(840, 860, 200, 40), 10, 0, 12, 0.45)
    props.solid(c, pot, TERRA, 0.35, 0.32)
    for y in (480, 545, 610, 670, 740, 800):
        c.line(pot.arc(y), 5, TERRA_DARK, 0.45)
    props.mouth(c, pot, lighter(TERRA, 0.2), darker(TERRA_DARK, 0.4), 22)
    for side in (-1, 1):
        _potting_arm(c, side)
    c.line(pot.arc(760, -0.9, -0.2), 6, ROSE, 0.5)


def _potting_arm(c: Canvas, side: int) -> None:
    def put(text: str, closed: bool = False) -> list[tuple[float, float]]:
        return [(800 + side * x, y) for x, y in curve(text, closed)]

    skin = mix(TERRA, SAND, 0.45)
    tone = darker(skin, 0.16) if side > 0 else skin
    sleeve = put("860,1100 700,870 560,800 500,850 520,960 640,1110", True)
    arm = put("590,880 480,800 370,730 300,690")
    c.fill(ribbon(arm, lambda t: 118 - 34 * t), tone)
    c.shadow(sleeve, 6, 14, 12, 0.3)
    c.fill(sleeve, INDIGO if side < 0 else INDIGO_DARK)
    c.fill(put("540,790 490,840 510,960 560,950 600,850", True), lighter(INDIGO, 0.2))
    palm = put("340,650 290,610 240,620 222,690 250,740 320,750 362,710", True)
    c.shadow(palm, 8, 10, 8, 0.25)
    c.fill(palm, tone)
    for x, y, bend in ((250, 600, 0), (238, 632, 4), (228, 664, 8), (226, 698, 10)):
        finger = [
            (800 + side * (x + 60), y + 18),
            (800 + side * (x + 10), y + 2),
            (800 + side * (x - 62), y - 16 + bend),
        ]
        c.line(smooth(finger, closed=False), 30, tone)
        c.line(moved(smooth(finger, closed=False), 0, 14), 3.5, darker(tone, 0.22), 0.7)
    c.line(
        smooth(
            [(800 + side * 300, 650), (800 + side * 252, 570), (800 + side * 196, 540)],
            closed=False,
        ),
        34,
        tone,
    )


def four_channels(c: Canvas) -> None:
    """A boat on a mountain lake under four linked badges of outreach."""
    land.sky(c, mix(INDIGO_MID, SKY, 0.55), mix(CREAM, SKY, 0.3))
    land.sun(c, 800, 500, 130, GOLD_LIGHT, 0.22)
    land.karst(c, 640, 420, mix(INDIGO_MID, SKY, 0.45), 18, 300, mix(MIST, SKY, 0.4))
    land.karst(c, 690, 260, mix(JADE, INDIGO_MID, 0.4), 33, 260, mix(JADE, CELADON, 0.4))
    land.river(c, rect(0, 690, 1600, 1067), mix(INDIGO_MID, JADE, 0.45), WHITE)
    for k in range(13):
        wide = 150 - k * 9
        c.line(
            [
                (800 - wide * (0.6 + 0.4 * math.sin(k * 2)), 710 + k * 24),
                (800 + wide, 710 + k * 24),
            ],
            8,
            GOLD_LIGHT,
            0.6,
        )
    c.fill(curve("-60,690 60,640 190,700 330,730 120,760 -60,770", True), FOREST)
    c.fill(curve("1660,680 1500,630 1380,700 1240,736 1460,770 1660,780", True), FOREST)
    for x, y, s in (
        (70, 690, 150),
        (170, 710, 110),
        (1490, 690, 160),
        (1390, 716, 100),
        (1570, 700, 120),
    ):
        land.tree(c, x, y, s, FOREST if x % 20 else JADE)
    link = ellipse(800, 620, 590, 430, 200, 340, 60)
    for k in range(0, 60, 2):
        c.line(link[k : k + 2], 7, CREAM, 0.85)
    spots = [link[3], link[21], link[39], link[57]]
    for (x, y), tone in zip(spots, (LACQUER, INDIGO, JADE, GOLD), strict=True):
        kit.medallion(c, x, y, 104, tone)
    x, y = spots[0]
    kit.loudspeaker(c, x - 34, y, 120, 1, CREAM)
    kit.waves_of_sound(c, x + 26, y, 58, 1, CREAM)
    x, y = spots[1]
    c.fill(rounded(x - 58, y - 44, x + 58, y + 30, 10), CREAM)
    c.fill(rect(x - 48, y - 35, x + 48, y + 21), SKY)
    c.fill([(x - 14, y - 26), (x + 22, y - 7), (x - 14, y + 12)], LACQUER)
    c.fill(rect(x - 30, y + 38, x + 30, y + 47), CREAM)
    x, y = spots[2]
    c.fill(placed(rect(-46, -56, 46, 56), x, y, 1, -5), CREAM)
    c.fill(placed(rect(-34, -44, 34, -26), x, y, 1, -5), INDIGO)
    c.fill(placed(rect(-34, -16, 2, 16), x, y, 1, -5), GOLD)
    for k in range(4):
        c.fill(placed(rect(8 if k < 2 else -34, -16 + k * 17, 34, -9 + k * 17), x, y, 1, -5), ASH)
    x, y = spots[3]
    with c.clip(circle(x, y, 90)):
        for dx, shirt, size in ((-44, INDIGO, 130), (44, JADE, 130), (0, LACQUER, 160)):
            props.person(c, x + dx, y + 84, size, shirt, back=dx == 0)
    c.shadow(ellipse(820, 940, 300, 24), 0, 0, 12, 0.4)
    hull = curve("470,858 560,912 700,938 900,938 1040,912 1130,858")
    c.fill(hull + curve("1130,858 1000,888 800,898 600,888 470,858"), BROWN_DARK)
    c.line(curve("470,858 600,888 800,898 1000,888 1130,858"), 10, WOOD)
    props.person(c, 930, 905, 230, INDIGO, hat=True)
    props.person(c, 700, 900, 190, LACQUER, back=True)
    c.line(points("1000,760 1090,990"), 9, WOOD_LIGHT)
    c.fill(placed(ellipse(0, 0, 16, 40), 1094, 1000, 1, -20), WOOD)


def packaging_design(c: Canvas) -> None:
    """Boxes, blank labels and swatches laid out round a noodle bundle."""
    land.sky(c, mix(PLUM, ROSE, 0.75), mix(ROSE, CREAM, 0.45))
    land.karst(c, 560, 360, mix(ROSE, PLUM, 0.28), 25, 320, mix(ROSE, CREAM, 0.45))
    land.table(c, 560, mix(SAND, WOOD_LIGHT, 0.4))
    for k in range(21):
        c.line([(k * 80, 566), (800 + (k * 80 - 800) * 1.5, 1067)], 2, WOOD, 0.35)
    land.ground_shadow(c, 600, 770, 230, 26, 0.4)
    front, side, _ = props.box(c, 390, 770, 300, 470, 220, INDIGO)
    _scenery(c, front, (INDIGO, SKY, GOLD_LIGHT, JADE, FOREST))
    c.fill(side.rect(0, 0.2, 1, 0.26), GOLD)
    land.ground_shadow(c, 960, 810, 240, 26, 0.4)
    front, side, _ = props.box(c, 830, 812, 330, 280, 230, LACQUER)
    _scenery(c, front, (LACQUER, ROSE, CREAM, TERRA, LACQUER_DARK))
    c.fill(side.rect(0, 0.24, 1, 0.3), GOLD_LIGHT)
    land.ground_shadow(c, 1330, 780, 150, 22, 0.4)
    pouch = points("1210,780 1228,430 1450,430 1468,780")
    c.fill(pouch, JADE)
    c.fill(points("1400,430 1450,430 1468,780 1410,780"), FOREST)
    c.fill(rect(1228, 430, 1450, 476), FOREST)
    c.fill(ellipse(1336, 620, 80, 100), CREAM)
    for turn in (-126, -90, -54):
        props.leafy(c, 1336, 684, 118, turn, JADE, 0.4)
    tone = mix(SAND, ASH_LIGHT, 0.3)
    props.hank(c, 340, 900, 440, 130, tone, 3)
    props.hank(c, 420, 806, 400, 120, lighter(tone, 0.1), 9, INDIGO)
    for x, y, turn, color in (
        (760, 940, -8, GOLD),
        (950, 968, 6, JADE),
        (1130, 930, 14, INDIGO_MID),
    ):
        label = placed(rounded(-84, -58, 84, 58, 18), x, y, 1, turn)
        c.shadow(label, 8, 12, 8, 0.35)
        c.fill(label, CREAM)
        c.line([*label, label[0]], 7, color)
        for k in range(8):
            c.fill(placed(ellipse(20, 0, 18, 8, count=20), x, y, 1, 45 * k), color)
    for k, color in enumerate((LACQUER, TERRA, GOLD, LEAF, JADE, INDIGO)):
        card = placed(rounded(-26, -230, 26, 0, 8), 1380, 1050, 1, -48 + k * 17)
        c.shadow(card, 5, 7, 5, 0.25)
        c.fill(card, WHITE)
        c.fill(placed(rect(-22, -226, 22, -70), 1380, 1050, 1, -48 + k * 17), color)
    c.disc(1380, 1040, 10, INK)
    kit.pen(c, 640, 1030, 280, -164, LACQUER)


def _scenery(c: Canvas, face: Plane, tones: tuple[Color, Color, Color, Color, Color]) -> None:
    ground, sky, disc, near, far = tones
    c.fill(face.rect(0.08, 0.16, 0.92, 0.84), sky)
    with c.clip(face.rect(0.08, 0.16, 0.92, 0.84)):
        c.fill(face.path(circle(0.66, 0.34, 0.1)), disc)
        c.fill(
            face.path(
                curve(
                    "0,0.9 0.1,0.5 0.24,0.34 0.36,0.56 0.5,0.42 0.64,0.62 0.8,0.46 0.95,0.7 1,0.95"
                )
            ),
            near,
        )
        c.fill(face.path(curve("0,1 0.2,0.66 0.4,0.72 0.6,0.64 0.8,0.74 1,0.66 1,1")), far)
    c.fill(face.rect(0, 0.9, 1, 0.94), lighter(ground, 0.5))


def selection_levels(c: Canvas) -> None:
    """Four podiums climb to the sun, each with an honoured product."""
    land.sky(c, mix(INDIGO, INDIGO_MID, 0.5), INDIGO)
    land.sun(c, 1270, 260, 150, GOLD, 0.14)
    land.rays(c, 1270, 260, 1700, 26, GOLD_LIGHT, 0.05)
    land.karst(c, 800, 420, mix(INDIGO_MID, INDIGO, 0.4), 6, 330, INDIGO)
    land.hills(c, 860, 120, INDIGO_DARK, 10)
    c.blend(rect(0, 930, 1600, 1067), INDIGO_DARK, darker(INDIGO_DARK, 0.4))
    tones = (JADE, TERRA, LACQUER, GOLD)
    for k, tone in enumerate(tones):
        x, high = 130 + k * 330, 130 + k * 150
        front, side, top = props.box(c, x, 980, 290, high, 120, tone)
        c.fill(front.rect(0, 0, 1, 24 / high), lighter(tone, 0.25))
        px, py = front.at(0.5, 0)
        for j in range(k + 1):
            sx = px + (j - k / 2) * 54
            c.fill(placed(points("0,-22 6,-6 22,0 6,6 0,22 -6,6 -22,0 -6,-6"), sx, py + 78), CREAM)
        for v0 in range(110, int(high) - 30, 44):
            c.fill(front.rect(0.1, v0 / high, 0.9, (v0 + 8) / high), darker(tone, 0.22))
        del side, top
    stand = [(130 + k * 330 + 185, 980 - (130 + k * 150) - 22) for k in range(4)]
    for x, y in stand:
        c.fill(ellipse(x + 10, y + 6, 100, 18), INK, 0.25)
    x, y = stand[0]
    props.hank(c, x, y - 34, 210, 80, mix(SAND, CREAM, 0.2), 2)
    x, y = stand[1]
    props.jar_of_honey(c, x, y, 190)
    x, y = stand[2]
    tin = Lathe(x, [(66, y - 170), (66, y)], 0.18, curved=False)
    props.solid(c, tin, FOREST, 0.3)
    c.fill(tin.band(y - 120, y - 50), CREAM)
    c.fill(tin.ring(y - 170), JADE)
    x, y = stand[3]
    kit.vase(c, x, y, 230, INDIGO_MID, 0)
    for k, (x, y) in enumerate(stand):
        props.rosette(c, x + 88, y - 50 - k * 6, 40 + k * 4, LACQUER if k != 2 else INDIGO)
    arrow = curve("60,860 300,560 640,400 1000,180")
    for k in range(0, len(arrow) - 1, 4):
        c.line(arrow[k : k + 2], 7, CREAM, 0.8)


def national_count(c: Canvas) -> None:
    """A bar chart built of product crates on a field, rising to the right."""
    land.sky(c, lighter(CELADON, 0.35), mix(CREAM, CELADON, 0.25))
    land.sun(c, 250, 230, 100, GOLD, 0.15)
    land.cloud(c, 640, 160, 240, WHITE, 0.8)
    land.hills(c, 640, 240, mix(CELADON, JADE, 0.35), 19)
    land.hills(c, 700, 150, mix(JADE, CELADON, 0.25), 11)
    land.terraces(
        c, -40, 1640, 700, 900, (LEAF, mix(LEAF, GOLD, 0.4), JADE, mix(LEAF, FOREST, 0.3)), 8, 7
    )
    c.fill(curve("-40,930 400,900 900,915 1640,890") + points("1640,1067 -40,1067"), FOREST)
    tones = (WOOD, TERRA, mix(GOLD, WOOD, 0.3), mix(JADE, WOOD, 0.15), LACQUER_LIGHT)
    for k, count in enumerate((2, 3, 3, 4, 5)):
        x = 150 + k * 268
        land.ground_shadow(c, x + 110, 1000, 130, 22, 0.45)
        for level in range(count):
            base = 996 - level * 128
            front, _, _ = props.box(c, x, base, 206, 124, 90, tones[k])
            for j in range(3):
                c.fill(
                    front.rect(0.04, 0.06 + j * 0.31, 0.96, 0.31 + j * 0.31),
                    lighter(tones[k], 0.14 - 0.05 * j),
                )
            c.fill(front.rect(0.04, 0, 0.12, 1), darker(tones[k], 0.2))
            c.fill(front.rect(0.88, 0, 0.96, 1), darker(tones[k], 0.2))
        x, y = x + 128, 996 - count * 128 - 14
        if k == 0:
            for j in range(3):
                props.persimmon(c, x - 50 + j * 50, y - 22 - (26 if j == 1 else 0), 34)
        elif k == 1:
            props.jar_of_honey(c, x, y, 130)
        elif k == 2:
            props.hank(c, x, y - 32, 190, 66, mix(SAND, CREAM, 0.3), 4)
        elif k == 3:
            kit.vase(c, x, y, 150, INDIGO, 1)
        else:
            kit.vase(c, x - 20, y, 170, LACQUER_DARK, 0, GOLD)
            props.rosette(c, x + 66, y - 70, 46, INDIGO)
    for x, lean in ((40, 1), (1510, -1), (1565, -1)):
        land.rice(c, x, 1080, 260, GOLD, lean)


def joined_map(c: Canvas) -> None:
    """Pieces of an imagined map slide together over a calm sea."""
    land.sky(c, mix(SKY, MIST, 0.3), mix(SKY, INDIGO_MID, 0.25))
    land.waves(c, 60, 1067, 90, WHITE, 0.22)
    seam_points = points(
        "760,120 790,230 730,300 800,390 850,370 870,460 800,520 "
        "760,600 820,680 780,780 830,860 790,960"
    )
    west = [
        *points("330,260 420,170 560,200 640,130"),
        *seam_points,
        *points("660,940 560,970 500,900 400,910 300,820 330,700 240,610 300,500 260,380"),
    ]
    east = [
        *seam_points[::-1],
        *points(
            "900,110 1010,160 1120,130 1230,220 1240,340 1330,420 1300,540 "
            "1370,650 1290,760 1300,860 1160,900 1080,970 960,920"
        ),
    ]
    for shape, dx, turn, tone in ((west, -52, -3, GOLD_LIGHT), (east, 58, 3, CELADON)):
        piece = moved(placed(moved(shape, -800, -540), 800, 540, 1, turn), dx, 0)
        c.shadow(piece, 24, 34, 24, 0.4)
        c.fill(moved(piece, 0, 26), darker(tone, 0.45))
        c.fill(piece, tone)
        with c.clip(piece):
            _relief(c, dx, tone)
        c.line([*piece, piece[0]], 7, CREAM)
    for y in (330, 560, 800):
        for side in (-1, 1):
            tip = [
                (side * 14, 0),
                (side * 62, -28),
                (side * 62, -11),
                (side * 112, -11),
                (side * 112, 11),
                (side * 62, 11),
                (side * 62, 28),
            ]
            shape = moved(tip, 800 + side * 30, y)
            c.shadow(shape, 4, 6, 5, 0.3)
            c.fill(shape, LACQUER)


def _relief(c: Canvas, dx: float, tone: Color) -> None:
    if dx < 0:
        for x, y, s in (
            (440, 330, 1.1),
            (560, 300, 0.9),
            (350, 460, 1.0),
            (480, 480, 1.2),
            (620, 420, 0.8),
        ):
            _peak(c, x, y, s, JADE)
        c.line(curve("300,700 420,640 520,700 640,640 740,680 820,640"), 22, INDIGO_MID)
        land.stilt_house(c, 500, 850, 190)
        land.palm(c, 640, 880, 170, FOREST, 0.1)
        land.tree(c, 390, 840, 110, FOREST)
        land.terraces(
            c, 560, 780, 740, 960, (mix(GOLD, LEAF, 0.3), GOLD_LIGHT, mix(GOLD, LEAF, 0.5)), 3, 6
        )
        land.stilt_house(c, 500, 850, 190)
        return
    c.line(curve("740,700 900,640 1010,700 1150,650 1260,690 1400,640"), 22, INDIGO_MID)
    for x, y, s in ((960, 300, 0.8), (1080, 270, 1.0), (1200, 330, 0.8)):
        _peak(c, x, y, s, mix(JADE, SKY, 0.3))
    land.workshop(c, 990, 560, 210, CREAM, LACQUER)
    for x, y, s in (
        (930, 560, 110),
        (1250, 560, 130),
        (1010, 850, 130),
        (1220, 850, 150),
        (1300, 830, 100),
    ):
        land.tree(c, x, y, s, FOREST if s > 110 else JADE)
    land.communal_roof(c, 1110, 790, 190, LACQUER, LACQUER_DARK)
    c.fill(rect(1040, 794, 1180, 850), TERRA)
    c.fill(rect(1090, 804, 1130, 850), darker(tone, 0.7))


def _peak(c: Canvas, x: float, y: float, size: float, color: Color) -> None:
    outline = points("-70,60 -46,-20 -14,-74 12,-70 44,-10 72,60")
    c.fill(placed(smooth(outline, closed=False), x, y, size), color)
    c.fill(
        placed(curve("0,-74 12,-70 44,-10 72,60 14,60 22,0", closed=True), x, y, size),
        darker(color, 0.2),
    )


def household_data(c: Canvas) -> None:
    """A household shop guarded by a padlock, with a phone and a consent form."""
    land.sky(c, mix(PLUM, INDIGO_MID, 0.5), mix(PLUM, ROSE, 0.55))
    land.sun(c, 350, 270, 120, GOLD_LIGHT, 0.14)
    land.hills(c, 720, 200, mix(PLUM, INDIGO, 0.45), 13)
    land.hills(c, 780, 110, mix(INDIGO, PLUM, 0.3), 4)
    c.blend(rect(0, 830, 1600, 1067), mix(PLUM, ROSE, 0.35), mix(PLUM, INDIGO, 0.4))
    land.tree(c, 190, 850, 400, FOREST)
    land.ground_shadow(c, 640, 860, 380, 30, 0.4)
    c.fill(rect(330, 400, 930, 860), CREAM)
    c.fill(rect(820, 400, 930, 860), darker(CREAM, 0.12))
    c.fill(points("270,420 400,210 860,210 990,420"), LACQUER)
    c.fill(points("800,210 860,210 990,420 880,420"), LACQUER_DARK)
    for k in range(5):
        c.line([(392 - k * 26, 222 + k * 42), (868 + k * 26, 222 + k * 42)], 4, LACQUER_DARK, 0.6)
    for k in range(10):
        x = 350 + k * 56
        tone = GOLD if k % 2 else WHITE
        c.fill([(x, 520), (x + 56, 520), (x + 56 - 8, 590), (x - 8, 590)], tone)
        c.fill(ellipse(x + 20, 590, 28, 16, 0, 180, 16), darker(tone, 0.12))
    c.fill(rect(370, 610, 640, 800), INDIGO_DARK)
    kit.shelf(c, 370, 640, 700, WOOD)
    for k in range(4):
        kit.vase(c, 410 + k * 62, 698, 72, (JADE, GOLD, LACQUER, SKY)[k], k)
        c.fill(rounded(390 + k * 62, 744, 432 + k * 62, 800, 6), (TERRA, CELADON, GOLD, ROSE)[k])
    c.fill(rect(690, 610, 840, 860), WOOD)
    c.fill(rect(704, 626, 826, 720), mix(SKY, CREAM, 0.4))
    c.disc(818, 760, 9, GOLD)
    c.fill(rect(310, 846, 950, 872), ASH_LIGHT)
    form = Plane(*points("1090,330 1420,300 1460,800 1130,830"))
    props.paper(c, form, 0, WHITE, INDIGO)
    for k in range(4):
        v = 0.26 + k * 0.13
        c.line([*form.rect(0.1, v, 0.2, v + 0.066), form.at(0.1, v)], 5, INDIGO)
        c.fill(form.rect(0.28, v + 0.015, 0.86 - 0.08 * (k % 2), v + 0.04), ASH_LIGHT)
        if k != 2:
            c.line(form.path([(0.11, v + 0.02), (0.15, v + 0.06), (0.23, v - 0.03)]), 9, JADE)
    c.line(form.path(curve("0.5,0.88 0.56,0.82 0.6,0.9 0.68,0.82 0.74,0.9 0.86,0.84")), 6, INDIGO)
    kit.phone(c, 1060, 850, 370, -8, SKY)
    kit.padlock(c, 800, 880, 250)


PICTURES = {
    "dong-nai-bon-lop-cong-tac-vien-khuyen-cong": collaborators_class,
    "dong-nai-huong-dan-phong-tang-nghe-nhan": potter_artisan,
    "bac-kan-bon-kenh-tuyen-truyen-khuyen-cong": four_channels,
    "bac-kan-ho-tro-nhan-hieu-bao-bi": packaging_design,
    "binh-chon-san-pham-theo-cap-moi": selection_levels,
    "san-pham-tieu-bieu-quoc-gia-qua-nam-ky": national_count,
    "dia-danh-moi-sau-sap-nhap-tinh": joined_map,
    "ho-kinh-doanh-va-du-lieu-ca-nhan": household_data,
}
