"""Words written twice, where the second is not the beginning of the next word.

"hành vi vi phạm" and "quyết định định kỳ" are right: both neighbours make a word with theirs.
"""

from collections.abc import Iterator, Sequence
from itertools import compress, islice
from operator import and_, eq

from khuyencong.checking.prose import Prose
from khuyencong.model.rules import Problem, Rule
from khuyencong.vietnamese.compounds import begins_many, is_compound, is_said_twice
from khuyencong.vietnamese.spelling import correction

_FUNCTION = """
của và các được là có những cho với để từ đã không trong khi về tại đến tới ở cũng thì mà theo do
bởi vào ra lên đó đây này kia ấy sẽ đang vẫn chưa bị phải cần nên hay hoặc như trên dưới giữa ngoài
sau trước vì nếu tuy nhưng rất quá lắm hơn nhất cùng mỗi mọi mấy nhiều cả còn bằng thêm nữa rồi gì
sao bao nào tôi ta họ chúng mình nó ông bà anh chị sự việc cuộc cái con chiếc bản một hai đều chỉ
"""
_FUNCTION_WORDS = frozenset(_FUNCTION.split())
"""Words that do not stand behind the first syllable of a word."""


_LAUGHTER = frozenset(["ha", "hi", "hô", "hu", "la", "na"])
"""What may be said any number of times."""
_REACH = 20
"""Letters on either side within which the other half of a word said twice is looked for."""


def doubled_words(file: str, prose: Prose, words: Sequence[str]) -> Iterator[Problem]:
    """KC701 in a text whose words, in lower case and in order, are given."""
    same = list(map(eq, words, islice(words, 1, None)))
    thrice = set(compress(words, map(and_, same, islice(same, 1, None)))) - _LAUGHTER
    for word in sorted(set(compress(words, same))):
        if not word.isalpha() or (is_said_twice(word) and word not in thrice):
            continue
        if len(word) == 1 and word.isascii():
            continue
        for start, end in prose.pair_places(word, word):
            first, second = prose.text[start:end].split()
            if word in thrice and word in prose.neighbours(start, end):
                meant = False  # "ai ai ai cũng"
            else:
                meant = is_said_twice(word) or _meant(prose, start, end, first, second)
            if not meant:
                yield Problem(
                    file,
                    prose.line(start),
                    Rule.DOUBLED_WORD,
                    f"Chữ “{first} {second}” viết hai lần.",
                    f"Bỏ một chữ “{second}” nếu gõ thừa.",
                )


def _meant(prose: Prose, start: int, end: int, first: str, second: str) -> bool:
    """Whether a name begins at the second word, or the two belong to their neighbours."""
    if second[0].isupper() and (first[0].islower() or not second.isupper()):
        return True  # "cơ sở Sở Công Thương", "Ba Ba"
    before, after = prose.neighbours(start, end)
    ends = is_compound(correction(before) or before, first)
    begins = is_compound(second, after)
    if ends != begins and _is_twice(before if ends else after, prose, start, end):
        return True  # "rà rà soát soát"
    # "hành chính chính": a word that begins many may begin one that no list has. No word has a
    # capital in its middle: "Nông dân dân Lạng Sơn".
    free = bool(after) and after not in _FUNCTION_WORDS and begins_many(second)
    return ends and (begins or (free and prose.text[end:].lstrip()[:1].islower()))


def _is_twice(half: str, prose: Prose, start: int, end: int) -> bool:
    """Whether the other half of a word stands twice as well."""
    around = prose.lower[max(start - _REACH, 0) : end + _REACH]
    return f"{half} {half}" in around
