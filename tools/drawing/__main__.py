"""Draw every sample picture: python -m tools.drawing OUTPUT [SLUG ...]."""

import sys
from pathlib import Path

from .canvas import Canvas
from .catalog import PICTURES
from .palette import CREAM

PRODUCT_SIZE = (1600, 1200)
STORY_SIZE = (1600, 1067)


def draw(folder: str, slug: str, target: Path) -> None:
    """Draw one picture to a file."""
    width, height = PRODUCT_SIZE if folder == "san-pham" else STORY_SIZE
    canvas = Canvas(width, height, CREAM)
    PICTURES[folder][slug](canvas)
    canvas.save(target)


def main(arguments: list[str]) -> int:
    """Draw all pictures, or only those whose slugs follow the output folder."""
    if not arguments:
        print(__doc__)
        return 2
    output, wanted = Path(arguments[0]), set(arguments[1:])
    total = count = 0
    for folder, pictures in PICTURES.items():
        for slug in pictures:
            if wanted and slug not in wanted:
                continue
            target = output / folder / f"{slug}.jpg"
            draw(folder, slug, target)
            total += target.stat().st_size
            count += 1
    print(f"{count} pictures, {total / 1e6:.2f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
