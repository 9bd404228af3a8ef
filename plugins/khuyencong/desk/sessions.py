"""Who sits at the desk: the one-time launch address, sessions and their cookies."""

import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import IntEnum
from hashlib import sha256
from math import inf
from threading import Lock

from khuyencong.desk.person_name import is_login

LONGEST_IDLE = 12 * 3600
"""Seconds after which a session ends that nobody used: a working day."""
LONGEST = 7 * 24 * 3600
"""Seconds after which a session ends in any case."""


class Role(IntEnum):
    """What a person may do; each may do what those before may."""

    WRITER = 1
    EDITOR = 2
    APPROVER = 3
    ADMINISTRATOR = 4

    @property
    def label(self) -> str:
        return ("người viết", "biên tập", "người duyệt", "quản trị")[self - 1]


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that was let in."""

    id: str
    who: str
    role: Role
    token: str
    """What every form of it carries (OWASP, synchronizer token)."""
    began: float

    @property
    def author(self) -> str:
        """The name below a new story; empty for a login name, which is nobody's in print."""
        return "" if is_login(self.who) else self.who

    def may_read(self, writer: str) -> bool:
        """Whether somebody's draft may be read: one's own, or as an editor."""
        return writer == self.who or self.role >= Role.EDITOR


@dataclass
class Sessions:
    """The sessions of a running desk; they end with it."""

    clock: Callable[[], float] = time.time
    _key: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    _sessions: dict[str, tuple[Session, float]] = field(default_factory=dict)
    _launches: dict[str, tuple[str, Role, float]] = field(default_factory=dict)
    """Code → who comes by it, in which role, and until when."""
    _lock: Lock = field(default_factory=Lock)

    def new_launch(
        self, who: str = "", role: Role = Role.ADMINISTRATOR, seconds: float = inf
    ) -> str:
        """A code that lets one browser in, once, and not after some seconds."""
        code = secrets.token_urlsafe(32)
        with self._lock:
            self._launches[code] = who, role, self.clock() + seconds
        return code

    def launched(self, code: str, who: str) -> Session | None:
        """The session of the browser that brings a launch code; None when it was used or is old.

        It is that of `who` when the code was made for nobody else.
        """
        with self._lock:
            owner, role, until = self._launches.pop(code, ("", Role.WRITER, -inf))
        return self.begin(owner or who, role) if self.clock() <= until else None

    def begin(self, who: str, role: Role) -> Session:
        """A new session under a new id, so that no id from before the sign-in is of use."""
        id = secrets.token_urlsafe(32)
        token = hmac.new(self._key, id.encode(), sha256).hexdigest()
        now = self.clock()
        session = Session(id, who, role, token, now)
        with self._lock:
            self._sessions[id] = session, now
        return session

    def find(self, id: str) -> Session | None:
        """The session with an id, which is used by this; None when it has ended."""
        now = self.clock()
        with self._lock:
            session, used = self._sessions.get(id, (None, 0.0))
            if session is None:
                return None
            if now - used > LONGEST_IDLE or now - session.began > LONGEST:
                del self._sessions[id]
                return None
            self._sessions[id] = session, now
            return session

    def rename(self, id: str, who: str) -> None:
        """Give a session the name that its person gave."""
        with self._lock:
            session, used = self._sessions[id]
            self._sessions[id] = replace(session, who=who), used

    def end(self, id: str) -> None:
        """Let a browser go."""
        with self._lock:
            self._sessions.pop(id, None)

    def end_all_of(self, who: str) -> None:
        """Let all browsers of a person go."""
        self._end(lambda session: session.who == who)

    def end_all_in(self, role: Role) -> None:
        """Let all browsers go that came in a role, and those not come that have a code for it."""
        self._end(lambda session: session.role is role)
        with self._lock:
            self._launches = {c: each for c, each in self._launches.items() if each[1] is not role}

    def _end(self, leaves: Callable[[Session], bool]) -> None:
        with self._lock:
            self._sessions = {
                id: each for id, each in self._sessions.items() if not leaves(each[0])
            }
