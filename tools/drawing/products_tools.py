"""Pictures of equipment and tools: slicer, dryer, forged knife, seed separator."""

import math
from random import Random

from . import landscape as land
from . import props
from .canvas import Canvas
from .geometry import (
    Lathe,
    Path,
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
    INDIGO_DARK,
    INK,
    INK_SOFT,
    JADE,
    LACQUER,
    LACQUER_DARK,
    LEAF,
    MIST,
    PERSIMMON,
    ROSE,
    SAND,
    SKY,
    STEEL,
    STEEL_DARK,
    STEEL_LIGHT,
    TERRA,
    TERRA_DARK,
    TERRA_LIGHT,
    WHITE,
    WOOD,
    Color,
    darker,
    lighter,
    mix,
)


def noodle_slicer(c: Canvas) -> None:
    """A small bench machine that slices starch sheets into noodles."""
    land.sky(c, lighter(SAND, 0.4), SAND)
    props.gear(c, 1330, 330, 250, mix(SAND, GOLD_DARK, 0.28), 14, 6, 0.5)
    props.gear(c, 220, 210, 160, mix(SAND, GOLD_DARK, 0.28), 12, 0, 0.4)
    land.table(c, 870, mix(TERRA_DARK, WOOD, 0.3))
    land.ground_shadow(c, 850, 1035, 460, 50, 0.45)
    for x in (640, 1090):
        c.fill([(x, 820), (x + 46, 820), (x + 60, 1036), (x + 14, 1036)], STEEL_DARK)
        c.fill(rounded(x + 4, 1020, x + 74, 1044, 10), INK)
    hopper = points("690,190 1050,190 960,440 780,440")
    c.fill(points("1050,190 1120,160 1020,430 960,440"), STEEL_DARK)
    props.metal(c, hopper, STEEL)
    c.fill(points("690,190 760,158 1120,160 1050,190"), INK_SOFT)
    c.fill(points("750,186 800,120 900,104 1010,120 1050,186"), mix(SAND, CREAM, 0.5))
    for k in range(5):
        c.line([(770 + k * 54, 184), (808 + k * 42, 122)], 4, mix(SAND, WOOD, 0.4))
    c.line([(690, 190), (1050, 190)], 9, STEEL_LIGHT)
    front, side, top = props.box(c, 580, 860, 570, 430, 190, JADE)
    c.fill(front.rect(0.0, 0.0, 1, 0.06), lighter(JADE, 0.3))
    c.fill(front.rect(0.8, 0.06, 1, 1), darker(JADE, 0.12))
    c.fill(front.rect(0.0, 0.93, 1, 1), FOREST)
    c.fill(front.rect(0.6, 0.2, 0.92, 0.56), INDIGO_DARK)
    for k, tone in enumerate((LEAF, LACQUER, GOLD)):
        x, y = front.at(0.67 + 0.09 * k, 0.3)
        c.disc(x, y, 19, darker(tone, 0.4))
        c.disc(x - 2, y - 3, 16, tone)
    c.fill(front.rect(0.64, 0.42, 0.88, 0.5), CELADON)
    for k in range(7):
        c.fill(front.rect(0.62, 0.64 + k * 0.035, 0.9, 0.655 + k * 0.035), FOREST)
    for u, v in ((0.04, 0.1), (0.96, 0.1), (0.04, 0.9), (0.96, 0.9)):
        c.disc(*front.at(u, v), 7, STEEL_LIGHT)
    x, y = 620, 640
    c.shadow(circle(x, y, 236), 16, 18, 16, 0.36)
    c.disc(x, y, 236, STEEL_DARK)
    c.disc(x - 5, y - 6, 226, STEEL)
    c.disc(x, y, 190, INK_SOFT)
    c.disc(x, y, 178, STEEL_LIGHT)
    for k in range(12):
        blade = points("0,0 168,-34 172,2")
        c.fill(placed(blade, x, y, 1, 30 * k), STEEL if k % 2 else mix(STEEL, WHITE, 0.6))
    c.disc(x, y, 60, LACQUER_DARK)
    c.disc(x - 4, y - 5, 52, LACQUER)
    c.disc(x - 6, y - 8, 18, ROSE)
    for k in range(8):
        a = math.radians(45 * k + 22)
        c.disc(x + 212 * math.cos(a), y + 212 * math.sin(a), 9, STEEL_DARK)
    chute = points("470,790 640,850 600,930 410,860")
    c.fill(chute, STEEL_DARK)
    c.fill(moved(chute, -6, -10), STEEL_LIGHT)
    rng = Random(2)
    tray = Lathe(360, [(230, 960), (218, 1040)], 0.24, curved=False)
    land.ground_shadow(c, 360, 1060, 236, 50, 0.45)
    props.solid(c, tray, STEEL, 0.5, 0.35)
    c.fill(tray.ring(960), STEEL_DARK)
    for k in range(40):
        x0 = 420 + k * 4.6
        end = (240 + k * 6 + rng.uniform(-14, 14), 975 + rng.uniform(-26, 22))
        strand = smooth(
            [(x0, 802 + k * 1.6), (x0 - 40, 846 + k), (end[0] + 30, 905), end], closed=False
        )
        c.line(strand, 6, mix(CREAM, SAND, rng.random()))
    for _ in range(46):
        a = rng.uniform(0, 360)
        c.line(
            ellipse(
                360 + rng.uniform(-70, 70),
                958 + rng.uniform(-12, 16),
                rng.uniform(30, 130),
                rng.uniform(10, 30),
                a,
                a + 150,
                20,
            ),
            6,
            mix(CREAM, SAND, rng.random()),
        )
    c.line(tray.arc(960), 10, STEEL_LIGHT)
    c.fill(side.rect(0.25, 0.25, 0.8, 0.6), FOREST_DARK)
    c.fill(top.rect(0.05, 0.35, 0.2, 0.7), FOREST, 0.4)


def produce_dryer(c: Canvas) -> None:
    """A drying cabinet with its door open on six trays of sliced fruit and herbs."""
    land.sky(c, lighter(SKY, 0.25), SKY)
    land.sun(c, 260, 250, 118, GOLD_LIGHT, 0.2)
    land.hills(c, 860, 320, mix(SKY, JADE, 0.4), 17)
    land.hills(c, 900, 190, mix(SKY, JADE, 0.75), 5)
    land.table(c, 930, mix(INDIGO, STEEL_DARK, 0.4))
    land.ground_shadow(c, 860, 1080, 420, 46, 0.5)
    for x in (590, 1080):
        c.disc(x, 1052, 34, INK)
        c.disc(x, 1052, 14, STEEL)
    front, side, _ = props.box(c, 530, 1030, 620, 850, 200, mix(STEEL, STEEL_LIGHT, 0.4))
    for k in range(6):
        c.fill(side.rect(0.25, 0.14 + k * 0.035, 0.75, 0.155 + k * 0.035), INK_SOFT)
    c.fill(front.rect(0, 0, 1, 0.14), INDIGO)
    c.fill(front.rect(0, 0.13, 1, 0.145), INDIGO_DARK)
    for k, tone in enumerate((LEAF, GOLD, LACQUER)):
        px, py = front.at(0.09 + k * 0.08, 0.065)
        c.disc(px, py, 17, tone)
    px, py = front.at(0.86, 0.065)
    c.disc(px, py, 44, CREAM)
    c.line(ellipse(px, py, 33, 33, 150, 390, 40), 7, TERRA)
    c.line([(px, py), (px + 20, py - 22)], 6, INK)
    c.fill(front.rect(0.42, 0.035, 0.7, 0.095), MIST)
    for k in range(5):
        c.fill(
            front.rect(0.445 + k * 0.048, 0.085 - 0.01 * (k + 1), 0.475 + k * 0.048, 0.087), INDIGO
        )
    inside = front.rect(0.06, 0.18, 0.94, 0.965)
    c.fill(inside, BROWN_DARK)
    with c.clip(inside):
        c.blend(
            front.rect(0.06, 0.18, 0.94, 0.965),
            mix(TERRA_DARK, BROWN_DARK, 0.5),
            mix(TERRA, GOLD, 0.3),
        )
        c.glow(840, 1010, 520, GOLD, 0.5)
        rng = Random(6)
        for row in range(6):
            v = 0.27 + row * 0.115
            color = (PERSIMMON, LEAF, GOLD_LIGHT, LACQUER, SAND, FOREST)[row]
            for k in range(15):
                x0, y0 = front.at(0.09 + k * 0.058 + rng.uniform(-0.008, 0.008), v)
                _slice(c, x0, y0, color, row, rng)
            c.fill(front.rect(0.06, v, 0.94, v + 0.008), STEEL_LIGHT)
            c.fill(front.rect(0.06, v + 0.008, 0.94, v + 0.026), STEEL_DARK)
            c.fill(front.rect(0.06, v + 0.026, 0.94, v + 0.045), INK, 0.3)
    c.line([*inside, inside[0]], 8, STEEL_DARK)
    door = Plane((560, 330), (300, 250), (300, 1090), (560, 1002))
    c.shadow(door.outline(), 22, 10, 20, 0.3)
    c.fill(door.outline(), mix(STEEL, STEEL_LIGHT, 0.75))
    c.fill(door.rect(0.14, 0.06, 0.86, 0.94), STEEL)
    c.fill(door.rect(0.24, 0.12, 0.76, 0.5), mix(SKY, MIST, 0.6))
    c.fill(door.path(points("0.3,0.12 0.5,0.12 0.3,0.4 0.24,0.4")), WHITE, 0.55)
    c.line([*door.rect(0.24, 0.12, 0.76, 0.5), door.at(0.24, 0.12)], 7, STEEL_DARK)
    c.fill(door.rect(0.88, 0.44, 0.93, 0.62), INK)
    c.fill(points("300,250 284,254 284,1086 300,1090"), STEEL_DARK)
    for x in (700, 860, 1010):
        props.steam(c, x + 60, 120, 110, WHITE, 0.5)


def _slice(c: Canvas, x: float, y: float, color: Color, row: int, rng: Random) -> None:
    if row in (1, 5):
        for _ in range(2):
            shape = placed(
                ellipse(0, 0, 24, 9, count=24), x, y - rng.uniform(6, 26), 1, rng.uniform(-50, 50)
            )
            c.fill(shape, mix(color, CREAM, rng.uniform(0, 0.2)))
        return
    lift = rng.uniform(14, 22)
    c.fill(ellipse(x, y - lift + 5, 25, lift * 0.75, count=30), darker(color, 0.28))
    c.fill(ellipse(x, y - lift, 25, lift * 0.75, count=30), color)
    c.fill(ellipse(x, y - lift, 13, lift * 0.36, count=24), lighter(color, 0.35))


def forged_knife(c: Canvas) -> None:
    """A hand-forged knife with a hammered blade, above its wooden sheath."""
    land.sky(c, INK_SOFT, INK)
    land.drum(c, 800, 600, 560, TERRA_LIGHT, 0.2)
    c.glow(800, 560, 700, TERRA, 0.3)

    def put(path: Path, dx: float = 0, dy: float = 0) -> Path:
        return placed(moved(path, dx, dy), 800, 520, 1, -17)

    sheath = curve("-230,300 60,276 420,300 600,380 590,440 420,470 0,466 -240,440", closed=True)
    c.shadow(put(sheath), 20, 30, 22, 0.6)
    c.fill(put(sheath), BROWN)
    with c.clip(put(sheath)):
        c.fill(put(rect(-300, 260, 700, 350)), WOOD)
        for k in range(7):
            c.line(
                put(
                    smooth(
                        [
                            (-250, 300 + k * 26),
                            (0, 290 + k * 27),
                            (300, 306 + k * 26),
                            (620, 350 + k * 18),
                        ],
                        closed=False,
                    )
                ),
                4,
                BROWN_DARK,
                0.45,
            )
        for x in (-120, 120, 380):
            c.fill(put(rect(x, 240, x + 44, 500)), GOLD_DARK)
            c.fill(put(rect(x, 240, x + 44, 340)), GOLD)
            c.line(put([(x + 8, 240), (x + 8, 500)]), 3, BROWN_DARK)
            c.line(put([(x + 36, 240), (x + 36, 500)]), 3, BROWN_DARK)
    blade = curve("-180,-120 0,-128 200,-128 400,-116 560,-72 680,10")
    belly = curve("680,10 560,84 360,122 120,132 -140,128 -166,70 -190,40")
    body = blade + belly
    c.shadow(put(body), 16, 34, 20, 0.6)
    c.fill(put(body), STEEL_DARK)
    with c.clip(put(body)):
        rng = Random(9)
        c.fill(put(rect(-220, -160, 720, -96)), INK_SOFT)
        for _ in range(150):
            x, y = rng.uniform(-190, 620), rng.uniform(-124, 34)
            dent = placed(
                ellipse(0, 0, rng.uniform(12, 26), rng.uniform(8, 16), count=20),
                x,
                y,
                1,
                rng.uniform(0, 180),
            )
            c.fill(put(dent), rng.choice((INK_SOFT, STEEL, STEEL_DARK, STEEL)), 0.32)
        edge = curve("720,0 560,26 360,56 120,70 -200,66")
        c.fill(put([*edge, (-220, 200), (760, 200)]), STEEL)
        bevel = curve("720,10 560,56 360,92 120,104 -200,100")
        c.fill(put([*bevel, (-220, 200), (760, 200)]), STEEL_LIGHT)
        c.fill(put(points("40,-160 130,-160 40,160 -50,160")), WHITE, 0.14)
        c.fill(put(points("160,-160 190,-160 100,160 70,160")), WHITE, 0.16)
    tang = points("-262,-66 -176,-104 -184,46 -262,18")
    c.fill(put(tang), STEEL_DARK)
    c.fill(put(points("-262,-66 -176,-104 -180,-50 -262,-40")), STEEL)
    handle = curve(
        "-250,-72 -420,-84 -590,-74 -650,-60 -664,0 -640,46 -560,40 -420,20 -250,24", closed=True
    )
    c.shadow(put(handle), 12, 26, 16, 0.5)
    c.fill(put(handle), mix(LACQUER_DARK, BROWN, 0.5))
    with c.clip(put(handle)):
        c.fill(put(rect(-700, -110, -200, -38)), mix(LACQUER, WOOD, 0.45))
        for k in range(4):
            c.line(
                put(
                    smooth(
                        [(-680, -50 + k * 22), (-480, -60 + k * 22), (-260, -48 + k * 18)],
                        closed=False,
                    )
                ),
                4,
                BROWN_DARK,
                0.45,
            )
    c.fill(put(rounded(-296, -84, -244, 36, 10)), GOLD_DARK)
    c.fill(put(rounded(-296, -84, -244, -20, 10)), GOLD_LIGHT)
    for x in (-390, -540):
        c.fill(put(circle(x, -24, 13)), GOLD)
    rng = Random(14)
    for _ in range(46):
        x, y = rng.uniform(900, 1560), rng.uniform(60, 470)
        long = rng.uniform(8, 34)
        c.line(
            [(x, y), (x + long, y - long * 0.8)],
            rng.uniform(3, 6),
            rng.choice((GOLD, GOLD_LIGHT, PERSIMMON)),
            rng.uniform(0.4, 0.95),
        )


def seed_separator(c: Canvas) -> None:
    """A sieve machine that parts star-anise pods from their seeds into two bins."""
    land.sky(c, lighter(TERRA_LIGHT, 0.45), TERRA_LIGHT)
    land.sun(c, 1230, 300, 150, GOLD_LIGHT, 0.2)
    land.karst(c, 860, 380, mix(TERRA_LIGHT, TERRA, 0.5), 23, 340, mix(TERRA_LIGHT, CREAM, 0.2))
    land.table(c, 880, TERRA_DARK)
    land.ground_shadow(c, 770, 1060, 560, 50, 0.45)
    for x0, x1 in ((420, 380), (1040, 1080)):
        c.line([(x0, 640), (x1, 1056)], 34, INDIGO_DARK)
        c.line([(x0 - 8, 640), (x1 - 8, 1050)], 9, INDIGO)
    c.line([(394, 900), (1066, 960)], 24, INDIGO_DARK)
    props.gear(c, 560, 840, 132, GOLD_DARK, 14)
    c.disc(560, 840, 30, INK)
    motor = rounded(740, 810, 960, 950, 30)
    c.fill(motor, INDIGO)
    for k in range(6):
        c.fill(rect(770 + k * 28, 826, 782 + k * 28, 934), INDIGO_DARK)
    c.disc(756, 880, 46, INK)
    for sign in (-1, 1):
        c.line([(560, 840 + sign * 128), (756, 880 + sign * 44)], 9, INK)
    bed = points("300,470 1190,640 1190,770 300,640")
    c.fill(moved(bed, 0, 16), INDIGO_DARK)
    c.fill(bed, JADE)
    c.fill(points("300,600 1190,732 1190,770 300,640"), FOREST)
    c.fill(points("300,470 1190,640 1270,590 390,420"), STEEL_DARK)
    sieve = Plane((395, 434), (1255, 598), (1188, 632), (318, 470))
    rng = Random(4)
    for row in range(4):
        for k in range(46):
            c.disc(*sieve.at((k + 0.5) / 46, (row + 0.5) / 4), 4, INK)
    for k in range(17):
        x, y = sieve.at(0.1 + 0.05 * k + rng.uniform(-0.02, 0.02), rng.uniform(0.1, 0.8))
        props.star_anise(c, x, y - 14, rng.uniform(40, 50), rng.uniform(0, 45), 0.7)
    c.line([(300, 470), (1190, 640)], 12, lighter(JADE, 0.35))
    for k in range(5):
        x, y = 420 + k * 170, 580 + k * 29
        c.disc(x, y, 12, GOLD)
    hopper = points("250,170 690,170 590,420 400,400")
    for x0, y0, x1, y1 in ((430, 390, 424, 470), (580, 400, 584, 500), (520, 400, 512, 470)):
        c.line([(x0, y0), (x1, y1)], 20, INDIGO_DARK)
    c.shadow(hopper, 8, 24, 14, 0.3)
    c.fill(points("690,170 752,140 640,408 590,420"), FOREST)
    c.blend(hopper, lighter(JADE, 0.16), darker(JADE, 0.1), across=True)
    c.fill(points("250,170 320,138 752,140 690,170"), FOREST_DARK)
    for x, y, s, t in (
        (350, 150, 60, 5),
        (450, 132, 64, 20),
        (560, 140, 62, 33),
        (650, 152, 50, 12),
        (500, 160, 52, 0),
        (400, 168, 50, 30),
        (600, 166, 48, 8),
    ):
        props.star_anise(c, x, y, s, t, 0.7)
    c.fill(points("250,170 690,170 684,190 258,190"), lighter(JADE, 0.35))
    spout = points("1180,640 1280,640 1340,770 1240,770")
    c.fill(spout, STEEL)
    c.fill(points("1250,640 1280,640 1340,770 1310,770"), STEEL_DARK)
    c.fill(points("640,690 740,704 700,800 650,794"), STEEL_DARK, 0)
    for x, base, tone, kind in ((1310, 1060, LACQUER, 0), (210, 1066, GOLD, 1)):
        land.ground_shadow(c, x, base, 150, 30, 0.45)
        bin_ = Lathe(x, [(150, base - 180), (118, base)], 0.22, curved=False)
        props.solid(c, bin_, tone, 0.3, 0.3)
        c.fill(bin_.ring(base - 180), darker(tone, 0.4))
        with c.clip(
            [(x - 140, base - 400), (x + 140, base - 400), *bin_.ring(base - 180, 12)[:49]]
        ):
            for _ in range(26 if kind == 0 else 210):
                px = rng.gauss(x, 56)
                py = base - 182 + rng.uniform(-26, 24) - 30 * math.cos((px - x) / 90)
                if kind == 0:
                    props.star_anise(c, px, py, 44, rng.uniform(0, 45), 0.7)
                else:
                    c.fill(
                        ellipse(px, py, 11, 8, count=16),
                        rng.choice((BROWN, TERRA_DARK, BROWN_DARK)),
                    )
                    c.disc(px - 3, py - 3, 2.6, GOLD_LIGHT)
        c.line(bin_.arc(base - 180), 9, lighter(tone, 0.35))
    pipe = curve("330,650 262,720 232,810")
    c.fill(ribbon(pipe, lambda t: 66 - 14 * t), STEEL)
    c.fill(ribbon(moved(pipe, 16, 0), lambda t: 22), STEEL_DARK)
    for k in range(9):
        c.disc(236 + rng.uniform(-14, 14), 824 + k * 8, 7, BROWN)


PICTURES = {
    "may-thai-mien-mini": noodle_slicer,
    "lo-say-nong-san": produce_dryer,
    "dao-ren-thu-cong": forged_knife,
    "may-tach-hat-hoi": seed_separator,
}
