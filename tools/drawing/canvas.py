"""A supersampled sheet: shapes, gradients, soft shadows and clipping, then one JPEG."""

import io
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path as FilePath

from PIL import Image, ImageDraw, ImageFilter

from .geometry import Path, Point, ellipse
from .palette import Color

SCALE = 3
ENCODINGS = (
    (88, "4:4:4"),
    (87, "4:2:0"),
    (84, "4:2:0"),
    (80, "4:2:0"),
    (76, "4:2:0"),
    (72, "4:2:0"),
)
MOST_BYTES = 136_000
Box = tuple[int, int, int, int]


class Canvas:
    """Draw in picture units; every coordinate is scaled up here and down again on saving."""

    def __init__(self, width: int, height: int, ground: Color) -> None:
        self.width = width
        self.height = height
        self._image = Image.new("RGB", (width * SCALE, height * SCALE), ground)
        self._origin = (0, 0)
        self._draw = ImageDraw.Draw(self._image)

    def fill(self, path: Sequence[Point], color: Color, alpha: float = 1) -> None:
        """Fill a shape with one colour."""
        points = self._pixels(path)
        if alpha >= 1:
            self._draw.polygon(points, fill=color)
            return
        box = self._box(points)
        if box:
            self._image.paste(color, box, _mask([points], box, alpha))

    def cut(
        self, path: Sequence[Point], hole: Sequence[Point], color: Color, alpha: float = 1
    ) -> None:
        """Fill a shape that has a hole in it."""
        points = self._pixels(path)
        box = self._box(points)
        if box:
            self._image.paste(color, box, _mask([points, self._pixels(hole)], box, alpha))

    def blend(
        self,
        path: Sequence[Point],
        first: Color,
        second: Color,
        across: bool = False,
        alpha: float = 1,
    ) -> None:
        """Fill a shape with a gradient, downwards or (*across*) to the right."""
        points = self._pixels(path)
        box = self._box(points)
        if not box:
            return
        xs = [p[0] for p in points]
        ys = [p[1] for p in points]
        low, high = (min(xs), max(xs)) if across else (min(ys), max(ys))
        start, end = (box[0], box[2]) if across else (box[1], box[3])
        strip = Image.new("RGB", (end - start, 1) if across else (1, end - start))
        span = max(high - low, 1)
        shares = [min(max((start + i + 0.5 - low) / span, 0), 1) for i in range(end - start)]
        strip.putdata(
            [
                tuple(round(a + (z - a) * s) for a, z in zip(first, second, strict=True))
                for s in shares
            ]
        )
        sheet = strip.resize((box[2] - box[0], box[3] - box[1]), Image.Resampling.NEAREST)
        self._image.paste(sheet, box, _mask([points], box, alpha))

    def line(self, path: Sequence[Point], width: float, color: Color, alpha: float = 1) -> None:
        """Draw a line with round joints and ends."""
        points = self._pixels(path)
        thick = max(1, round(width * SCALE))
        if alpha >= 1:
            _stroke(self._draw, points, thick, color)
            return
        box = self._box(points, thick)
        if not box:
            return
        mask = Image.new("L", (box[2] - box[0], box[3] - box[1]))
        near = [(x - box[0], y - box[1]) for x, y in points]
        _stroke(ImageDraw.Draw(mask), near, thick, round(255 * alpha))
        self._image.paste(color, box, mask)

    def lines(self, paths: Sequence[Path], width: float, color: Color, alpha: float = 1) -> None:
        """Draw many lines of one kind."""
        for path in paths:
            self.line(path, width, color, alpha)

    def disc(self, cx: float, cy: float, radius: float, color: Color, alpha: float = 1) -> None:
        """Fill a circle."""
        self.fill(ellipse(cx, cy, radius, radius), color, alpha)

    def ring(
        self, cx: float, cy: float, radius: float, width: float, color: Color, alpha: float = 1
    ) -> None:
        """Draw a circular line of a given width, centred on the radius."""
        outer, inner = radius + width / 2, radius - width / 2
        self.cut(ellipse(cx, cy, outer, outer), ellipse(cx, cy, inner, inner), color, alpha)

    def shadow(
        self,
        path: Sequence[Point],
        dx: float = 14,
        dy: float = 18,
        blur: float = 18,
        alpha: float = 0.3,
        color: Color = (18, 18, 34),
    ) -> None:
        """Cast a soft shadow of a shape, displaced by (dx, dy)."""
        points = self._pixels([(x + dx, y + dy) for x, y in path])
        box = self._box(points, blur * SCALE * 3)
        if not box:
            return
        step = 4
        small = (max(1, (box[2] - box[0]) // step), max(1, (box[3] - box[1]) // step))
        mask = Image.new("L", small)
        near = [((x - box[0]) / step, (y - box[1]) / step) for x, y in points]
        ImageDraw.Draw(mask).polygon(near, fill=round(255 * alpha))
        mask = mask.filter(ImageFilter.GaussianBlur(blur * SCALE / step))
        mask = mask.resize((box[2] - box[0], box[3] - box[1]), Image.Resampling.BILINEAR)
        self._image.paste(color, box, mask)

    def glow(self, cx: float, cy: float, radius: float, color: Color, alpha: float = 0.5) -> None:
        """Lay a soft round light (or, with a dark colour, a vignette of shade)."""
        points = self._pixels([(cx - radius, cy - radius), (cx + radius, cy + radius)])
        box = self._box(points)
        if not box:
            return
        size = round(2 * radius * SCALE / 4)
        # Pillow's radial gradient reaches 255 in the corners, 180 at the middle of each side.
        distances = [min(i / 178, 1) for i in range(256)]
        falloff = [round(255 * alpha * (0.5 + 0.5 * math.cos(math.pi * d))) for d in distances]
        ball = Image.radial_gradient("L").resize((size, size), Image.Resampling.BICUBIC)
        whole = ball.point(falloff).resize((size * 4, size * 4), Image.Resampling.BILINEAR)
        left, top = round(points[0][0]), round(points[0][1])
        part = (box[0] - left, box[1] - top, box[2] - left, box[3] - top)
        self._image.paste(color, box, whole.crop(part))

    @contextmanager
    def clip(self, path: Sequence[Point]) -> Iterator[None]:
        """Keep everything drawn inside the block within a shape."""
        points = self._pixels(path)
        box = self._box(points)
        if box is None:
            box = (0, 0, 1, 1)
        outer, origin = self._image, self._origin
        self._image = outer.crop(box)
        self._origin = (origin[0] + box[0], origin[1] + box[1])
        self._draw = ImageDraw.Draw(self._image)
        try:
            yield
        finally:
            outer.paste(self._image, box, _mask([points], box, 1))
            self._image, self._origin = outer, origin
            self._draw = ImageDraw.Draw(self._image)

    def finished(self) -> Image.Image:
        """Return the picture at its real size."""
        return self._image.resize((self.width, self.height), Image.Resampling.LANCZOS)

    def save(self, target: FilePath) -> None:
        """Write a progressive JPEG, stepping the quality down only when the file is too large."""
        picture = self.finished()
        data = b""
        for quality, sampling in ENCODINGS:
            buffer = io.BytesIO()
            picture.save(
                buffer,
                "JPEG",
                quality=quality,
                progressive=True,
                optimize=True,
                subsampling=sampling,
            )
            data = buffer.getvalue()
            if len(data) <= MOST_BYTES:
                break
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)

    def _pixels(self, path: Sequence[Point]) -> Path:
        ox, oy = self._origin
        return [(x * SCALE - ox, y * SCALE - oy) for x, y in path]

    def _box(self, points: Sequence[Point], margin: float = 0) -> Box | None:
        xs = [p[0] for p in points]
        ys = [p[1] for p in points]
        wide, high = self._image.size
        x0, y0 = max(0, math.floor(min(xs) - margin)), max(0, math.floor(min(ys) - margin))
        x1, y1 = (
            min(wide, math.ceil(max(xs) + margin) + 1),
            min(high, math.ceil(max(ys) + margin) + 1),
        )
        return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None


def _mask(shapes: Sequence[Sequence[Point]], box: Box, alpha: float) -> Image.Image:
    mask = Image.new("L", (box[2] - box[0], box[3] - box[1]))
    pen = ImageDraw.Draw(mask)
    for i, shape in enumerate(shapes):
        near = [(x - box[0], y - box[1]) for x, y in shape]
        pen.polygon(near, fill=0 if i else round(255 * alpha))
    return mask


def _stroke(pen: ImageDraw.ImageDraw, points: Path, thick: int, ink: Color | int) -> None:
    pen.line(points, fill=ink, width=thick, joint="curve")
    if thick > 3:
        half = thick / 2
        for x, y in (points[0], points[-1]):
            pen.ellipse((x - half, y - half, x + half, y + half), fill=ink)
