"""Targets where files are sent one by one: every page has its files at every moment."""

import gzip
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from typing import Any

import msgspec
import pytest

from khuyencong.publishing.errors import ForeignSiteError, PublishingError, TargetBusyError
from khuyencong.publishing.flat_target import MANIFEST
from khuyencong.publishing.host_lock import host_lock
from khuyencong.publishing.site_manifest import (
    LARGEST,
    PublishedFile,
    SiteManifest,
    packed,
    unpacked,
)
from tests.publishing.places import KINDS, Place
from tests.publishing.places import place as opened_place
from tests.publishing.sites import SITE, edited

FILE = PublishedFile("0" * 32, 1)


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    with chdir(tmp_path), opened_place(request.param, tmp_path, request) as found:
        yield found


@pytest.mark.slow
def test_first_time_change_delete_back(place: Place) -> None:
    assert place.desk.publish(SITE).sent
    assert place.readers() == SITE
    assert place.desk.publish(edited()).difference.changed == ["tin-tuc/a/index.html"]
    assert place.readers() == edited()
    assert not place.desk.publish(edited()).sent
    place.desk.publish(edited(**{"rss.xml": None}))
    assert place.readers() == edited(**{"rss.xml": None})
    place.desk.back()
    assert place.readers() == edited()
    place.desk.back()
    assert place.readers() == SITE


def test_somebody_elses_site_is_refused(place: Place) -> None:
    place.put("index.php", b"<?php")
    with pytest.raises(ForeignSiteError, match=r"index\.php"):
        place.desk.publish(SITE)
    assert place.readers() == {"index.php": b"<?php"}


@pytest.mark.slow
def test_two_people_at_once(place: Place, tmp_path: Path) -> None:
    from khuyencong.publishing.connection import opened

    place.desk.publish(SITE)
    (tmp_path / "other").mkdir()
    with opened(place.desk.chosen) as target, host_lock(target.host):
        with chdir(tmp_path / "other"), pytest.raises(TargetBusyError, match="đang đưa lên mạng"):
            place.desk.publish(edited())
        assert place.readers() == SITE
    assert place.desk.publish(edited()).sent


def test_a_damaged_manifest_means_that_everything_is_sent_again(place: Place) -> None:
    place.desk.publish(SITE)
    place.put(".khuyencong-publish/manifest", b"\x1f\x8bhong")
    assert len(place.desk.publish(SITE).difference.added) == len(SITE)
    assert place.readers() == SITE


@pytest.mark.parametrize("path", ["../nha.txt", "a/../../nha.txt", "/nha.txt", "..\\nha.txt"])
def test_a_list_of_a_host_leads_to_no_file_outside(
    path: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Whoever broke into the host would have us remove what it names."""
    with chdir(tmp_path), opened_place("folder", tmp_path, request) as place:
        place.desk.publish(SITE)
        kept = tmp_path / "nha.txt"
        kept.write_text("của người đăng")
        lie = msgspec.structs.replace(
            unpacked((place.root / MANIFEST).read_bytes()),
            files={path: FILE, str(kept): FILE},
        )
        place.put(MANIFEST, packed(lie))
        place.desk.publish(edited())
        assert kept.read_text() == "của người đăng" and place.readers() == edited()


@pytest.mark.parametrize(
    "lie",
    [
        {"name": "../../nha"},
        {"name": "99991231-235959"},
        {"repeats": "/etc/passwd"},
        {"files": {"a": PublishedFile("/etc/passwd", 1)}},
        {"titles": {"C:\\nha": ""}},
        {"entries": frozenset(["a\0b"])},
        {"withdrawn": frozenset([""])},
    ],
)
def test_a_list_names_what_a_site_may_have(lie: dict[str, Any]) -> None:
    true = SiteManifest("https://a.example", "20261128-070000", "an", {"tep/Mẫu: số..1.pdf": FILE})
    assert unpacked(packed(true)) == true
    assert unpacked(packed(msgspec.structs.replace(true, **lie))) is None


def test_a_list_that_unpacks_without_end_is_none() -> None:
    assert unpacked(gzip.compress(bytes(LARGEST + 1), 1)) is None


def test_back_on_a_machine_that_did_not_publish_says_so(place: Place, tmp_path: Path) -> None:
    place.desk.publish(SITE)
    place.desk.publish(edited())
    (tmp_path / "other").mkdir()
    with chdir(tmp_path / "other"), pytest.raises(PublishingError, match="Không có bản trước"):
        place.desk.back()
