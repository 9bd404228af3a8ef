"""Small things that several pictures share: leaves, gears, coins, papers, boxes, figures."""

import math
from random import Random

from .canvas import Canvas
from .geometry import (
    Lathe,
    Path,
    Plane,
    Point,
    circle,
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
    turned,
)
from .landscape import ground_shadow
from .palette import (
    BROWN,
    BROWN_DARK,
    CREAM,
    FOREST,
    GOLD,
    GOLD_DARK,
    GOLD_LIGHT,
    INDIGO,
    INK,
    LACQUER,
    LACQUER_DARK,
    PAPER,
    PERSIMMON,
    SAND,
    STEEL,
    TERRA,
    WHITE,
    WOOD,
    Color,
    darker,
    lighter,
    mix,
)

SKIN = mix(TERRA, SAND, 0.35)


def solid(c: Canvas, shape: Lathe, color: Color, shine: float = 0.35, shade: float = 0.22) -> None:
    """Paint a turned solid in three tones with a highlight on its left."""
    c.fill(shape.outline(), color)
    with c.clip(shape.outline()):
        c.fill(shape.side(0.28, 1), darker(color, shade * 0.55))
        c.fill(shape.side(0.68, 1), darker(color, shade * 1.2))
        c.fill(shape.side(-1, -0.86), darker(color, shade * 0.4))
        if shine:
            c.fill(shape.side(-0.68, -0.5), lighter(color, shine))


def mouth(c: Canvas, shape: Lathe, lip: Color, inside: Color, thick: float = 8) -> None:
    """Open the top of a turned solid."""
    c.fill(shape.ring(shape.top), lip)
    r = shape.radius(shape.top) - thick
    c.fill(ellipse(shape.cx, shape.top + thick * 0.12, r, r * shape.tilt), inside)


def box(
    c: Canvas,
    x: float,
    base: float,
    wide: float,
    high: float,
    depth: float,
    color: Color,
    turn: float = 0.45,
) -> tuple[Plane, Plane, Plane]:
    """Draw a closed box, front-left corner at (x, base); return its front, side and top faces."""
    dx, dy = depth * turn * 1.3, -depth * 0.42
    front = Plane((x, base - high), (x + wide, base - high), (x + wide, base), (x, base))
    side = Plane(
        (x + wide, base - high),
        (x + wide + dx, base - high + dy),
        (x + wide + dx, base + dy),
        (x + wide, base),
    )
    top = Plane(
        (x + dx, base - high + dy),
        (x + wide + dx, base - high + dy),
        (x + wide, base - high),
        (x, base - high),
    )
    c.fill(side.outline(), darker(color, 0.28))
    c.fill(top.outline(), lighter(color, 0.28))
    c.fill(front.outline(), color)
    return front, side, top


def star_anise(
    c: Canvas, x: float, y: float, size: float, turn: float = 0, flat: float = 1
) -> None:
    """Draw a star-anise fruit: eight boat-shaped pods, each with a glossy seed."""
    pods: list[tuple[float, Path, Path, Path]] = []
    for i in range(8):
        angle = turn + i * 45
        pod = leaf(size, size * 0.36)
        slit = moved([(px * 0.72, py * 0.45) for px, py in pod], size * 0.2, 0)
        seed = ellipse(size * 0.5, 0, size * 0.13, size * 0.085, count=24)
        pods.append(
            (
                math.sin(math.radians(angle)),
                turned(pod, angle),
                turned(slit, angle),
                turned(seed, angle),
            )
        )

    def put(path: Path) -> Path:
        return [(x + px, y + py * flat) for px, py in path]

    for _, pod, slit, seed in sorted(pods, key=lambda item: item[0]):
        c.fill(put(pod), BROWN)
        c.fill(put(slit), mix(TERRA, BROWN, 0.25))
        c.fill(put(seed), mix(GOLD_DARK, BROWN, 0.2))
        c.fill(
            put(moved(turned(seed, 0), -size * 0.02, -size * 0.03))[: len(seed) // 3], GOLD_LIGHT
        )
    c.fill(put(circle(0, 0, size * 0.13)), BROWN_DARK)


def leafy(
    c: Canvas,
    x: float,
    y: float,
    length: float,
    degrees: float,
    color: Color,
    width: float = 0.36,
    bend: float = 0.08,
) -> None:
    """Draw a two-toned leaf with a midrib."""
    blade = leaf(length, length * width, length * bend)
    rib = list(_rib(length, length * bend))
    c.fill(placed(blade, x, y, 1, degrees), color)
    half = blade[: len(blade) // 2] + rib[::-1]
    c.fill(placed(half, x, y, 1, degrees), darker(color, 0.18))
    c.line(placed(rib, x, y, 1, degrees), max(2.0, length * 0.014), lighter(color, 0.35))


def _rib(length: float, bend: float) -> Path:
    return [(length * t, -bend * 3 * t * (1 - t)) for t in (i / 24 for i in range(25))]


def gear(
    c: Canvas,
    x: float,
    y: float,
    radius: float,
    color: Color,
    teeth: int = 12,
    turn: float = 0,
    alpha: float = 1,
) -> None:
    """Draw a toothed wheel with a round hole."""
    path: Path = []
    for i in range(teeth):
        for share, reach in ((0.08, 0.82), (0.2, 1.0), (0.52, 1.0), (0.64, 0.82)):
            angle = math.radians(turn + 360 * (i + share) / teeth)
            path.append(
                (x + radius * reach * math.cos(angle), y + radius * reach * math.sin(angle))
            )
    c.cut(path, circle(x, y, radius * 0.34), color, alpha)
    c.ring(x, y, radius * 0.58, radius * 0.07, darker(color, 0.2), alpha)


def coins(c: Canvas, x: float, base: float, radius: float, count: int, color: Color = GOLD) -> None:
    """Stack coins, each a thin turned disc."""
    thick = radius * 0.26
    for i in range(count):
        y = base - thick * i
        shift = math.sin(i * 2.4) * radius * 0.06
        coin = Lathe(x + shift, [(radius, y - thick), (radius, y)], 0.32, curved=False)
        c.fill(coin.outline(), darker(color, 0.28))
        c.fill(coin.side(-1, 0.1), darker(color, 0.1))
        c.fill(coin.ring(coin.top), lighter(color, 0.25))
        c.fill(coin.ring(coin.top, radius * 0.2), color)
        hole = radius * 0.2
        c.fill(
            [
                (x + shift - hole, coin.top),
                (x + shift, coin.top - hole * 0.32),
                (x + shift + hole, coin.top),
                (x + shift, coin.top + hole * 0.32),
            ],
            darker(color, 0.35),
        )


def rosette(
    c: Canvas, x: float, y: float, radius: float, color: Color, heart: Color = GOLD
) -> None:
    """Draw an award rosette with two tails and a blank starry heart."""
    for side in (-1, 1):
        tail = [
            (0, 0),
            (side * radius * 0.72, radius * 1.7),
            (side * radius * 0.36, radius * 1.55),
            (side * radius * 0.12, radius * 1.85),
            (-side * radius * 0.1, 0),
        ]
        c.fill(moved(tail, x, y), darker(color, 0.2 if side > 0 else 0.08))
    c.shadow(circle(x, y, radius), 4, 8, 6, 0.25)
    c.fill(star(x, y, radius, radius * 0.86, 18), color)
    c.fill(star(x, y, radius * 0.84, radius * 0.7, 18), lighter(color, 0.2))
    c.disc(x, y, radius * 0.62, heart)
    c.ring(x, y, radius * 0.5, radius * 0.05, lighter(heart, 0.5))
    c.fill(star(x, y, radius * 0.36, radius * 0.17, 8), lighter(heart, 0.55))


def paper(
    c: Canvas, face: Plane, lines: int = 6, color: Color = WHITE, ink: Color = INDIGO, seed: int = 3
) -> None:
    """Draw a sheet with a heading bar and grey bars for its lines."""
    rng = Random(seed)
    c.shadow(face.outline(), 8, 14, 10, 0.28)
    c.fill(face.outline(), color)
    c.fill(face.rect(0.26, 0.08, 0.74, 0.115), ink)
    c.fill(face.rect(0.36, 0.145, 0.64, 0.165), ink, 0.5)
    for i in range(lines):
        v = 0.24 + i * 0.52 / max(1, lines)
        c.fill(face.rect(0.13, v, rng.uniform(0.68, 0.87), v + 0.022), mix(color, ink, 0.36))


def seal(
    c: Canvas, x: float, y: float, radius: float, color: Color = LACQUER, alpha: float = 0.9
) -> None:
    """Stamp a plain round seal."""
    c.ring(x, y, radius, radius * 0.12, color, alpha)
    c.ring(x, y, radius * 0.74, radius * 0.05, color, alpha)
    c.fill(star(x, y, radius * 0.52, radius * 0.3, 12), color, alpha)


def person(
    c: Canvas,
    x: float,
    base: float,
    size: float,
    shirt: Color,
    hat: bool = False,
    skin: Color = SKIN,
    back: bool = False,
) -> None:
    """Draw a standing figure without a face, half-length upward from *base*."""
    shoulders = smooth(
        [
            (x - size * 0.3, base),
            (x - size * 0.29, base - size * 0.42),
            (x - size * 0.12, base - size * 0.56),
            (x + size * 0.12, base - size * 0.56),
            (x + size * 0.29, base - size * 0.42),
            (x + size * 0.3, base),
        ],
        closed=False,
    )
    c.fill(shoulders, shirt)
    with c.clip(shoulders):
        c.fill(rect(x + size * 0.1, base - size, x + size, base), darker(shirt, 0.18))
    c.fill(
        rounded(
            x - size * 0.065, base - size * 0.64, x + size * 0.065, base - size * 0.5, size * 0.06
        ),
        darker(skin, 0.22),
    )
    c.fill(ellipse(x, base - size * 0.74, size * 0.135, size * 0.165), INK if back else skin)
    if not back:
        with c.clip(ellipse(x, base - size * 0.74, size * 0.135, size * 0.165)):
            c.fill(rect(x - size, base - size, x + size, base - size * 0.79), INK)
    if hat:
        cone(c, x, base - size * 0.78, size * 0.34)


def cone(c: Canvas, x: float, y: float, half: float) -> None:
    """Draw a conical palm-leaf hat whose brim is centred on (x, y)."""
    brim = ellipse(x, y, half, half * 0.2, 0, 180, 24)
    c.fill([*brim, (x, y - half * 0.72)], PAPER)
    c.fill(
        [(x, y - half * 0.72), *ellipse(x, y, half, half * 0.2, 0, 75, 16)], mix(PAPER, WOOD, 0.35)
    )
    for k in (0.35, 0.65):
        c.line(
            [
                (x - half * k, y - half * 0.72 * (1 - k) + half * 0.05),
                (x, y - half * 0.72 * (1 - k) + half * 0.1),
                (x + half * k, y - half * 0.72 * (1 - k) + half * 0.05),
            ],
            half * 0.025,
            mix(PAPER, WOOD, 0.55),
        )


def hank(
    c: Canvas,
    x: float,
    y: float,
    length: float,
    thick: float,
    color: Color,
    seed: int,
    tie: Color = LACQUER,
) -> None:
    """Draw a bundle of dry noodles lying across, pinched by a tie at its middle."""
    rng = Random(seed)
    half = length / 2

    def edge(sign: float) -> Path:
        return [
            (x - half, y + sign * thick * 0.54),
            (x - half * 0.4, y + sign * thick * 0.5),
            (x, y + sign * thick * 0.36),
            (x + half * 0.4, y + sign * thick * 0.5),
            (x + half, y + sign * thick * 0.54),
        ]

    body = smooth(edge(-1), closed=False) + smooth(edge(1), closed=False)[::-1]
    c.shadow(body, 8, thick * 0.22, 10, 0.3)
    c.fill(body, darker(color, 0.16))
    count = max(10, int(thick / 7))
    for i in range(count):
        s = -1 + 2 * (i + 0.5) / count
        spine = smooth(
            [(px, y + (py - y) * s + rng.uniform(-2, 2)) for px, py in edge(1)], closed=False
        )
        reach = rng.uniform(-0.035, 0.035) * length
        spine[0] = (spine[0][0] + reach, spine[0][1])
        spine[-1] = (spine[-1][0] - reach, spine[-1][1])
        tone = mix(
            lighter(color, 0.28 - 0.2 * max(0, s)),
            darker(color, 0.22),
            max(0.0, s * 0.6) + rng.uniform(0, 0.25),
        )
        c.line(spine, thick / count * 0.72, tone)
    for shift in (-0.022, 0.022):
        strap = smooth(
            [
                (x + shift * length, y - thick * 0.4),
                (x + (shift + 0.012) * length, y),
                (x + shift * length, y + thick * 0.4),
            ],
            closed=False,
        )
        c.line(strap, max(5.0, thick * 0.075), tie)
    bow(c, x, y - thick * 0.02, thick * 0.42, tie)


def bow(c: Canvas, x: float, y: float, size: float, color: Color) -> None:
    """Tie a small string bow."""
    for side in (-1, 1):
        loop = smooth(
            [
                (x, y),
                (x + side * size * 0.5, y - size * 0.42),
                (x + side * size * 0.86, y - size * 0.1),
                (x + side * size * 0.45, y + size * 0.12),
            ]
        )
        c.line([*loop, loop[0]], max(4.0, size * 0.12), color)
        end = smooth(
            [
                (x, y),
                (x + side * size * 0.3, y + size * 0.4),
                (x + side * size * 0.5, y + size * 0.75),
            ],
            closed=False,
        )
        c.line(end, max(4.0, size * 0.12), darker(color, 0.12))
    c.disc(x, y, max(5.0, size * 0.16), darker(color, 0.2))


PERSIMMON_FORM = points("-1,0 -0.72,-0.62 0,-0.66 0.72,-0.62 1,0 0.7,0.62 0,0.74 -0.7,0.62")


def persimmon(
    c: Canvas,
    x: float,
    y: float,
    radius: float,
    color: Color = PERSIMMON,
    turn: float = 0,
    dried: bool = False,
) -> None:
    """Draw a squat round fruit with its four-lobed calyx, or a *dried* one: flat and frosted."""
    flat = 0.8 if dried else 1.0
    body = smooth([(x + px * radius, y + py * radius * flat) for px, py in PERSIMMON_FORM])
    c.fill(body, color)
    with c.clip(body):
        light = ellipse(x - radius * 0.16, y - radius * 0.18, radius * 0.96, radius * 0.96 * flat)
        c.fill(light, lighter(color, 0.12))
        if dried:
            _wrinkles(c, x, y, radius, color, turn)
        else:
            shine = ellipse(x - radius * 0.45, y - radius * 0.25, radius * 0.2, radius * 0.12)
            c.fill(shine, lighter(color, 0.5))
    heart = y - radius * 0.46 * flat
    for i in range(4):
        lobe = turned(leaf(radius * 0.46, radius * 0.34), turn + 45 + 90 * i)
        c.fill([(x + px, heart + py * 0.5) for px, py in lobe], mix(FOREST, BROWN, 0.45))
    c.disc(x, heart, radius * 0.07, BROWN_DARK)


def _wrinkles(c: Canvas, x: float, y: float, radius: float, color: Color, turn: float) -> None:
    rng = Random(round(x * 7 + y * 3 + turn))
    frost = ellipse(x - radius * 0.1, y - radius * 0.2, radius * 0.72, radius * 0.3)
    c.fill(frost, CREAM, 0.16)
    c.fill(ellipse(x - radius * 0.3, y - radius * 0.22, radius * 0.36, radius * 0.12), CREAM, 0.2)
    for k in range(5):
        angle = math.radians(18 + 36 * k + rng.uniform(-7, 7))
        crease = []
        for reach, bend in ((0.55, 0.0), (0.75, 0.06), (rng.uniform(0.85, 0.95), 0.0)):
            px = x + radius * reach * math.cos(angle + bend)
            crease.append((px, y + radius * (reach * 0.72 * math.sin(angle + bend) - 0.1)))
        c.line(smooth(crease, closed=False), max(2.0, radius * 0.035), darker(color, 0.15))


def flag_string(
    c: Canvas,
    start: Point,
    end: Point,
    sag: float,
    colors: tuple[Color, ...],
    count: int = 11,
    size: float = 40,
) -> None:
    """Hang a line of plain coloured pennants."""
    line = [
        (
            start[0] + (end[0] - start[0]) * t,
            start[1] + (end[1] - start[1]) * t + sag * 4 * t * (1 - t),
        )
        for t in (i / 60 for i in range(61))
    ]
    c.line(line, 3, INK)
    for i in range(count):
        px, py = line[round(60 * (i + 0.5) / count)]
        c.fill(
            [(px - size * 0.45, py), (px + size * 0.45, py), (px, py + size)],
            colors[i % len(colors)],
        )


def chair(c: Canvas, x: float, base: float, size: float, color: Color) -> None:
    """Draw an armchair from the front."""
    ground_shadow(c, x, base, size * 0.46, size * 0.05)
    for side in (-1, 1):
        c.fill(
            rect(x + side * size * 0.34 - 7, base - size * 0.25, x + side * size * 0.34 + 7, base),
            BROWN_DARK,
        )
    c.fill(
        rounded(
            x - size * 0.4, base - size * 0.95, x + size * 0.4, base - size * 0.25, size * 0.16
        ),
        color,
    )
    c.fill(
        rounded(
            x - size * 0.31, base - size * 0.87, x + size * 0.31, base - size * 0.4, size * 0.1
        ),
        lighter(color, 0.12),
    )
    c.fill(
        rounded(
            x - size * 0.4, base - size * 0.42, x + size * 0.4, base - size * 0.16, size * 0.08
        ),
        lighter(color, 0.2),
    )
    c.fill(
        rounded(
            x - size * 0.4, base - size * 0.28, x + size * 0.4, base - size * 0.14, size * 0.06
        ),
        darker(color, 0.12),
    )
    for side in (-1, 1):
        c.fill(
            rounded(
                x + side * size * 0.43 - size * 0.08,
                base - size * 0.55,
                x + side * size * 0.43 + size * 0.08,
                base - size * 0.12,
                size * 0.07,
            ),
            darker(color, 0.2 if side > 0 else 0.05),
        )


def jar_of_honey(c: Canvas, x: float, base: float, size: float) -> Lathe:
    """Draw a honey jar with a wooden lid and a cloth-tied neck; return its glass body."""
    r = size * 0.36
    body = Lathe(
        x,
        [
            (r * 0.8, base - size * 0.78),
            (r * 0.99, base - size * 0.68),
            (r * 1.03, base - size * 0.4),
            (r * 1.0, base - size * 0.08),
            (r * 0.9, base),
        ],
        0.14,
    )
    c.fill(body.outline(), mix(GOLD_LIGHT, CREAM, 0.45))
    honey = Lathe(
        x,
        [
            (r * 0.9, base - size * 0.64),
            (r * 0.97, base - size * 0.4),
            (r * 0.94, base - size * 0.08),
            (r * 0.84, base - size * 0.02),
        ],
        0.14,
    )
    solid(c, honey, GOLD, 0.55, 0.25)
    c.fill(honey.ring(honey.top), lighter(GOLD, 0.3))
    c.fill(body.side(-0.86, -0.74), WHITE, 0.55)
    lid = Lathe(
        x, [(r * 0.86, base - size * 0.95), (r * 0.88, base - size * 0.79)], 0.14, curved=False
    )
    solid(c, lid, WOOD, 0.2)
    c.fill(lid.ring(lid.top), lighter(WOOD, 0.28))
    return body


def crate(c: Canvas, x: float, base: float, wide: float, high: float, color: Color = WOOD) -> None:
    """Draw a slatted wooden crate from the front."""
    c.fill(rect(x, base - high, x + wide, base), darker(color, 0.45))
    for k in range(3):
        y = base - high + high * k / 3
        c.fill(rect(x, y + high * 0.03, x + wide, y + high * 0.29), lighter(color, 0.1 - 0.06 * k))
    for px in (x, x + wide - wide * 0.09):
        c.fill(rect(px, base - high, px + wide * 0.09, base), darker(color, 0.12))


def steam(
    c: Canvas, x: float, base: float, high: float, color: Color = CREAM, alpha: float = 0.5
) -> None:
    """Let a wisp of steam rise."""
    spine = smooth(
        [
            (x, base),
            (x + high * 0.12, base - high * 0.3),
            (x - high * 0.1, base - high * 0.62),
            (x + high * 0.06, base - high),
        ],
        closed=False,
    )
    c.fill(
        ribbon(spine, lambda t: high * 0.09 * math.sin(math.pi * min(1, t + 0.08)) + 2),
        color,
        alpha,
    )


def metal(c: Canvas, path: Path, color: Color = STEEL) -> None:
    """Fill a shape like brushed metal: light on its left, dark on its right."""
    c.blend(path, lighter(color, 0.45), darker(color, 0.16), across=True)


def ribbon_tape(c: Canvas, face: Plane, u0: float, u1: float, color: Color = LACQUER) -> None:
    """Run a flat ribbon down a face."""
    c.fill(face.rect(u0, 0, u1, 1), color)
    c.fill(face.rect(u0 + (u1 - u0) * 0.75, 0, u1, 1), mix(color, LACQUER_DARK, 0.5))
