"""Fields that hold telephone numbers: what in them a reader could not dial."""

from collections.abc import Iterable, Iterator

from khuyencong.model.rules import Fault, Rule, Where
from khuyencong.vietnamese.phones import undialled


def undialled_faults(fields: Iterable[tuple[Where, str]]) -> Iterator[Fault]:
    """A fault for each field (its place and its text) with digits that are no whole number."""
    for where, text in fields:
        if digits := undialled(text):
            key = next(part for part in reversed(where) if isinstance(part, str))
            yield Fault(
                Rule.UNDIALLED,
                where,
                f"“{digits}” trong `{key}` không phải số gọi được.",
                "Viết đủ mã vùng, nhiều số thì ngăn bằng dấu phẩy: `0205 3812 345, 0912 345 678`; "
                "số máy lẻ viết sau chữ “máy lẻ”.",
            )
