"""The logs that `xuat-ban.yml` names for a site."""

from pathlib import Path

from khuyencong.content.folder import ContentError
from khuyencong.publishing.errors import PublishingError
from khuyencong.publishing.target_settings import SETTINGS_FILE, read_targets
from khuyencong.statistics.errors import NoLogError
from khuyencong.statistics.log_file import LogFile
from khuyencong.statistics.log_places import logs_at
from khuyencong.statistics.sources import host_of

HOW_TO = (
    f"Chưa khai báo nhật ký của máy chủ web. Trong {SETTINGS_FILE}, dưới nơi đăng, thêm dòng "
    "`access_log: [/var/log/nginx/access.log]` (Apache: /var/log/apache2/access.log; IIS: thư mục "
    "C:\\inetpub\\logs\\LogFiles\\W3SVC1)."
)


def site_logs(content: Path) -> list[LogFile]:
    """The logs of all targets of a site.

    Raises:
        NoLogError: none is named, or there is none at a place that is.
    """
    try:
        targets = read_targets(content)
    except PublishingError as error:
        raise NoLogError(HOW_TO) from error
    except ContentError as error:
        raise NoLogError(
            f"{SETTINGS_FILE} còn lỗi nên chưa biết nhật ký ở đâu: {error.problems[0].message}"
        ) from error
    places = [place for target in targets.values() for place in target.access_log]
    if not places:
        raise NoLogError(HOW_TO)
    return logs_at(dict.fromkeys(places), content.absolute().parent)


def own_hosts(content: Path, url: str) -> frozenset[str]:
    """Hosts under which readers find a site: those of its targets, and of its `url`."""
    try:
        found = [target.url for target in read_targets(content).values()]
    except (PublishingError, ContentError):
        found = []
    return frozenset({host_of(url), *map(host_of, found)} - {""})
