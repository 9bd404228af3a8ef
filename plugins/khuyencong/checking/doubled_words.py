"""Words written twice, where the second is not the beginning of the next word.

"hành vi vi phạm" and "quyết định định kỳ" are right: both neighbours make a word with theirs.
"""

from collections.abc import Iterator, Sequence
from itertools import compress, islice

from khuyencong.checking.prose import Prose
from khuyencong.model.rules import Problem, Rule
from khuyencong.vietnamese.compounds import begins_many, is_compound

_TWICE = """
ai ào ầm ba băng bùi cao cào chang chậm chỉ chôm chung chuồn chua cay cứng dài dần dày đâu
đen đêm đều đi điệp đỏ đời đùng gần hàng hao hâm hây hơi hồng kiếp kìn khắp khẽ lại lanh
lăm lâu lên lớp lù luôn mãi mặn mềm mỏng năm nao nâu ngày nghìn người ngắn ngọt nhà nhanh
nhỏ nói nơi oang phăm ra rành rì rối rưng sáng sè sóng song sờ sớm tà tầng tím thao tháng
thanh thấp thơm thường to tròn trắng triệu trùng trưa từ từng ùn vàng vào vù vừa xa xanh xè
xuống chiều tối mùa đôi hai hừng phơi rộn sừng lồng cười đằm dập phây trơ vành vạnh chắc
một bốn sáu bảy tám chín mười trăm ha cha hu hi na giờ phút vui buồn chậm nhẹ xinh ngon ấm mát
lạnh nóng nhạt béo gầy cao hiền ngoan khó tươi
"""
"""Words that Vietnamese says twice on purpose: "ngày ngày", "dần dần", "song song"."""
_twice = frozenset(_TWICE.split())

_FUNCTION = """
của và các được là có những cho với để này từ đã không trong khi về tại đến ở cũng thì mà theo do
bởi vào ra lên đó đây sẽ đang bị hay hoặc như trên dưới sau trước nên vì nếu rất cùng mỗi mọi
"""
_FUNCTION_WORDS = frozenset(_FUNCTION.split())
"""Words that do not stand behind the first syllable of a word."""


def doubled_words(file: str, prose: Prose, words: Sequence[str]) -> Iterator[Problem]:
    """KC701 in a text whose words, in lower case and in order, are given."""
    same = map(str.__eq__, words, islice(words, 1, None))
    for word in sorted(set(compress(words, same))):
        if not word.isalpha() or word in _twice or is_compound(word, word):
            continue
        if len(word) == 1 and word.isascii():
            continue
        for start, end in prose.pair_places(word, word):
            first, second = prose.text[start:end].split()
            if not _meant(prose, start, end, first, second):
                yield Problem(
                    file,
                    prose.line(start),
                    Rule.DOUBLED_WORD,
                    f"Chữ “{first} {second}” viết hai lần.",
                    f"Bỏ một chữ “{second}” nếu gõ thừa.",
                )


def _meant(prose: Prose, start: int, end: int, first: str, second: str) -> bool:
    """Whether a name begins at the second word, or each of the two belongs to its neighbour."""
    if second[0].isupper() and (first[0].islower() or not second.isupper()):
        return True  # "cơ sở Sở Công Thương", "Ba Ba"
    before, after = prose.neighbours(start, end)
    if not is_compound(before, first):
        return False
    # "hành chính chính": a word that begins many may begin one that no list has.
    free = bool(after) and after not in _FUNCTION_WORDS and begins_many(second)
    return free or is_compound(second, after)
