"""Keys that were meant to keep something from readers, and are written wrong.

An unknown key is passed over with a warning. Passed over must not be what somebody wrote so
that a story would wait, stay a draft or keep a household's telephone to itself.
"""

import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from khuyencong.model.entry import Entry
from khuyencong.model.keys import nearest_key
from khuyencong.model.kinds import kinds_with
from khuyencong.model.producer import Producer
from khuyencong.model.rules import Fault, Rule
from khuyencong.vietnamese.dates import parse_moment
from khuyencong.vietnamese.slugs import slugify

_NEAR = 0.75
"""How much of a key must be right for it to be a slip of the finger: "embago", "statut"."""
_WITHHOLDING: Mapping[type[BaseModel], tuple[str, ...]] = {
    Entry: ("status", "embargo"),
    Producer: ("kind",),
}

_DRAFT = "Viết `status: draft` để giữ làm bản nháp; bài đăng được thì xóa dòng này."
_HIDDEN = "Viết `status: hidden` để ẩn khỏi danh sách; không ẩn thì xóa dòng này."
_STATUS = "Viết `status: draft`, `review`, `published`, `hidden` hoặc `withdrawn`."
_LATER = "Viết `embargo: 25/11/2026 06:00`; bài đăng ngay thì xóa dòng này."
_READ_BY_ALL = (
    "Trang không đặt được mật khẩu, ai cũng đọc được. Viết `status: draft` để giữ bài lại; bài "
    "đăng được thì xóa dòng này."
)
_ENDS = (
    "Chương trình không tự gỡ bài theo ngày: xóa dòng này, đến ngày thì viết `status: withdrawn` "
    "và `modified`."
)
_FOREIGN: dict[str, tuple[bool | None, str]] = {
    name: (flag, advice)
    for names, flag, advice in (
        ("draft isdraft wip todo nhap bannhap chuadang khongdang tamdung", True, _DRAFT),
        ("review inreview needsreview pending onhold hold future unpublished", True, _DRAFT),
        ("chodang choduyet dangduyet chuaduyet chuaxong tamgiu khongcongbo", True, _DRAFT),
        ("exclude excluded disabled disable skip ignore", True, _DRAFT),
        ("published publish public visible dang dadang", False, _DRAFT),
        ("active enabled enable online live show hienthi congkhai congbo", False, _DRAFT),
        ("ready complete completed reviewed daduyet duocduyet hoanthanh daxong", False, _DRAFT),
        ("hidden hide private unlisted archived protected locked an andi noindex", True, _HIDDEN),
        ("listed indexed index sitemap searchable", False, _HIDDEN),
        ("password matkhau", None, _READ_BY_ALL),
        ("confidential secret internal internalonly restricted sensitive", True, _READ_BY_ALL),
        ("mat baomat domat noibo luuhanhnoibo chiluuhanhnoibo hanche", True, _READ_BY_ALL),
        ("state poststatus visibility workflow tinhtrang", None, _STATUS),
        ("publishdate publishon publishat publishedat releasedate golive", None, _LATER),
        ("schedule scheduled hengio ngayhengio giodang dangluc dangvao camvan", None, _LATER),
        ("expirydate expires expire expired expiry expireson unpublishdate unpublish", None, _ENDS),
        ("hethan ngayhethan ngaygo gobai", None, _ENDS),
    )
    for name in names.split()
}
"""Keys of other programs (Hugo, Jekyll, WordPress) and of people, without hyphens: the flag that
keeps a story back, or None where any value does; and what to write here."""

_FLAGS = {"true": True, "yes": True, "co": True, "1": True, "on": True}
_FLAGS |= {"false": False, "no": False, "khong": False, "0": False, "off": False}
_FLAGS |= {"roi": True, "dung": True, "chua": False}
_MANIFOLD = frozenset(["complete", "future", "hold", "index", "ready", "review", "show", "sitemap"])
"""Keys that mean something else as often: they keep a story back with a yes or no alone."""


_OUTWARD = "Đưa dòng này ra sát đầu dòng, ngang với `title`."


_OF_CHANGES = re.compile(r"modif|updat|lastmod|edit|sua|capnhat|chinh")
"""Words of keys that say when a text was changed, not when it is to be seen."""


def withholding_fault(
    kind: type[BaseModel], key: str, values: Mapping[str, Any], where: tuple[str | int, ...]
) -> Fault | None:
    """The error of an undeclared key that was to keep something back; None for other keys.

    `values` are those of the record in which it stands.
    """
    value = values[key]
    names = [key] if where else []
    names += value if isinstance(value, Mapping) else []
    if any(slugify(name) in _WITHHOLDING[Entry] for name in names):
        return _fault(where, key, f"Khóa trong `{key}` lùi vào nên không có tác dụng.", _OUTWARD)
    if kind is Entry:
        return None  # a file of any kind, read for another program
    written = slugify(key).replace("-", "")
    if issubclass(kind, Entry) and not where and written in _FOREIGN:
        flag, advice = _FOREIGN[written]
        otherwise = None if written in _MANIFOLD else flag
        if flag is None or _FLAGS.get(slugify(str(value)), otherwise) is flag:
            return _fault(where, key, f"Chương trình không có khóa `{key}`.", advice)
        return None
    declared = next((keys for base, keys in _WITHHOLDING.items() if issubclass(kind, base)), ())
    nearest, nearness = nearest_key(kind, key)
    slip = nearness >= _NEAR or written.startswith(nearest)
    if nearest in declared and slip and not kinds_with(key):
        return _fault(where, key, f"Không có khóa `{key}`.", f"Viết đúng là `{nearest}`.")
    is_known_slip = nearness >= _NEAR and bool(_OF_CHANGES.search(nearest))
    if not (where or is_known_slip or _OF_CHANGES.search(written)) and _begins_later(value, values):
        what = f"Không có khóa `{key}`, mà dòng này ghi lúc sau ngày đăng."
        return _fault(where, key, what, _LATER)
    return None


def _begins_later(value: Any, values: Mapping[str, Any]) -> bool:
    """Whether a value is a moment behind the date of its entry: what is to begin then waits."""
    try:
        return parse_moment(str(value)) > parse_moment(str(values.get("date", "")))
    except ValueError:
        return False


def _fault(where: tuple[str | int, ...], key: str, message: str, advice: str) -> Fault:
    whole = f"{message} Dòng này để giữ lại, bỏ qua thì mọi thứ lên trang ngay."
    return Fault(Rule.WITHHOLDING_KEY, (*where, key), whole, advice)
