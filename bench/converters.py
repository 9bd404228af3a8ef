"""Word files and web posts through our importer and through others: what each keeps.

    python -m bench.converters --venv FOLDER

FOLDER is an environment of its own with pandoc (`pypandoc_binary`), `mammoth`, `markdownify`,
`markitdown[docx]` and `pelican`. Every tool gives Markdown; the renderer of the site shows it, and
what a reader then sees is counted.
"""

import argparse
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bs4 import BeautifulSoup
from docx.oxml.ns import nsdecls
from docx.shared import Cm
from PIL import Image

from khuyencong.content.markdown_body import render_body
from khuyencong.editing.entry_text import EntryText
from khuyencong.importers.draft_writer import words_of
from khuyencong.importers.import_run import ImportOptions, import_source
from khuyencong.vietnamese.dates import VIETNAM
from khuyencong.vietnamese.legacy import Encoding
from tests.importers import old_sites
from tests.importers.word_files import (
    document,
    footnote,
    jpeg,
    line,
    numbered,
    picture,
    raw,
    saved,
    story,
)

LEGACY = "Khuyến công hỗ trợ hộ sản xuất ở xã Yên Thịnh ứng dụng máy móc, thiết bị."
ROWS = ("words", "lists", "tables", "captions", "footnotes", "legacy")
LABELS = {
    "words": "chữ còn đủ",
    "lists": "số của danh sách",
    "tables": "ô gộp; bảng kẻ để xếp chỗ",
    "captions": "chú thích theo ảnh",
    "footnotes": "chú thích chân trang",
    "legacy": "chữ của phông cũ",
}


@dataclass
class Case:
    """A file, and what a reader must find in what is made of it."""

    file: Path
    words: str
    lists: list[tuple[str, str]] = field(default_factory=list)
    """Number and text of items."""
    tables: list[tuple[str, str]] = field(default_factory=list)
    """Attribute of a merged cell, and its text."""
    laid_out: list[str] = field(default_factory=list)
    """Texts of tables that only place them: a reader must not see a table around them."""
    captions: list[str] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)
    legacy: list[str] = field(default_factory=list)
    unwanted: list[str] = field(default_factory=list)
    """Words of a page that are no part of its text."""


def word_cases(folder: Path) -> list[Case]:
    """Twelve Word files, each with a trait of those that offices send."""
    cases: list[Case] = []

    def case(name: str, made: object, words: str, **found: list) -> None:  # type: ignore[type-arg]
        file = saved(made, folder / f"{name}.docx")  # type: ignore[arg-type]
        cases.append(Case(file, words, **found))

    made = story()
    line(made, "Hồng Ngân – TTKC", "rb")
    case("01-tin", made, "Sáng 20-11, lớp thứ nhất khai mạc tại nhà văn hóa xã Bắc Sơn.")

    made = story()
    for text in ("Đăng ký", "Thẩm định"):
        numbered(made, text, "decimal", "%1.", 3, 0)
    case("02-so", made, "Đăng ký Thẩm định", lists=[("3.", "Đăng ký"), ("4.", "Thẩm định")])

    made = story()
    for text in ("Hồ sơ", "Dự toán"):
        numbered(made, text, "lowerLetter", "%1)", 1, 0)
    numbered(made, "Phụ lục", "upperRoman", "Mục %1", 4, 0)
    labels = [("a)", "Hồ sơ"), ("b)", "Dự toán"), ("Mục IV", "Phụ lục")]
    case("03-chu", made, "Hồ sơ Dự toán Phụ lục", lists=labels)

    made = story()
    table = made.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Kinh phí"
    table.cell(1, 2).merge(table.cell(2, 2)).text = "Ghi chú"
    table.cell(1, 0).text, table.cell(2, 1).text = "KCQG", "600"
    merged = [("colspan", "Kinh phí"), ("rowspan", "Ghi chú")]
    case("04-bang", made, "Kinh phí Ghi chú KCQG 600", tables=merged)

    made = story()
    picture(made, "#a03030")
    line(made, "Học viên thực hành trên máy. Ảnh: Hồng Ngân", "ic")
    picture(made, "#30a030")
    line(made, "Miến dong phơi ngoài sân. Ảnh: Tiến Hải", "c")
    beside = made.add_table(2, 2)
    for column, colour in enumerate(("#3030a0", "#a0a030")):
        beside.cell(0, column).paragraphs[0].add_run().add_picture(jpeg(colour), width=Cm(5))
        beside.cell(1, column).text = f"Gian hàng số {column + 1}. Ảnh: Lan"
    captions = ["Học viên thực hành trên máy", "Miến dong phơi ngoài sân"]
    captions += ["Gian hàng số 1", "Gian hàng số 2"]
    case("05-anh", made, "Học viên thực hành trên máy Miến dong phơi ngoài sân", captions=captions)

    made = story()
    line(made, "Mức hỗ trợ theo Thông tư 28")
    case("06-chan", made, "Mức hỗ trợ theo Thông tư 28", footnotes=["Thông tư 28/2018/TT-BTC."])
    footnote(cases[-1].file, "Thông tư 28/2018/TT-BTC.")

    made = story()
    box = "Đường dây nóng 0205"
    raw(
        made,
        f"<w:p {nsdecls('w')} "
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><w:r>'
        '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>'
        f"<w:txbxContent><w:p><w:r><w:t>{box}</w:t></w:r></w:p></w:txbxContent></wps:txbx>"
        "</wps:wsp></w:drawing></mc:Choice></mc:AlternateContent></w:r></w:p>",
    )
    case("07-hop", made, box)

    made = story()
    raw(
        made,
        f'<w:p {nsdecls("w")}><w:r><w:t xml:space="preserve">Hỗ trợ </w:t></w:r><w:del w:id="1">'
        '<w:r><w:delText>200</w:delText></w:r></w:del><w:ins w:id="2"><w:r><w:t>300</w:t></w:r>'
        '</w:ins><w:r><w:t xml:space="preserve"> triệu</w:t></w:r></w:p>',
    )
    case("08-sua", made, "Hỗ trợ 300 triệu", unwanted=["200"])

    for name, font, encoding in (
        ("09-tcvn3", ".VnTime", Encoding.TCVN3),
        ("10-vni", "VNI-Times", Encoding.VNI),
    ):
        made = story()
        line(made, encoding.encode(LEGACY), font=font)
        note = "Thông tư 28/2018/TT-BTC"
        case(name, made, LEGACY, legacy=[LEGACY], footnotes=[note])
        footnote(cases[-1].file, encoding.encode(note), font)

    made = story()
    made.styles["Normal"].font.name = ".VnTime"
    line(made, Encoding.TCVN3.encode("trung tâm khuyến công"), font=".VnTimeH")
    line(made, Encoding.TCVN3.encode("Đoạn theo phông mặc định của văn bản."))
    capitals = ["TRUNG TÂM KHUYẾN CÔNG", "Đoạn theo phông mặc định của văn bản."]
    case("11-hoa", made, " ".join(capitals), legacy=capitals)

    made = document()
    table = made.add_table(1, 2)
    table.cell(0, 0).text = "SỞ CÔNG THƯƠNG\nSố: 45/SCT-KC\nV/v đăng ký đề án"
    table.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    line(made, "Kính gửi: Ủy ban nhân dân các xã.")
    signed = made.add_table(1, 2)
    signed.cell(0, 0).text = "Nơi nhận:\n- Như trên;\n- Lưu: VT."
    signed.cell(0, 1).text = "GIÁM ĐỐC\n\nNguyễn Văn Minh Họa"
    words = "SỞ CÔNG THƯƠNG Kính gửi Ủy ban nhân dân các xã đăng ký đề án"
    case("12-cong-van", made, words, laid_out=["Nơi nhận", "Nguyễn Văn Minh Họa"])
    return cases


def post_cases(folder: Path) -> list[Case]:
    """Fifty posts as old editors wrote them: breaks, captions, tables, old fonts, furniture."""
    cases = []
    for number in range(50):
        lines = old_sites.text(number, 8)
        shapes = ("<p>{}</p>", "<div>{}</div>", "{}<br><br>")
        body = "".join(shapes[number % 3].format(text) for text in lines)
        case = Case(folder / f"{number:02d}.html", " ".join(lines))
        case.unwanted = ["Lượt xem"]
        if number % 2:
            body += '<ol start="4"><li>Mục bốn<li>Mục năm</ol>'
            case.lists = [("4.", "Mục bốn"), ("5.", "Mục năm")]
        if number % 4 == 1:
            body += '<ol type="a"><li>Hồ sơ<li>Dự toán</ol>'
            case.lists += [("a.", "Hồ sơ"), ("b.", "Dự toán")]
        if number % 4 == 2:
            cells = "<td>Gian một. Ảnh: Lan</td><td>Gian hai. Ảnh: Lan</td>"
            shown = '<td><img src="a.jpg"></td><td><img src="b.jpg"></td>'
            body += f"<table><tr>{shown}</tr><tr>{cells}</tr></table>"
            case.laid_out = case.captions = ["Gian một", "Gian hai"]
        if number % 4 == 3:
            body += (
                '<div class="wp-caption"><img src="a.jpg"><p class="wp-caption-text">Máy thái. '
                "Ảnh: Lan</p></div>"
            )
            case.captions = ["Máy thái"]
        if number % 3 == 0:
            body += "<table><tr><td colspan=2>Tổng</td></tr><tr><td>a</td><td>b</td></tr></table>"
            case.tables = [("colspan", "Tổng")]
        if number % 4 == 0:
            body += '<p><img src="a.jpg"></p><p align=center><i>Lớp học. Ảnh: Lan</i></p>'
            case.captions = ["Lớp học"]
        if number % 5 == 0:
            body += f'<p><font face=".VnTime">{Encoding.TCVN3.encode(LEGACY)}</font></p>'
            case.legacy = [LEGACY]
        page = (
            f"<html><head><meta charset=utf-8></head><body><h1>Bài {number} của cổng cũ</h1>"
            f"<div class=noidung>{body}<p>Lượt xem: 12</p></div></body></html>"
        )
        case.file.parent.mkdir(parents=True, exist_ok=True)
        case.file.write_text(page, "utf-8")
        cases.append(case)
    for name, colour in (("a.jpg", "black"), ("b.jpg", "red")):
        Image.new("RGB", (60, 40), colour).save(folder / name)
    return cases


def ours(case: Case) -> str:
    """What our importer makes of a file: the header's texts and the body."""
    with tempfile.TemporaryDirectory() as place:
        content = Path(place)
        report = import_source(case.file, content, ImportOptions(), datetime.now(VIETNAM))
        text = EntryText.of((content / report.items[0].file).read_bytes())
        return f"{text.header}\n\n{text.shown_body}"


def command(*parts: str) -> Callable[[Case], str]:
    """A converter that is a command which prints Markdown; `{}` stands for the file."""

    def convert(case: Case) -> str:
        words = [part.replace("{}", str(case.file)) for part in parts]
        done = subprocess.run(words, capture_output=True, encoding="utf-8", check=False)
        return done.stdout

    return convert


MAMMOTH = (
    "import sys, mammoth, markdownify; p = sys.argv[1]; "
    "h = mammoth.convert_to_html(open(p, 'rb')).value if p.endswith('docx') else open(p).read(); "
    "print(markdownify.markdownify(h, heading_style='ATX'))"
)
FEED = (
    "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>"
    "<title>x</title><item><title>Bai</title><link>http://x/</link><description><![CDATA[{}]]>"
    "</description></item></channel></rss>"
)


def pelican_import(venv: Path) -> Callable[[Case], str]:
    """pelican-import takes feeds and exports: each post is given to it as one."""

    def convert(case: Case) -> str:
        with tempfile.TemporaryDirectory() as place:
            feed = Path(place) / "feed.xml"
            feed.write_text(FEED.replace("{}", case.file.read_text("utf-8")), "utf-8")
            path = f"{venv / 'bin'}:{_pandoc(venv).parent}:/usr/bin:/bin"
            subprocess.run(
                [venv / "bin" / "pelican-import", "--feed", "-m", "markdown", "-o", place, feed],
                capture_output=True,
                env={"PATH": path, "HOME": place, "LANG": "C.UTF-8"},
                check=False,
            )
            made = sorted(Path(place).rglob("*.md"))
            return made[0].read_text("utf-8") if made else ""

    return convert


def _pandoc(venv: Path) -> Path:
    return next(venv.rglob("pypandoc/files/pandoc"))


def score(case: Case, markdown: str) -> Counter[tuple[str, bool]]:
    """How many of the things to find are there, by row."""
    shown = BeautifulSoup(render_body(markdown), "lxml")
    words = Counter(words_of(shown))
    for image in shown.find_all("img"):
        words += Counter(words_of(BeautifulSoup(f"<p>{image.get('title') or ''}</p>", "lxml")))
    plain = " ".join(shown.get_text(" ").split())
    found: Counter[tuple[str, bool]] = Counter()
    wanted = Counter(words_of(BeautifulSoup(f"<p>{case.words}</p>", "lxml")))
    found["words", True] += sum((wanted & words).values())
    found["words", False] += sum((wanted - words).values())
    for text in case.unwanted:
        found["words", text not in plain] += 1
    for label, text in case.lists:
        found["lists", _numbered(shown, label, text)] += 1
    for attribute, text in case.tables:
        cells = shown.find_all(["td", "th"], attrs={attribute: "2"})
        found["tables", any(text in cell.get_text() for cell in cells)] += 1
    for text in case.laid_out:
        around = [t for t in shown.find_all(["td", "th"]) if text in t.get_text()]
        titles = " ".join(str(i.get("title") or "") for i in shown.find_all("img"))
        drawn = around or "|--" in plain  # a table, or one that a reader sees as bars
        found["tables", text in f"{plain} {titles}" and not drawn] += 1
    for text in case.captions:
        named = [str(i.get("title") or "") for i in shown.find_all("img")]
        named += [c.get_text() for c in shown.find_all("figcaption")]
        found["captions", any(text in caption for caption in named)] += 1
    for text in case.footnotes:
        noted = shown.find(class_="footnote")
        found["footnotes", noted is not None and text in noted.get_text()] += 1
    for text in case.legacy:
        found["legacy", text in plain] += 1
    return found


def _numbered(shown: BeautifulSoup, label: str, text: str) -> bool:
    """Whether a reader sees an item under its number, drawn by a list or written out."""
    for item in shown.find_all("li"):
        if text not in item.get_text() or item.parent is None or item.parent.name != "ol":
            continue
        first = int(str(item.parent.get("start", "1")))
        place = item.parent.find_all("li", recursive=False).index(item)
        return f"{first + place}." == label
    return f"{label} {text}" in " ".join(shown.get_text(" ").split())


def table(name: str, cases: Iterable[Case], tools: Mapping[str, Callable[[Case], str]]) -> str:
    """One table: a row for each thing to keep, a column for each tool."""
    cases = list(cases)
    totals = {tool: Counter[tuple[str, bool]]() for tool in tools}
    for tool, convert in tools.items():
        for case in cases:
            totals[tool] += score(case, convert(case))
    lines = [f"| {name} | {' | '.join(tools)} |", "|---|" + "---:|" * len(tools)]
    for row in ROWS:
        all_ = max(t[row, True] + t[row, False] for t in totals.values())
        if all_:
            cells = (f"{t[row, True]}/{all_}" for t in totals.values())
            lines.append(f"| {LABELS[row]} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--venv", type=Path, required=True)
    venv = parser.parse_args().venv
    python, pandoc = str(venv / "bin" / "python"), str(_pandoc(venv))
    shared = {
        "Khuyến Công Site": ours,
        "pandoc": command(pandoc, "-t", "gfm", "--wrap=none", "{}"),
        "mammoth + markdownify": command(python, "-c", MAMMOTH, "{}"),
        "markitdown": command(str(venv / "bin" / "markitdown"), "{}"),
    }
    folder = Path(tempfile.mkdtemp(prefix="converters-"))
    try:
        print(table("12 tệp Word", word_cases(folder / "word"), shared))
        print()
        posts = shared | {"pelican-import": pelican_import(venv)}
        print(table("50 bài HTML", post_cases(folder / "html"), posts))
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
