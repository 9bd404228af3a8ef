"""What a centre published, as a file of content."""

from datetime import UTC, datetime

from khuyencong.network.entry_texts import CentreTexts
from khuyencong.network.harvested import decoded_documents
from tests.network.conftest import Federation


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
    federation.poll()
    harvested = decoded_documents(
        federation.harvester.manifests()["bac-ninh"], federation.harvester.store
    )
    now = datetime.fromtimestamp(federation.now, UTC)
    (story,) = CentreTexts("bac-ninh", centre.member, "Bắc Ninh", harvested, now)
    assert len(story.photos) == 1
    assert '"alt": "Máy sấy hai"' in story.text and '"credit": "Ảnh: hai"' in story.text
    assert "mot" not in story.text
