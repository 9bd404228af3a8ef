"""When a target is due: kept between two looks, in small files beside the caches.

The system looks every few minutes; a look that finds nothing due reads one small file. So a
moment that passed while the machine was off is made up at the first look after it is on again.
"""

import json
from datetime import datetime, timedelta
from enum import StrEnum

from khuyencong.publishing.target_settings import ChosenTarget
from khuyencong.store.atomic import atomic_write
from khuyencong.store.digest import hex_digest_of

MINUTES = 5
"""How often the system looks."""
_WEEK = timedelta(days=7)


class Due(StrEnum):
    """Whether a target wants to be published to by the clock."""

    NOW = "đến giờ"
    LATER = "chưa đến giờ"
    NEVER = "đã quay lại bản trước, chờ người đưa lên"


class DueFile:
    """The next moment of a target, between two looks.

    A clock that went back since a file was written was wrong then, or is now: what the file says
    counts for nothing.
    """

    def __init__(self, chosen: ChosenTarget) -> None:
        self._file = chosen.own_path(".due")
        self._looked_at = chosen.own_path(".looked-at")

    def look(self, now: datetime) -> tuple[Due, datetime | None]:
        """Whether it is due, and the moment that counts; without a file nobody knows, so it is."""
        try:
            kept = json.loads(self._file.read_bytes())
            if not kept["due"]:
                return Due.NEVER, None
            moment = datetime.fromisoformat(kept["due"])
            written = datetime.fromisoformat(kept["written"])
        except (OSError, ValueError, KeyError, TypeError):
            return Due.NOW, None
        return (Due.LATER if written <= now < moment else Due.NOW), moment

    def is_news(self, words: str) -> bool:
        """Whether a failure was not told since the last publication: every look would tell it
        again."""
        reported = self._file.with_suffix(".reported")
        known = reported.read_bytes().split() if reported.is_file() else []
        digest = hex_digest_of(words).encode()
        if digest in known:
            return False
        atomic_write(reported, b"\n".join((*known, digest)))
        return True

    def set(self, moment: datetime | None, now: datetime) -> None:
        """Remember the next moment; None after a roll-back, which the clock may not undo."""
        self._file.with_suffix(".reported").unlink(missing_ok=True)
        kept = {"due": moment.isoformat() if moment else "", "written": now.isoformat()}
        atomic_write(self._file, json.dumps(kept).encode())

    def is_unseen(self, now: datetime) -> bool:
        """Whether the whole site was not looked at on the web for a week."""
        try:
            seen = datetime.fromisoformat(self._looked_at.read_text("ascii"))
        except (OSError, ValueError):
            return True
        return not seen <= now < seen + _WEEK

    def set_seen(self, now: datetime) -> None:
        """Remember that the whole site was looked at."""
        atomic_write(self._looked_at, now.isoformat().encode())
