"""Pictures of handicraft products: ceramics, brocade, bamboo, stone, paper."""

import math
from random import Random

from . import landscape as land
from . import props
from .canvas import Canvas
from .cloth import BROCADE, Cloth, weave_brocade
from .geometry import (
    Lathe,
    Path,
    bezier,
    curve,
    ellipse,
    leaf,
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
    LACQUER_LIGHT,
    MIST,
    PAPER,
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


def ash_glazed_vase(c: Canvas) -> None:
    """A tall vase whose ash glaze runs down over bare clay."""
    land.sky(c, darker(LACQUER, 0.12), LACQUER)
    land.drum(c, 800, 520, 500, GOLD, 0.3)
    land.table(c, 930, LACQUER_DARK)
    land.ground_shadow(c, 800, 1015, 240, 44, 0.5)
    branch = curve("800,330 860,230 980,170 1090,70")
    c.fill(ribbon(branch, lambda t: 15 - 9 * t), BROWN_DARK)
    twig = curve("850,245 800,170 740,95")
    c.fill(ribbon(twig, lambda t: 10 - 5 * t), BROWN_DARK)
    for x, y, r in (
        (980, 168, 30),
        (1088, 74, 26),
        (900, 198, 22),
        (742, 98, 28),
        (800, 166, 20),
        (1040, 118, 18),
    ):
        for k in range(5):
            a = math.radians(72 * k - 90)
            c.disc(
                x + r * 0.62 * math.cos(a),
                y + r * 0.62 * math.sin(a),
                r * 0.5,
                CREAM if r > 19 else ROSE,
            )
        c.disc(x, y, r * 0.24, GOLD)
    vase = Lathe(
        800,
        points("118,300 92,345 96,400 196,480 292,600 300,710 244,850 168,950 164,1005"),
        0.17,
    )
    props.solid(c, vase, mix(TERRA_DARK, TERRA, 0.35), 0.2, 0.3)
    rng = Random(4)
    drips: Path = []
    for k in range(41):
        across = -1 + k / 20
        long = 70 * rng.random() ** 2 if k % 3 == 1 else 0
        drips.append(vase.at(across, 800 + 34 * math.sin(across * 4 + 1) + long))
    glaze = [
        (300, 200),
        (1300, 200),
        (1300, 800),
        *smooth(drips, closed=False, steps=8)[::-1],
        (300, 800),
    ]
    with c.clip(vase.outline()), c.clip(glaze):
        c.blend(rect(400, 290, 1200, 930), mix(ASH_LIGHT, CELADON, 0.35), mix(JADE, ASH, 0.45))
        c.fill(vase.side(0.3, 1), FOREST, 0.22)
        c.fill(vase.side(0.7, 1), FOREST, 0.35)
        c.fill(vase.side(-0.7, -0.52), WHITE, 0.42)
        c.fill(vase.side(-0.46, -0.42), WHITE, 0.3)
        c.fill(vase.band(295, 325), BROWN, 0.5)
        for y in (500, 518, 596):
            c.line(vase.arc(y), 5, FOREST, 0.5)
        for k in range(23):
            a0, a1, a2 = (math.sin(math.radians(-90 + 180 * (k + d) / 23)) for d in (0, 0.5, 1))
            c.fill([vase.at(a0, 588), vase.at(a1, 530), vase.at(a2, 588)], FOREST, 0.42)
        for _ in range(90):
            x, y = vase.at(rng.uniform(-0.95, 0.95), rng.uniform(620, 820))
            c.disc(x, y, rng.uniform(1.5, 4), BROWN, 0.35)
    props.mouth(c, vase, mix(BROWN, ASH, 0.4), INK, 16)
    with c.clip(ellipse(800, 300, 102, 17)):
        c.fill(ribbon([(800, 330), (812, 280)], lambda t: 16), BROWN_DARK)
    c.fill(ribbon(branch[:6], lambda t: 15), BROWN_DARK)


def brocade_scarf(c: Canvas) -> None:
    """A fringed brocade scarf hung over a bamboo pole."""
    land.sky(c, CREAM, PAPER)
    land.sun(c, 1240, 330, 130, mix(PAPER, GOLD, 0.5), 0.14)
    land.karst(c, 800, 420, mix(PAPER, SAND, 0.6), 12, 330, PAPER)
    land.terraces(c, -60, 1660, 820, 1200, (mix(PAPER, SAND, 0.75), mix(PAPER, SAND, 0.45)), 5, 6)
    back = Cloth(610, 226, 560, 560, 9, 0.9)
    c.shadow(back.outline(), 26, 30, 22, 0.22)
    weave_brocade(c, back, BROCADE[6:] + BROCADE[:6], fringe=80)
    c.fill(back.outline(), INK, 0.34)
    c.shadow(rect(170, 190, 1430, 232), 0, 26, 18, 0.25)
    front = Cloth(440, 196, 590, 740, 13, 0)
    c.shadow(front.outline(), 30, 26, 26, 0.34)
    c.fill(rounded(150, 190, 1450, 234, 20), STRAW)
    c.fill(rect(170, 216, 1430, 234), darker(STRAW, 0.2))
    for x in (300, 1260):
        c.fill(rounded(x - 9, 184, x + 9, 240, 6), darker(STRAW, 0.35))
    weave_brocade(c, front, BROCADE, fringe=110)
    c.fill(back.strip(0.0, 0.0, 0.001), INK, 0.1)
    for x in (225, 1375):
        c.line([(x, -10), (x, 210)], 9, BROWN)
        c.line(ellipse(x, 212, 20, 34), 9, BROWN)


def bamboo_basket(c: Canvas) -> None:
    """A carrying basket plaited from split bamboo, with a wrapped arching handle."""
    land.sky(c, mix(JADE, CELADON, 0.25), JADE)
    land.sun(c, 800, 470, 330, mix(JADE, GOLD_LIGHT, 0.42), 0.2)
    for x, seed in ((130, 3), (1490, 8)):
        land.bamboo(c, x, 1010, 900, mix(JADE, FOREST, 0.55), seed, 4)
    land.table(c, 950, FOREST)
    land.ground_shadow(c, 800, 1010, 370, 54, 0.5)
    basket = Lathe(800, points("372,560 380,620 352,820 300,990"), 0.2)
    inner = basket.ring(560, 10)
    handle = ellipse(800, 560, 352, 400, 180, 360, 80)
    c.fill(basket.ring(560), darker(STRAW, 0.3))
    c.fill(inner, BROWN_DARK)
    with c.clip(inner):
        for k in range(5):
            c.line(
                ellipse(800, 575 + k * 26, 360, 72, 180, 360, 60),
                9,
                mix(BROWN, STRAW, 0.35 - 0.06 * k),
            )
    _plait(c, basket, 575, 985, 12, 24)
    c.fill(basket.side(0.35, 1), BROWN_DARK, 0.2)
    c.fill(basket.side(0.72, 1), BROWN_DARK, 0.28)
    c.fill(basket.side(-0.7, -0.45), WHITE, 0.14)
    for y0, y1 in ((556, 606), (960, 1000)):
        c.fill(basket.band(y0, y1), mix(WOOD, STRAW, 0.3))
        c.fill(basket.patch(0.4, 1, y0, y1), BROWN, 0.4)
        for k in range(34):
            a = math.sin(math.radians(-88 + 176 * k / 33))
            b = math.sin(math.radians(min(89, -84 + 176 * k / 33)))
            c.line([basket.at(a, y0 + 4), basket.at(b, y1 - 4)], 6, BROWN)
    c.line(ellipse(800, 560, 372, 74), 14, mix(WOOD, STRAW, 0.45))
    c.shadow(ribbon(handle, lambda t: 40), 12, 10, 10, 0.22)
    c.fill(ribbon(handle, lambda t: 46), mix(WOOD, STRAW, 0.2))
    c.fill(ribbon(ellipse(800, 560, 344, 392, 180, 360, 80), lambda t: 16), BROWN, 0.45)
    for k in range(4, 80, 3):
        x, y = handle[k]
        a = math.atan2(y - 560, (x - 800) * 1.3)
        c.line(
            [
                (x - 24 * math.cos(a), y - 24 * math.sin(a)),
                (x + 24 * math.cos(a + 0.3), y + 24 * math.sin(a + 0.3)),
            ],
            5,
            BROWN,
        )
    for x in (448, 1152):
        c.fill(rounded(x - 34, 540, x + 34, 612, 12), BROWN)
        for k in range(4):
            c.line([(x - 30, 553 + k * 16), (x + 30, 553 + k * 16)], 5, STRAW)


def _plait(c: Canvas, solid: Lathe, top: float, bottom: float, rows: int, columns: int) -> None:
    c.fill(solid.band(top, bottom), BROWN)
    rng = Random(9)
    for row in range(rows):
        y0 = top + (bottom - top) * row / rows
        y1 = top + (bottom - top) * (row + 1) / rows
        for column in range(columns):
            a0 = math.sin(math.radians(-90 + 180 * column / columns))
            a1 = math.sin(math.radians(-90 + 180 * (column + 1) / columns))
            gap = (a1 - a0) * 0.1
            if (row + column) % 2:
                tone = mix(STRAW, GOLD_LIGHT, rng.uniform(0.1, 0.5))
                c.fill(solid.patch(a0 - gap, a1 + gap, y0 + 5, y1 - 5, 4), tone)
            else:
                tone = mix(STRAW, WOOD, rng.uniform(0.35, 0.6))
                c.fill(solid.patch(a0 + gap, a1 - gap, y0 - 3, y1 + 3, 4), tone)


def woodblock_print(c: Canvas) -> None:
    """A freshly pulled rooster print lying beside its carved block."""
    land.sky(c, INDIGO, darker(INDIGO, 0.2))
    land.lattice(c, 120, lighter(INDIGO, 0.4), 0.1)
    sheet = placed(rect(-345, -440, 345, 440), 610, 590, 1, -4)
    c.shadow(sheet, 22, 28, 20, 0.4)
    c.fill(sheet, PAPER)
    c.line(
        [
            *placed(rect(-305, -400, 305, 400), 610, 590, 1, -4),
            placed([(-305, -400)], 610, 590, 1, -4)[0],
        ],
        9,
        LACQUER,
    )
    c.line(
        [
            *placed(rect(-288, -383, 288, 383), 610, 590, 1, -4),
            placed([(-288, -383)], 610, 590, 1, -4)[0],
        ],
        3,
        LACQUER,
    )
    _rooster(c, 610, 600, 272, -4, (LACQUER, GOLD, JADE, INK))
    block = placed(rounded(-250, -300, 250, 300, 22), 1215, 690, 1, 7)
    c.shadow(block, 26, 34, 20, 0.5)
    c.fill(moved(block, 10, 22), BROWN_DARK)
    c.fill(block, WOOD)
    with c.clip(block):
        for k in range(9):
            x = 930 + k * 66
            c.line(
                smooth([(x, 360), (x + 26, 560), (x - 16, 760), (x + 20, 1040)], closed=False),
                4,
                BROWN,
                0.3,
            )
    c.fill(placed(rounded(-215, -265, 215, 265, 14), 1215, 690, 1, 7), darker(BROWN, 0.15))
    _rooster(c, 1215, 698, 186, 7, (WOOD_LIGHT, WOOD_LIGHT, WOOD, STRAW), mirror=-1)
    handle = placed(rounded(-36, -190, 36, 0, 30), 1150, 250, 1, 62)
    pad = placed(rounded(-110, 0, 110, 62, 20), 1150, 250, 1, 62)
    for part in (handle, pad):
        c.shadow(part, 18, 24, 14, 0.4)
    c.fill(handle, WOOD_LIGHT)
    c.fill(placed(rounded(4, -190, 36, 0, 16), 1150, 250, 1, 62), WOOD)
    c.fill(pad, LACQUER_DARK)
    c.fill(placed(rounded(-110, 36, 110, 62, 12), 1150, 250, 1, 62), LACQUER)


def _rooster(
    c: Canvas,
    x: float,
    y: float,
    size: float,
    turn: float,
    colors: tuple[Color, Color, Color, Color],
    mirror: float = 1,
) -> None:
    """Draw a folk-print rooster facing left in the ink order red, yellow, green, black."""
    red, yellow, green, black = colors

    def put(path: Path) -> Path:
        return placed([(px * mirror, py) for px, py in path], x, y, size, turn)

    tails = (
        ((0.45, 0.1), (0.9, -0.5), (1.02, -0.95), (0.5, -1.2), green),
        ((0.45, 0.15), (1.0, -0.3), (1.12, -0.6), (0.82, -0.92), yellow),
        ((0.42, 0.2), (0.95, -0.05), (1.1, -0.15), (1.0, -0.5), red),
        ((0.4, 0.28), (0.8, 0.2), (1.0, 0.25), (1.04, 0.0), green),
    )

    for p0, p1, p2, p3, tone in tails:
        spine = bezier(p0, p1, p2, p3)
        c.fill(put(ribbon(spine, lambda t: 0.26 * (1 - t) ** 0.6 + 0.03)), black)
        c.fill(put(ribbon(spine, lambda t: 0.19 * (1 - t) ** 0.6 + 0.005)), tone)
    for dx in (-0.08, 0.2):
        leg = [(dx, 0.55), (dx + 0.03, 0.8), (dx - 0.02, 1.04)]
        c.line(put(leg), size * 0.055, black)
        for toe in (-0.2, 0.02, 0.16):
            c.line(put([(dx - 0.02, 1.02), (dx + toe, 1.12)]), size * 0.045, black)
    body = curve(
        "-0.62,-0.62 -0.5,-0.22 -0.2,-0.02 0.25,0.0 0.52,0.02 0.5,0.36 "
        "0.25,0.62 -0.12,0.68 -0.48,0.5 -0.68,0.12 -0.76,-0.28 -0.8,-0.56",
        closed=True,
    )
    c.fill(put(body), black)
    c.fill(put([(px * 0.93 - 0.01, py * 0.93 + 0.01) for px, py in body]), red)
    for k in range(6):
        bit = ellipse(-0.7 + k * 0.06, -0.32 + k * 0.085, 0.05, 0.05, count=18)
        c.fill(put(bit), yellow)
        c.fill(put(moved(bit, 0.13, -0.02)), yellow)
    for k, tone in enumerate((black, yellow, black, green)):
        wing = smooth(
            [
                (-0.22, 0.1),
                (0.1, 0.02),
                (0.46 - k * 0.05, 0.12),
                (0.4 - k * 0.06, 0.34),
                (0.05, 0.44 - k * 0.05),
                (-0.2, 0.32 - k * 0.03),
            ]
        )
        c.fill(
            put(
                [
                    (px * (1 - k * 0.13) + 0.012 * k, py * (1 - k * 0.13) + 0.03 * k)
                    for px, py in wing
                ]
            ),
            tone,
        )
    for k in range(3):
        c.line(put([(0.02 + k * 0.09, 0.14), (0.05 + k * 0.09, 0.28)]), size * 0.03, black)
    c.fill(put(ellipse(-0.72, -0.7, 0.19, 0.18)), black)
    c.fill(put(ellipse(-0.72, -0.7, 0.155, 0.145)), yellow)
    comb = curve(
        "-0.86,-0.8 -0.92,-0.98 -0.8,-0.92 -0.74,-1.06 -0.66,-0.92 -0.54,-1.0 -0.56,-0.8",
        closed=True,
    )
    c.fill(put(comb), red)
    c.fill(put(points("-0.88,-0.72 -1.06,-0.64 -0.87,-0.6")), black)
    c.fill(put(ellipse(-0.82, -0.48, 0.07, 0.12)), red)
    c.fill(put(ellipse(-0.75, -0.72, 0.045, 0.045)), black)
    for k in range(9):
        gx = -0.9 + k * 0.22
        c.line(put([(gx, 1.2), (gx - 0.06, 1.1)]), size * 0.03, green)
        c.line(put([(gx, 1.2), (gx + 0.05, 1.08)]), size * 0.03, green)
    c.line(put([(-1.0, 1.2), (1.0, 1.2)]), size * 0.03, black)


def paper_lantern(c: Canvas) -> None:
    """A glowing lantern of dó paper on a moonlit night, two more behind it."""
    land.sky(c, INDIGO_DARK, mix(INDIGO, INDIGO_MID, 0.3))
    c.disc(360, 300, 170, mix(INDIGO, CREAM, 0.5), 0.25)
    c.disc(360, 300, 128, mix(CREAM, SKY, 0.25), 0.9)
    land.karst(c, 1010, 420, mix(INDIGO, INDIGO_MID, 0.55), 21, 330, mix(INDIGO, SKY, 0.35))
    land.hills(c, 1060, 130, INDIGO_DARK, 4)
    bough = curve("1640,30 1300,120 900,92 520,130 240,70")
    c.fill(ribbon(bough, lambda t: 22 - 14 * t), INK)
    rng = Random(5)
    for k in range(15, len(bough), 4):
        px, py = bough[k]
        for _ in range(2):
            c.fill(
                placed(leaf(rng.uniform(70, 120), 22), px, py, 1, rng.uniform(20, 160)),
                mix(FOREST, INK, rng.uniform(0.2, 0.6)),
            )
    _lantern(c, 330, 620, 0.5, 100)
    _lantern(c, 1330, 560, 0.58, 110)
    _lantern(c, 830, 610, 1.12, 100)


def _lantern(c: Canvas, x: float, y: float, size: float, hang: float) -> None:
    c.line([(x, hang), (x, y - 300 * size)], 5, BROWN_DARK)
    c.glow(x, y, 620 * size, GOLD, 0.5)
    body = Lathe(
        x,
        [
            (128 * size, y - 270 * size),
            (226 * size, y - 170 * size),
            (262 * size, y),
            (226 * size, y + 170 * size),
            (128 * size, y + 270 * size),
        ],
        0.13,
    )
    c.fill(body.outline(), mix(GOLD, PERSIMMON_GLOW, 0.3))
    with c.clip(body.outline()):
        c.glow(x - 10 * size, y + 20 * size, 330 * size, CREAM, 0.95)
        c.fill(body.side(0.55, 1), TERRA, 0.2)
        for k in range(1, 12):
            a = math.sin(math.radians(-90 + 15 * k))
            line = [body.at(a, body.top + (body.bottom - body.top) * i / 40) for i in range(41)]
            c.line(line, 5 * size, mix(TERRA, GOLD_DARK, 0.6), 0.75)
        for k in range(1, 6):
            c.line(
                body.arc(body.top + (body.bottom - body.top) * k / 6),
                3 * size,
                mix(TERRA, GOLD_DARK, 0.6),
                0.35,
            )
        for k, (dx, dy, turn) in enumerate(
            (
                (-40, -110, 70),
                (10, -60, 100),
                (-70, -20, 120),
                (40, 10, 55),
                (-20, 60, 95),
                (60, 90, 120),
                (-90, 100, 60),
            )
        ):
            c.fill(
                placed(leaf(118 * size, 30 * size), x + dx * size, y + dy * size, 1, turn),
                LACQUER_DARK if k % 3 else LACQUER,
                0.82,
            )
        c.line(
            smooth(
                [
                    (x + 30 * size, y - 180 * size),
                    (x - 20 * size, y - 20 * size),
                    (x + 20 * size, y + 190 * size),
                ],
                closed=False,
            ),
            7 * size,
            LACQUER_DARK,
            0.8,
        )
    for top in (y - 302 * size, y + 262 * size):
        cap = Lathe(x, [(136 * size, top), (136 * size, top + 40 * size)], 0.13, curved=False)
        props.solid(c, cap, BROWN, 0.15)
        c.fill(cap.ring(cap.top), lighter(BROWN, 0.18))
    c.line([(x, y + 310 * size), (x, y + 350 * size)], 7 * size, LACQUER)
    c.disc(x, y + 352 * size, 20 * size, GOLD)
    for k in range(7):
        dx = (k - 3) * 9 * size
        c.line(
            [(x + dx * 0.3, y + 366 * size), (x + dx, y + 470 * size)],
            8 * size,
            LACQUER if k % 2 else LACQUER_LIGHT,
        )


PERSIMMON_GLOW: Color = (226, 120, 50)


def stone_elephant(c: Canvas) -> None:
    """A palm-sized stone elephant in cut facets, on a small wooden stand."""
    land.sky(c, mix(GOLD, GOLD_LIGHT, 0.35), GOLD)
    land.sun(c, 1180, 330, 150, mix(GOLD_LIGHT, CREAM, 0.5), 0.2)
    land.karst(c, 930, 560, mix(GOLD, GOLD_DARK, 0.45), 31, 380, mix(GOLD, GOLD_DARK, 0.15))
    land.table(c, 915, GOLD_DARK)
    land.ground_shadow(c, 800, 1045, 470, 46, 0.42)
    c.fill(rounded(370, 930, 1230, 1040, 26), BROWN_DARK)
    c.fill(rounded(370, 930, 1230, 1012, 26), BROWN)
    c.fill(rounded(350, 905, 1250, 958, 22), WOOD)
    c.fill(rounded(350, 905, 1250, 926, 12), WOOD_LIGHT)
    stone, shade, dark = ASH_LIGHT, mix(ASH_LIGHT, ASH, 0.7), mix(ASH, INK_SOFT, 0.45)
    for x in (720, 1010):
        c.fill([(x, 700), (x + 120, 700), (x + 108, 912), (x + 4, 912)], dark)
    tail = curve("1136,520 1186,600 1180,700 1198,760")
    c.fill(ribbon(tail, lambda t: 26 - 8 * t), dark)
    body = curve(
        "640,430 760,372 900,350 1040,388 1130,490 1152,640 1146,780 "
        "1140,912 1020,912 1004,800 960,742 820,752 770,800 764,912 640,912 "
        "622,740 600,560",
        closed=True,
    )
    c.fill(body, stone)
    with c.clip(body):
        for facet, tone, alpha in (
            (points("900,350 1040,388 980,520 850,500"), WHITE, 0.35),
            (points("640,430 760,372 900,340 850,500 700,560"), WHITE, 0.5),
            (points("850,500 980,520 1000,690 840,680"), shade, 0.5),
            (points("980,520 1200,440 1200,700 1000,690"), shade, 0.9),
            (points("1000,690 1200,650 1200,930 1080,930 1020,800"), dark, 0.62),
            (points("700,560 850,500 840,680 760,720"), shade, 0.3),
            (points("600,720 760,690 1000,690 1000,800 820,752 760,830"), dark, 0.5),
            (points("704,760 790,740 790,930 704,930"), dark, 0.55),
        ):
            c.fill(facet, tone, alpha)
    trunk_spine = curve("560,520 486,640 462,760 490,842 552,846 568,800")
    c.fill(ribbon(trunk_spine, lambda t: 170 - 128 * t**0.6), shade)
    c.fill(ribbon(moved(trunk_spine, -10, -4), lambda t: 120 - 96 * t**0.6), stone)
    for k in range(16, 60, 7):
        px, py = trunk_spine[k]
        c.line(ellipse(px, py, 40 - k * 0.45, 14, 20, 160, 12), 4, dark, 0.6)
    head = curve("484,520 500,420 590,356 690,372 742,470 710,600 610,650 520,610", closed=True)
    c.fill(head, stone)
    with c.clip(head):
        c.fill(points("590,350 700,360 640,480 540,470"), WHITE, 0.5)
        c.fill(points("540,470 640,480 600,660 500,640"), shade, 0.4)
        c.fill(points("640,480 800,440 760,660 600,660"), shade, 0.8)
    ear = curve("668,410 770,420 832,520 812,640 742,706 680,640 654,520", closed=True)
    c.shadow(ear, 12, 14, 9, 0.28)
    c.fill(ear, mix(stone, shade, 0.35))
    with c.clip(ear):
        c.fill(points("668,400 780,400 740,540 650,540"), WHITE, 0.38)
        c.fill(points("740,540 860,480 860,720 720,720"), dark, 0.5)
    tusk = curve("540,626 520,700 440,716")
    c.fill(ribbon(tusk, lambda t: 34 - 30 * t), CREAM)
    c.fill(curve("566,500 592,488 614,504 590,516", closed=True), INK_SOFT)
    blanket = curve("826,352 930,344 1030,376 1020,520 990,590 880,596 838,540", closed=True)
    c.fill(blanket, dark, 0.35)
    c.line([*blanket, blanket[0]], 6, WHITE, 0.55)
    for x, y in ((880, 420), (950, 420), (915, 480), (880, 535), (955, 530)):
        c.ring(x, y, 20, 6, WHITE, 0.6)
    rng = Random(6)
    for _ in range(110):
        c.disc(rng.uniform(640, 1120), rng.uniform(420, 720), rng.uniform(1.2, 3.4), INK_SOFT, 0.3)


def teapot_and_cups(c: Canvas) -> None:
    """A white teapot painted in indigo with three cups on a round lacquer tray."""
    land.sky(c, mix(SKY, MIST, 0.35), SKY)
    land.waves(c, 130, 830, 110, INDIGO_MID, 0.22)
    land.table(c, 800, mix(INDIGO_MID, SKY, 0.2))
    tray = Lathe(800, points("590,900 600,925 560,968"), 0.27)
    land.ground_shadow(c, 820, 1020, 610, 120, 0.4)
    props.solid(c, tray, LACQUER_DARK, 0.15, 0.3)
    c.fill(tray.ring(900), LACQUER)
    c.fill(ellipse(800, 906, 548, 142), darker(LACQUER, 0.22))
    c.line(ellipse(800, 904, 566, 150), 6, GOLD, 0.8)
    handle = curve("640,560 600,400 680,260 800,225 920,260 1000,400 960,560")
    c.fill(ribbon(handle, lambda t: 34), WOOD)
    c.fill(ribbon(moved(handle, 0, 8), lambda t: 12), BROWN, 0.6)
    for k in range(20, 66, 4):
        px, py = handle[k]
        c.line([(px - 5, py - 17), (px + 5, py + 17)], 5, BROWN)
    c.shadow(ellipse(850, 905, 260, 62), 20, 6, 16, 0.5)
    spout = curve("610,760 520,720 470,620 410,545")
    c.fill(ribbon(spout, lambda t: 118 - 74 * t**0.8), darker(CREAM, 0.08))
    c.fill(ribbon(moved(spout, 0, -16), lambda t: 60 - 42 * t), WHITE)
    c.fill(placed(ellipse(0, 0, 26, 12), 408, 541, 1, -38), INK_SOFT)
    pot = Lathe(800, points("112,540 190,566 262,660 268,760 214,860 150,905"), 0.17)
    props.solid(c, pot, CREAM, 0, 0.16)
    with c.clip(pot.outline()):
        for y, w in ((610, 6), (624, 3), (836, 3), (850, 6)):
            c.line(pot.arc(y), w, INDIGO)
        for k in range(15):
            a0, a1, a2 = (math.sin(math.radians(-90 + 12 * (k + d))) for d in (0, 0.5, 1))
            petal = smooth(
                [
                    pot.at(a0, 832),
                    pot.at(a0, 800),
                    pot.at(a1, 764),
                    pot.at(a2, 800),
                    pot.at(a2, 832),
                ],
                closed=False,
            )
            c.fill(petal, INDIGO_MID)
            c.line(petal, 4, INDIGO)
        _spray(c, 800, 700, 1.0)
        c.fill(pot.side(-0.72, -0.58), WHITE, 0.7)
        c.fill(pot.side(0.62, 1), INDIGO_DARK, 0.12)
    lid = Lathe(800, points("28,478 80,496 122,536 124,552"), 0.17)
    props.solid(c, lid, CREAM, 0.4, 0.16)
    c.line(lid.arc(536), 5, INDIGO)
    c.disc(800, 462, 30, INDIGO)
    c.disc(792, 454, 10, SKY)
    for x in (644, 956):
        c.disc(x, 566, 22, BROWN)
        c.disc(x - 4, 560, 8, WOOD_LIGHT)
    for x, base in ((1160, 950), (1010, 1040), (470, 1010)):
        _cup(c, x, base)


def _cup(c: Canvas, x: float, base: float) -> None:
    land.ground_shadow(c, x, base, 76, 20, 0.45)
    cup = Lathe(x, [(106, base - 122), (100, base - 76), (70, base - 18), (52, base)], 0.24)
    props.solid(c, cup, CREAM, 0.5, 0.16)
    c.line(cup.arc(base - 88), 5, INDIGO)
    c.line(cup.arc(base - 30), 4, INDIGO)
    for k in range(9):
        px, py = cup.at(math.sin(math.radians(-80 + 20 * k)), base - 60)
        c.disc(px, py, 7, INDIGO_MID)
    c.fill(cup.ring(cup.top), WHITE)
    c.line(cup.ring(cup.top), 4, INDIGO)
    c.fill(ellipse(x, base - 114, 86, 19), mix(GOLD, TERRA, 0.35))
    c.fill(ellipse(x - 24, base - 116, 30, 6), GOLD_LIGHT)


def _spray(c: Canvas, x: float, y: float, size: float) -> None:

    stem = smooth(
        [
            (x - 130 * size, y + 40 * size),
            (x - 40 * size, y + 10 * size),
            (x + 60 * size, y + 20 * size),
            (x + 150 * size, y - 40 * size),
        ],
        closed=False,
    )
    c.line(stem, 5 * size, INDIGO)
    for k, turn in ((6, -70), (12, 50), (20, -60), (26, 70), (34, -50), (38, 40)):
        px, py = stem[min(k, len(stem) - 1)]
        c.fill(placed(leaf(62 * size, 24 * size), px, py, 1, turn), INDIGO_MID)
    for k in range(8):
        c.fill(placed(leaf(46 * size, 26 * size), x, y - 6 * size, 1, k * 45), INDIGO)
    c.disc(x, y - 6 * size, 13 * size, GOLD)


PICTURES = {
    "binh-gom-men-tro": ash_glazed_vase,
    "khan-tho-cam-hoa-van-co": brocade_scarf,
    "lan-may-tre-dan": bamboo_basket,
    "tranh-khac-go-lang-nghe": woodblock_print,
    "den-long-giay-do": paper_lantern,
    "tuong-da-mini": stone_elephant,
    "bo-am-chen-gom": teapot_and_cups,
}
