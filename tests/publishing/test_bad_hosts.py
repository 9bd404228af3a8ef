"""Disks and servers that refuse: a clear sentence, the web whole, the next run right."""

import re
import resource
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, chdir
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import pytest

from khuyencong.publishing.aftermath import verify_publication
from khuyencong.publishing.errors import PublishingError
from khuyencong.publishing.publication import publish_site
from khuyencong.publishing.site_files import SiteFile, file_digest
from khuyencong.publishing.target_settings import choose_target
from khuyencong.publishing.web_findings import Fault
from tests.publishing.conftest import Sshd
from tests.publishing.places import place as opened_place
from tests.publishing.servers import PASSWORD, Line, ftp_server
from tests.publishing.sites import SITE, Desk, Site, edited, seen
from tests.rendering.conftest import fill, mounted
from tools.screenshots import served


@pytest.mark.privileged
@pytest.mark.slow
def test_a_full_disk(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    with mounted(disk, "-t", "tmpfs", "-o", "size=8m", "tmpfs"), chdir(tmp_path):
        desk = Desk(tmp_path, f"file://{disk}/web")
        desk.publish(SITE)
        fill(disk)
        large = edited(**{"rss.xml": None}) | {"tep/phong-su.mp4": bytes(1 << 20)}
        with pytest.raises(PublishingError, match="Đĩa ở nơi đăng đã đầy"):
            desk.publish(large)
        assert seen(disk / "web" / "current") == SITE
        (disk / "day.bin").unlink()
        desk.publish(large)
        assert seen(disk / "web" / "current") == large


@pytest.mark.privileged
@pytest.mark.slow
def test_a_disk_that_may_only_be_read(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    with mounted(disk, "-t", "tmpfs", "-o", "size=8m", "tmpfs"), chdir(tmp_path):
        desk = Desk(tmp_path, f"file://{disk}/web")
        desk.publish(SITE)
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        with pytest.raises(PublishingError, match="chỉ cho đọc"):
            desk.publish(edited())
        assert seen(disk / "web" / "current") == SITE


@dataclass
class Disk:
    """A disk of 8 MB behind a server, with a desk that publishes to it."""

    desk: Desk
    root: Path
    readers: Callable[[], Site]

    def set(self, mode: str) -> None:
        subprocess.run(["mount", "-o", f"remount,{mode}", self.root], check=True)


@pytest.fixture(params=["ssh", "ftp", "webdav"])
def disk(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Disk]:
    monkeypatch.setattr("khuyencong.publishing.flat_target.PAUSE", 0)
    with chdir(tmp_path), ExitStack() as stack:
        if request.param == "ssh":
            sshd: Sshd = request.getfixturevalue("sshd")
            web = tmp_path / "web"
            desk = Desk(tmp_path, sshd.address(web), host_key=sshd.fingerprint)
            found = Disk(desk, web, lambda: seen(web / "current"))
        else:
            place = stack.enter_context(opened_place(request.param, tmp_path, request))
            found = Disk(place.desk, place.root, place.readers)
        found.root.mkdir(exist_ok=True)
        options = ("-t", "tmpfs", "-o", "size=8m,mode=777", "tmpfs")
        with mounted(found.root, *options):
            yield found


@pytest.mark.slow
@pytest.mark.privileged
@pytest.mark.programs
def test_a_disk_behind_a_server(disk: Disk, request: pytest.FixtureRequest) -> None:
    """Full, only to be read, with a name that it does not hold: each time the site stays whole,
    and what follows is as if nothing had been."""
    desk, large = disk.desk, {**edited(), "tep/phong-su.mp4": bytes(1 << 20)}
    desk.publish(SITE)
    if "ftp" not in request.node.name:  # pyftpdlib falls silent then: the next test has answers
        fill(disk.root)
        with pytest.raises(PublishingError, match=r"đã đầy|Hết dung lượng"):
            desk.publish(large)
        assert SITE.items() <= disk.readers().items()
        (disk.root / "day.bin").unlink()
    desk.publish(large)
    assert disk.readers() == large

    disk.set("ro")
    with pytest.raises(PublishingError, match=r"chỉ cho đọc|không cho ghi"):
        desk.publish(SITE)
    assert disk.readers() == large
    disk.set("rw")

    built = desk.built(large)
    long = {**built.files, f"the/{'dài' * 90}/a.html": built.files["rss.xml"]}
    with pytest.raises(PublishingError, match=r"(tên|ghi).*the/dài"):
        publish_site(desk.chosen, replace(built, files=long), lambda *_: True, desk.tell)
    assert disk.readers() == large
    desk.publish(SITE)
    assert disk.readers() == SITE


@pytest.mark.parametrize(
    "answer",
    [
        "452 Insufficient storage space.",
        "552 Exceeded storage allocation.",
        "550 Disk quota exceeded",
        "451 Failure writing: No space left on device",
    ],
)
def test_a_full_disk_behind_ftp(
    answer: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    with chdir(tmp_path), opened_place("ftp", tmp_path, request) as place:
        place.desk.publish(SITE)
        place.line.full = answer
        with pytest.raises(PublishingError, match="Hết dung lượng ở máy chủ FTP"):
            place.desk.publish(edited())
        assert place.readers() == SITE
        place.line.full = ""
        place.desk.publish(edited())
        assert place.readers() == edited()


@pytest.mark.parametrize(
    "kind", ["ftp", "ftps", pytest.param("webdav", marks=pytest.mark.programs)]
)
def test_a_wrong_password(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    with chdir(tmp_path), opened_place(kind, tmp_path, request) as place:
        monkeypatch.setenv("KHUYENCONG_CHINH_PASSWORD", "sai-mat-khau")
        with pytest.raises(PublishingError, match="sai tên người dùng hoặc mật khẩu") as refused:
            place.desk.publish(SITE)
    assert "sai-mat-khau" not in str(refused.value)


@pytest.mark.slow
def test_a_wrong_key_of_a_bucket(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    with chdir(tmp_path), opened_place("s3", tmp_path, request) as place:
        service = f"{place.desk.chosen.settings.endpoint}/moto-api/reset-auth"
        httpx.post(service, content="0").raise_for_status()
        try:
            with pytest.raises(PublishingError, match="không cho vào hoặc không cho ghi"):
                place.desk.publish(SITE)
        finally:
            httpx.post(service, content="inf").raise_for_status()


@pytest.mark.slow
def test_a_key_longer_than_a_bucket_takes(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """1,024 bytes of UTF-8: told before anything is sent."""
    longest = "/".join(["tep", *["đ" * 100] * 5, "a" * 11])
    assert len(f"web/{longest}".encode()) == 1024
    with chdir(tmp_path), opened_place("s3", tmp_path, request) as place:
        place.desk.publish(SITE)
        with pytest.raises(PublishingError, match="chỉ nhận tên tệp dài đến 1020 byte"):
            place.desk.publish(edited() | {f"{longest}a": b"x"})
        assert place.readers() == SITE
        place.desk.publish(edited() | {longest: b"x"})
        assert place.readers() == edited() | {longest: b"x"}


@pytest.fixture
def ftp_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """What an FTP server gives away, whose password this machine knows."""
    monkeypatch.setenv("KHUYENCONG_CHINH_PASSWORD", PASSWORD)
    folder = tmp_path / "web"
    folder.mkdir()
    with chdir(tmp_path):
        yield folder


def test_an_ftp_server_that_lies_about_sizes_is_not_asked(ftp_folder: Path) -> None:
    with ftp_server(ftp_folder, Line(), tls=None, keeps=1 << 20) as port:
        desk = Desk(ftp_folder.parent, f"ftp://an@127.0.0.1:{port}/")
        desk.publish(SITE)
        desk.publish(edited())
        desk.back()
        assert seen(ftp_folder) == SITE


def test_what_a_server_kept_less_of_than_it_said_is_found_on_the_web(ftp_folder: Path) -> None:
    page = "tin-tuc/a/index.html"
    with (
        served(ftp_folder) as url,
        ftp_server(ftp_folder, Line(), tls=None, keeps=2048) as port,
    ):
        desk = Desk(ftp_folder.parent, f"ftp://an@127.0.0.1:{port}/", url=url)
        done = desk.publish({**SITE, page: b"<p>Ba lop.</p>" * 400})
        found = verify_publication(desk.chosen, done, desk.tell)
    assert found and [(f.address, f.fault) for f in found.grave] == [
        ("/tin-tuc/a/", Fault.OTHER_BYTES)
    ]


def test_a_file_that_the_disk_does_not_take_for_its_size(tmp_path: Path) -> None:
    """As a disk with FAT32 refuses a video of 4 GB; here the system's own limit does."""
    video = tmp_path / "phong-su.mp4"
    with video.open("wb") as stream:
        stream.truncate(1 << 20)
    desk = Desk(tmp_path, f"file://{tmp_path}/web")
    with chdir(tmp_path):
        desk.publish(SITE)
        built = desk.built(edited())
        files = {**built.files, "tep/phong-su.mp4": SiteFile(video, "0" * 32, 1 << 20)}
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 19, limits[1]))
        try:
            with pytest.raises(PublishingError, match="FAT32 chỉ nhận dưới 4 GB"):
                publish_site(desk.chosen, replace(built, files=files), lambda *_: True, desk.tell)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        assert seen(tmp_path / "web" / "current") == SITE
        desk.publish(edited())
    assert seen(tmp_path / "web" / "current") == edited()


@pytest.mark.slow
@pytest.mark.audit
@pytest.mark.parametrize("kind", ["file", "ftp"])
def test_a_video_of_4_gb(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It goes as it is, in pieces: 4 GB of nothing, as a file with a hole."""
    monkeypatch.setenv("KHUYENCONG_CHINH_PASSWORD", PASSWORD)
    video, size = tmp_path / "phong-su.mp4", (4 << 30) + 1
    with video.open("wb") as stream:
        stream.truncate(size)
    (tmp_path / "dich").mkdir()
    with chdir(tmp_path), ftp_server(tmp_path / "dich", Line(), tls=None) as port:
        address = f"ftp://an@127.0.0.1:{port}/" if kind == "ftp" else f"file://{tmp_path}/dich"
        desk = Desk(tmp_path, address)
        built = desk.built(SITE)
        sent = SiteFile(video, file_digest(video), size)
        files = {**built.files, "tep/phong-su.mp4": sent}
        publish_site(desk.chosen, replace(built, files=files), lambda *_: True, desk.tell)
    (there,) = (tmp_path / "dich").rglob("tep/phong-su.mp4")
    assert there.stat().st_size == size
    peak = re.search(r"VmHWM:\s*([0-9]+)", Path("/proc/self/status").read_text())
    print(f"4 GB: {int(peak[1]) // 1024} MB")


def test_a_server_whose_certificate_nobody_signed(
    tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    with chdir(tmp_path), opened_place("ftps", tmp_path, request) as place:
        monkeypatch.delenv("SSL_CERT_FILE")
        with pytest.raises(PublishingError, match="không đáng tin"):
            place.desk.publish(SITE)
        assert place.readers() == {}


@pytest.mark.parametrize(
    "address",
    ["ftp://an:mat@khau@a.example/web", "xftp://an:mat@khau@a.example/", "ftp://an:mat/khau@a:b/"],
)
def test_a_password_in_an_address_stands_in_no_message(address: str, tmp_path: Path) -> None:
    with pytest.raises(PublishingError, match="//…@a") as refused:
        choose_target(tmp_path, address)
    assert "mat@" not in str(refused.value) and "khau@" not in str(refused.value)


def test_a_password_that_nobody_gave(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    with chdir(tmp_path), ftp_server(tmp_path, Line(), tls=None) as port:
        desk = Desk(tmp_path, f"ftp://an@127.0.0.1:{port}/")
        with pytest.raises(PublishingError, match="keyring set khuyencong chinh/password"):
            desk.publish(SITE)


def test_a_name_that_the_disk_cannot_hold(tmp_path: Path) -> None:
    desk = Desk(tmp_path, f"file://{tmp_path}/web")
    with chdir(tmp_path):
        desk.publish(SITE)
        built = desk.built(edited())
        long = {**built.files, f"the/{'dài' * 90}.html": built.files["rss.xml"]}
        with pytest.raises(PublishingError, match="không nhận tên tệp dài"):
            publish_site(desk.chosen, replace(built, files=long), lambda *_: True, desk.tell)
    assert seen(tmp_path / "web" / "current") == SITE
