"""From what staff write to values: forgiving in form, strict in meaning.

Every function takes what front matter gives (text, lists and mappings of text), or a value that
was read before, and raises the error that `refuse` makes, with a sentence and advice.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import unquote

from khuyencong.model.declaration import refuse
from khuyencong.model.rules import RULES, Rule, Severity
from khuyencong.vietnamese.citations import anchor
from khuyencong.vietnamese.cleanup import clean_name
from khuyencong.vietnamese.number_cells import number_in
from khuyencong.vietnamese.numbers import grouped
from khuyencong.vietnamese.slugs import LONGEST_ADDRESS, is_device_name, is_slug, slugify


def as_text(value: Any) -> Any:
    """A line of text; anything else is refused."""
    if isinstance(value, list | dict):
        raise refuse(
            Rule.WRONG_VALUE,
            "Chỗ này cần một dòng chữ, không phải danh sách.",
            "Viết cả câu trên một dòng; nếu trong câu có dấu hai chấm, đặt câu trong dấu nháy.",
        )
    return value


def dated(parse: Callable[[str], Any]) -> Callable[[Any], Any]:
    """A reader of dates by `parse`, which raises a ValueError with a sentence."""

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
_PRICED = re.compile(
    r"(?P<amount>[0-9.]+)\s*(?:đồng|đ|₫|vnđ|vnd)?\s*/\s*(?P<unit>\w.*)", re.IGNORECASE
)
LARGEST_AMOUNT = 10**15
"""A thousand times the budget of a province; more is a slipped key or an account number."""


def amount(value: Any) -> Any:
    """A whole number up to 10^15, as Vietnamese offices and Excel write it."""
    if isinstance(value, int):
        return value
    written = str(value).strip()
    match = _AMOUNT.fullmatch(written)
    if not match:
        raise refuse(
            Rule.WRONG_VALUE,
            f"“{shortened(written)}” không phải số nguyên.",
            _how_to_count(written),
        )
    digits = re.sub(r"\D", "", match[1])
    if len(digits) > len(str(LARGEST_AMOUNT)) or int(digits) > LARGEST_AMOUNT:
        raise refuse(
            Rule.WRONG_VALUE,
            f"“{shortened(written)}” là số quá lớn.",
            "Số lớn nhất được viết là 1.000.000.000.000.000; kiểm tra có thừa chữ số, hay chép "
            "nhầm số tài khoản không.",
        )
    return int(digits)


def _how_to_count(written: str) -> str:
    if "E+" in written.upper():
        return "Excel đã rút gọn số: chọn cột, đặt định dạng Number không có số lẻ rồi lưu lại."
    if priced := _PRICED.fullmatch(written):
        return f"Viết hai dòng: `price: {priced['amount']}` và `price_unit: {priced['unit']}`."
    if any(map(str.isalpha, written)) and (number := number_in(written)) and number.is_integer():
        return f"Viết đủ các chữ số: `{grouped(int(number))}`."
    return "Viết bằng chữ số, ví dụ `300000000` hoặc `300.000.000`."


def stars(value: Any) -> Any:
    """A count of stars, which people write with the word or the sign."""
    return re.sub(r"\s*(?:sao|\*|★|⭐)+$", "", str(value).strip(), flags=re.IGNORECASE)


_WORD = re.compile(r"\S+")


def shortened(text: str) -> str:
    """The beginning of a text, for a message; passwords are left out."""
    shown = without_passwords(text)
    return shown if len(shown) <= 60 else f"{shown[:60]}…"


def without_passwords(text: str) -> str:
    """A text for a message or a log: of addresses with a password (`https://an:…@host`, RFC 3986,
    section 3.2.1) neither that nor whose it is."""
    return _WORD.sub(lambda found: _without_password(found[0]), text)


def _without_password(word: str) -> str:
    person, at, rest = word.rpartition("@")
    scheme, slashes, name = person.rpartition("://")
    return f"{scheme}{slashes}…@{rest}" if at and ":" in name else word


_SHARE = re.compile(r"-?[0-9]{1,15}(?:[.,][0-9]{1,15})?\s*%?")


def decimal(value: Any) -> Any:
    """A number of at most fifteen digits before and behind the comma, with or without %."""
    if isinstance(value, float | int):
        return value
    if not _SHARE.fullmatch(written := str(value).strip()):
        raise refuse(
            Rule.WRONG_VALUE,
            f"“{shortened(written)}” không phải số.",
            "Viết bằng chữ số, ví dụ `50`.",
        )
    return float(written.rstrip("% ").replace(",", "."))


_FLAGS = {"true": True, "co": True, "yes": True, "1": True}
_FLAGS |= {"false": False, "khong": False, "no": False, "0": False}


def flag(value: Any) -> Any:
    """Yes or no, in Vietnamese, English or as YAML has it."""
    if isinstance(value, bool):
        return value
    answer = _FLAGS.get(slugify(str(value)))
    if answer is None:
        raise refuse(
            Rule.WRONG_VALUE, f"“{value}” không phải có hay không.", "Viết `true` hoặc `false`."
        )
    return answer


def _sentence(item: Any) -> Any:
    """An item of a list of texts; "Mức hỗ trợ: 300 triệu" is a sentence, not a key."""
    if isinstance(item, dict) and len(item) == 1:
        ((key, value),) = item.items()
        return f"{key}: {value}" if isinstance(value, str) else item
    return item


def as_list(value: Any) -> Any:
    """A list of texts, or one text with commas or semicolons between them."""
    if isinstance(value, str):
        return [part for part in map(str.strip, value.replace(";", ",").split(",")) if part]
    if isinstance(value, list):
        return [_sentence(item) for item in value]
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


def slug(value: Any) -> Any:
    """The last part of an address: ASCII letters, digits and hyphens."""
    written = str(value)
    if is_device_name(written):
        raise refuse(
            Rule.WRONG_VALUE,
            f"“{written}” không dùng làm địa chỉ được: Windows không tạo được thư mục tên này.",
            f"Viết dài hơn, ví dụ `{written}-1`.",
        )
    if not is_slug(written):
        sample = slugify(written)[:LONGEST_ADDRESS].strip("-") or "ten-bai"
        raise refuse(
            Rule.WRONG_VALUE,
            f"“{shortened(written)}” không dùng làm địa chỉ được.",
            f"Chỉ dùng chữ không dấu, số và gạch nối, ví dụ `{sample}`.",
        )
    return value


def content_path(value: Any) -> Any:
    """A path below the content folder, as people and browsers write it."""
    path = str(value).strip().replace("\\", "/").removeprefix("content/").lstrip("/")
    path = clean_name(unquote(path))
    if not path or ".." in path.split("/") or ":" in path:
        raise refuse(
            Rule.PATH_OUTSIDE,
            f"Đường dẫn “{value}” ra ngoài thư mục nội dung.",
            "Chép ảnh vào `content/anh/`, tệp khác vào `content/tep/`, rồi viết như "
            "`anh/ten-anh.jpg`, `tep/ten-tep.pdf`.",
        )
    return path


def offered(*endings: str) -> Callable[[Any], Any]:
    """A path below `tep/` of a file that readers may download, with one of some endings."""

    def read(value: Any) -> Any:
        path = str(content_path(value))
        if not path.startswith("tep/") or path.lower().rpartition(".")[2] not in endings:
            raise refuse(
                Rule.WRONG_VALUE,
                f"“{value}” không phải tệp {' hoặc '.join(f'.{end}' for end in endings)} "
                "trong thư mục `tep/`.",
                f"Chép tệp vào `content/tep/` rồi viết như `tep/ten-tep.{endings[0]}`.",
            )
        return path

    return read


_HOSTED = re.compile(r"[\w-]+(?:\.[\w-]+)+/\S+")


def video(value: Any) -> Any:
    """An address of the web, or a path below the content folder."""
    written = str(value).strip()
    if written.startswith("https://"):
        return value
    bare = written.removeprefix("http:").lstrip("/")
    if _HOSTED.fullmatch(bare):
        raise refuse(
            Rule.WRONG_VALUE,
            f"“{shortened(written)}” không phải địa chỉ video.",
            f"Viết đầy đủ: `https://{bare}`.",
        )
    return content_path(value)


_EMAIL = re.compile(r"[^@\s<>\"'/?&]{1,64}@[^@\s<>\"'/?&.]+(?:\.[^@\s<>\"'/?&.]+)+")


def email(value: Any) -> Any:
    """An address of e-mail."""
    if len(str(value)) > 254 or not _EMAIL.fullmatch(str(value)):
        raise refuse(
            Rule.WRONG_VALUE,
            f"“{shortened(str(value))}” không phải địa chỉ thư.",
            "Viết như `ten@donvi.vn`.",
        )
    return value


def provision(value: Any) -> Any:
    """A provision of law as it is cited: "Điều 5 khoản 2", "điểm a khoản 2 Điều 5"."""
    if value and not anchor(str(value)):
        raise refuse(
            Rule.WRONG_VALUE,
            f"“{shortened(str(value))}” không nêu điều nào.",
            "Viết như `Điều 5`, `Điều 5 khoản 2` hoặc `điểm a khoản 2 Điều 5`.",
        )
    return as_text(value)


_NEXT_CODE = re.compile(r"[;,]\s*(?=KC\d)")


def acceptances(value: Any) -> Any:
    """Code → reason, from `{KC215: lý do}`, `"KC215: lý do"`, or a list of codes."""
    if not isinstance(value, dict):
        written = _NEXT_CODE.split(value) if isinstance(value, str) else as_list(value)
        parts = (str(part).partition(":") for part in written)
        value = {code.strip(): reason.strip() for code, _, reason in parts}
    for code in value:
        rule = RULES.get(code)
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
