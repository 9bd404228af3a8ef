"""A fault of a link is said with the line on which that link stands."""

import pytest

from khuyencong.content.address_lines import AddressLines
from tests.conftest import Content


def test_a_link_that_is_repeated_has_a_line_each_time(content: Content) -> None:
    body = (
        "Xem [thẻ](/the/dao-tao/), mã `/the/`.\n\n"
        "Rồi [/the/](/the/).\n\n"
        "Lại [thẻ](/the/) và <a href='/the/'>thẻ</a>.\n\n"
        "Cuối: [x](/the/)."
    )
    file = content.story("tin-tuc/bai.md", body=body)
    first = file.read_text("utf-8").split("\n").index(body.split("\n")[0]) + 1
    (record,) = content.read().records
    assert record.links == (
        ("/the/dao-tao/", first),
        *(("/the/", first + line) for line in (2, 4, 4, 6)),
    )


def test_a_missing_picture_that_is_named_twice_is_said_twice(content: Content) -> None:
    content.story("tin-tuc/bai.md", body="![A](anh/a.jpg)\n\nChữ.\n\n![A](anh/a.jpg)")
    lines = [p.line for p in content.read().problems if "anh/a.jpg" in p.message]
    assert len(lines) == 2 and lines[1] == lines[0] + 4


@pytest.mark.parametrize(
    ("body", "address", "lines"),
    [
        ("[a][1]\n\n[b][1]\n\n[1]: /x/", "/x/", [5, 5]),
        ("[/x/](/x/)\n[b](/x/)", "/x/", [1, 2]),
        ("/x/y/\n/x/", "/x/", [2]),
        ("<https://a.vn>\nhttps://a.vn.", "https://a.vn", [1, 2]),
        ("[a](</x y/>)", "/x%20y/", [1]),
        ("", "/x/", [1]),
        ("x", "", [1]),
    ],
)
def test_lines_of_an_address(body: str, address: str, lines: list[int]) -> None:
    found = AddressLines(body, 1)
    assert [found.next(address) for _ in lines] == lines
