"""Targets that are whole or not at all: a folder, and a server by SSH."""

import os
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from khuyencong.publishing.connection import opened
from khuyencong.publishing.difference import GRACE
from khuyencong.publishing.errors import (
    ForeignSiteError,
    PublishingError,
    TargetBusyError,
    VanishingError,
)
from khuyencong.publishing.host_lock import break_lock, host_lock
from khuyencong.publishing.site_manifest import packed
from tests.publishing.conftest import Sshd
from tests.publishing.sites import EDITED, SITE, STYLE, Desk, edited, seen

on_a_disk = pytest.mark.parametrize("desk", ["file"], indirect=True)
"""For what the host has no part in."""


@pytest.fixture(
    params=["file", pytest.param("ssh", marks=[pytest.mark.programs, pytest.mark.slow])]
)
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """A desk that publishes to `web/` of its folder, by each kind."""
    web = tmp_path / "web"
    if request.param == "file":
        desk = Desk(tmp_path, f"file://{web}")
    else:
        sshd: Sshd = request.getfixturevalue("sshd")
        desk = Desk(tmp_path, sshd.address(web), host_key=sshd.fingerprint)
    with chdir(tmp_path):
        yield desk


def readers(desk: Desk) -> Path:
    return desk.home / "web" / "current"


def test_the_first_time_everything_is_sent(desk: Desk) -> None:
    done = desk.publish(SITE)
    assert done.sent
    assert seen(readers(desk)) == SITE
    assert {str(stage) for stage, *_ in desk.told} == {"Đang so với trang trên mạng", "Đang gửi"}
    assert desk.told[-1][1] == desk.told[-1][2] == sum(map(len, SITE.values()))


def test_an_edit_sends_one_file_and_links_the_others(desk: Desk) -> None:
    desk.publish(SITE)
    before = readers(desk).resolve()
    done = desk.publish(edited())
    assert done.difference.changed == ["tin-tuc/a/index.html"]
    assert desk.told[-1][2] == len(EDITED)
    assert seen(readers(desk)) == edited()
    assert seen(before) == SITE
    assert (before / "rss.xml").samefile(readers(desk) / "rss.xml")


def test_what_is_not_sent_is_what_readers_have_already(desk: Desk) -> None:
    desk.publish(SITE)
    moved = readers(desk).resolve()
    done = desk.publish(SITE)
    assert not done.sent and desk.asked == 1
    assert readers(desk).resolve() == moved


@on_a_disk
def test_nothing_is_sent_when_somebody_says_no(desk: Desk) -> None:
    desk.publish(SITE)
    assert not desk.publish(edited(), yes=False).sent
    assert seen(readers(desk)) == SITE


def test_a_file_that_goes_is_gone(desk: Desk) -> None:
    desk.publish(SITE)
    desk.publish(edited(**{"rss.xml": None}))
    assert seen(readers(desk)) == edited(**{"rss.xml": None})


@on_a_disk
def test_a_picture_stays_a_day_for_readers_who_have_the_old_page(desk: Desk) -> None:
    desk.publish(SITE)
    without = {path: data for path, data in SITE.items() if not path.startswith("anh/")}
    assert desk.publish(without).difference.removed == ["anh/lop-hoc-0123456789-800.jpg"]
    assert seen(readers(desk)) == SITE


@on_a_disk
def test_after_a_day_it_goes_with_the_next_publication(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.publish(SITE)
    without = {path: data for path, data in SITE.items() if not path.startswith("anh/")}
    desk.publish(without)
    monkeypatch.setattr("khuyencong.publishing.difference.GRACE", 0)
    desk.publish(without | {"tin-tuc/a/index.html": EDITED})
    assert GRACE and seen(readers(desk)) == without | {"tin-tuc/a/index.html": EDITED}


@on_a_disk
def test_photos_of_a_withdrawn_story_go_at_once_and_the_theme_stays(desk: Desk) -> None:
    desk.publish(SITE)
    gone = {"anh/lop-hoc-0123456789-800.jpg", STYLE}
    rest = {path: data for path, data in SITE.items() if path not in gone}
    rest["tin-tuc/b/index.html"] = "<title>Tin đã gỡ</title>".encode()
    desk.publish(rest, withdrawn=frozenset({"tin-tuc/b/index.html"}))
    assert seen(readers(desk)) == rest | {STYLE: SITE[STYLE]}


@on_a_disk
def test_an_address_that_would_lead_nowhere_stops_everything(desk: Desk) -> None:
    desk.publish(SITE)
    without = {path: data for path, data in SITE.items() if path != "tin-tuc/b/index.html"}
    with pytest.raises(VanishingError, match=r"/tin-tuc/b/\n.*`aliases`.*`status: withdrawn`"):
        desk.publish(without)
    assert seen(readers(desk)) == SITE
    desk.publish(without, may_vanish=True)
    assert seen(readers(desk)) == without


@on_a_disk
def test_a_publication_that_would_remove_much_of_the_site_is_asked_about(desk: Desk) -> None:
    desk.publish(SITE | {f"the/{n}/index.html": b"<p>" for n in range(101)})
    with pytest.raises(VanishingError, match="sẽ bỏ 101 trong 108 tệp đang đăng"):
        desk.publish(SITE)
    desk.publish(SITE, may_vanish=True)
    assert seen(readers(desk)) == SITE


def test_back_and_back_again_and_forward(desk: Desk) -> None:
    second, third = edited(), edited(**{"rss.xml": None})
    for site in (SITE, second, third):
        desk.publish(site)
    assert desk.back().difference.added == ["rss.xml"]
    assert seen(readers(desk)) == second
    desk.back()
    assert seen(readers(desk)) == SITE
    with pytest.raises(PublishingError, match="Không có bản trước để quay lại"):
        desk.back()
    desk.publish(third)
    assert seen(readers(desk)) == third


@on_a_disk
def test_back_to_a_release_by_its_name(desk: Desk) -> None:
    first = desk.publish(SITE).difference.new.name
    desk.publish(edited())
    desk.publish(edited(**{"rss.xml": None}))
    desk.back(to=first)
    assert seen(readers(desk)) == SITE


@on_a_disk
def test_going_back_tells_which_withdrawn_stories_would_be_seen_again(desk: Desk) -> None:
    desk.publish(SITE)
    stub = edited() | {"tin-tuc/b/index.html": "<title>Tin đã gỡ</title>".encode()}
    desk.publish(stub, withdrawn=frozenset({"tin-tuc/b/index.html"}))
    assert desk.back().difference.restored == ["/tin-tuc/b/"]


@on_a_disk
def test_going_back_step_by_step_reaches_the_oldest_release_that_was_kept(desk: Desk) -> None:
    settings = desk.chosen.settings.model_copy(update={"keep": 3})
    desk.chosen = replace(desk.chosen, settings=settings)
    for number in range(4):
        desk.publish(SITE | {"rss.xml": f"<rss>{number}</rss>".encode()})
    for _ in range(2):
        desk.back()
    assert seen(readers(desk))["rss.xml"] == b"<rss>1</rss>"


def test_old_releases_are_removed(desk: Desk) -> None:
    settings = desk.chosen.settings.model_copy(update={"keep": 2})
    desk.chosen = replace(desk.chosen, settings=settings)
    for number in range(4):
        desk.publish(SITE | {"rss.xml": f"<rss>{number}</rss>".encode()})
        (desk.home / "web" / "releases" / "Thumbs.db").write_bytes(b"of the file manager")
    (desk.home / "web" / "releases" / "Thumbs.db").unlink()
    releases = [place.name for place in (desk.home / "web" / "releases").iterdir()]
    assert len(releases) == 2 and readers(desk).resolve().name == max(releases)
    assert not (desk.home / "web" / ".khuyencong-publish" / "incoming").exists()


def test_somebody_elses_site_is_refused(desk: Desk) -> None:
    (desk.home / "web").mkdir()
    (desk.home / "web" / "index.php").write_text("<?php")
    with pytest.raises(ForeignSiteError, match=r"index\.php"):
        desk.publish(SITE)
    assert [place.name for place in (desk.home / "web").iterdir()] == ["index.php"]


@on_a_disk
def test_the_site_of_another_centre_is_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.publish(SITE)
    monkeypatch.setattr("tests.publishing.sites.URL", "https://tinh-khac.example")
    with pytest.raises(ForeignSiteError, match=r"https://tinh-khac.example"):
        desk.publish(edited())
    assert seen(readers(desk)) == SITE


def test_two_people_at_once(desk: Desk) -> None:
    desk.publish(SITE)
    lock = desk.home / "web" / ".khuyencong-publish" / "lock"
    lock.mkdir(parents=True)
    (lock / "holder").write_text(
        '{"user": "lan", "machine": "phong-ky-thuat", "since": "08:30 ngày 27/11"}'
    )
    with pytest.raises(TargetBusyError, match=r"lan \(máy phong-ky-thuat\).*08:30"):
        desk.publish(edited())
    assert seen(readers(desk)) == SITE
    with opened(desk.chosen) as target:
        break_lock(target.host)
    assert desk.publish(edited()).sent


def test_a_lock_left_by_this_machine_is_taken_over(desk: Desk) -> None:
    lock = desk.home / "web" / ".khuyencong-publish" / "lock"
    with opened(desk.chosen) as target, host_lock(target.host):
        held = (lock / "holder").read_bytes()
    lock.mkdir(parents=True)
    (lock / "holder").write_bytes(held)
    assert desk.publish(SITE).sent
    assert not lock.exists()


@on_a_disk
def test_a_publication_between_question_and_answer_is_not_overwritten(desk: Desk) -> None:
    desk.publish(SITE)

    def somebody_else(answer: bool) -> bool:
        del desk.ask
        desk.publish(edited(**{"rss.xml": None}))
        return answer

    desk.ask = somebody_else
    with pytest.raises(TargetBusyError, match="Có người vừa đưa bản khác lên"):
        desk.publish(edited())
    assert seen(readers(desk)) == edited(**{"rss.xml": None})


@on_a_disk
def test_releases_keep_their_order_though_the_clock_goes_back(desk: Desk) -> None:
    done = desk.publish(SITE)
    ahead = f"2099{done.difference.new.name[4:]}"
    state, releases = desk.home / "web" / ".khuyencong-publish", desk.home / "web" / "releases"
    manifest = msgspec.structs.replace(done.difference.new, name=ahead)
    (state / f"{ahead}.manifest").write_bytes(packed(manifest))
    (releases / done.difference.new.name).rename(releases / ahead)
    (desk.home / "web" / "current").unlink()
    (desk.home / "web" / "current").symlink_to(f"releases/{ahead}")
    assert desk.publish(edited()).difference.new.name > ahead
    assert seen(readers(desk)) == edited()


def test_web_servers_may_read_whatever_the_umask(desk: Desk) -> None:
    before = os.umask(0o077)
    try:
        desk.publish(SITE)
    finally:
        os.umask(before)
    for path in readers(desk).resolve().rglob("*"):
        assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644), path


def test_a_damaged_manifest_is_no_licence_to_overwrite(desk: Desk) -> None:
    name = desk.publish(SITE).difference.new.name
    (desk.home / "web" / ".khuyencong-publish" / f"{name}.manifest").write_bytes(b"\x1f\x8bhong")
    with pytest.raises(ForeignSiteError, match=f"releases/{name}"):
        desk.publish(edited())
    assert seen(readers(desk)) == SITE
