"""Chapters of a programme: when each part begins."""

import re
from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import Field

from khuyencong.model.declaration import Declared
from khuyencong.model.fields import Text

CLOCK = r"\d{1,3}:[0-5]\d(?::[0-5]\d)?"
"""Minutes and seconds, or hours, minutes and seconds."""
LONGEST_NAME = 120
"""Letters. Players show the name of a part in one line or two."""
_SCRIPT_LINE = re.compile(rf"[\[(]?(?P<start>{CLOCK})[\])]?\s*[-–—:]?\s+(?P<name>\S.*)")
ADVICE = "Viết mốc tăng dần từ `00:00`, không quá thời lượng (`duration`)."


class ChapterLine(Declared):
    """Where a part of a programme begins."""

    start: Annotated[Text, Field(pattern=f"^{CLOCK}$")] = Field(
        title="Từ phút",
        description="Phút:giây tính từ đầu chương trình; dài hơn một giờ thì giờ:phút:giây.",
        examples=["01:10"],
    )
    name: Annotated[Text, Field(min_length=1, max_length=LONGEST_NAME)] = Field(
        title="Tên phần", description="Nói về việc gì.", examples=["Hai nguồn kinh phí"]
    )


def part_begun(line: str) -> tuple[str, str] | None:
    """Time and name of the part that a line of a script begins; a spoken sentence is no name.

    >>> part_begun("[01:10] Hai nguồn kinh phí"), part_begun("05:30 sáng, xưởng đã đỏ lửa.")
    (('01:10', 'Hai nguồn kinh phí'), None)
    """
    found = _SCRIPT_LINE.fullmatch(line.strip())
    if not found or len(found["name"]) > LONGEST_NAME or found["name"].endswith((".", "…")):
        return None
    return found["start"], found["name"]


def seconds(clock: str) -> int:
    """Seconds of a time as staff write it.

    >>> seconds("01:10"), seconds("1:02:03")
    (70, 3723)
    """
    total = 0
    for part in clock.split(":"):
        total = total * 60 + int(part)
    return total


def disorder(starts: Sequence[str], duration: str) -> Iterator[tuple[int, str]]:
    """Number, from 0, of each chapter that begins too early or too late, and why."""
    end = seconds(duration) if duration else None
    for number, start in enumerate(starts):
        if number and seconds(start) <= seconds(starts[number - 1]):
            yield number, f"Mốc {start} không sau mốc {starts[number - 1]} ở trên."
        elif end is not None and seconds(start) >= end:
            yield number, f"Mốc {start} không nằm trong thời lượng {duration}."
