"""What a Vietnamese syllable can look like, to tell Vietnamese text from other text.

Onsets and rimes as school grammars list them (Đoàn Thiện Thuật, "Ngữ âm tiếng Việt"), in
spelling, and "ăk" of Đắk Lắk. Lax on purpose: any onset before any rime.
"""

import unicodedata
from functools import lru_cache

from khuyencong.vietnamese.folding import TONES

_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_RIMES = """
a ac ach ai am an ang anh ao ap at au ay ăc ăk ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu êng êc
i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
o oc oi om on ong oong op ot oa oac oach oai oam oan oang oanh oao oap oat oay
oăc oăm oăn oăng oăt oe oen oeo oet ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uôc uôi uôm uôn uông uôt
uơ uy uya uych uyên uyêt uyn uynh uyp uyt uyu
ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
y ych ynh yt yêm yên yêng yêt yêu
"""
_SYLLABLES = frozenset(
    onset + rime for onset in ["", *_ONSETS.split()] for rime in ["", *_RIMES.split()]
) - {""}
_STOPS = ("c", "ch", "k", "p", "t")
_CLOSED_TONES = ("\u0301", "\u0323")
"""A syllable that ends in a stop carries sắc or nặng."""


@lru_cache(maxsize=8192)
def is_syllable(word: str) -> bool:
    """Whether a word with at least one diacritic can be a Vietnamese syllable.

    Either place of the tone mark will do; case does not matter. A word without diacritics is
    none: "the" and "ban" are as good English.
    """
    if word.isascii():
        return False
    letters: list[str] = []
    tone = ""
    for mark in unicodedata.normalize("NFD", word.lower()):
        if mark not in TONES:
            letters.append(mark)
        elif tone:
            return False
        else:
            tone = mark
    plain = unicodedata.normalize("NFC", "".join(letters))
    if plain not in _SYLLABLES:
        return False
    return not plain.endswith(_STOPS) or tone in _CLOSED_TONES
