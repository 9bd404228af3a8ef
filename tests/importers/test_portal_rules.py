"""How the pages of a portal are read: pointed at on one page, shown on others, then over all."""

from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from khuyencong.importers.report import ImportedItem, Question, SourceRefusedError
from tests.importers.conftest import Desk, Draft
from tests.importers.old_sites import table_portal, text

PAGE = """<html><head><meta charset=utf-8><title>Cổng</title></head><body>
<div id=menu><a href=/>Trang chủ</a></div><table><tr><td class=trai>Liên kết</td><td>
<div class=hop><b>{title}</b><br><i>Cập nhật: {day}/11/2024</i>
<div class=nut>Cỡ chữ: A- A+</div><div class=bai>{body}<p>Số lần đọc bài này: 1.{day}4</p>
<p>Ban biên tập giữ bản quyền.</p></div></div></td></tr></table>
<h1>Cổng thông tin điện tử</h1></body></html>"""


def pages(folder: Path, count: int = 6) -> Path:
    """A portal without a class for its titles, with lines of its own around every text."""
    folder.mkdir()
    for number in range(1, count + 1):
        body = "".join(f"<p>{line}</p>" for line in text(number, 8))
        page = PAGE.format(title=f"Lớp nghề số {number} khai mạc", day=10 + number, body=body)
        (folder / f"bai-{number}.html").write_text(page, "utf-8")
    return folder


def pointed(folder: Path, **words: str) -> Path:
    file = folder / "trang-mau.yml"
    file.write_text(yaml.safe_dump({"page": "/bai-1.html", **words}, allow_unicode=True), "utf-8")
    return file


def test_words_of_one_page_say_how_all_are_read(desk: Desk, tmp_path: Path) -> None:
    words = {"title": "Lớp nghề số 1 khai mạc", "date": "11/11/2024", "body": text(1)[0]}
    report = desk.import_(pages(tmp_path / "cu"), map_=pointed(tmp_path, **words))
    assert [item.title for item in report.items] == [
        f"Lớp nghề số {number} khai mạc" for number in range(1, 7)
    ]
    for number, item in enumerate(report.items, 1):
        fields = Draft(desk.content.folder / item.file, "tin-tuc").fields
        assert fields["date"] == f"{10 + number}/11/2024"
    kept = (desk.content.folder / ".nhap-lieu" / "cong-cu.yml").read_text("utf-8")
    rule = next(iter(yaml.safe_load_all(kept)))
    assert (rule["title"], rule["body"], rule["page"]) == ("div.hop > b", "div.bai", "")


def test_lines_around_every_text_are_learned_and_left_out(desk: Desk, tmp_path: Path) -> None:
    report = desk.import_(pages(tmp_path / "cu"))
    rule = yaml.safe_load((desk.content.folder / ".nhap-lieu" / "cong-cu.yml").read_text("utf-8"))
    assert {"Số lần đọc bài này: #", "Ban biên tập giữ bản quyền."} <= set(rule["lines"])
    for number, item in enumerate(report.items, 1):
        body = Draft(desk.content.folder / item.file, "tin-tuc").body
        assert body.split("\n\n")[-8:] == text(number, 8), "a table for layout is its text"


def test_a_rule_that_nobody_saw_is_shown_on_six_pages_first(desk: Desk, tmp_path: Path) -> None:
    asked: list[tuple[Sequence[ImportedItem], Question]] = []

    def agree(items: Sequence[ImportedItem], question: Question) -> bool:
        asked.append((items, question))
        return len(asked) > 1

    source = pages(tmp_path / "cu", 8)
    with pytest.raises(SourceRefusedError, match=r"cong-cu\.yml"):
        desk.import_(source, agree=agree)
    assert not list(desk.content.folder.glob("tin-tuc/*"))
    [(shown, question)] = asked
    assert len(shown) == 6 and "8 trang" in question.words
    assert any("chữ)" in guess.value for guess in shown[0].guesses)
    desk.import_(source, agree=agree)
    assert len(list(desk.content.folder.glob("tin-tuc/*"))) == 8 and len(asked) == 1


def test_the_name_of_the_portal_is_no_title(desk: Desk, tmp_path: Path) -> None:
    folder = pages(tmp_path / "cu")
    for file in folder.iterdir():
        named = file.read_text("utf-8").replace("<b>", "<h2>").replace("</b>", "</h2>")
        file.write_text(named, "utf-8")
    assert desk.import_(folder).items[0].title == "Lớp nghề số 1 khai mạc"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"title": "Chữ không có trên trang"}, "Chữ không có trên trang"),
        ({"body": "p..x <"}, "dòng `body`"),
        ({"page": "/khong-co.html"}, "Không có trang"),
    ],
)
def test_what_is_not_on_the_page_is_told(
    desk: Desk, tmp_path: Path, words: dict[str, str], said: str
) -> None:
    with pytest.raises(SourceRefusedError, match=said):
        desk.import_(pages(tmp_path / "cu", 1), map_=pointed(tmp_path, **words))


def test_todays_date_over_every_page_is_no_storys_and_a_box_names_the_author(
    desk: Desk, tmp_path: Path
) -> None:
    """As portals are made now: one box holds title, day, text and author."""
    (tmp_path / "cu").mkdir()
    for number in range(1, 7):
        body = "".join(f"<p>{line}</p>" for line in text(number, 8))
        (tmp_path / "cu" / f"bai-{number}.html").write_text(
            f"<meta charset=utf-8><h1>Cổng</h1><div>Thứ Bảy, 28/11/2026</div><article><h2 "
            f"class=detail-title>Lớp nghề số {number} khai mạc</h2><div>1{number}/05/2022 - 08:15"
            f"</div>{body}<p class=author-name>Lý Thị Mẫu (Phòng Khuyến công)</p></article>"
            "<p>Giấy phép số 1/GP-TTĐT ngày 01/02/2020</p>",
            "utf-8",
        )
    items = desk.import_(tmp_path / "cu").items
    assert len(items) == 6
    for number, item in enumerate(items, 1):
        draft = Draft(desk.content.folder / item.file, "tin-tuc")
        assert draft.fields["date"] == f"1{number}/05/2022 08:15"
        assert (draft.fields["author"], draft.fields["unit"]) == ("Lý Thị Mẫu", "Phòng Khuyến công")
        assert draft.body.split("\n\n")[-8:] == text(number, 8)


def test_the_table_of_a_dump_says_what_pages_do_not(desk: Desk, tmp_path: Path) -> None:
    """Joomla: bare texts, one file each, and a table from its database."""
    folder = tmp_path / "joomla"
    (folder / "bai").mkdir(parents=True)
    for number in (1, 2):
        body = "".join(f"<p>{line}</p>" for line in text(number, 8))
        (folder / "bai" / f"{number}.html").write_text(f"<div>{body}</div>", "utf-8")
    (folder / "dia-chi.csv").write_text(
        "Tệp;URL;Tiêu đề;Ngày đăng;Chuyên mục;Tác giả;state\n"
        "bai/1.html;https://cu.example/index.php?option=com_content&id=1;Lớp nghề mở;"
        "2014-05-06 08:30:00;Mô hình;Chị Lan;1\n"
        "bai\\2.html;/index.php?id=2;Chưa đăng;2014-05-06;Mô hình;admin;0\n",
        "utf-8",
    )
    report = desk.import_(folder)
    (item,) = report.items
    fields = Draft(desk.content.folder / item.file, "mo-hinh").fields
    assert item.file == "mo-hinh/lop-nghe-mo.md" and fields["author"] == "Chị Lan"
    assert fields["date"] == "06/05/2014 08:30"
    assert fields["aliases"] == ["/index.php?option=com_content&id=1"]
    assert any("1 trang chưa đăng" in remark for remark in report.remarks)


@pytest.mark.slow
def test_a_portal_of_tables_is_learned_from_its_stories_alone(desk: Desk, tmp_path: Path) -> None:
    report = desk.import_(table_portal(tmp_path / "cu", 12))
    titles = {item.title for item in report.items}
    assert titles == {f"Tin số {number} của trung tâm" for number in range(12)}
    made = next(item for item in report.items if "số 7 " in item.title)
    draft = Draft(desk.content.folder / made.file, "tin-tuc")
    assert draft.fields["date"] == "02/03/2011 20:07"
    assert str(draft.fields["summary"]) == f"{' '.join(text(7)[0].split()[:14])}…"
    assert draft.body.split("\n\n") == [*text(7)[:-1], f"{text(7)[-1]}"]
    (left,) = [remark for remark in report.remarks if "không có bài" in remark]
    assert "/In.aspx?id=# (12 trang)" in left and "/ChuyenMuc.aspx?cm=#&p=# (12 trang)" in left
