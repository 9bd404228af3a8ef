"""Disks and servers that refuse: a clear sentence, the web whole, the next run right."""

import subprocess
from contextlib import chdir
from dataclasses import replace
from pathlib import Path

import pytest

from khuyencong.publishing.errors import PublishingError
from khuyencong.publishing.publication import publish_site
from tests.publishing.places import place as opened_place
from tests.publishing.servers import Line, ftp_server
from tests.publishing.sites import SITE, Desk, edited, seen
from tests.rendering.conftest import fill, mounted


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


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["ftp", "ftps"])
def test_a_wrong_password(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    with chdir(tmp_path), opened_place(kind, tmp_path, request) as place:
        monkeypatch.setenv("KHUYENCONG_CHINH_PASSWORD", "sai-mat-khau")
        with pytest.raises(PublishingError, match="sai tên người dùng hoặc mật khẩu") as refused:
            place.desk.publish(SITE)
    assert "sai-mat-khau" not in str(refused.value)


def test_a_server_whose_certificate_nobody_signed(
    tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    with chdir(tmp_path), opened_place("ftps", tmp_path, request) as place:
        monkeypatch.delenv("SSL_CERT_FILE")
        with pytest.raises(PublishingError, match="không đáng tin"):
            place.desk.publish(SITE)
        assert place.readers() == {}


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
