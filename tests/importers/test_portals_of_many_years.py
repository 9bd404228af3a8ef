"""A portal that changed its system: one part on DNN, an older one in ASP, the oldest from Word."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from khuyencong.importers.html_tree import parse_html
from khuyencong.importers.report import Report
from khuyencong.vietnamese.legacy import Encoding, as_bytes
from tests.conftest import Content
from tests.importers.conftest import Desk, Draft
from tests.importers.old_sites import text
from tests.importers.test_old_documents import PDF

DNN = """<html><head><title>Trung tâm Khuyến công &gt; Tin tức</title></head><body>
<form id="Form"><table><tr><td class="menu"><ul><li><a href="/Default.aspx?tabid=36">Trang chủ
</a></li></ul><span class="today">Thứ Bảy, 28/11/2026</span></td></tr><tr>
<td id="dnn_LeftPane">Số người truy cập: 1.234.{number}</td><td><div id="dnn_ctr_Module">
<span id="dnn_ctr_lblTitle" class="Head">{title}</span><br>
<span id="dnn_ctr_lblDate" class="NewsDate">{date}</span>
<a href="/Default.aspx?tabid=120&amp;ctl=Print&amp;ItemID={number}">In trang</a>
<div id="dnn_ctr_lblLead" class="Normal NewsLead">{lead}</div>
<div id="dnn_ctr_lblContent" class="Normal">{body}</div>
<div class="NewsAuthor"><b>{author}</b></div><div class="counter">Lượt xem: {number}17</div>
<ul class="related"><li><a href="{next}">Tin mới số {after} của trung tâm</a>
<span class="date">(3/04/2015)</span></li></ul></div></td></tr></table></form></body></html>"""
ASP = """<html><head><title>SO CONG THUONG</title></head><body><table width=778><tr><td>
<a href=default.asp>Trang chủ</a></td><td><table><tr><td class=tieudetin><b>
<font color=navy>{title}</font></b></td></tr><tr><td><font size=1>{date}</font></td></tr>
<tr><td align=justify><font face=Arial>{body}</font></td></tr>
<tr><td><a href="intin.asp?id={number}">Bản in</a></td></tr><tr><td><b>Các tin đã đưa:</b></td></tr>
<tr><td><a href=xemtin.asp?id={after}&cat=3>Tin cũ số {after} của sở</a> <font>(1/12)</font></td>
</tr></table></td></tr></table></body></html>"""
NEW, OLD = range(5), range(20, 25)


def new_address(number: int) -> str:
    return f"/Default.aspx?tabid=120&ctl=Details&ItemID={number}"


def dnn(number: int, title: str, body: str, lead: str = "", author: str = "") -> bytes:
    """A page of DNN; only its header said that it is UTF-8."""
    day = f"{number + 10:02}/03/2016"
    facts = {"number": number, "title": title, "body": body, "lead": lead, "author": author}
    facts |= {"date": day if title else "", "next": new_address(number + 1), "after": number + 1}
    return DNN.format(**facts).encode()


def new_story(number: int) -> bytes:
    words = [f"<div>{line}</div>" for line in text(number)]
    words[2] += f"<img src='/Thumb.ashx?file=/Portals/0/anh/lop {number}.jpg&amp;w=90'>"
    words[3] += "<object><param name=movie value='http://www.youtube.com/v/aB3dE5gH7jK'></object>"
    words[4] += f"<p>Kèm <a href='/LinkClick.aspx?ticket={number}'>Quyết định số {number}</a></p>"
    words[5] += "<iframe src='https://www.google.com/maps/embed?pb=1'></iframe>"
    lead, author = " ".join(text(number + 50)[:2]), "Tin, ảnh: Hồng Ngân"
    return dnn(number, f"Tin mới số {number} của trung tâm", "".join(words), lead, author)


def old_story(number: int) -> str:
    lines = [f"<br>&nbsp;&nbsp;&nbsp; {line}" for line in text(number)]
    lines[0] = f"<img src=upload/anh{number}.jpg align=left>{lines[0]}"
    lines.append("<br><div align=right><b>Vi Văn Sơn</b></div>")
    date, title = f"{number - 18}/{number - 5}/2007 8:05:00 AM", f"Tin cũ số {number} của sở"
    facts = {"number": number, "after": number + 1, "title": title, "date": date}
    return ASP.format(**facts, body="".join(lines))


def in_1258(page: str) -> bytes:
    return as_bytes(Encoding.WINDOWS_1258.encode(page))


def links(addresses: dict[str, str]) -> str:
    return "".join(
        f"<div><a href='{address}'>{title}</a> {' '.join(text(7)[0].split()[:9])}… </div>"
        for address, title in addresses.items()
    )


def portal(folder: Path) -> Path:
    """What `wget -m` leaves of it: stories, lists, pages to print, pictures that a script shows."""
    host = folder / "cong.example.vn"
    for place in ("Portals/0/anh", "upload", "tin"):
        (host / place).mkdir(parents=True)
    for number in NEW:
        (host / new_address(number).lstrip("/")).write_bytes(new_story(number))
        Image.new("RGB", (60, 40), (number, 9, 9)).save(host / f"Portals/0/anh/lop {number}.jpg")
        (host / f"LinkClick.aspx?ticket={number}").write_bytes(PDF + b"%d" % number)
        printed = f"<h2>In</h2>{'<br>'.join(text(number))}"
        (host / f"Default.aspx?tabid=120&ctl=Print&ItemID={number}").write_text(printed, "utf-8")
    for number in OLD:
        (host / f"xemtin.asp?id={number}&cat=3").write_bytes(in_1258(old_story(number)))
        Image.new("RGB", (60, 40), (number, 9, 9)).save(host / f"upload/anh{number}.jpg")
        (host / f"intin.asp?id={number}").write_bytes(in_1258("<br>".join(text(number))))
    listed = {new_address(n): f"Tin mới số {n} của trung tâm" for n in NEW}
    (host / "Default.aspx?tabid=120").write_bytes(dnn(98, "", links(listed)))
    last = {new_address(4): listed[new_address(4)]}
    (host / "Default.aspx?tabid=120&page=3").write_bytes(dnn(99, "", links(last) + text(8)[0]))
    old = {f"/xemtin.asp?id={n}&cat=3": f"Tin cũ số {n} của sở" for n in OLD}
    (host / "default.asp").write_bytes(in_1258(f"<html><body>{links(old)}</body></html>"))
    return folder


class Moved:
    """The portal after it came in."""

    def __init__(self, folder: Path) -> None:
        self.content = Content(folder)
        self.report: Report = Desk(self.content).import_(portal(folder / "cu"))

    def draft(self, address: str) -> Draft:
        (item,) = (item for item in self.report.items if item.source == address and item.file)
        return Draft(self.content.folder / item.file, "tin-tuc")


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Moved:
    return Moved(tmp_path_factory.mktemp("moved"))


def test_stories_of_every_system_come_in_and_nothing_else(moved: Moved) -> None:
    titles = {item.title for item in moved.report.items if item.file}
    assert titles == {
        *(f"Tin mới số {number} của trung tâm" for number in NEW),
        *(f"Tin cũ số {number} của sở" for number in OLD),
    }
    copies = [item.source for item in moved.report.items if not item.file]
    assert all("ctl=Print" in source or "intin.asp" in source for source in copies), copies


def test_a_dry_run_shows_pages_of_every_system(tmp_path: Path) -> None:
    source = portal(tmp_path / "cu")
    shown = Desk(Content(tmp_path)).import_(source, dry_run=True).items
    assert len(shown) == 6 and {"mới", "cũ"} <= {item.title.split()[1] for item in shown}


def test_each_system_has_a_rule_of_its_own_in_the_file(moved: Moved) -> None:
    kept = (moved.content.folder / ".nhap-lieu" / "cong-cong-example-vn.yml").read_text("utf-8")
    newer, older = kept.split("---\n")
    assert "title: '#dnn_ctr_lblTitle'" in newer and "body: '#dnn_ctr_lblContent'" in newer
    assert "title: td.tieudetin" in older and "month_first: true" in older


def test_the_date_is_that_above_the_text_not_today_nor_that_of_another(moved: Moved) -> None:
    for number in NEW:
        day = moved.draft(new_address(number)).fields["date"]
        assert day == f"{number + 10:02}/03/2016"


def test_dates_that_have_their_month_first_are_read_so(moved: Moved) -> None:
    days = [moved.draft(f"/xemtin.asp?id={number}&cat=3").fields["date"] for number in OLD]
    assert days == [f"{number - 5:02}/{number - 18:02}/2007 08:05" for number in OLD]


def test_sapo_and_author_that_stand_outside_the_text_are_found(moved: Moved) -> None:
    fields = moved.draft(new_address(2)).fields
    assert fields["summary"] == " ".join(text(52)[:2]) and fields["author"] == "Hồng Ngân"
    assert moved.draft("/xemtin.asp?id=22&cat=3").fields["author"] == "Vi Văn Sơn"


def test_lines_of_a_cell_that_breaks_part_are_paragraphs(moved: Moved) -> None:
    body = moved.draft("/xemtin.asp?id=21&cat=3").body
    assert body.split("\n\n")[1:] == text(21)


def test_a_picture_that_a_script_makes_small_comes_in_large(moved: Moved) -> None:
    body = moved.draft(new_address(3)).body
    picture = body.partition("](")[2].partition(")")[0]
    assert (moved.content.folder / picture).read_bytes() == (
        moved.content.folder.parent / "cu" / "cong.example.vn" / "Portals/0/anh/lop 3.jpg"
    ).read_bytes()


def test_a_document_of_a_script_is_called_as_its_link_says(moved: Moved) -> None:
    assert "[Quyết định số 3](tep/quyet-dinh-so-3.pdf)" in moved.draft(new_address(3)).body


def test_a_player_becomes_a_link_and_another_frame_is_told(moved: Moved) -> None:
    html = moved.draft(new_address(1)).html
    assert 'href="https://www.youtube.com/watch?v=aB3dE5gH7jK"' in html
    (item,) = (i for i in moved.report.items if i.source == new_address(1))
    assert any("google.com/maps" in remark for remark in item.remarks)


@pytest.mark.parametrize(
    ("encode", "head"),
    [
        (str.encode, ""),
        (str.encode, "<meta charset=windows-1252>"),
        (lambda page: page.encode("utf-16"), ""),
        (in_1258, ""),
        (in_1258, "<meta charset=utf-8>"),
        (in_1258, "<meta charset=windows-1258>"),
        (in_1258, "<meta charset=khong-co>"),
    ],
)
def test_what_a_page_says_of_its_encoding_counts_less_than_its_letters(
    encode: Callable[[str], bytes], head: str
) -> None:
    page = f"<html><head>{head}</head><body>{' '.join(text(3))}</body></html>"
    assert " ".join(text(3)) in parse_html(encode(page)).get_text()


def test_a_letter_that_was_cut_in_two_spoils_no_page() -> None:
    page = " ".join(text(3)).encode()
    cut = page[: page.index("ế".encode()) + 1] + b" " + page
    assert " ".join(text(3)) in parse_html(cut).get_text()
