"""The desk's web server: one address, printed on a line of its own."""

import getpass
import socket
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from khuyencong.desk.app import application
from khuyencong.desk.guard import PREFIX, hosts_of
from khuyencong.desk.sessions import Sessions
from khuyencong.desk.user_data import data_folder
from khuyencong.desk.workspace import Workspace

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True)
class Desk:
    """A desk that is about to be served on this machine alone."""

    content: Path
    listening: socket.socket
    data: Path | None = None

    @property
    def port(self) -> int:
        return int(self.listening.getsockname()[1])

    def run(self, say: Callable[[str], None], *, open_browser: bool) -> None:
        """Serve until Ctrl-C; `say` is given the launch address."""
        workspace = Workspace(self.content, self.data or data_folder(self.content))
        sessions = Sessions()
        address = f"http://{LOOPBACK}:{self.port}{PREFIX}mo?ma={sessions.new_launch()}"
        hosts = hosts_of((LOOPBACK, "localhost"), self.port)
        app = application(workspace, sessions, hosts, f"ban_{self.port}", user_name())
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, timeout_keep_alive=30
        )
        workspace.begin()
        say(address)
        if open_browser:
            webbrowser.open(address)
        try:
            uvicorn.Server(config).run(sockets=[self.listening])
        finally:
            workspace.close()


def bound(port: int) -> socket.socket:
    """A socket that listens on this machine alone; port 0 takes any that is free.

    Raises:
        OSError: the port is taken.
    """
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((LOOPBACK, port))
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
