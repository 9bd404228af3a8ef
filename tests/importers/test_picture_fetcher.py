"""Pictures from the net: only when asked, only from public servers, and never twice."""

import ipaddress
import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from khuyencong.importers import picture_fetcher, story_import
from khuyencong.importers.picture_fetcher import PictureFetcher
from khuyencong.public_address import is_public
from tests.importers.conftest import Desk
from tests.importers.old_sites import item, text, wordpress

PICTURE = b"\x89PNG\r\n\x1a\n" + b"anh" * 50
ANSWERS: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/a.png": (200, {}, PICTURE),
    "/%E1%BA%A3nh%20m%E1%BB%9Bi.png": (200, {}, PICTURE),
    "/moved": (301, {"Location": "/a.png"}, b""),
    "/round": (302, {"Location": "/round"}, b""),
    "/inside": (302, {"Location": "http://169.254.169.254/latest/meta-data"}, b""),
    "/file": (302, {"Location": "file:///etc/passwd"}, b""),
    "/page": (200, {}, b"<html><body>404</body></html>"),
    "/cut": (200, {"Content-Length": "9999"}, PICTURE),
    "/huge": (200, {}, PICTURE * 100),
    "/gone": (404, {}, b""),
}


class Server(ThreadingHTTPServer):
    """A web server that counts what it is asked."""

    asked: Counter[str]
    busy: bool

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked[self.path] += 1
        status, headers, body = ANSWERS.get(self.path, (404, {}, b""))
        if self.server.busy:
            self.server.busy = False
            status, headers, body = 503, {"Retry-After": "0"}, b""
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Silent."""


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server(("127.0.0.1", 0), Handler)
    made.asked, made.busy = Counter(), False
    thread = threading.Thread(target=lambda: made.serve_forever(0.01))
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


def fetcher(server: Server, folder: Path) -> PictureFetcher:
    """One for which this machine counts as the open internet, and nothing else."""
    loopback = ipaddress.ip_address("127.0.0.1")
    ports = frozenset({server.server_port})
    return PictureFetcher(folder, lambda place: place == loopback, ports, pause=0.0)


@pytest.mark.parametrize("path", ["/a.png", "/moved", "/ảnh mới.png"])
def test_a_picture_comes_once(server: Server, tmp_path: Path, path: str) -> None:
    for _ in range(2):
        found = fetcher(server, tmp_path).picture(server.url + path)
        assert found is not None and found.read() == PICTURE
    assert max(server.asked.values()) == 1


def test_a_busy_server_is_asked_once_more(server: Server, tmp_path: Path) -> None:
    some = fetcher(server, tmp_path)
    some.picture(f"{server.url}/moved")
    server.busy = True
    assert some.picture(f"{server.url}/%E1%BA%A3nh%20m%E1%BB%9Bi.png")
    assert server.asked["/%E1%BA%A3nh%20m%E1%BB%9Bi.png"] == 2


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/inside", "trong mạng riêng"),
        ("/file", "không phải địa chỉ trang web"),
        ("/round", "chuyển tiếp quá nhiều"),
        ("/page", "không gửi ảnh"),
        ("/cut", "đứt giữa chừng"),
        ("/huge", "nặng hơn"),
        ("/gone", "trả lời 404"),
    ],
)
def test_what_is_no_picture_is_told_and_asked_for_once(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, why: str
) -> None:
    monkeypatch.setattr(picture_fetcher, "LARGEST", 1000)
    one = fetcher(server, tmp_path)
    assert one.picture(server.url + path) is None and one.picture(server.url + path) is None
    assert why in one.troubles[server.url + path]
    assert server.asked[path] == (1 if path != "/round" else picture_fetcher.MOST_REDIRECTS + 1)
    assert not (tmp_path / ".nhap-lieu").exists()


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://127.0.0.1/a.png", "mạng riêng"),
        ("http://localhost/a.png", "mạng riêng"),
        ("http://[::1]/a.png", "mạng riêng"),
        ("http://[::ffff:10.0.0.1]/a.png", "mạng riêng"),
        ("http://2130706433/a.png", "mạng riêng"),
        ("http://192.168.1.1:8080/a.png", "cổng lạ"),
        ("http://lan:mat-khau@198.51.100.1/a.png", "mật khẩu"),
        ("http://198.51.100.1:99999/a.png", "viết sai"),
        ("http:///a.png", "không phải địa chỉ"),
        ("http://127.0.0.1/a\r\nX: y", "không phải địa chỉ"),
    ],
)
def test_nothing_inside_is_asked_for(tmp_path: Path, address: str, why: str) -> None:
    one = PictureFetcher(tmp_path)
    assert one.picture(address) is None and why in one.troubles[address]


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "\\\\may-chu\\anh.png", "anh.png", "data:x"]
)
def test_what_is_no_web_address_is_not_asked_for(tmp_path: Path, address: str) -> None:
    one = PictureFetcher(tmp_path)
    assert one.picture(address) is None and not one.troubles


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2001:4860:4860::8888", True),
        ("10.0.0.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("224.0.0.1", False),
        ("::ffff:127.0.0.1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False),
        ("fe80::1", False),
        ("fd00::1", False),
    ],
)
def test_who_is_public(address: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(address)) is public


def test_pictures_of_an_export_come_from_the_net_only_when_asked(
    desk: Desk, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(story_import, "PictureFetcher", lambda folder: fetcher(server, folder))
    words = "\n\n".join(text(1)) + f'\n\n<img src="{server.url}/a.png" alt="Máy">'
    export = wordpress(tmp_path, [item(1, words)])
    report = desk.import_(export)
    assert any("--fetch" in remark for remark in report.remarks) and not server.asked
    (made,) = desk.import_(export, fetch=True).items
    assert made.outcome.name == "UPDATED" and server.asked["/a.png"] == 1
    assert "![Máy](anh/bai-1-may-nghe-1.png)" in (desk.content.folder / made.file).read_text(
        "utf-8"
    )


@pytest.mark.parametrize(
    ("rules", "status", "may"),
    [
        ("User-agent: *\nDisallow: /rieng/\n", 200, True),
        ("User-agent: *\nDisallow: /\n", 200, False),
        ("User-agent: KhuyenCongSite\nDisallow: /a.png\n", 200, False),
        (
            "User-agent: *\nDisallow: /\nAllow: /\nUser-agent: KhuyenCongSite\nDisallow:\n",
            200,
            True,
        ),
        ("<html>Không có</html>", 404, True),
        ("", 500, False),
    ],
)
def test_robots_txt_is_obeyed(
    server: Server,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    rules: str,
    status: int,
    may: bool,
) -> None:
    monkeypatch.setitem(ANSWERS, "/robots.txt", (status, {}, rules.encode()))
    some = fetcher(server, tmp_path)
    assert (some.picture(f"{server.url}/a.png") is not None) == may
    some.picture(f"{server.url}/moved")
    assert server.asked["/robots.txt"] == 1
    assert may == (server.asked["/a.png"] > 0)
    assert may or "robots.txt" in " ".join(some.troubles.values())
