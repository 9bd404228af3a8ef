"""An address for a link or a menu is chosen by title: lists and services first, then entries."""

import pytest

from tests.conftest import Content
from tests.desk.conftest import Visitor
from tests.desk.served_desk import SITE


def found(visitor: Visitor, words: str) -> list[tuple[str, str]]:
    return [(p["title"], p["address"]) for p in visitor.get("soan/entries", q=words).json()]


def test_without_words_the_parts_of_the_site_are_offered(
    visitor: Visitor, content: Content
) -> None:
    content.write("site.yml", f"{SITE}categories:\n  tin-tuc: {{name: Tin tức}}\n")
    content.story(title="Mở lớp ở Na Rì")
    offered = found(visitor, "")
    assert ("Tin tức", "/tin-tuc/") in offered and ("Sản phẩm", "/san-pham/") in offered
    assert "Mở lớp ở Na Rì" not in dict(offered)


@pytest.mark.slow
def test_words_find_pages_without_diacritics_each_address_once(
    visitor: Visitor, content: Content
) -> None:
    content.story("trang/gioi-thieu.md", title="Giới thiệu trung tâm", slug="gioi-thieu")
    content.story(title="Giới thiệu máy sấy ở Na Rì", slug="may-say")
    visitor.client.app.app.state.workspace.preview.build()
    assert ("Sản phẩm", "/san-pham/") not in found(visitor, "")
    assert found(visitor, "gioi thieu") == [
        ("Giới thiệu trung tâm", "/gioi-thieu/"),
        ("Giới thiệu máy sấy ở Na Rì", "/tin-tuc/may-say/"),
    ]
    assert found(visitor, "so do trang") == [("Sơ đồ trang", "/so-do-trang/")]
    assert found(visitor, "không có ở đâu") == []
