"""A centre that is down, slow, hacked or hostile: told by name, and the others are not touched."""

import contextlib
import gzip
import ipaddress
import json
import socket
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler

import msgspec
import pytest

from khuyencong.network import centre_client, harvest, host_address
from khuyencong.network.harvest import Fate
from khuyencong.network.members import Member, Network
from khuyencong.public_address import is_public
from khuyencong.publishing.minisign import new_secret_key, public_key, signature
from khuyencong.publishing.public_manifest import PATH, SIGNATURE, PublicManifest, decoded
from tests.network.conftest import Centre, Federation
from tests.network.servers import Misbehave, Web


def status(code: int, **headers: str) -> Misbehave:
    def fault(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in {"Content-Length": "0", **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()

    return fault


def body(data: bytes, length: int | None = None, **headers: str) -> Misbehave:
    def fault(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(data) if length is None else length))
        handler.end_headers()
        handler.wfile.write(data)

    return fault


def drip(handler: BaseHTTPRequestHandler) -> None:
    """A header that never ends, a letter at a time."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
    try:
        while True:
            handler.wfile.write(b"a")
            handler.wfile.flush()
            handler.connection.settimeout(0.05)
            try:
                if not handler.connection.recv(1):
                    return
            except TimeoutError:
                continue
    except OSError:
        return


def wait(handler: BaseHTTPRequestHandler) -> None:
    """Until the other side gives up."""
    with contextlib.suppress(OSError):
        handler.connection.recv(1)


def bomb() -> bytes:
    return gzip.compress(b"0" * (64 << 20), 9)


def too_many(centre: Centre) -> None:
    """A list as long as a bound allows, with a million stories behind it."""
    item = {"id": "x", "url": "u", "title": "t", "date_published": "2026-11-20"}
    documents = [
        json.dumps({"items": [item | {"id": f"{part}-{n}"} for n in range(30_000)]}).encode()
        for part in range(2)
    ]
    centre.files = {
        f"luu-tru/2020/{part + 1:02}/feed.json": data for part, data in enumerate(documents)
    }
    centre.publish()


def a_million(centre: Centre) -> None:
    """A million stories in one document, which the list says is as large as that."""
    manifest = decoded(centre.web.files[PATH])
    digest, _ = manifest.files["feed.json"]
    listed = {**manifest.files, "feed.json": (digest[::-1], 90 * 10**6)}
    manifest = PublicManifest(centre.site, manifest.changed + 1, centre.reuse, listed)
    data = msgspec.json.encode(manifest)
    signed = signature(data, centre.secret, "timestamp:1").encode()
    centre.web.files |= {PATH: data, SIGNATURE: signed}


def served(fault: Misbehave, path: str = SIGNATURE) -> Callable[[Centre], None]:
    def spoil(centre: Centre) -> None:
        centre.items[0]["title"] = "Bài mới"
        centre.publish()
        centre.web.faults[path] = fault

    return spoil


def older(centre: Centre) -> None:
    centre.items[0]["title"] = "Bài cũ"
    centre.publish(changed=centre.changed - 100)


def shape(path: str, data: bytes) -> Callable[[Centre], None]:
    def spoil(centre: Centre) -> None:
        centre.files[path] = data
        centre.publish()

    return spoil


def strange_path(path: str) -> Callable[[Centre], None]:
    return shape(path, b"x")


def nested(centre: Centre) -> None:
    """A list with its own signature, and in it more brackets than a program can count."""
    data = centre.web.files[PATH][:-1] + b',"x":' + b"[" * 9999
    signed = signature(data, centre.secret, "").encode()
    centre.web.files |= {PATH: data, SIGNATURE: signed}


def elsewhere(centre: Centre) -> None:
    centre.site = "https://a.example\x00"
    centre.publish()


FAULTS = {
    "answers 500": (served(status(500)), "lỗi 500"),
    "sends half": (served(body(b"{", 1000)), "không trả lời"),
    "closes at once": (served(lambda handler: None), "không trả lời"),
    "never answers": (served(wait), "quá chậm"),
    "never ends its header": (served(drip), "quá chậm"),
    "packs a bomb": (served(body(bomb(), Content_Encoding="gzip"), PATH), "lớn quá mức"),
    "packs in a strange way": (served(body(b"x", Content_Encoding="zstd")), "kiểu lạ"),
    "sends packed rubbish": (served(body(b"rubbish", Content_Encoding="gzip")), "nén bị hỏng"),
    "sends more than it listed": (served(body(b"0" * 99_999), "feed.json"), "lớn quá mức"),
    "sends another file": (served(body(b"{}"), "feed.json"), "khác danh sách"),
    "sends a page for a list": (served(body(b"<html>"), PATH), "chữ ký"),
    "sends yesterday's list": (older, "cũ hơn"),
    "leads to a file": (served(status(301, Location="file:///etc/passwd")), "file:"),
    "leads to the network's own": (served(status(302, Location="http://10.0.0.1/")), "nội bộ"),
    "leads to the cloud's secrets": (
        served(status(301, Location="http://169.254.169.254/latest/")),
        "nội bộ",
    ),
    "leads to no address at all": (served(status(301, Location="http://[")), "không trả lời"),
    "asks for rest in strange digits": (served(status(429, Retry_After="²")), "lỗi 429"),
    "leads in a circle": (served(status(302, Location=f"/{SIGNATURE}")), "chuyển hướng"),
    "forbids robots": (
        served(body(b"User-agent: *\nDisallow: /\n"), "robots.txt"),
        "robots.txt",
    ),
    "has rules that no robot can read": (
        served(body("User-agent: *\nCrawl-delay: ²\n".encode()), "robots.txt"),
        "robots.txt không đọc được",
    ),
    "has nothing new for who has nothing": (served(status(304), PATH), "chưa gửi gì"),
    "is in another millennium": (lambda centre: centre.publish(changed=10**17), "không đúng dạng"),
    "has a site that no address names": (elsewhere, "không đúng dạng"),
    "nests its list": (nested, "không đúng dạng"),
    "lists what is no document": (strange_path("feed.json/../../etc/passwd"), "tệp lạ"),
    "sends text for numbers": (
        shape("so-lieu/de-an.json", b'{"rows": "nhieu"}'),
        "không đúng dạng",
    ),
    "sends a list of lists": (shape("luu-tru/2020/01/feed.json", b"[" * 9999), "không đúng dạng"),
    "lists a million stories": (a_million, "quá lớn"),
    "is signed by another": (lambda centre: centre.publish(secret=new_secret_key()), "chữ ký"),
    "sends stories without end": (too_many, "quá 50000 mục"),
}


NAMES = [
    pytest.param(name, marks=[pytest.mark.slow] if words == "quá chậm" else [])
    for name, (_, words) in FAULTS.items()
]


@pytest.mark.parametrize("name", NAMES)
def test_a_centre_that_misbehaves_is_named_and_keeps_what_it_gave(
    name: str, federation: Federation, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil, words = FAULTS[name]
    bad, good = federation.centre(), federation.centre("lang-son", "Lạng Sơn")
    federation.poll()
    before = federation.harvester.manifests()["bac-ninh"]
    spoil(bad)
    if words == "quá chậm":
        monkeypatch.setattr(centre_client, "DEADLINE", 1.5)
    good.items[0]["title"] = "Lạng Sơn có tin mới"
    good.publish()
    outcomes = federation.poll(after=100_000)
    told = outcomes["bac-ninh"]
    assert told.fate in (Fate.FAILED, Fate.HELD_BACK) and words in told.words, told
    assert outcomes["lang-son"].fate is Fate.CHANGED
    assert federation.harvester.manifests()["bac-ninh"] == before


def test_a_redirect_to_this_machine_is_refused_unless_the_network_is_a_trial(
    federation: Federation,
) -> None:
    centre = federation.centre()
    trial = federation.network
    serious = trial.model_copy(update={"local": False})
    harvester = federation.harvester
    harvester.network = serious
    (told,) = harvester.poll()
    assert told.fate is Fate.FAILED and "nội bộ (127.0.0.1)" in told.words
    assert not centre.web.asked


def test_a_redirect_from_the_web_to_this_machine_is_refused(
    federation: Federation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """127.0.0.1 stands for a machine of the web, and leads to the address of this one."""
    web = ipaddress.ip_address("127.0.0.1")
    monkeypatch.setattr(host_address, "is_public", lambda address: address == web)
    centre, secret = federation.centre(), Web("127.0.0.2")
    secret.files = dict(centre.web.files)
    centre.web.faults[SIGNATURE] = status(302, Location=f"{secret.url}/{SIGNATURE}")
    harvester = federation.harvester
    harvester.network = federation.network.model_copy(update={"local": False})
    (told,) = harvester.poll()
    assert told.fate is Fate.FAILED and "nội bộ (127.0.0.2)" in told.words
    assert not secret.asked
    secret.close()


def test_a_failing_centre_is_left_alone_longer_each_time(federation: Federation) -> None:
    centre = federation.centre()
    centre.web.faults["*"] = status(503)
    assert federation.poll()["bac-ninh"].fate is Fate.FAILED
    asked = len(centre.web.asked)
    assert federation.poll(after=20)["bac-ninh"].fate is Fate.RESTING
    assert len(centre.web.asked) == asked
    assert federation.poll(after=100)["bac-ninh"].fate is Fate.FAILED
    assert federation.poll(after=50)["bac-ninh"].fate is Fate.RESTING
    centre.web.faults.clear()
    assert federation.poll(after=200)["bac-ninh"].fate is Fate.CHANGED


def test_a_server_says_how_long_it_wants_to_be_left_alone(federation: Federation) -> None:
    centre = federation.centre()
    centre.web.faults[SIGNATURE] = status(429, Retry_After="7200")
    federation.poll()
    centre.web.faults.clear()
    assert federation.poll(after=7000)["bac-ninh"].fate is Fate.RESTING
    assert federation.poll(after=300)["bac-ninh"].fate is Fate.CHANGED


def test_a_harvest_that_was_cut_off_goes_on_where_it_was(federation: Federation) -> None:
    centre = federation.centre()
    centre.files = {
        f"luu-tru/2025/{n:02}/feed.json": b'{"items": []%s}' % (b" " * n) for n in (1, 2, 3)
    }
    centre.publish()
    centre.web.faults["luu-tru/2025/03/feed.json"] = status(500)
    federation.poll()
    centre.web.faults.clear()
    centre.web.asked.clear()
    assert federation.poll(after=1000)["bac-ninh"].fate is Fate.CHANGED
    assert [path for path in centre.web.asked if path.startswith("luu-tru")] == [
        "luu-tru/2025/03/feed.json"
    ]


def test_a_centre_that_moved_is_followed_and_the_new_address_told(federation: Federation) -> None:
    centre = federation.centre()
    federation.poll()
    old, new = centre.web, type(centre.web)()
    centre.web = new
    centre.story(2)
    centre.publish()
    old.faults["*"] = lambda handler: status(301, Location=f"{new.url}{handler.path}")(handler)
    federation.members["bac-ninh"] = {"address": old.url}
    (told,) = federation.poll().values()
    assert told.fate is Fate.CHANGED and f"đã chuyển sang {new.url}" in told.remarks[0]
    old.asked.clear()
    (told,) = federation.poll().values()
    assert not old.asked and "sửa `address`" in told.remarks[0], "until somebody did"
    new.faults["*"] = status(500)
    federation.poll()
    old.faults.clear()
    old.files = dict(new.files)
    assert federation.poll()["bac-ninh"].fate is Fate.UNCHANGED and old.asked
    old.close()


def test_a_server_that_says_nothing_new_for_ever_is_believed_for_a_day(
    federation: Federation,
) -> None:
    centre = federation.centre()
    federation.poll()
    centre.story(2)
    centre.publish()
    signed = centre.web.files[SIGNATURE]

    def lies(handler: BaseHTTPRequestHandler) -> None:
        (status(304) if handler.headers["If-None-Match"] else body(signed))(handler)

    centre.web.faults[SIGNATURE] = lies
    assert federation.poll()["bac-ninh"].fate is Fate.UNCHANGED
    assert federation.poll(after=90_000)["bac-ninh"].fate is Fate.CHANGED


def test_a_validator_that_no_header_may_hold_is_not_sent_back(federation: Federation) -> None:
    centre = federation.centre()
    signed = centre.web.files[SIGNATURE]
    centre.web.faults[SIGNATURE] = body(signed, ETag='"bản mới"'.encode().decode("latin-1"))
    assert federation.poll()["bac-ninh"].fate is Fate.CHANGED
    assert federation.poll()["bac-ninh"].fate is Fate.UNCHANGED


def test_a_centre_that_drips_file_after_file_does_not_hold_the_others(
    federation: Federation, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow, quick = federation.centre(), federation.centre("lang-son", "Lạng Sơn")
    slow.web.faults["feed.json"] = wait
    monkeypatch.setattr(harvest, "LONGEST_POLL", 0.3)
    outcomes = federation.poll()
    assert "lần sau lấy tiếp" in outcomes["bac-ninh"].words
    assert outcomes["lang-son"].fate is Fate.CHANGED and quick.web.asked


def test_a_clock_that_is_ahead_is_told(federation: Federation) -> None:
    federation.centre().publish(changed=int(federation.now) + 90_000)
    assert "đồng hồ" in federation.poll()["bac-ninh"].remarks[0]


@pytest.mark.parametrize(
    "address",
    [
        *("10.1.2.3", "192.168.1.1", "172.16.0.9", "169.254.1.1", "0.0.0.1", "224.0.0.1"),
        *("::1", "fe80::1", "fd00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"),
        *("fec0::1", "::7f00:1", "::ffff:0:7f00:1", "5f00::1"),
    ],
)
def test_addresses_that_are_not_of_the_public_web(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["113.160.1.1", "2405:4800::1"])
def test_addresses_of_the_public_web(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


def test_one_host_is_asked_by_one_connection_at_a_time(federation: Federation) -> None:
    """Two centres on one server wait for each other."""
    first, second = federation.centre(), federation.centre("lang-son", "Lạng Sơn")
    busy: list[int] = []
    most: list[int] = []

    def counted(handler: BaseHTTPRequestHandler) -> None:
        busy.append(1)
        most.append(len(busy))
        handler.connection.settimeout(0.02)
        with contextlib.suppress(TimeoutError):
            handler.connection.recv(1, socket.MSG_PEEK)
        busy.pop()
        status(404)(handler)

    for centre in (first, second):
        centre.web.faults["*"] = counted
    federation.poll()
    assert len(most) >= 4 and max(most) == 1


def test_a_key_that_is_none_is_found_before_anything_is_asked() -> None:
    member = Member(name="A", province="B", address="https://a.example", key="RWQ")
    (fault,) = Network(centres={"a": member}).faults()
    assert "khóa công khai" in fault.message


def test_two_offices_do_not_sign_with_one_key() -> None:
    """What one of them signed would be taken for news of the other."""
    key = public_key(new_secret_key())
    first = Member(name="A", province="Bắc Ninh", address="https://a.example", key=key)
    second = first.model_copy(update={"address": "https://b.example"})
    (fault,) = Network(centres={"a": first, "b": second}).faults()
    assert fault.where == ("centres", "b", "key") and "khóa của “a”" in fault.message
    merged = second.model_copy(update={"merged_into": "a"})
    assert not list(Network(centres={"a": first, "b": merged}).faults())
