"""Records that are asked for by the kinds of their entries."""

from khuyencong.model.entry import Entry
from khuyencong.model.people import Person
from khuyencong.model.product import Product
from khuyencong.model.stories import News
from khuyencong.site.by_kind import RecordsByKind
from khuyencong.site.producers import PublicProduct
from tests.conftest import Content


def test_records_come_by_kind_in_their_order(content: Content) -> None:
    content.story("tin-tuc/a.md", title="Tin một", tags="một, hai", de_an="KC-1")
    content.product("san-pham/b.md", "Mật ong")
    content.story("tin-tuc/c.md", title="Tin hai", tags="hai, Một")
    records = content.read().records
    by_kind = RecordsByKind(records)
    news = [record for record in records if isinstance(record.entry, News)]
    assert by_kind.of(News) == news
    assert by_kind.of(Entry) == by_kind.having("tags") == list(records)
    assert [record.source for record in by_kind.of(Product)] == ["san-pham/b.md"]
    assert by_kind.having("producer") == by_kind.of(Product)
    assert by_kind.of(PublicProduct) == by_kind.of(Person) == by_kind.having("no such field") == []


def test_a_name_that_a_story_bears_in_two_spellings_has_it_once(content: Content) -> None:
    content.story("tin-tuc/a.md", title="Tin cũ", date="1/10/2026", tags="đào tạo, Mẫu")
    content.story("tin-tuc/b.md", title="Tin mới", date="2/10/2026", tags="Đào tạo, ĐÀO TẠO")
    site = content.site()
    assert list(site.by_tag) == ["ĐÀO TẠO", "Mẫu"]
    assert [story.entry.title for story in site.by_tag["đào tạo"]] == ["Tin mới", "Tin cũ"]
