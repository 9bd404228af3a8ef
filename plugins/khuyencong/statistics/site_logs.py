"""The logs that `xuat-ban.yml` names for a site."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from pathlib import Path

from khuyencong.content.folder import ContentError, read_centre
from khuyencong.publishing.errors import PublishingError
from khuyencong.publishing.target_settings import SETTINGS_FILE, ChosenTarget, read_targets
from khuyencong.statistics.errors import NoLogError, UnnamedLogError
from khuyencong.statistics.log_file import LogFile
from khuyencong.statistics.log_places import logs_at
from khuyencong.statistics.remote_logs import SCHEMES, remote_logs
from khuyencong.statistics.sources import host_of

HOW_TO = (
    f"Chưa khai báo nhật ký của máy chủ web. Trong {SETTINGS_FILE}, dưới nơi đăng, thêm dòng "
    "`access_log: [/var/log/nginx/access.log]` (Apache: /var/log/apache2/access.log; IIS: thư mục "
    "C:\\inetpub\\logs\\LogFiles\\W3SVC1)."
)


@contextmanager
def site_logs(content: Path) -> Iterator[list[LogFile]]:
    """The logs of all targets of a site: of this machine, or of the server of an SSH target.

    Raises:
        UnnamedLogError: none is named.
        NoLogError: there is none at a place that is.
        PublishingError: a server does not answer, or does not let us in.
    """
    chosen = [each for each in _targets(content) if each.settings.access_log]
    if not chosen:
        raise UnnamedLogError(HOW_TO)
    with ExitStack() as connections:
        yield [log for each in chosen for log in connections.enter_context(_logs(each, content))]


def _targets(content: Path) -> list[ChosenTarget]:
    try:
        return [ChosenTarget(*each) for each in read_targets(content).items()]
    except PublishingError as error:
        raise UnnamedLogError(HOW_TO) from error
    except ContentError as error:
        raise NoLogError(
            f"{SETTINGS_FILE} còn lỗi nên chưa biết nhật ký ở đâu: {error.problems[0].message}"
        ) from error


def _logs(chosen: ChosenTarget, content: Path) -> AbstractContextManager[list[LogFile]]:
    if chosen.address.scheme in SCHEMES:
        return remote_logs(chosen)
    return nullcontext(logs_at(chosen.settings.access_log, content.absolute().parent))


def own_hosts(content: Path) -> frozenset[str]:
    """Hosts under which readers find a site: those of its targets, and of `url` in site.yml."""
    centre, _ = read_centre(content)
    try:
        found = [target.url for target in read_targets(content).values()]
    except (PublishingError, ContentError):
        found = []
    url = centre.url if centre else ""
    return frozenset({host_of(url), *map(host_of, found)} - {""})
