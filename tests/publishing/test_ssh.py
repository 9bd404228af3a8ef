"""Who a server is, and whom it lets in."""

import subprocess
from contextlib import chdir
from pathlib import Path

import pytest

from khuyencong.publishing.errors import ConnectionLostError, PublishingError
from tests.publishing.conftest import Sshd, free_port
from tests.publishing.sites import SITE, Desk, seen

pytestmark = pytest.mark.programs


def test_an_unknown_server_is_refused_with_its_fingerprint(sshd: Sshd, tmp_path: Path) -> None:
    desk = Desk(tmp_path, sshd.address(tmp_path / "web"))
    with pytest.raises(PublishingError, match=r"Chưa biết máy chủ 127.0.0.1") as refused:
        desk.publish(SITE)
    assert f"host_key: {sshd.fingerprint}" in str(refused.value)
    assert not (tmp_path / "web").exists()


def test_a_server_that_ssh_knows_is_trusted(
    sshd: Sshd, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = sshd.home / ".ssh" / "known_hosts"
    key = (sshd.home / "host.pub").read_text()
    known.write_text(f"[127.0.0.1]:{sshd.port} {key}")
    try:
        with chdir(tmp_path):
            assert Desk(tmp_path, sshd.address(tmp_path / "web")).publish(SITE).sent
    finally:
        known.unlink()


@pytest.mark.parametrize("kind", ["ed25519", "rsa"])
def test_a_server_whose_key_changed_is_refused(sshd: Sshd, tmp_path: Path, kind: str) -> None:
    other = tmp_path / "other"
    subprocess.run(["ssh-keygen", "-q", "-t", kind, "-N", "", "-f", other], check=True)
    known = sshd.home / ".ssh" / "known_hosts"
    known.write_text(f"[127.0.0.1]:{sshd.port} {other.with_suffix('.pub').read_text()}")
    try:
        with pytest.raises(PublishingError, match="đã đổi: trước là SHA256:") as refused:
            Desk(tmp_path, sshd.address(tmp_path / "web")).publish(SITE)
    finally:
        known.unlink()
    assert sshd.fingerprint in str(refused.value)


def test_a_fingerprint_of_the_settings_that_does_not_fit_is_a_changed_key(
    sshd: Sshd, tmp_path: Path
) -> None:
    desk = Desk(tmp_path, sshd.address(tmp_path / "web"), host_key="SHA256:khac")
    with pytest.raises(PublishingError, match=r"đã đổi: trước là SHA256:khac, nay là SHA256:"):
        desk.publish(SITE)


def test_a_user_whom_the_server_does_not_know(
    sshd: Sshd, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("KHUYENCONG_CHINH_PASSWORD", "sai-mat-khau")
    desk = Desk(tmp_path, sshd.address(tmp_path / "web"), host_key=sshd.fingerprint)
    with pytest.raises(PublishingError, match="không cho vào") as refused:
        desk.publish(SITE)
    assert "sai-mat-khau" not in str(refused.value)


def test_a_server_that_does_not_answer(sshd: Sshd, tmp_path: Path) -> None:
    desk = Desk(tmp_path, f"ssh://web@127.0.0.1:{free_port()}/srv/web")
    with pytest.raises(ConnectionLostError, match=r"Không kết nối được máy chủ 127.0.0.1"):
        desk.publish(SITE)


def test_a_server_without_a_shell_links_file_by_file(
    sshd: Sshd, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from khuyencong.publishing.ssh_host import SshHost

    monkeypatch.setattr(SshHost, "_runs", lambda *_: False)
    desk = Desk(tmp_path, sshd.address(tmp_path / "web"), host_key=sshd.fingerprint, keep="1")
    with chdir(tmp_path):
        desk.publish(SITE)
        desk.publish(SITE | {"rss.xml": b"<rss>2</rss>"})
    assert seen(tmp_path / "web" / "current") == SITE | {"rss.xml": b"<rss>2</rss>"}
    assert len(list((tmp_path / "web" / "releases").iterdir())) == 1
