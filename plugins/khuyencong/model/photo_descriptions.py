"""Photos that nobody described for those who cannot see them (WCAG 2.2, 1.1.1)."""

from collections.abc import Iterator, Mapping
from typing import Any

from khuyencong.model.entry import Status
from khuyencong.model.rules import Fault


def undescribed_photos(values: Mapping[str, Any]) -> Iterator[Fault]:
    """Photos without a description in the plain values of an entry, usable or not."""
    photos = values.get("photos")
    for number, photo in enumerate(photos if isinstance(photos, list) else ()):
        if isinstance(photo, Mapping) and not str(photo.get("alt") or "").strip():
            status = Status._missing_(values.get("status")) or Status.PUBLISHED
            yield Fault(
                status.undescribed_photo,
                ("photos", number, "alt"),
                f"Ảnh “{photo.get('file') or number + 1}” thiếu mô tả (`alt`).",
                "Thêm dòng `alt: Học viên đứng quanh máy thái miến`.",
            )
