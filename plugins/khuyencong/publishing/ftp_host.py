"""An FTP server (RFC 959), in the clear or with TLS (RFC 4217)."""

import contextlib
import ftplib
import io
import socket
import ssl
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from math import inf
from pathlib import Path

from khuyencong.publishing.errors import SITE_STANDS, ConnectionLostError, PublishingError
from khuyencong.publishing.host import Sent
from khuyencong.publishing.secrets import secret
from khuyencong.publishing.target_settings import ChosenTarget
from khuyencong.rendering.file_tree import parents
from khuyencong.store.atomic import PARTIAL_SUFFIX

_PATIENCE = 30
"""Seconds to wait for an answer."""
_PIECE = 1 << 16
_FULL = "452"
_FULL_WORDS = ("no space left", "quota exceeded", "disk full")
"""What servers say beside a code that says less."""
_READ_ONLY = "read-only"
_BUSY = ("used by another process", "resource busy")
_NOT_THERE = "550"
"""What servers answer for a file that is not there, and for much else."""


class _DataLine(ssl.SSLSocket):
    """The line of one file. Many servers close it without the farewell of TLS; that the file is
    whole is told by the answer on the other line (226), so nothing is lost by passing over it."""

    def unwrap(self) -> socket.socket:
        try:
            return super().unwrap()
        except OSError:
            return self


class _ReusingTls(ftplib.FTP_TLS):
    """Servers may ask that the line of a file continues the TLS session of the other line."""

    def ntransfercmd(self, cmd: str, rest: int | str | None = None) -> tuple[ssl.SSLSocket, int]:
        connection, size = super(ftplib.FTP_TLS, self).ntransfercmd(cmd, rest)
        assert isinstance(self.sock, ssl.SSLSocket)  # noqa: S101 (prot_p was sent)
        session = self.sock.session
        secured = self.context.wrap_socket(connection, server_hostname=self.host, session=session)
        return secured, size or 0


class FtpHost:
    """Files below a folder of an FTP server. Answers about sizes and times are not asked for."""

    longest_path = inf

    def __init__(self, target: ChosenTarget) -> None:
        """
        Raises:
            ConnectionLostError: the server does not answer.
            PublishingError: it does not let us in, or its certificate is not trusted.
        """
        self.root = f"{target.address.scheme}://{target.address.hostname}{target.folder}"
        self._target = target
        self._folders: set[str] = set()
        self._ftp = self._new()
        self.reconnect()

    def reconnect(self) -> None:
        self._ftp.close()
        self._ftp = self._new()
        with self._translated_errors("đăng nhập", connecting=True):
            try:
                self._log_in()
            except BaseException:
                self._ftp.close()
                raise

    def _new(self) -> ftplib.FTP:
        if self._target.address.scheme == "ftps":
            context = ssl.create_default_context()
            context.sslsocket_class = _DataLine
            return _ReusingTls(context=context, timeout=_PATIENCE)
        return ftplib.FTP(timeout=_PATIENCE)  # noqa: S321 (the handbook says what it means)

    def _log_in(self) -> None:
        address = self._target.address
        password = secret(self._target.name)
        self._ftp.connect(address.hostname or "", address.port or ftplib.FTP_PORT)
        self._ftp.login(address.username or "anonymous", password)
        if isinstance(self._ftp, ftplib.FTP_TLS):
            self._ftp.prot_p()

    def read(self, path: str) -> bytes | None:
        data = io.BytesIO()
        with self._translated_errors(path):
            try:
                self._ftp.retrbinary(f"RETR {self._at(path)}", data.write)
            except ftplib.error_perm as error:
                if not str(error).startswith(_NOT_THERE) or self._is_there(path):
                    raise
                return None
        return data.getvalue()

    def write(self, path: str, data: bytes) -> None:
        with self._translated_errors(path):
            self._make_folders(path)
            self._store(path, io.BytesIO(data), lambda _: None)

    def make_folder(self, folder: str) -> bool:
        with self._translated_errors(folder):
            self._make_folders(folder)
            try:
                self._ftp.mkd(self._at(folder))
            except ftplib.error_perm:
                if not self._is_there(folder):
                    raise
                return False
            return True

    def names(self, folder: str) -> list[str]:
        with self._translated_errors(folder):
            return self._listed(folder)

    def send(self, files: Mapping[str, Path], sent: Sent) -> None:
        for path, file in files.items():
            with self._translated_errors(path), file.open("rb") as stream:
                self._make_folders(path)
                self._store(path, stream, lambda piece: sent(len(piece)))

    def remove(self, paths: Iterable[str]) -> None:
        for path in paths:
            with self._translated_errors(path):
                try:
                    self._ftp.delete(self._at(path))
                except ftplib.error_perm:
                    if self._is_there(path):
                        raise

    def remove_folder(self, folder: str) -> None:
        if not self._is_removed(folder):
            self.remove([f"{folder}/{name}" for name in self.names(folder)])
            self._is_removed(folder)

    def close(self) -> None:
        if self._ftp.sock:
            with contextlib.suppress(OSError, EOFError, ftplib.Error):
                self._ftp.quit()
        self._ftp.close()

    def _at(self, path: str) -> str:
        folder = self._target.folder.rstrip("/")
        return f"{folder}/{path}" if path else folder or "/"

    def _is_removed(self, folder: str) -> bool:
        with self._translated_errors(folder):
            try:
                self._ftp.rmd(self._at(folder))
            except ftplib.error_perm:  # not empty, or not there
                return False
        return True

    def _listed(self, folder: str) -> list[str]:
        try:
            found = self._ftp.nlst(self._at(folder))
        except ftplib.error_perm:  # empty, for some servers, or not there
            return []
        return [name for line in found if (name := line.rpartition("/")[2]) not in (".", "..")]

    def _is_there(self, path: str) -> bool:
        folder, _, name = path.rpartition("/")
        return name in self._listed(folder)

    def _store(self, path: str, data: io.BufferedIOBase, sent: Callable[[bytes], object]) -> None:
        """Send under another name, then rename: a line that is cut leaves the old file."""
        part = f"{self._at(path)}{PARTIAL_SUFFIX}"
        self._ftp.storbinary(f"STOR {part}", data, _PIECE, sent)
        try:
            self._ftp.rename(part, self._at(path))
        except ftplib.error_perm:  # Windows servers do not rename onto a file
            self._ftp.delete(self._at(path))
            self._ftp.rename(part, self._at(path))

    def _make_folders(self, path: str) -> None:
        for folder in parents(path):
            if folder not in self._folders:
                with contextlib.suppress(ftplib.error_perm):  # it is there
                    self._ftp.mkd(self._at(folder))
                self._folders.add(folder)

    @contextmanager
    def _translated_errors(self, path: str, *, connecting: bool = False) -> Iterator[None]:
        """Errors of the line and the server as sentences."""
        try:
            if not connecting and self._ftp.sock is None:
                raise EOFError  # the line was cut before, and could not be had again
            yield
        except ssl.SSLCertVerificationError as error:
            raise PublishingError(
                f"Chứng thư của máy chủ {self._target.address.hostname} không đáng tin "
                f"({error.verify_message}). Hỏi người quản trị tên máy chủ đúng; đừng gửi mật khẩu."
            ) from error
        except ftplib.error_temp as error:
            if _tells_full(error):
                raise PublishingError(_sentence(error, path)) from error
            raise self._lost(error) from error
        except (OSError, EOFError, ftplib.error_proto) as error:
            raise self._lost(error) from error
        except ftplib.Error as error:
            raise PublishingError(_sentence(error, path)) from error

    def _lost(self, error: Exception) -> ConnectionLostError:
        self._ftp.close()  # an answer may still be on its way, and be taken for another's
        if isinstance(error, TimeoutError):
            return ConnectionLostError(
                f"Máy chủ FTP không trả lời. {SITE_STANDS} Chạy lại, chương trình gửi tiếp phần "
                "còn thiếu; lần nào cũng dừng thì nhờ người quản trị xem đĩa ở đó có đầy không."
            )
        return ConnectionLostError(
            f"Đứt kết nối với máy chủ FTP ({error or 'máy chủ đóng'}). {SITE_STANDS} Chạy lại, "
            "chương trình gửi tiếp phần còn thiếu."
        )


def _tells_full(error: ftplib.Error) -> bool:
    said = str(error).lower()
    return said.startswith(_FULL) or any(words in said for words in _FULL_WORDS)


def _sentence(error: ftplib.Error, path: str) -> str:
    """An answer of a server (RFC 959, section 4.2) as a sentence."""
    said = _FULL if _tells_full(error) else str(error)
    if "name too long" in said.lower():
        said = "553"
    match said[:3]:
        case "530" | "430" | "332":
            return "Máy chủ FTP không cho vào: sai tên người dùng hoặc mật khẩu."
        case "552" | "452":
            return f"Hết dung lượng ở máy chủ FTP. Xin thêm chỗ rồi chạy lại. {SITE_STANDS}"
        case "553" | "501":
            return f"Máy chủ FTP không nhận tên tệp “{path}”. Đổi địa chỉ của bài. {SITE_STANDS}"
    if any(words in said.lower() for words in _BUSY):
        return f"Tệp “{path}” ở máy chủ FTP đang được chương trình khác mở. Đóng ở đó rồi chạy lại."
    if _READ_ONLY in said.lower():
        return f"Ổ đĩa ở máy chủ FTP chỉ cho đọc. Nhờ người quản trị mở quyền ghi. {SITE_STANDS}"
    return (
        f"Máy chủ FTP từ chối “{path}” ({error}). Thường vì không có quyền ghi; nhờ người quản trị "
        f"xem. {SITE_STANDS}"
    )
