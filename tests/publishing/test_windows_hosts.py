"""A host that keeps names as Windows does, behind FTP with TLS as rented hosts offer it."""

import errno
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import pytest

from khuyencong.publishing.errors import PublishingError, TargetBusyError, host_error
from khuyencong.publishing.host_lock import host_lock
from tests.publishing.servers import PASSWORD, Line, WindowsDisk, certificate, ftp_server
from tests.publishing.sites import EDITED, SITE, Desk, edited, seen

PDF = b"%PDF-1.4"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("KHUYENCONG_CHINH_PASSWORD", PASSWORD)
    monkeypatch.setattr(WindowsDisk, "in_use", set())
    (tmp_path / "web").mkdir()
    with chdir(tmp_path), ftp_server(tmp_path / "web", Line(), tls=None, disk=WindowsDisk) as port:
        yield Desk(tmp_path, f"ftp://an@127.0.0.1:{port}/")


def readers(desk: Desk) -> dict[str, bytes]:
    return seen(desk.home / "web")


def test_a_site_comes_changes_and_goes_back(desk: Desk) -> None:
    desk.publish(SITE)
    assert readers(desk) == SITE
    desk.publish(edited(**{"rss.xml": None}))
    assert readers(desk) == edited(**{"rss.xml": None})
    desk.back()
    assert readers(desk) == SITE


def test_a_file_whose_name_changed_in_its_capitals_alone_is_not_removed(desk: Desk) -> None:
    desk.publish(SITE | {"tep/Bieu-Mau.pdf": PDF})
    desk.publish(SITE | {"tep/bieu-mau.pdf": PDF + b"moi"})
    (file,) = (desk.home / "web" / "tep").iterdir()
    assert file.read_bytes() == PDF + b"moi"
    desk.publish(SITE)
    assert readers(desk) == SITE


def test_two_names_that_are_one_there_are_refused_before_anything_is_sent(desk: Desk) -> None:
    desk.publish(SITE)
    with pytest.raises(PublishingError, match=r"“Tin-Tuc/A/index.html” và “tin-tuc/a/index.html”"):
        desk.publish(edited() | {"Tin-Tuc/A/index.html": b"<meta http-equiv=refresh>"})
    assert readers(desk) == SITE


def test_the_lock_holds_where_names_with_a_point_are_not_listed(desk: Desk) -> None:
    from khuyencong.publishing.connection import opened

    desk.publish(SITE)
    (desk.home / "other").mkdir()
    with (
        opened(desk.chosen) as target,
        host_lock(target.host),
        chdir(desk.home / "other"),
        pytest.raises(TargetBusyError),
    ):
        desk.publish(edited())
    assert desk.publish(edited()).sent


def test_a_page_that_another_program_has_open_stays_and_the_next_run_sends_it(desk: Desk) -> None:
    desk.publish(SITE)
    WindowsDisk.in_use.add("index.html")
    with pytest.raises(PublishingError, match="đang được chương trình khác mở"):
        desk.publish(edited())
    assert readers(desk)["tin-tuc/a/index.html"] == SITE["tin-tuc/a/index.html"]
    WindowsDisk.in_use.clear()
    desk.publish(edited())
    assert readers(desk)["tin-tuc/a/index.html"] == EDITED


@pytest.mark.slow
def test_the_same_with_tls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHUYENCONG_CHINH_PASSWORD", PASSWORD)
    tls = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(tls))
    (tmp_path / "web").mkdir()
    with chdir(tmp_path), ftp_server(tmp_path / "web", Line(), tls=tls, disk=WindowsDisk) as port:
        desk = Desk(tmp_path, f"ftps://an@127.0.0.1:{port}/")
        desk.publish(SITE)
        desk.publish(edited())
        assert readers(desk) == edited()


@pytest.mark.parametrize("number", [errno.EBUSY, errno.ETXTBSY])
def test_a_file_in_use_on_a_share_is_told(number: int) -> None:
    assert "đang được chương trình khác" in str(host_error(OSError(number, ""), "index.html"))


def test_a_sharing_violation_of_windows_is_no_lack_of_rights() -> None:
    error = PermissionError(errno.EACCES, "")
    error.winerror = 32  # type: ignore[attr-defined]
    assert "đang được chương trình khác" in str(host_error(error, "index.html"))
