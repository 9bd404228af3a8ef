"""What readers really get, asked of nginx."""

from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import httpx
import pytest

from khuyencong.publishing.aftermath import verify_publication, verify_target
from khuyencong.publishing.web_findings import Fault, Verification, report
from tests.publishing.conftest import free_port
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


def behind(tmp_path: Path, front: str, http: str = "") -> str:
    """nginx with a second server inside, which serves the site; `front` is what stands before."""
    origin = free_port()
    site = f"root {tmp_path}/web/current; {CACHED} location /anh/ {{ expires max; }}"
    site += "error_page 404 /404.html;"
    front = front.format(origin=f"http://127.0.0.1:{origin}")
    return f"{front} }} {http} server {{ listen 127.0.0.1:{origin}; {site}"


def test_a_cache_before_the_host_is_no_fault_of_the_publication(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    cache = f"proxy_cache_path {tmp_path}/cdn keys_zone=cdn:1m;"
    rule = "location / {{ proxy_pass {origin}; proxy_cache cdn; proxy_cache_valid any 1h; {all} }}"
    rule = rule.replace("{all}", "proxy_ignore_headers Cache-Control Expires;")
    with nginx(tmp_path, tmp_path, behind(tmp_path, rule, cache)) as url, chdir(tmp_path):
        desk = Desk(tmp_path, f"file://{tmp_path}/web", url=url)
        assert faults(verify_publication(desk.chosen, desk.publish(SITE), desk.tell)) == {}
        httpx.get(f"{url}/rss.xml")
        found = verify_publication(
            desk.chosen, desk.publish(edited(**{"rss.xml": None})), desk.tell
        )
    assert faults(found) == {"/tin-tuc/a/": Fault.STALE, "/rss.xml": Fault.STALE}
    assert found and not found.grave and "purge" in report(found)[0]


def test_a_host_that_leads_everything_elsewhere_is_followed_and_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    inside = behind(tmp_path, "return 301 {origin}$request_uri;")
    with nginx(tmp_path, tmp_path, inside) as url, chdir(tmp_path):
        desk = Desk(tmp_path, f"file://{tmp_path}/web", url=url)
        found = verify_publication(desk.chosen, desk.publish(SITE), desk.tell)
    assert faults(found) == {url: Fault.MOVED}
    assert found and found.looked_at == len(SITE) and "ghi địa chỉ này vào" in str(report(found))


def test_a_firewall_that_turns_the_program_away_is_no_wrong_site(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    with nginx(tmp_path, tmp_path, "return 403;") as url, chdir(tmp_path):
        desk = Desk(tmp_path, f"file://{tmp_path}/web", url=url)
        found = verify_publication(desk.chosen, desk.publish(SITE), desk.tell)
    assert faults(found) == {url: Fault.UNREACHABLE} and "tường lửa" in str(report(found))


def test_what_a_service_writes_into_pages_is_told_by_its_name(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    rule = "sub_filter '</p>' '<script src=\"/cdn-cgi/x.js\"></script></p>'; sub_filter_once off;"
    inside = f"{CACHED} error_page 404 /404.html; location /tin-tuc/ {{ {rule} }}"
    with nginx(tmp_path, tmp_path / "web" / "current", inside) as url, chdir(tmp_path):
        desk = Desk(tmp_path, f"file://{tmp_path}/web", url=url)
        found = verify_publication(desk.chosen, desk.publish(SITE), desk.tell)
    assert faults(found)["/tin-tuc/a/"] is Fault.OTHER_BYTES
    assert "Rocket Loader" in str(report(found))


def test_types_that_are_wrong_are_told_and_take_nothing_back(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    inside = "error_page 404 /404.html; location /giao-dien/ { types {} expires max; }"
    with nginx(tmp_path, tmp_path / "web" / "current", inside) as url, chdir(tmp_path):
        desk = Desk(tmp_path, f"file://{tmp_path}/web", url=url)
        found = verify_publication(desk.chosen, desk.publish(SITE), desk.tell)
    assert Fault.WRONG_TYPE in faults(found).values() and found and not found.grave
