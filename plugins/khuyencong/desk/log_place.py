"""Where the log of the web server lies: asked once, in the words of who keeps the server."""

from dataclasses import dataclass
from pathlib import Path

from starlette.responses import Response

from khuyencong.content.folder import ContentError
from khuyencong.desk.readership import Readership
from khuyencong.desk.requests import Asked
from khuyencong.desk.screen_renderer import go, refuse
from khuyencong.desk.target_form import keep_settings
from khuyencong.editing.header_yaml import HeaderError
from khuyencong.publishing.errors import PublishingError
from khuyencong.publishing.target_settings import SETTINGS_FILE, choose_target
from khuyencong.statistics.errors import NoLogError
from khuyencong.statistics.log_places import logs_at
from khuyencong.statistics.remote_logs import SCHEMES
from khuyencong.store.os_reason import os_reason

USUAL = {
    "/var/log/nginx/access.log": "nginx trên Debian, Ubuntu",
    "/var/log/apache2/access.log": "Apache trên Debian, Ubuntu",
    r"C:\inetpub\logs\LogFiles\W3SVC1": "IIS trên Windows Server",
}
"""Where servers put it unless somebody says otherwise → which servers."""
_READABLE = ("file", *SCHEMES)
_SCREEN = "nguoi-doc"


@dataclass(frozen=True, slots=True)
class LogPlace:
    """What is known of the log of the first target."""

    place: str
    """Path or pattern of paths; empty while nobody named it."""
    host: str
    """The server that is asked by SSH; empty when the log lies on this machine."""
    can_be_read: bool
    """Whether the place that the site is sent to lets us read; hosts by FTP do not."""


def log_place(content: Path) -> LogPlace | None:
    """None while nobody said where the site lies, or its settings have errors."""
    try:
        chosen = choose_target(content, None)
    except (ContentError, PublishingError):
        return None
    scheme = chosen.address.scheme
    host = chosen.address.hostname or "" if scheme in SCHEMES else ""
    return LogPlace(", ".join(chosen.settings.access_log), host, scheme in _READABLE)


@dataclass(frozen=True)
class LogScreens:
    """Answers of the form that asks for the log."""

    content: Path
    readership: Readership

    def save(self, asked: Asked) -> Response:
        """Write the place into the settings of the first target, and read what lies there."""
        place = asked.get("nhat-ky").strip() or asked.get("thuong-o")
        if not place:
            return refuse(_SCREEN, "Chọn máy chủ web, hoặc ghi đường dẫn nhật ký.")
        try:
            chosen = choose_target(self.content, None)
            if chosen.address.scheme not in SCHEMES:
                logs_at((place,), self.content.absolute().parent)
            keep_settings(self.content, chosen.name, {"access_log": [place]})
        except (NoLogError, PublishingError) as error:
            return refuse(_SCREEN, str(error), place)
        except ContentError as error:
            return refuse(_SCREEN, str(error.problems[0]), place)
        except HeaderError:
            said = f"{SETTINGS_FILE} viết theo cách riêng; sửa tệp đó bằng Notepad."
            return refuse(_SCREEN, said, place)
        except OSError as error:
            said = f"Không ghi được {SETTINGS_FILE}: {os_reason(error)}."
            return refuse(_SCREEN, said, place)
        self.readership.refresh(force=True)
        return go(_SCREEN, f"Đã ghi chỗ để nhật ký: {place}")
