"""How long a text takes to read aloud."""

from khuyencong.vietnamese.numbers import count_words

SYLLABLES_A_MINUTE = 200
"""An even pace before a camera. Vietnamese writes one syllable a word, so words are counted."""


def seconds_aloud(text: str) -> int:
    """Seconds that a presenter needs for a text, to the next five."""
    seconds = count_words(text) * 60 / SYLLABLES_A_MINUTE
    return -(-int(seconds + 0.999) // 5) * 5


def spoken_length(seconds: int) -> str:
    """`1 phút 25 giây`, `2 phút`, `40 giây`."""
    minutes, rest = divmod(seconds, 60)
    parts = [f"{minutes} phút"] if minutes else []
    parts += [f"{rest} giây"] if rest or not minutes else []
    return " ".join(parts)
