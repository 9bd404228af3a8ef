"""The words in the PDFs of a content folder, by the paths that staff write."""

import logging
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from khuyencong.content.file_lookup import FileLookup
from khuyencong.pdf.pdf_cache import can_read, read_pdf
from khuyencong.pdf.recognition import Lines, recognised
from khuyencong.pdf.records import PdfError

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class PdfWords:
    """Reads the PDFs of a folder, each once as long as it stays as it is."""

    content: Path
    cache: Path
    """That of pictures."""

    def pages(self, path: str) -> tuple[Lines, ...]:
        """The lines of each page, of a scan those that were recognised (`recognition`).

        Nothing of a PDF that cannot be opened.
        """
        file = self._lookup.find(path)
        if file is None or not self._can_read:
            return ()
        try:
            content = read_pdf(self.content / file, self.cache)
        except PdfError as error:
            log.warning("“%s”: %s Tệp vẫn tải về được.", path, error.what)
            return ()
        scans = frozenset(content.facts.scans)
        return tuple(
            recognised(content.facts, page, self.cache) if page in scans else lines
            for page, lines in enumerate(content.lines, 1)
        )

    @cached_property
    def _lookup(self) -> FileLookup:
        return FileLookup(self.content)

    @cached_property
    def _can_read(self) -> bool:
        """Whether the library is installed; says once how to install it."""
        if can_read():
            return True
        log.warning(
            "Tài liệu PDF chưa có trang xem và chưa tìm được chữ bên trong. Muốn có thì cài thêm: "
            'python -m pip install "khuyencong-site[pdf]"'
        )
        return False
