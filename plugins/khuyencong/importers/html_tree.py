"""HTML from outside as a tree, within bounds, or refused."""

from bs4 import BeautifulSoup, Tag

from khuyencong.importers.report import SourceRefusedError

DEEPEST = 200
"""Elements within each other; pages laid out with tables in tables stay below 60."""


def parsed_html(data: bytes | str) -> BeautifulSoup:
    """A page, or a piece of one, as a tree; its encoding is found from its head or its bytes.

    Raises:
        SourceRefusedError: elements lie so deep in each other that nobody wrote them; what is
            done for an element with all that is in it would never end.
    """
    soup = BeautifulSoup(data, "lxml")
    level: list[Tag] = [soup]
    for _ in range(DEEPEST):
        level = [part for element in level for part in element.children if isinstance(part, Tag)]
        if not level:
            return soup
    raise SourceRefusedError(
        "Trang lồng quá nhiều lớp thẻ, không phải văn bản; kiểm tra xem có phải tệp hỏng không."
    )
