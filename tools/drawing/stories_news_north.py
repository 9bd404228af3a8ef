"""Scenes for the news stories of Lạng Sơn, Hòa Bình and Bắc Ninh."""

from random import Random

from . import equipment as kit
from . import landscape as land
from . import props
from .canvas import Canvas
from .cloth import BROCADE, Cloth, weave_brocade
from .geometry import Lathe, Plane, ellipse, points, rect, rounded
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
    INDIGO_MID,
    INK,
    INK_SOFT,
    JADE,
    LACQUER,
    LACQUER_DARK,
    LEAF,
    MIST,
    PAPER,
    ROSE,
    SAND,
    SKY,
    STEEL,
    STEEL_DARK,
    STRAW,
    TERRA,
    TERRA_DARK,
    TERRA_LIGHT,
    WHITE,
    WOOD,
    darker,
    lighter,
    mix,
)


def workshop_funding(c: Canvas) -> None:
    """Coins rise in steps before small workshops below limestone peaks."""
    land.sky(c, mix(GOLD_LIGHT, CREAM, 0.35), CREAM)
    land.sun(c, 1180, 240, 110, LACQUER, 0.12)
    land.cloud(c, 420, 150, 240, WHITE, 0.8)
    land.cloud(c, 860, 230, 170, WHITE, 0.6)
    land.karst(c, 620, 430, mix(CELADON, SKY, 0.5), 5, 330, mix(CELADON, CREAM, 0.6))
    props.gear(c, 520, 560, 230, mix(INDIGO_MID, CELADON, 0.45), 16, 4)
    props.gear(c, 836, 500, 136, mix(INDIGO_MID, CELADON, 0.3), 12, 10)
    land.karst(c, 700, 250, mix(JADE, CELADON, 0.4), 9, 250, mix(JADE, CELADON, 0.6))
    land.hills(c, 730, 110, JADE, 12)
    for x, size, wall, roof in (
        (250, 260, CREAM, LACQUER),
        (560, 320, PAPER, INDIGO),
        (960, 280, CREAM, TERRA),
    ):
        c.shadow(rect(x, 780, x + size, 800), 14, 8, 14, 0.3)
        land.workshop(c, x, 800, size, wall, roof)
    for x, size in ((200, 150), (890, 170), (1270, 190), (1360, 130)):
        land.tree(c, x, 815, size, FOREST)
    land.hills(c, 860, 60, FOREST, 6)
    for k in range(5):
        x = 760 + k * 165
        land.ground_shadow(c, x, 1015, 80, 20, 0.45)
        props.coins(c, x, 1010, 72, 3 + k * 3)
    for turn, tone in ((-130, LEAF), (-52, JADE), (-92, lighter(LEAF, 0.2))):
        props.leafy(c, 1420, 728, 120, turn, tone, 0.46)
    for x in (60, 140, 230, 330, 430, 540):
        land.rice(c, x, 1080, 200, GOLD, 1 if x % 20 else -1)


def market_stall(c: Canvas) -> None:
    """A market stall of local goods with buyers, mountains behind."""
    land.sky(c, lighter(SKY, 0.3), mix(MIST, CREAM, 0.5))
    land.sun(c, 300, 230, 96, GOLD, 0.15)
    land.karst(c, 640, 460, mix(SKY, INDIGO_MID, 0.25), 44, 320, mix(MIST, CREAM, 0.3))
    land.karst(c, 720, 260, mix(JADE, SKY, 0.35), 27, 240, mix(JADE, CELADON, 0.4))
    land.hills(c, 760, 60, JADE, 2)
    c.blend(rect(0, 800, 1600, 1067), SAND, mix(SAND, TERRA, 0.35))
    props.flag_string(c, (0, 150), (520, 220), 60, (LACQUER, GOLD, INDIGO, JADE), 9, 44)
    props.flag_string(c, (1250, 220), (1600, 120), 40, (GOLD, JADE, LACQUER, INDIGO), 7, 44)
    land.ground_shadow(c, 880, 960, 560, 50, 0.4)
    c.fill(rect(450, 330, 1310, 800), mix(BROWN, TERRA_DARK, 0.4))
    for row, y in enumerate((500, 620)):
        kit.shelf(c, 470, 1290, y, WOOD)
        for k in range(9):
            x = 520 + k * 92
            tone = (INDIGO, GOLD, JADE, LACQUER, CREAM)[(k + row * 2) % 5]
            if (k + row) % 3:
                c.fill(rounded(x - 30, y - 84, x + 30, y, 8), tone)
                c.fill(rect(x - 30, y - 54, x + 30, y - 26), lighter(tone, 0.5))
                c.fill(rect(x + 12, y - 80, x + 30, y), INK, 0.14)
            else:
                kit.vase(c, x, y, 92, tone, k)
    for x, shirt in ((700, INDIGO), (1060, LACQUER)):
        props.person(c, x, 800, 300, shirt, hat=x == 1060)
    for x in (450, 1300):
        c.fill(rect(x - 12, 250, x + 12, 960), BROWN)
    awning = Plane((420, 190), (1330, 190), (1400, 350), (350, 350))
    c.shadow(awning.outline(), 0, 30, 14, 0.3)
    for k in range(12):
        tone = LACQUER if k % 2 else CREAM
        c.fill(awning.rect(k / 12, 0, (k + 1) / 12, 1), tone)
        left, right = awning.at(k / 12, 1)[0], awning.at((k + 1) / 12, 1)[0]
        c.fill(
            [*ellipse((left + right) / 2, 350, (right - left) / 2, 36, 0, 180, 24)],
            darker(tone, 0.12),
        )
    c.fill(rect(404, 780, 1346, 960), WOOD)
    c.fill(rect(390, 768, 1360, 800), lighter(WOOD, 0.3))
    for k in range(7):
        c.line([(420 + k * 152, 806), (420 + k * 152, 956)], 4, BROWN)
    for x in (440, 680, 1140):
        props.crate(c, x, 800, 190, 86)
    for k in range(11):
        props.persimmon(c, 460 + (k % 6) * 32 + (16 if k > 5 else 0), 704 - (k // 6) * 30, 26)
    for k in range(18):
        props.leafy(
            c, 700 + (k % 9) * 18, 718, 74, -60 - (k * 37) % 60, LEAF if k % 2 else JADE, 0.4
        )
    for k in range(5):
        props.hank(c, 1236, 716 - (k % 3) * 22, 170, 36, mix(SAND, CREAM, 0.3), k)
    props.jar_of_honey(c, 920, 800, 130)
    props.jar_of_honey(c, 1010, 800, 110)
    for x, base, size, shirt, hat in ((210, 1090, 440, JADE, True), (1450, 1090, 470, GOLD, False)):
        props.person(c, x, base, size, shirt, hat=hat, back=True)


def hydropower_river(c: Canvas) -> None:
    """A dam between mountains lets its water into the valley past a stilt house."""
    land.sky(c, SKY, mix(CREAM, GOLD_LIGHT, 0.35))
    land.sun(c, 430, 260, 90, GOLD, 0.16)
    land.cloud(c, 1150, 150, 260, WHITE, 0.75)
    land.hills(c, 520, 300, mix(SKY, INDIGO_MID, 0.3), 9)
    land.hills(c, 560, 220, mix(JADE, SKY, 0.45), 15)
    c.fill(rect(300, 420, 1330, 470), mix(SKY, INDIGO_MID, 0.4))
    dam = points("330,450 1290,450 1330,760 270,760")
    c.blend(dam, lighter(ASH_LIGHT, 0.35), ASH)
    c.fill(rect(318, 426, 1302, 462), lighter(ASH_LIGHT, 0.2))
    c.fill(rect(318, 452, 1302, 464), ASH)
    for k in range(6):
        x = 420 + k * 140
        c.fill(rect(x - 46, 470, x + 46, 760), mix(ASH, INK_SOFT, 0.2))
        c.blend(rect(x - 34, 496, x + 34, 770), WHITE, mix(SKY, WHITE, 0.4))
        for dx in (-18, 0, 18):
            c.line([(x + dx, 510), (x + dx * 1.1, 760)], 4, mix(SKY, INDIGO_MID, 0.2), 0.6)
        c.fill(rounded(x - 52, 400, x - 40, 500, 4), ASH)
        c.fill(rounded(x + 40, 400, x + 52, 500, 4), ASH)
        c.fill(rect(x - 58, 392, x + 58, 414), INDIGO)
    c.blend(points("-40,360 250,330 380,470 330,800 -40,900"), FOREST, JADE)
    c.blend(points("1640,320 1390,340 1240,470 1310,800 1640,900"), FOREST, JADE)
    rng = Random(7)
    for x, y in [(rng.uniform(0, 270), rng.uniform(440, 720)) for _ in range(12)] + [
        (rng.uniform(1350, 1600), rng.uniform(440, 700)) for _ in range(12)
    ]:
        land.tree(c, x, y, rng.uniform(70, 110), rng.choice((FOREST, JADE, mix(FOREST, LEAF, 0.3))))
    water = points("280,750 1320,750 1500,1067 60,1067")
    land.river(c, water, mix(INDIGO_MID, SKY, 0.25), WHITE)
    for k in range(22):
        c.disc(330 + k * 46, 764 + (k % 3) * 6, 24 - (k % 4) * 3, WHITE, 0.8)
    for x, size in ((1240, 260), (1440, 320)):
        _pylon(c, x, 500 - (size - 260), size)
    for dy in (0, 26):
        line = [
            (1240 + 200 * t, 300 + dy - 90 * t + 60 * 4 * t * (1 - t) * 0.4)
            for t in (i / 20 for i in range(21))
        ]
        c.line(line, 3, INK_SOFT)
    c.fill(points("-40,840 200,800 420,880 560,1067 -40,1067"), FOREST)
    c.fill(points("1640,800 1260,880 1120,1067 1640,1067"), FOREST_DARK)
    land.stilt_house(c, 1370, 1010, 420)
    land.palm(c, 1130, 1060, 330, FOREST, -0.12)
    land.palm(c, 150, 1000, 400, JADE, 0.12)
    land.tree(c, 330, 1010, 190, JADE)
    boat = points("640,930 700,960 880,960 940,926 870,940 720,940")
    c.fill(boat, BROWN_DARK)
    props.person(c, 800, 942, 110, LACQUER, hat=True)


def _pylon(c: Canvas, x: float, base: float, size: float) -> None:
    for side in (-1, 1):
        c.line(
            [(x + side * size * 0.16, base), (x + side * size * 0.03, base - size)], 6, STEEL_DARK
        )
    for k in range(6):
        y0, y1 = base - size * k / 6, base - size * (k + 1) / 6
        w0, w1 = size * (0.16 - 0.13 * k / 6), size * (0.16 - 0.13 * (k + 1) / 6)
        c.line([(x - w0, y0), (x + w1, y1)], 4, STEEL_DARK)
        c.line([(x + w0, y0), (x - w1, y1)], 4, STEEL_DARK)
    for share in (0.94, 0.78):
        c.line(
            [(x - size * 0.2, base - size * share), (x + size * 0.2, base - size * share)],
            6,
            STEEL_DARK,
        )


def dossier_desk(c: Canvas) -> None:
    """A desk of project files and a waiting pen below a window on stilt houses."""
    land.sky(c, mix(JADE, CELADON, 0.4), mix(JADE, FOREST, 0.3))
    view = land.window(c, 330, 90, 1010, 620, WOOD)
    with c.clip(view.outline()):
        c.blend(rect(330, 90, 1010, 620), lighter(SKY, 0.3), CREAM)
        c.disc(860, 210, 60, GOLD)
        land.karst(c, 470, 270, mix(SKY, INDIGO_MID, 0.3), 4, 260, mix(MIST, CREAM, 0.4))
        land.hills(c, 500, 90, JADE, 3)
        land.terraces(c, 300, 1040, 500, 620, (LEAF, mix(LEAF, GOLD, 0.5), JADE), 2, 5)
        land.stilt_house(c, 560, 590, 270)
        land.palm(c, 800, 620, 240, FOREST, 0.1)
    c.fill(rect(662, 90, 678, 620), WOOD)
    c.fill(rect(330, 346, 1010, 360), WOOD)
    c.fill(rect(1120, 120, 1500, 420), CREAM)
    c.line([*rect(1120, 120, 1500, 420), (1120, 120)], 12, BROWN)
    for k, (tone, tall) in enumerate(((LACQUER, 90), (GOLD, 150), (INDIGO_MID, 120), (JADE, 200))):
        c.fill(rect(1170 + k * 78, 380 - tall, 1220 + k * 78, 380), tone)
    c.line([(1150, 382), (1476, 382)], 6, INK)
    land.table(c, 740, WOOD, 40)
    for k, (tone, dx) in enumerate(
        ((INDIGO, 0), (LACQUER, 22), (FOREST, -10), (GOLD, 14), (INDIGO_MID, -4))
    ):
        if k == 0:
            land.ground_shadow(c, 320, 905, 230, 30, 0.45)
        kit.folder(c, 110 + dx, 900 - k * 62, 420, 60, tone)
    sheet = Plane((650, 770), (1060, 770), (1130, 1010), (590, 1010))
    props.paper(c, sheet, 0, WHITE, INDIGO)
    for k in range(4):
        c.line(sheet.path([(0.12, 0.34 + k * 0.16), (0.88, 0.34 + k * 0.16)]), 3, SKY)
    c.fill(sheet.rect(0.12, 0.3, 0.34, 0.33), INK_SOFT)
    kit.pen(c, 800, 862, 330, -38, LACQUER)
    kit.lamp(c, 1400, 900, 480, LACQUER)
    cup = Lathe(1230, [(62, 840), (58, 950)], 0.2, curved=False)
    land.ground_shadow(c, 1230, 955, 70, 14, 0.4)
    props.solid(c, cup, INDIGO, 0.3)
    c.fill(cup.ring(840), CREAM)
    c.fill(ellipse(1230, 842, 50, 10), TERRA_DARK)


def product_shelves(c: Canvas) -> None:
    """A display wall of ceramic, wood, bamboo and brocade, each winner with a rosette."""
    land.sky(c, mix(LACQUER, LACQUER_DARK, 0.35), LACQUER_DARK)
    land.drum(c, 800, 450, 620, GOLD, 0.13)
    frame = rect(130, 90, 1470, 900)
    c.shadow(frame, 20, 26, 24, 0.4)
    c.fill(frame, WOOD)
    colors = (mix(CREAM, SAND, 0.3), mix(CELADON, CREAM, 0.4), mix(GOLD_LIGHT, CREAM, 0.45))
    boxes = [
        (160, 120, 560, 480),
        (590, 120, 1010, 480),
        (1040, 120, 1440, 480),
        (160, 510, 560, 870),
        (590, 510, 1010, 870),
        (1040, 510, 1440, 870),
    ]
    for k, (x0, y0, x1, y1) in enumerate(boxes):
        tone = colors[(k + k // 3) % 3]
        c.fill(rect(x0, y0, x1, y1), tone)
        c.fill(rect(x0, y0, x1, y0 + 46), darker(tone, 0.16))
        c.fill(rect(x0, y0, x0 + 24, y1), darker(tone, 0.1))
        c.fill(rect(x0, y1 - 22, x1, y1), darker(tone, 0.2))
    for x, base, wide in (
        (300, 468, 90),
        (440, 468, 60),
        (800, 468, 140),
        (1240, 468, 140),
        (360, 858, 130),
        (800, 858, 140),
        (1240, 858, 140),
    ):
        land.ground_shadow(c, x, base, wide, 10, 0.35)
    kit.vase(c, 300, 466, 300, INDIGO, 0)
    kit.vase(c, 452, 466, 190, JADE, 1)
    for k, tone in enumerate((LACQUER, INDIGO, GOLD, JADE)):
        y = 466 - k * 58
        c.fill(rounded(650, y - 56, 950, y, 26), tone)
        for j in range(9):
            x = 676 + j * 31
            c.fill(
                [(x, y - 28), (x + 13, y - 44), (x + 26, y - 28), (x + 13, y - 12)],
                lighter(tone, 0.6),
            )
        c.disc(926, y - 28, 22, darker(tone, 0.3))
        c.disc(926, y - 28, 12, lighter(tone, 0.3))
    front, side, _ = props.box(c, 1110, 466, 210, 140, 130, TERRA_DARK)
    for k in range(5):
        c.ring(*front.at(0.1 + k * 0.2, 0.5), 15, 4, GOLD)
    c.fill(side.rect(0.2, 0.2, 0.8, 0.8), BROWN)
    front, *_ = props.box(c, 1150, 320, 120, 80, 90, WOOD)
    c.fill(front.rect(0.3, 0.2, 0.7, 0.8), GOLD)
    basket = Lathe(360, points("150,690 152,730 112,856"), 0.2)
    c.line(ellipse(360, 690, 130, 140, 180, 360, 40), 20, WOOD)
    props.solid(c, basket, STRAW, 0.2, 0.3)
    for k in range(7):
        c.line(basket.arc(710 + k * 22), 5, BROWN, 0.6)
    for k in range(15):
        a = -0.95 + k * 0.135
        c.line([basket.at(a, 700), basket.at(a, 850)], 4, BROWN, 0.5)
    c.fill(basket.ring(690), BROWN_DARK)
    c.line(basket.ring(690), 12, WOOD)
    cloth = Cloth(700, 560, 210, 250, 5)
    c.line([(650, 566), (960, 566)], 14, BROWN)
    weave_brocade(c, cloth, BROCADE, 40, 5)
    pot = Lathe(1240, points("50,690 110,740 120,800 80,856"), 0.18)
    c.line(ellipse(1240, 716, 84, 100, 190, 350, 40), 14, WOOD)
    c.line(points("1140,800 1094,760 1078,716"), 26, CREAM)
    props.solid(c, pot, CREAM, 0.4, 0.2)
    c.fill(pot.band(770, 800), INDIGO)
    c.fill(ellipse(1240, 692, 52, 12), WHITE)
    c.disc(1240, 676, 14, INDIGO)
    for x, y, tone in (
        (520, 160, LACQUER),
        (980, 160, INDIGO),
        (1400, 160, LACQUER),
        (520, 552, INDIGO),
        (980, 552, LACQUER),
        (1400, 552, INDIGO),
    ):
        props.rosette(c, x, y, 46, tone)
    land.table(c, 940, darker(LACQUER_DARK, 0.25))


def outreach_media(c: Canvas) -> None:
    """Loudspeakers, radio, phone and newspaper before the roof of a communal house."""
    land.sky(c, mix(GOLD_LIGHT, CREAM, 0.4), mix(TERRA_LIGHT, CREAM, 0.4))
    land.sun(c, 1260, 250, 105, LACQUER, 0.12)
    land.hills(c, 620, 160, mix(CELADON, GOLD_LIGHT, 0.3), 8)
    land.bamboo(c, 110, 760, 560, JADE, 5, 4)
    land.tree(c, 1420, 740, 460, FOREST)
    c.fill(rect(410, 470, 1190, 740), mix(TERRA, BROWN, 0.35))
    for k in range(7):
        x = 430 + k * 121
        c.fill(rect(x, 470, x + 30, 740), BROWN_DARK)
        c.fill(rect(x, 470, x + 10, 740), BROWN)
    for k in range(6):
        c.fill(rect(474 + k * 121, 500, 540 + k * 121, 740), mix(LACQUER_DARK, BROWN_DARK, 0.4))
    c.fill(rect(370, 730, 1230, 764), ASH_LIGHT)
    c.fill(rect(330, 756, 1270, 790), ASH)
    land.communal_roof(c, 800, 478, 900, LACQUER, LACQUER_DARK)
    c.blend(rect(0, 786, 1600, 1067), mix(SAND, TERRA_LIGHT, 0.3), mix(TERRA, SAND, 0.3))
    c.fill(rect(356, 150, 378, 900), STEEL_DARK)
    land.ground_shadow(c, 370, 900, 60, 12, 0.4)
    kit.loudspeaker(c, 330, 230, 230, -1, STEEL)
    kit.loudspeaker(c, 404, 230, 230, 1, STEEL)
    kit.waves_of_sound(c, 560, 230, 150, 1, CREAM)
    kit.waves_of_sound(c, 176, 230, 150, -1, LACQUER)
    news = Plane(*points("500,830 830,800 880,1020 520,1050"))
    c.shadow(news.outline(), 12, 18, 14, 0.35)
    c.fill(news.outline(), WHITE)
    c.fill(news.rect(0.06, 0.06, 0.94, 0.2), INDIGO)
    c.fill(news.rect(0.06, 0.26, 0.5, 0.62), CELADON)
    c.fill(news.path(points("0.06,0.62 0.2,0.4 0.3,0.52 0.38,0.42 0.5,0.62")), JADE)
    for k in range(7):
        c.fill(news.rect(0.55, 0.27 + k * 0.052, 0.93, 0.29 + k * 0.052), ASH_LIGHT)
        if k < 5:
            c.fill(news.rect(0.06, 0.68 + k * 0.052, 0.93, 0.7 + k * 0.052), ASH_LIGHT)
    land.ground_shadow(c, 1050, 1000, 180, 24, 0.45)
    c.line([(1170, 800), (1260, 610)], 8, STEEL_DARK)
    c.fill(rounded(890, 800, 1210, 1000, 24), LACQUER_DARK)
    c.fill(rounded(890, 790, 1210, 984, 24), LACQUER)
    c.disc(980, 888, 70, BROWN_DARK)
    for k in range(5):
        c.ring(980, 888, 14 + k * 12, 4, ROSE)
    c.fill(rounded(1074, 824, 1186, 868, 8), CREAM)
    c.line([(1130, 828), (1130, 864)], 5, LACQUER_DARK)
    for x in (1100, 1160):
        c.disc(x, 926, 24, GOLD)
        c.line([(x, 926), (x + 12, 910)], 5, BROWN_DARK)
    c.line(ellipse(1050, 796, 110, 56, 190, 350, 30), 12, INK)
    kit.phone(c, 1370, 870, 330, 9)


PICTURES = {
    "lang-son-nguon-von-khuyen-cong-2024": workshop_funding,
    "lang-son-gan-khuyen-cong-voi-xuc-tien-thuong-mai": market_stall,
    "hoa-binh-165-de-an-khuyen-cong": hydropower_river,
    "hoa-binh-co-so-can-nguoi-viet-de-an": dossier_desk,
    "bac-ninh-111-san-pham-duoc-cong-nhan": product_shelves,
    "bac-ninh-bai-hoc-tuyen-truyen-khuyen-cong": outreach_media,
}
