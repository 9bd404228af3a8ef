"""`content/goc/`: small files of others at the root of the site."""

import pytest

from tests.conftest import Content
from tests.rendering.conftest import Desk, desk  # noqa: F401


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("robots.txt", b"User-agent: *", "do chương trình tạo"),
        ("index.html", b"<p>", "do chương trình tạo"),
        ("sitemap-news.xml", b"<a/>", "do chương trình tạo"),
        ("a.html", b"<script>alert(1)</script>", "có thể chạy"),
        ("a.html", b"<p onclick = x>", "có thể chạy"),
        ("a.html", b'<meta http-equiv="refresh" content="0">', "có thể chạy"),
        ("a.html", "\ufeff<script>alert(1)</script>".encode("utf-16-le"), "có thể chạy"),
        ("a.html", b"\x1b$B<p>", "có thể chạy"),
        ("a.html", b'<meta charset="iso-2022-jp">', "`<meta charset="),
        ("a.html", b'<img src="https://la.example/x.png">', "`<img src="),
        ("a.html", b"<style>@import url(https://la.example/)</style>", "`<style>"),
        ("a.html", b"<frameset><frame src=//la.example></frameset>", "`<frameset>"),
        ("a.html", b'<a href="java&#115;cript:alert(1)">x</a>', "`<a href="),
        ("a.html", b'<p title=">"<script>">', "`<p title="),
        ("a.html", b"<!--><script>alert(1)</script>-->", "`<!-->"),
        ("a.xml", b'<s:script xmlns:s="http://www.w3.org/1999/xhtml"/>', "`<s:script"),
        ("a.xml", b'<x xmlns="http://www.w3.org/1999/xhtml"><script/></x>', "`<x xmlns="),
        ("a.xml", b'<?xml-stylesheet href="https://la.example/a.xsl"?><x/>', "`<?xml-style"),
        ("a.xml", b'<!DOCTYPE x [<!ENTITY a "&#60;b/>">]><x>&a;</x>', "`<!DOCTYPE x"),
        ("a.xml", b'<?xml version="1.0" encoding="utf-7"?><x/>', "`<?xml version"),
        ("a.opml", b'<opml xmlns:s="http://www.w3.org/2000/svg"/>', "`<opml xmlns:s="),
        ("a.txt", b"x" * 70_000, "lớn hơn 64 KB"),
        ("thu/a.txt", b"x", "không phải tên của tệp ở gốc"),
        ("ma.php", b"<?php", "không phải tên của tệp ở gốc"),
        ("xác minh.txt", b"x", "không phải tên của tệp ở gốc"),
    ],
)
def test_what_may_not_lie_at_the_root(content: Content, name: str, data: bytes, said: str) -> None:
    content.write(f"goc/{name}", data)
    problems = [p for p in content.read().problems if p.file == f"goc/{name}"]
    assert [p.rule.code for p in problems] == ["KC306"] and said in problems[0].message


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("google0123.html", b"google-site-verification: google0123.html"),
        (
            "zalo.html",
            b'<!DOCTYPE html>\n<html lang="en"><head>\n<meta property="a" content="b" />',
        ),
        ("BingSiteAuth.xml", b'<?xml version="1.0"?>\r\n<users><user>0A</user></users>'),
        ("ten.html", b"<html><head><meta charset=utf-8><title>a</title></head><!-- a --></html>"),
        (
            "nguon.opml",
            b'<opml version="2.0"><outline text="A &gt; B" xmlUrl="https://a.example"/>',
        ),
        ("humans.txt", "Người viết: A <a@b.example>".encode()),
        ("dau.txt", b"\xef\xbb\xbfgoogle.com, pub-1, DIRECT"),
    ],
)
def test_what_those_who_verify_give_may_lie_at_the_root(
    content: Content, name: str, data: bytes
) -> None:
    content.write(f"goc/{name}", data)
    assert not [p for p in content.read().problems if p.file == f"goc/{name}"]


@pytest.mark.slow
def test_no_file_takes_the_place_of_one_that_the_site_makes(desk: Desk) -> None:  # noqa: F811
    desk.story()
    assert desk.build().code == 0
    own = {file.name: file.read_bytes() for file in desk.output.iterdir() if file.is_file()}
    takeable = [name for name in own if name.endswith((".txt", ".html", ".xml", ".opml"))]
    assert {"feeds.opml", "tim.xml", "rss.xml", "robots.txt"} <= {*takeable}
    left = {*takeable, "Feeds.opml"}
    for name in left:
        desk.write(f"goc/{name}", b"<x/>")
    while left:  # those known by their names alone are told before any page is looked at
        said = desk.build()
        refused = {name for name in left if f"content/goc/{name}:1: lỗi KC306" in said.err}
        assert said.code == 1 and refused, said.err
        for name in refused:
            (desk.folder / "goc" / name).unlink()
        left -= refused
    assert {name: (desk.output / name).read_bytes() for name in own} == own


def test_a_file_that_leads_out_of_the_content_is_refused(content: Content) -> None:
    secret = content.folder.parent / "mat-khau.txt"
    secret.write_text("x")
    (content.folder / "goc").mkdir()
    (content.folder / "goc" / "a.txt").symlink_to(secret)
    assert "KC306 goc/a.txt:1" in content.said()


@pytest.mark.slow
def test_files_of_zalo_and_google_reach_the_root_and_stay(desk: Desk) -> None:  # noqa: F811
    desk.story()
    zalo = b'<meta name="zalo-platform-site-verification" content="abc">'
    desk.write("goc/zalo_verifierAbC.html", zalo)
    desk.write("goc/google0123.html", b"google-site-verification: google0123.html")
    desk.write("goc/security.txt", b"Contact: mailto:tin@thu.example\n")
    for _ in range(2):
        assert desk.build("--production").code == 0
        assert (desk.output / "zalo_verifierAbC.html").read_bytes() == zalo
        assert (desk.output / "google0123.html").is_file()
        assert (desk.output / ".well-known" / "security.txt").is_file()
