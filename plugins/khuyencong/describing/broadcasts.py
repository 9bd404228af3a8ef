"""What the page of a broadcast has besides a story: a player, its words, schema.org's video."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote, urlsplit

from khuyencong.content.record import Record
from khuyencong.describing.elements import Player
from khuyencong.html_tags import plain_text
from khuyencong.model.broadcast import Broadcast
from khuyencong.model.entry import Entry

HTML = "text/html"
MIMES = {".mp4": "video/mp4", ".m4v": "video/mp4", ".webm": "video/webm", ".mp3": "audio/mpeg"}


_YOUTUBE = re.compile(
    r"https://(?:(?:www\.|m\.)?youtube(?:-nocookie)?\.com/"
    r"(?:watch\?(?:[^#]*&)?v=|embed/|shorts/|live/)|youtu\.be/)(?P<id>[\w-]{11})(?![\w-])"
)


def mime_of(path: str) -> str:
    """MIME type of a video or sound file; that of a page for an address which names no file."""
    suffix = PurePosixPath(urlsplit(path).path).suffix.lower()
    return MIMES.get(suffix, HTML if is_away(path) else "video/mp4")


def is_away(path: str) -> bool:
    """Whether a video lies on another host."""
    return path.startswith("https://")


def embed_address(address: str) -> str:
    """Address of the player for a video's page on YouTube; nothing for another page.

    >>> embed_address("https://youtu.be/dQw4w9WgXcQ?t=5")
    'https://www.youtube.com/embed/dQw4w9WgXcQ'
    """
    found = _YOUTUBE.match(address)
    return f"https://www.youtube.com/embed/{found['id']}" if found else ""


@dataclass(frozen=True, slots=True)
class Clip:
    """A video of a broadcast: the programme itself, or footage to cut into another."""

    path: str
    """A file below `content/`, or an address that begins with https://."""
    title: str
    duration: str
    """Minutes and seconds, `14:30`; empty where they are not known."""


def clips(entry: Entry) -> tuple[Clip, ...]:
    """The videos of an entry, each once, the programme first."""
    if not isinstance(entry, Broadcast):
        return ()
    named = [(entry.video, entry.title, entry.duration)]
    named += [(shot.file, shot.scene, shot.duration) for shot in entry.broll]
    found: dict[str, Clip] = {}
    for path, title, duration in named:
        if path:
            found.setdefault(path, Clip(path, title, duration))
    return tuple(found.values())


def clip_address(path: str, root: str) -> str:
    """Absolute address of a video; `root` is that of the site."""
    return quote(path, safe=_OF_ADDRESSES) if is_away(path) else f"{root}/{quote(path)}"


_OF_ADDRESSES = "%/:?#[]@!$&'()*+,;=~"
"""What an address may hold as it is (RFC 3986, 2.2), besides letters and digits."""


def player(record: Record[Entry]) -> Player | None:
    """The player of a broadcast that has a video."""
    entry = record.entry
    if not isinstance(entry, Broadcast) or not entry.video:
        return None
    away = is_away(entry.video)
    return Player(
        address=entry.video if away else f"/{quote(entry.video)}",
        mime="" if away else mime_of(entry.video),
        poster=record.lead_figure,
        captions=captions(record),
        transcript=tuple((_clock(cue.start), cue.words) for cue in record.transcript),
    )


def captions(record: Record[Entry]) -> str:
    """Address of the subtitles of a record, as the feeds name it too; nothing without any."""
    return f"{record.address}phu-de.vtt" if record.transcript else ""


def _clock(milliseconds: int) -> str:
    minutes, seconds = divmod(milliseconds // 1000, 60)
    return f"{minutes:02}:{seconds:02}"


def _addresses(video: str, here: str) -> dict[str, str]:
    """Where schema.org finds a video: its file, its player, or the page that has it."""
    if not is_away(video):
        return {"contentUrl": here}
    if player := embed_address(video):
        return {"embedUrl": player}
    return {"url" if mime_of(video) == HTML else "contentUrl": video}


def video_object(record: Record[Entry], root: str) -> dict[str, Any] | None:
    """schema.org VideoObject with the times of broadcasting."""
    entry, shown = record.entry, player(record)
    if shown is None or not isinstance(entry, Broadcast) or not entry.video:
        return None
    minutes, _, seconds = entry.duration.partition(":")
    poster, state = shown.poster, "Cancelled" if entry.cancelled else "Scheduled"
    data = {
        "@type": "VideoObject",
        "name": entry.title,
        "description": plain_text(record.summary) or entry.title,
        "thumbnailUrl": f"{root}/{poster.picture.largest.path}" if poster else None,
        "uploadDate": entry.date.isoformat() if entry.date else None,
        "duration": f"PT{int(minutes)}M{int(seconds)}S" if entry.duration else None,
        **_addresses(entry.video, f"{root}{shown.address}"),
        "inLanguage": entry.lang.value,
        "transcript": " ".join(cue.words.replace("\n", " ") for cue in record.transcript),
        "publication": [
            {
                "@type": "BroadcastEvent",
                "eventStatus": f"https://schema.org/Event{state}",
                "startDate": moment.isoformat(),
                "isLiveBroadcast": False,
                "publishedOn": {"@type": "BroadcastService", "name": entry.channel},
            }
            for moment in entry.airs
        ],
    }
    return {key: value for key, value in data.items() if value not in (None, "", [])}
