"""Grounds and far things: skies, karst hills, terraces, waves, drum rings, plants, roofs."""

import math
from random import Random

from .canvas import Canvas
from .geometry import (
    Path,
    Plane,
    ellipse,
    leaf,
    moved,
    placed,
    rect,
    ribbon,
    rounded,
    smooth,
    star,
    turned,
)
from .palette import (
    BROWN,
    BROWN_DARK,
    CREAM,
    FOREST,
    GOLD,
    GOLD_LIGHT,
    JADE,
    LEAF,
    STRAW,
    WOOD,
    WOOD_LIGHT,
    Color,
    darker,
    lighter,
    mix,
)


def sky(c: Canvas, top: Color, bottom: Color) -> None:
    """Fill the whole sheet with a downward gradient."""
    c.blend(rect(0, 0, c.width, c.height), top, bottom)


def sun(c: Canvas, cx: float, cy: float, radius: float, color: Color, halo: float = 0.16) -> None:
    """Draw a sun disc with two faint rings of light."""
    c.disc(cx, cy, radius * 1.75, color, halo * 0.55)
    c.disc(cx, cy, radius * 1.36, color, halo)
    c.disc(cx, cy, radius, color)


def drum(c: Canvas, cx: float, cy: float, radius: float, color: Color, alpha: float = 0.3) -> None:
    """Draw the concentric rings of a bronze drum: sunburst, ticks, sawteeth and dotted circles."""
    c.disc(cx, cy, radius, color, alpha * 0.25)
    c.fill(star(cx, cy, radius * 0.3, radius * 0.1, 14), color, alpha)
    for share, width in (
        (0.33, 3),
        (0.36, 3),
        (0.47, 3),
        (0.5, 3),
        (0.66, 3),
        (0.69, 3),
        (0.86, 3),
        (1, 6),
    ):
        c.ring(cx, cy, radius * share, width, color, alpha)
    for i in range(72):
        _spoke(c, cx, cy, radius * 0.375, radius * 0.455, i * 5, color, alpha * 0.8)
    for i in range(36):
        x, y = _polar(cx, cy, radius * 0.58, i * 10)
        c.ring(x, y, radius * 0.032, 3, color, alpha)
        c.disc(x, y, radius * 0.011, color, alpha)
    for i in range(60):
        tooth = [
            _polar(cx, cy, radius * 0.705, i * 6 - 2.6),
            _polar(cx, cy, radius * 0.845, i * 6),
            _polar(cx, cy, radius * 0.705, i * 6 + 2.6),
        ]
        c.fill(tooth, color, alpha * 0.8)
    for i in range(120):
        _spoke(c, cx, cy, radius * 0.885, radius * 0.965, i * 3, color, alpha * 0.7)


def _polar(cx: float, cy: float, radius: float, degrees: float) -> tuple[float, float]:
    angle = math.radians(degrees)
    return (cx + radius * math.cos(angle), cy + radius * math.sin(angle))


def _spoke(
    c: Canvas,
    cx: float,
    cy: float,
    inner: float,
    outer: float,
    degrees: float,
    color: Color,
    alpha: float,
) -> None:
    c.line([_polar(cx, cy, inner, degrees), _polar(cx, cy, outer, degrees)], 3, color, alpha)


def rays(
    c: Canvas, cx: float, cy: float, radius: float, count: int, color: Color, alpha: float
) -> None:
    """Fan broad rays of light out from a point."""
    step = 360 / count
    for i in range(count):
        path = [
            (cx, cy),
            _polar(cx, cy, radius, i * step),
            _polar(cx, cy, radius, (i + 0.5) * step),
        ]
        c.fill(path, color, alpha)


def karst(
    c: Canvas,
    base: float,
    height: float,
    color: Color,
    seed: int,
    width: float = 230,
    low: Color | None = None,
) -> None:
    """Draw a row of steep limestone peaks whose right flanks lie in shade, fading down to *low*."""
    rng = Random(seed)
    x = -width * rng.uniform(0.3, 0.9)
    peaks = []
    while x < c.width + width * 0.6:
        wide = width * rng.uniform(0.75, 1.35)
        peaks.append((x, wide, height * rng.uniform(0.5, 1.0)))
        x += wide * rng.uniform(0.5, 0.85)
    foot = low or color
    for x, wide, high in sorted(peaks, key=lambda peak: -peak[2]):
        lean = rng.uniform(-0.08, 0.08) * wide
        half = wide / 2
        top = base - high
        body = smooth(
            [
                (x - half * 1.15, base + 40),
                (x - half * 0.86, base - high * 0.3),
                (x - half * 0.6 + lean, base - high * 0.72),
                (x - half * 0.2 + lean, top + high * 0.03),
                (x + half * 0.22 + lean, top + high * 0.05),
                (x + half * 0.6 + lean, base - high * 0.66),
                (x + half * 0.9, base - high * 0.24),
                (x + half * 1.2, base + 40),
            ],
            closed=False,
        )
        c.blend(body, color, foot)
        shade = smooth(
            [
                (x + half * 0.1 + lean, top - 10),
                (x + half * 0.02 + lean, base - high * 0.7),
                (x + half * 0.34, base - high * 0.45),
                (x + half * 0.2, base - high * 0.15),
                (x + half * 0.4, base + 40),
            ],
            closed=False,
        )
        with c.clip(body):
            c.blend(
                [*shade, (x + wide, base + 40), (x + wide, top - 10)], darker(color, 0.12), foot
            )
    c.fill(rect(0, base - 2, c.width, base + 42), foot)


def hills(
    c: Canvas, base: float, height: float, color: Color, seed: int, low: Color | None = None
) -> None:
    """Draw one rolling ridge down to the bottom of the sheet."""
    rng = Random(seed)
    count = rng.choice((5, 6, 7))
    tops = [
        (
            c.width * (i - 0.5) / (count - 1),
            base - height * (rng.uniform(0.55, 1) if i % 2 else rng.uniform(0, 0.4)),
        )
        for i in range(count + 1)
    ]
    ridge = smooth(tops, closed=False)
    c.blend([*ridge, (c.width + 200, c.height), (-200, c.height)], color, low or color)


def terraces(
    c: Canvas,
    left: float,
    right: float,
    top: float,
    bottom: float,
    colors: tuple[Color, ...],
    seed: int,
    steps: int = 8,
) -> None:
    """Draw stepped rice fields: each step a wavy band with a bright water edge."""
    rng = Random(seed)
    phase = rng.uniform(0, 6)
    for i in range(steps):
        y = top + (bottom - top) * (i / steps) ** 1.12
        spread = (bottom - top) * 0.10 * (1 - 0.4 * i / steps)
        edge = []
        for k in range(13):
            t = k / 12
            wave = math.sin(t * 5.2 + phase + i * 0.55) + 0.5 * math.sin(
                t * 11 + phase * 2 - i * 0.8
            )
            edge.append((left + (right - left) * t, y + wave * spread))
        line = smooth(edge, closed=False)
        color = colors[i % len(colors)]
        c.fill([*line, (right, bottom + 60), (left, bottom + 60)], color)
        c.line(moved(line, 0, 4), 5, lighter(color, 0.4), 0.75)


def waves(
    c: Canvas, top: float, bottom: float, size: float, color: Color, alpha: float = 0.25
) -> None:
    """Tile a belt with overlapping scale waves."""
    row = 0
    y = top
    while y < bottom + size:
        x = -size if row % 2 else 0.0
        while x < c.width + size:
            for share in (1.0, 0.68, 0.36):
                c.line(
                    ellipse(x, y, size * share, size * share * 0.8, 180, 360, 28), 4, color, alpha
                )
            x += size * 2
        y += size * 0.5
        row += 1


def lattice(c: Canvas, size: float, color: Color, alpha: float = 0.12) -> None:
    """Cover the sheet with a plaited-bamboo herringbone."""
    rows = int(c.height / size) + 2
    columns = int(c.width / size) + 2
    for row in range(rows):
        for column in range(columns):
            x, y = column * size, row * size
            if (row + column) % 2:
                strips = [
                    rect(x + 4, y + size * k / 3 + 3, x + size - 4, y + size * (k + 1) / 3 - 3)
                    for k in range(3)
                ]
            else:
                strips = [
                    rect(x + size * k / 3 + 3, y + 4, x + size * (k + 1) / 3 - 3, y + size - 4)
                    for k in range(3)
                ]
            for strip in strips:
                c.fill(strip, color, alpha)


def zigzags(
    c: Canvas, y: float, size: float, color: Color, alpha: float = 0.2, rows: int = 3
) -> None:
    """Draw brocade zigzag rows across the sheet."""
    for row in range(rows):
        path = []
        for i in range(int(c.width / size) + 3):
            path.append((i * size - size, y + row * size * 0.6 + (size * 0.5 if i % 2 else 0)))
        c.line(path, size * 0.16, color, alpha)


def cloud(c: Canvas, x: float, y: float, size: float, color: Color, alpha: float = 0.7) -> None:
    """Draw a flat cloud made of round-ended bars."""
    thick = size * 0.13
    for dx, dy, wide in ((0.1, 0, 0.62), (-0.18, 0.12, 1.0), (0.22, 0.24, 0.75)):
        left = x + dx * size - wide * size / 2
        c.fill(
            rounded(left, y + dy * size, left + wide * size, y + dy * size + thick, thick),
            color,
            alpha,
        )


def mist(c: Canvas, y: float, high: float, color: Color, alpha: float = 0.5) -> None:
    """Lay a soft bank of mist across the sheet."""
    for i in range(6):
        t = i / 5
        c.fill(
            rect(0, y + high * t * 0.5, c.width, y + high - high * t * 0.5 + 1), color, alpha / 6
        )


def table(c: Canvas, y: float, color: Color, edge: float = 0) -> None:
    """Lay a table top from *y* down: a light far edge that deepens toward the viewer."""
    c.blend(rect(0, y, c.width, c.height), lighter(color, 0.14), darker(color, 0.08))
    c.fill(rect(0, y, c.width, y + 5), lighter(color, 0.35))
    if edge:
        c.fill(rect(0, c.height - edge, c.width, c.height), darker(color, 0.3))


def ground_shadow(
    c: Canvas, cx: float, cy: float, rx: float, ry: float, alpha: float = 0.36
) -> None:
    """Set an object down: a wide soft shadow to the right and a tight dark one beneath."""
    c.shadow(ellipse(cx + rx * 0.22, cy, rx * 1.12, ry), 0, 0, 26, alpha * 0.75)
    c.shadow(ellipse(cx + rx * 0.03, cy - ry * 0.2, rx * 0.98, ry * 0.6), 0, 0, 8, alpha)


def tree(c: Canvas, x: float, base: float, size: float, color: Color = FOREST) -> None:
    """Draw a round-crowned tree in three tones."""
    c.fill(
        [
            (x - size * 0.05, base),
            (x - size * 0.02, base - size * 0.6),
            (x + size * 0.03, base - size * 0.6),
            (x + size * 0.06, base),
        ],
        BROWN,
    )
    for dx, dy, r, tone in (
        (0.14, -0.55, 0.26, darker(color, 0.2)),
        (-0.16, -0.58, 0.26, color),
        (0.0, -0.78, 0.28, color),
        (-0.07, -0.84, 0.16, lighter(color, 0.14)),
    ):
        c.disc(x + dx * size, base + dy * size, r * size, tone)


def palm(
    c: Canvas, x: float, base: float, size: float, color: Color = FOREST, lean: float = 0.1
) -> None:
    """Draw an areca-like palm with drooping fronds."""
    top = (x + lean * size, base - size * 0.78)
    trunk = smooth([(x, base), (x + lean * size * 0.3, base - size * 0.4), top], closed=False)
    c.fill(ribbon(trunk, lambda t: size * (0.045 - 0.02 * t)), BROWN)
    for i, angle in enumerate((-170, -140, -110, -70, -40, -12, 18, 160)):
        tone = mix(color, LEAF, 0.25 if i % 2 else 0.0)
        frond = leaf(
            size * 0.36, size * 0.075, bend=size * 0.06 if abs(angle) < 90 else -size * 0.06
        )
        c.fill(placed(frond, top[0], top[1], 1, angle), tone)


def bamboo(
    c: Canvas,
    x: float,
    base: float,
    size: float,
    color: Color = JADE,
    seed: int = 1,
    stalks: int = 3,
) -> None:
    """Draw a clump of bamboo with jointed stalks and pointed leaves."""
    rng = Random(seed)
    for k in range(stalks):
        x0 = x + (k - (stalks - 1) / 2) * size * 0.1
        lean = rng.uniform(-0.12, 0.12) * size
        tone = mix(color, FOREST, rng.uniform(0, 0.5))
        spine = smooth(
            [(x0, base), (x0 + lean * 0.3, base - size * 0.5), (x0 + lean, base - size)],
            closed=False,
        )
        c.fill(ribbon(spine, lambda t: size * 0.034), tone)
        for joint in range(1, 8):
            px, py = spine[joint * (len(spine) - 1) // 8]
            c.line(
                [(px - size * 0.018, py), (px + size * 0.018, py)], size * 0.008, lighter(tone, 0.4)
            )
        for joint in range(3, 9):
            px, py = spine[joint * (len(spine) - 1) // 8]
            for side in (-1, 1):
                angle = rng.uniform(15, 60)
                blade = leaf(size * rng.uniform(0.14, 0.22), size * 0.035)
                c.fill(placed(blade, px, py, 1, angle if side > 0 else 180 - angle), tone)


def stilt_house(
    c: Canvas, x: float, base: float, size: float, roof: Color = STRAW, wall: Color = WOOD
) -> None:
    """Draw a house on stilts with a steep thatched roof; *x* is its middle."""
    half = size / 2
    floor = base - size * 0.26
    eave = base - size * 0.5
    c.shadow(ellipse(x + size * 0.08, base, half * 1.05, size * 0.05), 0, 0, 10, 0.35)
    c.fill(rect(x - half * 0.78, floor, x + half * 0.78, base - size * 0.02), BROWN_DARK, 0.55)
    for k in range(5):
        px = x - half * 0.8 + half * 0.4 * k
        c.fill(rect(px - size * 0.014, floor, px + size * 0.014, base), BROWN)
    c.fill(rect(x - half * 0.86, eave, x + half * 0.86, floor), wall)
    for k in range(9):
        px = x - half * 0.86 + half * 0.215 * k
        c.line([(px, eave), (px, floor)], size * 0.006, darker(wall, 0.25))
    for px in (-0.55, 0.1, 0.5):
        c.fill(
            rect(x + half * px, eave + size * 0.07, x + half * (px + 0.22), floor - size * 0.04),
            BROWN_DARK,
        )
    c.fill(
        rect(x - half * 0.92, floor - size * 0.015, x + half * 0.92, floor + size * 0.02),
        darker(wall, 0.35),
    )
    c.fill(
        [
            (x - half * 1.1, eave + size * 0.03),
            (x - half * 0.72, base - size * 0.86),
            (x + half * 0.72, base - size * 0.86),
            (x + half * 1.1, eave + size * 0.03),
        ],
        roof,
    )
    c.fill(
        [
            (x + half * 0.3, base - size * 0.86),
            (x + half * 0.72, base - size * 0.86),
            (x + half * 1.1, eave + size * 0.03),
            (x + half * 0.62, eave + size * 0.03),
        ],
        darker(roof, 0.14),
    )
    for k in range(1, 4):
        t = k / 4
        y = base - size * 0.86 + (size * 0.39) * t
        wide = half * (0.72 + 0.38 * t)
        c.line([(x - wide, y), (x + wide, y)], size * 0.008, darker(roof, 0.25), 0.7)
    c.fill(
        rect(x - half * 0.74, base - size * 0.885, x + half * 0.74, base - size * 0.85),
        darker(roof, 0.35),
    )
    c.fill(
        [
            (x - half * 1.06, base),
            (x - half * 0.98, base),
            (x - half * 0.78, floor),
            (x - half * 0.86, floor),
        ],
        WOOD_LIGHT,
    )


def communal_roof(c: Canvas, x: float, y: float, size: float, tile: Color, ridge: Color) -> None:
    """Draw the sweeping tiled roof of a village hall; (x, y) is the middle of its eave."""
    half = size / 2
    high = size * 0.34
    left = smooth(
        [
            (x - half * 1.12, y - high * 0.22),
            (x - half * 0.86, y + high * 0.02),
            (x - half * 0.5, y + high * 0.06),
            (x, y + high * 0.06),
        ],
        closed=False,
    )
    eave = left + [(2 * x - px, py) for px, py in reversed(left)]
    slope = smooth(
        [
            (x + half * 1.12, y - high * 0.22),
            (x + half * 0.82, y - high * 0.35),
            (x + half * 0.6, y - high),
        ],
        closed=False,
    )
    body = eave + slope + [(2 * x - px, py) for px, py in reversed(slope)]
    c.fill(body, tile)
    with c.clip(body):
        for row in range(1, 9):
            yy = y - high + row * high / 8.4
            for k in range(int(size * 1.2 / (size * 0.028))):
                xx = x - half * 1.2 + k * size * 0.028 + (size * 0.014 if row % 2 else 0)
                c.line(
                    ellipse(xx, yy, size * 0.014, size * 0.02, 0, 180, 8),
                    size * 0.004,
                    darker(tile, 0.28),
                )
    c.line([(x - half * 0.62, y - high), (x + half * 0.62, y - high)], size * 0.026, ridge)
    c.line(eave, size * 0.016, ridge)
    for side in (-1, 1):
        horn = smooth(
            [
                (x + side * half * 0.55, y - high),
                (x + side * half * 0.66, y - high * 1.04),
                (x + side * half * 0.72, y - high * 1.22),
            ],
            closed=False,
        )
        c.fill(ribbon(horn, lambda t: size * 0.028 * (1 - 0.7 * t)), ridge)


def workshop(c: Canvas, x: float, base: float, size: float, wall: Color, roof: Color) -> None:
    """Draw a small saw-tooth-roofed workshop with a lit window band; *x* is its left edge."""
    high = size * 0.4
    c.fill(rect(x, base - high, x + size, base), wall)
    c.fill(rect(x + size * 0.72, base - high, x + size, base), darker(wall, 0.12))
    for k in range(3):
        x0 = x + size * k / 3
        c.fill([(x0, base - high), (x0, base - high * 1.5), (x0 + size / 3, base - high)], roof)
        c.fill(
            [
                (x0, base - high),
                (x0, base - high * 1.5),
                (x0 + size * 0.05, base - high * 1.42),
                (x0 + size * 0.05, base - high),
            ],
            lighter(roof, 0.3),
        )
    for k in range(4):
        x0 = x + size * (0.08 + k * 0.16)
        c.fill(rect(x0, base - high * 0.72, x0 + size * 0.11, base - high * 0.42), GOLD_LIGHT)
    c.fill(rect(x + size * 0.76, base - high * 0.66, x + size * 0.92, base), darker(wall, 0.45))


def rice(
    c: Canvas, x: float, base: float, size: float, color: Color = GOLD, lean: float = 1
) -> None:
    """Draw one bowing ear of rice with its blades."""
    stem = smooth(
        [
            (x, base),
            (x + lean * size * 0.08, base - size * 0.6),
            (x + lean * size * 0.28, base - size * 0.9),
            (x + lean * size * 0.5, base - size * 0.78),
        ],
        closed=False,
    )
    c.line(stem, size * 0.02, mix(color, LEAF, 0.5))
    for i in range(9):
        px, py = stem[len(stem) * (10 + i) // 20]
        for side in (-1, 1):
            grain = ellipse(0, 0, size * 0.055, size * 0.024, count=20)
            c.fill(
                moved(turned(grain, 20 + side * 34 + i * 9 * lean), px, py + side * size * 0.018),
                color,
            )


def river(c: Canvas, path: Path, color: Color, light: Color) -> None:
    """Fill a stretch of water and score it with a few bright ripples."""
    c.blend(path, lighter(color, 0.18), color)
    rng = Random(len(path))
    xs = [p[0] for p in path]
    ys = [p[1] for p in path]
    with c.clip(path):
        for _ in range(26):
            x, y = rng.uniform(min(xs), max(xs)), rng.uniform(min(ys) + 8, max(ys))
            wide = 24 + 90 * (y - min(ys)) / max(1, max(ys) - min(ys))
            c.line([(x, y), (x + wide, y)], 3.4, light, 0.5)


def floor_tiles(c: Canvas, y: float, color: Color, line: Color) -> None:
    """Lay a tiled floor in perspective."""
    c.blend(rect(0, y, c.width, c.height), darker(color, 0.1), lighter(color, 0.08))
    middle = c.width / 2
    for i in range(-14, 15):
        c.line([(middle + i * 110, y), (middle + i * 300, c.height)], 3, line, 0.35)
    for i in range(1, 8):
        yy = y + (c.height - y) * (i / 8) ** 1.7
        c.line([(0, yy), (c.width, yy)], 3, line, 0.35)


def window(c: Canvas, x0: float, y0: float, x1: float, y1: float, frame: Color = WOOD) -> Plane:
    """Draw a window frame round whatever was drawn there, and return its opening."""
    c.shadow(rect(x0, y0, x1, y1), 0, 8, 10, 0.18)
    c.fill(rect(x0 - 16, y0 - 16, x1 + 16, y1 + 16), frame)
    c.fill(rect(x0 - 26, y1 + 10, x1 + 26, y1 + 30), lighter(frame, 0.2))
    c.fill(rect(x0, y0, x1, y1), CREAM)
    return Plane((x0, y0), (x1, y0), (x1, y1), (x0, y1))
