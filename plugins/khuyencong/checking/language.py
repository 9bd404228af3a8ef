"""Slips of the keyboard, of Word and of PDF. Reported, never mended: spelling is the author's."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from khuyencong.checking.prose import Prose
from khuyencong.model.rules import Problem, Rule

_DOUBLED = re.compile(r"\b(?P<word>[^\W\d_]+)(?P<space>[ \t]+)(?P<again>(?i:(?P=word)))\b(?!-)")
_SPACE_BEFORE = re.compile(r"(?<=[\w)”\"])[ \t]+(?P<mark>[,;!?]|[.:](?=\s|$))(?![.)/\w])")
SPACED_MARKS = tuple(f"{space}{mark}" for space in " \t" for mark in ",;!?.:")
# Patterns begin with the mark itself: the engine then skips from mark to mark.
_NO_SPACE = re.compile(
    r"(?P<mark>[.;:!?])(?<=[^\W\d_A-ZĐ]{2}.)(?=[^\W\d_a-zđ][^\W\d_A-ZĐ])"
    r"|(?P<comma>,)(?<=[^\W\d_]{2}.)(?=[^\W\d_]{2})"
)
_HYPHEN = re.compile(
    r"(?:- | -)(?:(?<=[A-ZĐ]{2}..)(?=[A-ZĐ]{2,}\b)|(?<=\b[12]\d{3}..)(?=[12]\d{3}\b))"
)

SLIPS = {
    "tấp huấn": "tập huấn",
    "bổ xung": "bổ sung",
    "sử lý": "xử lý",
    "xử dụng": "sử dụng",
    "chia xẻ": "chia sẻ",
    "sát nhập": "sáp nhập",
    "suất khẩu": "xuất khẩu",
    "sản suất": "sản xuất",
    "xản xuất": "sản xuất",
    "năng xuất": "năng suất",
    "công xuất": "công suất",
    "đề suất": "đề xuất",
    "nghành": "ngành",
    "nghề ngiệp": "nghề nghiệp",
    "công ngiệp": "công nghiệp",
    "doanh ngiệp": "doanh nghiệp",
    "hỗ chợ": "hỗ trợ",
    "chuyển dao": "chuyển giao",
    "chuẩn đoán": "chẩn đoán",
    "cọ sát": "cọ xát",
    "thăm quan": "tham quan",
}
"""Wrong → right, as newsrooms know them; only what cannot be right anywhere in our texts."""
_SLIP = {slip: re.compile(rf"\b{slip}\b", re.IGNORECASE) for slip in SLIPS}

_TWICE = """
ai ào ầm ba băng bùi cao cào chang chậm chỉ chôm chung chuồn chua cay cứng dài dần dày đâu
đen đêm đều đi điệp đỏ đời đùng gần hàng hao hâm hây hơi hồng kiếp kìn khắp khẽ lại lanh
lăm lâu lên lớp lù luôn mãi mặn mềm mỏng năm nao nâu ngày nghìn người ngắn ngọt nhà nhanh
nhỏ nói nơi oang phăm ra rành rì rối rưng sáng sè sóng song sờ sớm tà tầng tím thao tháng
thanh thấp thơm thường to tròn trắng triệu trùng trưa từ từng ùn vàng vào vù vừa xa xanh xè
xuống chiều tối mùa đôi hai hừng phơi rộn sừng lồng cười đằm dập phây trơ vành vạnh chắc
"""
"""Words that Vietnamese says twice on purpose: "ngày ngày", "dần dần", "song song"."""
_twice = frozenset(_TWICE.split())


def slips(file: str, prose: Prose) -> Iterator[Problem]:
    """Doubled words, spaces on the wrong side of a mark, broken hyphens, known misspellings."""

    def problem(place: int, rule: Rule, message: str, advice: str) -> Problem:
        return Problem(file, prose.line(place), rule, message, advice)

    text = prose.text
    lower = text.lower()
    # Most texts hold nothing of a kind: a plain search says so sooner than a pattern.
    words = lower.split()
    doubled = any(map(str.__eq__, words, islice(words, 1, None)))
    for found in _DOUBLED.finditer(text) if doubled else ():
        word, again = found["word"], found["again"]
        a_name = word[0].isupper() and again[0].isupper()
        if a_name or word.lower() in _twice or (word.isascii() and len(word) == 1):
            continue
        yield problem(
            found.start(),
            Rule.DOUBLED_WORD,
            f"Chữ “{word} {again}” viết hai lần.",
            f"Bỏ một chữ “{again}” nếu gõ thừa.",
        )
    for found in _SPACE_BEFORE.finditer(text) if _any_of(SPACED_MARKS, text) else ():
        yield problem(
            found.start(),
            Rule.SPACE_BEFORE_MARK,
            f"Có dấu cách trước dấu “{found['mark']}”: “{_around(text, found)}”.",
            "Dấu câu đứng liền sau chữ.",
        )
    for found in _NO_SPACE.finditer(text):
        mark = found["mark"] or found["comma"]
        yield problem(
            found.start(),
            Rule.NO_SPACE_AFTER_MARK,
            f"Thiếu dấu cách sau dấu “{mark}”: “{_around(text, found)}”.",
            f"Thêm một dấu cách sau “{mark}”.",
        )
    for found in _HYPHEN.finditer(text) if _any_of(("- ", " -"), text) else ():
        before = text[: found.start()].split()[-1]
        after = text[found.end() :].split(maxsplit=1)[0].rstrip(".,;:!?)")
        yield problem(
            found.start(),
            Rule.BROKEN_HYPHEN,
            f"“{before}{found[0]}{after}” có dấu cách thừa ở gạch nối.",
            f"Viết “{before}-{after}”.",
        )
    for slip, right in SLIPS.items():
        for found in _SLIP[slip].finditer(text) if slip in lower else ():
            yield problem(
                found.start(),
                Rule.KNOWN_SLIP,
                f"“{found[0]}” có lẽ viết sai.",
                f"Viết “{right}”.",
            )


def _any_of(parts: Iterable[str], text: str) -> bool:
    return any(part in text for part in parts)


def _around(text: str, found: re.Match[str]) -> str:
    """The place with the words beside it, on its line."""
    start = max(text.rfind("\n", 0, found.start()) + 1, found.start() - 15)
    end = text.find("\n", found.end())
    return text[start : min(end if end >= 0 else len(text), found.end() + 15)].strip()


def unexplained(
    file: str, prose: Prose, defined: str, abbreviations: Mapping[str, str]
) -> Iterator[Problem]:
    """Abbreviations of site.yml whose meaning does not stand at or before their first use.

    `defined` is the Markdown of the body: `*[CNNT]: công nghiệp nông thôn` explains as well.
    """
    lower = " ".join(prose.text.lower().split())
    for short, meaning in abbreviations.items():
        if short not in prose.text or f"*[{short}]:" in defined:
            continue
        first = re.search(rf"(?<!\w){re.escape(short)}(?!\w)", prose.text)
        if first is None:
            continue
        before = " ".join(prose.text[: first.end()].lower().split())
        reach = lower[: len(before) + _REACH]
        if meaning.lower() not in reach:
            yield Problem(
                file,
                prose.line(first.start()),
                Rule.UNEXPLAINED,
                f"“{short}” chưa được giải nghĩa ở chỗ dùng đầu tiên.",
                f"Lần đầu viết “{meaning} ({short})”.",
            )


_REACH = 80
"""Letters after an abbreviation within which its meaning may stand in brackets."""
