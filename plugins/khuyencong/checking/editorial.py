"""Norms of the newsroom: length, byline, photos. Advice, never a reason not to publish."""

from collections.abc import Iterator
from datetime import datetime

from khuyencong.checking.prose import Prose
from khuyencong.content.record import Record
from khuyencong.model.broadcast import Broadcast
from khuyencong.model.entry import Entry
from khuyencong.model.rules import Problem, Rule
from khuyencong.model.stories import DemonstrationModel, News
from khuyencong.vietnamese.numbers import count_words, grouped

SHORTEST_LEAD = 300
LONGEST_STORY = 1000
MOST_PHOTOS = 6
"""A main story has 500 to 1,000 words and up to six photos; one of less than 300 is a note."""


def norms(record: Record[Entry], body: Prose, now: datetime) -> Iterator[Problem]:
    """What an editor would send back."""
    entry = record.entry
    if entry.summary.rstrip().endswith("./."):
        yield _said(
            record,
            "summary",
            Rule.OFFICIAL_ENDING,
            "Sa-pô kết thúc bằng “./.” như công văn; trang tự bỏ.",
            "Giữ “./.” ở cuối bài nếu cần, bỏ ở sa-pô.",
        )
    if not isinstance(entry, News | DemonstrationModel | Broadcast):
        return
    if not (entry.author or entry.unit or entry.source_name):
        yield _said(
            record,
            "title",
            Rule.NO_BYLINE,
            "Bài không ghi người viết, đơn vị hay nguồn.",
            "Thêm `author: Bút danh` hoặc `unit: Phòng Thông tin`.",
        )
    if len(record.figures) > MOST_PHOTOS:
        yield _said(
            record,
            "photos",
            Rule.MANY_PHOTOS,
            f"Bài có {len(record.figures)} ảnh.",
            f"Chọn nhiều nhất {MOST_PHOTOS} ảnh; ảnh nhiều làm trang nặng trên máy rẻ.",
        )
    until = entry.featured_until
    lead = isinstance(entry, News) and entry.featured and (until is None or until >= now.date())
    if not lead and len(body.text.split()) <= LONGEST_STORY:
        return  # soon said: not all that stands between spaces is a word
    words = count_words(body.text)
    if words > LONGEST_STORY:
        yield _said(
            record,
            "title",
            Rule.LONG_STORY,
            f"Bài dài {grouped(words)} chữ.",
            "Rút xuống 500 đến 1.000 chữ, hoặc tách thành hai bài.",
        )
    if lead and words < SHORTEST_LEAD:
        yield _said(
            record,
            "featured",
            Rule.SHORT_LEAD,
            f"Tin nổi bật chỉ có {words} chữ.",
            "Bài đứng đầu trang nên dài 500 đến 1.000 chữ; tin ngắn thì bỏ `featured`.",
        )


def _said(record: Record[Entry], key: str, rule: Rule, message: str, advice: str) -> Problem:
    return Problem(record.source, record.line((key,)), rule, message, advice)
