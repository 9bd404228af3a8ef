"""The desk's web server: one address, printed on a line of its own."""

import socket
import sys
import webbrowser
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from starlette.types import Receive, Scope, Send

from khuyencong.content.folder import CENTRE_FILE
from khuyencong.desk.accounts import Accounts
from khuyencong.desk.app import Office, application, first_start_application
from khuyencong.desk.audit_log import AuditLog
from khuyencong.desk.first_start import Entrance
from khuyencong.desk.guard import PREFIX, hosts_of
from khuyencong.desk.listener import LOOPBACK, serving
from khuyencong.desk.person_name import PersonName
from khuyencong.desk.phone_door import PhoneDoor
from khuyencong.desk.publishing_clock import PublishingClock
from khuyencong.desk.publishing_job import PublishingJob
from khuyencong.desk.session_cookie import SessionCookie
from khuyencong.desk.sessions import Sessions
from khuyencong.desk.workspace import Workspace
from khuyencong.store.user_data import data_folder, private

TURN = 0.0005
"""Seconds after which a thread lets another one go on: a person who waits for an answer goes before
the site that is being made in the background, which takes a little longer so."""


class NotAllowedError(Exception):
    """A way of serving that is not safe; a Vietnamese sentence says what to do first."""


@dataclass(frozen=True)
class OfficeServer:
    """How an office reaches its desk."""

    listens: str = LOOPBACK
    """Address of this machine at which it listens."""
    address: str = ""
    """Address that people open, when it is not that one: `https://ban.trungtam.vn`."""


@dataclass(frozen=True)
class Desk:
    """A desk that is about to be served: on this machine alone, or to an office."""

    content: Path
    listening: socket.socket
    data: Path | None = None
    office: OfficeServer | None = None
    name: str = ""
    """Who sits at this machine, when it is not whom the system names."""
    phone: bool = False
    """Whether phones of the same network may come, by a code, from the start."""

    @property
    def port(self) -> int:
        """The port on which it listens."""
        return int(self.listening.getsockname()[1])

    def run(self, say: Callable[[str], None], *, open_browser: bool) -> None:
        """Serve until Ctrl-C; `say` is given the address to open.

        Raises:
            NotAllowedError: it would be open to a network without accounts.
            PhoneDoorError: phones were to come, and cannot.
        """
        data = private(self.data or data_folder(self.content))
        accounts = Accounts(data / "tai-khoan.json")
        refuse_open_door(self.office, accounts)
        sessions, closing = Sessions(), ExitStack()
        entrance, hosts = Entrance(_nothing_yet), self._hosts()
        door = None if self.office else PhoneDoor(entrance, hosts, sessions, self.port)
        office = self._office(data, accounts, door)

        def open_desk() -> None:
            workspace = Workspace(self.content, data)
            closing.callback(workspace.close)
            job = PublishingJob(workspace.content, entry_cache=workspace.preview.entry_cache)
            entrance.app = application(workspace, sessions, hosts, self._cookie(), office, job)
            workspace.begin(_load_screens)
            clock = PublishingClock(job, workspace)
            closing.callback(clock.close)
            clock.begin()

        with closing:  # whatever ends it, a Ctrl-C before it serves too
            if (self.content / CENTRE_FILE).exists():
                open_desk()
            else:
                entrance.app = first_start_application(
                    self.content, open_desk, sessions, hosts, self._cookie(), office
                )
            if door:
                closing.callback(door.close)
                if self.phone:
                    door.open()
            address = self._address(sessions, accounts)
            say(address)
            if open_browser:
                webbrowser.open(address)
            sys.setswitchinterval(TURN)
            serving(entrance).run(sockets=[self.listening])

    def _hosts(self) -> set[str]:
        """Names under which a browser may ask for the desk."""
        hosts = {*hosts_of((LOOPBACK, "localhost"), self.port)}
        if self.office and self.office.listens != LOOPBACK:
            hosts |= hosts_of((self.office.listens, socket.gethostname()), self.port)
        public = self._public
        if public.hostname:
            port = public.port or (443 if public.scheme == "https" else 80)
            hosts |= hosts_of((public.hostname,), port)
        return hosts

    def _cookie(self) -> SessionCookie:
        return SessionCookie(f"ban_{self.port}", secure=self._public.scheme == "https")

    def _office(self, data: Path, accounts: Accounts, door: PhoneDoor | None) -> Office:
        log = AuditLog(data / "nhat-ky.jsonl")
        signs_in = bool(self.office and accounts.all())
        names = PersonName(data / "ho-ten.txt")
        person = self.name.strip() or names.known()
        return Office(accounts, log, names, signs_in, person, self._origin(), door)

    def _origin(self) -> str:
        """Where the people of an office open the desk; empty at a desk of one person."""
        if not self.office:
            return ""
        return self.office.address or f"http://{self.office.listens}:{self.port}"

    @property
    def _public(self) -> SplitResult:
        return urlsplit(self.office.address if self.office else "")

    def _address(self, sessions: Sessions, accounts: Accounts) -> str:
        """Where to go: the sign-in of an office, or a launch address of this machine."""
        if self.office and accounts.all():
            return self._origin() + PREFIX
        return f"http://{LOOPBACK}:{self.port}{PREFIX}mo?ma={sessions.new_launch()}"


async def _nothing_yet(scope: Scope, receive: Receive, send: Send) -> None:
    """What stands behind the entrance before it is given something."""


def _load_screens() -> None:
    import khuyencong.desk.screen_routes  # noqa: F401


def refuse_open_door(office: OfficeServer | None, accounts: Accounts) -> None:
    """Keep a desk without accounts on this machine alone.

    Raises:
        NotAllowedError: it would be reachable from a network.
    """
    reachable = office and (office.listens != LOOPBACK or office.address)
    if reachable and not accounts.all():
        raise NotAllowedError(
            "Chưa có tài khoản nào nên không mở ra mạng. Chạy `khuyencong desk` ở máy này, lập tài "
            "khoản quản trị ở mục Tài khoản, rồi chạy lại."
        )
