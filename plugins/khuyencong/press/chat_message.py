"""A story as a message for chat programs (Zalo, Facebook): plain words, its address, hashtags."""

from collections.abc import Iterator

from khuyencong.content.record import Record
from khuyencong.describing.elements import Link
from khuyencong.describing.stories import facts
from khuyencong.model.entry import Entry
from khuyencong.press.plain_text import html_blocks
from khuyencong.vietnamese.capitals import capitalized
from khuyencong.vietnamese.folding import fold

MOST_TAGS = 6
_BULLET = "•"


def chat_message(record: Record[Entry], root: str) -> str:
    """Title, standfirst, key points and facts, the address of the page at `root`, hashtags.

    Without the text itself: in a list of messages only the first lines are seen.
    """
    return "\n\n".join(part for part in _parts(record, root) if part) + "\n"


def _parts(record: Record[Entry], root: str) -> Iterator[str]:
    entry = record.entry
    yield entry.title
    yield _plain(record.summary)
    yield "\n".join(f"{_BULLET} {_plain(point)}" for point in entry.key_points)
    yield "\n".join(
        f"{fact.label}: {', '.join(map(_words, fact.values))}"
        for fact in facts(entry, {}, record.sizes, {})
    )
    yield f"Xem bài và ảnh: {root}{record.address}"
    yield " ".join(hashtags(record))


def hashtags(record: Record[Entry]) -> list[str]:
    """Tags and places as hashtags, without marks so that everybody finds them: `#MienDong`."""
    entry = record.entry
    names = ("khuyến công", *entry.tags, *(place.split(",")[0] for place in entry.localities))
    return [*dict.fromkeys(tag for name in names if (tag := _hashtag(name)))][:MOST_TAGS]


def _hashtag(name: str) -> str:
    words = "".join(c if c.isalnum() else " " for c in fold(name)).split()
    joined = "".join(map(capitalized, words))
    return f"#{joined}" if any(map(str.isalpha, joined)) else ""


def _words(value: str | Link) -> str:
    return value if isinstance(value, str) else value.text


def _plain(markup: str) -> str:
    return " ".join(block.text() for block in html_blocks(f"<p>{markup}</p>"))
