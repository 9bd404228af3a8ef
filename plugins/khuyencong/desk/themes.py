"""Under which headings the fields of a kind stand in its form."""

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from khuyencong.desk.approval import BY_BUTTON
from khuyencong.model.centre import Centre
from khuyencong.model.entry import Entry
from khuyencong.vietnamese.capitals import capitalized

_COMMON = (
    ("Ảnh", ("photos",)),
    ("Người viết và nguồn", ("author", "unit", "source_name", "source_url", "link_only")),
    ("Thẻ, địa bàn, ý chính", ("tags", "localities", "category", "key_points")),
    ("Lịch đăng và tin nổi bật", ("embargo", "featured", "featured_until", "modified")),
    ("Đính chính", ("corrections",)),
    ("Số liệu của bài", ("figures",)),
)
_REST = "Địa chỉ, mã và mục khác"
_CENTRE = (
    ("Trung tâm", ("name", "short_name", "agency", "address", "phones", "email", "province")),
    ("Các phòng, người phụ trách", ("organisation",)),
    ("Đầu mối báo chí", ("press_contact", "press_terms")),
    ("Thông báo ở trang nhất", ("campaigns",)),
    ("Menu", ("menu",)),
    ("Chuyên mục", ("categories",)),
    ("Liên kết, huy hiệu, mạng xã hội", ("links", "badges", "zalo", "facebook")),
    ("Biểu mẫu hỏi, góp ý, nhận tin", ("forms",)),
    ("Chữ viết tắt", ("abbreviations",)),
)


@dataclass(frozen=True, slots=True)
class Theme:
    """A heading with the keys below it; an open one is shown at once."""

    title: str
    keys: tuple[str, ...]
    open: bool = False


def themes(kind: type[BaseModel]) -> Iterator[Theme]:
    """All fields of a kind, each once: required ones first, then its own, then the common ones.

    A field that no theme names stands under the last one, so that none is ever left out.
    """
    placed: set[str] = set(BY_BUTTON)
    for title, keys, is_open in _planned(kind):
        new = (key for key in keys if key in kind.model_fields and key not in placed)
        here = tuple(dict.fromkeys(new))
        placed.update(here)
        if here:
            yield Theme(title, here, is_open)
    rest = tuple(key for key in kind.model_fields if key not in placed)
    if rest:
        yield Theme(_REST, rest)


def _planned(kind: type[BaseModel]) -> Iterator[tuple[str, tuple[str, ...], bool]]:
    if not issubclass(kind, Entry):
        named = _CENTRE if issubclass(kind, Centre) else ()
        yield from ((title, keys, number == 0) for number, (title, keys) in enumerate(named))
        return
    required = tuple(key for key, field in kind.model_fields.items() if field.is_required())
    dated = ("date",) if kind.dated else ()
    yield "Thông tin chính", ("title", "summary", *dated, *required), True
    own = tuple(key for key in kind.model_fields if key not in Entry.model_fields)
    label = capitalized(kind.label)
    yield label, own, kind.folder == "san-pham"
    for number, (title, keys) in enumerate(_COMMON):
        yield title, keys, number == 0
