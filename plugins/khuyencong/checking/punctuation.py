"""Spaces on the wrong side of a mark, and hyphens with a space on one side."""

import re
from collections.abc import Iterator
from itertools import islice

from khuyencong.checking.prose import Prose
from khuyencong.model.rules import Problem, Rule
from khuyencong.vietnamese.syllables import is_spelt_right

_SPACED = (*(f" {mark}" for mark in ",;!?.:)”"), "( ", "“ ", "\t")
_SPACE_BEFORE = re.compile(
    r"(?<=[\w)”\"%])[ \t]+(?P<mark>[,;!?]|[.:)”](?=\s|$|[,;.:!?]))"
    r"(?:(?![.)/\w])|(?<=[,;])(?=[^\W\d_]{2}))"
    r"|(?P<open>[(“])[ \t]+(?!\w[ \t]*\))(?=\w)"
)
# Patterns begin with the mark itself: the engine then skips from mark to mark.
_NO_SPACE = re.compile(r"(?P<mark>[.;:!?,])(?<=[^\W_]{2}.)(?=[^\W\d_]{2})")
_ADDRESS = re.compile(
    r"^www\.|\.(?:vn|com|net|org|gov|edu|info|biz|ru|io|eu|cn|jp|kr|de|fr|uk|us|tv|asia|app|dev|"
    r"shop|site|online|cloud|mil|int|js|pdf|docx?|xlsx?|pptx?|jpe?g|png|gif|zip|rar|csv|md|txt|html?|"
    r"php|aspx?|mp[34]|vtt|srt)\b",
    re.IGNORECASE,
)
"""What has marks inside without spaces: the address of a site, the name of a file."""
_LAST_WORD = re.compile(r"[^\W_]+$")
_FIRST_WORD = re.compile(r"[^\W_]+")
_VOWEL = re.compile("[aeiouyăâêôơưđ]|[\u00c0-\u1eff]", re.IGNORECASE)
_HYPHEN = re.compile(r"(?:-(?<=[^\W_]-) | (?<=[^\W_] )-)(?=[^\W_])")
_CODE_END = re.compile(r"(?:[0-9]|[A-ZĐ]{2,}[a-zđ]?)$")
_CODE_BEGIN = re.compile(r"[0-9]|[A-ZĐ]{2,}")
MOST = 200
"""Slips of one kind that are named in a text; where there are more, all of it wants reading."""
_MOST_JUDGED = 20_000
_REACH = 40
"""Letters on either side within which the words beside a mark are looked for."""


def punctuation_slips(file: str, prose: Prose) -> Iterator[Problem]:
    """KC702, KC703 and KC704 in a text."""
    for check in (_spaces, _missing_spaces, _hyphens):
        yield from islice(check(file, prose), MOST)


def _missing_spaces(file: str, prose: Prose) -> Iterator[Problem]:
    for found in islice(_NO_SPACE.finditer(prose.text), _MOST_JUDGED):
        if _lacks_space(prose.text, found.start()):
            mark = found["mark"]
            yield Problem(
                file,
                prose.line(found.start()),
                Rule.NO_SPACE_AFTER_MARK,
                f"Thiếu dấu cách sau dấu “{mark}”: “{_around(prose.text, found)}”.",
                f"Thêm một dấu cách sau “{mark}”.",
            )


def _spaces(file: str, prose: Prose) -> Iterator[Problem]:
    # Most texts hold nothing of the kind: a plain search says so sooner than a pattern.
    if not any(map(prose.text.__contains__, _SPACED)):
        return
    for found in _SPACE_BEFORE.finditer(prose.text):
        mark, where, advice = found["mark"], "trước", "Dấu câu đứng liền sau chữ."
        if found["open"]:
            mark, where, advice = found["open"], "sau", f"Chữ đứng liền sau dấu “{found['open']}”."
        yield Problem(
            file,
            prose.line(found.start()),
            Rule.SPACE_BESIDE_MARK,
            f"Có dấu cách {where} dấu “{mark}”: “{_around(prose.text, found)}”.",
            advice,
        )


def _lacks_space(text: str, place: int) -> bool:
    """Whether a sentence or its part ends at a mark that letters follow at once."""
    start = _token_start(text, place)
    before = _LAST_WORD.search(text, start, place)
    after = _FIRST_WORD.match(text, place + 1)
    if before is None or after is None or _ADDRESS.search(_token(text, start, place)):
        return False
    one, other = before[0], after[0]
    if text[place] == ",":
        return len(one) > 1 and not (
            one.isdigit() or (one.isascii() and other.isascii() and len(one) < 3)
        )
    if one.isdigit():
        # A number that begins a line counts items: "1.Mục đích".
        return len(one) == 4 and start > 0 and text[start - 1] in " \t" and _begins(other)
    name = not one.isascii() and is_spelt_right(one)  # "Na Rì."
    if len(one) < 2 or not (one[-2:].islower() or name) or not _VOWEL.search(one):
        return False  # "TS.Nguyễn", "Ths.Nguyễn"
    ours = not (one.isascii() and other.isascii())
    spelt = ours and is_spelt_right(one) and is_spelt_right(other)
    return _begins(other) or spelt


def _begins(word: str) -> bool:
    """Whether a word begins a sentence: a capital before small letters."""
    return word[0].isupper() and word[1:].islower()


def _token_start(text: str, place: int) -> int:
    low = max(place - _REACH, 0)
    return max(text.rfind(space, low, place) for space in " \n\t") + 1 or low


def _token(text: str, start: int, place: int) -> str:
    """What stands between the two spaces around a place."""
    return text[start : place + _REACH].split(maxsplit=1)[0].strip("()“”\"',;")


def _hyphens(file: str, prose: Prose) -> Iterator[Problem]:
    text = prose.text
    if "- " not in text and " -" not in text:
        return
    for found in _HYPHEN.finditer(text):
        before = text[_token_start(text, found.start()) : found.start()].lstrip('(“"')
        after = text[found.end() : found.end() + _REACH].split(maxsplit=1)[0].rstrip(".,;:!?)”")
        if _codes(before, after):
            advice = f"Viết “{before}-{after}”."
        elif len(before) > 1 and len(after) > 1 and not (before.isascii() and after.isascii()):
            advice = f"Viết “{before} – {after}”, hoặc “{before}-{after}” nếu là một tên."
        else:
            continue
        yield Problem(
            file,
            prose.line(found.start()),
            Rule.BROKEN_HYPHEN,
            f"“{before}{found[0]}{after}” có dấu cách thừa ở gạch nối.",
            advice,
        )


def _codes(before: str, after: str) -> bool:
    """Whether a hyphen joins two numbers or two parts of a code: "27.000- 32.000", "QĐ- TTg"."""
    return bool(_CODE_END.search(before) and _CODE_BEGIN.match(after))


def _around(text: str, found: re.Match[str]) -> str:
    """The place with the words beside it, on its line."""
    start = max(text.rfind("\n", 0, found.start()) + 1, found.start() - 15)
    end = text.find("\n", found.end())
    return text[start : min(end if end >= 0 else len(text), found.end() + 15)].strip()
