"""Words that no Vietnamese syllable looks like, and what was probably meant.

Only what is surely a slip is named: two words run together, a tone on the wrong vowel, a sign of
the keyboard that went astray. Loan words, foreign and ethnic names, abbreviations and units are
not syllables either and are let be.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from khuyencong.vietnamese.capitals import capitalized
from khuyencong.vietnamese.compounds import known_syllables, trade_compounds
from khuyencong.vietnamese.syllables import is_spelt_right, toneless, with_tone

_LOANS = frozenset(
    """
    acquy ađrênalin amiăng amoniắc amôniắc ampe ămpe apatít axít axêtôn axetôn axêtilen ắcquy
    ađờmi anbumin ápphích áptômát ápxe bađờxuy balô bancông bađa bazơ bađan bêtông bêrê bôxít
    búpbê buýt cacao cacbon cácbon cacbonát cácbonát canxi cađimi camêra càphê cápphê caphê
    xôviết xuchiêng gacđiêng becgiê
    catốt cầncẩu cờlê clanhke clinke côban côđêin cồn cônxectô côngtenơ contenơ côngtắc côngtơ
    côngxoocxiom côngnông compa cốppha cốtxê crôm đôla đôminô đờmi đyamô đinamô điện điôxin điôxít
    điôt điốt đixpe êtan êtanol êtilen êlíp êpoxy êcu êke fomica gađơ gabarit galông găngtơ gara
    gíclơ giăm glixêrin glucô glucôzơ gluxít graphít hêli hêlô hêrôin hiđrô hiđrôcacbon hiđrat
    hyđrô hyđrat hyđrôxít iốt inốc juđô kaki kalisunphát karatê kilôgam kilômét kilôoát
    kilôvôn klinke lavabô lipít lôcốt lôga lôgic lôgíc lôgích lôgô lôgarít lôtô lumen makét
    mađam magiê mácma mácxít máyơ mêtan mêtanol micrô micrôphôn milimét mililít mìchính môđem
    môđun môđen môtô môtơ môbin môlípđen mômen môtíp mútxốp natri nêông nhômắc nitơ nitrát niken
    nilông nơtron ôliu ômôi ôpêra ôplết ôtô ôkê ôxi ôxy ôxít ôxýt ôzôn ôm ôn palăng panen panô
    parafin patê patin pênixilin pêđan phoócmôn phoócmốc phôtô phôtôcôpi phốtphát phốtpho phốtphorit
    pianô pin plutôni pôlime pôlyme pôlyêtilen pôliêtilen prôtêin prôtit prôtôn puzơlan puly
    rađa rađiô rađium rađian rôbốt rôto rôtor rơle rơlơ rơmoóc rơmoócxơ rulô saccarôzơ săm xăm
    sêri sêrum silicát sôcôla sôđa sơmi sơmirơmoóc stato stênăng sunfát sunphát sunphua sunphuríc
    sunfuríc supe suplơ tăngđơ têlêvidiôn têlêphôn têtanôt titan tôn tôlơ trắctơ tuabin tuốcbin
    tuốcnơvít tuýp tuynen vácxin vắcxin vanilin vécni vêđét vêtô viôlông vitamin vôlăng vôn vônfram
    vônkế xăngđan xăngtimét xàlan xàphòng xácxông xêlulô xêlulôzơ xenlulô xenlulôzơ xêmina xêri
    xêcăng xêôn xiđa ximăng xiclô xilanh xinêma xôđa xôđium xôlô xơmi xơri xúcxích xuppap xúppáp
    xútxích ápphe bắcơ bađinê bulông êcrou găngxtơ guđron gôm gônđôla hécta hêctô héctơ kilôcalo
    kilôbai môlíp nhựađường oátgiờ paraphin pítton píttông phéctô phêrít xăngphòng bôlide
    vnđ trđ tđ ngđ nđ qđ tđc đvt đktđ hđnd hđqt ubnd
    """.split()  # noqa: SIM905
)
"""Loan words written in one piece, and abbreviations in small letters; school books have these."""

_NAMES = frozenset(
    """
    kạn kông đăk đắk păk pắk pốk pêt pếk sêrêpôk xêrêpốk bêđê êđê bana bahnar mơnông mnông xêđăng
    xơđăng xtiêng xinhmun cơtu cờtu cơho chăm chơro hmông hrê khơmú pàthẻn rơmăm brâu giẻtriêng
    tàôi vânkiều lôlô cốtlọng
    """.split()  # noqa: SIM905
)
"""Names of places and peoples that are often written without a capital."""

_OURS = re.compile("[ạảẹẻẽịỉĩọỏụủũỵỷỹầậẩẫằặẳẵềệểễồộổỗờợởỡừựửữỳ]|ươ|ngh")
"""What no other language and no loan word has: most letters with huyền, hỏi, ngã or nặng."""
_STOPPED = re.compile("[cpt]h?$")
_FOREIGN = re.compile("[^a-zđăâêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]")
_VOWEL_LETTERS = frozenset(
    "aăâeêioôơuưyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
)
_CAPITALS = "A-ZĐĂÂÊÔƠƯÀÁẢÃẠẰẮẲẴẶẦẤẨẪẬÈÉẺẼẸỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌỒỐỔỖỘỜỚỞỠỢÙÚỦŨỤỪỨỬỮỰỲÝỶỸỴ"
_JOINT = re.compile(
    f"(?P<first>[^\\W\\d_{_CAPITALS}]+)[{_CAPITALS}][^\\W\\d_{_CAPITALS}]+"
    f"|(?P<short>[{_CAPITALS}]{{2,}})[^\\W\\d_{_CAPITALS}]{{2,}}"
)
"""A small letter before a capital, or an abbreviation before a word: "xãBắc", "UBNDtỉnh"."""

_REPAIRS = (("uơ", "ươ"), ("ưo", "ươ"), ("uo", "ươ"), ("uo", "uô"), ("ie", "iê"), ("ye", "yê"))
"""What the keyboard made of vowels → what they should be."""
_ONSET_REPAIRS = (("ngh", "ng"), ("ng", "ngh"), ("gh", "g"), ("g", "gh"), ("c", "k"))
"""Consonants at the beginning that are written otherwise before some vowels."""
_CLOSED = re.compile("[ăâêôơư](?:c|ch|p|t)$")
"""Rimes that end in a stop; without a tone their mark was lost."""
_LOST_TONES = "\u0301\u0323"
_LONGEST = 24
"""Letters of a word beyond which nothing is looked for in it."""


@lru_cache(maxsize=65_536)
def correction(word: str) -> str | None:
    """What a written word should probably be; None when nothing is surely wrong with it.

    `word` consists of letters in NFC. "" means that it is no word and nothing is near. The case
    of the word is kept: "Nguời" → "Người", "tỉnhđang" → "tỉnh đang".
    """
    if word.isascii() or len(word) < 2 or len(word) > _LONGEST:
        return None
    lower = word.lower()
    if is_spelt_right(lower) or lower in _LOANS or lower in _NAMES or _FOREIGN.search(lower):
        return None
    found = _repaired(lower) or _divided(word)
    if found:
        return (
            found.upper() if word.isupper() else capitalized(found) if word[0].isupper() else found
        )
    return (
        ""
        if word.islower() and _OURS.search(lower) and not _VOWEL_LETTERS.isdisjoint(lower)
        else None
    )


def _repaired(lower: str) -> str | None:
    """One syllable made right by moving its tone or mending one slip of the keyboard."""
    parts = toneless(lower)
    if parts is None:
        return None
    letters, tone = parts
    tries = [letters]
    if not letters.startswith("qu"):
        tries += [letters.replace(wrong, right, 1) for wrong, right in _REPAIRS if wrong in letters]
    tries += [
        right + letters.removeprefix(wrong)
        for wrong, right in _ONSET_REPAIRS
        if letters.startswith(wrong)
    ]
    found = next((right for letters in tries if (right := with_tone(letters, tone))), None)
    if found is None and not tone and _CLOSED.search(letters):
        closed = [right for lost in _LOST_TONES if (right := with_tone(letters, lost))]
        found = next((right for right in closed if right in known_syllables()), None)
    return found


def _divided(word: str) -> str | None:
    """Two words that were run together, apart; None for what may be one loan word or name."""
    places: Iterable[int] = ()
    if word.isupper() or word[1:].islower():
        places = range(1, len(word))
    elif joint := _JOINT.fullmatch(word):
        places = (max(joint.end("first"), joint.end("short")),)
    for place in places:
        first, second = word[:place], word[place:]
        one, other = first.lower(), second.lower()
        spelt = is_spelt_right(other) and (is_spelt_right(one) or (first.isupper() and place > 1))
        # Two vowels that meet are one that was typed twice: "Khôống".
        meet = one[-1] in _VOWEL_LETTERS and other[0] in _VOWEL_LETTERS
        if (
            spelt
            and not meet
            and (f"{one} {other}" in trade_compounds() or _two_words(first, second))
        ):
            return f"{first} {second}"
    return None


def _two_words(first: str, second: str) -> bool:
    """Whether two syllables in one piece can be no loan word or name."""
    if first.islower() != second.islower() and not first.istitle():
        return len(second) > 1  # "xãBắc", "UBNDtỉnh": the case changes where the space was
    one, other = first.lower(), second.lower()
    if _OURS.search(one + other):
        return True
    parts = toneless(one), toneless(other)
    marked = any(part and part[1] and not _STOPPED.search(part[0]) for part in parts)
    return marked and not one.isascii() and not other.isascii()
