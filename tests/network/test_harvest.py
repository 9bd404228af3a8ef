"""A poll of centres: what is new comes, once; what is not a centre's own does not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from khuyencong.network.errors import HarvestError
from khuyencong.network.harvest import Fate
from khuyencong.network.harvested import decoded_documents
from khuyencong.publishing.minisign import new_secret_key
from khuyencong.publishing.public_manifest import SIGNATURE
from tests.network.conftest import Federation


def titles(federation: Federation, slug: str = "bac-ninh") -> list[str]:
    manifest = federation.harvester.manifests()[slug]
    found = decoded_documents(manifest, federation.harvester.store)
    return [item.title for item in found.items]


def test_the_first_poll_brings_what_a_centre_published(federation: Federation) -> None:
    federation.centre().product()
    outcome = federation.poll()["bac-ninh"]
    assert outcome.fate is Fate.CHANGED, outcome
    assert titles(federation) == ["Bắc Ninh mở lớp tập huấn số 1"]


def test_a_poll_without_news_is_one_question_answered_304(federation: Federation) -> None:
    centre = federation.centre()
    federation.poll()
    centre.web.asked.clear()
    assert federation.poll()["bac-ninh"].fate is Fate.UNCHANGED
    assert centre.web.asked == [SIGNATURE]
    assert centre.web.statuses[304] == 1


def test_a_correction_and_a_withdrawal_are_followed_by_the_next_poll(
    federation: Federation,
) -> None:
    centre = federation.centre()
    centre.story(2, title="Bài sẽ gỡ")
    centre.publish()
    federation.poll()
    centre.items[0]["title"] = "Bài đã sửa"
    centre.items[1] |= {"title": "Tin đã gỡ", "_khuyencong": {"withdrawn": True}}
    centre.publish()
    federation.poll()
    assert titles(federation) == ["Bài đã sửa"]


@pytest.mark.parametrize("spoil", [Path.unlink, lambda file: file.write_bytes(b"{")])
def test_what_is_lost_or_damaged_on_this_machine_is_fetched_again(
    federation: Federation, spoil: Callable[[Path], object]
) -> None:
    federation.centre()
    federation.poll()
    digest, _ = federation.harvester.manifests()["bac-ninh"].files["feed.json"]
    spoil(federation.folder / "objects" / digest[:2] / digest)
    with pytest.raises(HarvestError, match="bị mất ở máy này"):
        titles(federation)
    federation.poll()
    assert titles(federation) == ["Bắc Ninh mở lớp tập huấn số 1"]


def test_the_signature_of_another_key_is_held_back(federation: Federation) -> None:
    centre = federation.centre()
    federation.poll()
    centre.items[0]["title"] = "Trang bị chiếm"
    centre.publish(secret=new_secret_key())
    outcome = federation.poll()["bac-ninh"]
    assert outcome.fate is Fate.HELD_BACK and "chữ ký" in outcome.words
    assert titles(federation) == ["Bắc Ninh mở lớp tập huấn số 1"]
