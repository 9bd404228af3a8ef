"""Which derivatives a photo gets: their sizes and their names. Pure functions."""

import json
import re
import unicodedata
from dataclasses import astuple, replace
from hashlib import blake2b
from pathlib import Path, PurePath

from khuyencong.pictures.framing import WHOLE, Framing
from khuyencong.pictures.options import SOCIAL, WIDTHS, fingerprint
from khuyencong.pictures.picture import Credits, Derivative, Picture

FOLDER = "anh"
"""Folder of all derivatives on the site."""

Box = tuple[float, float, float, float]

_KEY_BYTES = 5
_LONGEST_STEM = 60
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")


def plain_stem(file: PurePath) -> str:
    """The file's name as lower-case ASCII letters, digits and hyphens; "anh" if none is left.

    >>> plain_stem(Path("Bình gốm – Men trổ (1).JPG"))
    'binh-gom-men-tro-1'
    """
    letters = unicodedata.normalize("NFKD", file.stem.lower().replace("đ", "d"))
    ascii_only = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _NOT_PLAIN.sub("-", ascii_only).strip("-")[:_LONGEST_STEM].rstrip("-") or "anh"


def key_of(digest: str, credits: Credits, framing: Framing = WHOLE) -> str:
    """Ten hex digits that change when photo, options, credits or framing change."""
    framed = [] if framing == WHOLE else [astuple(framing)]
    parts = json.dumps([digest, fingerprint(), *astuple(credits), *framed])
    return blake2b(parts.encode(), digest_size=_KEY_BYTES).hexdigest()


def key_in(path: str) -> str:
    """The key inside the path of a derivative."""
    return path.rsplit("/", 1)[-1].rsplit("-", 2)[-2]


def sizes_for(width: int, height: int) -> tuple[tuple[int, int], ...]:
    """Sizes of the derivatives of an upright photo, ascending."""
    widths = [wanted for wanted in WIDTHS if wanted < width]
    if width <= WIDTHS[-1]:
        widths.append(width)
    return tuple((wanted, max(1, round(height * wanted / width))) for wanted in widths)


def social_box(width: int, height: int, centre: tuple[float, float] = (0.5, 0.5)) -> Box:
    """The largest part of an upright photo with the proportion of SOCIAL.

    Its middle is as near to `centre` (shares of width and height) as the photo allows.
    """
    wide, high = SOCIAL
    box_width = min(width, height * wide / high)
    box_height = min(height, width * high / wide)
    left = min(max(width * centre[0] - box_width / 2, 0.0), width - box_width)
    top = min(max(height * centre[1] - box_height / 2, 0.0), height - box_height)
    return left, top, left + box_width, top + box_height


def social_size(width: int, height: int) -> tuple[int, int]:
    """SOCIAL, or what the photo gives at the same proportion without being enlarged."""
    left, top, right, bottom = social_box(width, height)
    if right - left >= SOCIAL[0]:
        return SOCIAL
    return max(1, int(right - left)), max(1, int(bottom - top))


def base_size(width: int, height: int) -> tuple[int, int]:
    """The smallest size of an upright photo from which all its derivatives can be cut."""
    left, _, right, _ = social_box(width, height)
    most = sizes_for(width, height)[-1][0] / width
    scale = min(1.0, max(most, social_size(width, height)[0] / (right - left)))
    return max(1, round(width * scale)), max(1, round(height * scale))


def plan(
    file: Path,
    source: str,
    key: str,
    width: int,
    height: int,
    colour: str,
    framing: Framing = WHOLE,
) -> Picture:
    """The picture that an upright photo of this size becomes."""
    width, height = framing.framed_size(width, height)
    start = f"{FOLDER}/{plain_stem(file)}-{key}"
    sizes = sizes_for(width, height)
    wide, high = social_size(width, height)
    return Picture(
        source=source,
        width=width,
        height=height,
        colour=colour,
        avif=tuple(Derivative(f"{start}-{w}.avif", w, h, "image/avif") for w, h in sizes),
        jpeg=tuple(Derivative(f"{start}-{w}.jpg", w, h, "image/jpeg") for w, h in sizes),
        social=Derivative(f"{start}-{wide}x{high}.jpg", wide, high, "image/jpeg"),
        framing=framing,
    )


def with_original(picture: Picture) -> Picture:
    """The picture with the photo itself among what is made of it, for a press download."""
    start = picture.social.path.rsplit("-", 1)[0]
    suffix = "png" if picture.mime == "image/png" else "jpg"
    original = Derivative(f"{start}-goc.{suffix}", picture.width, picture.height, picture.mime)
    return replace(picture, original=original)
