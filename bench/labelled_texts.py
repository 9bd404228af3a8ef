"""Texts with known faults, to measure how often the desk is right.

Sentences of five kinds (law, portal news, newspaper, product descriptions, honest traps) stand in
`bench/texts/`, written for this bench; slots are filled and faults put in by chance, the same every
time. A fault is written `⟦KC701:các các⟧` until the text is finished, so that its line is known.
`texts/viet-tay.txt` holds whole texts of other kinds with faults marked by hand; rules were mended
after them. `texts/giu-rieng.txt` was written last and is held out: no rule was mended after it.
"""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from khuyencong.vietnamese.legacy import Encoding

TEXTS = Path(__file__).parent / "texts"
_FAULT = re.compile(r"⟦(?P<codes>[KC0-9/]+):(?P<words>[^⟧]*)⟧")
_SLOT = re.compile(r"\{(\w+)\}")

SLOTS: dict[str, tuple[str, ...]] = {
    "tinh": ("Thái Nguyên", "Lạng Sơn", "Phú Thọ", "Đồng Nai", "Đắk Lắk", "Cà Mau", "Quảng Ngãi"),
    "xa": ("xã Na Rì", "xã Bắc Sơn", "phường Tân Lạc", "xã Krông Pắk", "xã Cẩm Mỹ", "xã Ba Bể"),
    "may": ("máy sấy", "máy thái miến", "lò nung gas", "máy dệt", "máy ép dầu", "máy đóng gói"),
    "hang": ("miến dong", "chè", "hồi", "quế", "mây tre đan", "gốm", "thổ cẩm", "cà phê"),
    "ten": ("Đại Thành (minh họa)", "Tân Tiến (minh họa)", "An Phú (minh họa)"),
    "nguoi": ("Nguyễn Văn Mẫu", "Trần Thị Mẫu", "Lý A Mẫu", "H'Mai Niê (minh họa)"),
    "tien": ("900 triệu đồng", "1,2 tỷ đồng", "450.000.000 đồng"),
    "tien2": ("300 triệu đồng", "250.000.000 đồng"),
    "so": ("12", "25", "30", "45", "60"),
    "so2": ("6", "8", "9"),
    "ngay": ("5", "10", "15", "22"),
    "thang": ("3", "6", "9", "11"),
    "nam": ("2024", "2025", "2026"),
}


@dataclass(frozen=True)
class Label:
    """A fault that was put into a text: the codes that name it, its line, its words."""

    codes: frozenset[str]
    line: int
    words: str


@dataclass(frozen=True)
class LabelledText:
    """A file of a content folder, and everything that is wrong in it."""

    path: str
    text: str
    labels: tuple[Label, ...]


def unmarked(path: str, written: str) -> LabelledText:
    """A text without the marks of its faults, and the faults."""
    labels: list[Label] = []
    lines = []
    for number, line in enumerate(written.split("\n"), 1):
        for found in _FAULT.finditer(line):
            codes = frozenset(f"KC{code}" for code in re.findall(r"\d{3}", found["codes"]))
            labels.append(Label(codes, number, found["words"]))
        lines.append(_FAULT.sub(lambda found: found["words"], line))
    return LabelledText(path, "\n".join(lines), tuple(labels))


def sentences(name: str) -> list[str]:
    """The sentences of a file of `texts/`."""
    lines = (TEXTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


LAW, NEWS, PAPER, GOODS, TRAPS = map(
    sentences, ("luat", "cong-tin", "bao", "san-pham", "dong-dung")
)
Chance = random.Random


def _fill(sentence: str, chance: Chance) -> str:
    return _SLOT.sub(lambda found: chance.choice(SLOTS[found[1]]), sentence)


# Each gives a sentence with a fault, or the sentence as it was where the fault does not fit.
def _doubled(sentence: str, chance: Chance) -> str:
    words = sentence.split(" ")
    free = (i for i, word in enumerate(words) if i and word.isalpha() and word.islower())
    places = [i for i in free if words[i] not in _RIGHT_TWICE]
    common = [i for i in places if words[i] in _LIGHT]
    place = chance.choice(common if common and chance.random() < 0.7 else places)
    words[place] = f"⟦KC701:{words[place]} {words[place]}⟧"
    return " ".join(words)


_RIGHT_TWICE = frozenset(("từ", "nhà", "dần", "đỏ", "chung", "là", "ngày", "người", "luôn", "đều"))
"""Said twice these are good Vietnamese, so that no reader takes them for a slip."""
_LIGHT_WORDS = "của và các được là có những cho với để từ đã trong khi về tại đến ở cũng"
_LIGHT = frozenset(_LIGHT_WORDS.split())


def _unspaced(sentence: str, chance: Chance) -> str:
    if ", " in sentence and chance.random() < 0.5:
        return re.sub(r"([^\W\d_]+), ([^\W\d_]{2,})", r"⟦KC703:\1,\2⟧", sentence, count=1)
    return f"{sentence[:-1]}⟦KC703:.Sau⟧ đó mọi người cùng xem máy chạy."


_BROKEN = (
    ("2646/QĐ-BCT", "2646/⟦KC704:QĐ- BCT⟧"),
    ("58/QĐ-TTg", "58/⟦KC704:QĐ- TTg⟧"),
    ("12/NĐ-CP", "12/⟦KC704:NĐ -CP⟧"),
    ("giá 27.000-32.000 đồng", "giá ⟦KC704:27.000- 32.000⟧ đồng"),
    ("giai đoạn 2021-2025", "giai đoạn ⟦KC704:2021- 2025⟧"),
    ("phát triển KT-XH", "phát triển ⟦KC704:KT- XH⟧"),
)


def _broken_hyphen(sentence: str, chance: Chance) -> str:
    _, wrong = chance.choice(_BROKEN)
    return f"{sentence[:-1]} theo {wrong}."


_KNOWN = (
    ("bổ xung hồ sơ", "bổ xung"),
    ("xử dụng máy đúng cách", "xử dụng"),
    ("sử lý nước thải", "sử lý"),
    ("tăng năng xuất lao động", "năng xuất"),
    ("nâng công xuất của máy", "công xuất"),
    ("đề suất thêm kinh phí", "đề suất"),
    ("sát nhập hai tổ sản xuất", "sát nhập"),
    ("chia xẻ kinh nghiệm", "chia xẻ"),
    ("đi thăm quan xưởng", "thăm quan"),
    ("suất khẩu chè", "suất khẩu"),
    ("theo từng nghành", "nghành"),
    ("chuẩn đoán hỏng hóc", "chuẩn đoán"),
)


def _known_slip(sentence: str, chance: Chance) -> str:
    words, slip = chance.choice(_KNOWN)
    return f"{sentence[:-1]}, {words.replace(slip, f'⟦KC705:{slip}⟧')}."


def _joined(sentence: str, chance: Chance) -> str:
    pairs = [
        found
        for found in re.finditer(r"(?<!\w)([^\W\d_]{2,}) ([^\W\d_]{2,})(?!\w)", sentence)
        if found[0].islower() and re.search("[ạảẹẻẽịỉĩọỏụủũỵỷỹầậẩẫằặẳẵềệểễồộổỗờợởỡừựửữỳ]", found[0])
    ]
    if not pairs:
        return sentence
    pair = chance.choice(pairs)
    return f"{sentence[: pair.start()]}⟦KC707:{pair[1]}{pair[2]}⟧{sentence[pair.end() :]}"


_TELEX = (
    ("ươ", "uơ"), ("ươ", "ưo"), ("iệ", "ịê"), ("uyế", "úyê"), ("oà", "òa"), ("quả", "qủa"),
    ("ngh", "ng"), ("ượ", "uợ"), ("ườ", "uờ"), ("iề", "ìê"), ("uố", "úô"),
)  # fmt: skip


def _telex(sentence: str, chance: Chance) -> str:
    words = re.findall(r"[^\W\d_]+", sentence)
    slips = [
        (word, word.replace(right, wrong, 1))
        for word in words
        for right, wrong in _TELEX
        if right in word and wrong != "òa"
    ]
    if not slips:
        return sentence
    word, wrong = chance.choice(slips)
    return re.sub(rf"\b{word}\b", f"⟦KC707/705:{wrong}⟧", sentence, count=1)


_RARE = (
    ("hoạt động", "hoạt dộng"), ("hỗ trợ", "hỗ trơ"), ("sản phẩm", "sản phâm"),
    ("hợp tác", "hơp tác"), ("kinh phí", "kinh phi"), ("tổ chức", "tổ chưc"),
    ("tập huấn", "tạp huấn"), ("nghiệm thu", "nghiêm thu"), ("máy móc", "mày móc"),
    ("chế biến", "chế biền"), ("đào tạo", "đào tảo"), ("công nghệ", "công nghê"),
)  # fmt: skip


def _rare(sentence: str, chance: Chance) -> str:
    found = [(right, wrong) for right, wrong in _RARE if right in sentence]
    if not found:
        return sentence
    right, wrong = chance.choice(found)
    return sentence.replace(right, f"⟦KC708/707/705:{wrong}⟧", 1)


FAULTS: tuple[Callable[[str, Chance], str], ...] = (
    *(_doubled, _unspaced, _broken_hyphen, _known_slip, _joined, _telex, _rare),
)


def _header(title: str, uid: str, **keys: str) -> str:
    lines = [f"title: {title}", f"uid: kc-do-{uid}", *(f"{k}: {v}" for k, v in keys.items())]
    return "\n".join(["---", *lines, "---"])


def _paragraphs(pool: list[str], chance: Chance, count: int) -> list[str]:
    """Paragraphs of a pool's sentences; one sentence in ten has a fault, one in eight is a trap."""
    paragraphs = []
    for _ in range(count):
        written = [_fill(line, chance) for line in chance.sample(pool, chance.randint(2, 4))]
        if chance.random() < 0.4:
            written.append(chance.choice(TRAPS))
        place = chance.randrange(len(written))
        if chance.random() < 0.3:
            written[place] = chance.choice(FAULTS)(written[place], chance)
        paragraphs.append(" ".join(written))
    return paragraphs


MEANINGS = {"CNNT": "công nghiệp nông thôn", "KCĐP": "khuyến công địa phương"}
_TITLES = (
    ("{tinh} tổng kết công tác khuyến công", ""),
    ("{xa} có lò sấy mới", ""),
    (
        "{tinh} chấm 20 sản phẩm OCOP",
        "Chương trình mỗi xã một sản phẩm (OCOP) năm nay có 20 hồ sơ.",
    ),
    ("Cơ sở ⟦KC706:CNNT⟧ được vay vốn", ""),
    ("{tinh} giải ngân vốn KCQG", "Kinh phí KCQG năm nay tăng so với năm trước."),
    ("Thêm vốn ⟦KC706:KCĐP⟧ cho làng nghề", ""),
    ("HTX {ten} mở thêm xưởng", "Hợp tác xã (HTX) vừa khánh thành xưởng thứ hai."),
)


def _story(folder: str, pool: list[str], number: int) -> LabelledText:
    chance = random.Random(f"{folder}/{number}")
    title, first = chance.choice(_TITLES)
    header = _header(
        _fill(title, chance), f"{folder}-{number}", date="22/11/2026", unit="Phòng Thông tin",
        summary="Một câu tóm tắt.",
    )  # fmt: skip
    parts = [first] if first else []
    parts += _paragraphs(pool, chance, chance.randint(3, 6))
    if folder == "mo-hinh":  # a post from another web site, in one line of HTML
        parts = ["".join(f"<p>{part}</p>" for part in parts).replace(" – ", " &ndash; ")]
        parts[0] = parts[0].replace("Trung tâm", "Trung&nbsp;t&acirc;m")
    written = "\n\n".join([header, *parts, ""])
    for short, meaning in MEANINGS.items():
        if meaning in written:  # explained by chance: no fault
            written = written.replace(f"⟦KC706:{short}⟧", short)
    return unmarked(f"{folder}/do-{number:03}.md", written)


_PACKAGING = (
    *("Viên 220 × 105 × 60 mm, kiện 500 viên", "500 g × 20 gói/thùng", "Bồn 2 m³, sàn 12 m²"),
    *("Hộp 250 g", "Chai 500 ml × 12", "Cuộn 45 m², dày ± 0,2 mm"),
)


def _product(number: int) -> LabelledText:
    chance = random.Random(f"san-pham/{number}")
    header = _header(
        f"Sản phẩm đo {number}", f"sp-{number}", group="che-bien",
        producer="{name: HTX Đo (minh họa)}", summary="Một câu tóm tắt.",
        packaging=chance.choice(_PACKAGING),
    )  # fmt: skip
    return unmarked(
        f"san-pham/do-{number:03}.md",
        "\n\n".join([header, *_paragraphs(GOODS, chance, chance.randint(1, 3)), ""]),
    )


def _capitals(line: str) -> str:
    """A heading as a font of capitals has it: .VnTimeH shows small letters as capitals."""
    return "".join(
        letter if Encoding.TCVN3.encode(letter) != letter else letter.upper() for letter in line
    )


def _legacy(number: int) -> LabelledText:
    """A text in which a whole story, a passage, a line, a cell or half a line is legacy."""
    chance = random.Random(f"legacy/{number}")
    encoding = (Encoding.TCVN3, Encoding.VNI, Encoding.VIQR, Encoding.VISCII)[number % 4]
    lines = [_fill(chance.choice(NEWS + PAPER), chance) for _ in range(6)]
    match number // 4 % 6:
        case 0:
            old = [1, 2, 3, 4]
        case 1:
            old = [3]
        case 2:
            old = [1, 4]
        case 3:
            lines[2], old = "## Hỗ trợ máy móc cho cơ sở", [2]
        case 4:
            lines[2], old = "| Máy sấy | Cơ sở chế biến | 300 triệu đồng |", [2]
        case _:
            half, rest = lines[3].split(" ", 4)[:4], lines[3].split(" ", 4)[4]
            rest = encoding.encode(rest)
            lines[3], old = f"⟦KC111:{' '.join(half)} {rest}⟧", []
    for place in old:
        line = (
            _capitals(lines[place]) if encoding is Encoding.TCVN3 and place == 2 else lines[place]
        )
        first = place == old[0] or place - 1 not in old
        encoded = encoding.encode(line)
        lines[place] = f"⟦KC111:{encoded}⟧" if first else encoded
    header = _header(
        f"Bài cũ số {number}", f"cu-{number}", date="22/11/2026", unit="Phòng Thông tin",
        summary="Một câu tóm tắt.",
    )  # fmt: skip
    joined = "\n".join(lines) if len(old) == 4 else "\n\n".join(lines)
    return unmarked(f"tin-tuc/cu-{number:03}.md", f"{header}\n\n{joined}\n")


def generated() -> Iterator[LabelledText]:
    """The texts that chance makes of the sentences."""
    yield from (_story("chinh-sach", LAW, number) for number in range(90))
    yield from (_story("tin-tuc", NEWS, number) for number in range(100))
    yield from (_story("truyen-hinh", PAPER, number) for number in range(60))
    yield from (_story("mo-hinh", NEWS + PAPER, number) for number in range(40))
    yield from (_product(number) for number in range(80))
    yield from (_legacy(number) for number in range(72))


def whole_texts(name: str) -> Iterator[LabelledText]:
    """The texts of a file whose faults are marked by hand, divided by lines of `=== name`."""
    text = (TEXTS / f"{name}.txt").read_text(encoding="utf-8")
    for number, part in enumerate(text.split("\n=== ")[1:]):
        title, _, body = part.partition("\n")
        header = _header(
            f"Bài viết tay {number}", f"{name}-{number}", date="22/11/2026", unit="Phòng Thông tin",
            summary="Một câu tóm tắt.",
        )  # fmt: skip
        yield unmarked(f"tin-tuc/{title.strip()}.md", f"{header}\n{body}\n")
