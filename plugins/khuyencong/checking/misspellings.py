"""Misspelt words. Reported, never mended: spelling is the author's."""

import re
from collections.abc import Iterator, Set
from itertools import islice

from khuyencong.checking.prose import Prose
from khuyencong.model.rules import Problem, Rule
from khuyencong.vietnamese.compounds import is_compound
from khuyencong.vietnamese.spelling import correction
from khuyencong.vietnamese.syllables import is_spelt_right

SLIPS = {
    "tấp huấn": "tập huấn",
    "bổ xung": "bổ sung",
    "sử lý": "xử lý",
    "xử dụng": "sử dụng",
    "chia xẻ": "chia sẻ",
    "sát nhập": "sáp nhập",
    "suất khẩu": "xuất khẩu",
    "suất xứ": "xuất xứ",
    "sản suất": "sản xuất",
    "xản xuất": "sản xuất",
    "năng xuất": "năng suất",
    "công xuất": "công suất",
    "hiệu xuất": "hiệu suất",
    "lãi xuất": "lãi suất",
    "đề suất": "đề xuất",
    "hỗ chợ": "hỗ trợ",
    "hổ trợ": "hỗ trợ",
    "chuyển dao": "chuyển giao",
    "chuẩn đoán": "chẩn đoán",
    "cọ sát": "cọ xát",
    "thăm quan": "tham quan",
    "sơ xuất": "sơ suất",
    # Hỏi and ngã, which are one tone in the speech of the centre and the south.
    "trãi nghiệm": "trải nghiệm",
    "dể dàng": "dễ dàng",
    "triễn khai": "triển khai",
    "triễn lãm": "triển lãm",
    "triển lảm": "triển lãm",
    "kỷ thuật": "kỹ thuật",
    "kỷ năng": "kỹ năng",
    "mỷ nghệ": "mỹ nghệ",
    "sửa chửa": "sửa chữa",
    "nổ lực": "nỗ lực",
    "bảo dưởng": "bảo dưỡng",
    "hướng dẩn": "hướng dẫn",
    "giử gìn": "giữ gìn",
    "gìn giử": "gìn giữ",
    "cơ sỡ": "cơ sở",
    "sỡ hữu": "sở hữu",
    "sãn phẩm": "sản phẩm",
    "sãn xuất": "sản xuất",
    "tiêu chuẫn": "tiêu chuẩn",
    "trao đỗi": "trao đổi",
    "đỗi mới": "đổi mới",
    "nghĩ ngơi": "nghỉ ngơi",
    "nghĩ hưu": "nghỉ hưu",
    "nghành": "ngành",
    "ngiệp": "nghiệp",
}
"""Wrong → right, as newsrooms know them; only what cannot be right anywhere in our texts."""


def known_slips(file: str, prose: Prose, pairs: Set[str]) -> Iterator[Problem]:
    """KC705 in a text whose neighbouring words, in lower case ("sử lý"), are given.

    "tiềm năng xuất khẩu" is right: the first word belongs to the one before it.
    """
    for slip in sorted(pairs & SLIPS.keys()):
        first, second = slip.split()
        for start, end in prose.pair_places(first, second):
            before, _ = prose.neighbours(start, end)
            if not is_compound(before, first):
                yield Problem(
                    file,
                    prose.line(start),
                    Rule.KNOWN_SLIP,
                    f"“{prose.text[start:end]}” có lẽ viết sai.",
                    f"Viết “{SLIPS[slip]}”.",
                )


_WORD = re.compile(r"[^\W\d_]+")
MOST_WORDS = 30
"""Words of one text that are named; where there are more, the whole text wants reading."""
_MOST_JUDGED = 5_000
_right: set[str] = set()
"""Words with which nothing is wrong, in this process: most words of a text were seen before."""
_MOST_REMEMBERED = 200_000


def no_syllables(file: str, prose: Prose, words: Set[str]) -> Iterator[Problem]:
    """KC707 (and KC705 of one syllable) in a text whose words, in small letters, are given."""
    fresh = sorted(words - _right)[:_MOST_JUDGED]
    if len(_right) > _MOST_REMEMBERED:
        _right.clear()
    suspects: dict[str, None] = {}
    for written in fresh:
        if found := _suspects(written):
            suspects |= dict.fromkeys(found)
        else:
            _right.add(written)
    wrong = (
        _wrong_word(file, prose, word, right, places)
        for lower in suspects
        for word, places in _places(prose, lower).items()
        if (right := correction(word)) is not None
    )
    yield from islice(wrong, MOST_WORDS)


def _suspects(written: str) -> list[str]:
    """The words between two spaces or marks that are wrong in one case or the other."""
    return [
        word
        for word in ([] if written.isascii() else _WORD.findall(written))
        if not is_spelt_right(word)
        and any(correction(case) is not None for case in (word, word.capitalize(), word.upper()))
    ]


def _places(prose: Prose, lower: str) -> dict[str, list[int]]:
    """Where a word stands in a text, by the case in which it is written.

    What belongs to a hashtag, an address or a file name is no word of the text.
    """
    found: dict[str, list[int]] = {}
    pattern = re.compile(rf"(?<![\w#@/\\]){lower}(?![\w@/\\])")
    for match in islice(pattern.finditer(prose.lower), MOST_WORDS):
        found.setdefault(prose.text[match.start() : match.end()], []).append(match.start())
    return found


def _wrong_word(file: str, prose: Prose, word: str, right: str, places: list[int]) -> Problem:
    known = SLIPS.get(word.lower())
    what = "có lẽ viết sai" if known else "không phải chữ tiếng Việt"
    times = f" ({len(places)} chỗ)" if len(places) > 1 else ""
    advice = known or right
    return Problem(
        file,
        prose.line(places[0]),
        Rule.KNOWN_SLIP if known else Rule.NO_SYLLABLE,
        f"“{word}” {what}{times}.",
        f"Viết “{advice}”." if advice else "Xem lại dấu, hoặc hai chữ viết liền nhau.",
    )
