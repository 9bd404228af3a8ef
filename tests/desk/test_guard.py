"""Nobody but the browser that was let in reaches the desk."""

import pytest
from starlette.routing import Route

from khuyencong.desk.app import ScreensBehind
from khuyencong.desk.guard import hosts_of
from khuyencong.desk.sessions import LONGEST_IDLE, Role, Sessions
from tests.desk.conftest import ORIGIN, TestClient, Visitor

FOREIGN = ["https://xau.example", "null", "", "http://127.0.0.1:9999", "http://127.0.0.1"]


def test_another_name_of_this_machine_is_misdirected(visitor: Visitor) -> None:
    for host in ("xau.example:8100", "127.0.0.1", "127.0.0.1:8101", "127.0.0.1:8100.xau.example"):
        assert visitor.client.get("/ban-bien-tap/", headers={"Host": host}).status_code == 421


def test_without_the_cookie_nothing_is_told(client: TestClient) -> None:
    for path in ("", "danh-sach", "bai/tin-tuc/a.md", "viet/tin-tuc"):
        answer = client.get(f"/ban-bien-tap/{path}")
        assert answer.status_code == 403 and "chưa được mở" in answer.text
    assert client.get("/").status_code == 403
    assert client.get("/tin-tuc/").status_code == 403


def test_the_launch_address_lets_in_one_browser_once(
    client: TestClient, sessions: Sessions
) -> None:
    code = sessions.new_launch()
    first = client.get("/ban-bien-tap/mo", params={"ma": code}, follow_redirects=False)
    cookie = first.headers["set-cookie"]
    assert first.status_code == 303 and first.headers["location"] == "/ban-bien-tap/"
    assert "HttpOnly" in cookie and "SameSite=strict" in cookie and code not in cookie
    assert client.get("/ban-bien-tap/mo", params={"ma": code}).status_code == 403
    assert client.get("/ban-bien-tap/mo", params={"ma": "đoán"}).status_code == 403


def test_a_cookie_from_before_the_launch_is_of_no_use_after_it(
    client: TestClient, sessions: Sessions
) -> None:
    client.cookies.set("ban", "dat-truoc", domain="127.0.0.1")
    client.get("/ban-bien-tap/mo", params={"ma": sessions.new_launch()}, follow_redirects=False)
    assert sessions.find("dat-truoc") is None


@pytest.mark.parametrize("origin", FOREIGN)
def test_a_write_from_another_origin_is_refused(visitor: Visitor, origin: str) -> None:
    answer = visitor.post("bo-ban-dang-viet", {"draft": "0" * 16}, Origin=origin)
    assert answer.status_code == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_a_write_that_the_browser_calls_foreign_is_refused(visitor: Visitor, site: str) -> None:
    headers = {"Sec-Fetch-Site": site}
    answer = visitor.post("bo-ban-dang-viet", {"draft": "0" * 16}, **headers)
    assert answer.status_code == 403


def test_every_write_needs_the_token_of_its_session(visitor: Visitor) -> None:
    app = visitor.client.app.app
    first = [route for route in app.routes if isinstance(route, Route)]
    (behind,) = (route.endpoint for route in first if isinstance(route.endpoint, ScreensBehind))
    posts = [r.path for r in (*first, *behind.routes()) if "POST" in (r.methods or ())]
    assert len(posts) >= 24
    for path in posts:
        at = path.replace("{source:path}", "tin-tuc/a.md").replace("{folder}", "tin-tuc")
        for token in ({}, {"token": ""}, {"token": "0" * 64}):
            answer = visitor.client.post(at, data=token, headers={"Origin": ORIGIN})
            assert answer.status_code == 403, path


def test_every_answer_keeps_other_sites_out_and_scripts_in_files(visitor: Visitor) -> None:
    page = visitor.get("")
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert "frame-ancestors 'self'" in policy and "form-action 'self'" in policy
    assert page.headers["cross-origin-resource-policy"] == "same-origin"
    assert page.headers["cache-control"] == "no-store"
    assert "<style" not in page.text and " onclick" not in page.text and " style=" not in page.text
    preview = visitor.client.get("/").headers["content-security-policy"]
    assert "frame-ancestors 'self'" in preview


def test_a_session_ends_after_a_working_day(visitor: Visitor, sessions: Sessions) -> None:
    now = sessions.clock()
    sessions.clock = lambda: now + LONGEST_IDLE + 1
    assert visitor.get("").status_code == 403


def test_a_writer_may_not_delete(client: TestClient, sessions: Sessions, content) -> None:
    content.story()
    writer = Visitor(client, sessions.begin("Lan", Role.WRITER))
    assert writer.post("xoa/tin-tuc/bai.md", {}).status_code == 403
    assert (content.folder / "tin-tuc/bai.md").exists()


def test_ports_of_the_web_are_left_out_by_browsers() -> None:
    assert hosts_of(["ban.example"], 443) == {"ban.example", "ban.example:443"}


def test_a_stylesheet_too_is_given_to_the_right_host_only(client: TestClient) -> None:
    at = "/ban-bien-tap/tinh/ban.css"
    assert client.get(at).status_code == 200
    assert client.get(at, headers={"Host": "xau.example:8100"}).status_code == 421
