"""What a centre published, as a file of content."""

from datetime import UTC, datetime

from khuyencong.network.entry_texts import CentreTexts, EntryText
from khuyencong.network.harvested import decoded_documents
from tests.network.conftest import Federation


def texts(federation: Federation) -> list[EntryText]:
    """All entries of Bắc Ninh."""
    federation.poll()
    harvester, member = federation.harvester, federation.centres["bac-ninh"].member
    harvested = decoded_documents(harvester.manifests()["bac-ninh"], harvester.store)
    now = datetime.fromtimestamp(federation.now, UTC)
    return [*CentreTexts("bac-ninh", member, "Bắc Ninh", harvested, now)]


def test_a_photo_keeps_its_own_words_when_one_before_it_is_not_in_the_signed_list(
    federation: Federation,
) -> None:
    centre = federation.centre()
    centre.files["anh/hai.jpg"] = b"photo"
    centre.items[0]["attachments"] = [
        {
            "url": f"{centre.site}/anh/{name}.jpg",
            "mime_type": "image/jpeg",
            "title": f"Máy sấy {name}",
            "_khuyencong": {"credit": f"Ảnh: {name}"},
        }
        for name in ("mot", "hai")
    ]
    centre.publish()
    (story,) = texts(federation)
    assert story.photo.startswith("anh/")
    assert '"alt": "Máy sấy hai"' in story.text and '"credit": "Ảnh: hai"' in story.text
    assert "mot" not in story.text


def test_a_day_that_no_calendar_has_is_left_out(federation: Federation) -> None:
    centre = federation.centre()
    centre.items[0]["date_modified"] = "9999-12-31T23:59:59+00:00"
    centre.publish()
    (story,) = texts(federation)
    assert "modified" not in story.text and "9999" not in story.text


def test_a_text_nested_too_deep_is_led_to(federation: Federation) -> None:
    centre = federation.centre()
    centre.reuse = "toan-van"
    centre.items[0]["content_html"] = "<blockquote>" * 400 + "Sâu"
    centre.publish()
    (story,) = texts(federation)
    assert "Sâu" not in story.text and 'link_only: "true"' in story.text
