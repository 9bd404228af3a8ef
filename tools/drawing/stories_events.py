"""Scenes for the training courses and the television programmes."""

from . import equipment as kit
from . import landscape as land
from . import props
from .canvas import Canvas
from .geometry import Lathe, Plane, curve, ellipse, points, rect, rounded
from .palette import (
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
    LEAF,
    MIST,
    PERSIMMON,
    PLUM,
    ROSE,
    SAND,
    SKY,
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


def cooperative_meeting(c: Canvas) -> None:
    """Members of a cooperative plan round a table among crates of produce."""
    land.sky(c, mix(LEAF, CREAM, 0.55), mix(LEAF, CREAM, 0.35))
    view = land.window(c, 560, 80, 1040, 350, WOOD)
    with c.clip(view.outline()):
        c.blend(rect(560, 80, 1040, 350), SKY, CREAM)
        land.sun(c, 930, 160, 40, GOLD, 0.2)
        land.hills(c, 300, 90, mix(JADE, SKY, 0.3), 6)
        land.terraces(c, 540, 1060, 270, 350, (LEAF, JADE, mix(LEAF, GOLD, 0.4)), 4, 5)
    c.fill(rect(794, 80, 806, 350), WOOD)
    c.blend(rect(0, 620, 1600, 1067), mix(TERRA, WOOD, 0.4), TERRA_DARK)
    c.fill(rect(0, 614, 1600, 624), BROWN)
    for side, xs in ((0, (40, 240)), (1, (1180, 1390))):
        for k, x in enumerate(xs):
            for level in range(2 + (k + side) % 2):
                props.crate(c, x, 640 - level * 112, 170, 108, WOOD if level % 2 else WOOD_LIGHT)
            top = 640 - (2 + (k + side) % 2) * 112 + 4
            for j in range(4):
                if (k + side) % 2:
                    props.persimmon(c, x + 30 + j * 37, top - 20, 28, PERSIMMON)
                else:
                    props.leafy(
                        c,
                        x + 26 + j * 38,
                        top,
                        84,
                        -90 + (j - 1.5) * 22,
                        JADE if j % 2 else FOREST,
                        0.5,
                    )
    for x, shirt, size, hat in (
        (470, LACQUER, 370, False),
        (690, INDIGO, 390, False),
        (915, JADE, 380, True),
        (1130, PLUM, 370, False),
    ):
        props.person(c, x, 740, size, shirt, hat=hat)
    land.ground_shadow(c, 810, 960, 620, 60, 0.45)
    top = Lathe(800, [(600, 780), (596, 816)], 0.24, curved=False)
    c.fill(rect(700, 800, 900, 1067), BROWN_DARK)
    props.solid(c, top, WOOD, 0.2, 0.3)
    c.fill(top.ring(780), lighter(WOOD, 0.25))
    c.line(ellipse(800, 780, 556, 130), 4, WOOD, 0.7)
    for face in (
        "500,742 640,736 620,800 460,806",
        "930,740 1070,744 1120,806 960,800",
        "700,836 860,834 880,896 690,898",
    ):
        props.paper(c, Plane(*points(face)), 3, WHITE, INDIGO)
    screen = kit.laptop(c, 800, 790, 210)
    for k in range(4):
        c.fill(
            screen.rect(0.14 + k * 0.19, 0.72 - k * 0.14, 0.27 + k * 0.19, 0.86),
            (JADE, GOLD, LACQUER, INDIGO)[k],
        )
    for x, y in ((420, 800), (1190, 800), (620, 850), (1010, 850)):
        cup = Lathe(x, [(30, y - 38), (22, y)], 0.24, curved=False)
        props.solid(c, cup, CREAM, 0.3)
        c.fill(cup.ring(y - 38), mix(GOLD, TERRA, 0.4))
    for x, shirt, size, hat in ((230, GOLD, 480, False), (1370, SKY, 480, True)):
        props.person(c, x, 1090, size, shirt, hat=hat, back=True)


def project_dossier_workshop(c: Canvas) -> None:
    """A laptop and a stepwise form on a desk by a bright window."""
    land.sky(c, mix(SKY, INDIGO_MID, 0.3), mix(SKY, MIST, 0.4))
    land.sun(c, 1330, 250, 130, GOLD_LIGHT, 0.18)
    land.karst(c, 640, 380, mix(SKY, INDIGO_MID, 0.45), 38, 330, mix(MIST, SKY, 0.4))
    land.hills(c, 680, 90, mix(JADE, SKY, 0.3), 3)
    for x in (0, 776, 1560):
        c.fill(rect(x, 0, x + 40, 690), CREAM)
        c.fill(rect(x + 30, 0, x + 40, 690), darker(CREAM, 0.15))
    c.fill(rect(0, 0, 1600, 40), CREAM)
    c.fill(rect(0, 670, 1600, 716), CREAM)
    c.fill(rect(0, 704, 1600, 716), darker(CREAM, 0.2))
    land.table(c, 730, WOOD, 30)
    screen = kit.laptop(c, 520, 880, 760)
    c.fill(screen.rect(0.04, 0.07, 0.96, 0.93), WHITE)
    c.fill(screen.rect(0.04, 0.07, 0.96, 0.19), LACQUER)
    for k in range(4):
        x, y = screen.at(0.16 + k * 0.225, 0.34)
        if k:
            x0, y0 = screen.at(0.16 + (k - 1) * 0.225, 0.34)
            c.line([(x0 + 30, y0), (x - 30, y)], 8, JADE if k < 3 else ASH_LIGHT)
        c.disc(x, y, 34, JADE if k < 3 else ASH_LIGHT)
        if k < 3:
            c.line([(x - 15, y), (x - 4, y + 13), (x + 17, y - 13)], 8, WHITE)
    for k in range(3):
        c.fill(screen.rect(0.1, 0.52 + k * 0.13, 0.3, 0.57 + k * 0.13), INDIGO, 0.8)
        c.fill(screen.rect(0.34, 0.505 + k * 0.13, 0.88, 0.59 + k * 0.13), mix(MIST, WHITE, 0.4))
        c.fill(
            screen.rect(0.36, 0.53 + k * 0.13, 0.56 + 0.1 * (k % 2), 0.565 + k * 0.13), ASH_LIGHT
        )
    form = Plane(*points("1020,790 1380,780 1470,1010 1050,1030"))
    props.paper(c, form, 0, WHITE, LACQUER)
    for k in range(5):
        v = 0.24 + k * 0.14
        c.line([*form.rect(0.1, v, 0.17, v + 0.085), form.at(0.1, v)], 4, INDIGO)
        c.fill(form.rect(0.24, v + 0.02, 0.86 - 0.09 * (k % 3), v + 0.055), ASH_LIGHT)
        if k < 3:
            c.line(form.path([(0.11, v + 0.03), (0.135, v + 0.075), (0.19, v - 0.02)]), 7, JADE)
    kit.pen(c, 1290, 956, 330, -42, INDIGO)
    for k, (tone, dx) in enumerate(((INDIGO, 0), (GOLD, 18), (LACQUER, -8))):
        if k == 0:
            land.ground_shadow(c, 1300, 770, 190, 20, 0.4)
        kit.folder(c, 1130 + dx, 768 - k * 50, 350, 48, tone)
    for turn, size in ((-140, 130), (-112, 170), (-84, 180), (-56, 160), (-30, 120)):
        props.leafy(c, 1010, 640, size, turn, JADE if size > 140 else FOREST, 0.34)
    pot = Lathe(1010, [(64, 640), (48, 740)], 0.2, curved=False)
    land.ground_shadow(c, 1010, 745, 60, 12, 0.4)
    props.solid(c, pot, TERRA, 0.3)
    c.fill(pot.ring(640), BROWN_DARK)


def commune_hall(c: Canvas) -> None:
    """People gather for a class at a commune hall hung with plain pennants."""
    land.sky(c, mix(GOLD_LIGHT, CREAM, 0.2), mix(CREAM, ROSE, 0.25))
    land.cloud(c, 320, 150, 240, WHITE, 0.8)
    land.cloud(c, 1290, 190, 200, WHITE, 0.7)
    land.hills(c, 620, 180, mix(CELADON, GOLD_LIGHT, 0.25), 22)
    land.palm(c, 150, 800, 540, FOREST, 0.08)
    land.palm(c, 1470, 800, 600, JADE, -0.08)
    land.tree(c, 290, 790, 240, JADE)
    land.tree(c, 1350, 790, 240, FOREST)
    c.blend(rect(0, 780, 1600, 1067), mix(SAND, TERRA_LIGHT, 0.25), mix(TERRA_LIGHT, TERRA, 0.4))
    c.fill(rect(370, 400, 1230, 790), mix(GOLD_LIGHT, CREAM, 0.45))
    c.fill(rect(370, 400, 1230, 440), darker(GOLD_LIGHT, 0.15))
    for x in (440, 580, 1020, 1160):
        c.fill(rounded(x - 48, 500, x + 48, 690, 6), BROWN)
        c.fill(rect(x - 38, 510, x - 3, 680), mix(SKY, INDIGO_MID, 0.3))
        c.fill(rect(x + 3, 510, x + 38, 680), mix(SKY, INDIGO_MID, 0.5))
    c.fill(rect(680, 480, 920, 790), BROWN_DARK)
    c.fill(rect(694, 494, 906, 790), mix(GOLD_LIGHT, TERRA_LIGHT, 0.3))
    c.fill(rect(720, 560, 880, 680), FOREST_DARK)
    c.fill(rect(740, 590, 830, 598), CREAM)
    c.fill(rect(740, 616, 860, 624), CREAM)
    c.fill(points("680,480 600,500 600,810 680,790"), LACQUER)
    c.fill(points("920,480 1000,500 1000,810 920,790"), LACQUER_DARK)
    for k in range(6):
        x = 376 + k * 165
        c.fill(rect(x, 400, x + 26, 790), CREAM)
        c.fill(rect(x + 17, 400, x + 26, 790), darker(CREAM, 0.15))
    land.communal_roof(c, 800, 410, 960, TERRA, TERRA_DARK)
    for k in range(3):
        c.fill(
            rect(330 - k * 30, 784 + k * 24, 1270 + k * 30, 810 + k * 24),
            lighter(ASH_LIGHT, 0.25 - k * 0.12),
        )
    props.flag_string(c, (-20, 250), (470, 300), 90, (LACQUER, GOLD, JADE, INDIGO), 10, 52)
    props.flag_string(c, (1130, 300), (1620, 250), 90, (INDIGO, GOLD, LACQUER, JADE), 10, 52)
    props.flag_string(c, (330, 430), (1270, 430), 50, (JADE, LACQUER, GOLD, INDIGO), 17, 40)
    for x, size, shirt, hat in ((740, 170, INDIGO, False), (860, 170, LACQUER, False)):
        props.person(c, x, 860, size * 1.3, shirt, hat=hat, back=True)
    for x, base, size, shirt, hat in (
        (330, 960, 290, JADE, True),
        (510, 950, 270, PLUM, False),
        (1080, 950, 270, SKY, True),
        (1260, 960, 290, GOLD, False),
        (130, 1090, 400, LACQUER, False),
        (680, 1090, 380, TERRA_DARK, True),
        (980, 1090, 390, INDIGO, False),
        (1470, 1090, 410, FOREST, True),
    ):
        props.person(c, x, base, size, shirt, hat=hat, back=True)


def programme_screen(c: Canvas) -> None:
    """A television in a living room, turning gears and a workshop on its screen."""
    land.sky(c, mix(TERRA, LACQUER, 0.35), mix(TERRA, LACQUER, 0.6))
    land.zigzags(c, 60, 130, GOLD_LIGHT, 0.07, 8)
    c.blend(rect(0, 830, 1600, 1067), BROWN, BROWN_DARK)
    land.ground_shadow(c, 800, 985, 620, 36, 0.5)
    c.fill(rounded(220, 780, 1380, 970, 12), WOOD)
    c.fill(rounded(200, 764, 1400, 800, 8), WOOD_LIGHT)
    for x in (250, 640, 1030):
        c.fill(rounded(x, 822, x + 320, 944, 8), darker(WOOD, 0.2))
        c.disc(x + 160, 882, 13, GOLD)
    screen = kit.television(c, 800, 400, 1040, 600)
    with c.clip(screen.outline()):
        c.blend(screen.outline(), mix(SKY, INDIGO_MID, 0.35), mix(GOLD_LIGHT, CREAM, 0.3))
        land.rays(c, 800, 470, 900, 26, WHITE, 0.14)
        props.gear(c, 660, 390, 190, GOLD, 14, 6)
        props.gear(c, 930, 300, 122, LACQUER, 11, 4)
        props.gear(c, 990, 520, 96, INDIGO, 10, 14)
        c.fill(
            curve("260,600 420,540 640,600 860,560 1080,610 1340,560") + points("1340,720 260,720"),
            JADE,
        )
        c.fill(
            curve("260,650 500,600 800,660 1080,620 1340,650") + points("1340,720 260,720"), FOREST
        )
        land.workshop(c, 340, 640, 190, CREAM, LACQUER)
        land.stilt_house(c, 1180, 650, 190)
        land.tree(c, 580, 650, 100, FOREST)
        c.fill(points("280,110 560,110 300,690 280,690"), WHITE, 0.09)
    c.disc(800, 690, 6, LACQUER)
    kit.vase(c, 300, 766, 190, INDIGO, 0)
    for turn, size in ((-140, 130), (-110, 190), (-80, 200), (-50, 150)):
        props.leafy(c, 1350, 690, size, turn, JADE if size > 140 else LEAF, 0.32)
    pot = Lathe(1350, [(56, 680), (42, 766)], 0.2, curved=False)
    props.solid(c, pot, GOLD, 0.3)
    c.fill(pot.ring(680), BROWN_DARK)
    for x, shirt, size in ((460, INDIGO_DARK, 420), (1120, FOREST_DARK, 400)):
        props.person(c, x, 1120, size, shirt, back=True)
    c.fill(rounded(160, 990, 1440, 1120, 50), LACQUER_DARK)
    c.fill(rounded(160, 990, 1440, 1020, 24), LACQUER)


def noodle_report(c: Canvas) -> None:
    """A film crew's camera trained on racks of drying noodles."""
    land.sky(c, mix(TERRA_LIGHT, GOLD_LIGHT, 0.4), mix(CREAM, GOLD_LIGHT, 0.2))
    land.sun(c, 1230, 260, 120, LACQUER, 0.14)
    land.karst(c, 600, 380, mix(TERRA_LIGHT, PLUM, 0.25), 42, 330, mix(CREAM, TERRA_LIGHT, 0.35))
    land.hills(c, 640, 120, mix(JADE, GOLD_LIGHT, 0.25), 8)
    land.stilt_house(c, 700, 700, 300)
    land.bamboo(c, 60, 760, 520, JADE, 9, 4)
    land.tree(c, 930, 700, 190, FOREST)
    c.blend(rect(0, 690, 1600, 1067), mix(LEAF, SAND, 0.45), mix(LEAF, FOREST, 0.45))
    for x, base, wide, high, seed in (
        (120, 800, 300, 230, 1),
        (470, 800, 300, 230, 2),
        (30, 1000, 430, 330, 3),
        (510, 1010, 430, 330, 4),
    ):
        land.ground_shadow(c, x + wide / 2, base, wide * 0.52, 14, 0.35)
        kit.noodle_rack(c, x, base, wide, high, seed)
    land.ground_shadow(c, 1180, 1030, 200, 20, 0.45)
    props.person(c, 1440, 1100, 560, INDIGO)
    props.cone(c, 1440, 664, 180)
    kit.film_camera(c, 1190, 1040, 600)
    c.line(curve("1350,900 1390,800 1420,780"), 56, INDIGO_DARK)
    c.line(curve("1350,900 1370,800 1408,722"), 52, INDIGO_DARK)
    c.disc(1412, 712, 32, props.SKIN)


def talk_studio(c: Canvas) -> None:
    """Three chairs and a table of products await a studio discussion."""
    land.sky(c, INDIGO_DARK, INDIGO)
    c.fill(rounded(220, 110, 1380, 640, 20), INK)
    wall = rounded(240, 130, 1360, 620, 12)
    with c.clip(wall):
        c.blend(wall, mix(INDIGO_MID, PLUM, 0.3), mix(ROSE, GOLD_LIGHT, 0.5))
        land.drum(c, 800, 400, 330, GOLD_LIGHT, 0.4)
        land.karst(c, 600, 240, mix(INDIGO_MID, PLUM, 0.45), 17, 260, mix(PLUM, ROSE, 0.5))
        land.hills(c, 610, 70, INDIGO, 5)
    for x in (70, 1430):
        c.fill(rect(x, 130, x + 100, 720), INDIGO_MID, 0.5)
        for k in range(5):
            c.fill(
                rect(x + 12, 150 + k * 112, x + 88, 242 + k * 112), GOLD if k % 2 else LACQUER, 0.75
            )
    for x in (330, 800, 1270):
        c.fill([(x - 30, 20), (x + 30, 20), (x + 230, 1000), (x - 230, 1000)], GOLD_LIGHT, 0.055)
        c.line([(x, 0), (x, 26)], 10, INK)
        c.fill(rounded(x - 40, 14, x + 40, 66, 10), INK)
        c.fill(ellipse(x, 66, 36, 10), GOLD_LIGHT)
    stage = Lathe(800, [(760, 800), (760, 860)], 0.26, curved=False)
    c.blend(rect(0, 720, 1600, 1067), INDIGO_DARK, INK)
    props.solid(c, stage, LACQUER_DARK, 0, 0.2)
    c.fill(stage.ring(800), mix(LACQUER, TERRA, 0.2))
    c.line(ellipse(800, 800, 716, 184), 6, GOLD_LIGHT, 0.7)
    props.chair(c, 430, 850, 330, GOLD)
    props.chair(c, 800, 800, 320, JADE)
    props.chair(c, 1170, 850, 330, TERRA)
    land.ground_shadow(c, 800, 960, 220, 28, 0.5)
    c.fill(rect(780, 880, 820, 960), BROWN_DARK)
    top = Lathe(800, [(210, 870), (206, 890)], 0.22, curved=False)
    props.solid(c, top, WOOD, 0.2)
    c.fill(top.ring(870), WOOD_LIGHT)
    kit.vase(c, 720, 880, 130, INDIGO, 1)
    props.jar_of_honey(c, 860, 884, 110)
    props.persimmon(c, 790, 878, 30)
    kit.film_camera(c, 1490, 1180, 420)
    kit.film_camera(c, 110, 1180, 420, -1)


PICTURES = {
    "dao-tao": {
        "lop-quan-tri-san-xuat-cho-htx": cooperative_meeting,
        "tap-huan-lap-ho-so-de-an-khuyen-cong": project_dossier_workshop,
        "lop-cong-tac-vien-khuyen-cong-thong-nhat": commune_hall,
    },
    "truyen-hinh": {
        "chuyen-muc-khuyen-cong-so-10-2026": programme_screen,
        "phong-su-nghe-mien-dong": noodle_report,
        "toa-dam-san-pham-tieu-bieu": talk_studio,
    },
}
