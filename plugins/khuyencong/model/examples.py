"""Examples of the handbook and of `khuyencong new` that nobody has written over."""

import re
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from khuyencong.model.rules import Fault, Rule, Where

PLACEHOLDER = "Viết nội dung bài ở đây."
"""The body of a new file."""
PRODUCER = "HTX Miến dong (minh họa)"
"""The name of the producer of a new product."""

SAMPLE_HOST = "khuyencong.example"
"""A host that nobody can have (RFC 2606)."""

_SAMPLE_PHONE = re.compile(r"(?:\+84|0)0{3}[ .-]?0{3}[ .-]?\d{3}")
"""0000 000 000 and its neighbours, which the sample site has; no telephone begins so."""
_EXAMPLE = re.compile(
    r"(?<!\d)0000[ .-]?000[ .-]?000(?!\d)"
    r"|(?<![\w.@])a@b\.vn(?![\w.])"
    r"|https?://(?:www\.)?example\.(?:org|com|net)(?![\w.-])[^\s]*"
    rf"|{re.escape(PRODUCER)}"
)
_PART = re.compile(rf"0000|a@b\.vn|example\.|{re.escape(PRODUCER)}")
"""A part of each: found in a fifth of the time, for it may stand beside anything."""


def example_faults(entry: BaseModel) -> Iterator[Fault]:
    """The values of a header that are still the example."""
    for where, text in _texts(entry, ()):
        if _PART.search(text) and (found := _EXAMPLE.search(text)):
            yield Fault(
                Rule.EXAMPLE_LEFT,
                where,
                f"`{where[-1] if isinstance(where[-1], str) else where[-2]}` còn là chữ mẫu "
                f"“{found[0]}”.",
                "Thay bằng chữ thật, hoặc xóa dòng này; bài minh họa thì thêm `sample: true`.",
            )


def _texts(value: Any, where: Where) -> Iterator[tuple[Where, str]]:
    """Every text in a declaration, with its place."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, BaseModel):
        for key in value.model_fields_set:
            yield from _texts(getattr(value, key), (*where, key))
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _texts(item, (*where, number))


def is_sample_phone(text: str) -> bool:
    """Whether a text holds a telephone number of the sample site."""
    return _SAMPLE_PHONE.search(text) is not None
