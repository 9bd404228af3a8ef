"""Each server writes its log in a form of its own; strangers write what stands in it."""

from datetime import date

import pytest

from khuyencong.statistics.log_line import LogParser
from tests.statistics.logs import PHONE, combined

FIELDS = (
    "#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip "
    "cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken"
)
CADDY = (
    '{"level":"info","ts":1795820461.52,"logger":"http.log.access","msg":"handled request",'
    '"request":{"remote_ip":"203.0.113.7","client_ip":"203.0.113.7","proto":"HTTP/2.0",'
    '"method":"GET","host":"khuyencong.example","uri":"/tin-tuc/a/?x=1","headers":{"User-Agent":'
    '["Mozilla/5.0 Firefox/120.0"],"Referer":["https://www.google.com/"]%s}},"status":200}'
)


def test_a_line_of_nginx_and_apache() -> None:
    request = LogParser().request(combined("/tin-tuc/a/?x=1", referrer="https://zalo.me/"))
    assert request is not None
    assert (request.day, request.client) == (date(2026, 11, 28), "203.0.113.7")
    assert (request.target, request.status) == ("/tin-tuc/a/?x=1", 200)
    assert (request.referrer, request.agent) == ("https://zalo.me/", PHONE)


def test_the_common_format_says_nothing_of_programs() -> None:
    request = LogParser().request('::1 - an [28/Nov/2026:08:00:00 +0700] "GET / HTTP/1.0" 200 -')
    assert request is not None and request.agent is None and request.client == "::1"


def test_a_virtual_host_before_and_a_proxy_behind_the_line() -> None:
    line = combined().rstrip()
    with_host = LogParser().request(f"khuyencong.example:443 {line}")
    assert with_host is not None and with_host.host == "khuyencong.example"
    behind = LogParser().request(f'{line} "198.51.100.4, 10.0.0.1"')
    assert behind is not None and behind.client == "198.51.100.4"


def test_a_line_of_iis_is_in_utc_and_writes_spaces_as_plus() -> None:
    parser = LogParser()
    assert parser.request("#Software: Microsoft Internet Information Services 10.0") is None
    assert parser.request(FIELDS) is None
    request = parser.request(
        "2026-11-27 17:30:00 10.0.0.2 GET /tin-tuc/a/ - 443 - 203.0.113.7 "
        "Mozilla/5.0+(Windows+NT+10.0) https://khuyencong.example/ 200 0 0 15"
    )
    assert request is not None
    assert request.day == date(2026, 11, 28), "half past midnight in Vietnam"
    assert request.agent == "Mozilla/5.0 (Windows NT 10.0)" and request.target == "/tin-tuc/a/"


def test_a_line_of_caddy() -> None:
    request = LogParser().request(CADDY % "")
    assert request is not None
    assert (request.target, request.host) == ("/tin-tuc/a/?x=1", "khuyencong.example")
    assert request.referrer == "https://www.google.com/" and not request.is_prefetch
    ahead = LogParser().request(CADDY % ',"Sec-Purpose":["prefetch;prerender"]')
    assert ahead is not None and ahead.is_prefetch


def test_a_day_begins_in_vietnam_whatever_the_clock_of_the_server() -> None:
    for when, day in {
        "27/Nov/2026:16:59:59 +0000": 27,
        "27/Nov/2026:17:00:00 +0000": 28,
        "27/Nov/2026:22:29:00 +0530": 27,
        "27/Nov/2026:22:30:00 +0530": 28,
    }.items():
        request = LogParser().request(combined(when=when))
        assert request is not None and request.day.day == day


def test_bytes_that_a_server_escaped_are_letters_again() -> None:
    request = LogParser().request(combined(r"/t\xC3\xACm/\xE1\xBA\xA3nh/"))
    assert request is not None and request.target == "/tìm/ảnh/"


@pytest.mark.parametrize(
    "line",
    [
        "",
        "\x1b[2J\x1b]0;x\x07",
        "Nov 28 08:00:00 may-chu kernel: đầy đĩa",
        combined(when="99/Nov/2026:08:00:00 +0700"),
        combined(when="28/Thg/2026:08:00:00 +0700"),
        combined(when="28/Nov/2026:08:00:00 +9900"),
        '1.2.3.4 - - [28/Nov/2026:08:00:00 +0700] "\\x16\\x03\\x01" 400 157 "-" "-"',
        '1.2.3.4 - - [28/Nov/2026:08:00:00 +0700] "GET /',
        '{"request":{"uri":5},"status":200,"ts":1}',
        '{"request":{},"status":200,"ts":1e300}',
        "{" * 5000,
        '{"request":' * 2000,
        '"' * 5000,
        "a - [b" * 2000,
    ],
)
def test_what_is_no_request_is_none(line: str) -> None:
    assert LogParser().request(line) is None


def test_a_line_of_iis_with_other_fields_than_announced_is_none() -> None:
    parser = LogParser()
    parser.request(FIELDS)
    assert parser.request("2026-11-27 17:30:00 10.0.0.2 GET") is None
