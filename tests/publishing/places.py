"""Every kind of place without releases, with what readers find there."""

import getpass
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.publishing.conftest import Sshd, free_port, wait_for
from tests.publishing.cutting_proxy import cutting_proxy
from tests.publishing.servers import (
    PASSWORD,
    Line,
    certificate,
    ftp_server,
    s3_server,
    webdav_server,
)
from tests.publishing.sites import Desk, Site, seen

KINDS = [
    "folder",
    "ftp",
    pytest.param("ftps", marks=pytest.mark.slow),
    pytest.param("sftp", marks=[pytest.mark.programs, pytest.mark.slow]),
    pytest.param("s3", marks=pytest.mark.slow),
    pytest.param("webdav", marks=[pytest.mark.programs, pytest.mark.slow]),
]


@dataclass
class Place:
    """A desk with its target, the line to it, and a look at what readers find."""

    desk: Desk
    line: Line
    readers: Callable[[], Site]
    put: Callable[[str, bytes], object]
    """Leaves a file there, past the program."""
    root: Path = Path()
    """The folder that holds the site, where there is one on this machine."""
    behind: str = ""
    """What nginx is told instead, where the site lies in a bucket behind it."""


@contextmanager
def place(kind: str, home: Path, request: pytest.FixtureRequest) -> Iterator[Place]:
    line, web = Line(), home / "web"
    monkeypatch: pytest.MonkeyPatch = request.getfixturevalue("monkeypatch")
    monkeypatch.setenv("KHUYENCONG_CHINH_PASSWORD", PASSWORD)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with ExitStack() as stack:

        def by_proxy(port: int) -> int:
            return stack.enter_context(cutting_proxy(port, line))

        def folder(address: str, **settings: str) -> Place:
            desk = Desk(home, address, **settings)
            return Place(desk, line, lambda: seen(web), _writer(web), web)

        if kind == "folder":
            from khuyencong.publishing.local_host import LocalHost

            monkeypatch.setattr(LocalHost, "can_link", lambda _: False)
            yield folder(f"file://{web}")
        elif kind in ("ftp", "ftps"):
            web.mkdir()
            tls = certificate(home) if kind == "ftps" else None
            if tls:
                monkeypatch.setenv("SSL_CERT_FILE", str(tls))
            port = stack.enter_context(ftp_server(web, line, tls=tls))
            yield folder(f"{kind}://an@127.0.0.1:{port}/")
        elif kind == "sftp":
            sshd: Sshd = request.getfixturevalue("sshd")
            address = f"sftp://{getpass.getuser()}@127.0.0.1:{by_proxy(sshd.port)}{web}"
            yield folder(address, host_key=sshd.fingerprint)
        elif kind == "webdav":
            open_home = Path(stack.enter_context(TemporaryDirectory()))
            web = open_home / "web"
            port = stack.enter_context(webdav_server(open_home, free_port()))
            wait_for(port)
            yield folder(f"http+webdav://an@127.0.0.1:{by_proxy(port)}/")
        else:
            yield _bucket(home, by_proxy, stack, monkeypatch, line)


def _writer(web: Path) -> Callable[[str, bytes], object]:
    def put(path: str, data: bytes) -> None:
        (web / path).parent.mkdir(parents=True, exist_ok=True)
        (web / path).write_bytes(data)

    return put


def _bucket(
    home: Path,
    by_proxy: Callable[[int], int],
    stack: ExitStack,
    monkeypatch: pytest.MonkeyPatch,
    line: Line,
) -> Place:
    import boto3

    port = stack.enter_context(s3_server())
    for name in ("ACCESS_KEY", "SECRET_KEY"):
        monkeypatch.setenv(f"KHUYENCONG_CHINH_{name}", "thu")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    s3 = boto3.client(
        "s3",
        endpoint_url=f"http://127.0.0.1:{port}",
        aws_access_key_id="thu",
        aws_secret_access_key="thu",  # noqa: S106
    )
    s3.create_bucket(Bucket="trang")
    may_read = {
        "Effect": "Allow",
        "Principal": "*",
        "Action": "s3:GetObject",
        "Resource": "arn:aws:s3:::trang/*",
    }
    policy = {"Version": "2012-10-17", "Statement": [may_read]}
    s3.put_bucket_policy(Bucket="trang", Policy=json.dumps(policy))

    def readers() -> Site:
        found = s3.list_objects_v2(Bucket="trang", Prefix="web/").get("Contents", ())
        keys = (item["Key"] for item in found if "/." not in item["Key"])
        return {
            key.removeprefix("web/"): s3.get_object(Bucket="trang", Key=key)["Body"].read()
            for key in keys
        }

    desk = Desk(home, "s3://trang/web", endpoint=f"http://127.0.0.1:{by_proxy(port)}")
    put = lambda path, data: s3.put_object(Bucket="trang", Key=f"web/{path}", Body=data)  # noqa: E731
    behind = (
        "location / { rewrite ^(.*)/$ /trang/web$1/index.html break; "
        f"rewrite ^(.*)$ /trang/web$1 break; proxy_pass http://127.0.0.1:{port}; }}"
    )
    return Place(desk, line, readers, put, behind=behind)
