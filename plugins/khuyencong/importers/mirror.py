"""A folder with the pages of an old portal (`wget -m`): pages, their addresses, their pictures."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from khuyencong.importers.address_table import ADDRESS_TABLE, read_address_table
from khuyencong.importers.pictures import SourcePicture
from khuyencong.importers.source_type import is_page
from khuyencong.store.file_state import own_files_below

_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".tif", ".tiff", ".heic", ".bmp")
_SCRIPTED = re.compile(r"\.(aspx?|php|jsp|html?|do|cfm)", re.IGNORECASE)
_LARGEST_PAGE = 20 * 1024 * 1024


class Mirror:
    """The files of a mirrored site; `wget` writes `?` as it is, or as `@` on Windows."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._used: set[str] = set()

    @cached_property
    def _files(self) -> list[str]:
        return [path.removeprefix("./") for path in own_files_below(self.folder, ".")]

    @cached_property
    def host(self) -> str:
        """The folder of the host, when all files lie in one: `khuyencong.example.vn`."""
        tops = {path.partition("/")[0] for path in self._files if "/" in path}
        top = next(iter(tops)) if len(tops) == 1 else ""
        return top if re.fullmatch(r"[\w-]+(\.[\w-]+)+", top) else ""

    def pages(self) -> Iterator[tuple[str, str]]:
        """Path in the folder and address on the old site of every file that is a page."""
        for path in self._files:
            ending = path.rpartition(".")[2].lower()
            if ending in ("css", "js", "csv", "xml", "json", "txt") or self._is_picture(path):
                continue
            file = self.folder / path
            if file.stat().st_size <= _LARGEST_PAGE and self._is_page(file):
                yield path, self.address(path)

    @staticmethod
    def _is_page(file: Path) -> bool:
        with file.open("rb") as stream:
            return is_page(stream.read(8192))

    def address(self, path: str) -> str:
        """`host/viewer.aspx?mabb=1.html` → `/viewer.aspx?mabb=1`."""
        if address := self.facts(path).get("address"):
            return address
        inner = path.removeprefix(f"{self.host}/") if self.host else path
        inner = re.sub(r"(\.\w{2,5})@(?=[\w%]+=)", r"\1?", inner)
        if "?" in inner and _SCRIPTED.search(inner.partition("?")[0]):
            inner = inner.removesuffix(".html")
        folder, _, name = inner.rpartition("/")
        if name in ("index.html", "index.htm"):
            inner = f"{folder}/" if folder else ""
        return f"/{inner}"

    @cached_property
    def _table(self) -> dict[str, Mapping[str, str]]:
        file = self.folder / ADDRESS_TABLE
        return read_address_table(file.read_bytes()) if file.is_file() else {}

    def facts(self, path: str) -> Mapping[str, str]:
        """What the table of a dump says of a page: title, date, category, author, summary."""
        return self._table.get(path, {})

    @cached_property
    def _pictures(self) -> dict[str, str]:
        """Address of each picture, in small letters and without query → path."""
        found: dict[str, str] = {}
        for path in self._files:
            if self._is_picture(path):
                inner = path.removeprefix(f"{self.host}/") if self.host else path
                plain = re.split(r"[?@](?=\w+=)", inner)[0]
                found.setdefault(f"/{unquote(plain)}".lower(), path)
        return found

    @staticmethod
    def _is_picture(path: str) -> bool:
        return re.split(r"[?@](?=\w+=)", path.lower())[0].endswith(_PICTURES)

    def picture(self, source: str, page: str) -> SourcePicture | None:
        """The picture that a page at an address names; None when the mirror has it not."""
        path = unquote(urlsplit(urljoin(page, source.replace("\\", "/"))).path).lower()
        found = self._pictures.get(path)
        if found is None:
            return None
        self._used.add(found)
        return SourcePicture(self.folder / found)

    @property
    def orphans(self) -> list[str]:
        """Pictures that no page which came in shows."""
        return sorted(set(self._pictures.values()) - self._used)
