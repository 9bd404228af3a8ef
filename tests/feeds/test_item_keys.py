"""The key of an item stands for all that it is made from."""

from tests.conftest import Content
from tests.feeds.newsroom import newsroom


def test_a_key_changes_with_all_that_an_item_shows(content: Content) -> None:
    def key() -> str:
        room = newsroom(content)
        (story,) = room.maker.site.stories
        return room.maker.key(story)

    content.photo()
    content.story(body="Xem [sau](/tin-tuc/sau/).")
    content.story("tin-tuc/sau.md", title="Sau", slug="sau", embargo="25/11/2026")
    seen = {key()}
    for change in ({"body": "Khác"}, {"title": "Khác"}, {"author": "Khác"}, {"tags": "khác"}):
        content.story(**change)
        seen.add(key())
    assert len(seen) == 5
    content.story()
    seen = {key()}
    for name in ("Thử Nghiệm", "Bản tin Thử", "Tin tức"):
        text = (content.folder / "site.yml").read_text("utf-8")
        content.write("site.yml", text.replace(name, "Mới"))
        seen.add(key())
    assert len(seen) == 4, "centre, creator, category"
