"""Old portals move in: words whole, pictures along, old addresses kept, furniture left behind."""

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from khuyencong.importers.draft_writer import words_of
from khuyencong.importers.report import Outcome, SourceRefusedError
from tests.importers.conftest import Desk, Draft
from tests.importers.old_sites import item, portal, text, upload, wordpress

LONG = "\n\n".join(text(1))


def drafts(desk: Desk) -> list[Draft]:
    return [Draft(f, "tin-tuc") for f in sorted(desk.content.folder.glob("tin-tuc/*.md"))]


def words(source: str) -> list[str]:
    return words_of(BeautifulSoup(source, "lxml"))


def test_a_portal_moves_in_whole(desk: Desk, tmp_path: Path) -> None:
    report = desk.import_(portal(tmp_path / "cu", 5))
    assert [i.outcome for i in report.items] == [Outcome.CREATED] * 5, report
    for number, draft in enumerate(drafts(desk)):
        assert draft.fields["title"] == f"Tin số {number} của trung tâm"
        assert draft.fields["date"] == f"21/11/2024 20:0{number}"
        assert draft.fields["aliases"] == [f"/viewer.aspx?mabb={number}&lang=vi"]
        assert draft.fields["status"] == "draft"
        shown = words(draft.html)
        assert shown == words("".join(f"<p>{line}</p>" for line in text(number)))
        assert f'"Quang cảnh lớp học số {number}. Ảnh: Hồng Ngân")' in draft.body
    assert not any("chữ của nguồn" in r for i in report.items for r in i.remarks)
    assert any("bo-quen.jpg" in remark for remark in report.remarks)
    assert any("1 trang không có bài" in remark for remark in report.remarks)
    problems = desk.content.read(drafts=True).problems
    assert not [p for p in problems if p.rule.severity.name == "ERROR"], problems


def test_the_rule_of_a_portal_is_written_down_and_taken_again(desk: Desk, tmp_path: Path) -> None:
    source = portal(tmp_path / "cu", 3)
    desk.import_(source)
    rule = desk.content.folder / ".nhap-lieu" / "cong-khuyencong-example-vn.yml"
    assert "body: div.noidung" in rule.read_text("utf-8")
    rule.write_text("title: .ngay\nbody: .noidung\nkind: trang\n", "utf-8")
    report = desk.import_(source, dry_run=True)
    assert {item.title for item in report.items} == {
        f"Thứ Năm, 21/11/2024 20:0{number}:30 GMT+7" for number in range(len(report.items))
    }


def test_a_dry_run_shows_a_few_pages(desk: Desk, tmp_path: Path) -> None:
    report = desk.import_(portal(tmp_path / "cu", 9), dry_run=True)
    assert len(report.items) == 6 and not list(desk.content.folder.glob("tin-tuc/*"))


@pytest.mark.parametrize("rule", ["body: [", "body: 'div..a'", "mau: x", "- a", "addresses: '('"])
def test_a_rule_that_is_none_is_told(desk: Desk, tmp_path: Path, rule: str) -> None:
    (tmp_path / "cong.yml").write_text(rule, "utf-8")
    with pytest.raises(SourceRefusedError, match="cách đọc cổng cũ"):
        desk.import_(portal(tmp_path / "cu", 1), map_=tmp_path / "cong.yml")


def test_a_portal_imported_twice_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    source = portal(tmp_path / "cu", 3)
    desk.import_(source)
    first = desk.files()
    assert {i.outcome for i in desk.import_(source).items} == {Outcome.UNCHANGED}
    assert desk.files() == first


def test_the_same_story_on_two_pages_comes_in_once(desk: Desk, tmp_path: Path) -> None:
    source = portal(tmp_path / "cu", 2)
    host = source / "khuyencong.example.vn"
    page = (host / "viewer.aspx?mabb=1&lang=vi").read_text("utf-8")
    again = page.replace("Tin số 1", "Tin đăng lại").replace("đợt 1.", "đợt 1!", 1)
    (host / "viewer.aspx?mabb=77").write_text(again, "utf-8")
    report = desk.import_(source)
    assert [i.outcome.name for i in report.items].count("LEFT_OUT") == 1
    assert any("Giống" in r for i in report.items for r in i.remarks)


def test_wordpress_posts_become_drafts(desk: Desk, tmp_path: Path) -> None:
    for name in ("2023/05/may.jpg", "2023/05/bia.jpg"):
        upload(tmp_path, name)
    content = (
        f"{LONG}\n\nDòng một\nDòng hai\n\n"
        '[caption id="a" width="300"]<img src="https://cu.example.vn/wp-content/uploads/2023/05/'
        'may-300x200.jpg" alt=""> Máy thái miến. Ảnh: Lan[/caption]\n\n'
        "<!-- wp:paragraph --><p>Khối mới</p><!-- /wp:paragraph -->\n\n[contact-form-7 id=1]"
    )
    bia = (
        "<item><title>bia</title><wp:post_id>90</wp:post_id><wp:post_type>attachment"
        "</wp:post_type><wp:attachment_url>https://cu.example.vn/wp-content/uploads/2023/05/"
        "bia.jpg</wp:attachment_url></item>"
    )
    meta = (
        "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key>"
        "<wp:meta_value>90</wp:meta_value></wp:postmeta>"
    )
    posts = [item(12, content, extra=meta), item(13, LONG, status="draft"), bia]
    posts += [item(14, LONG, status="trash"), item(15, "<p>Trang</p>", kind="page")]
    report = desk.import_(wordpress(tmp_path, posts))
    (draft,) = drafts(desk)
    assert draft.fields["title"] == "Bài 12: máy & nghề"
    assert draft.fields["summary"] == "Tóm tắt bài 12."
    assert draft.fields["author"] == "Chị Lan"
    assert draft.fields["date"] == "04/05/2023 08:30"
    assert draft.fields["tags"] == ["máy móc"]
    assert draft.fields["aliases"] == ["/2023/05/bai-12/", "/?p=12"]
    assert "Dòng một<br>Dòng hai" in draft.body and "Khối mới" in draft.body
    assert '"Máy thái miến. Ảnh: Lan")' in draft.body and "contact-form" not in draft.body
    assert len(list((desk.content.folder / "anh").iterdir())) == 2
    assert set(report.remarks) == {
        "1 bài bản nháp ở trang cũ không nhập.",
        "1 bài đã xóa ở trang cũ không nhập.",
    }
    assert (desk.content.folder / "trang").is_dir()


def test_a_page_saved_from_word_loses_its_debris_and_no_word(desk: Desk, tmp_path: Path) -> None:
    page = (
        "<html><body><div class=WordSection1><p class=MsoNormal style='mso-pagination:none'>"
        "<b><span style='font-size:14.0pt'>Lớp tập huấn khai mạc<o:p></o:p></span></b></p>"
        + "".join(f"<p class=MsoNormal><span lang=VI>{line}</span></p>" for line in text(2))
        + "<p><span style='font-family:.VnTime'>Trung t©m khuyÕn c«ng tØnh</span></p></div></body>"
    )
    (tmp_path / "a.html").write_text(page, "utf-8")
    draft = desk.draft(tmp_path / "a.html")
    assert draft.fields["title"] == "Lớp tập huấn khai mạc"
    assert "mso" not in draft.body.lower() and "Trung tâm khuyến công tỉnh" in draft.body
    for line in text(2):
        assert line in draft.body


def test_lines_that_breaks_part_become_paragraphs(desk: Desk, tmp_path: Path) -> None:
    inner = "<br><br>".join(text(3))
    page = f"<html><body><h1>Tin một dòng</h1><div id=noidung>{inner}</div></body></html>"
    (tmp_path / "a.html").write_text(page, "utf-8")
    assert desk.draft(tmp_path / "a.html").body.split("\n\n") == text(3)


def test_letters_of_a_list_stay(desk: Desk, tmp_path: Path) -> None:
    listed = '<ol type="a"><li>Hồ sơ<li>Dự toán</ol><ol type=I start=4><li>Phụ lục</ol>'
    inner = "".join(f"<p>{line}</p>" for line in text(4))
    page = f"<html><body><h1>Tin</h1><article>{inner}{listed}</article></body></html>"
    (tmp_path / "a.html").write_text(page, "utf-8")
    body = desk.draft(tmp_path / "a.html").body
    assert body.split("\n\n")[-3:] == ["a. Hồ sơ", "b. Dự toán", "IV. Phụ lục"]


def test_captions_in_a_row_under_pictures_go_to_their_own(desk: Desk, tmp_path: Path) -> None:
    for name in ("2023/05/mot.jpg", "2023/05/hai.jpg"):
        upload(tmp_path, name)
    pictures = "".join(
        f'<td><img src="https://cu.example.vn/wp-content/uploads/2023/05/{name}.jpg"></td>'
        for name in ("mot", "hai")
    )
    captions = "<td>Gian hàng một. Ảnh: Lan</td><td>Gian hàng hai. Ảnh: Lan</td>"
    table = f"<table><tr>{pictures}</tr><tr>{captions}</tr></table>"
    desk.import_(wordpress(tmp_path, [item(1, f"{LONG}\n\n{table}")]))
    (draft,) = drafts(desk)
    assert 'anh/bai-1-may-nghe-1.jpg "Gian hàng một. Ảnh: Lan")' in draft.body
    assert 'anh/bai-1-may-nghe-2.jpg "Gian hàng hai. Ảnh: Lan")' in draft.body


def test_a_script_never_reaches_a_draft(desk: Desk, tmp_path: Path) -> None:
    inner = "".join(f"<p onclick='x()'>{line}</p>" for line in text(4))
    evil = "<script>alert(1)</script><a href='javascript:alert(2)'>bấm</a><iframe src=//x></iframe>"
    page = f"<html><body><h1>Tin</h1><article>{inner}{evil}</article></body></html>"
    (tmp_path / "a.html").write_text(page, "utf-8")
    body = desk.draft(tmp_path / "a.html").body
    assert "alert" not in body and "iframe" not in body and "onclick" not in body and "bấm" in body


@pytest.mark.parametrize("form", ["rss", "atom", "json"])
def test_what_the_press_wrote_is_pointed_to_only(desk: Desk, tmp_path: Path, form: str) -> None:
    link, title, day = "https://bao.example/tin-1", "Miến dong vào siêu thị", "2024-11-21T08:00:00Z"
    feeds = {
        "rss": f"<?xml version='1.0'?><rss version='2.0'><channel><title>Báo Thử</title><item>"
        f"<title>{title}</title><link>{link}</link><description>Toàn văn</description>"
        f"<pubDate>Thu, 21 Nov 2024 08:00:00 +0000</pubDate></item></channel></rss>",
        "atom": f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Báo Thử</title><entry><title>"
        f"{title}</title><link href='{link}'/><published>{day}</published><content>Toàn văn"
        f"</content></entry></feed>",
        "json": json.dumps(
            {
                "version": "https://jsonfeed.org/version/1.1",
                "title": "Báo Thử",
                "items": [
                    {"url": link, "title": title, "date_published": day, "content_text": "Toàn văn"}
                ],
            }
        ),
    }
    (tmp_path / "a.xml").write_text(feeds[form], "utf-8")
    draft = desk.draft(tmp_path / "a.xml")
    assert draft.fields["source_url"] == link and draft.fields["source_name"] == "Báo Thử"
    assert draft.fields["date"] == "21/11/2024 15:00" and "Toàn văn" not in draft.body


def test_an_entity_bomb_in_a_feed_is_refused(desk: Desk, tmp_path: Path) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aa">]><rss><channel/></rss>'
    (tmp_path / "a.xml").write_text(bomb, "utf-8")
    assert desk.said(tmp_path / "a.xml")


def test_a_packed_portal_comes_in_as_one_that_is_not(desk: Desk, tmp_path: Path) -> None:
    import shutil

    portal(tmp_path / "cu", 2)
    shutil.make_archive(str(tmp_path / "cong"), "zip", tmp_path / "cu")
    assert len(desk.import_(tmp_path / "cong.zip").items) == 2


def test_names_that_lead_out_of_an_archive_write_nothing(desk: Desk, tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("../../ra-ngoai.html", "<html></html>")
        archive.writestr("/tuyet-doi.html", "<html></html>")
    desk.import_(tmp_path / "a.zip")
    assert not list(tmp_path.parent.glob("ra-ngoai.html"))


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Lớp nghề may khai giảng tại Côn Minh | Trung tâm", '<div class="x">{}</div>'),
        ("Trung tâm Khuyến công > Tin tức", '<span class="Head">{}</span><br>'),
        ("SO CONG THUONG", "<table><tr><td class=tieudetin><font color=navy>{}</font></table>"),
    ],
)
def test_a_saved_page_is_called_as_it_says_itself_not_as_its_site(
    desk: Desk, tmp_path: Path, head: str, title: str
) -> None:
    shown = title.format("Lớp nghề may khai giảng tại Côn Minh")
    page = (
        f"<meta charset=utf-8><title>{head}</title><header><h1><a href=/>Trung tâm Khuyến công"
        "</a></h1></header><div>Thứ Bảy, 28/11/2026</div><div><div class=khung>"
        f"{shown}<div>13/04/2022 - 03:15 Lượt xem: 123</div>"
        f"<div>{''.join(f'<p>{line}</p>' for line in text(3))}</div></div></div>"
    )
    (tmp_path / "luu.html").write_text(page, "utf-8")
    draft = desk.draft(tmp_path / "luu.html")
    assert draft.fields["title"] == "Lớp nghề may khai giảng tại Côn Minh"
    assert draft.fields["date"] == "13/04/2022 03:15"
    assert draft.body.split("\n\n") == [*text(3)[:-1], text(3)[-1]]
