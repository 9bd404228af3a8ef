"""The process in which a PDF is opened: a task comes in, its answer goes out, and it ends.

python -m khuyencong.pdf.worker < task > answer
"""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec
import pypdfium2

from khuyencong.pdf.isolation import DrawTask, ReadTask, limit
from khuyencong.pdf.reading import content_of
from khuyencong.pdf.records import Fault

if TYPE_CHECKING:
    from PIL import Image

_decoder = msgspec.msgpack.Decoder(ReadTask | DrawTask)


def main() -> None:
    """Do one task; a fault is told by the exit code."""
    limit()
    task = _decoder.decode(sys.stdin.buffer.read())
    try:
        answer = content_of(task.file) if isinstance(task, ReadTask) else list(_drawn(task))
    except pypdfium2.PdfiumError as error:
        locked = error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD
        sys.exit(Fault.LOCKED if locked else Fault.BROKEN)
    except MemoryError:
        sys.exit(Fault.HEAVY)
    sys.stdout.buffer.write(msgspec.msgpack.encode(answer))


def _drawn(task: DrawTask) -> Iterator[bytes]:
    """What is wanted of the pages, in order."""
    # Encoders take a while to load, and a reading needs none.
    from khuyencong.pictures.encoding import encoded_pixels
    from khuyencong.pictures.picture import Credits

    with pypdfium2.PdfDocument(task.file) as document:
        for drawing in task.drawings:
            picture = drawing.picture
            pixels = _pixels(document, drawing.page - 1, (picture.width, picture.height))
            for _, data in encoded_pixels(pixels, picture, Credits(), drawing.wanted):
                yield data


def _pixels(document: pypdfium2.PdfDocument, index: int, size: tuple[int, int]) -> "Image.Image":
    """A page at a size; what rounding leaves over is cut off, for scaling would blur letters."""
    page = document[index]
    try:
        width, height = page.get_size()
        scale = max(size[0] / (width or size[0]), size[1] / (height or size[1]))
        pixels: Image.Image = page.render(scale=scale).to_pil()
        return pixels.convert("RGB").crop((0, 0, *size))
    finally:
        page.close()


if __name__ == "__main__":
    main()
