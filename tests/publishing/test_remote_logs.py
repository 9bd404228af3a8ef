"""A log on the server to which a site is published by SSH, read where it lies."""

from pathlib import Path

import pytest

from khuyencong.publishing.errors import ConnectionLostError
from khuyencong.statistics.day_store import opened
from khuyencong.statistics.errors import NoLogError
from khuyencong.statistics.log_reading import Reading, read_logs
from khuyencong.statistics.site_logs import site_logs
from tests.publishing.conftest import Sshd, free_port
from tests.statistics.logs import NOW, STORY, append, on, views, write

pytestmark = pytest.mark.programs


def settings(folder: Path, address: str, host_key: str, log: object) -> Path:
    """A content folder whose xuat-ban.yml names a log of a server."""
    (folder / "xuat-ban.yml").write_text(
        f"targets:\n  chinh:\n    address: {address}\n    host_key: {host_key}\n"
        f"    access_log: ['{log}']\n",
        encoding="utf-8",
    )
    return folder / "content"


def count(content: Path) -> Reading:
    with site_logs(content) as logs, opened(content.parent, to_write=True) as store:
        return read_logs(logs, store, NOW)


def test_a_log_of_a_server_goes_on_where_it_stopped(sshd: Sshd, tmp_path: Path) -> None:
    server = tmp_path / "máy chủ"
    server.mkdir()
    log = write(server / "access.log", on(27), on(28))
    write(server / "access.log.2.gz", on(20))
    write(server / "error.log", "[error] x\n")
    content = settings(tmp_path, sshd.address(tmp_path / "web"), sshd.fingerprint, log)
    assert count(content).lines == 3
    append(log, on(28, client="203.0.113.9"))
    assert count(content).lines == 1
    assert views(tmp_path) == {STORY: (4, 4)}


def test_a_log_that_is_gone_before_it_is_read_is_told(sshd: Sshd, tmp_path: Path) -> None:
    log = write(tmp_path / "access.log", on(28))
    content = settings(tmp_path, sshd.address(tmp_path / "web"), sshd.fingerprint, log)
    with site_logs(content) as logs, opened(tmp_path, to_write=True) as store:
        log.unlink()
        (problem,) = read_logs(logs, store, NOW).problems
    assert problem.startswith(f"{log}: không đọc được (")


def test_a_log_that_a_server_does_not_have_is_said(sshd: Sshd, tmp_path: Path) -> None:
    content = settings(tmp_path, sshd.address(tmp_path), sshd.fingerprint, "/var/khong/co.log")
    with pytest.raises(NoLogError, match=r"không có nhật ký ở “/var/khong/co\.log”"):
        count(content)


def test_a_server_that_does_not_answer_is_said(tmp_path: Path) -> None:
    content = settings(tmp_path, f"ssh://a@127.0.0.1:{free_port()}/web", "SHA256:x", "/a.log")
    with pytest.raises(ConnectionLostError):
        count(content)
