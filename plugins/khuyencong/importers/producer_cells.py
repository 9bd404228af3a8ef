"""A cell that holds more of a producer than a name: "HTX Gốm, xã Mẫu, ĐT: 0914 555 666"."""

import re
from collections.abc import Mapping

from khuyencong.importers.columns import Path

NAME: Path = ("producer", "name")
ADDRESS: Path = ("producer", "address")
WHOLE: Path = ("*producer",)
"""Name and address in one column."""
_LABELS: Mapping[str, Path] = {
    r"địa chỉ|đ/c|đc": ADDRESS,
    r"(?:số )?điện thoại|sđt|đtdđ|đt|tel|hotline": ("producer", "phone"),
    r"e-?mail|thư điện tử": ("producer", "email"),
    r"website|web|trang web": ("producer", "website"),
}
_LABEL = re.compile(
    "|".join(rf"(?P<l{n}>\b(?:{words})\b)" for n, words in enumerate(_LABELS)).join(
        (r"(?:^|[\n,;.(–-])\s*(?:", r")\.?\s*(?::\s*|(?=[\d(+]))")
    ),
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\n|,\s|;|\s[-–]\s")
_AROUND = " \t\n,;.(–-"


def producer_parts(cells: Mapping[Path, str]) -> dict[Path, str]:
    """Cells with what one of them says of a producer in cells of their own; what a column of its
    own says stays.
    """
    parts = dict(cells)
    whole = WHOLE in parts
    text = parts.pop(WHOLE, "") or parts.get(NAME, "")
    marks = list(_LABEL.finditer(text))
    head = text[: marks[0].start()] if marks else text
    if whole or (marks and head.strip(_AROUND)):
        name, *rest = _BETWEEN.split(head, maxsplit=1) if whole or "\n" in head else [head]
        parts[NAME] = name.strip(_AROUND)
        if address := "".join(rest).strip(_AROUND):
            parts.setdefault(ADDRESS, address)
        ends = [*(mark.start() for mark in marks), len(text)][1:]
        for mark, end in zip(marks, ends, strict=False):
            path = list(_LABELS.values())[int(str(mark.lastgroup)[1:])]
            parts.setdefault(path, text[mark.end() : end].strip(f"{_AROUND})"))
    return parts
