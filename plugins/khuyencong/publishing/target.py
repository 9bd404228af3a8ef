"""What every place to publish to can do; `release_target`, `flat_target` and `git_target` do it."""

import getpass
import socket
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Protocol

from khuyencong.publishing.host import Host, Sent
from khuyencong.publishing.site_files import SiteFile
from khuyencong.publishing.site_manifest import RELEASE_NAME, SiteManifest


class Target(Protocol):
    """A place from which readers get a site."""

    root: str
    """What the web server has to serve, as a path or address at the host."""

    @property
    def host(self) -> Host:
        """Where its files, and the lock of whoever publishes, lie."""

    def published(self) -> SiteManifest | None:
        """What readers see now; None when nothing was published yet.

        Raises:
            ForeignSiteError: something lies there that is not ours.
            ConnectionLostError: the host does not answer.
        """

    def releases(self) -> list[str]:
        """Names of what was published and can be had back, the newest first."""

    def release(self, name: str) -> SiteManifest | None:
        """What was published under a name."""

    def send(
        self, old: SiteManifest | None, new: SiteManifest, files: Mapping[str, SiteFile], sent: Sent
    ) -> None:
        """Let readers see a site. `files` are those at hand, by their paths in it.

        Raises:
            PublishingError: it did not work; readers see the old site, or a whole one.
        """


def who() -> str:
    """Who publishes, and from where: `an@van-phong`."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):
        user = "?"
    return f"{user}@{socket.gethostname()}"


def next_name(last: str | None) -> str:
    """A name for a release: the time in UTC; later than the last one even if a clock is wrong."""
    now = datetime.now(UTC)
    if last and last >= now.strftime(RELEASE_NAME):
        now = datetime.strptime(last, RELEASE_NAME).replace(tzinfo=UTC) + timedelta(seconds=1)
    return now.strftime(RELEASE_NAME)


def moment_of(name: str) -> datetime:
    """When a release was published, in UTC."""
    return datetime.strptime(name, RELEASE_NAME).replace(tzinfo=UTC)
