"""What the page of a broadcast has besides a story: players, chapters, words, data for machines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote, urlsplit

from khuyencong.content.record import Record
from khuyencong.describing.elements import Player, TimedLine
from khuyencong.html_tags import plain_text
from khuyencong.model.broadcast import Broadcast
from khuyencong.model.chapters import part_begun, seconds
from khuyencong.model.entry import Entry

HTML = "text/html"
MIMES = {
    ".mp4": "video/mp4",
    ".m4v": "video/mp4",
    ".webm": "video/webm",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
}


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
    """The videos and sound files of an entry, each once, the programme first."""
    if not isinstance(entry, Broadcast):
        return ()
    named = [(path, entry.title, entry.duration) for path in (entry.video, entry.audio)]
    named += [(shot.file, shot.scene, shot.duration) for shot in entry.broll]
    found: dict[str, Clip] = {}
    for path, title, duration in named:
        if path:
            found.setdefault(path, Clip(path, title, duration))
    return tuple(found.values())


def clip_address(path: str, root: str) -> str:
    """Address of a video or sound file; `root` is that of the site, nothing on its own pages."""
    return quote(path, safe=_OF_ADDRESSES) if is_away(path) else f"{root}/{quote(path)}"


_OF_ADDRESSES = "%/:?#[]@!$&'()*+,;=~"
"""What an address may hold as it is (RFC 3986, 2.2), besides letters and digits."""


def players(record: Record[Entry]) -> tuple[Player, ...]:
    """How a broadcast is seen and heard: its video, its sound file."""
    entry = record.entry
    if not isinstance(entry, Broadcast):
        return ()
    return tuple(_player(record, path) for path in (entry.video, entry.audio) if path)


def _player(record: Record[Entry], path: str) -> Player:
    address = clip_address(path, "")
    return Player(
        address=address,
        mime="" if is_away(path) else mime_of(path),
        poster=record.lead_figure,
        captions=captions(record),
        transcript=tuple(
            TimedLine(clock(cue.start // 1000), cue.words, at_time(address, cue.start // 1000))
            for cue in record.transcript
        ),
        chapters=tuple(
            TimedLine(clock(part.start), part.name, at_time(address, part.start))
            for part in record.chapters
        ),
        track=chapter_track(record),
    )


def script_lines(record: Record[Entry]) -> tuple[TimedLine, ...]:
    """The script of a broadcast; lines with which a part begins have its time."""
    entry = record.entry
    if not isinstance(entry, Broadcast):
        return ()
    path = entry.audio or entry.video
    lines = []
    for line in filter(str.strip, entry.script.splitlines()):
        start, words = part_begun(line) or ("", line)
        address = at_time(clip_address(path, ""), seconds(start)) if start and path else ""
        lines.append(TimedLine(start, words, address))
    return tuple(lines)


def at_time(address: str, second: int) -> str:
    """Address of a video or sound file from a second on; empty for a page that cannot be told.

    >>> at_time("/tep/so-1.mp3", 70), at_time("https://youtu.be/dQw4w9WgXcQ", 70)
    ('/tep/so-1.mp3#t=70', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=70s')
    """
    if found := _YOUTUBE.match(address):
        return f"https://www.youtube.com/watch?v={found['id']}&t={second}s"
    return "" if mime_of(address) == HTML else f"{address}#t={second}"


def captions(record: Record[Entry]) -> str:
    """Address of the subtitles of a record, as the feeds name it too; nothing without any."""
    return f"{record.address}phu-de.vtt" if record.transcript else ""


def chapter_track(record: Record[Entry]) -> str:
    """Address of the chapters of a video or sound file as WebVTT; nothing without any."""
    entry = record.entry
    own = isinstance(entry, Broadcast) and (entry.audio or not is_away(entry.video or "https://"))
    return f"{record.address}cac-phan.vtt" if own and record.chapters else ""


def chapters_json_address(record: Record[Entry]) -> str:
    """Address of the chapters of a sound file, as players of podcasts read them; or nothing."""
    return f"{record.address}cac-phan.json" if sound(record) and record.chapters else ""


def sound(record: Record[Entry]) -> str:
    """The sound file of a broadcast; empty without one."""
    return record.entry.sound if isinstance(record.entry, Broadcast) else ""


def length(record: Record[Entry]) -> int | None:
    """Seconds of a broadcast, where they are known."""
    entry = record.entry
    known = entry.duration if isinstance(entry, Broadcast) else ""
    return seconds(known) if known else None


def clock(second: int) -> str:
    """Minutes and seconds, behind an hour those too: `01:10`, `1:02:03`."""
    minutes, rest = divmod(second, 60)
    if minutes < 60:
        return f"{minutes:02}:{rest:02}"
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def _addresses(video: str, here: str) -> dict[str, str]:
    """Where schema.org finds a video: its file, its player, or the page that has it."""
    if not is_away(video):
        return {"contentUrl": here}
    if player := embed_address(video):
        return {"embedUrl": player}
    return {"url" if mime_of(video) == HTML else "contentUrl": video}


def video_object(record: Record[Entry], root: str) -> dict[str, Any] | None:
    """schema.org VideoObject with the times of broadcasting."""
    entry = record.entry
    if not isinstance(entry, Broadcast) or not entry.video:
        return None
    poster, state = record.lead_figure, "Cancelled" if entry.cancelled else "Scheduled"
    data = {
        "@type": "VideoObject",
        "name": entry.title,
        "description": plain_text(record.summary) or entry.title,
        "thumbnailUrl": f"{root}/{poster.picture.largest.path}" if poster else None,
        "uploadDate": entry.date.isoformat() if entry.date else None,
        "duration": _iso_duration(entry.duration) if entry.duration else None,
        **_addresses(entry.video, clip_address(entry.video, root)),
        "inLanguage": entry.lang.value,
        "transcript": " ".join(cue.words.replace("\n", " ") for cue in record.transcript),
        "hasPart": list(_parts(record, f"{root}{record.address}")),
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


def _iso_duration(length: str) -> str:
    minutes, rest = divmod(seconds(length), 60)
    return f"PT{minutes}M{rest}S"


def _parts(record: Record[Entry], page: str) -> Iterator[dict[str, Any]]:
    """schema.org Clip of each chapter; the page plays from `#t=` on."""
    for part in record.chapters:
        yield {
            "@type": "Clip",
            "name": part.name,
            "startOffset": part.start,
            "url": f"{page}#t={part.start}",
        }
