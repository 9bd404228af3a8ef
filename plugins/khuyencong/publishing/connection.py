"""A target of `xuat-ban.yml` as something that a site can be sent to."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from khuyencong.publishing.archive import Archive
from khuyencong.publishing.errors import missing_library
from khuyencong.publishing.flat_target import FlatTarget
from khuyencong.publishing.host import Host
from khuyencong.publishing.local_host import LocalHost
from khuyencong.publishing.release_target import CURRENT, ReleaseTarget
from khuyencong.publishing.target import Target
from khuyencong.publishing.target_settings import ChosenTarget


@contextmanager
def opened(chosen: ChosenTarget) -> Iterator[Target]:
    """Reach the host of a target for a while. Only the library of its kind is loaded.

    Raises:
        ConnectionLostError: the host does not answer.
        PublishingError: it does not let us in, or a library is not installed.
    """
    target = _target(chosen)
    try:
        yield target
    finally:
        target.host.close()


def _target(chosen: ChosenTarget) -> Target:
    scheme = chosen.address.scheme
    if scheme == "file":
        return _folder(LocalHost(Path(chosen.folder)), chosen)
    try:
        if scheme == "ssh":
            from khuyencong.publishing.ssh_host import SshHost

            return ReleaseTarget(SshHost(chosen), chosen.settings.keep)
        if scheme.startswith("git+"):
            return _branch(chosen)
        return _flat(_host(scheme, chosen), chosen)
    except ImportError as error:
        raise missing_library(str(error.name), error) from error


def _host(scheme: str, chosen: ChosenTarget) -> Host:
    if scheme == "sftp":
        from khuyencong.publishing.ssh_host import SshHost

        return SshHost(chosen)
    if scheme == "s3":
        from khuyencong.publishing.s3_host import S3Host

        return S3Host(chosen)
    if scheme in ("ftp", "ftps"):
        from khuyencong.publishing.ftp_host import FtpHost

        return FtpHost(chosen)
    from khuyencong.publishing.webdav_host import WebdavHost

    return WebdavHost(chosen)


def _folder(host: LocalHost, chosen: ChosenTarget) -> Target:
    """Releases where the disk has links, else the files themselves; what is there decides."""
    if host.link_target(CURRENT) or host.can_link():
        return ReleaseTarget(host, chosen.settings.keep)
    return _flat(host, chosen)


def _branch(chosen: ChosenTarget) -> Target:
    from khuyencong.publishing.git_remote import GitRemote
    from khuyencong.publishing.git_target import GitTarget

    folder = chosen.own_path()
    return GitTarget(GitRemote(chosen, folder / "repo.git"), folder, chosen.settings.keep)


def _flat(host: Host, chosen: ChosenTarget) -> FlatTarget:
    return FlatTarget(host, Archive(chosen.own_path(), chosen.settings.keep))
