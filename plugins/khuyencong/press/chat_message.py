"""A story as a message for chat programs (Zalo, Facebook): plain words, its address, hashtags."""

from collections.abc import Iterator

from khuyencong.addresses import absolute
from khuyencong.content.record import Record
from khuyencong.describing.elements import Link
from khuyencong.describing.products import price_text
from khuyencong.describing.stories import facts
from khuyencong.model.entry import Entry
from khuyencong.press.plain_text import html_blocks
from khuyencong.site.producers import PublicProduct
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
    yield "\n".join(f"{label}: {value}" for label, value in _facts(record, root) if value)
    what = "bài và ảnh" if record.figures else "bài"
    yield f"Xem {what}: {absolute(root, record.address)}"
    yield " ".join(hashtags(record))


def _facts(record: Record[Entry], root: str) -> Iterator[tuple[str, str]]:
    """Label and value of what the page shows beside the text; of a product, what a buyer asks."""
    entry = record.entry
    if not isinstance(entry, PublicProduct):
        for fact in facts(entry, {}, record.sizes, {}):
            values = [_words(value, root) for value in fact.values]
            yield fact.label, ("; " if any(", " in each for each in values) else ", ").join(values)
        return
    yield "Cơ sở sản xuất", entry.producer.name
    yield "Điện thoại", entry.producer.phone
    yield "Giá", price_text(entry)
    awards = (f"{award.level.label.lower()} năm {award.year}" for award in entry.awards_by_rank)
    yield "Được công nhận", ", ".join(awards)


def hashtags(record: Record[Entry]) -> list[str]:
    """Tags and places as hashtags, without marks so that everybody finds them: `#MienDong`."""
    entry = record.entry
    names = ("khuyến công", *entry.tags, *(place.split(",")[0] for place in entry.localities))
    return [*dict.fromkeys(tag for name in names if (tag := _hashtag(name)))][:MOST_TAGS]


def _hashtag(name: str) -> str:
    words = "".join(c if c.isalnum() else " " for c in fold(name)).split()
    joined = "".join(map(capitalized, words))
    return f"#{joined}" if any(map(str.isalpha, joined)) else ""


def _words(value: str | Link, root: str) -> str:
    """A value; a file has an address of its own, which a chat program makes a link of."""
    if isinstance(value, str):
        return value
    is_file = value.address.startswith("/") and "." in value.address.rpartition("/")[2]
    return f"{root}{value.address}" if is_file else value.text


def _plain(markup: str) -> str:
    return " ".join(block.text() for block in html_blocks(f"<p>{markup}</p>"))
