"""Points, curves and solids of revolution; nothing here touches an image."""

import math
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence

Point = tuple[float, float]
Path = list[Point]


def rect(x0: float, y0: float, x1: float, y1: float) -> Path:
    """Return the corners of an upright rectangle."""
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]


def rounded(x0: float, y0: float, x1: float, y1: float, radius: float) -> Path:
    """Return a rectangle with rounded corners."""
    r = min(radius, (x1 - x0) / 2, (y1 - y0) / 2)
    corners = (
        (x1 - r, y0 + r, -90),
        (x1 - r, y1 - r, 0),
        (x0 + r, y1 - r, 90),
        (x0 + r, y0 + r, 180),
    )
    return [p for cx, cy, start in corners for p in ellipse(cx, cy, r, r, start, start + 90, 12)]


def ellipse(
    cx: float, cy: float, rx: float, ry: float, start: float = 0, end: float = 360, count: int = 96
) -> Path:
    """Return an elliptical arc, clockwise on screen, angles in degrees from three o'clock."""
    angles = (math.radians(start + (end - start) * i / count) for i in range(count + 1))
    return [(cx + rx * math.cos(a), cy + ry * math.sin(a)) for a in angles]


def circle(cx: float, cy: float, radius: float) -> Path:
    """Return a full circle."""
    return ellipse(cx, cy, radius, radius)


def star(cx: float, cy: float, outer: float, inner: float, points: int, turn: float = -90) -> Path:
    """Return a star whose first tip stands at *turn* degrees."""
    path: Path = []
    for i in range(points * 2):
        radius = inner if i % 2 else outer
        angle = math.radians(turn + 180 * i / points)
        path.append((cx + radius * math.cos(angle), cy + radius * math.sin(angle)))
    return path


def smooth(points: Sequence[Point], closed: bool = True, steps: int = 14) -> Path:
    """Run a Catmull-Rom curve through the points."""
    n = len(points)
    path: Path = []
    for i in range(n if closed else n - 1):
        if closed:
            p0, p1, p2, p3 = (points[(i + k) % n] for k in (-1, 0, 1, 2))
        else:
            p0, p1, p2, p3 = (points[min(max(i + k, 0), n - 1)] for k in (-1, 0, 1, 2))
        for step in range(steps):
            t = step / steps
            path.append(
                (_spline(p0[0], p1[0], p2[0], p3[0], t), _spline(p0[1], p1[1], p2[1], p3[1], t))
            )
    if not closed:
        path.append(points[-1])
    return path


def _spline(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3
    )


def bezier(p0: Point, p1: Point, p2: Point, p3: Point, count: int = 32) -> Path:
    """Return a cubic Bézier curve as points."""
    path: Path = []
    for i in range(count + 1):
        t = i / count
        w = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
        path.append(
            (
                w[0] * p0[0] + w[1] * p1[0] + w[2] * p2[0] + w[3] * p3[0],
                w[0] * p0[1] + w[1] * p1[1] + w[2] * p2[1] + w[3] * p3[1],
            )
        )
    return path


def moved(path: Iterable[Point], dx: float, dy: float) -> Path:
    """Shift a path."""
    return [(x + dx, y + dy) for x, y in path]


def turned(path: Iterable[Point], degrees: float, cx: float = 0, cy: float = 0) -> Path:
    """Rotate a path clockwise on screen round a centre."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return [
        (cx + (x - cx) * cos - (y - cy) * sin, cy + (x - cx) * sin + (y - cy) * cos)
        for x, y in path
    ]


def scaled(path: Iterable[Point], sx: float, sy: float, cx: float = 0, cy: float = 0) -> Path:
    """Stretch a path away from a centre; a negative factor mirrors it."""
    return [(cx + (x - cx) * sx, cy + (y - cy) * sy) for x, y in path]


def placed(path: Iterable[Point], x: float, y: float, size: float = 1, degrees: float = 0) -> Path:
    """Take a shape drawn round the origin to its place: scale, turn, then move."""
    return moved(turned(scaled(path, size, size), degrees), x, y)


def ribbon(spine: Sequence[Point], width: Callable[[float], float]) -> Path:
    """Return the outline of a band along *spine*, its width a function of 0–1."""
    left: Path = []
    right: Path = []
    last = len(spine) - 1
    for i, (x, y) in enumerate(spine):
        ax, ay = spine[max(i - 1, 0)]
        bx, by = spine[min(i + 1, last)]
        length = math.hypot(bx - ax, by - ay) or 1
        nx, ny = -(by - ay) / length, (bx - ax) / length
        half = width(i / last) / 2
        left.append((x + nx * half, y + ny * half))
        right.append((x - nx * half, y - ny * half))
    return left + right[::-1]


def leaf(length: float, width: float, bend: float = 0) -> Path:
    """Return a pointed leaf lying along the x axis from the origin."""
    spine = bezier((0, 0), (length * 0.3, -bend), (length * 0.7, -bend), (length, 0), 24)
    return ribbon(spine, lambda t: width * math.sin(math.pi * t**0.8) ** 0.9)


def between(first: Point, second: Point, share: float) -> Point:
    """Return the point *share* of the way along a segment."""
    return (first[0] + (second[0] - first[0]) * share, first[1] + (second[1] - first[1]) * share)


class Plane:
    """A flat four-cornered face: (0, 0) is its first corner, (1, 1) its third."""

    def __init__(self, a: Point, b: Point, c: Point, d: Point) -> None:
        self.corners = (a, b, c, d)

    def at(self, u: float, v: float) -> Point:
        """Return the screen point for face coordinates."""
        a, b, c, d = self.corners
        return between(between(a, b, u), between(d, c, u), v)

    def path(self, points: Iterable[Point]) -> Path:
        """Carry a path in face coordinates to the screen."""
        return [self.at(u, v) for u, v in points]

    def rect(self, u0: float, v0: float, u1: float, v1: float) -> Path:
        """Return an upright patch of the face."""
        return self.path(rect(u0, v0, u1, v1))

    def outline(self) -> Path:
        """Return the four corners."""
        return list(self.corners)


class Lathe:
    """A turned solid seen slightly from above: vases, jars, bottles, bowls, tins.

    The profile lists (radius, y) from top to bottom. *tilt* is how round its circles look.
    """

    def __init__(
        self, cx: float, profile: Sequence[Point], tilt: float = 0.16, curved: bool = True
    ):
        line = smooth(profile, closed=False, steps=10) if curved else list(profile)
        self.cx = cx
        self.tilt = tilt
        self._radii = [p[0] for p in line]
        self._heights = [p[1] for p in line]
        for i in range(1, len(line)):
            self._heights[i] = max(self._heights[i], self._heights[i - 1] + 0.001)
        self.top = self._heights[0]
        self.bottom = self._heights[-1]

    def radius(self, y: float) -> float:
        """Return the radius at a height."""
        i = bisect_right(self._heights, y)
        if i == 0:
            return self._radii[0]
        if i == len(self._heights):
            return self._radii[-1]
        y0, y1 = self._heights[i - 1], self._heights[i]
        share = (y - y0) / (y1 - y0)
        return self._radii[i - 1] + (self._radii[i] - self._radii[i - 1]) * share

    def at(self, across: float, y: float) -> Point:
        """Return a point of the front: *across* runs from -1 (left edge) to 1 (right)."""
        r = self.radius(y)
        return (self.cx + r * across, y + r * self.tilt * math.sqrt(max(0.0, 1 - across * across)))

    def arc(self, y: float, left: float = -1, right: float = 1, count: int = 48) -> Path:
        """Return the front half of the circle at a height, left to right."""
        if left == -1 and right == 1:
            return [self.at(-math.cos(math.pi * i / count), y) for i in range(count + 1)]
        return [self.at(left + (right - left) * i / count, y) for i in range(count + 1)]

    def patch(self, left: float, right: float, y0: float, y1: float, count: int = 40) -> Path:
        """Return a piece of the front surface."""
        rows = [y0 + (y1 - y0) * i / count for i in range(count + 1)]
        down = [self.at(right, y) for y in rows]
        up = [self.at(left, y) for y in reversed(rows)]
        return self.arc(y0, left, right) + down + self.arc(y1, left, right)[::-1] + up

    def band(self, y0: float, y1: float) -> Path:
        """Return a belt round the whole front."""
        return self.patch(-1, 1, y0, y1)

    def side(self, left: float, right: float) -> Path:
        """Return a strip of the front from top to bottom, for shade and shine."""
        return self.patch(left, right, self.top, self.bottom, 90)

    def ring(self, y: float, inset: float = 0) -> Path:
        """Return the whole circle at a height."""
        r = self.radius(y) - inset
        return ellipse(self.cx, y, r, r * self.tilt)

    def outline(self) -> Path:
        """Return the silhouette."""
        rows = [self.top + (self.bottom - self.top) * i / 120 for i in range(121)]
        right = [(self.cx + self.radius(y), y) for y in rows]
        left = [(self.cx - self.radius(y), y) for y in reversed(rows)]
        r0 = self.radius(self.top)
        back = ellipse(self.cx, self.top, r0, r0 * self.tilt, 180, 360, 40)
        return back + right + self.arc(self.bottom)[::-1] + left


def points(text: str) -> Path:
    """Read a path written as "x,y x,y …"."""
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in text.split())]


def curve(text: str, closed: bool = False) -> Path:
    """Run a smooth curve through a path written as text."""
    return smooth(points(text), closed)
