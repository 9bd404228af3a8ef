"""The words on each page of a PDF, by pypdfium2 (extra `pdf`); kept in the cache."""

import importlib.util
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import msgspec

from khuyencong.store.digest import hex_digest_of
from khuyencong.store.file_state import file_state, is_settled
from khuyencong.store.pruning import mark_used, prune
from khuyencong.store.sealed_file import read_sealed, write_sealed
from khuyencong.store.version import program_version
from khuyencong.vietnamese.detection import detect_all, to_unicode

MOST_PAGES = 600
"""Pages of a file that are read; a thicker one is found by its beginning."""

log = logging.getLogger(__name__)
_decoder = msgspec.msgpack.Decoder(tuple[str, ...])


@dataclass(frozen=True)
class PdfTexts:
    """Reads PDF files, each once as long as it stays as it is."""

    cache: Path

    @cached_property
    def _can_read(self) -> bool:
        """Whether the library is installed; says once how to install it."""
        if importlib.util.find_spec("pypdfium2") is not None:
            return True
        log.warning(
            "Chữ trong tệp PDF chưa tìm được trên trang. Muốn tìm được thì cài thêm: "
            'python -m pip install "khuyencong-site[pdf]"'
        )
        return False

    def pages(self, file: Path) -> tuple[str, ...]:
        """Plain words of each page; of a scan, or of a damaged file, nothing."""
        if not self._can_read:
            return ()
        state = file_state(file)
        kept = self.cache / f"{hex_digest_of(str(file), state, program_version())}.pages"
        data = read_sealed(kept)
        if data is not None:
            mark_used(kept, kept.stat().st_mtime)
            return _decoder.decode(data)
        pages = _read(file)
        if is_settled(state):
            write_sealed(kept, msgspec.msgpack.encode(pages))
        return pages

    def read(self, files: Sequence[Path]) -> None:
        """Read files into the cache."""
        for file in files:
            self.pages(file)

    def prune(self) -> None:
        """Forget the texts that nobody asked for in a month."""
        prune(self.cache.glob("*.pages"))


def _read(file: Path) -> tuple[str, ...]:
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(file) as document:
            number = min(len(document), MOST_PAGES)
            return tuple(
                _words(document[page].get_textpage().get_text_bounded()) for page in range(number)
            )
    except pypdfium2.PdfiumError as error:
        log.warning("Không đọc được chữ trong “%s” (%s); tệp vẫn tải về được.", file.name, error)
        return ()


def _words(text: str) -> str:
    """The words of a page on one line; those of old fonts (.VnTime) in Unicode."""
    for legacy in detect_all(text):
        text = to_unicode(text, legacy)
    return " ".join(text.split())
