"""What the page of a broadcast has besides a story: a player, its words, schema.org's video."""

from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from khuyencong.content.markdown_body import plain_text
from khuyencong.content.record import Record
from khuyencong.describing.elements import Player
from khuyencong.model.broadcast import Broadcast
from khuyencong.model.entry import Entry

MIMES = {".mp4": "video/mp4", ".m4v": "video/mp4", ".webm": "video/webm", ".mp3": "audio/mpeg"}


def mime_of(path: str) -> str:
    """MIME type of a video or sound file."""
    return MIMES.get(PurePosixPath(path).suffix.lower(), "video/mp4")


def player(record: Record[Entry]) -> Player | None:
    """The player of a broadcast that has a video."""
    entry = record.entry
    if not isinstance(entry, Broadcast) or not entry.video:
        return None
    away = entry.video.startswith("https://")
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


def video_object(record: Record[Entry], root: str) -> dict[str, Any] | None:
    """schema.org VideoObject with the times of broadcasting."""
    entry, shown = record.entry, player(record)
    if shown is None or not isinstance(entry, Broadcast):
        return None
    minutes, _, seconds = entry.duration.partition(":")
    poster = shown.poster
    data = {
        "@type": "VideoObject",
        "name": entry.title,
        "description": plain_text(record.summary) or entry.title,
        "thumbnailUrl": f"{root}/{poster.picture.largest.path}" if poster else None,
        "uploadDate": entry.date.isoformat() if entry.date else None,
        "duration": f"PT{int(minutes)}M{int(seconds)}S" if entry.duration else None,
        "contentUrl": f"{root}{shown.address}" if shown.mime else shown.address,
        "inLanguage": entry.lang.value,
        "transcript": " ".join(cue.words.replace("\n", " ") for cue in record.transcript),
        "publication": [
            {
                "@type": "BroadcastEvent",
                "startDate": moment.isoformat(),
                "isLiveBroadcast": False,
                "publishedOn": {"@type": "BroadcastService", "name": entry.channel},
            }
            for moment in entry.airs
        ],
    }
    return {key: value for key, value in data.items() if value not in (None, "", [])}
