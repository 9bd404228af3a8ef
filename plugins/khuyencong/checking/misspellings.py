"""Misspelt words. Reported, never mended: spelling is the author's."""

import re
from collections.abc import Iterable, Iterator, Set
from itertools import islice

from khuyencong.checking.prose import Prose
from khuyencong.model.rules import Problem, Rule
from khuyencong.vietnamese.compounds import is_compound
from khuyencong.vietnamese.spelling import correction

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
    "trãi nghiệm": "trải nghiệm",
    "dể dàng": "dễ dàng",
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
"""Words with which nothing was wrong, in this process: most words of a text were seen before."""
_MOST_REMEMBERED = 200_000


def _corrections(written: str) -> dict[str, str]:
    """Each wrong word between two spaces or marks, and what it should probably be."""
    if written.isascii():
        return {}
    found = {word: correction(word) for word in _WORD.findall(written)}
    return {word: right for word, right in found.items() if right is not None}


def no_syllables(file: str, prose: Prose, words: Iterable[str]) -> Iterator[Problem]:
    """KC707 (and KC705 of one syllable) in a text whose words are given as they are written."""
    fresh = sorted(set(words) - _right)[:_MOST_JUDGED]
    if len(_right) > _MOST_REMEMBERED:
        _right.clear()
    wrong: dict[str, str] = {}
    for written in fresh:
        found = _corrections(written)
        wrong |= found
        if not found:
            _right.add(written)
    named = 0
    for word, right in wrong.items():
        # What belongs to a hashtag, an address or a file name is no word of the text.
        places = list(
            islice(re.finditer(rf"(?<![\w#@/\\]){word}(?![\w@/\\])", prose.text), MOST_WORDS)
        )
        if not places:
            continue
        if named == MOST_WORDS:
            return
        named += 1
        times = f" ({len(places)} chỗ)" if len(places) > 1 else ""
        known = SLIPS.get(word.lower())
        yield Problem(
            file,
            prose.line(places[0].start()),
            Rule.KNOWN_SLIP if known else Rule.NO_SYLLABLE,
            f"“{word}” có lẽ viết sai{times}."
            if known
            else f"“{word}” không phải chữ tiếng Việt{times}.",
            f"Viết “{known or right}”." if right else "Xem lại dấu, hoặc hai chữ viết liền nhau.",
        )
