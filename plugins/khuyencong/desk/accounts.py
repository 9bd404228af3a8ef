"""Named accounts of an office: who may sign in, as what, with which password."""

import re
import secrets
import time
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Lock

import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from khuyencong.desk.sessions import Role
from khuyencong.site.names import identity
from khuyencong.store.atomic import atomic_write

SHORTEST_PASSWORD = 10
"""Letters; longer beats stranger (NIST SP 800-63B asks for 8 at least and no composition)."""
MOST_FAILURES = 5
MOST_NAMES = 10_000
"""Names whose failures are remembered."""
PAUSE = 15 * 60.0
"""Seconds for which a name is closed after that many failures (OWASP ASVS 2.2.1)."""
LONGEST_NAME = 40
_NAME = re.compile(rf"[a-z0-9][a-z0-9._-]{{1,{LONGEST_NAME - 1}}}")


class AccountError(ValueError):
    """What is wrong with an account that somebody wants; a Vietnamese sentence."""


class Account(msgspec.Struct, frozen=True):
    """Somebody who may sign in."""

    name: str
    """What is typed: `hoa`."""
    person: str
    """What is shown, and written into headers and history: `Nguyễn Thị Hoa`."""
    role: Role
    password: str
    """Argon2id hash (RFC 9106)."""
    active: bool = True


@dataclass
class Accounts:
    """The accounts of one desk, in one file."""

    file: Path
    clock: Callable[[], float] = time.monotonic
    _hasher: PasswordHasher = field(default_factory=PasswordHasher)
    _failures: dict[str, list[float]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    @cached_property
    def _of_nobody(self) -> str:
        """A hash that takes as long to be found wrong as that of somebody."""
        return self._hasher.hash(secrets.token_urlsafe())

    def all(self) -> list[Account]:
        """Every account, by name."""
        try:
            data = self.file.read_bytes()
        except FileNotFoundError:
            return []
        return msgspec.json.decode(data, type=list[Account])

    def put(self, name: str, person: str, role: Role, password: str = "") -> None:
        """A new account, or another person, role or (if given) password of one.

        Raises:
            AccountError: the name, the person or the password cannot be used; or no administrator
                is left.
        """
        name, person = name.strip().lower(), " ".join(person.split())
        if not _NAME.fullmatch(name):
            raise AccountError("Tên đăng nhập gồm 2 đến 40 chữ thường, số, dấu chấm, gạch.")
        with self._lock:
            known = {account.name: account for account in self.all()}
            old = known.get(name)
            self._refuse_namesake(name, person, known.values())
            if (old is None or password) and len(password) < SHORTEST_PASSWORD:
                raise AccountError(f"Mật khẩu cần ít nhất {SHORTEST_PASSWORD} ký tự.")
            hashed = self._hasher.hash(password) if password else (old.password if old else "")
            known[name] = Account(name, person or name, role, hashed)
            self._write(known)

    def close(self, name: str) -> None:
        """Let nobody sign in by a name any more; what was written keeps its author.

        Raises:
            AccountError: no administrator would be left.
        """
        with self._lock:
            known = {account.name: account for account in self.all()}
            if name in known:
                known[name] = msgspec.structs.replace(known[name], active=False)
                self._write(known)

    def signed_in(self, name: str, password: str) -> Account | None:
        """The account of who brings its password; None for anybody else. One at a time: who tries
        many passwords at once would not be counted, and each takes 64 MB (Argon2id).

        Raises:
            AccountError: the name is closed for a while after too many failures.
        """
        name = name.strip().lower()
        self._refuse_closed(name)
        known = {account.name: account for account in self.all() if account.active}
        account = known.get(name)
        try:
            self._hasher.verify(account.password if account else self._of_nobody, password)
        except (VerificationError, InvalidHashError):
            account = None
        if account is None:
            self._failures.setdefault(name, []).append(self.clock())
            self._forget_strangers(known)
            return None
        self._failures.pop(name, None)
        return account

    def _forget_strangers(self, known: Container[str]) -> None:
        """Names that strangers make up neither fill the memory nor take the place of ours."""
        if len(self._failures) > MOST_NAMES:
            self._failures = {name: at for name, at in self._failures.items() if name in known}

    def _refuse_namesake(self, name: str, person: str, known: Iterable[Account]) -> None:
        """Drafts and sessions are told apart by the person: two of one name would be one."""
        for other in known:
            if other.name != name and identity(other.person) == identity(person or name):
                raise AccountError(
                    f"“{other.person}” là họ tên của tài khoản {other.name}. Ghi thêm chức vụ hoặc "
                    f"phòng để phân biệt, ví dụ: {person or name} (phòng Tư vấn)."
                )

    def _refuse_closed(self, name: str) -> None:
        now = self.clock()
        recent = [at for at in self._failures.get(name, ()) if now - at < PAUSE]
        if name in self._failures:
            self._failures[name] = recent
        if len(recent) >= MOST_FAILURES:
            minutes = round((PAUSE - (now - recent[0])) / 60) + 1
            raise AccountError(f"Sai mật khẩu nhiều lần. Thử lại sau {minutes} phút.")

    def _write(self, known: dict[str, Account]) -> None:
        active = [account for account in known.values() if account.active]
        if not any(account.role is Role.ADMINISTRATOR for account in active):
            raise AccountError("Cần ít nhất một người quản trị.")
        ordered = sorted(known.values(), key=lambda account: account.name)
        atomic_write(self.file, msgspec.json.encode(ordered))
        self.file.chmod(0o600)
