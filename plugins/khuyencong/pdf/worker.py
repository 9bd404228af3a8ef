"""The process in which a PDF is opened: a task comes in, its answer goes out, and it ends.

python -m khuyencong.pdf.worker < task > answer
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

import msgspec
import pypdfium2

from khuyencong.pdf import tesseract
from khuyencong.pdf.isolation import DrawTask, ReadTask, RecogniseTask, Task, limit
from khuyencong.pdf.reading import content_of
from khuyencong.pdf.records import Fault

if TYPE_CHECKING:
    from PIL import Image

MOST_PIXELS = 5000
"""Of the longer side of a page that is recognised: A3 at 300 dots an inch."""
_decoder = msgspec.msgpack.Decoder(Task)


def main() -> None:
    """Do one task; a fault is told by the exit code."""
    limit()
    task = _decoder.decode(sys.stdin.buffer.read())
    try:
        answer = _answer(task)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD
        sys.exit(Fault.LOCKED if locked else Fault.BROKEN)
    except MemoryError:
        sys.exit(Fault.HEAVY)
    sys.stdout.buffer.write(msgspec.msgpack.encode(answer))


def _answer(task: Task) -> object:
    if isinstance(task, ReadTask):
        return content_of(task.file)
    return list(_drawn(task) if isinstance(task, DrawTask) else _recognised(task))


def _recognised(task: RecogniseTask) -> Iterator[str]:
    """The words of scanned pages, in order."""
    with pypdfium2.PdfDocument(task.file) as document:
        for number in task.pages:
            page = document[number - 1]
            try:
                scale = min(tesseract.DOTS / 72, MOST_PIXELS / max(*page.get_size(), 1))
                pixels = page.render(scale=scale, grayscale=True).to_pil()
            finally:
                page.close()
            data = BytesIO()
            pixels.save(data, "PPM")
            yield tesseract.words_of(data.getvalue())


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
