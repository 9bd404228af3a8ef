"""Forty different faults in forty files: one run names all, each at its line."""

from khuyencong.checking.content_check import check
from tests.conftest import NOW, Content, theme_renderer

GOOD = "title: {name}\ndate: 22/11/2026\nuid: kc-{name}\nsummary: Một câu ngắn.\nauthor: Ban\n"
PRODUCT = (
    "title: {name}\nuid: kc-{name}\nsummary: Một câu.\ngroup: che-bien\nproducer: {{name: HTX}}\n"
)
PHOTO = "photos:\n  - file: {}\n    alt: {}\n    caption: Miến\n    credit: Ban biên tập\n"

# File; header and body as (text, line of the fault in it); code. Line 1 is the first `---`.
FAULTS: dict[str, tuple[str, str, str, int]] = {
    "tin-tuc/01": ("", "Không có phần đầu", "KC102", 1),
    "tin-tuc/02": (GOOD.replace("title: ", "title: ["), "A", "KC102", 2),
    "tin-tuc/03": ("title: A3\n\tdate: 1/1/2026\n", "A", "KC102", 3),
    "tin-tuc/04": (GOOD + "author: Hai\n", "A", "KC104", 7),
    "tin-tuc/05": ("date: 22/11/2026\nuid: kc-05\nsummary: A\nauthor: B\n", "A", "KC105", 1),
    "tin-tuc/06": (GOOD.replace("22/11", "31/02"), "A", "KC107", 3),
    "tin-tuc/07": (GOOD + "status: xong\n", "A", "KC108", 7),
    "tin-tuc/08": (GOOD + f"slug: {'Bài mới'}\n", "A", "KC106", 7),
    "tin-tuc/09": (GOOD.replace("{name}", "{name}" + "a" * 200), "A", "KC109", 2),
    "tin-tuc/10": (GOOD, "Mot\n\nCo^ng nghie^.p no^ng tho^n", "KC111", 10),
    "tin-tuc/11": (GOOD, "Một\n\nC«ng nghiÖp n«ng th«n", "KC111", 10),
    "tin-tuc/12": (GOOD, "Một\n\nCoâng nghieäp noâng thoân", "KC111", 10),
    "tin-tuc/13": (GOOD, "Một\n\n" + "> " * 30 + "sâu", "KC112", 10),
    "tin-tuc/14": (GOOD, "Một\n\n<iframe src='https://la.example'></iframe>", "KC113", 10),
    "tin-tuc/15": (GOOD, "Một\n\nKhuy\ufffdn công", "KC114", 10),
    "tin-tuc/16": (GOOD + "modified: 21/11/2026\n", "A", "KC201", 7),
    "tin-tuc/17": (GOOD + "category: tin-nhanh\n", "A", "KC202", 7),
    "tin-tuc/18": (GOOD + PHOTO.format("anh/a.jpg", "{name}"), "A", "KC203", 9),
    "tin-tuc/19": (GOOD + "photos:\n  - file: anh/a.jpg\n    alt: Cây\n", "A", "KC204", 8),
    "tin-tuc/20": (GOOD.replace("{name}", "{name}" + " máy thái" * 9), "A", "KC205", 2),
    "tin-tuc/21": (GOOD.replace("summary: Một câu ngắn.\n", ""), "A", "KC206", 1),
    "tin-tuc/22": (GOOD.replace("Một câu ngắn.", "máy thái " * 26), "A", "KC207", 5),
    "tin-tuc/23": (GOOD + "source_url: https://bao.example/a\n", "A", "KC208", 7),
    "san-pham/24": (PRODUCT + "awards:\n  - level: huyen\n    year: 2026\n", "A", "KC210", 8),
    "san-pham/25": (
        PRODUCT + "awards:\n  - level: tinh\n    year: 2026\n    region: bac\n",
        "A",
        "KC211",
        10,
    ),
    "mo-hinh/26": (GOOD + "total_cost: 1\nsupport_kcqg: 2\n", "A", "KC212", 7),
    "chinh-sach/27": (
        GOOD + "effective: 1/1/2020\nexpires: 1/1/2021\nvalidity: con-hieu-luc\n"
        "verified: {{date: 20/11/2026, by: Phòng Khuyến công}}\n",
        "A",
        "KC213",
        9,
    ),
    "san-pham/28": (PRODUCT + "price: 85.000\n", "A", "KC214", 7),
    "tin-tuc/29": (GOOD + "slug: trang\n", "A", "KC216", 7),
    "tin-tuc/30": (GOOD + PHOTO.format("anh/khong-co.jpg", "Cây"), "A", "KC301", 8),
    "tin-tuc/31": (GOOD + PHOTO.format("../bi-mat.jpg", "Cây"), "A", "KC302", 8),
    "tin-tuc/32": (GOOD + PHOTO.format("anh/gia.jpg", "Cây"), "A", "KC303", 8),
    "tin-tuc/33": (GOOD, "Một\n\n![Cây](https://bao.example/a.jpg)", "KC304", 10),
    "tin-tuc/34": (GOOD, "Một\n\n[Văn bản](tep/gia.pdf)", "KC305", 10),
    "tin-tuc/35": (GOOD, "Một\n\n[Sơ đồ](tep/so-do.svg)", "KC306", 10),
    "tin-tuc/36": (GOOD.replace("uid: kc-{name}", "uid: kc-19"), "A", "KC402", 4),
    "tin-tuc/37": (GOOD, "Một\n\n[Bài kia](khong-co.md)", "KC403", 10),
    "san-pham/38": (PRODUCT + "members: [khong-co]\n", "A", "KC405", 7),
    "tin-tuc/39": (GOOD, "Một\n\nHỗ trợ các các hợp tác xã.", "KC701", 10),
    "tin-tuc/40": (GOOD, "Một\n\nTrung tâm mở lớp tấp huấn.", "KC705", 10),
}


def test_forty_files_give_forty_messages_at_the_right_lines(content: Content) -> None:
    content.photo("anh/a.jpg")
    content.write("anh/gia.jpg", "<html></html>")
    content.write("tep/gia.pdf", "<html></html>")
    content.write("tep/so-do.svg", "<svg></svg>")
    for path, (header, body, _, _) in FAULTS.items():
        name = path.partition("/")[2]
        text = f"---\n{header.format(name=name)}---\n{body}\n" if header else f"{body}\n"
        content.write(f"{path}.md", text)
    problems = check(content.folder, content.cache, NOW, theme_renderer).problems
    found = {(p.file, p.rule.code, p.line) for p in problems}
    expected = {(f"{path}.md", code, line) for path, (_, _, code, line) in FAULTS.items()}
    assert len(expected) == 40 == len({path for path, _, _ in expected})
    assert len({code for _, code, _ in expected}) == 36
    assert found == expected
    assert all(p.message and p.advice for p in problems)
