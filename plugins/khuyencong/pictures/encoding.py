"""From a photo to the bytes of its derivatives."""

from collections.abc import Collection, Iterator, Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops, ImageFile

from khuyencong.pictures import refusals
from khuyencong.pictures.bylines import own_credits
from khuyencong.pictures.derivative_plan import base_size, key_in, key_of, social_box
from khuyencong.pictures.metadata import app13_segment, filled, xmp_packet
from khuyencong.pictures.options import AVIF_QUALITY, AVIF_SPEED, JPEG_QUALITY
from khuyencong.pictures.photo_file import decoded, framed, opened, upright_size
from khuyencong.pictures.picture import Credits, Derivative, Picture

_FILTER = Image.Resampling.BICUBIC
"""Two thirds of the time of LANCZOS; side by side at these reductions nobody tells which is
which (root mean square difference below 1 of 255 on photos)."""

PNG = "image/png"
_GREYS, _STEP, _COLOURS = 16, 17, 32

_SHARP_DIFFERENCE = 24
_SHARP_SHARE = 0.004


def encoded(
    file: Path, picture: Picture, credits: Credits, wanted: Sequence[Derivative]
) -> Iterator[tuple[Derivative, bytes]]:
    """The bytes of the wanted derivatives of a picture, one after the other.

    The bytes of a derivative do not depend on which others are wanted, nor on the machine's
    number of processors.

    Raises:
        PictureError: the photo cannot be read, or is no longer the one that was described
            with these credits.
    """
    if not wanted:
        return
    with opened(file) as (digest, image):
        refuse_another(digest, picture, credits)
        own = own_credits(image, file.read_bytes())
        base = _base(image, picture)
    yield from encoded_pixels(base, picture, filled(credits, own), wanted)


def encoded_pixels(
    base: Image.Image, picture: Picture, said: Credits, wanted: Sequence[Derivative]
) -> Iterator[tuple[Derivative, bytes]]:
    """The same, of pixels that are there: upright, and no smaller than any derivative."""
    app13, xmp = app13_segment(said), xmp_packet(said)
    rungs = _ladder(base, {(each.width, each.height) for each in (*picture.avif, *picture.jpeg)})
    lossy = any(derivative.mime != PNG for derivative in wanted)
    full_colour = lossy and has_sharp_colour(rungs[picture.fallback.width])
    sampling = "4:4:4" if full_colour else "4:2:0"
    for derivative in wanted:
        if derivative == picture.social:
            pixels = _social(base, rungs, derivative, picture.framing.centre)
        else:
            pixels = rungs[derivative.width]
        if derivative.mime == "image/avif":
            yield derivative, _avif(pixels, sampling, xmp)
        elif derivative.mime == PNG:
            yield derivative, _png(pixels)
        else:
            yield derivative, _jpeg(pixels, sampling, app13, xmp)


def _base(image: ImageFile.ImageFile, picture: Picture) -> Image.Image:
    """What is shown of a photo, in the smallest size from which all derivatives can be cut."""
    wanted = base_size(picture.width, picture.height)
    if picture.framing.is_whole:
        return decoded(image, wanted)
    scale = wanted[0] / picture.width
    width, height = upright_size(image)
    upright = decoded(image, (max(1, round(width * scale)), max(1, round(height * scale))))
    shown = framed(upright, picture.framing)
    return shown if shown.size == wanted else shown.resize(wanted, _FILTER)


def refuse_another(digest: str, picture: Picture, credits: Credits) -> None:
    """Make sure that a photo is still the one that was described.

    Raises:
        PictureError: it is not.
    """
    if key_of(digest, credits, picture.framing) != key_in(picture.social.path):
        raise refusals.changed()


def has_sharp_colour(image: Image.Image) -> bool:
    """Whether half the colour resolution (4:2:0) would show: posters, charts, red lettering.

    Measured: colour channels are halved and doubled again; in an ordinary photo hardly a
    pixel differs by more than 24 of 255 then, in flat saturated graphics every edge does.
    """
    differing = 0
    for channel in image.convert("YCbCr").split()[1:]:
        half = channel.resize((-(-image.width // 2), -(-image.height // 2)), Image.Resampling.BOX)
        again = half.resize(image.size, Image.Resampling.BILINEAR)
        histogram = ImageChops.difference(channel, again).histogram()
        differing += sum(histogram[_SHARP_DIFFERENCE + 1 :])
    return differing > _SHARP_SHARE * image.width * image.height


def _ladder(base: Image.Image, sizes: Collection[tuple[int, int]]) -> dict[int, Image.Image]:
    """Width to image: each size made from the smallest that is at least twice as wide.

    Half the time of making each from the original, and no difference to be seen.
    """
    rungs: dict[int, Image.Image] = {}
    for width, height in sorted(sizes, reverse=True):
        twice = [rung for rung in rungs if rung >= 2 * width]
        above = rungs[min(twice)] if twice else rungs[max(rungs)] if rungs else base
        rungs[width] = above.resize((width, height), _FILTER)
    return rungs


def _social(
    base: Image.Image,
    rungs: dict[int, Image.Image],
    derivative: Derivative,
    centre: tuple[float, float],
) -> Image.Image:
    width, height = derivative.width, derivative.height
    rung = rungs.get(width, base)
    if rung.width == width and rung.height >= height:
        # Whole pixels of what is there already: nothing to make smaller, and it stays sharp.
        y = _start(rung.height, height, centre[1])
        return rung.crop((0, y, width, y + height))
    left, top, right, bottom = social_box(*base.size, centre)
    if right - left < width + 1 and bottom - top < height + 1:
        x = _start(base.width, width, centre[0])
        y = _start(base.height, height, centre[1])
        return base.crop((x, y, x + width, y + height))
    return base.resize((width, height), _FILTER, (left, top, right, bottom))


def _start(whole: int, part: int, centre: float) -> int:
    """Where a part of a side begins whose middle is to be near a share of it, in pixels."""
    return min(max(int(whole * centre - part / 2), 0), whole - part)


def full_jpeg(pixels: Image.Image, said: Credits) -> bytes:
    """A JPEG in which nobody sees a difference to the pixels."""
    return _jpeg(pixels, "4:4:4", app13_segment(said), xmp_packet(said), quality=95)


def _jpeg(
    pixels: Image.Image, sampling: str, app13: bytes, xmp: bytes, quality: int = JPEG_QUALITY
) -> bytes:
    file = BytesIO()
    pixels.save(
        file,
        "JPEG",
        quality=quality,
        progressive=True,
        optimize=True,
        subsampling=sampling,
        extra=app13,
        xmp=xmp,
    )
    return file.getvalue()


def _png(pixels: Image.Image) -> bytes:
    """A page of words in sixteen greys, or in colours where it has any.

    A third of the bytes of an AVIF in a tenth of the time, and sharp.
    """
    grey = pixels.convert("L")
    if ImageChops.difference(pixels, grey.convert("RGB")).getbbox():
        few = pixels.quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    else:
        levels = grey.point([round(value / _STEP) for value in range(256)])
        few = Image.frombytes("P", levels.size, levels.tobytes())
        few.putpalette([level * _STEP for level in range(_GREYS) for _ in range(3)])
    file = BytesIO()
    few.save(file, "PNG", bits=4 if len(few.getcolors() or ()) <= _GREYS else 8)
    return file.getvalue()


def _avif(pixels: Image.Image, sampling: str, xmp: bytes) -> bytes:
    file = BytesIO()
    # One thread and no tiles: tiles follow the number of threads, and the bytes the tiles.
    pixels.save(
        file,
        "AVIF",
        quality=AVIF_QUALITY,
        speed=AVIF_SPEED,
        subsampling=sampling,
        max_threads=1,
        autotiling=False,
        xmp=xmp,
    )
    return file.getvalue()
