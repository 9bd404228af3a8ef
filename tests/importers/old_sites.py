"""Old sites as they are found: a portal as `wget -m` leaves it, an export of WordPress."""

from collections.abc import Sequence
from pathlib import Path

from PIL import Image

SENTENCES = (
    "Trung tâm Khuyến công tỉnh tổ chức lớp tập huấn cho cộng tác viên cấp xã.",
    "Học viên được nghe giới thiệu chính sách hỗ trợ máy móc, thiết bị tiên tiến.",
    "Mỗi cơ sở công nghiệp nông thôn được hướng dẫn lập hồ sơ đề án.",
    "Sản phẩm miến dong, mật ong, giỏ tre được bày tại hội trường xã.",
    "Đại biểu trao đổi kinh nghiệm tìm đầu ra và đăng ký nhãn hiệu.",
    "Lớp học kéo dài ba ngày, mỗi ngày hai buổi, có thực hành tại xưởng.",
)


def text(number: int, count: int = 14) -> list[str]:
    """Sentences of a story, other ones for each number."""
    return [
        f"{SENTENCES[(number * 7 + n * (number % 5 + 1)) % len(SENTENCES)]} "
        f"Mục {number * 131 + n * 17} ghi {number + n} hộ tại thôn {number * 3 + n} đợt {number}."
        for n in range(count)
    ]


def portal(folder: Path, pages: int) -> Path:
    """A mirror: addresses with queries, tables for layout, one-line HTML, furniture, pictures."""
    host = folder / "khuyencong.example.vn"
    (host / "Upload").mkdir(parents=True)
    for number in range(pages):
        name = f"Upload/anh {number}.jpg"
        Image.new("RGB", (60, 40), (number % 256, 40, 90)).save(host / name)
        body = "".join(f"<p>{line}</p>" for line in text(number))
        page = (
            f"<html><head><meta charset=utf-8><title>Cổng thông tin</title></head><body>"
            f"<div id='menu'><a href='/'>Trang chủ</a><a href='/tin'>Tin tức</a></div>"
            f"<div class='ArticleDetail'><h1 class='tieude'>Tin số {number} của trung tâm</h1>"
            f"<div class='ngay'>Thứ Năm, 21/11/2024 20:{number % 60:02}:30 GMT+7</div>"
            f"<div>A A</div>"
            f"<div class='noidung'><div>{body}</div><p style='text-align:center'>"
            f"<img src='/Upload/anh%20{number}.jpg'></p><p style='text-align:center'>"
            f"<em>Quang cảnh lớp học số {number}. Ảnh: Hồng Ngân</em></p>"
            f"<p>Lượt xem: 1.204</p><p><b>Tin cùng chuyên mục</b></p>"
            f"<ul><li><a href='viewer.aspx?mabb=1'>Tin khác của trang</a></li></ul></div></div>"
            f"<div id='footer'>Bản quyền</div></body></html>"
        )
        (host / f"viewer.aspx?mabb={number}&lang=vi").write_text(page, "utf-8")
    (host / "index.html").write_text("<html><body><a href='x'>Tin</a></body></html>", "utf-8")
    Image.new("RGB", (60, 40)).save(host / "Upload" / "bo-quen.jpg")
    return folder


ADDRESSES = (
    ("viewer.aspx?mabb={0}&lang=vi", "/viewer.aspx?mabb={0}&lang=vi"),
    ("index.html?p={0}", "/?p={0}"),
    ("Tin-Tuc/Bai-Viet-{0}.aspx", "/Tin-Tuc/Bai-Viet-{0}.aspx"),
    ("tin tức/bài số {0}.html", "/tin%20t%E1%BB%A9c/b%C3%A0i%20s%E1%BB%91%20{0}.html"),
    ("chuyen muc/bai so {0}.html", "/chuyen%20muc/bai%20so%20{0}.html"),
    ("tabid/{0}/Default.aspx?id=a {0}", "/tabid/{0}/Default.aspx?id=a%20{0}"),
    ("xem.php?ten=Bài số {0}", "/xem.php?ten=B%C3%A0i%20s%E1%BB%91%20{0}"),
    ("bài-{0}/index.html", "/b%C3%A0i-{0}/"),
)
"""File as `wget -m` names it, address as a reader's browser asks for it."""


def mixed_portal(folder: Path, pages: int) -> list[str]:
    """A mirror of a portal that changed its system often; the address of each story, in order."""
    host = folder / "cu.example.vn"
    asked = []
    for number in range(pages):
        name, address = (form.format(number) for form in ADDRESSES[number % len(ADDRESSES)])
        body = "<br>".join(text(number))
        (host / name).parent.mkdir(parents=True, exist_ok=True)
        (host / name).write_text(
            f"<html><head><meta charset=utf-8></head><body><h1>Tin số {number} của trung tâm</h1>"
            f"<span class=ngay>{number % 28 + 1}/11/2024</span><div class=noidung>{body}</div>"
            "</body></html>",
            "utf-8",
        )
        asked.append(address)
    return asked


def table_portal(folder: Path, stories: int) -> Path:
    """A mirror of tables in tables: one name in every head, print versions, lists in parts."""
    host = folder / "cong.example.vn"
    host.mkdir(parents=True)
    head = "<head><meta charset=utf-8><title>Trung tâm Khuyến công</title></head>"
    around = "<table><tr><td><img src='/banner.jpg'></td></tr><tr><td>{}</td></tr></table>"
    for number in range(stories):
        lines = text(number)
        others = "".join(
            f"<tr><td>• <a href='ChiTiet.aspx?id={other}'>Tin số {other} của tỉnh</a></td></tr>"
            for other in range(number + 1, number + 4)
        )
        rows = (
            f"<tr><td class=TieuDeTin>Tin số {number} của trung tâm</td></tr>"
            f"<tr><td class=Ngay>Cập nhật: 02/03/2011 8:0{number % 10}:00 CH - Lượt xem: "
            f"{number * 37}</td></tr>"
            f"<tr><td class=TrichDan><b>{' '.join(lines[0].split()[:14])}…</b></td></tr>"
            f"<tr><td class=NoiDung>{'<br><br>'.join(lines)}</td></tr>"
            f"<tr><td><b>Các tin đã đưa:</b></td></tr>{others}"
        )
        page = f"<html>{head}<body>{around.format(f'<table>{rows}</table>')}</body></html>"
        (host / f"ChiTiet.aspx?id={number}").write_text(page, "utf-8")
        printed = f"<html>{head}<body><h2>In</h2><div>{'<br>'.join(lines)}</div></body></html>"
        (host / f"In.aspx?id={number}").write_text(printed, "utf-8")
        listed = f"<a href='ChiTiet.aspx?id={number}'>Tin</a><br>{' '.join(lines[:3])}…<br>"
        (host / f"ChuyenMuc.aspx?cm=1&p={number}").write_text(
            f"<html>{head}<body>{around.format(listed)}</body></html>", "utf-8"
        )
    return folder


BROKEN = (
    "<p>{}<p>{}<ul><li>{}<li>{}",
    "<div><b>{}</div></b><table><tr><td>{}<tr><td>{}</table>{}",
    "{}\n\n{}\n{}\n\n<!--more-->{}",
    "<p style='mso-x:1'>{}<o:p></o:p></p></div></div><p>{}</i><h1>{}</h1>{}",
    "<span lang=EN><font face=Arial>{}<br><br>{}</span>&nbsp;<br/>{}</p>{}",
    "[caption id=1]<img src='/khong-co.jpg'>{}[/caption]\n\n{}\n\n[gallery ids='9']{} &amp; {} < 5",
)
"""Posts as visual editors left them: tags that cross, that never end, that end twice."""


def broken_posts(folder: Path, posts: int) -> Path:
    """An export of posts in broken HTML; the last of each ten are drafts."""
    made = []
    for number in range(posts):
        words = text(number, 8)
        shape = BROKEN[number % len(BROKEN)]
        content = shape.format(*words[:4]) + "\n\n" + "\n\n".join(words[4:])
        made.append(item(number, content, status="draft" if number % 10 == 9 else "publish"))
    return wordpress(folder, made)


HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Khuyến công</title><link>https://cu.example.vn</link>
<wp:author><wp:author_login><![CDATA[lan]]></wp:author_login>
<wp:author_display_name><![CDATA[Chị Lan]]></wp:author_display_name></wp:author>
"""


def item(
    number: int, content: str, *, status: str = "publish", kind: str = "post", extra: str = ""
) -> str:
    """A post of an export."""
    return f"""<item><title><![CDATA[Bài {number}: máy &amp; nghề]]></title>
<link>https://cu.example.vn/2023/05/bai-{number}/</link><dc:creator>lan</dc:creator>
<guid isPermaLink="false">https://cu.example.vn/?p={number}</guid>
<content:encoded><![CDATA[{content}]]></content:encoded>
<excerpt:encoded><![CDATA[Tóm tắt bài {number}.]]></excerpt:encoded>
<wp:post_id>{number}</wp:post_id><wp:post_date>2023-05-0{number % 9 + 1} 08:30:00</wp:post_date>
<wp:post_name>bai-{number}</wp:post_name><wp:status>{status}</wp:status>
<wp:post_type>{kind}</wp:post_type><category domain="category"><![CDATA[Tin tức]]></category>
<category domain="post_tag"><![CDATA[máy móc]]></category>{extra}</item>
"""


def wordpress(folder: Path, items: Sequence[str]) -> Path:
    """An export with its uploads beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "wordpress.xml"
    file.write_text(f"{HEAD}{''.join(items)}</channel></rss>", "utf-8")
    return file


def upload(folder: Path, name: str) -> None:
    file = folder / "wp-content" / "uploads" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (80, 60), f"#{abs(hash(name)) % 0xFFFFFF:06x}").save(file)
