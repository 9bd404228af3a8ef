"""The desk's web server: one address, printed on a line of its own."""

import getpass
import socket
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import uvicorn

from khuyencong.desk.accounts import Accounts
from khuyencong.desk.app import Office, application
from khuyencong.desk.audit_log import AuditLog
from khuyencong.desk.guard import PREFIX, Guard, hosts_of
from khuyencong.desk.session_cookie import SessionCookie
from khuyencong.desk.sessions import Sessions
from khuyencong.desk.user_data import data_folder
from khuyencong.desk.workspace import Workspace

LOOPBACK = "127.0.0.1"


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

    @property
    def port(self) -> int:
        return int(self.listening.getsockname()[1])

    def run(self, say: Callable[[str], None], *, open_browser: bool) -> None:
        """Serve until Ctrl-C; `say` is given the address to open.

        Raises:
            NotAllowedError: it would be open to a network without accounts.
        """
        data = self.data or data_folder(self.content)
        accounts = Accounts(data / "tai-khoan.json")
        refuse_open_door(self.office, accounts)
        workspace = Workspace(self.content, data)
        sessions = Sessions()
        app = self._application(workspace, sessions, accounts)
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, timeout_keep_alive=30
        )
        workspace.begin()
        address = self._address(sessions, accounts)
        say(address)
        if open_browser:
            webbrowser.open(address)
        try:
            uvicorn.Server(config).run(sockets=[self.listening])
        finally:
            workspace.close()

    def _application(self, workspace: Workspace, sessions: Sessions, accounts: Accounts) -> Guard:
        public = urlsplit(self.office.address if self.office else "")
        hosts = hosts_of((LOOPBACK, "localhost"), self.port)
        if self.office and self.office.listens != LOOPBACK:
            hosts |= hosts_of((self.office.listens, socket.gethostname()), self.port)
        if public.hostname:
            port = public.port or (443 if public.scheme == "https" else 80)
            hosts |= hosts_of((public.hostname,), port)
        cookie = SessionCookie(f"ban_{self.port}", secure=public.scheme == "https")
        log = AuditLog(workspace.data / "nhat-ky.jsonl")
        office = Office(accounts, log, bool(self.office and accounts.all()), user_name())
        return application(workspace, sessions, hosts, cookie, office)

    def _address(self, sessions: Sessions, accounts: Accounts) -> str:
        """Where to go: the sign-in of an office, or a launch address of this machine."""
        if self.office and accounts.all():
            return (self.office.address or f"http://{self.office.listens}:{self.port}") + PREFIX
        return f"http://{LOOPBACK}:{self.port}{PREFIX}mo?ma={sessions.new_launch()}"


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


def bound(port: int, listens: str = LOOPBACK) -> socket.socket:
    """A socket that listens; port 0 takes any that is free.

    Raises:
        OSError: the port is taken, or this machine has no such address.
    """
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((listens, port))
        made.listen(128)  # a browser that is quicker than the server waits
    except OSError:
        made.close()
        raise
    return made


def user_name() -> str:
    """Who sits at this machine."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "Bàn biên tập"
