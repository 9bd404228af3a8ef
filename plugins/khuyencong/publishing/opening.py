"""A target of `xuat-ban.yml` as something that a site can be sent to."""

from pathlib import Path

from khuyencong.publishing.errors import PublishingError, missing_library
from khuyencong.publishing.local_host import LocalHost
from khuyencong.publishing.release_target import ReleaseTarget
from khuyencong.publishing.target import Target
from khuyencong.publishing.target_settings import ChosenTarget


def open_target(chosen: ChosenTarget) -> Target:
    """Reach the host of a target. Libraries are loaded only for the kind that is used.

    Raises:
        ConnectionLostError: the host does not answer.
        PublishingError: it does not let us in, or a library is not installed.
    """
    if chosen.address.scheme == "file":
        return _folder(chosen)
    return _ssh(chosen)


def _folder(chosen: ChosenTarget) -> Target:
    host = LocalHost(Path(chosen.folder))
    if not host.can_link():
        raise PublishingError(f"Ổ đĩa của “{host.root}” không tạo được liên kết.")
    return ReleaseTarget(host, chosen.settings.keep)


def _ssh(chosen: ChosenTarget) -> Target:
    try:
        from khuyencong.publishing.ssh_host import SshHost
    except ImportError as error:
        raise missing_library("asyncssh", error) from error
    return ReleaseTarget(SshHost(chosen), chosen.settings.keep)
