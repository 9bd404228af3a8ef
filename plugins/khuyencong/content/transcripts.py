"""Subtitles of a broadcast, from `.vtt` (WebVTT) or `.srt`, as times and plain words."""

import html
import re
from collections.abc import Iterable

from msgspec import Struct

_TIMES = re.compile(
    r"(?:(?P<h1>\d{1,2}):)?(?P<m1>\d{1,2}):(?P<s1>\d{2})[.,](?P<f1>\d{3})\s*-->\s*"
    r"(?:(?P<h2>\d{1,2}):)?(?P<m2>\d{1,2}):(?P<s2>\d{2})[.,](?P<f2>\d{3})(?:\s.*)?"
)
_MARKUP = re.compile(r"<[^<>]*>|\{\\[^{}]*\}")
_NO_CUE = re.compile(r"(WEBVTT|NOTE|STYLE|REGION)\b")


class Cue(Struct, frozen=True):
    """Words on the screen from `start` to `end`, in milliseconds."""

    start: int
    end: int
    words: str


def read_cues(text: str) -> tuple[Cue, ...]:
    """The cues of a subtitle file, in order of time; markup inside them is taken off.

    Raises:
        ValueError: with a Vietnamese sentence, when the text holds no cue or one that ends
            before it starts.
    """
    cues = []
    for block in re.split(r"\n[ \t]*\n", text.strip()):
        lines = block.strip().splitlines()
        place = next((i for i, line in enumerate(lines[:2]) if "-->" in line), None)
        if place is None or _NO_CUE.match(lines[0]):
            continue
        found = _TIMES.fullmatch(lines[place].strip())
        if not found:
            raise ValueError(f"Dòng giờ “{lines[place].strip()}” không đọc được.")
        start, end = (_milliseconds(found, number) for number in "12")
        if end <= start:
            raise ValueError(f"Dòng giờ “{lines[place].strip()}” có giờ kết thúc trước giờ đầu.")
        words = html.unescape(_MARKUP.sub("", "\n".join(lines[place + 1 :]))).strip()
        if words:
            cues.append(Cue(start, end, words))
    if not cues:
        raise ValueError("Tệp phụ đề không có câu nào.")
    return tuple(sorted(cues, key=lambda cue: (cue.start, cue.end)))


def _milliseconds(found: re.Match[str], number: str) -> int:
    hours, minutes, seconds, fraction = (int(found[f"{part}{number}"] or 0) for part in "hmsf")
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + fraction


def written_vtt(cues: Iterable[Cue]) -> str:
    """The cues as a WebVTT file (W3C, WebVTT: The Web Video Text Tracks Format)."""
    blocks = [
        f"{_clock(cue.start)} --> {_clock(cue.end)}\n{html.escape(cue.words, quote=False)}\n"
        for cue in cues
    ]
    return "\n".join(["WEBVTT\n", *blocks])


def _clock(milliseconds: int) -> str:
    seconds, fraction = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{fraction:03}"
