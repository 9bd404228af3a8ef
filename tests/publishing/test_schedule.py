"""Publishing by the clock, telling of failures, and telling others what changed."""

import email
from contextlib import chdir, nullcontext
from datetime import datetime, timedelta
from email import policy
from pathlib import Path

import pytest

from khuyencong.publishing.clock_check import EarlyError, refuse_early
from khuyencong.publishing.schedule import Due, DueFile
from khuyencong.publishing.target_settings import ChosenTarget, TargetSettings
from khuyencong.vietnamese.dates import VIETNAM
from tests.conftest import Content
from tests.publishing.listeners import http_listener, smtp_listener, web_listener
from tests.rendering.conftest import Desk
from tools.screenshots import served

NOON = datetime(2026, 11, 24, 12, tzinfo=VIETNAM)
BEFORE, AFTER = "24/11/2026 09:00", "25/11/2026 07:05"


def settings(office: Desk, extra: str = "") -> None:
    (office.home / "xuat-ban.yml").write_text(
        f"targets:\n  chinh:\n    address: file://{office.home}/web\n{extra}"
    )


def tomorrow(office: Desk) -> Path:
    return office.home / "web" / "current" / "tin-tuc" / "hen" / "index.html"


def publish(office: Desk, now: str, *words: str) -> tuple[int, str, str]:
    said = office.run("publish", "--yes", "--now", now, *words)
    return said.code, said.out, said.err


@pytest.mark.slow
def test_a_story_for_tomorrow_comes_out_though_the_machine_slept_through_its_moment(
    office: Desk,
) -> None:
    settings(office)
    office.story("tin-tuc/nay.md", slug="nay")
    office.story("tin-tuc/hen.md", title="Hẹn giờ", slug="hen", embargo="25/11/2026 07:00")
    publish(office, BEFORE)
    assert not tomorrow(office).exists()

    code, out, _ = publish(office, "24/11/2026 23:00", "--due")
    assert (code, out) == (0, "Chưa đến giờ (00:00 25/11/2026).\n")
    # Midnight and seven o'clock pass while the machine is off.
    code, out, err = publish(office, AFTER, "--due")
    assert code == 0 and "Đã đăng" in out, err
    assert tomorrow(office).exists()
    assert publish(office, AFTER, "--due")[1].startswith("Chưa đến giờ")


def test_a_moment_that_a_wrong_clock_wrote_counts_for_nothing(tmp_path: Path) -> None:
    day, year = timedelta(days=1), timedelta(days=365)
    with chdir(tmp_path):
        file = DueFile(ChosenTarget("chinh", TargetSettings(address="file:///srv/web")))
        assert file.look(NOON)[0] is Due.NOW and file.is_unseen(NOON)
        file.set(NOON + day, NOON)
        file.set_seen(NOON)
        assert file.look(NOON)[0] is Due.LATER and file.look(NOON + day)[0] is Due.NOW
        assert not file.is_unseen(NOON) and file.is_unseen(NOON + 7 * day)
        file.set(NOON + year + day, NOON + year)  # the clock was a year ahead
        file.set_seen(NOON + year)
        assert file.look(NOON)[0] is Due.NOW and file.is_unseen(NOON)


def test_each_failure_is_news_once_until_something_is_published(tmp_path: Path) -> None:
    with chdir(tmp_path):
        file = DueFile(ChosenTarget("chinh", TargetSettings(address="file:///srv/web")))
        failures = ["Đĩa đầy.", "Web không trả lời."] * 2
        assert [file.is_news(words) for words in failures] == [True, True, False, False]
        file.set(NOON, NOON)
        assert file.is_news("Đĩa đầy.")


@pytest.mark.parametrize(
    ("headers", "is_early"),
    [
        ({"Date": "Tue, 24 Nov 2026 04:00:00 GMT"}, True),
        ({"Date": "Tue, 24 Nov 2026 04:00:00 -0000"}, True),
        ({"Date": "Tue, 24 Nov 2026 04:00:00 GMT", "Age": "3600"}, False),  # of a cache
        ({"Date": "Tue, 24 Nov 2026 04:59:00 GMT"}, False),
        ({"Date": "hôm qua"}, False),
        ({}, False),
    ],
)
def test_the_clock_of_the_web_server_is_read(
    content: Content, headers: dict[str, str], is_early: bool
) -> None:
    content.story("tin-tuc/hen.md", embargo="24/11/2026 11:30")
    with web_listener(headers) as web:
        refused = pytest.raises(EarlyError, match=r"là 11:00 ngày .*tin-tuc/hen\.md")
        with refused if is_early else nullcontext():
            refuse_early(content.read().records, NOON, web)


@pytest.mark.slow
def test_the_clock_does_not_undo_a_roll_back(office: Desk) -> None:
    settings(office)
    office.story(slug="bai", title="Đúng")
    publish(office, BEFORE)
    office.story(slug="bai", title="Sai")
    publish(office, BEFORE)
    publish(office, BEFORE, "--back")
    assert "chờ người đưa lên" in publish(office, AFTER, "--due")[1]


@pytest.mark.slow
def test_a_clock_that_runs_ahead_brings_no_story_out_before_its_moment(office: Desk) -> None:
    ahead = datetime.now(VIETNAM) + timedelta(days=2)
    between = f"{ahead - timedelta(days=1):%d/%m/%Y %H:%M}"
    office.story("tin-tuc/nay.md", slug="nay")
    office.story("tin-tuc/hen.md", slug="hen", embargo=between)
    settings(office)
    office.run("publish", "--yes")
    with served(office.home / "web" / "current") as web:
        settings(office, f"    url: {web}\n")
        code, _, err = publish(office, f"{ahead:%d/%m/%Y %H:%M}", "--due")
        assert code == 2 and "tin-tuc/hen.md" in err and "Chỉnh giờ máy này" in err
        assert not tomorrow(office).exists()
        assert office.run("publish", "--yes").code == 0


@pytest.mark.slow
def test_a_failure_in_the_night_is_told_once_every_way(
    office: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.story(slug="bai")
    with http_listener() as (hook, heard), smtp_listener() as (smtp, mails):
        monkeypatch.setenv("KHUYENCONG_CHINH_WEBHOOK", hook)
        settings(
            office,
            "    notify:\n      file: loi.txt\n      mail: [kythuat@thu.example]\n"
            f"      smtp: {smtp}\n      webhook: yes\n      chat_id: '-1001'\n",
        )
        (office.home / "web").mkdir()
        (office.home / "web" / "index.php").write_text("<?php")
        for _ in range(2):
            code, _, err = publish(office, AFTER, "--due")
            assert code == 2 and "index.php" in err and hook not in err, err
    (line,) = (office.home / "loi.txt").read_text("utf-8").splitlines()
    assert "nơi đăng chinh" in line and "index.php" in line
    assert [told["chat_id"] for told in heard] == ["-1001"] and "index.php" in heard[0]["text"]
    (mail,) = (email.message_from_string(mail, policy=policy.default) for mail in mails)
    assert mail["Subject"] == "Trang trên mạng cần xem lại, nơi đăng chinh"
    assert mail["To"] == "kythuat@thu.example" and "index.php" in mail.get_content()


@pytest.mark.slow
def test_each_week_somebody_is_told_what_others_changed_at_the_host(office: Desk) -> None:
    office.story(slug="bai", title="Mở lớp")
    settings(office)
    publish(office, BEFORE)
    with served(office.home / "web" / "current") as web:
        settings(office, f"    url: {web}\n    notify:\n      file: loi.txt\n")
        assert office.run("verify", "--whole", "--notify").code == 0
        assert "trong tuần đã mở thử" in office.run("verify", "--whole", "--due").out
        assert not (office.home / "loi.txt").exists()
        later = f"{datetime.now(VIETNAM) + timedelta(days=8):%d/%m/%Y %H:%M}"
        (office.home / "web/current/tin-tuc/bai/index.html").write_text("<h1>Sửa trộm</h1>")
        for _ in range(2):
            said = office.run("verify", "--whole", "--notify")
            assert said.code == 1 and "/tin-tuc/bai/: nội dung khác" in said.err, said.err
    for _ in range(2):  # the web is down: nothing was looked at, and the next look tries again
        said = office.run("verify", "--whole", "--notify", "--due", "--now", later)
        assert said.code == 2 and "Chưa mở thử được" in said.err, said.err
    lines = (office.home / "loi.txt").read_text("utf-8").splitlines()
    assert len(lines) == 3 and "/tin-tuc/bai/: nội dung khác" in lines[1]
    assert "Chưa mở thử được" in lines[2]


@pytest.mark.slow
def test_what_cannot_be_told_is_said_and_the_address_of_the_webhook_is_not(
    office: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.story(date="32/11/2026")
    with http_listener(status=500) as (hook, _):
        monkeypatch.setenv("KHUYENCONG_CHINH_WEBHOOK", f"{hook}?khoa-bi-mat")
        settings(office, "    notify:\n      webhook: yes\n")
        code, _, err = publish(office, AFTER, "--due")
    assert code == 1 and "KC107" in err
    assert "Không báo được qua webhook: máy chủ trả lời 500." in err and "khoa-bi-mat" not in err


@pytest.mark.slow
def test_hubs_and_search_engines_are_told_what_changed_when_the_settings_say_so(
    office: Desk,
) -> None:
    office.story(slug="bai", title="Mở lớp")
    with http_listener() as (address, heard):
        site = office.folder / "site.yml"
        site.write_text(f"{site.read_text('utf-8')}hub: {address}\n", "utf-8")
        settings(office)
        publish(office, BEFORE)
        assert heard == [] and not (office.home / "vua-doi.txt").exists()  # nobody asked

        extra = f"      indexnow: 0123456789abcdef\n      indexnow_address: {address}\n"
        settings(office, f"    announce:\n      list: vua-doi.txt\n      websub: yes\n{extra}")
        office.story(slug="bai", title="Hoãn lớp")
        _, out, err = publish(office, BEFORE)
    feeds = [told["hub.url"] for told in heard if "hub.mode" in told]
    assert "https://thu.example/rss.xml" in feeds and "https://thu.example/atom.xml" in feeds, err
    listed = (office.home / "vua-doi.txt").read_text("utf-8")
    assert listed == "https://thu.example/tin-tuc/bai/\n" and "1 bài vừa đổi" in out
    index_now = heard[-1]
    assert index_now["host"] == "thu.example" and index_now["key"] == "0123456789abcdef"
    assert "https://thu.example/tin-tuc/bai/" in index_now["urlList"]
    assert f"WebSub: đã báo {len(feeds)} luồng tin" in out and "IndexNow: đã báo" in out
