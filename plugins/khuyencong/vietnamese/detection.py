"""Whether a text is in an encoding from before Unicode, and which.

The judge is spelling, word by word: evidence is a word that is no Vietnamese as it stands and
becomes a Vietnamese syllable when it is decoded. A word that stays nonsense speaks against an
encoding, and so does a letter beside it that no such encoding could have left there ("ạ"). A
number, a unit (m², 45°), a sign between spaces (×, ±, ©) or a foreign name says nothing, and
one word alone is chance.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct

from khuyencong.vietnamese.legacy import Encoding, as_seen
from khuyencong.vietnamese.syllables import is_spelt_right, is_syllable

_COMMON = (
    "của và các được là có những cho một người với để này từ đã không trong khi về tại đến ở "
    "cũng nghề công sản phẩm hỗ trợ tỉnh xã năm đề án kinh tế việc mới đồng bộ sở huyện "
    "hợp tác chế biến văn bản đào tạo cơ"
)
"""Words of every text: where two encodings both give syllables, the likelier has more of these."""
_common = frozenset(_COMMON.split())

FEWEST_WORDS = 2
"""Different words that must become Vietnamese before a text is called legacy."""
FEWEST_LETTERS_ONLY = 3
"""The same where the words hold letters alone and may be foreign names ("Loïc" is VNI's "Lọc")."""

_MOST_WORDS = 30_000
"""Different words beyond which a text is no Vietnamese, which has some 7,000 syllables."""

_SEPARATOR = re.compile(r"[\s,;:/|\"“”„!=&<>\[\]{}…–—\u200b-\u200d\ufeff-]+")
"""What stands between words in every encoding; ( ) ' ` ? . ^ + ~ may be marks of VIQR."""
_AROUND = "()'`?.+*_~^#‘’@%$\\"
"""Signs around a word that are no part of it."""
_VIQR_MARK = re.compile(
    r"[aeo]\^|[ou]\+|a\((?![^\s()]*\))|\bdd[aeiouy]|[aeiouy]['`~?][cimnptuoy]", re.IGNORECASE
)
_CONTROL_LETTER = re.compile("[\x01\x02\x05\x06\x14\x19\x1e]")
"""Control characters that are letters in VISCII."""
_SURE_UNICODE = re.compile(
    "[\u0100-\u0151\u0154-\u015f\u0162-\u0177\u0179-\u017c\u0300-\u036f\u1e00-\u1eff]"
)
"""Letters that are not in Windows-1252, so that no encoding of eight bits has left them."""
_DIGIT = re.compile("[0-9]")
_INNER_MARK = re.compile(r"[.'’]+")
_INNER_SIGN = re.compile("[A-Za-z\u00c0-\u00ff][\u00a1-\u00b1\u00b4-\u00b6\u00b8-\u00bf][A-Za-z]")
"""A sign that is no letter, between two letters: "C«ng". Neither a name nor a unit has it."""
_LETTER = re.compile(r"[^\W\d_]")
_UNIT = re.compile(r"[A-Za-z]{0,3}[²³°º¹]|[µ°º][A-Za-z]{0,3}|[A-Za-z]{1,3}·[A-Za-z]{1,3}")
"""m², km³, x², µm, °C, kW·h: what stands in honest text beside a number or in a formula."""
_LEADING_SIGNS, _TRAILING_SIGNS = "«¿¡©×±€£¥", "»®™©×±†‡‰•·°ºª¹²³"
_ICELANDIC = {0xD0: "Đ", 0xF0: "đ"}
"""Ð and ð, which cleaning mends."""


class Legacy(Struct, frozen=True):
    """Legacy text that was found: its encoding, and its lines (from 1)."""

    encoding: Encoding
    lines: tuple[int, ...]


def detect_all(text: str) -> tuple[Legacy, ...]:
    """Legacy text inside a text that is Unicode by its bytes; none in honest Unicode.

    Of several encodings in one text, that with most words first. The text must not be cleaned yet:
    a soft hyphen or a control character may be a letter.
    """
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    # What reads well as it stands is what it seems to be: the usual case, and a cheap one.
    suspected = _suspected(set(text.split()))
    if len(suspected) > _MOST_WORDS:
        return ()
    if len(suspected) < FEWEST_WORDS and not any(map(_INNER_SIGN.search, suspected)):
        return ()
    lines = [
        _Line(number, _words(line))
        for number, line in enumerate(text.split("\n"), 1)
        if not all(map(_reads_well, line.split()))
    ]
    found: list[Legacy] = []
    while lines and (legacy := _likeliest(lines)):
        found.append(legacy)
        lines = [line for line in lines if line.number not in legacy.lines]
    return tuple(found)


def detect_bytes(data: bytes) -> Legacy | None:
    """The encoding of bytes that are no Unicode; None when they are no Vietnamese at all."""
    lines = [_Line(n, _words(line)) for n, line in enumerate(as_seen(data).split("\n"), 1)]
    if len({word for line in lines for word in line.words}) > _MOST_WORDS:
        return None
    # Bytes that are no Unicode have no other reading: one word is enough.
    return _likeliest(lines, certain=True)


def to_unicode(text: str, legacy: Legacy) -> str:
    """The text with its legacy lines in Unicode; the others are left alone."""
    wanted = set(legacy.lines)
    return "\n".join(
        readable(line, legacy.encoding) if number in wanted else line
        for number, line in enumerate(text.split("\n"), 1)
    )


def in_unicode(text: str) -> str:
    """A text with every line that is legacy in Unicode; honest Unicode as it is."""
    for legacy in detect_all(text):
        text = to_unicode(text, legacy)
    return text


def readable(line: str, encoding: Encoding) -> str:
    """A legacy line in Unicode.

    Of a line that holds Unicode as well, only the words that are legacy are decoded. The ABC
    fonts have no capitals with tones: "KHUYÕN" is shown in capitals by a font made of them. A
    small letter inside a word of capitals is therefore made one.
    """
    if _SURE_UNICODE.search(line):
        words = re.split(r"(\s+)", line)
        decoded = "".join(word if _reads_well(word) else encoding.decode(word) for word in words)
    else:
        decoded = encoding.decode(line)
    if encoding is not Encoding.TCVN3:
        return decoded
    return re.sub(
        r"[^\W\d_]{2,}",
        lambda found: found[0].upper() if _capitals(found[0]) else found[0],
        decoded,
    )


def _capitals(word: str) -> bool:
    ascii_letters = [letter for letter in word if letter.isascii()]
    return bool(ascii_letters) and all(letter.isupper() for letter in ascii_letters)


class _Line(NamedTuple):
    """A line (from 1) in which legacy text is suspected, and its words."""

    number: int
    words: tuple[str, ...]


def _words(line: str) -> tuple[str, ...]:
    """What stands between the separators of a line and holds a letter or more than ASCII."""
    return tuple(
        word for word in _SEPARATOR.split(line) if not word.isascii() or _LETTER.search(word)
    )


_well: set[str] = set()
"""Tokens that read well, in this process: most of a text were seen in others."""
_MOST_REMEMBERED = 100_000


def _suspected(tokens: set[str]) -> list[str]:
    """Those of the tokens that do not read well."""
    if len(_well) > _MOST_REMEMBERED:
        _well.clear()
    fresh = tokens - _well
    suspected = [token for token in fresh if not _reads_well(token)]
    _well.update(fresh.difference(suspected))
    return suspected


@lru_cache(maxsize=65_536)
def _reads_well(token: str) -> bool:
    """Whether nothing between two spaces is suspected of being legacy."""
    if token.isascii():
        return not (_VIQR_MARK.search(token) or _CONTROL_LETTER.search(token))
    return all(map(_harmless, _SEPARATOR.split(token)))


@lru_cache(maxsize=65_536)
def _harmless(word: str) -> bool:
    """Whether a word is Vietnamese as it stands, a number, a unit, or no word at all."""
    if word.isascii():
        return not (_VIQR_MARK.search(word) or _CONTROL_LETTER.search(word))
    bare = word.strip(_AROUND)
    if not _LETTER.search(bare) or _DIGIT.search(bare):
        return True
    if _UNIT.fullmatch(bare) or _SURE_UNICODE.search(bare):
        return True
    rest = bare.translate(_ICELANDIC).lstrip(_LEADING_SIGNS).rstrip(_TRAILING_SIGNS)
    if rest.isascii():
        return not rest or (len(rest) > 1 and (is_spelt_right(rest) or len(rest) > 3))
    return all(part.isascii() or is_syllable(part) for part in _INNER_MARK.split(rest))


@lru_cache(maxsize=65_536)
def _weight(word: str, encoding: Encoding) -> int:
    """What a suspected word says for an encoding: 2 or 1 a (common) word, -1 nonsense.

    0: without a mark of VIQR it says nothing of VIQR, and plain ASCII nothing of the others.
    """
    if word.isascii() and not _CONTROL_LETTER.search(word):
        if encoding is not Encoding.VIQR or not _VIQR_MARK.search(word):
            return 0
    elif encoding is Encoding.VIQR:
        return -1
    bare = word if encoding is Encoding.VIQR else word.strip(_AROUND)
    decoded = encoding.decode(bare).strip(_AROUND)
    parts = [part for part in _INNER_MARK.split(decoded) if not part.isascii()]
    if not parts or len(decoded) < 2 or (encoding is Encoding.VIQR and _a_power(decoded)):
        return 0
    if not all(map(is_spelt_right, parts)):
        return -1 if not all(map(is_syllable, parts)) else 0
    return 2 if decoded.lower() in _common else 1


def _a_power(decoded: str) -> bool:
    """Whether a word of VIQR is more likely a formula: a^n, e^m."""
    return len(decoded) == 2 and decoded[0] in "âêôÂÊÔ"


class _Score(NamedTuple):
    """What the words of a line say for an encoding."""

    good: int
    bad: int
    words: frozenset[str]
    """The words that are no Vietnamese as they stand and become Vietnamese."""


def _score(words: Sequence[str], encoding: Encoding, *, certain: bool) -> _Score | None:
    """The score of a line; None when an encoding does not explain it.

    In a line that surely holds Unicode, legacy words stand side by side, or are many, and the
    others say nothing; in any other line, what reads well must read as well when it is decoded.
    """
    mixed = any(map(_SURE_UNICODE.search, words))
    harmless = [not certain and _harmless(word) for word in words]
    weights = [
        0 if mixed and fine else _weight(word, encoding)
        for word, fine in zip(words, harmless, strict=True)
    ]
    good = sum(weight for weight in weights if weight > 0)
    bad = weights.count(-1)
    evidence = [weight > 0 and not fine for weight, fine in zip(weights, harmless, strict=True)]
    found = frozenset(word for word, counts in zip(words, evidence, strict=True) if counts)
    if good <= bad or not found:
        return None
    if mixed:
        together = any(one and other for one, other in pairwise(evidence))
        if len(found) < (FEWEST_WORDS if together else FEWEST_LETTERS_ONLY):
            return None
    return _Score(good, bad, found)


def _likeliest(lines: Sequence[_Line], *, certain: bool = False) -> Legacy | None:
    """The encoding in which most words become Vietnamese, if it is plainly one.

    Where the text is `certain` to be in one of them, a single word is enough.
    """
    best: Legacy | None = None
    most = 0
    for encoding in Encoding:
        scores = {
            line.number: score
            for line in lines
            if (score := _score(line.words, encoding, certain=certain))
        }
        good = sum(score.good for score in scores.values())
        bad = sum(score.bad for score in scores.values())
        known = frozenset().union(*(score.words for score in scores.values()))
        enough = known and (certain or _suffices(known, lines, scores))
        if enough and bad * 4 <= good and good - bad > most:
            best, most = Legacy(encoding, tuple(scores)), good - bad
    return best


def _suffices(known: frozenset[str], lines: Sequence[_Line], scores: Mapping[int, _Score]) -> bool:
    """Whether some words are several enough to be no chance.

    One is, where a sign stands between its letters; two are, where they are written with the
    marks of VIQR, where nothing in their lines speaks against it, or where they are most of them.
    """
    if len(known) >= FEWEST_LETTERS_ONLY or any(map(_INNER_SIGN.search, known)):
        return True
    if len(known) < FEWEST_WORDS:
        return False
    words = {word for line in lines if line.number in scores for word in line.words}
    against = any(score.bad for score in scores.values()) or any(map(_SURE_UNICODE.search, words))
    return not against or all(map(str.isascii, known)) or len(words) <= 2 * FEWEST_WORDS
