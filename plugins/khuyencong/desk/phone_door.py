"""The way in for phones of the same network, at a desk that else only its own machine reaches."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import RLock, Thread

import uvicorn
from starlette.types import ASGIApp

from khuyencong.desk.guard import hosts_of
from khuyencong.desk.listener import bound, network_address, serving
from khuyencong.desk.sessions import Role, Sessions
from khuyencong.store.os_reason import os_reason

LAST_ANSWERS = 3
"""Seconds that phones have for their last answers when the door is closed."""


class PhoneDoorError(Exception):
    """It cannot be opened; a Vietnamese sentence says what to do."""


@dataclass
class PhoneDoor:
    """Closed until the person at the machine opens it. Safe to use from several threads."""

    app: ASGIApp
    hosts: set[str]
    """Names under which the guard of `app` may be asked; the door adds its own while it is open."""
    sessions: Sessions
    port: int
    network_address: Callable[[], str] = network_address
    origin: str = ""
    """Where phones find the desk (`http://192.168.1.10:8100`); empty while it is closed."""
    _hosts: frozenset[str] = frozenset()
    _server: uvicorn.Server | None = None
    _thread: Thread | None = None
    _moving: RLock = field(default_factory=RLock)

    def open(self) -> None:
        """Listen at this machine's address in its network, besides where the desk listens.

        Raises:
            PhoneDoorError: it is in none, or something else listens there.
        """
        with self._moving:
            self.close()
            address = self.network_address()
            if not address:
                raise PhoneDoorError(
                    "Máy này không nối mạng nào nên điện thoại không vào được. Nối máy và điện "
                    "thoại vào cùng một Wi-Fi rồi mở lại."
                )
            try:
                listening = bound(self.port, address)
            except OSError as error:
                raise PhoneDoorError(
                    f"Không mở được cổng {self.port} ở {address} ({os_reason(error)}). Tắt chương "
                    "trình đang dùng cổng đó, hoặc chạy bàn với --port khác."
                ) from error
            self._hosts = hosts_of((address,), self.port)
            self.hosts |= self._hosts
            self.origin = f"http://{address}:{self.port}"
            self._server = serving(self.app)
            self._server.config.timeout_graceful_shutdown = LAST_ANSWERS
            run = self._server.run
            self._thread = Thread(target=run, kwargs={"sockets": [listening]}, daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Let no phone in any more, and go those who are in; what they wrote stays."""
        with self._moving:
            if self._server is None or self._thread is None:
                return
            self.origin = ""
            self.hosts -= self._hosts
            self.sessions.end_all_in(Role.WRITER)  # at a desk of one person, phones alone
            self._server.should_exit = True
            self._thread.join()
            self._server = self._thread = None
