"""A cell that holds more of a producer than a name: "HTX Gốm, xã Mẫu, ĐT: 0914 555 666"."""

import re
from collections.abc import Mapping

from khuyencong.importers.column_names import FieldPath

NAME: FieldPath = ("producer", "name")
ADDRESS: FieldPath = ("producer", "address")
WHOLE: FieldPath = ("*producer",)
"""Name and address in one column."""
_LABELS = {
    "address": r"địa chỉ|đ/c|đc",
    "phone": r"(?:số )?điện thoại|sđt|đtdđ|đt|tel|hotline",
    "email": r"e-?mail|thư điện tử",
    "website": r"website|web|trang web",
}
"""Key of a producer → what stands before its value."""
_LABEL = re.compile(
    "|".join(rf"(?P<{key}>\b(?:{words})\b)" for key, words in _LABELS.items()).join(
        (r"(?:^|[\n,;.(–-])\s*(?:", r")\.?\s*(?::\s*|(?=[\d(+]))")
    ),
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\n|,\s|;|\s[-–]\s")
_AROUND = " \t\n,;.(–-"


def producer_parts(cells: Mapping[FieldPath, str]) -> dict[FieldPath, str]:
    """Cells with what one of them says of a producer in cells of their own; what a column of its
    own says stays.
    """
    parts = dict(cells)
    whole = WHOLE in parts
    text = parts.pop(WHOLE, "") or parts.get(NAME, "")
    labels = list(_LABEL.finditer(text))
    head = text[: labels[0].start()] if labels else text
    if whole or (labels and head.strip(_AROUND)):
        name, *rest = _BETWEEN.split(head, maxsplit=1) if whole or "\n" in head else [head]
        parts[NAME] = name.strip(_AROUND)
        if address := "".join(rest).strip(_AROUND):
            parts.setdefault(ADDRESS, address)
        ends = [*(label.start() for label in labels), len(text)][1:]
        for label, end in zip(labels, ends, strict=False):
            parts.setdefault(
                ("producer", str(label.lastgroup)), text[label.end() : end].strip(f"{_AROUND})")
            )
    return parts
