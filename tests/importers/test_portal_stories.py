"""Stories of old portals: where their section sends them, what their links lead to, their dates."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

import pytest
from PIL import Image

from khuyencong.importers.html_cleaner import clean_html
from khuyencong.importers.html_tree import parse_html
from khuyencong.importers.import_run import ImportOptions
from khuyencong.importers.report import Outcome, Report, SourceRefusedError
from khuyencong.vietnamese.legacy import Encoding
from tests.importers.conftest import Desk, Draft
from tests.importers.old_sites import text

DATE = "Thứ năm, 21 Tháng 11 2013 08:15"


def story(
    number: int, *, crumb: str = "", date: str = DATE, more: str = "", title: str = ""
) -> str:
    """A page as Joomla 1.5 made them: tables for the layout, nothing has a name but the title."""
    lines = "".join(f"<p><font size=2>{line}</font>" for line in text(number))
    trail = f'<span class="breadcrumbs pathway"><a href="/">Trang chủ</a> &gt; {crumb}</span>'
    return (
        f"<html><head><title>{title or name(number)}</title></head><body><table><tr><td>"
        f'<ul class=menu><li><a href="/tin.php">Tin hoạt động</a><li><a href="/vb.php">Văn bản</a>'
        f"</ul></td><td>{trail if crumb else ''}"
        f'<table class="contentpaneopen"><tr><td class="contentheading">{title or name(number)}'
        f"</td></tr></table><table class='contentpaneopen'><tr><td class=createdate>{date}</td>"
        f"</tr><tr><td>{lines}{more}</td></tr></table></td></tr></table></body></html>"
    )


def name(number: int) -> str:
    return f"Nghiệm thu đề án số {number} tại Bình La"


def address(number: int) -> str:
    return f"/bai.php?id={number}"


def listed(*numbers: int, form: str = "/bai.php?id={}") -> str:
    """A page that lists stories as Joomla does: a teaser for each, and "Xem tiếp"."""
    teasers = (
        f"<p><a href='{form.format(n)}'>{name(n)}</a><br>{text(n)[0]} {text(n)[1]}"
        f"<a href='{form.format(n)}'>Xem tiếp...</a></p>"
        for n in numbers
    )
    menu = '<a href="/tin.php">Tin hoạt động</a> <a href="/vb.php">Văn bản</a>'
    return f"<html><body><div>{menu}</div><div>{''.join(teasers)}</div></body></html>"


def with_end(page: str, more: str) -> str:
    return page.replace("</body>", f"{more}</body>")


def site(folder: Path, pages: Mapping[str, str]) -> Path:
    """A mirror of some pages by address, as `wget` writes it."""
    host = folder / "cu.example.vn"
    for place, page in pages.items():
        file = host / place.lstrip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page, "utf-8")
    return folder


def drafts(desk: Desk) -> dict[str, Draft]:
    """The drafts by the last word but one of their title: its number."""
    files = desk.content.folder.glob("*/*.md")
    found = [Draft(file, file.parent.name) for file in files if file.parent.name != "anh"]
    return {str(draft.fields["title"]): draft for draft in found}


def folders(desk: Desk) -> list[str]:
    found = drafts(desk)
    return [found[name(n)].folder for n in range(len(found))]


def crumbs(number: int) -> str:
    return ["<a href='/tin.php'>Tin tức</a>", "<a href='/vb.php'>Văn bản khuyến công</a>"][
        number % 2
    ]


def test_stories_go_where_their_breadcrumb_says(desk: Desk, tmp_path: Path) -> None:
    pages = {address(n): story(n, crumb=crumbs(n)) for n in range(4)}
    report = desk.import_(site(tmp_path / "cu", pages))
    assert folders(desk) == ["tin-tuc", "chinh-sach"] * 2
    guesses = [guess for item in report.items for guess in item.guesses]
    assert "Văn bản khuyến công → chinh-sach" in {guess.value for guess in guesses}


def test_stories_go_where_the_menu_calls_their_folder(desk: Desk, tmp_path: Path) -> None:
    pages = {f"/thongbao/bai.php?id={n}": story(n) for n in range(3)}
    pages["/thongbao/index.php"] = listed(0, 1, 2, form="/thongbao/bai.php?id={}")
    menu = "<a href='/thongbao/index.php'>Thông báo mời</a>"
    desk.import_(site(tmp_path / "cu", {a: with_end(page, menu) for a, page in pages.items()}))
    assert folders(desk) == ["thong-bao"] * 3


def test_stories_go_where_the_list_is_on_which_they_stand(desk: Desk, tmp_path: Path) -> None:
    pages = {address(n): story(n) for n in range(4)}
    pages |= {"/tin.php": listed(0, 1), "/vb.php": listed(2), "/vb.php?trang=2": listed(3)}
    pages["/vb.php"] = with_end(pages["/vb.php"], "<a href='/vb.php?trang=2'>2</a>")
    desk.import_(site(tmp_path / "cu", pages))
    assert folders(desk) == ["tin-tuc", "tin-tuc", "chinh-sach", "chinh-sach"]


def test_a_list_with_teasers_is_no_story(desk: Desk, tmp_path: Path) -> None:
    pages = {address(n): story(n) for n in range(4)} | {"/tin.php": listed(0, 1, 2, 3)}
    report = desk.import_(site(tmp_path / "cu", pages))
    assert len(report.items) == 4, [item.source for item in report.items]


def agreeing(shown: list[str], answer: bool) -> ImportOptions:
    def agree(items: object, question: object) -> bool:
        shown.append(str(question))
        return answer

    return ImportOptions(agree=agree)


def test_a_person_sees_the_sections_with_counts_and_changes_them_before_anything_comes_in(
    desk: Desk, tmp_path: Path
) -> None:
    source = site(tmp_path / "cu", {address(n): story(n, crumb=crumbs(n)) for n in range(4)})
    shown: list[str] = []
    with pytest.raises(SourceRefusedError, match="ten-goi"):
        desk.import_(source, agree=agreeing(shown, answer=False).agree)
    assert "Chuyên mục Văn bản khuyến công → chinh-sach (2 trang)" in shown[0]
    names = desk.content.folder / ".nhap-lieu/ten-goi.yml"
    names.write_text(names.read_text("utf-8").replace(": chinh-sach", ": thong-bao"), "utf-8")
    desk.import_(source)
    assert folders(desk) == ["tin-tuc", "thong-bao"] * 2


def test_a_section_changed_afterwards_moves_the_drafts_that_nobody_edited(
    desk: Desk, tmp_path: Path
) -> None:
    source = site(tmp_path / "cu", {address(n): story(n, crumb=crumbs(1)) for n in range(3)})
    desk.import_(source)
    edited = drafts(desk)[name(0)].file
    edited.write_text(edited.read_text("utf-8") + "\nThêm.\n", "utf-8")
    names = desk.content.folder / ".nhap-lieu/ten-goi.yml"
    names.write_text(names.read_text("utf-8").replace(": chinh-sach", ": thong-bao"), "utf-8")
    desk.import_(source)
    assert folders(desk) == ["chinh-sach", "thong-bao", "thong-bao"]


def linking(number: int, *targets: str) -> str:
    links = "".join(f"<p>Xem <a href='{target}'>bài trước đây</a>.</p>" for target in targets)
    return story(number, more=links)


def test_links_to_other_stories_lead_to_their_files(desk: Desk, tmp_path: Path) -> None:
    targets = ["/bai.php?id=1", "bai.php?id=1", "http://www.cu.example.vn/bai.php?id=1#cuoi"]
    shown = f"<p>Xem <a href='{address(1)}'>cu.example.vn{address(1)}</a>.</p>"
    pages = {address(0): linking(0, *targets), address(1): linking(1, address(0))}
    pages[address(0)] = pages[address(0)].replace("<p>Xem", f"{shown}<p>Xem", 1)
    source = site(tmp_path / "cu", pages | {address(2): story(2)})
    desk.import_(source)
    found = drafts(desk)
    there = found[name(1)].file.relative_to(desk.content.folder).as_posix()
    assert found[name(0)].body.count(f"[bài trước đây]({there})") == len(targets)
    assert f"[cu.example.vn{address(1)}]({there})" in found[name(0)].body
    assert "](tin-tuc/" in found[name(1)].body
    assert not [p for p in desk.content.read(drafts=True).problems if p.rule.name == "BROKEN_LINK"]
    assert {item.outcome for item in desk.import_(source).items} == {Outcome.UNCHANGED}


def test_a_link_to_a_page_that_did_not_come_in_is_words_and_told(
    desk: Desk, tmp_path: Path
) -> None:
    pages = {address(n): linking(n, "/lich.php?tuan=3") for n in range(3)}
    report = desk.import_(site(tmp_path / "cu", pages))
    body = drafts(desk)[name(0)].body
    assert "Xem bài trước đây." in body and "lich.php" not in body
    assert all("/lich.php?tuan=3" in remarks(report)[name(n)] for n in range(3))


def test_a_link_leads_to_a_story_that_another_import_brought(desk: Desk, tmp_path: Path) -> None:
    desk.import_(site(tmp_path / "cu", {address(n): story(n) for n in range(3)}))
    later = {f"/moi.php?id={n}": linking(n, address(1)) for n in range(5, 8)}
    desk.import_(site(tmp_path / "moi", later))
    assert "](tin-tuc/nghiem-thu-de-an-so-1-tai-binh-la.md)" in drafts(desk)[name(5)].body


def remarks(report: Report) -> dict[str, str]:
    return {item.title: " ".join(item.remarks) for item in report.items}


def test_old_addresses_of_a_copy_lead_to_the_story_that_came_in(desk: Desk, tmp_path: Path) -> None:
    pages = {address(n): story(n) for n in range(3)} | {"/in.php?id=1": story(1)}
    source = site(tmp_path / "cu", pages)
    desk.import_(source)
    assert drafts(desk)[name(1)].fields["aliases"] == [address(1), "/in.php?id=1"]
    outcomes = [item.outcome for item in desk.import_(source).items]
    assert outcomes.count(Outcome.UNCHANGED) == 3 and outcomes.count(Outcome.LEFT_OUT) == 1


def test_pages_that_wget_gave_an_ending_keep_their_address(desk: Desk, tmp_path: Path) -> None:
    """Pages of Liferay have no ending: `wget -m -E` adds one, and cannot save them without it."""
    stem = "/tin-tuc/-/asset_publisher/x9/content"
    addresses = [f"{stem}/nghiem-thu-de-an-so-{n}?inheritRedirect=false" for n in range(3)]
    addresses += [f"{stem}/de-an-khuyen-cong-so-{n}" for n in range(3, 6)]
    links = "".join(f"<a href='{a}'>{name(n)} năm nay</a>" for n, a in enumerate(addresses))
    pages = {f"{a}.html": story(n) for n, a in enumerate(addresses)}
    pages["/tin-tuc.html"] = f"<html><body>{links}</body></html>"
    desk.import_(site(tmp_path / "cu", pages))
    found = drafts(desk)
    assert [found[title].fields["aliases"] for title in sorted(found)] == [[a] for a in addresses]


DATES = [
    DATE,
    "Thursday, 21 November 2013 08:15",
    "Ngày 21 tháng 11 năm 2013",
    "(08:15 21-11-2013)",
    "Đăng ngày 21 - 11 - 2013 | 08h15",
    "21.11.2013",
    "Cập nhật: 2013-11-21",
]


def test_dates_are_read_in_every_form_that_portals_write(desk: Desk, tmp_path: Path) -> None:
    beside = " | <a href='#'>Cỡ chữ: A A A</a>"
    pages = {address(n): story(n, date=date + beside) for n, date in enumerate(DATES)}
    desk.import_(site(tmp_path / "cu", pages))
    dates = {title: str(draft.fields["date"])[:10] for title, draft in drafts(desk).items()}
    assert dates == {name(n): "21/11/2013" for n in range(len(DATES))}


def test_a_title_in_a_font_from_before_unicode_is_read(desk: Desk, tmp_path: Path) -> None:
    title = "Hội nghị khuyến công các tỉnh phía Bắc tại Lạng Sơn"
    seen = f"<font face='.VnTime'>{Encoding.TCVN3.encode(title)}</font>"
    pages = {address(n): story(n) for n in range(1, 4)} | {address(0): story(0, title=seen)}
    desk.import_(site(tmp_path / "cu", pages))
    assert title in drafts(desk)


def test_icons_of_a_layout_are_no_pictures(desk: Desk, tmp_path: Path) -> None:
    icon = "<p><img src='/nut.png' alt=''> <a href='/vb.pdf'>Toàn văn</a></p>"
    source = site(tmp_path / "cu", {address(n): story(n, more=icon) for n in range(3)})
    Image.new("RGB", (40, 16)).save(source / "cu.example.vn/nut.png")
    report = desk.import_(source)
    assert "nut.png" in remarks(report)[name(0)]
    assert "![" not in drafts(desk)[name(0)].body


def test_a_mirror_in_which_nothing_can_be_read_asks_nothing(desk: Desk, tmp_path: Path) -> None:
    empty = "<html><body><p>Đang bảo trì</p></body></html>"
    source = site(tmp_path / "cu", {f"/{quote(n)}.html": empty for n in "abc"})
    with pytest.raises(SourceRefusedError, match="Không thấy bài nào"):
        desk.import_(source, agree=lambda _, __: False)


def test_a_notice_made_from_another_one_comes_in_and_is_told(desk: Desk, tmp_path: Path) -> None:
    """What differs in place, number and day in every line is another class, not a copy."""
    other = story(1).replace(name(1), name(9)).replace("hộ", "cơ sở", 9)
    pages = {address(n): story(n) for n in range(3)} | {address(9): other}
    report = desk.import_(site(tmp_path / "cu", pages))
    assert {item.outcome for item in report.items} == {Outcome.CREATED}
    assert "vẫn nhập" in remarks(report)[name(9)]


@pytest.mark.parametrize("label", ["Thẻ", "Từ khóa:", "Các tin khác"])
def test_an_article_before_a_link_is_no_label_of_a_list(label: str) -> None:
    page = parse_html(f"<p>The <a href='/a'>Ministry</a>.</p><p>{label} <a href='/b'>gốm</a></p>")
    clean_html(page, page)
    assert page.get_text() == "The Ministry."
