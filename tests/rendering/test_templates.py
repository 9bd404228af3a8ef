"""What a template sees besides its view."""

import pytest
from jinja2.filters import do_urlencode

from khuyencong.rendering.templates import urlencode


@pytest.mark.parametrize(
    "value",
    [
        "Lớp học & <b>/ ~%+",
        "".join(map(chr, range(1, 600))),
        "https://a.vn/x/?a=1#b",
        {"tít": "a b", "c": 1},
        7,
    ],
)
def test_addresses_are_quoted_as_jinja_quotes_them(value: object) -> None:
    assert urlencode(value) == do_urlencode(value)  # type: ignore[arg-type]
