"""A portal on NukeViet with an archive of pages from FrontPage, as provinces kept them."""

from pathlib import Path

import pytest

from khuyencong.importers.report import ImportedItem
from khuyencong.vietnamese.legacy import Encoding, as_bytes
from tests.conftest import Content
from tests.importers.conftest import Desk, Draft
from tests.importers.old_sites import text

pytestmark = pytest.mark.slow

NEW = """<html><head><meta charset="utf-8"><title>{title} - Tin tức - Khuyến công Mẫu</title></head>
<body><ul class="menu"><li><a href="/index.php?nv=news">Trang nhất</a></li>
<li><a href="/index.php?nv=news&amp;op=Tin-tuc">Tin tức</a></li></ul>
<div id="news_detail"><h1>{title}</h1><span class="time">Đăng lúc: Thứ hai - {day}</span>
<p class="x"><strong>{lead}</strong></p><div class="bodytext">{body}
<p align="right"><b>Tác giả bài viết: Hồng Ngân</b></p></div>
<div class="luotxem">Lượt xem: {number}7</div></div></body></html>"""
PRINT = """<html><head><title>{title}</title></head><body onload="window.print()">
<h2>{title}</h2><p>{day}</p>{body}</body></html>"""
OLD = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1258">
<title>New Page {number}</title></head><body><table><tr><td><a href="../muc-luc.htm">Mục lục</a>
</td><td><p><b><font face="Arial" size="4">{title}</font></b></p><p>Cập nhật ngày {day}</p>{body}
<p align="right"><b><i>Vi Văn Sơn</i></b></p><hr><p><b>Các tin khác:</b><br>{links}</p></td></tr>
</table></body></html>"""
NUMBERS = range(6)


def title(number: int, system: str) -> str:
    return f"Lớp nghề {system} số {number} của trung tâm khai giảng ở xã Mẫu, có cả người lớn tuổi"


def day(number: int) -> str:
    return f"{number + 1:02}/0{number + 2}/2013"


def lead(number: int) -> str:
    return " ".join(text(number + 70)[:2])


def new_address(number: int, view: str = "") -> str:
    return f"/index.php?nv=news&op={view}Tin-tuc/lop-nghe-{number}"


def portal(folder: Path) -> Path:
    """Stories, the pages to print them, a list, and an archive in Windows-1258."""
    host = folder / "cong.example.vn"
    (host / "luutru").mkdir(parents=True)
    listed = "".join(
        f"<a href='{new_address(number)}'>{title(number, 'mới')}</a><br>" for number in NUMBERS
    )
    (host / "index.php?nv=news").write_text(f"<html><body>{listed}</body></html>", "utf-8")
    for number in NUMBERS:
        facts = {"number": number, "title": title(number, "mới"), "day": day(number)}
        lines = "".join(f"<p><font size='3'>{line}</font></p>" for line in text(number))
        page = NEW.format(**facts, lead=lead(number), body=lines)
        (host / new_address(number).lstrip("/").replace("Tin-tuc/", "Tin-tuc%2F")).write_text(page)
        body = f"{'<p>Bấm Ctrl+P để in.</p>' * 9}{lines[: len(lines) // 3]}"
        printed = PRINT.format(**facts, body=body)
        place = new_address(number, "print/").lstrip("/").replace("/", "%2F")
        (host / place).write_text(printed, "utf-8")
        others = (n for n in NUMBERS if n != number)
        links = "".join(f"<a href='bai {n}.htm'>{title(n, 'cũ')}</a><br>" for n in others)
        old = "".join(f"<p align='justify'>{line}</p>" for line in text(number + 30))
        facts |= {"title": title(number, "cũ"), "body": old, "links": links}
        archived = as_bytes(Encoding.WINDOWS_1258.encode(OLD.format(**facts)))
        (host / "luutru" / f"bai {number}.htm").write_bytes(archived)
    return folder


class Moved:
    """The portal after it came in."""

    def __init__(self, folder: Path) -> None:
        self.content = Content(folder)
        self.items = Desk(self.content).import_(portal(folder / "cu")).items

    def draft(self, address: str) -> Draft:
        (item,) = (item for item in self.items if address in item.source and item.file)
        return Draft(self.content.folder / item.file, item.file.partition("/")[0])

    def without_file(self) -> list[ImportedItem]:
        return [item for item in self.items if not item.file]


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Moved:
    return Moved(tmp_path_factory.mktemp("nukeviet"))


def test_a_sapo_in_bold_above_the_text_and_the_author_below_are_found(moved: Moved) -> None:
    draft = moved.draft("op=Tin-tuc/lop-nghe-3")
    assert draft.fields["summary"] == lead(3) and draft.fields["author"] == "Hồng Ngân"
    assert draft.fields["title"] == title(3, "mới") and "Lượt xem" not in draft.body


def test_a_page_to_print_is_its_story_however_little_it_shares(moved: Moved) -> None:
    left = moved.without_file()
    assert len(left) == len(NUMBERS)
    assert all("print" in item.source and "Bản in của bài" in item.remarks[0] for item in left)
    addresses = moved.draft("lop-nghe-3").fields["aliases"]
    assert addresses == [new_address(3), new_address(3, "print/")]


def test_letters_with_their_tones_apart_are_those_of_the_title(moved: Moved) -> None:
    draft = moved.draft("/luutru/bai 2.htm")
    assert draft.fields["title"] == title(2, "cũ") and "Lớp nghề cũ" not in draft.body
    assert "summary" not in draft.fields


def test_links_to_other_stories_in_one_paragraph_are_no_text(moved: Moved) -> None:
    draft = moved.draft("/luutru/bai 2.htm")
    assert "Các tin khác" not in draft.body and "](tin-tuc/" not in draft.body
    assert draft.fields["author"] == "Vi Văn Sơn"
