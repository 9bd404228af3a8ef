"""A connection to an SSH server whose key is known."""

from pathlib import Path

import asyncssh

from khuyencong.publishing.errors import (
    SITE_STANDS,
    ConnectionLostError,
    PublishingError,
)
from khuyencong.publishing.secrets import find_secret
from khuyencong.publishing.target_settings import ChosenTarget

KNOWN_HOSTS = Path("~/.ssh/known_hosts")
_PATIENCE = 20
"""Seconds to wait for a server."""


class _Client(asyncssh.SSHClient):
    """Knows a server by the fingerprint that stands in xuat-ban.yml."""

    def __init__(self, fingerprint: str) -> None:
        self.expected = fingerprint
        self.seen = ""

    def validate_host_public_key(
        self, host: str, addr: str, port: int, key: asyncssh.SSHKey
    ) -> bool:
        self.seen = key.get_fingerprint()
        return self.seen == self.expected


async def connect(target: ChosenTarget) -> asyncssh.SSHClientConnection:
    """A connection to the server of a target.

    Raises:
        PublishingError: the key is unknown or another one, or the account may not come in.
        ConnectionLostError: the server does not answer.
    """
    address = target.address
    host, port = address.hostname or "", address.port or 22
    client = _Client(target.settings.host_key)
    known = str(KNOWN_HOSTS.expanduser())
    trusted = [] if target.settings.host_key or not Path(known).is_file() else [known]
    options = {"username": unquoted} if (unquoted := address.username) else {}
    password = find_secret(target.name)
    try:
        return await asyncssh.connect(
            host,
            port,
            client_factory=lambda: client,
            known_hosts=trusted or ([], [], []),
            password=password,
            connect_timeout=_PATIENCE,
            keepalive_interval=15,
            **options,
        )
    except asyncssh.HostKeyNotVerifiable as error:
        raise PublishingError(await _key_sentence(host, port, client, known)) from error
    except asyncssh.PermissionDenied as error:
        raise PublishingError(
            f"Máy chủ {host} không cho vào: sai tài khoản, khóa hoặc mật khẩu. Kiểm tra tên người "
            "dùng trong địa chỉ và khóa SSH trên máy này."
        ) from error
    except (OSError, asyncssh.Error) as error:
        # Of a server that has no key of the kind that is known, the line just ends, or is reset.
        before = _known_fingerprints(host, port, known)
        shown = before and await _presented(host, port)
        if shown and shown not in before:
            raise PublishingError(await _key_sentence(host, port, client, known)) from error
        raise ConnectionLostError(
            f"Không kết nối được máy chủ {host}, cổng {port} ({error}). Kiểm tra mạng và địa chỉ "
            f"rồi chạy lại. {SITE_STANDS}"
        ) from error


async def _presented(host: str, port: int) -> str:
    """Fingerprint of the key that a server shows; empty when it shows none."""
    try:
        key = await asyncssh.get_server_host_key(host, port)
    except (OSError, asyncssh.Error):
        return ""
    return key.get_fingerprint() if key else ""


async def _key_sentence(host: str, port: int, client: _Client, known: str) -> str:
    """Why a server's key is not trusted, with the fingerprints."""
    seen = client.seen or await _presented(host, port)
    before = client.expected or _known_fingerprints(host, port, known)
    if before:
        return (
            f"Khóa của máy chủ {host} đã đổi: trước là {before}, nay là {seen}. Có thể có "
            "người đứng giữa giả làm máy chủ. Hỏi người quản trị; đúng là máy chủ đã đổi khóa thì "
            "ghi dấu mới vào `host_key` trong xuat-ban.yml."
        )
    return (
        f"Chưa biết máy chủ {host}. Dấu khóa của nó là {seen}. Đọc dấu này cho người quản "
        f"trị so lại; đúng thì ghi vào xuat-ban.yml: host_key: {seen}"
    )


def _known_fingerprints(host: str, port: int, known: str) -> str:
    if not Path(known).is_file():
        return ""
    keys = asyncssh.read_known_hosts(known).match(host, "", port)[0]
    return ", ".join(key.get_fingerprint() for key in keys)
