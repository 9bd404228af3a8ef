"""What readers really get, asked of nginx."""

from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import pytest

from khuyencong.publishing.aftermath import verify_publication, verify_target
from khuyencong.publishing.verification import Fault, Verification, report
from tests.publishing.sites import SITE, STYLE, Desk, edited
from tests.publishing.web_servers import nginx

pytestmark = pytest.mark.programs
CACHED = "charset utf-8; charset_types text/css; location /giao-dien/ { expires max; }"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    tmp_path.chmod(0o755)
    inside = f"{CACHED} location /anh/ {{ expires max; }} error_page 404 /404.html;"
    with nginx(tmp_path, tmp_path / "web" / "current", inside) as url, chdir(tmp_path):
        yield Desk(tmp_path, f"file://{tmp_path}/web", url=url)


def faults(found: Verification | None) -> dict[str, Fault]:
    assert found is not None
    return {finding.address: finding.fault for finding in found.findings}


def test_a_sound_site_is_found_sound(desk: Desk) -> None:
    found = verify_publication(desk.chosen, desk.publish(SITE), desk.tell)
    assert faults(found) == {}
    assert report(found)[0].startswith("Đã mở thử 7 tệp qua mạng: đúng")
    assert desk.told[-1] == ("Đang mở thử qua mạng", 7, 7)


def test_a_file_that_somebody_changed_at_the_host_is_named(desk: Desk) -> None:
    desk.publish(SITE)
    page = desk.home / "web" / "current" / "tin-tuc" / "a" / "index.html"
    page.write_bytes(page.read_bytes().replace("Hai lớp".encode(), "Xem ngay: nhà cái".encode()))
    found = verify_target(desk.chosen, desk.tell, whole=True)
    assert faults(found) == {"/tin-tuc/a/": Fault.OTHER_BYTES}
    assert "nội dung khác bản đã đăng" in str(report(found)) and found.grave


def test_a_file_that_is_gone_is_named(desk: Desk) -> None:
    desk.publish(SITE)
    (desk.home / "web" / "current" / STYLE).unlink()
    assert faults(verify_target(desk.chosen, desk.tell, whole=True)) == {f"/{STYLE}": Fault.MISSING}


def test_after_sending_all_that_changed_is_looked_at(desk: Desk) -> None:
    desk.publish(SITE)
    done = desk.publish(edited(**{"rss.xml": None}))
    (desk.home / "web" / "current" / "rss.xml").write_bytes(b"<rss/>")
    assert faults(verify_publication(desk.chosen, done, desk.tell)) == {
        "/rss.xml": Fault.STILL_THERE
    }
    assert done.difference.changed == ["tin-tuc/a/index.html"]


def test_a_server_that_answers_everything_with_a_page_is_found(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    inside = "location / { try_files $uri $uri/ /index.html; }"
    with nginx(tmp_path, tmp_path / "web" / "current", inside) as url, chdir(tmp_path):
        desk = Desk(tmp_path, f"file://{tmp_path}/web", url=url)
        found = faults(verify_publication(desk.chosen, desk.publish(SITE), desk.tell))
    assert found["/khuyencong-khong-co-trang-nay/"] is Fault.NO_404
    assert found["/tin-tuc/a/"] is Fault.WRONG_TYPE  # no charset
    assert found[f"/{STYLE}"] is Fault.SHORT_CACHE


def test_a_feed_that_is_sent_again_and_again_is_found(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    inside = f"{CACHED} location /rss.xml {{ etag off; if_modified_since off; }}"
    with nginx(tmp_path, tmp_path / "web" / "current", inside) as url, chdir(tmp_path):
        desk = Desk(tmp_path, f"file://{tmp_path}/web", url=url)
        found = faults(verify_publication(desk.chosen, desk.publish(SITE), desk.tell))
    assert found["/rss.xml"] is Fault.NO_304


def test_an_entry_that_is_answered_with_a_redirect_is_no_entry(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    inside = f"{CACHED} location = /tin-tuc/a/ {{ return 301 /khac/; }}"
    with nginx(tmp_path, tmp_path / "web" / "current", inside) as url, chdir(tmp_path):
        desk = Desk(tmp_path, f"file://{tmp_path}/web", url=url)
        found = faults(verify_publication(desk.chosen, desk.publish(SITE), desk.tell))
    assert found["/tin-tuc/a/"] is Fault.MISSING


def test_a_web_that_does_not_answer_is_told_once(desk: Desk) -> None:
    done = desk.publish(SITE)
    desk.chosen = Desk(desk.home, desk.chosen.settings.address, url="http://127.0.0.1:9").chosen
    found = verify_publication(desk.chosen, done, desk.tell)
    assert faults(found) == {"http://127.0.0.1:9": Fault.UNREACHABLE}
    (words,) = report(found)
    assert "http://127.0.0.1:9: không mở được (không nối được)" in words
