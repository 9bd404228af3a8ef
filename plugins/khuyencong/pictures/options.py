"""The sizes and qualities of derivatives, and the limits of what is accepted."""

WIDTHS = (400, 800, 1200, 1600)
"""Pixels. A photo is never enlarged to reach one."""

SOCIAL = (1200, 630)
"""Pixels: what Facebook and Zalo show beside a shared link (1.91:1)."""

JPEG_QUALITY = 80

AVIF_QUALITY = 60
"""Close to JPEG 80 in error against the original, at 60 to 70 % of its bytes."""

AVIF_SPEED = 8
"""libaom's scale, 0 to 10. For a photo with all its widths on one processor, measured with
Pillow 13: 7 takes 0.8 s, 8 takes 0.5 s, 9 takes 0.35 s; 7 saves 2 to 18 % of the bytes of 8,
9 adds 7 to 29 %, most in soft pictures."""

VERSION = 3
"""Raise by one when the same options would make other bytes: new names, nothing stale."""

LARGEST_PIXELS = 80_000_000
"""A 50-megapixel camera passes; decoding this many takes about 320 MB a worker."""

LARGEST_SIDE = 30_000
"""Pixels. AVIF readers stop at 32,768."""


def fingerprint() -> str:
    """All that decides the bytes of a derivative, besides photo and credits."""
    return f"{VERSION} {WIDTHS} {SOCIAL} jpeg{JPEG_QUALITY} avif{AVIF_QUALITY}/{AVIF_SPEED}"
