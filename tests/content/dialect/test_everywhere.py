"""The numbers and marks that were typed are those of page, feed and sa-pô alike."""

from bs4 import BeautifulSoup

from tests.conftest import Content
from tests.content.dialect.reading import items
from tests.feeds.newsroom import item, text

CLAUSES = "Điều 8:\n2. Hỗ trợ máy.\n5. Hỗ trợ lớp.\n2024. Năm đầu.\na) Một;\nđ) Hai."


def test_a_feed_has_the_numbers_as_typed(content: Content) -> None:
    content.story(body=CLAUSES, summary='"30. Đó là số học viên **giỏi** của lớp."')
    told = item(content)
    body = BeautifulSoup(text(told, "content:encoded"), "html.parser")
    found = [line for part in body.find_all(["ol", "ul"]) for line in items(part)]
    assert found == [
        *("li1: 2. Hỗ trợ máy.", "li1: 5. Hỗ trợ lớp."),
        *("li1: a) Một;", "li1: đ) Hai."),
    ]
    assert "2024. Năm đầu." in body.text
    assert text(told, "description").startswith("30. Đó là số học viên giỏi của lớp.")
