"""What a Vietnamese syllable can look like, to tell Vietnamese text from other text.

Onsets and rimes as school grammars list them (Đoàn Thiện Thuật, "Ngữ âm tiếng Việt"), in
spelling, and "ăk" of Đắk Lắk. `is_syllable` is lax on purpose: any onset before any rime, the
tone mark on any vowel. `is_spelt_right` asks for the spelling that schools teach.
"""

import unicodedata
from functools import lru_cache
from typing import NamedTuple

from khuyencong.vietnamese.folding import TONES

_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_RIMES = """
a ac ach ai am an ang anh ao ap at au ay ăc ăk ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu êng êc
i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
o oc oi om on ong oong op ot oa oac oach oai oam oan oang oanh oao oap oat oay
oây oăc oăm oăn oăng oăt oe oem oen oeng oeo oet ooc ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uôc uôi uôm uôn uông uôt
uơ uy uya uych uyên uyêt uyn uynh uyp uyt uyu
ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
y ych ynh yp yt yêm yên yêng yêt yêu
"""
_SYLLABLES = frozenset(
    onset + rime for onset in ["", *_ONSETS.split()] for rime in ["", *_RIMES.split()]
) - {""}
_STOPS = ("c", "ch", "k", "p", "t")
_CLOSED_TONES = ("\u0301", "\u0323")
"""A syllable that ends in a stop carries sắc or nặng."""


_SHAPED = frozenset("ăâêôơư")
_VOWELS = frozenset("aăâeêioôơuưy")
_FRONT = frozenset("eêiy")
"""Vowels before which c, g and ng are written k, gh and ngh."""
_EITHER = ("oa", "oe", "uy")
"""Rimes of two letters that carry the tone on either: hòa, hoà."""


class _Spelling(NamedTuple):
    """A written word taken apart: its letters without the tone, the tone, and whose it is."""

    letters: str
    tone: str
    place: int
    """Index in `letters` of the letter that carries the tone; -1 without one."""


def _taken_apart(word: str) -> _Spelling | None:
    """A word in lower case taken apart; None when it carries two tones."""
    letters: list[str] = []
    tone, place = "", -1
    for mark in unicodedata.normalize("NFD", word.lower()):
        if mark not in TONES:
            letters.append(mark)
        elif tone:
            return None
        else:
            tone = mark
            place = len(unicodedata.normalize("NFC", "".join(letters))) - 1
    return _Spelling(unicodedata.normalize("NFC", "".join(letters)), tone, place)


@lru_cache(maxsize=8192)
def is_syllable(word: str) -> bool:
    """Whether a word with at least one diacritic can be a Vietnamese syllable.

    Either place of the tone mark will do; case does not matter. A word without diacritics is
    none: "the" and "ban" are as good English.
    """
    if word.isascii():
        return False
    spelling = _taken_apart(word)
    if spelling is None or spelling.letters not in _SYLLABLES:
        return False
    return not spelling.letters.endswith(_STOPS) or spelling.tone in _CLOSED_TONES


@lru_cache(maxsize=65_536)
def is_spelt_right(word: str) -> bool:
    """Whether a word is a Vietnamese syllable as schools spell it, with or without diacritics.

    That is: k, gh, ngh before e, ê, i and nowhere else; a tone that the end of the syllable
    allows, on the vowel that carries it. hòa and hoà are both right; case does not matter.
    """
    spelling = _taken_apart(word)
    if spelling is None or (
        spelling.letters.endswith(_STOPS) and spelling.tone not in _CLOSED_TONES
    ):
        return False
    parsed = _parsed(spelling.letters)
    if parsed is None:
        return False
    onset, rime = parsed
    return not spelling.tone or spelling.place - len(onset) in _tone_places(rime)


def with_tone(letters: str, tone: str) -> str | None:
    """Letters without a tone as a syllable that is spelt right; None when there is none.

    `tone` is one of `TONES`, or "" for ngang. The mark goes where newspapers put it (hòa).
    """
    parsed = _parsed(letters)
    if parsed is None or (letters.endswith(_STOPS) and tone not in _CLOSED_TONES):
        return None
    onset, rime = parsed
    place = len(onset) + min(_tone_places(rime))
    marked = letters[: place + 1] + tone + letters[place + 1 :]
    return unicodedata.normalize("NFC", marked)


def toneless(word: str) -> tuple[str, str] | None:
    """The letters of a word in lower case without its tone, and the tone; None with two tones."""
    spelling = _taken_apart(word)
    return (spelling.letters, spelling.tone) if spelling else None


@lru_cache(maxsize=16_384)
def _parsed(letters: str) -> tuple[str, str] | None:
    """Onset and rime of a toneless syllable that is spelt right."""
    for length in (3, 2, 1, 0):
        onset, rime = letters[:length], letters[length:]
        if rime in _RIME_SET and (not onset or onset in _ONSET_SET) and _fit(onset, rime):
            return onset, rime
    return None


_RIME_SET = frozenset(_RIMES.split())
_ONSET_SET = frozenset(_ONSETS.split())


def _fit(onset: str, rime: str) -> bool:
    """Whether an onset is spelt so before a rime."""
    front = rime[0] in _FRONT
    match onset:
        case "":
            return not rime.startswith("iê")
        case "c":
            return not front
        case "k" | "gh" | "ngh":
            return front
        case "g":
            return rime[0] not in "eêy"
        case "ng":
            return rime[0] not in "eêiy"
        case "gi":
            return not rime.startswith(("i", "y"))
        case "qu":
            return rime[0] not in "uưo"
        case _:
            return rime[0] != "y" or rime == "y"


def _tone_places(rime: str) -> tuple[int, ...]:
    """Indexes in a rime of the letters that may carry its tone."""
    shaped = [place for place, letter in enumerate(rime) if letter in _SHAPED]
    if shaped:
        return (shaped[-1],)
    vowels = sum(letter in _VOWELS for letter in rime)
    if vowels == 1:
        return (0,)
    if rime in _EITHER:
        return (0, 1)
    return (1,) if vowels == 3 or vowels < len(rime) else (0,)
