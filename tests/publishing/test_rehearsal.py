"""One button: a corrected figure reaches the web, the feed and a newsroom that asks for news."""

from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import pytest

from tests.publishing.web_servers import nginx
from tests.rendering.conftest import Desk

pytestmark = [pytest.mark.slow, pytest.mark.programs]
CORRECTION = "\n  - {date: 24/11/2026, note: Số đề án là 165 chứ không phải 156.}"


def test_the_correction_of_a_figure(office: Desk) -> None:
    office.story(slug="de-an", title="Hòa Bình có 156 đề án", body="Tỉnh có 156 đề án.")
    with TemporaryDirectory() as folder:
        home = Path(folder)
        home.chmod(0o755)
        settings = office.home / "xuat-ban.yml"
        settings.write_text(f"targets:\n  chinh:\n    address: file://{home}/web\n")
        assert office.run("publish", "--yes", "--now", "24/11/2026 08:00").code == 0
        with chdir(home):
            assert office.run("serverconfig", "nginx").code == 0
        (office.home / "khuyencong.nginx.conf").rename(home / "khuyencong.nginx.conf")
        inside = f"include {home}/khuyencong.nginx.conf;"
        with nginx(home, home / "web" / "current", inside) as web:
            settings.write_text(f"{settings.read_text()}    url: {web}\n")
            newsroom = httpx.get(f"{web}/rss.xml")
            seen = {"If-None-Match": newsroom.headers["etag"]}
            assert httpx.get(f"{web}/rss.xml", headers=seen).status_code == 304

            office.story(
                slug="de-an",
                title="Hòa Bình có 165 đề án",
                body="Tỉnh có 165 đề án.",
                modified="24/11/2026 09:00",
                corrections=CORRECTION,
            )
            said = office.run("publish", "--yes", "--now", "24/11/2026 09:05")
            assert said.code == 0, said.out + said.err
            assert "~ Hòa Bình có 165 đề án  /tin-tuc/de-an/" in said.out
            assert "đúng như bản đã đăng" in said.out

            page, poll = (
                httpx.get(f"{web}/tin-tuc/de-an/"),
                httpx.get(f"{web}/rss.xml", headers=seen),
            )
            assert "165 đề án" in page.text and "không phải 156" in page.text
            assert poll.status_code == 200 and "165 đề án" in poll.text
            assert office.run("verify", "--whole").code == 0
