"""Types of the values that staff write, forgiving in form and strict in meaning.

Front matter reaches these types as text, lists and mappings of text: nothing has been
guessed by the YAML parser, so `0912…` stays a telephone number and `22/11/2026` a date.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from khuyencong.model.rules import Rule
from khuyencong.vietnamese.dates import parse_day, parse_moment
from khuyencong.vietnamese.slugs import is_slug, slugify


class Declared(BaseModel):
    """Base of every declaration: frozen, and silent about unknown keys.

    Unknown keys are only a warning, which `validating` gives with the nearest known key.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True)


class Choice(StrEnum):
    """A closed list of values, each with its Vietnamese label."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        """Accept the label, with or without diacritics, as well as the value."""
        wanted = slugify(str(value))
        for member in cls:
            if wanted in (member.value, slugify(member.label)):
                return member
        return None


def refuse(rule: Rule, message: str, advice: str) -> PydanticCustomError:
    """The error by which a field type refuses a value, for `raise`."""
    context = {"wrong": message, "advice": advice}
    return PydanticCustomError(rule.name, "{wrong}", context)


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


_AMOUNT = re.compile(r"(\d{1,3}(?:[. \u00a0]\d{3})+|\d+)\s*(?:đồng|đ|vnđ|vnd)?", re.IGNORECASE)


def _amount(value: Any) -> Any:
    if isinstance(value, int):
        return value
    match = _AMOUNT.fullmatch(str(value).strip())
    if not match:
        raise refuse(
            Rule.WRONG_VALUE,
            f"“{value}” không phải số nguyên.",
            "Viết bằng chữ số, ví dụ `300000000` hoặc `300.000.000`.",
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


def _email(value: Any) -> Any:
    if not re.fullmatch(r"[^@\s<>\"'/?&]+@[^@\s<>\"'/?&]+\.[^@\s<>\"'/?&]+", str(value)):
        raise refuse(
            Rule.WRONG_VALUE, f"“{value}” không phải địa chỉ thư.", "Viết như `ten@donvi.vn`."
        )
    return value


Text = Annotated[str, BeforeValidator(_text)]
TextList = Annotated[tuple[str, ...], BeforeValidator(as_list)]
LineList = Annotated[tuple[str, ...], BeforeValidator(as_lines)]
Moment = Annotated[datetime, BeforeValidator(_dated(parse_moment))]
Day = Annotated[date, BeforeValidator(_dated(parse_day))]
Amount = Annotated[int, BeforeValidator(_amount), Field(ge=0)]
Decimal = Annotated[float, BeforeValidator(_decimal)]
Percent = Annotated[float, BeforeValidator(_decimal), Field(ge=0, le=100)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Slug = Annotated[str, BeforeValidator(_slug)]
SlugList = Annotated[tuple[Slug, ...], BeforeValidator(as_list)]
WebAddress = Annotated[str, BeforeValidator(_web_address)]
SiteAddress = Annotated[str, BeforeValidator(_site_address)]
ContentPath = Annotated[str, BeforeValidator(_content_path)]
Email = Annotated[str, BeforeValidator(_email)]
Year = Annotated[int, BeforeValidator(_amount), Field(ge=1945, le=2100)]
