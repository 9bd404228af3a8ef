"""A folder with the pages of an old portal (`wget -m`): pages, their addresses, their pictures."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from urllib.parse import parse_qsl, unquote

from khuyencong.importers.address_table import ADDRESS_TABLE, read_address_table
from khuyencong.importers.foreign_address import join_address, split_address
from khuyencong.importers.source_files import (
    SourceFile,
    document_ending,
    document_name_ending,
    picture_ending,
)
from khuyencong.importers.source_type import is_page
from khuyencong.store.file_state import own_files_below

_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".tif", ".tiff", ".heic", ".bmp")
_SCRIPTED = re.compile(r"\.(aspx?|ashx|axd|php|jsp|html?|do|cfm)", re.IGNORECASE)
_QUERY = re.compile(r"[?@](?=\w+=)")
_IN_NO_NAME = re.compile("%2F|%3A", re.IGNORECASE)
_SLUG = re.compile(r"\w+(?:-\w+){3,}(?:\.\w+)?")
"""The last part of an address that is made from a title; `chi-tiet`, `tin-tuc` are none."""
_HOST = re.compile(r"[\w-]+(\.[\w-]+)+([:+]\d+)?")
_HEAD = 8192
_PICTURE, _DOCUMENT = "ảnh", "tệp (PDF, Word, Excel…)"
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
        return top if _HOST.fullmatch(top) else ""

    @property
    def site(self) -> str:
        """The host, also when the folder itself is that of the host."""
        name = self.folder.resolve().name
        return self.host or (name if _HOST.fullmatch(name) else "")

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
            return is_page(stream.read(_HEAD))

    def _inner(self, path: str) -> str:
        return path.removeprefix(f"{self.host}/") if self.host else path

    def _decoded(self, path: str) -> str:
        """A path below the host, with its query behind `?`."""
        return re.sub(r"@(?=[\w%]+=)", "?", self._inner(path), count=1)

    def address(self, path: str) -> str:
        """`host/viewer.aspx?mabb=1.html` → `/viewer.aspx?mabb=1`."""
        if address := self.facts(path).get("address"):
            return address
        inner = self._decoded(path)
        if "?" in inner or _SCRIPTED.search(inner.removesuffix(".html")):
            inner = inner.removesuffix(".html")
        path, mark, query = inner.partition("?")
        folder, _, name = path.rpartition("/")
        if name in ("index.html", "index.htm") and bool(mark) == bool(query):
            path = f"{folder}/" if folder else ""  # wget's name for a folder
        return f"/{path}{mark}{_as_asked(query)}"

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
        pictures = filter(self._is_picture, reversed(self._files))
        return {address_key(_QUERY.split(self._inner(path))[0]): path for path in pictures}

    @cached_property
    def _served(self) -> dict[str, str]:
        """Address of each document, and of what a script gave, in small letters → path."""
        files = (path for path in reversed(self._files) if self._what_is(path))
        return {address_key(self._decoded(path)): path for path in files}

    def _what_is(self, path: str) -> str:
        """What a file is that no page is: "ảnh" by a script, or a document; "" for others."""
        if document_name_ending(_QUERY.split(path)[0]):
            return _DOCUMENT
        if not (_SCRIPTED.search(path) and "?" in self._decoded(path)):
            return ""
        with (self.folder / path).open("rb") as stream:
            head = stream.read(_HEAD)
        if picture_ending(head):
            return _PICTURE
        return _DOCUMENT if document_ending(head, path) else ""

    @staticmethod
    def _is_picture(path: str) -> bool:
        return _QUERY.split(path.lower())[0].endswith(_PICTURES)

    def file(self, source: str, page: str) -> SourceFile | None:
        """The picture or document that a page at an address names; None when it is not here."""
        parts = split_address(join_address(page, source.replace("\\", "/")))
        found = self._pictures.get(address_key(parts.path)) or self._shown_by_script(parts.query)
        if found is None:
            queried = f"{parts.path}?{parts.query}" if parts.query else parts.path
            found = self._served.get(address_key(queried)) or self._served.get(
                address_key(parts.path)
            )
        if found is None:
            return None
        self._used.add(found)
        return SourceFile(self.folder / found)

    def _shown_by_script(self, query: str) -> str | None:
        """The picture itself, of which a script that is asked for it makes a smaller one."""
        values = [value for _, value in parse_qsl(query)]
        return next((p for v in values if (p := self._pictures.get(address_key(v)))), None)

    @property
    def orphans(self) -> dict[str, list[str]]:
        """Pictures and documents that no page which came in names, by what they are."""
        left = {_PICTURE: set(self._pictures.values()) - self._used}
        for path in set(self._served.values()) - self._used - left[_PICTURE]:
            left.setdefault(self._what_is(path), set()).add(path)
        left.get(_DOCUMENT, set()).discard(ADDRESS_TABLE)
        return {what: sorted(paths) for what, paths in left.items() if paths}


def _as_asked(query: str) -> str:
    """A query as browsers send it: a slash or a colon, which no name of a file may have, is one."""
    return _IN_NO_NAME.sub(lambda found: unquote(found[0]), query)


def shape_of(address: str) -> str:
    """What addresses of one kind of page have in common: `/viewer.aspx?mabb=#`, `/tin-tuc/*`.

    Short words in a query say what kind of page it is: `ctl=Details`, `ctl=Print`.
    """
    path, mark, query = address.partition("?")
    folder, _, name = path.rstrip("/").rpartition("/")
    if not mark or _SLUG.fullmatch(name):
        ending = name[name.rfind(".") :] if "." in name else ""
        path = f"{re.sub(r'[0-9]+', '#', folder)}/*{ending}"
    return path + mark + re.sub(r"=(?![a-z-]{1,12}(&|$))[^&]*", "=#", query, flags=re.I)


def address_key(address: str) -> str:
    """An address as it is compared: decoded, in small letters, in one form of Unicode."""
    return unicodedata.normalize("NFC", f"/{unquote(address).lstrip('/')}".lower())


def page_key(address: str) -> str:
    """Path and query of a page as they are compared; the `.html` that `wget -E` adds is nothing."""
    parts = split_address(address)
    whole = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return address_key(whole.removesuffix(".html"))
