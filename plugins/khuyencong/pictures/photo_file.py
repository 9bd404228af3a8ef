"""From a file to upright sRGB pixels, whatever camera, scanner or program wrote it."""

import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b, file_digest
from io import BufferedReader, BytesIO
from pathlib import Path

from PIL import (
    ExifTags,
    Image,
    ImageCms,
    ImageFile,
    TiffImagePlugin,  # noqa: F401 (see FORMATS)
    UnidentifiedImageError,
    WebPImagePlugin,  # noqa: F401
)

from khuyencong.pictures import refusals
from khuyencong.pictures.framing import WHOLE_SIDE, Framing
from khuyencong.pictures.picture import PictureError
from khuyencong.pictures.repair import repaired

FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "GIF")
"""Pillow's names. JPEG includes the MPO of many phones: a second picture behind the first.
The imports of TIFF and WebP save Pillow from importing all its forty plugins to find them."""

_DAMAGE = (
    *(OSError, SyntaxError, ValueError, TypeError, LookupError, ArithmeticError, EOFError),
    *(AttributeError, AssertionError, RuntimeError, struct.error, zlib.error),
)
"""What Pillow raises, over its formats, on bytes that are not as they should be."""

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_COLOUR_SPACES = {"RGB": "RGB", "L": "GRAY", "CMYK": "CMYK"}
_SRGB = ImageCms.createProfile("sRGB")


def _formats(stream: BufferedReader) -> tuple[str, ...]:
    """The accepted formats; HEIF among them only where a file says it is one.

    libheif takes a tenth of a second to load, which a folder without iPhone photos saves.
    """
    if not refusals.is_heif(stream.peek(12)):
        return FORMATS
    from pillow_heif import register_heif_opener

    register_heif_opener(thumbnails=False)
    return ("HEIF",)


@contextmanager
def opened(file: Path) -> Iterator[tuple[str, ImageFile.ImageFile]]:
    """Digest of the bytes of a photo, and the photo with only its header read.

    Only reading belongs in the `with`: all that goes wrong in it is put down to the photo.
    Pillow's warnings are silenced meanwhile: they are English notes about damaged EXIF.

    Raises:
        PictureError: the file is no photo, is damaged or is too large.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with (
                file.open("rb") as stream,
                Image.open(repaired(stream), formats=_formats(stream)) as image,
            ):
                refusals.refuse_huge(image.size)
                yield _digest(stream), image
    except PictureError:
        raise
    except UnidentifiedImageError as error:
        raise refusals.unknown(file) from error
    except (Image.DecompressionBombError, MemoryError) as error:
        raise refusals.too_large() from error
    except _DAMAGE as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise refusals.unreadable(error) from error
        raise refusals.broken() from error


def upright_size(image: ImageFile.ImageFile) -> tuple[int, int]:
    """Width and height in pixels as a person sees the photo."""
    width, height = image.size
    return (height, width) if orientation_of(image) >= 5 else (width, height)


def decoded(image: ImageFile.ImageFile, size: tuple[int, int]) -> Image.Image:
    """The photo upright, in sRGB, transparent parts white, at `size` (upright pixels).

    A large JPEG is decoded at a half, a quarter or an eighth where that is enough.
    """
    orientation = orientation_of(image)
    icc = image.info.get("icc_profile")
    target = size[::-1] if orientation >= 5 else size
    drafted = image.draft(None, target)
    image.load()
    box = drafted[1] if drafted else None
    flat = _without_alpha(_eight_bits(image))
    if flat.size != target:
        flat = flat.resize(target, Image.Resampling.BICUBIC, box)
    if orientation in _TURNS:
        flat = flat.transpose(_TURNS[orientation])
    return _in_srgb(flat, icc if isinstance(icc, bytes) else b"")


def _digest(stream: BufferedReader) -> str:
    place = stream.tell()
    stream.seek(0)
    digest = file_digest(stream, lambda: blake2b(digest_size=20)).hexdigest()
    stream.seek(place)
    return digest


def orientation_of(image: ImageFile.ImageFile) -> int:
    """EXIF orientation, 1 to 8; 1 where there is none or the EXIF is damaged."""
    if image.format == "TIFF":
        return 1  # Pillow turns a TIFF by itself
    if image.format == "PNG":
        image.load()  # its EXIF may come after the pixels; damage must not pass for "no EXIF"
    try:
        value = image.getexif().get(ExifTags.Base.Orientation, 1)
    except (SyntaxError, ValueError, TypeError, LookupError, struct.error):
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _eight_bits(image: Image.Image) -> Image.Image:
    """Grey of more than eight bits brought down to eight; anything else as it is."""
    if image.mode.startswith("I;16"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in {"I", "F"}:
        extrema = image.getextrema()
        most = max(float(value) for value in extrema if not isinstance(value, tuple))
        scale = 255 / most if most > 255 else 1.0
        return image.point(lambda value: value * scale).convert("L")
    return image


def _without_alpha(image: Image.Image) -> Image.Image:
    """The same picture as RGB, L or CMYK, on white paper."""
    if image.has_transparency_data:
        grey = image.mode in {"1", "L", "LA", "La"}
        image = image.convert("LA" if grey else "RGBA")
        paper = Image.new("L" if grey else "RGB", image.size, "white")
        paper.paste(image.convert(paper.mode), mask=image.getchannel("A"))
        return paper
    if image.mode in _COLOUR_SPACES:
        return image
    return image.convert("L" if image.mode == "1" else "RGB")


def _in_srgb(image: Image.Image, icc: bytes) -> Image.Image:
    """As RGB in the sRGB colour space; a profile that does not fit the pixels is ignored."""
    result = image
    if icc:
        try:
            profile = ImageCms.ImageCmsProfile(BytesIO(icc))
            if _fits(profile, image.mode) and not _is_srgb(profile):
                converted = ImageCms.profileToProfile(
                    image,
                    profile,
                    _SRGB,
                    renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
                    outputMode="RGB",
                    flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
                )
                result = converted or image
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            result = image
    # Converting copies: the result outlives the open file and carries nothing of it along,
    # no comment, no EXIF, no profile.
    result = result.convert("RGB")
    result.info = {}
    return result


def _fits(profile: ImageCms.ImageCmsProfile, mode: str) -> bool:
    return profile.profile.xcolor_space.strip() == _COLOUR_SPACES[mode]


def _is_srgb(profile: ImageCms.ImageCmsProfile) -> bool:
    return "srgb" in (profile.profile.profile_description or "").lower()


def framed(upright: Image.Image, framing: Framing) -> Image.Image:
    """What is shown of an upright photo."""
    turned = upright.transpose(_CLOCKWISE[framing.turn]) if framing.turn else upright
    width, height = framing.framed_size(*upright.size)
    left = min(round(turned.width * framing.crop.left / WHOLE_SIDE), turned.width - width)
    top = min(round(turned.height * framing.crop.top / WHOLE_SIDE), turned.height - height)
    if turned.size == (width, height):
        return turned
    return turned.crop((left, top, left + width, top + height))


_CLOCKWISE = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}
