"""A content folder of any size: every kind, plausible Vietnamese, the same bytes every time.

    python -m bench.corpus FOLDER 5000

makes 5,000 stories and a tenth as many products, which share nine photos.
"""

import random
import re
import shutil
import sys
from datetime import datetime, timedelta
from itertools import cycle, islice
from pathlib import Path

from khuyencong.vietnamese.slugs import slugify

ROOT = Path(__file__).parent.parent
NEWEST = datetime(2026, 11, 20, 8, 30)
"""Moment of the newest story; the bench builds as if it were a few days later."""

TEXT = (
    "khuyến công hỗ trợ cơ sở công nghiệp nông thôn đổi mới máy móc thiết bị tiên tiến vào sản "
    "xuất hợp tác xã làng nghề miến dong hồi quế chè shan tuyết mật ong rừng thổ cẩm mây tre đan "
    "gốm sứ đúc rèn chế biến nông sản xã phường tỉnh người dân lao động thu nhập việc làm thị "
    "trường bao bì nhãn hiệu truy xuất nguồn gốc đào tạo nghề tập huấn kỹ thuật an toàn tiết kiệm "
    "năng lượng môi trường kinh phí đề án nghiệm thu năm tháng ngày quyết định ban hành thực hiện"
)
WORDS = TEXT.split()
PEOPLE = [f"Bút danh {name}" for name in ("Minh Hà", "Đức Long", "Thu Hương", "Quốc Ân", "Yến")]
UNITS = ("Phòng Thông tin – Tuyên truyền", "Phòng Khuyến công", "Phòng Đào tạo")
PLACES = ("Thái Nguyên", "Lạng Sơn", "Phú Thọ", "Đồng Nai", "Bắc Ninh", "Đắk Lắk", "Cà Mau")
TAGS = [
    *("đào tạo", "hợp tác xã", "tuyên truyền", "máy móc thiết bị", "sản xuất sạch hơn"),
    *("bình chọn sản phẩm", "xúc tiến thương mại", "khuyến công quốc gia", "bao bì"),
    *("khuyến công địa phương", "làng nghề", "nghệ nhân", "đề án khuyến công", "văn bản"),
    *(f"xã {name}" for name in ("Na Rì", "Bắc Sơn", "Tân Lạc", "Ba Bể", "Cẩm Mỹ", "Vĩnh Cửu")),
]
KINDS = (
    *("tin-tuc",) * 14,
    *("mo-hinh", "mo-hinh", "chinh-sach", "chinh-sach", "dao-tao", "truyen-hinh"),
)
"""Folder of each story in turn: seven in ten are news."""
PHOTOS = ("dao-tao", "tin-tuc", "san-pham")


def make_corpus(folder: Path, stories: int) -> None:
    """Write `stories` stories and a tenth as many products into a new content folder."""
    folder.mkdir(parents=True)
    site = (ROOT / "content" / "site.yml").read_text(encoding="utf-8")
    pages = {page.stem for page in (ROOT / "content" / "trang").iterdir()}
    there = {*KINDS, "san-pham", *pages}

    def entry(found: re.Match[str]) -> str:
        return found[0] if found[1] in there else ""

    site = re.sub(r" *- name: .+\n *address: /([a-z0-9-]+)/\n", entry, site)
    (folder / "site.yml").write_text(site, encoding="utf-8")
    shutil.copytree(ROOT / "content" / "trang", folder / "trang")
    for page in (folder / "trang").iterdir():
        page.write_text(_without_links(page.read_text(encoding="utf-8")), encoding="utf-8")
    photos = []
    for place in PHOTOS:
        (folder / "anh" / place).mkdir(parents=True)
        for photo in sorted((ROOT / "content" / "anh" / place).iterdir())[:3]:
            shutil.copy(photo, folder / "anh" / place)
            photos.append(f"anh/{place}/{photo.name}")
    for number, kind in enumerate(islice(cycle(KINDS), stories)):
        _write(folder / kind / f"bai-{number:05}.md", story(kind, number, stories, photos))
    for number in range(stories // 10):
        _write(folder / "san-pham" / f"san-pham-{number:05}.md", product(number, photos))


def _without_links(text: str) -> str:
    """The sample pages link to sample stories, which this folder has not."""
    header, mark, body = text.partition("\n---\n")
    return header + mark + body.replace("](/", "](#/")


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")


class Pen:
    """Writes sentences; the same number gives the same text."""

    def __init__(self, seed: str) -> None:
        self.chance = random.Random(seed)

    def words(self, least: int, most: int) -> str:
        return " ".join(self.chance.choices(WORDS, k=self.chance.randint(least, most)))

    def title(self) -> str:
        return self.words(6, 13).capitalize()

    def sentence(self) -> str:
        return f"{self.words(9, 24).capitalize()}."

    def paragraph(self) -> str:
        sentences = [self.sentence() for _ in range(self.chance.randint(2, 5))]
        if self.chance.random() < 0.4:
            sentences.append(f"Đó là **{self.words(2, 4)}** và *{self.words(2, 3)}*.")
        if self.chance.random() < 0.25:
            page = f"https://example.org/{slugify(self.words(2, 3))}"
            sentences.append(f"Xem [{self.words(2, 5)}]({page}).")
        return " ".join(sentences)


def body(pen: Pen, links: list[str], photo: str) -> str:
    """A story of some 450 words with what stories have: headings, lists, a table, links."""
    parts = [pen.paragraph(), pen.paragraph()]
    for number in range(pen.chance.randint(2, 3)):
        parts.append(f"## {pen.words(3, 7).capitalize()}")
        parts += [pen.paragraph() for _ in range(pen.chance.randint(1, 3))]
        match pen.chance.randrange(6):
            case 0:
                parts.append("\n".join(f"- {pen.sentence()}" for _ in range(4)))
            case 1:
                parts.append("\n".join(f"{i}. {pen.sentence()}" for i in range(1, 5)))
            case 2:
                rows = [f"| {pen.words(2, 4)} | {i * 137} | {i * 12} % |" for i in range(1, 5)]
                parts.append("\n".join(["| Chỉ tiêu | Số | Tỷ lệ |", "|---|---:|---:|", *rows]))
            case 3:
                parts.append(f"> {pen.sentence()}")
            case 4 if number == 0:
                parts.append(f'![Máy trong xưởng]({photo} "Máy chạy thử. Ảnh: Ban biên tập")')
    parts += [f"Đọc thêm [{pen.words(3, 6)}]({link})." for link in links]
    return "\n\n".join(parts)


def story(kind: str, number: int, stories: int, photos: list[str]) -> str:
    """The file of a story. `number` counts from the oldest, of `stories`."""
    pen = Pen(f"{kind}/{number}")
    date = NEWEST - timedelta(hours=(stories - 1 - number) * 9)
    tags = pen.chance.sample(TAGS, pen.chance.randint(1, 4))
    photo = photos[number % len(photos)]
    lines = [
        "---",
        f"title: {pen.title()}",
        f"slug: bai-{number:05}",
        f"uid: kc-{number:08x}",
        f"date: {date:%d/%m/%Y %H:%M}",
        f"tags: [{', '.join(tags)}]",
        f"summary: {pen.words(18, 36).capitalize()}.",
        f"author: {PEOPLE[number % len(PEOPLE)]}",
        f"unit: {UNITS[number % len(UNITS)]}",
        f"localities: [{pen.chance.choice(PLACES)}]",
        "sample: true",
        "photos:",
        f"  - file: {photo}",
        "    alt: Người thợ đứng bên máy",
        "    caption: Máy mới chạy thử ở xưởng.",
        '    credit: "Tranh minh họa: Ban biên tập"',
        f"source_name: {pen.words(3, 5).capitalize()}",
        *_extra(kind, pen, date, number),
        "---",
    ]
    links = []
    if number > 20 and pen.chance.random() < 0.5:
        other = pen.chance.randrange(number)
        links.append(f"/{KINDS[other % len(KINDS)]}/bai-{other:05}/")
    return "\n".join([*lines, "", body(pen, links, photo), ""])


def _extra(kind: str, pen: Pen, date: datetime, number: int) -> list[str]:
    """Header lines of a kind's own."""
    match kind:
        case "mo-hinh":
            return [
                f"beneficiary: HTX {pen.words(2, 3)} (minh họa)",
                f"province: {pen.chance.choice(PLACES)}",
                f"technology: {pen.words(4, 8)}",
                f"year: {date.year}",
                "total_cost: 640000000",
                "support_kcdp: 180000000",
                "results:",
                '  - {name: Sản lượng, before: "30", after: "55", unit: tấn/năm}',
                '  - {name: Lao động, before: "8", after: "12", unit: người}',
            ]
        case "chinh-sach":
            return [
                f'document_number: "{number}/{date.year}/QĐ-MH"',
                "document_type: Quyết định",
                "issuer: Ủy ban nhân dân (minh họa)",
                f"issued: {date:%d/%m/%Y}",
                f"effective: {date:%d/%m/%Y}",
                "support:",
                "  - activity: Ứng dụng máy móc tiên tiến",
                '    rate_percent: "50"',
                "    ceiling: 300000000",
                "    per: cơ sở",
            ]
        case "dao-tao":
            starts = date + timedelta(days=20)
            return [
                f"starts: {starts:%d/%m/%Y} 08:00",
                f"ends: {starts + timedelta(days=2):%d/%m/%Y} 16:30",
                "place: Nhà văn hóa xã (minh họa)",
                "capacity: 50",
                f"deadline: {starts - timedelta(days=5):%d/%m/%Y} 17:00",
            ]
        case "truyen-hinh":
            return [
                "channel: Đài PT-TH minh họa",
                f"airs: ['{date + timedelta(days=1):%d/%m/%Y} 19:45']",
                'duration: "14:30"',
                f"script: {pen.paragraph()}".replace(": ", " – ").replace(" – ", ": ", 1),
            ]
        case _:
            return []


def product(number: int, photos: list[str]) -> str:
    """The file of a product."""
    pen = Pen(f"san-pham/{number}")
    year = 2020 + number % 7
    level = ("tinh", "tinh", "khu-vuc", "quoc-gia")[number % 4]
    group = ("che-bien", "thu-cong-my-nghe", "thiet-bi", "khac")[number % 4]
    lines = [
        "---",
        f"title: {pen.words(3, 6).capitalize()}",
        f"slug: san-pham-{number:05}",
        f"uid: kc-sp-{number:06x}",
        f"date: {NEWEST - timedelta(hours=31 * number):%d/%m/%Y}",
        f"tags: [{', '.join(pen.chance.sample(TAGS, 2))}]",
        f"summary: {pen.words(15, 30).capitalize()}.",
        "sample: true",
        f"group: {group}",
        "producer:",
        f"  name: HTX {pen.words(2, 3)} {number // 3} (minh họa)",
        "  kind: hop-tac-xa",
        f"  commune: Xã Minh Họa {number % 40}",
        f"  province: {PLACES[number % len(PLACES)]}",
        '  phone: "0000 000 000"',
        "awards:",
        f"  - {{level: {level}, year: {year}, decision: {number}/QĐ-MH (minh họa)}}",
        f"price: {50 + number % 90}000",
        "price_unit: gói 500 g",
        "standards: [HACCP]",
        "photos:",
        f"  - file: {photos[number % len(photos)]}",
        "    alt: Sản phẩm bày trên bàn gỗ",
        "    caption: Sản phẩm chụp tại xưởng.",
        '    credit: "Tranh minh họa: Ban biên tập"',
        "---",
    ]
    return "\n".join([*lines, "", pen.paragraph(), "", pen.paragraph(), ""])


if __name__ == "__main__":
    make_corpus(Path(sys.argv[1]), int(sys.argv[2]))
