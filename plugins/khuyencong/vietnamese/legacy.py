"""The encodings from before Unicode that old Vietnamese files still carry.

Text in one of them is handled as Windows shows it to somebody without the font: one
character of Windows-1252 for each byte ("C«ng nghiÖp"). That is what a paste from an old
Word file leaves, and what `as_seen` makes of bytes.

Sources: TCVN 5712:1993 (VN3, the ABC fonts .VnTime, with the capitals of VN2); RFC 1456 for
VISCII and VIQR; the character tables of VNI Software for VNI-Windows. Windows-1258, which
Python knows itself, is here because Notepad's "ANSI" is that on a Vietnamese Windows.
"""

import re
import unicodedata
from collections.abc import Callable
from enum import Enum

LETTERS = "aăâeêioôơuưy"
_MARKS = {
    "grave": "\u0300",
    "hook": "\u0309",
    "tilde": "\u0303",
    "acute": "\u0301",
    "dot": "\u0323",
}
_TONES = tuple(_MARKS.values())


def _composed(base: str, mark: str) -> str:
    return unicodedata.normalize("NFC", base + mark)


ALPHABET = "".join(
    sorted(
        {
            _composed(case(base), mark)
            for base in LETTERS
            for mark in ("", *_TONES)
            for case in (str.lower, str.upper)
        }
        | {"đ", "Đ"}
    )
).translate(dict.fromkeys(map(ord, "aeiouyAEIOUY")))
"""The 134 letters that Vietnamese has beyond ASCII."""


def as_seen(data: bytes) -> str:
    """Bytes as Windows-1252 shows them; its five empty places as control characters."""
    return data.decode("cp1252", errors="seen")


def as_bytes(seen: str) -> bytes:
    """The bytes behind text as Windows-1252 shows it.

    Raises:
        UnicodeEncodeError: a character is not of Windows-1252.
    """
    return seen.encode("cp1252", errors="seen")


def _seen_errors(error: UnicodeError) -> tuple[str | bytes, int]:
    """Bytes 81, 8D, 8F, 90, 9D, which Windows-1252 leaves empty, stand for themselves."""
    if isinstance(error, UnicodeDecodeError):
        return error.object[error.start : error.end].decode("latin-1"), error.end
    if isinstance(error, UnicodeEncodeError):
        part = error.object[error.start : error.end]
        if all(ord(char) < 0xA0 for char in part):
            return part.encode("latin-1"), error.end
    raise error


def _register() -> None:
    import codecs

    codecs.register_error("seen", _seen_errors)


_register()


def _table(first: int, letters: str) -> dict[str, str]:
    """Characters as seen → letters, for consecutive bytes; `·` leaves a byte out."""
    pairs = zip(range(first, 0x100), letters, strict=False)
    return {as_seen(bytes([byte])): letter for byte, letter in pairs if letter != "·"}


_VISCII = _table(
    0x80,
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ"
    "ÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư"
    "àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ",
) | {"\x02": "Ẳ", "\x05": "Ẵ", "\x06": "Ẫ", "\x14": "Ỷ", "\x19": "Ỹ", "\x1e": "Ỵ"}

_TCVN3 = _table(
    0xA1,
    "ĂÂÊÔƠƯĐăâêôơưđẰ"
    "\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ"
    "ẮẦẨẪẤỀặầẩẫấậèỂẻẽ"
    "éẹềểễếệìỉỄẾỒĩíịò"
    "Ổỏõóọồổỗốộờởỡớợù"
    "Ỗủũúụừửữứựỳỷỹýỵ",
) | {as_seen(b"\xff"): "Ố"}

_VNI_MARKS = {
    "": dict(zip("ùøûõï", ("acute", "grave", "hook", "tilde", "dot"), strict=True)),
    "\u0302": {"â": ""}
    | dict(zip("áàåãä", ("acute", "grave", "hook", "tilde", "dot"), strict=True)),
    "\u0306": {"ê": ""}
    | dict(zip("éèúüë", ("acute", "grave", "hook", "tilde", "dot"), strict=True)),
}
_VNI_SHAPES = {"": "aeouyôö", "\u0302": "aeo", "\u0306": "a"}
_VNI_SINGLE = {
    "ô": "ơ",
    "ö": "ư",
    "ñ": "đ",
    "í": "í",
    "ì": "ì",
    "æ": "ỉ",
    "ó": "ĩ",
    "ò": "ị",
    "î": "ỵ",
}


def _vni_table() -> dict[str, str]:
    table = dict(_VNI_SINGLE)
    for shape, marks in _VNI_MARKS.items():
        for base in _VNI_SHAPES[shape]:
            for written, tone in marks.items():
                letter = _composed(_VNI_SINGLE.get(base, base) + shape, _MARKS.get(tone, ""))
                table[base + written] = unicodedata.normalize("NFC", letter)
    del table["yï"]  # ỵ is î
    # A capital takes a capital mark; fonts show it with a small one too.
    mixed = {key[0].upper() + key[1:]: letter.upper() for key, letter in table.items()}
    return table | mixed | {key.upper(): letter.upper() for key, letter in table.items()}


_VNI = _vni_table()
_VNI_LONE = frozenset("ùøûõïâáàåãäêéèúüëÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË")
_VNI_TEXT = re.compile(f"[AEOUYÔÖaeouyôö][{''.join(sorted(_VNI_LONE))}]|.", re.DOTALL)

_VIQR_SHAPES = {"^": "\u0302", "(": "\u0306", "+": "\u031b"}
_VIQR_TONES = {"`": "\u0300", "?": "\u0309", "~": "\u0303", "'": "\u0301", ".": "\u0323"}
_VIQR_TEXT = re.compile(
    r"\\(?P<literal>[\^(+`?~'.\\dD])|(?P<d>[dD][dD])"
    r"|(?P<vowel>[aA][\^(]|[eE]\^|[oO][\^+]|[uU]\+|[aeiouyAEIOUY])(?P<tone>[`?~'.]?)"
)
_VIQR_LITERAL = re.compile(
    r"(?<=[aeiouyAEIOUY])[\^(+`?~'.]|(?<=[ăâêôơư])[`?~'.]|d(?=[dđ])|\\", re.IGNORECASE
)


def _viqr_letter(found: re.Match[str]) -> str:
    if found["literal"]:
        return found["literal"]
    if found["d"]:
        return "đ" if found["d"][0] == "d" else "Đ"
    vowel = found["vowel"]
    marks = _VIQR_SHAPES.get(vowel[1:], "") + _VIQR_TONES.get(found["tone"], "")
    return unicodedata.normalize("NFC", vowel[0] + marks)


def _decode_table(table: dict[str, str]) -> Callable[[str], str]:
    codes = {ord(key): letter for key, letter in table.items()}
    return lambda seen: unicodedata.normalize("NFC", seen.translate(codes))


def _decode_vni(seen: str) -> str:
    def letter(found: re.Match[str]) -> str:
        pair = found[0]
        if pair in _VNI:
            return _VNI[pair]
        # A mark behind no vowel cannot be: what follows is not VNI.
        return "".join(_VNI.get(char, "\ufffd" if char in _VNI_LONE else char) for char in pair)

    return _VNI_TEXT.sub(letter, seen)


def _decode_viqr(seen: str) -> str:
    return _VIQR_TEXT.sub(_viqr_letter, seen)


def _decode_1258(seen: str) -> str:
    try:
        data = as_bytes(seen)
    except UnicodeEncodeError:
        return seen
    return unicodedata.normalize("NFC", data.decode("cp1258", errors="replace"))


class Encoding(Enum):
    """An encoding from before Unicode, and the fonts by which staff know it."""

    TCVN3 = "TCVN3 (ABC, phông .VnTime)", _decode_table(_TCVN3)
    VNI = "VNI (phông VNI-Times)", _decode_vni
    VIQR = "VIQR (gõ dấu bằng ^ ( + ' ` ? ~ .)", _decode_viqr
    VISCII = "VISCII", _decode_table(_VISCII)
    WINDOWS_1258 = "Windows-1258 (ANSI)", _decode_1258

    def __init__(self, label: str, decoder: Callable[[str], str]) -> None:
        self.label = label
        self._decoder = decoder

    def decode(self, seen: str) -> str:
        """Unicode text in NFC of legacy text as Windows-1252 shows it."""
        return self._decoder(seen)

    def encode(self, text: str) -> str:
        """Legacy text, as Windows-1252 shows it, of Unicode text.

        TCVN3 has no place for most capitals with a tone: those are written as the capital
        and its mark, as the standard allows.
        """
        text = unicodedata.normalize("NFC", text)
        if self is Encoding.WINDOWS_1258:
            return as_seen(_decomposed(text).encode("cp1258", errors="replace"))
        if self is Encoding.VIQR:
            text = _VIQR_LITERAL.sub(r"\\\g<0>", text)
        return "".join(_ENCODERS[self].get(char, char) for char in text)


def _decomposed(text: str) -> str:
    """Letters with their tone apart, as Windows-1258 has them."""
    return "".join(
        unicodedata.normalize("NFC", "".join(m for m in parts if m not in _TONES))
        + "".join(m for m in parts if m in _TONES)
        for parts in (unicodedata.normalize("NFD", char) for char in text)
    )


def _tcvn3_encoder() -> dict[str, str]:
    table = {letter: key for key, letter in _TCVN3.items()}
    for letter in ALPHABET:
        if letter not in table:
            base, tone = tuple(_decomposed(letter))
            table[letter] = table.get(base, base) + table[tone]
    return table


def _viqr_encoder() -> dict[str, str]:
    shapes = {mark: sign for sign, mark in (_VIQR_SHAPES | _VIQR_TONES).items()}
    order = "\u0302\u0306\u031b"
    table = {"đ": "dd", "Đ": "DD"}
    for letter in ALPHABET:
        base, *marks = list(unicodedata.normalize("NFD", letter))
        if letter not in table:
            table[letter] = base + "".join(
                shapes[m] for m in sorted(marks, key=lambda m: m not in order)
            )
    return table


_ENCODERS = {
    Encoding.TCVN3: _tcvn3_encoder(),
    Encoding.VNI: {letter: key for key, letter in _VNI.items()},
    Encoding.VIQR: _viqr_encoder(),
    Encoding.VISCII: {letter: key for key, letter in _VISCII.items()},
}
