"""What a photo is, found out by opening it: its size, its colour, how it came about."""

from pathlib import Path
from typing import Literal

from PIL import Image, ImageFile

from khuyencong.pictures import refusals
from khuyencong.pictures.bylines import own_credits
from khuyencong.pictures.photo_cache import (
    Facts,
    load_facts,
    save_digest,
    save_facts,
    state_on_disk,
)
from khuyencong.pictures.photo_file import decoded, opened, upright_size

_SAMPLE = 64
"""Pixels: the longest side of the sample from which the colour is taken."""
_MOVING = ("GIF", "WEBP", "PNG")
_MOST_PAGES = 200
_NEW_SUBFILE_TYPE, _COPY_OR_MASK = 254, 0b101


def found_out(file: Path, cache: Path) -> tuple[str, Facts]:
    """Digest and facts of a photo, which the cache remembers from now on.

    Raises:
        PictureError: no photo, damaged, or changed meanwhile.
    """
    before = state_on_disk(file)
    with opened(file) as (digest, image):
        facts = load_facts(cache, digest) or _facts(image, file)
    after = state_on_disk(file)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise refusals.changed()
    save_facts(cache, digest, facts)
    save_digest(cache, file, after, digest)
    return digest, facts


def dominant_colour(image: Image.Image) -> str:
    """The colour, as `#rrggbb`, that covers most of a picture once it is reduced to eight."""
    serial_up_to = image.quantize(colors=8, method=Image.Quantize.MEDIANCUT)
    counts = serial_up_to.getcolors() or []
    # The index decides between equals, so that the answer is always the same.
    _, index = max(counts, key=lambda entry: (entry[0], str(entry[1])))
    palette = serial_up_to.getpalette() or []
    start = 3 * index if isinstance(index, int) else 0
    red, green, blue = palette[start : start + 3]
    return f"#{red:02x}{green:02x}{blue:02x}"


def _facts(image: ImageFile.ImageFile, file: Path) -> Facts:
    stated = own_credits(image, file.read_bytes()).source_type
    width, height = upright_size(image)
    scale = min(1.0, _SAMPLE / max(width, height))
    sample = decoded(image, (max(1, round(width * scale)), max(1, round(height * scale))))
    mime: Literal["image/png", "image/jpeg"]
    mime = "image/png" if image.format == "PNG" else "image/jpeg"
    moving = image.format in _MOVING and bool(getattr(image, "is_animated", False))
    return Facts(width, height, dominant_colour(sample), mime, moving, _pages(image), stated)


def _pages(image: ImageFile.ImageFile) -> int:
    """Pages of a TIFF, but for small copies and masks of them (TIFF 6.0, NewSubfileType); stills
    of an HEIC. A phone's MPO holds a second picture of the same thing, which nobody misses."""
    number = int(getattr(image, "n_frames", 1))
    if image.format == "HEIF":
        return number
    if image.format != "TIFF" or number == 1:
        return 1
    pages = 0
    for place in range(min(number, _MOST_PAGES)):
        image.seek(place)
        pages += not image.tag_v2.get(_NEW_SUBFILE_TYPE, 0) & _COPY_OR_MASK  # type: ignore[attr-defined]
    return max(1, pages)
