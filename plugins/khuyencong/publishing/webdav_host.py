"""A WebDAV folder (RFC 4918)."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from math import inf
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import httpx
from lxml import etree

from khuyencong.publishing.errors import SITE_STANDS, ConnectionLostError, PublishingError
from khuyencong.publishing.host import Sent
from khuyencong.publishing.secrets import find_secret
from khuyencong.publishing.target_settings import ChosenTarget
from khuyencong.rendering.file_tree import parents

_PATIENCE = 60
_PIECE = 1 << 18
_HREF = "{DAV:}href"
_MEANINGS = {
    401: "Máy chủ WebDAV không cho vào: sai tên người dùng hoặc mật khẩu",
    403: "Máy chủ WebDAV không cho ghi “{path}”. Nhờ người quản trị cấp quyền; tên dài hay có ký "
    "tự lạ thì đổi địa chỉ của bài",
    405: "Địa chỉ này không phải thư mục WebDAV. Hỏi người quản trị địa chỉ đúng",
    507: "Hết dung lượng ở máy chủ WebDAV. Xin thêm chỗ rồi chạy lại",
}


class WebdavHost:
    """Files below a WebDAV folder."""

    longest_path = inf

    def __init__(self, target: ChosenTarget) -> None:
        address = target.address
        scheme = address.scheme.partition("+")[0]
        place = f"{scheme}://{address.hostname}{f':{address.port}' if address.port else ''}"
        self.root = f"{place}{target.folder}".rstrip("/")
        self._folders: set[str] = set()
        password = find_secret(target.name) or ""
        self._web = httpx.Client(
            auth=httpx.BasicAuth(unquote(address.username or ""), password),
            timeout=_PATIENCE,
            trust_env=True,
        )

    def read(self, path: str) -> bytes | None:
        answer = self._ask("GET", path, missing=True)
        return None if answer.status_code == httpx.codes.NOT_FOUND else answer.content

    def write(self, path: str, data: bytes) -> None:
        self._make_folders([path])
        self._put(path, data)

    def make_folder(self, folder: str) -> bool:
        self._make_folders([folder])
        return self._create(folder)

    def names(self, folder: str) -> list[str]:
        answer = self._ask("PROPFIND", f"{folder}/" if folder else "", missing=True, depth="1")
        if answer.status_code == httpx.codes.NOT_FOUND:
            return []
        own = unquote(urlsplit(self._url(folder)).path).rstrip("/")
        places = (unquote(urlsplit(href).path).rstrip("/") for href in _hrefs(answer.content))
        return [place.rpartition("/")[2] for place in places if place != own]

    def send(self, files: Mapping[str, Path], sent: Sent) -> None:
        self._make_folders(files)
        for path, file in files.items():
            self._put(path, _pieces(file, sent))

    def remove(self, paths: Iterable[str]) -> None:
        for path in paths:
            self._ask("DELETE", path, missing=True)

    def remove_folder(self, folder: str) -> None:
        self._ask("DELETE", f"{folder}/", missing=True)

    def reconnect(self) -> None:
        """Each request reaches the host by itself."""

    def close(self) -> None:
        self._web.close()

    def _put(self, path: str, data: bytes | Iterator[bytes]) -> None:
        """Put a file into its place at once.

        Apache and nginx take a body into a file of their own and rename that when it is whole. A
        MOVE onto a file, which seems the safer way, is two steps there: it is gone in between.
        """
        self._ask("PUT", path, content=data)

    def _make_folders(self, paths: Iterable[str]) -> None:
        needed = {"", *(folder for path in paths for folder in parents(path))} - self._folders
        for folder in sorted(needed, key=lambda path: (path.count("/"), path)):
            self._create(folder)
        self._folders |= needed

    def _create(self, folder: str) -> bool:
        """Make a folder; servers answer 405 where there is one (RFC 4918, section 9.3.1)."""
        answer = self._send("MKCOL", f"{folder}/" if folder else "")
        if answer.status_code in (httpx.codes.METHOD_NOT_ALLOWED, httpx.codes.CONFLICT):
            return False
        self._refuse(answer, folder)
        return True

    def _ask(
        self,
        method: str,
        path: str,
        *,
        missing: bool = False,
        content: bytes | Iterator[bytes] | None = None,
        **headers: str,
    ) -> httpx.Response:
        answer = self._send(method, path, content, headers)
        if not (missing and answer.status_code == httpx.codes.NOT_FOUND):
            self._refuse(answer, path)
        return answer

    def _send(
        self,
        method: str,
        path: str,
        content: bytes | Iterator[bytes] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        with _translated_errors(self.root):
            return self._web.request(method, self._url(path), content=content, headers=headers)

    def _refuse(self, answer: httpx.Response, path: str) -> None:
        if answer.status_code < httpx.codes.BAD_REQUEST:
            return
        if answer.status_code in (502, 503, 504):
            raise ConnectionLostError(f"Máy chủ WebDAV đang bận ({answer.status_code}). Chạy lại.")
        other = f"Máy chủ WebDAV từ chối “{{path}}” ({answer.status_code})"
        meaning = _MEANINGS.get(answer.status_code, other).replace("{path}", path)
        raise PublishingError(f"{meaning}. {SITE_STANDS}")

    def _url(self, path: str) -> str:
        return f"{self.root}/{quote(path)}"


def _pieces(file: Path, sent: Sent) -> Iterator[bytes]:
    with file.open("rb") as stream:
        while piece := stream.read(_PIECE):
            yield piece
            sent(len(piece))


def _hrefs(listing: bytes) -> Iterator[str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for element in etree.fromstring(listing, parser).iter(_HREF):
        yield str(element.text)


@contextmanager
def _translated_errors(root: str) -> Iterator[None]:
    try:
        yield
    except (httpx.TransportError, OSError) as error:
        raise ConnectionLostError(
            f"Đứt kết nối với {root} ({error}). {SITE_STANDS} Chạy lại, chương trình gửi tiếp phần "
            "còn thiếu."
        ) from error
