"""Pictures of processed food and drink in jars, bags, bottles and bundles."""

import math
from random import Random

from . import landscape as land
from . import props
from .canvas import Canvas
from .geometry import (
    Lathe,
    Path,
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
    star,
)
from .palette import (
    ASH_LIGHT,
    BROWN,
    BROWN_DARK,
    CELADON,
    CREAM,
    FOREST,
    FOREST_DARK,
    GOLD,
    GOLD_DARK,
    GOLD_LIGHT,
    INDIGO,
    INK,
    INK_SOFT,
    JADE,
    LACQUER,
    LACQUER_DARK,
    LACQUER_LIGHT,
    LEAF,
    MIST,
    PAPER,
    SAND,
    SKY,
    STEEL,
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


def glass_noodles(c: Canvas) -> None:
    """Three tied bundles of canna-starch noodles on a board, canna leaves behind."""
    land.sky(c, FOREST, darker(FOREST, 0.15))
    land.rays(c, 800, 640, 1300, 18, JADE, 0.16)
    for x, y, length, turn, tone in (
        (640, 700, 560, -122, JADE),
        (960, 700, 560, -58, mix(JADE, LEAF, 0.4)),
        (520, 720, 470, -156, mix(JADE, FOREST, 0.35)),
        (1090, 720, 470, -24, mix(JADE, FOREST, 0.35)),
        (800, 660, 520, -90, mix(JADE, LEAF, 0.2)),
    ):
        props.leafy(c, x, y, length, turn, tone, 0.42)
    for x, y, turn in ((800, 150, -90), (764, 190, -120), (840, 186, -60), (800, 210, -80)):
        c.fill(placed(leaf(130, 64), x, y + 60, 1, turn), LACQUER if turn != -90 else LACQUER_LIGHT)
    c.line([(800, 220), (800, 460)], 12, LEAF)
    land.table(c, 850, FOREST_DARK)
    board = points("270,900 1330,900 1400,1010 200,1010")
    land.ground_shadow(c, 810, 1040, 640, 46, 0.5)
    c.fill(board, WOOD_LIGHT)
    c.fill(rect(200, 1010, 1400, 1046), WOOD)
    for k in range(4):
        c.line([(300 - k * 22, 918 + k * 26), (1300 + k * 22, 918 + k * 26)], 3, WOOD, 0.6)
    tone = mix(SAND, ASH_LIGHT, 0.35)
    props.hank(c, 530, 868, 560, 218, tone, 3)
    props.hank(c, 1085, 872, 560, 218, tone, 5)
    props.hank(c, 805, 668, 620, 232, lighter(tone, 0.12), 7)


def ground_pepper(c: Canvas) -> None:
    """A wooden pepper mill beside a jar of ground pepper, with loose peppercorns."""
    land.sky(c, CREAM, PAPER)
    land.drum(c, 800, 520, 450, GOLD_DARK, 0.2)
    land.table(c, 860, TERRA)
    rng = Random(8)
    sprig = curve("1120,120 1240,260 1290,420 1270,560")
    c.line(sprig, 10, FOREST)
    for k, turn in ((4, 20), (12, 160), (22, 10), (32, 170)):
        px, py = sprig[k]
        props.leafy(c, px, py, 190, turn, JADE, 0.5)
    for k in range(26):
        px, py = sprig[min(len(sprig) - 1, 18 + k)]
        c.disc(
            px + rng.uniform(-20, 20),
            py + rng.uniform(-8, 8),
            17,
            mix(FOREST, LACQUER, 0.9 if k % 4 == 0 else 0.1),
        )
    land.ground_shadow(c, 560, 1000, 180, 34, 0.45)
    mill = Lathe(
        560,
        points("92,410 140,470 120,540 76,590 96,650 80,720 128,860 150,960 146,1000"),
        0.16,
    )
    props.solid(c, mill, BROWN, 0.3, 0.4)
    for y in (592, 866):
        c.fill(mill.band(y, y + 20), GOLD)
        c.fill(mill.patch(0.4, 1, y, y + 20), GOLD_DARK)
    top = Lathe(560, points("40,340 94,372 96,412"), 0.16)
    props.solid(c, top, darker(BROWN, 0.1), 0.25)
    c.disc(560, 318, 36, GOLD)
    c.disc(549, 306, 12, lighter(GOLD, 0.6))
    land.ground_shadow(c, 960, 1000, 250, 40, 0.45)
    jar = Lathe(960, points("186,508 232,560 240,700 236,920 216,1000"), 0.15)
    c.fill(jar.outline(), mix(MIST, CREAM, 0.5))
    powder = Lathe(960, points("222,640 226,760 222,920 204,986"), 0.15)
    props.solid(c, powder, mix(INK_SOFT, BROWN, 0.4), 0.12, 0.3)
    c.fill(powder.ring(640), mix(INK_SOFT, SAND, 0.3))
    with c.clip(powder.outline()):
        for _ in range(420):
            x, y = powder.at(rng.uniform(-0.97, 0.97), rng.uniform(640, 980))
            c.disc(x, y, rng.uniform(1.5, 4.2), rng.choice((SAND, INK, BROWN, ASH_LIGHT)), 0.75)
    label = jar.patch(-0.62, 0.62, 715, 895)
    c.fill(label, CREAM)
    c.line(jar.arc(730, -0.58, 0.58), 4, LACQUER)
    c.line(jar.arc(880, -0.58, 0.58), 4, LACQUER)
    c.fill(star(960, 842, 52, 34, 12), LACQUER)
    for k in range(6):
        a = math.radians(60 * k)
        c.disc(960 + 24 * math.cos(a), 842 + 24 * math.sin(a), 9, CREAM)
    c.fill(jar.side(-0.88, -0.76), WHITE, 0.7)
    c.fill(jar.side(0.8, 1), INDIGO, 0.16)
    lid = Lathe(960, [(196, 420), (200, 512)], 0.15, curved=False)
    props.solid(c, lid, LACQUER, 0.3, 0.25)
    c.fill(lid.ring(420), lighter(LACQUER, 0.15))
    for _ in range(52):
        x, y = rng.uniform(280, 1330), rng.uniform(1018, 1120)
        r = rng.uniform(13, 18)
        c.shadow(ellipse(x, y, r, r), 6, 8, 4, 0.35)
        c.disc(x, y, r, INK)
        c.disc(x - r * 0.25, y - r * 0.28, r * 0.5, INK_SOFT)
        c.line(ellipse(x, y, r * 0.62, r * 0.4, 20, 170, 10), 2, BROWN)


def anise_oil(c: Canvas) -> None:
    """An amber dropper bottle of essential oil with whole star anise."""
    land.sky(c, lighter(CELADON, 0.3), CELADON)
    land.rays(c, 800, 560, 1200, 22, WHITE, 0.16)
    c.disc(800, 540, 400, mix(CELADON, JADE, 0.35), 0.5)
    c.ring(800, 540, 440, 5, JADE, 0.4)
    land.table(c, 900, JADE)
    for x, y, length, turn in (
        (560, 900, 420, -140),
        (1040, 900, 430, -42),
        (600, 920, 330, -168),
        (1000, 920, 330, -14),
    ):
        props.leafy(
            c, x, y, length, turn, FOREST if turn in (-140, -42) else mix(FOREST, JADE, 0.5), 0.34
        )
    land.ground_shadow(c, 800, 1010, 220, 36, 0.5)
    bottle = Lathe(800, points("92,420 96,470 196,540 210,600 210,960 196,1010"), 0.15)
    props.solid(c, bottle, mix(TERRA_DARK, GOLD_DARK, 0.25), 0, 0.4)
    with c.clip(bottle.outline()):
        c.fill(bottle.patch(-1, 0.3, 580, 1010), mix(TERRA, GOLD, 0.35), 0.55)
        c.line(bottle.arc(580), 5, GOLD_LIGHT, 0.7)
        c.fill(bottle.side(-0.86, -0.7), GOLD_LIGHT, 0.75)
        c.fill(bottle.side(0.84, 0.92), GOLD, 0.5)
    c.fill(bottle.patch(-0.8, 0.96, 640, 900), CREAM)
    c.fill(bottle.patch(0.5, 0.96, 640, 900), mix(CREAM, SAND, 0.5))
    for y in (658, 884):
        c.line(bottle.arc(y, -0.78, 0.94), 5, FOREST)
    props.star_anise(c, 812, 798, 84, 10)
    collar = Lathe(800, [(108, 330), (110, 424)], 0.15, curved=False)
    props.solid(c, collar, INK, 0.25, 0.1)
    for k in range(17):
        a = math.sin(math.radians(-80 + 10 * k))
        c.line([collar.at(a, 340), collar.at(a, 420)], 4, INK_SOFT)
    c.fill(collar.ring(330), INK_SOFT)
    bulb = Lathe(800, points("30,150 58,180 62,270 66,330"), 0.15)
    props.solid(c, bulb, LACQUER_DARK, 0.35, 0.3)
    c.fill(bulb.ring(152, -4), LACQUER)
    for x, y, size, turn in (
        (380, 1000, 132, 8),
        (1210, 1010, 140, 30),
        (1030, 1090, 88, 15),
        (560, 1100, 84, 40),
    ):
        c.shadow(ellipse(x, y + 6, size * 0.8, size * 0.42), 14, 14, 10, 0.4)
        props.star_anise(c, x, y, size, turn, 0.62)


def wild_honey(c: Canvas) -> None:
    """A big jar of honey with a dipper and a piece of comb."""
    land.sky(c, mix(CREAM, GOLD_LIGHT, 0.35), mix(GOLD_LIGHT, CREAM, 0.2))
    _comb(c, 92, GOLD, 0.34)
    c.disc(800, 560, 430, CREAM, 0.5)
    land.table(c, 900, WOOD)
    land.ground_shadow(c, 760, 1020, 300, 44, 0.45)
    jar = Lathe(760, points("228,420 286,480 300,640 296,900 262,1015"), 0.15)
    c.fill(jar.outline(), mix(GOLD_LIGHT, CREAM, 0.55))
    honey = Lathe(760, points("270,520 284,640 280,900 246,1000"), 0.15)
    props.solid(c, honey, mix(GOLD, TERRA, 0.18), 0, 0.3)
    with c.clip(honey.outline()):
        c.glow(690, 820, 300, GOLD_LIGHT, 0.75)
        c.fill(honey.side(0.55, 1), TERRA_DARK, 0.25)
    c.fill(honey.ring(520), lighter(GOLD, 0.3))
    tag = smooth(
        [
            jar.at(-0.5, 680),
            jar.at(0, 650),
            jar.at(0.5, 680),
            jar.at(0.56, 800),
            jar.at(0.5, 900),
            jar.at(0, 925),
            jar.at(-0.5, 900),
            jar.at(-0.56, 800),
        ]
    )
    c.fill(tag, CREAM)
    c.line([*tag, tag[0]], 5, BROWN)
    _bee(c, 762, 838, 1.0)
    c.fill(jar.side(-0.9, -0.78), WHITE, 0.75)
    c.fill(jar.side(-0.7, -0.66), WHITE, 0.55)
    cloth = curve(
        "500,430 540,330 620,290 760,276 900,290 980,330 1024,432 960,412 "
        "900,452 830,420 760,462 690,420 620,452 560,412",
        closed=True,
    )
    c.shadow(cloth, 0, 22, 12, 0.25)
    c.fill(cloth, LACQUER)
    with c.clip(cloth):
        for k in range(10):
            c.line([(460 + k * 64, 250), (430 + k * 70, 480)], 10, CREAM, 0.32)
        for k in range(5):
            c.line(ellipse(760, 300 + k * 44, 300, 44, 10, 170, 40), 10, CREAM, 0.32)
        c.fill(rect(880, 200, 1100, 500), LACQUER_DARK, 0.35)
    c.line(ellipse(760, 358, 240, 42, 4, 176, 40), 14, WOOD_LIGHT)
    props.bow(c, 760, 402, 90, WOOD_LIGHT)
    rod = [(1060, 1040), (1330, 560)]
    c.shadow(ribbon(rod, lambda t: 26), 20, 20, 12, 0.3)
    c.fill(ribbon(rod, lambda t: 26), WOOD_LIGHT)
    c.fill(ribbon(moved(rod, 7, 4), lambda t: 9), WOOD)
    pool = curve("950,1075 1010,1036 1130,1040 1230,1066 1210,1112 1080,1128 980,1112", closed=True)
    c.fill(pool, GOLD)
    c.fill(curve("980,1074 1040,1050 1100,1056 1040,1080", closed=True), GOLD_LIGHT)
    for k in range(5):
        disc = placed(
            ellipse(0, 0, 62 - abs(k - 2) * 9, 17), 1066 + (k - 2) * 17, 1030 - (k - 2) * 30, 1, 29
        )
        c.fill(moved(disc, 4, 7), BROWN)
        c.fill(disc, mix(WOOD, GOLD, 0.4))
    c.fill(placed(ellipse(0, 0, 30, 60), 1056, 1048, 1, 30), GOLD, 0.6)


def _comb(c: Canvas, size: float, color: tuple[int, int, int], alpha: float) -> None:
    rng = Random(2)
    for row in range(10):
        for column in range(12):
            x = column * size * 1.74 + (size * 0.87 if row % 2 else 0)
            y = row * size * 1.5
            cell = star(x, y, size * 0.93, size * 0.93 * math.cos(math.pi / 6), 6)
            c.fill(cell, color, alpha * rng.choice((0.35, 0.55, 0.9)))


def _bee(c: Canvas, x: float, y: float, size: float) -> None:
    for turn in (-128, -62):
        c.fill(
            placed(leaf(104 * size, 62 * size), x, y - 20 * size, 1, turn), mix(SKY, WHITE, 0.35)
        )
    body = ellipse(x, y, 74 * size, 46 * size)
    c.fill(body, GOLD)
    with c.clip(body):
        for k in (-30, 6, 42):
            c.fill(
                rect(x + k * size, y - 60 * size, x + (k + 18) * size, y + 60 * size), BROWN_DARK
            )
    c.disc(x - 74 * size, y - 4 * size, 27 * size, BROWN_DARK)


def snow_tea(c: Canvas) -> None:
    """A tea tin with a heap of curled leaves under misty ancient-tea mountains."""
    land.sky(c, MIST, lighter(CELADON, 0.35))
    land.sun(c, 390, 280, 105, LACQUER_LIGHT, 0.14)
    land.karst(c, 760, 560, mix(MIST, JADE, 0.4), 3, 420, mix(MIST, CREAM, 0.4))
    land.karst(c, 880, 380, mix(MIST, JADE, 0.72), 14, 360, mix(MIST, JADE, 0.2))
    land.table(c, 900, FOREST)
    land.ground_shadow(c, 740, 1020, 260, 46, 0.5)
    tin = Lathe(740, [(246, 420), (246, 1015)], 0.18, curved=False)
    props.solid(c, tin, LACQUER, 0.28, 0.3)
    c.fill(tin.band(560, 900), CREAM)
    with c.clip(tin.band(560, 900)):
        c.fill(tin.band(820, 930), CELADON)
        for x, w, h, tone in (
            (560, 200, 200, CELADON),
            (900, 240, 230, CELADON),
            (740, 260, 280, JADE),
            (620, 180, 130, FOREST),
            (880, 180, 120, FOREST),
        ):
            c.fill(
                smooth(
                    [
                        (x - w * 0.6, 960),
                        (x - w * 0.3, 940 - h * 0.7),
                        (x, 930 - h),
                        (x + w * 0.28, 940 - h * 0.66),
                        (x + w * 0.6, 960),
                    ],
                    closed=False,
                ),
                tone,
            )
        c.disc(850, 670, 40, GOLD)
        c.fill(tin.side(0.4, 1), INK, 0.12)
        c.fill(tin.side(0.72, 1), INK, 0.16)
        c.fill(tin.side(-0.68, -0.5), WHITE, 0.4)
    for y in (540, 900, 990):
        c.fill(tin.band(y, y + 16), GOLD)
        c.fill(tin.patch(0.45, 1, y, y + 16), GOLD_DARK)
    lid = Lathe(740, points("232,330 254,344 254,440"), 0.18, curved=False)
    props.solid(c, lid, LACQUER_DARK, 0.22, 0.25)
    c.fill(lid.ring(332), LACQUER)
    c.line(ellipse(740, 332, 190, 34), 5, GOLD)
    c.line(ellipse(740, 332, 120, 21), 4, GOLD)
    rng = Random(12)
    angles = [rng.uniform(0, 2 * math.pi) for _ in range(170)]
    heap = [
        (1130 + 235 * rng.random() ** 0.6 * math.cos(a), 1016 + 62 * rng.random() * math.sin(a))
        for a in angles
    ]
    c.shadow(ellipse(1140, 1040, 270, 52), 10, 12, 20, 0.5)
    for x, y in sorted(heap, key=lambda p: p[1]):
        a = rng.uniform(0, 360)
        curl = curve("-34,0 -12,-12 10,8 34,-6")
        shape = ribbon(curl, lambda t: 4 + 11 * math.sin(math.pi * t))
        tone = rng.choice((FOREST_DARK, FOREST, mix(FOREST, BROWN, 0.5), mix(CELADON, CREAM, 0.4)))
        c.fill(placed(shape, x, y, 1.15, a), tone)
    for x, y, length, turn, tone in (
        (1120, 960, 250, -62, LEAF),
        (1110, 965, 210, -112, mix(LEAF, JADE, 0.5)),
        (1116, 960, 170, -86, lighter(LEAF, 0.35)),
    ):
        props.leafy(c, x, y, length, turn, tone, 0.32)


def roasted_coffee(c: Canvas) -> None:
    """A bag of roasted coffee with scattered beans and a cup under a drip filter."""
    land.sky(c, TERRA_LIGHT, mix(TERRA_LIGHT, TERRA, 0.5))
    land.sun(c, 800, 470, 330, mix(TERRA_LIGHT, CREAM, 0.35), 0.14)
    land.hills(c, 860, 260, mix(TERRA_LIGHT, TERRA, 0.75), 8)
    land.table(c, 890, BROWN)
    land.ground_shadow(c, 690, 1020, 310, 44, 0.5)
    front: Path = curve("430,1015 412,800 436,560 450,420") + curve(
        "930,420 944,560 968,800 950,1015"
    )
    c.fill(front, mix(SAND, WOOD_LIGHT, 0.4))
    with c.clip(front):
        c.fill(points("450,420 520,440 498,720 520,1020 400,1020 400,420"), WHITE, 0.16)
        c.fill(points("930,420 862,440 884,720 862,1020 1000,1020 1000,420"), BROWN, 0.3)
        c.fill(points("430,1015 520,960 862,960 950,1015"), BROWN, 0.16)
    fold = points("446,300 934,300 940,430 440,430")
    c.shadow(fold, 0, 12, 8, 0.3)
    c.fill(fold, mix(SAND, WOOD_LIGHT, 0.15))
    for y in (340, 384):
        c.line([(446, y), (936, y)], 3, WOOD, 0.7)
    c.fill(rounded(420, 352, 960, 376, 6), LACQUER)
    c.fill(ellipse(690, 700, 176, 206), BROWN_DARK)
    c.line(ellipse(690, 700, 154, 184), 5, GOLD)
    for x, y, size, turn in ((640, 690, 80, -24), (746, 716, 80, 20)):
        _bean(c, x, y, size, turn, TERRA)
    c.fill(rounded(560, 936, 820, 956, 8), LACQUER)
    land.ground_shadow(c, 1170, 1030, 190, 32, 0.5)
    saucer = Lathe(1170, [(190, 1010), (120, 1036)], 0.2)
    props.solid(c, saucer, CREAM, 0.2)
    c.fill(saucer.ring(1010), WHITE)
    glass = Lathe(1170, points("108,800 104,900 84,1012"), 0.2)
    props.solid(c, glass, mix(MIST, CREAM, 0.3), 0.5, 0.15)
    drink = Lathe(1170, [(96, 890), (82, 1002)], 0.2, curved=False)
    props.solid(c, drink, BROWN_DARK, 0.2, 0.2)
    c.fill(drink.ring(890), BROWN)
    brim = Lathe(1170, [(150, 782), (142, 798)], 0.2, curved=False)
    props.solid(c, brim, STEEL, 0.6, 0.4)
    c.fill(brim.ring(782), lighter(STEEL, 0.3))
    cup = Lathe(1170, [(104, 640), (96, 780)], 0.2, curved=False)
    props.solid(c, cup, lighter(STEEL, 0.1), 0.7, 0.42)
    lid = Lathe(1170, points("60,604 112,626 112,642"), 0.2)
    props.solid(c, lid, STEEL, 0.6, 0.4)
    c.disc(1170, 596, 18, INK)
    props.steam(c, 1150, 575, 210, WHITE, 0.35)
    props.steam(c, 1205, 560, 170, WHITE, 0.25)
    rng = Random(3)
    for x, y in (
        (330, 1040),
        (410, 1090),
        (250, 1086),
        (520, 1104),
        (640, 1084),
        (740, 1116),
        (860, 1082),
        (960, 1118),
        (1010, 1068),
        (350, 1136),
        (1120, 1120),
        (1290, 1104),
        (1370, 1066),
    ):
        _bean(c, x, y, rng.uniform(42, 50), rng.uniform(-60, 60), BROWN)


def _bean(
    c: Canvas, x: float, y: float, size: float, turn: float, color: tuple[int, int, int]
) -> None:
    body = placed(ellipse(0, 0, size * 0.62, size * 0.95), x, y, 1, turn)
    c.shadow(body, 5, 8, 5, 0.35)
    c.fill(body, mix(color, INK, 0.15))
    c.fill(
        placed(ellipse(-size * 0.08, -size * 0.08, size * 0.5, size * 0.8), x, y, 1, turn),
        lighter(color, 0.1),
    )
    cleft = smooth(
        [
            (0, -size * 0.84),
            (size * 0.16, -size * 0.35),
            (-size * 0.14, size * 0.3),
            (0, size * 0.84),
        ],
        closed=False,
    )
    c.line(placed(cleft, x, y, 1, turn), size * 0.1, BROWN_DARK)


PICTURES = {
    "mien-dong-soi-nho": glass_noodles,
    "tieu-den-xay": ground_pepper,
    "tinh-dau-hoi": anise_oil,
    "mat-ong-rung": wild_honey,
    "tra-shan-tuyet": snow_tea,
    "ca-phe-rang-moc": roasted_coffee,
}
