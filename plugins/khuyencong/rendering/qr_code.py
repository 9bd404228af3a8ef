"""QR codes (ISO/IEC 18004) as a path of an SVG, which needs no style and no picture file."""

from functools import lru_cache
from itertools import groupby

from msgspec import Struct

QUIET = 4
"""Modules of white around the code, which readers need (ISO/IEC 18004, 5.3.8)."""

_MASK = 3
"""Any of the eight masks gives a valid code. Trying all of them and keeping the one that
looks least like a finder pattern costs five times as long; for two thousand products that is
eleven seconds against two."""


class QrCode(Struct, frozen=True):
    """A code: side of its square in modules, white border included, and its dark modules as
    the `d` of an SVG path in the same units."""

    size: int
    path: str


@lru_cache(maxsize=256)
def qr_code(text: str) -> QrCode:
    """The code of a text; 15 % of it may be dirty or creased and it still reads (level M).

    A product's page and its stall card show the same code.
    """
    import segno  # few pages have a code: a build that draws none of them does not load it

    code = segno.make_qr(text, error="m", boost_error=False, mask=_MASK)
    runs: list[str] = []
    for y, row in enumerate(code.matrix, QUIET):
        x = QUIET
        for dark, modules in groupby(row):
            length = len(list(modules))
            if dark:
                runs.append(f"M{x} {y}h{length}v1h-{length}z")
            x += length
    return QrCode(len(code.matrix) + 2 * QUIET, "".join(runs))
