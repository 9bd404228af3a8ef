"""Bodies that no person wrote: refused before the Markdown parser meets them.

The parser looks for the end of a link, of emphasis, of a tag from every place where one may
begin, so its time grows with the square of such places in a paragraph; nested quotes and lists
cost a call each. The limits lie far above what a newsroom writes (a table of 300 rows, a law
of 300 KB) and keep a body under a few seconds; `tests/hostile` measures that.
"""

import re
from typing import NamedTuple

from khuyencong.vietnamese.numbers import grouped

MOST_LINES = 20_000
MOST_DEPTH = 12
"""Quotes or lists inside each other."""
MOST_OPENINGS = 1_400
"""Places in one paragraph, or spread over more in the same sum of squares."""
MOST_STEPS = 30_000_000
"""Letters that the parser passes over, once for each thing whose end it looks for; about 1 s."""
MOST_MARKS = 1_000
"""Footnote marks; also headings, and abbreviations times two."""

MOST_CELLS = 150_000
"""Of tables, or what may become some: each costs some 10 µs, and all lines of them are no prose."""

# These begin with the end of the line before, which is found much sooner than `^`; the text that
# they read has an empty line in front.
_DEEP_QUOTE = re.compile(rf"\n(?:[ \t]*>){{{MOST_DEPTH + 1},}}")
_DEEP_LIST = re.compile(rf"\n[ \t>]{{{4 * MOST_DEPTH},}}(?:[-*+]|\d+\.)\s")
_BLANK = re.compile(r"\n[ \t]*\n")
_SPLITTING_LINE = re.compile(r"\n[ \t]*(?::[ \t]|[-*+][ \t]*(?=\n|\Z))")
"""Definitions and items of a list without words: the parser takes the rest up again after each."""
_HEADING = re.compile(r"\n(?:#|[=-]+[ \t]*(?=\n|\Z))")


class ComplexityFault(NamedTuple):
    """Where a body (line from 1) is beyond all bounds, and what to say about it."""

    line: int
    message: str
    advice: str


def complexity_fault(body: str) -> ComplexityFault | None:
    """Why a Markdown body is not handed to the parser; None for one that people write."""
    if body.count("\n") > MOST_LINES:
        return ComplexityFault(
            MOST_LINES, f"Bài dài hơn {MOST_LINES} dòng.", "Kiểm tra xem có chép nhầm không."
        )
    if body.count("|") + body.count("\t") > MOST_CELLS:
        return ComplexityFault(
            1,
            f"Bài có hơn {grouped(MOST_CELLS)} ô bảng.",
            "Để bảng trong tệp Excel ở `tep/` rồi dẫn tới, trong bài chỉ giữ phần chính.",
        )
    lines = f"\n{body}"
    for pattern, what in ((_DEEP_QUOTE, "Trích dẫn"), (_DEEP_LIST, "Danh sách")):
        if deep := pattern.search(lines):
            return ComplexityFault(
                lines.count("\n", 0, deep.start()) + 1,
                f"{what} lồng nhau quá {MOST_DEPTH} lớp.",
                "Bỏ bớt dấu `>` hoặc bớt lùi dòng; một bài chỉ cần một, hai lớp.",
            )
    # What the whole body is far from, no paragraph of it reaches.
    blocks = _BLANK.split(body) if _is_suspect(body) else []
    if sum(_openings(block) ** 2 for block in blocks) > MOST_OPENINGS**2:
        worst = max(blocks, key=_openings)
        return ComplexityFault(
            body.count("\n", 0, body.find(worst)) + 1,
            "Đoạn có quá nhiều ký hiệu `[`, `<`, `*`.",
            "Đoạn này không phải văn xuôi; kiểm tra xem có chép nhầm không.",
        )
    if _unclosed_tags(body) * len(body) > MOST_STEPS:
        return ComplexityFault(
            body.count("\n", 0, body.find("<")) + 1,
            "Bài có quá nhiều dấu `<` không đóng.",
            "Bài này không phải văn xuôi; kiểm tra xem có chép nhầm không.",
        )
    for block in blocks:
        if _splits(block) * len(block) > MOST_STEPS:
            return ComplexityFault(
                body.count("\n", 0, body.find(block)) + 1,
                "Đoạn có quá nhiều dòng chỉ có dấu đầu dòng, hoặc bắt đầu bằng dấu hai chấm.",
                "Đoạn này không phải văn xuôi; kiểm tra xem có chép nhầm không.",
            )
    marks = (body.count("[^"), body.count("*[") * 2, len(_HEADING.findall(lines)))
    if max(marks) > MOST_MARKS:
        return ComplexityFault(
            1,
            f"Bài có hơn {MOST_MARKS} chú thích hoặc đề mục.",
            "Chia thành nhiều bài.",
        )
    return None


_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_OPEN_TAG = re.compile(r"</?[A-Za-z]")


def _unclosed_tags(body: str) -> int:
    """Tags whose end is looked for up to the end of the body."""
    return len(_OPEN_TAG.findall(body)) - len(_TAG.findall(body)) if "<" in body else 0


def _is_suspect(body: str) -> bool:
    """Whether a body would be beyond the bounds of a paragraph if it were one."""
    openings = sum(map(body.count, "[<*_&\\`@")) + body.count("://") + body.count("www.")
    return openings > MOST_OPENINGS or _splits(body) * len(body) > MOST_STEPS


def _splits(text: str) -> int:
    """Lines after which the parser takes the rest up again."""
    return len(_SPLITTING_LINE.findall(f"\n{text}"))


def _openings(block: str) -> float:
    """Dear places of a paragraph; a whole tag, as a web page on one line has many, is cheap."""
    tags = len(_TAG.findall(block)) if "<" in block else 0
    dear = block.count("[") + block.count("<") - tags + tags / 8
    often = sum(map(block.count, ("*", "_", "&", "\\", "://", "www.", "@"))) / 8
    return dear + block.count("`") / 3 + often
