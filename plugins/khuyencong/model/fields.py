"""Types of the values that staff write, forgiving in form and strict in meaning.

Front matter reaches these types as text, lists and mappings of text: nothing has been
guessed by the YAML parser, so `0912…` stays a telephone number and `22/11/2026` a date.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from khuyencong.model.declaration import Form, refuse
from khuyencong.model.rules import Rule, Severity
from khuyencong.vietnamese.dates import parse_day, parse_moment
from khuyencong.vietnamese.slugs import is_slug, slugify


def _text(value: Any) -> Any:
    if isinstance(value, list | dict):
        raise refuse(
            Rule.WRONG_VALUE,
            "Chỗ này cần một dòng chữ, không phải danh sách.",
            "Viết cả câu trên một dòng; nếu trong câu có dấu hai chấm, đặt câu trong dấu nháy.",
        )
    return value


def _dated(parse: Callable[[str], Any]) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if isinstance(value, date):
            return value
        try:
            return parse(str(value))
        except ValueError as error:
            raise refuse(
                Rule.WRONG_DATE, str(error), "Viết như `22/11/2026` hoặc `22/11/2026 08:30`."
            ) from error

    return read


# One comma could be a decimal sign; two of them, or one behind points, leave no doubt.
_AMOUNT = re.compile(
    r"(\d{1,3}(?:[. \u00a0]\d{3})+|\d{1,3}(?:,\d{3}){2,}|\d+)"
    r"(?:,00?)?\s*(?:đồng|đ|₫|vnđ|vnd)?",
    re.IGNORECASE,
)


def _amount(value: Any) -> Any:
    if isinstance(value, int):
        return value
    match = _AMOUNT.fullmatch(str(value).strip())
    if not match:
        raise refuse(
            Rule.WRONG_VALUE,
            f"“{value}” không phải số nguyên.",
            "Excel đã rút gọn số: chọn cột, đặt định dạng Number không có số lẻ rồi lưu lại."
            if "E+" in str(value).upper()
            else "Viết bằng chữ số, ví dụ `300000000` hoặc `300.000.000`.",
        )
    return int(re.sub(r"\D", "", match[1]))


def _decimal(value: Any) -> Any:
    try:
        return float(str(value).replace("%", "").strip().replace(",", "."))
    except ValueError as error:
        raise refuse(
            Rule.WRONG_VALUE, f"“{value}” không phải số.", "Viết bằng chữ số, ví dụ `50`."
        ) from error


_FLAGS = {"true": True, "co": True, "yes": True, "1": True}
_FLAGS |= {"false": False, "khong": False, "no": False, "0": False}


def _flag(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    answer = _FLAGS.get(slugify(str(value)))
    if answer is None:
        raise refuse(
            Rule.WRONG_VALUE, f"“{value}” không phải có hay không.", "Viết `true` hoặc `false`."
        )
    return answer


def as_list(value: Any) -> Any:
    if isinstance(value, str):
        return [part for part in (part.strip() for part in value.split(",")) if part]
    if isinstance(value, dict):
        raise refuse(
            Rule.WRONG_VALUE,
            "Chỗ này cần một danh sách.",
            "Viết mỗi mục một dòng, đầu dòng có dấu gạch `- `, hoặc ngăn cách bằng dấu phẩy.",
        )
    return value


def as_lines(value: Any) -> Any:
    """Like `as_list`, for sentences: a comma does not divide them, a line end does."""
    if isinstance(value, str):
        return [line for line in (line.strip(" -\t") for line in value.splitlines()) if line]
    return as_list(value)


def _slug(value: Any) -> Any:
    if not is_slug(str(value)):
        raise refuse(
            Rule.WRONG_VALUE,
            f"“{value}” không dùng làm địa chỉ được.",
            f"Chỉ dùng chữ không dấu, số và gạch nối, ví dụ `{slugify(str(value)) or 'ten-bai'}`.",
        )
    return value


def _web_address(value: Any) -> Any:
    if not re.fullmatch(r"https?://[^\s<>\"']+\.[^\s<>\"']+", str(value)):
        raise refuse(
            Rule.WRONG_VALUE,
            f"“{value}” không phải địa chỉ trang web.",
            "Viết đầy đủ, bắt đầu bằng `https://`.",
        )
    return value


def _site_address(value: Any) -> Any:
    if not re.fullmatch(r"/[A-Za-z0-9._~/-]*", str(value)) or ".." in str(value):
        raise refuse(
            Rule.WRONG_VALUE,
            f"“{value}” không phải địa chỉ trong trang.",
            "Viết như `/tin-tuc/ten-bai-cu/`.",
        )
    return value


def _content_path(value: Any) -> Any:
    path = str(value).strip().replace("\\", "/").removeprefix("content/").lstrip("/")
    if not path or ".." in path.split("/") or ":" in path:
        raise refuse(
            Rule.PATH_OUTSIDE,
            f"Đường dẫn “{value}” ra ngoài thư mục nội dung.",
            "Chép tệp vào `content/anh/` rồi viết như `anh/ten-anh.jpg`.",
        )
    return path


def _offered(*endings: str) -> Callable[[Any], Any]:
    """A path below `tep/` of a file that readers may download, with one of some endings."""

    def read(value: Any) -> Any:
        path = str(_content_path(value))
        if not path.startswith("tep/") or path.lower().rpartition(".")[2] not in endings:
            raise refuse(
                Rule.WRONG_VALUE,
                f"“{value}” không phải tệp {' hoặc '.join(f'.{end}' for end in endings)} "
                "trong thư mục `tep/`.",
                f"Chép tệp vào `content/tep/` rồi viết như `tep/ten-tep.{endings[0]}`.",
            )
        return path

    return read


def _email(value: Any) -> Any:
    if not re.fullmatch(r"[^@\s<>\"'/?&]+@[^@\s<>\"'/?&]+\.[^@\s<>\"'/?&]+", str(value)):
        raise refuse(
            Rule.WRONG_VALUE, f"“{value}” không phải địa chỉ thư.", "Viết như `ten@donvi.vn`."
        )
    return value


_RULES = {rule.code: rule for rule in Rule}
_NEXT_CODE = re.compile(r"[;,]\s*(?=KC\d)")


def _acceptances(value: Any) -> Any:
    """Code → reason, from `{KC215: lý do}`, `"KC215: lý do"`, or a list of codes."""
    if not isinstance(value, dict):
        written = _NEXT_CODE.split(value) if isinstance(value, str) else as_list(value)
        parts = (str(part).partition(":") for part in written)
        value = {code.strip(): reason.strip() for code, _, reason in parts}
    for code in value:
        rule = _RULES.get(code)
        if rule is None:
            raise refuse(
                Rule.WRONG_VALUE,
                f"“{code}” không phải mã nào của chương trình.",
                'Viết mã như khi kiểm tra in ra, ví dụ `accepted: "KC215: lý do"`.',
            )
        if rule.severity is Severity.ERROR:
            raise refuse(
                Rule.WRONG_VALUE,
                f"{code} là lỗi, không để nguyên được.",
                "Sửa lỗi; chỉ lời nhắc và ghi chú mới ghi vào `accepted`.",
            )
    return {code: str(reason or "") for code, reason in value.items()}


_WORDS = {"type": ["string", "number", "boolean"]}
"""A line of text; an editor's YAML reader may take an unquoted one for a number."""
_TEXT_LIST = {"anyOf": [{"type": "array", "items": _WORDS}, _WORDS]}
_DATE = r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|tháng"
_NUMBER = r"^\s*([0-9]{1,3}([.\u00a0 ][0-9]{3})+|[0-9]{1,3}(,[0-9]{3}){2,}|[0-9]+)(,00?)?"
_NUMBER += r"\s*([đĐ]|₫|[đĐ][ồỒ][nN][gG]|[vV][nN][dDđĐ])?\s*$"
_SHARE = r"^\s*-?[0-9]+([.,][0-9]+)?\s*%?\s*$"
_FLAG = {"anyOf": [{"type": "boolean"}, {"enum": ["true", "false", "có", "không", "yes", "no"]}]}


def _matching(pattern: str) -> dict[str, Any]:
    return {"type": "string", "pattern": pattern}


_MOMENT_LIST = {"anyOf": [{"type": "array", "items": _matching(_DATE)}, _matching(_DATE)]}
_PATH = r"^(?!.*(^|[/\\])\.\.([/\\]|$))[^:]+$"
_ADDRESSES = {"anyOf": [{"type": "array", "items": _matching("^/")}, _matching("^/")]}
_SLUGS = {"anyOf": [{"type": "array", "items": _WORDS}, _WORDS]}

_CODE = "^KC[0-9]{3}$"
_ACCEPTANCES = {
    "anyOf": [
        {"type": "object", "propertyNames": {"pattern": _CODE}, "additionalProperties": _WORDS},
        {"type": "array", "items": _matching("KC[0-9]{3}")},
        {"type": "string", "pattern": "KC[0-9]{3}"},
    ]
}

Text = Annotated[str, BeforeValidator(_text), Form("chữ", _WORDS)]
TextList = Annotated[tuple[str, ...], BeforeValidator(as_list), Form("danh sách", _TEXT_LIST)]
LineList = Annotated[tuple[str, ...], BeforeValidator(as_lines), Form("các dòng", _TEXT_LIST)]
Acceptances = Annotated[
    dict[str, str], BeforeValidator(_acceptances), Form("mã và lý do", _ACCEPTANCES)
]
Moment = Annotated[
    datetime, BeforeValidator(_dated(parse_moment)), Form("ngày giờ", _matching(_DATE))
]
MomentList = Annotated[
    tuple[Moment, ...], BeforeValidator(as_list), Form("danh sách ngày giờ", _MOMENT_LIST)
]
Day = Annotated[date, BeforeValidator(_dated(parse_day)), Form("ngày", _matching(_DATE))]
Amount = Annotated[
    int,
    BeforeValidator(_amount),
    Form("số nguyên", {"type": ["integer", "string"], "pattern": _NUMBER}),
    Field(ge=0),
]
Percent = Annotated[
    float,
    BeforeValidator(_decimal),
    Form("số phần trăm", {"type": ["number", "string"], "pattern": _SHARE}),
    Field(ge=0, le=100),
]
Flag = Annotated[bool, BeforeValidator(_flag), Form("có/không", _FLAG)]
Slug = Annotated[
    str, BeforeValidator(_slug), Form("địa chỉ", _matching("^[a-z0-9]+(-[a-z0-9]+)*$"))
]
SlugList = Annotated[tuple[Slug, ...], BeforeValidator(as_list), Form("danh sách địa chỉ", _SLUGS)]
WebAddress = Annotated[
    str, BeforeValidator(_web_address), Form("địa chỉ web", _matching("^https?://"))
]
SiteAddress = Annotated[
    str, BeforeValidator(_site_address), Form("địa chỉ trong trang", _matching("^/"))
]
SiteAddressList = Annotated[
    tuple[SiteAddress, ...],
    BeforeValidator(as_list),
    Form("danh sách địa chỉ trong trang", _ADDRESSES),
]
ContentPath = Annotated[str, BeforeValidator(_content_path), Form("tệp", _matching(_PATH))]
PdfPath = Annotated[
    str, BeforeValidator(_offered("pdf")), Form("tệp", _matching(r"\.[pP][dD][fF]\s*$"))
]
SubtitlePath = Annotated[
    str,
    BeforeValidator(_offered("vtt", "srt")),
    Form("tệp", _matching(r"\.([vV][tT][tT]|[sS][rR][tT])\s*$")),
]
Email = Annotated[str, BeforeValidator(_email), Form("thư", _matching("^[^@]+@[^@]+$"))]
Year = Annotated[
    int,
    BeforeValidator(_amount),
    Form("năm", {"type": ["integer", "string"], "pattern": "^[0-9]{4}$"}),
    Field(ge=1945, le=2100),
]
