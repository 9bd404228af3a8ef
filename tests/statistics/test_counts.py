"""What is counted: pages that people read, feeds that newsrooms fetch, addresses in vain."""

from pathlib import Path

import pytest

from khuyencong.statistics import day_counts
from khuyencong.statistics.agents import Agent, agent_of, program_of
from khuyencong.statistics.day_counts import SCANNER
from khuyencong.statistics.day_store import FILE
from khuyencong.statistics.sources import DIRECT, OTHER
from tests.statistics.logs import GOOGLEBOT, PHONE, STORY, combined, counted, read, views, write

NEWS_WIRE = "NetNewsWire (RSS Reader; https://netnewswire.com/)"


def test_a_reader_who_opens_a_story_thrice_a_day_is_one_visit(tmp_path: Path) -> None:
    other = combined(client="203.0.113.8")
    read(tmp_path, write(tmp_path / "access.log", *[combined()] * 3, other))
    assert views(tmp_path) == {STORY: (4, 2)}
    assert counted(tmp_path).readers == 2


@pytest.mark.parametrize(
    "line",
    [
        combined("/anh/may-0123456789.avif"),
        combined("/giao-dien/style-0123456789.css"),
        combined(status=500),
        combined(status=301),
        combined(method="HEAD"),
        combined(method="POST"),
        combined(agent=GOOGLEBOT),
        combined(agent="Mozilla/5.0 (compatible; coccocbot-web/1.0)"),
        combined(agent="Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/131.0.0.0 Safari/537.36"),
        combined(agent="khuyencong-verify"),
        combined(agent="curl/8.5.0"),
        combined(agent="-"),
        combined("/?giu-san"),
        combined("/sitemap.xml"),
        combined("tin-tuc/a/"),
        combined("/%1b[31m/"),
        combined(r"/\x1B[2J/rss.xml"),
        combined(f"/{'a' * 400}/"),
    ],
)
def test_what_nobody_reads_is_no_view(tmp_path: Path, line: str) -> None:
    read(tmp_path, write(tmp_path / "access.log", line))
    assert counted(tmp_path).views == 0


@pytest.mark.parametrize(
    "asked", [STORY, f"{STORY}?fbclid=x", f"{STORY}index.html", "//tin-tuc//may-say-mien/"]
)
def test_a_page_is_one_however_it_is_asked_for(tmp_path: Path, asked: str) -> None:
    read(tmp_path, write(tmp_path / "access.log", combined(asked), combined(asked, status=304)))
    assert views(tmp_path) == {STORY: (2, 1)}


def test_where_readers_come_from(tmp_path: Path) -> None:
    lines = [
        combined(referrer="https://www.google.com.vn/search?q=bi+mat"),
        combined(referrer="android-app://com.google.android.googlequicksearchbox/"),
        combined(referrer="https://l.facebook.com/l.php"),
        combined(agent=f"{PHONE} Zalo android/23101"),
        combined(referrer="https://www.baobackan.vn/tin/1?nguoi=an"),
        combined(referrer="https://khuyencong.example/"),
        combined(referrer="https://www.khuyencong.example/tin-tuc/"),
        combined(),
        combined(referrer="<script>alert(1)</script>"),
        combined(referrer="https://[bad/"),
    ]
    read(tmp_path, write(tmp_path / "access.log", *lines))
    assert dict(counted(tmp_path).sources) == {
        "Google": 2,
        "Facebook": 1,
        "Zalo": 1,
        "baobackan.vn": 1,
        DIRECT: 1,
        OTHER: 2,
    }


def test_readers_of_feeds_are_counted_apart_with_those_for_whom_a_service_asks(
    tmp_path: Path,
) -> None:
    feedly = "Feedly/1.0 (+http://www.feedly.com/fetcher.html; {} subscribers)"
    lines = [
        combined("/rss.xml", agent=feedly.format(12)),
        combined("/rss.xml", agent=feedly.format(14), client="203.0.113.99"),
        combined("/rss.xml", agent=NEWS_WIRE),
        combined("/rss.xml", agent=NEWS_WIRE, status=304),
        combined("/rss.xml", agent="python-requests/2.32", client="203.0.113.50"),
        combined("/rss.xml", agent=GOOGLEBOT),
        combined("/tin-tuc/atom.xml", agent="newsboat/2.37", status=304),
    ]
    read(tmp_path, write(tmp_path / "access.log", *lines))
    found = counted(tmp_path)
    assert dict(found.feeds) == {"/rss.xml": 16, "/tin-tuc/atom.xml": 1}
    assert dict(found.programs)["Feedly"] == 14 and found.views == 0


def test_addresses_in_vain_are_those_of_people(tmp_path: Path) -> None:
    lines = [
        combined("/tin-tuc/may-say/?utm_source=zalo", status=404),
        combined("/tin-tuc/may-say/", status=404, client="203.0.113.8"),
        combined("/tin.aspx?id=12&fbclid=x", status=404),
        combined(r"/tin.aspx?id=\x1B[2J", status=404),
        combined("/tin.aspx?id=%E2%80%AE21", status=404),
        combined("/wp-login.php", status=404),
        combined("/.env", status=404),
        combined("/%E2%80%AEgnod/", status=404),
        combined("/anh/cu.jpg", status=404),
        combined("/bai/", status=404, agent=GOOGLEBOT),
        combined("/rut/", status=410),
        *(combined(f"/do/{n}/", status=404, client="203.0.113.66") for n in range(SCANNER)),
    ]
    read(tmp_path, write(tmp_path / "access.log", *lines))
    assert counted(tmp_path).missing == (("/tin-tuc/may-say/", 2), ("/tin.aspx?id=12", 1))


def test_addresses_in_vain_of_any_number_of_forged_readers_have_a_bound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(day_counts, "MOST_ASKED", 5)
    lines = [combined(f"/khong/{n}/", status=404, client=f"203.0.113.{n}") for n in range(9)]
    read(tmp_path, write(tmp_path / "access.log", *lines, combined("/khong/0/", status=404)))
    assert sum(readers for _, readers in counted(tmp_path).missing) == 5


def test_nothing_in_the_store_is_about_a_person(tmp_path: Path) -> None:
    lines = [
        combined(client="203.0.113.7", referrer="https://mail.example/?thu=an@nha.example"),
        combined("/tin-tuc/x/?email=an@nha.example", status=404),
        combined("/lien-he.aspx?email=an%40nha.example&id=3", status=404),
        combined("/lien-he.php?goi=%2B84912345678", status=404),
        combined("/bo-theo-doi/an@nha.example/", status=404),
    ]
    read(tmp_path, write(tmp_path / "access.log", *lines))
    kept = b"".join(file.read_bytes() for file in tmp_path.glob(f"{FILE}*"))
    assert b"mail.example" in kept
    for word in (b"203.0.113", b"Android", b"an@nha", b"thu=", b"nha.example", b"912345678"):
        assert word not in kept


def test_machines_are_told_from_people() -> None:
    assert agent_of(PHONE) is agent_of(f"{PHONE} Zalo android/23101") is Agent.BROWSER
    coccoc = "Mozilla/5.0 (Windows NT 10.0) coc_coc_browser/110.0 Chrome/104 Safari/537.36"
    assert agent_of(coccoc) is Agent.BROWSER
    assert agent_of("Tên Lạ/1.0 (+https://la.example/bot)") is Agent.MACHINE
    assert agent_of(None) is Agent.BROWSER, "a log in the common format says nothing"


def test_a_program_is_told_by_its_plain_name() -> None:
    assert program_of("Mozilla/5.0 (compatible; Feedbin feed-id:1 - 3 subscribers)") == (
        "Feedbin feed-id"
    )
    assert program_of("<b>x</b>") == program_of("\x1b[31mđỏ") == program_of(PHONE) == "trình duyệt"
