"""Whether a text is in an encoding from before Unicode, and which.

The judge is spelling: read rightly, the words with diacritics are Vietnamese syllables; read
wrongly, they are not. Each line is judged by itself, because an old paragraph is often pasted
into a new file, and all lines together decide which encoding it is.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from khuyencong.vietnamese.legacy import Encoding, as_seen
from khuyencong.vietnamese.syllables import is_syllable

_EIGHT_BIT = (Encoding.TCVN3, Encoding.VNI, Encoding.VISCII, Encoding.WINDOWS_1258)
Suspect = tuple[int, str, tuple[int, int]]
"""Number of a line, the line, and its good and bad words as it stands."""

# Characters of Windows-1252 that Vietnamese in Unicode does not use; then those that it does,
# behind a vowel that cannot take them: VNI and Windows-1258 write a mark behind its vowel.
_FOREIGN = "¡-¿Ä-ÇËÎÏÐÑÖ-ØÛÜÞßä-çëî-ñö-øûüþÿŠšŽžŸŒœƒˆ˜†‡‰‹›€™\x01\x02\x05\x06\x14\x19\x1e"
_VNI_PAIR = "[aAeEoO][âÂ]|[aA][áàãéèêúÁÀÃÉÈÊÚ]|[eE][áàãÁÀÃ]|[oO][áàãÁÀÃ]|[aeouyôAEOUYÔ][ùõÙÕ]"
_1258_PAIR = "[aeiouyâêôăýõAEIOUYÂÊÔĂÝÕ][ÌÒÞìò]"
_EIGHT_BIT_SIGN = re.compile(f"[{_FOREIGN}]|{_VNI_PAIR}|{_1258_PAIR}")
_VIQR_SIGN = re.compile(r"[aAeEoO]\^|[oOuU]\+|[aA]\(|\b[dD][dD][aeiouyAEIOUY]")

_COMMON = (
    "của và các được là có những cho một người với để này từ đã không trong khi về tại đến ở "
    "cũng nghề công sản phẩm hỗ trợ tỉnh xã năm đề án kinh tế việc mới đồng bộ sở huyện "
    "hợp tác chế biến văn bản đào tạo cơ"
)
"""Words of every text: where two encodings both give syllables, the likelier has more of these."""
_common = frozenset(_COMMON.split())

_WORD = re.compile(
    "[^\\W\\d_]*[^\\x00-\\x7f“”‘’…–—\u00a0\ufeff\u200b-\u200d]"
    "[^\\s\\x00-\\x40\\x5b-\\x60\\x7b-\\x7f“”‘’…–—]*|[^\\W\\d_]+"
)
_INNER_SIGN = re.compile("[A-Za-z][\u00a1-\u00bf][A-Za-z]")
_NOT_IN_1252 = re.compile(
    "[\u0100-\u0151\u0154-\u015f\u0162-\u0177\u0179-\u017c\u0300-\u036f\u1e00-\u1eff]"
)
_ACCENTED = re.compile("[\u00c0-\u0233\u1e00-\u1eff]")


@dataclass(frozen=True, slots=True)
class Legacy:
    """Legacy text that was found: its encoding, and its lines (from 1)."""

    encoding: Encoding
    lines: tuple[int, ...]


def detect(text: str) -> Legacy | None:
    """Legacy text inside a text that is Unicode by its bytes; None for honest Unicode.

    The text must not be cleaned yet: a soft hyphen or a control character may be a letter.
    """
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    # What reads well as it stands is what it seems to be: the usual case, and a cheap one.
    read_well = all(map(_reads_well, set(text.split())))
    eight_bit = [] if read_well else _suspects(text, _EIGHT_BIT_SIGN)
    viqr = _suspects(text, _VIQR_SIGN, unless=_ACCENTED)
    if not viqr and not any(bad for _, _, (_, bad) in eight_bit):
        return None
    return _best({**dict.fromkeys(_EIGHT_BIT, eight_bit), Encoding.VIQR: viqr})


@lru_cache(maxsize=65_536)
def _reads_well(written: str) -> bool:
    """Whether nothing between two spaces has diacritics that are not Vietnamese."""
    return written.isascii() or not _as_it_stands(written)[1]


def _suspects(
    text: str, sign: re.Pattern[str], unless: re.Pattern[str] | None = None
) -> list[Suspect]:
    """Lines with a sign of legacy text, with what they are worth as they stand."""
    found: list[Suspect] = []
    place = number = 0
    # One pass over the whole text: from a sign to the end of its line, and on.
    while match := sign.search(text, place):
        number += text.count("\n", place, match.start())
        start = text.rfind("\n", 0, match.start()) + 1
        end = text.find("\n", match.end())
        place = end if end >= 0 else len(text)
        line = text[start:place]
        if not (unless and unless.search(line)):
            found.append((number + 1, line, _as_it_stands(line)))
    return found


def detect_bytes(data: bytes) -> Legacy | None:
    """The encoding of bytes that are no Unicode; None when they are no Vietnamese at all."""
    # Bytes that are no Unicode have no other reading.
    lines = [(n, line, (0, 1)) for n, line in enumerate(as_seen(data).split("\n"), 1)]
    marked = [suspect for suspect in lines if not suspect[1].isascii()]
    found = dict.fromkeys((Encoding.WINDOWS_1258, *_EIGHT_BIT), marked)
    found[Encoding.VIQR] = [suspect for suspect in lines if _VIQR_SIGN.search(suspect[1])]
    return _best(found, certain=True)


def to_unicode(text: str, legacy: Legacy) -> str:
    """The text with its legacy lines in Unicode; the others are left alone."""
    wanted = set(legacy.lines)
    return "\n".join(
        readable(line, legacy.encoding) if number in wanted else line
        for number, line in enumerate(text.split("\n"), 1)
    )


def readable(line: str, encoding: Encoding) -> str:
    """A legacy line in Unicode.

    The ABC fonts have no capitals with tones: "KHUYÕN" is shown in capitals by a font made of
    them. A small letter inside a word of capitals is therefore made one.
    """
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


def _as_it_stands(line: str) -> tuple[int, int]:
    """A line read as Unicode; Ð and ð (Icelandic) are Đ and đ, which cleaning mends."""
    return _judge(line.translate({0xD0: "Đ", 0xF0: "đ"}))


def _best(
    suspects: Mapping[Encoding, Sequence[Suspect]], *, certain: bool = False
) -> Legacy | None:
    """The encoding in which most words become Vietnamese, if it is plainly one.

    Where the text is `certain` to be in one of them, a single word is enough; so is one with
    a sign inside ("C«ng").
    """
    best: Legacy | None = None
    most = 0
    for encoding, lines in suspects.items():
        good = bad = gain = 0
        changed: list[int] = []
        plain = certain
        for number, line, (was_good, was_bad) in lines:
            now_good, now_bad = _judge(encoding.decode(line), _foreign(line))
            better = (now_good - now_bad) - (was_good - was_bad)
            if better > 0 and now_good > now_bad:
                good, bad, gain = good + now_good, bad + now_bad, gain + better
                changed.append(number)
                plain = plain or bool(_INNER_SIGN.search(line))
        enough = good >= 2 or (good == 1 and plain)
        if enough and bad * 4 <= good and gain > most:
            best, most = Legacy(encoding, tuple(changed)), gain
    return best


def _foreign(line: str) -> int:
    """Words with letters that no legacy encoding could have left there."""
    return sum(bool(_NOT_IN_1252.search(word)) for word in line.split())


def _judge(line: str, bad: int = 0) -> tuple[int, int]:
    """How much of the words with diacritics is Vietnamese, and how many are not."""
    good = 0
    for word in _WORD.findall(line):
        if word.isascii():
            continue
        for part in word.split("-"):
            if is_syllable(part):
                good += 2 if part.lower() in _common else 1
            elif not part.isascii():
                bad += 1
    return good, bad
