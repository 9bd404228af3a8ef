"""Question marks in the places of letters: what Excel's plain "CSV" makes of Vietnamese.

Saved in Windows-1252, "Hỗ trợ máy thái miến" becomes "H? tr? máy thái mi?n". The letters are
gone; no table of encodings brings them back.
"""

import re

# Whatever letter stands beside a lost one is in Windows-1252 itself.
_LETTER = "A-Za-zÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúý"
_VOWEL = "aeiouyàáâãèéêìíòóôõùúý"
_CONSONANT = "bcdghklmnpqrstvx"
_ONSET = "ngh|ch|gh|kh|ng|nh|ph|th|tr|[bcdghklmnpqrstvx]"
_END = r"(?![\w?=/&:.-])"
# Inside a syllable only the rest of its rime can follow: vowels, then consonants ("mi?n",
# "?i?n"). A consonant with a vowel behind it begins a new word ("tư?Máy", "không?Có").
_RIME = rf"(?=[{_VOWEL}{_CONSONANT}])[{_VOWEL}]*[{_CONSONANT}]*"
# A syllable without a vowel is none: "H?", "tr?", "d?".
_LOST = re.compile(
    rf"(?<![\w?=/&:.-])(?:[{_LETTER}]+\?+{_RIME}\?*|\?+{_RIME}(?:\?+{_RIME})?|(?:{_ONSET})\?+){_END}",
    re.IGNORECASE,
)


def lost_letters(text: str) -> list[str]:
    """The words of a text in which a question mark stands for a letter, in order."""
    return [found[0] for found in _LOST.finditer(text)] if "?" in text else []
