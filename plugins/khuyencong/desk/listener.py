"""Where the desk listens: sockets of this machine, and the web server behind them."""

import socket

import uvicorn
from starlette.types import ASGIApp

LOOPBACK = "127.0.0.1"


def serving(app: ASGIApp) -> uvicorn.Server:
    """A web server that says nothing and names itself to nobody."""
    return uvicorn.Server(
        uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, timeout_keep_alive=30
        )
    )


def bound(port: int, listens: str = LOOPBACK) -> socket.socket:
    """A socket that listens; port 0 takes any that is free.

    Raises:
        OSError: the port is taken, or this machine has no such address.
    """
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((listens, port))
        listening.listen(128)  # a browser that is quicker than the server waits
    except OSError:
        listening.close()
        raise
    return listening


def network_address() -> str:
    """The address of this machine in its network; empty when it is in none.

    Nothing is sent: a UDP socket only asks the system for the route (192.0.2.1 is an address for
    documents, RFC 5737).
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(("192.0.2.1", 9))
        except OSError:
            return ""
        return str(asking.getsockname()[0])
