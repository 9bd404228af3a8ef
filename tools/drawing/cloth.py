"""Hanging or stretched brocade: banded patterns carried onto a softly waving sheet."""

import math
from dataclasses import dataclass

from .canvas import Canvas
from .geometry import Path, Point
from .palette import CREAM, FOREST, GOLD, INDIGO, INDIGO_DARK, INK, JADE, LACQUER, WHITE, Color


@dataclass(frozen=True)
class Band:
    """One woven belt: its relative height, kind and two colours."""

    height: float
    kind: str
    ground: Color
    figure: Color


BROCADE: tuple[Band, ...] = (
    Band(1.0, "plain", INDIGO_DARK, INDIGO),
    Band(0.35, "plain", GOLD, GOLD),
    Band(1.5, "zigzag", LACQUER, CREAM),
    Band(0.35, "plain", INDIGO_DARK, GOLD),
    Band(2.4, "diamond", CREAM, LACQUER),
    Band(0.35, "plain", GOLD, GOLD),
    Band(1.3, "tooth", INDIGO_DARK, GOLD),
    Band(0.3, "plain", CREAM, GOLD),
    Band(2.6, "star", JADE, CREAM),
    Band(0.3, "plain", CREAM, GOLD),
    Band(1.3, "tooth", FOREST, GOLD),
    Band(0.35, "plain", LACQUER, GOLD),
    Band(2.2, "diamond", INDIGO, GOLD),
    Band(0.35, "plain", CREAM, GOLD),
    Band(1.5, "zigzag", LACQUER, GOLD),
    Band(0.5, "plain", INDIGO_DARK, GOLD),
)


class Cloth:
    """A sheet with face coordinates 0–1 that hangs in gentle folds."""

    def __init__(
        self, x: float, y: float, wide: float, high: float, sway: float = 10, phase: float = 0
    ) -> None:
        self.x, self.y, self.wide, self.high, self.sway, self.phase = x, y, wide, high, sway, phase

    def at(self, u: float, v: float) -> Point:
        """Return the screen point for face coordinates."""
        x = self.x + u * self.wide + self.sway * math.sin(v * 4 + u * 2 + self.phase)
        y = self.y + v * self.high + self.sway * 1.2 * v * math.sin(u * math.pi * 4 + self.phase)
        return (x, y)

    def path(self, points: Path) -> Path:
        """Carry a path onto the sheet, breaking long edges so that they bend with it."""
        out: Path = []
        for (u0, v0), (u1, v1) in zip(points, [*points[1:], points[0]], strict=True):
            steps = max(1, int(max(abs(u1 - u0), abs(v1 - v0)) * 40))
            out += [
                self.at(u0 + (u1 - u0) * i / steps, v0 + (v1 - v0) * i / steps)
                for i in range(steps)
            ]
        return out

    def strip(self, u0: float, v0: float, v1: float, u1: float = 1) -> Path:
        """Return a rectangle of the face."""
        return self.path([(u0, v0), (u1, v0), (u1, v1), (u0, v1)])

    def outline(self) -> Path:
        """Return the whole sheet's edge."""
        return self.strip(0, 0, 1)


def weave_brocade(
    c: Canvas, cloth: Cloth, bands: tuple[Band, ...], fringe: float = 0, count: int = 9
) -> None:
    """Paint the bands from top to bottom, then folds of shade, then a knotted fringe."""
    if fringe:
        for k in range(34):
            u = (k + 0.5) / 34
            x, y = cloth.at(u, 1)
            tone = (LACQUER, GOLD, INDIGO_DARK, CREAM)[(k // 2) % 4]
            c.line(
                [(x, y - 4), (x + 5 * math.sin(k), y + fringe * (0.88 + 0.12 * math.sin(k * 1.7)))],
                cloth.wide * 0.011,
                tone,
            )
    total = sum(band.height for band in bands)
    v = 0.0
    with c.clip(cloth.outline()):
        for band in bands:
            tall = band.height / total
            c.fill(cloth.strip(0, v, v + tall + 0.004), band.ground)
            _figures(c, cloth, band, v, tall, count)
            v += tall
        for u in (0.0, 0.27, 0.53, 0.78):
            c.fill(cloth.strip(u, 0, 1, u + 0.1), INK, 0.1)
            c.fill(cloth.strip(u + 0.03, 0, 1, u + 0.07), INK, 0.1)
            c.fill(cloth.strip(u + 0.14, 0, 1, u + 0.19), WHITE, 0.1)


def _figures(c: Canvas, cloth: Cloth, band: Band, v: float, tall: float, count: int) -> None:
    if band.kind == "plain":
        return
    for k in range(-1, count + 1):
        u0, u1 = k / count, (k + 1) / count
        middle = (u0 + u1) / 2
        half = (u1 - u0) / 2
        if band.kind == "zigzag":
            for lift in (0.12, 0.46):
                low, high = v + tall * (lift + 0.34), v + tall * lift
                thick = tall * 0.17
                shape = [
                    (u0, low),
                    (middle, high),
                    (u1, low),
                    (u1, low + thick),
                    (middle, high + thick),
                    (u0, low + thick),
                ]
                c.fill(cloth.path(shape), band.figure)
        elif band.kind == "tooth":
            c.fill(
                cloth.path([(u0, v + tall), (middle, v + tall * 0.12), (u1, v + tall)]), band.figure
            )
            inner = [
                (u0 + half * 0.5, v + tall),
                (middle, v + tall * 0.55),
                (u1 - half * 0.5, v + tall),
            ]
            c.fill(cloth.path(inner), band.ground)
        else:
            _medallion(c, cloth, band, (middle, v + tall / 2), (half, tall / 2))


def _medallion(c: Canvas, cloth: Cloth, band: Band, heart: Point, reach: Point) -> None:
    (u, v), (du, dv) = heart, reach
    for share, tone in (
        (0.94, band.figure),
        (0.66, band.ground),
        (0.4, band.figure),
        (0.16, band.ground),
    ):
        if band.kind == "diamond":
            shape = [
                (u - du * share, v),
                (u, v - dv * share),
                (u + du * share, v),
                (u, v + dv * share),
            ]
            c.fill(cloth.path(shape), tone)
            continue
        points: Path = []
        for i in range(16):
            angle = math.pi * i / 8
            r = share * (0.62 if i % 2 else 0.95)
            points.append((u + du * r * math.cos(angle), v + dv * r * math.sin(angle)))
        c.fill(cloth.path(points), tone)
    if band.kind == "diamond":
        for side in (-1, 1):
            knob = [
                (u + du * 0.82, v + side * dv * 0.86),
                (u + du, v + side * dv * 0.56),
                (u + du * 1.18, v + side * dv * 0.86),
            ]
            c.fill(cloth.path(knob), band.figure)
