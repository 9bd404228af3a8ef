"""The blocks of a text come with its form, so that one writes at once."""

import json

from bs4 import BeautifulSoup

from khuyencong.desk.editor_blocks import AT_ONCE
from tests.conftest import Content
from tests.desk.conftest import Visitor

BODY = "Máy sấy.\n\n* </script><script>alert(1)</script> &amp; Na Rì\n\n> Bà con"


def blocks_of(visitor: Visitor, source: str) -> tuple[list[dict[str, str]], str]:
    """The blocks that came with a form, and the text that stands in it."""
    page = BeautifulSoup(visitor.get(f"bai/{source}").text, "html.parser")
    given = page.find(id="body-blocks")
    return json.loads(given.string), page.find(id="body").text.removeprefix("\n")


def test_the_blocks_of_the_form_are_those_that_the_editor_would_ask_for(
    visitor: Visitor, content: Content
) -> None:
    content.story("tin-tuc/khoi.md", BODY)
    found, body = blocks_of(visitor, "tin-tuc/khoi.md")
    assert "".join(block["source"] for block in found) == body == BODY
    assert found == visitor.post("soan/blocks", {"body": body}).json()["blocks"]


def test_a_form_waits_for_no_long_text(visitor: Visitor, content: Content) -> None:
    content.story("tin-tuc/dai.md", "Một đoạn.\n\n" * (AT_ONCE // 10))
    assert blocks_of(visitor, "tin-tuc/dai.md")[0] == []
