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
        ("a.html", b"<script>alert(1)</script>", "có mã chạy"),
        ("a.html", b"<p onclick = x>", "có mã chạy"),
        ("a.html", b'<meta http-equiv="refresh" content="0">', "có mã chạy"),
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
