"""From what staff write to values: forgiving in form, strict in meaning.

Every function takes what front matter gives (text, lists and mappings of text), or a value that
was read before, and raises the error that `refuse` makes, with a sentence and advice.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import unquote

from khuyencong.model.declaration import refuse
from khuyencong.model.rules import Rule, Severity
from khuyencong.vietnamese.cleanup import clean_name
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
            f"“{_shortened(written)}” không phải số nguyên.",
            _how_to_count(written),
        )
    digits = re.sub(r"\D", "", match[1])
    if len(digits) > len(str(LARGEST_AMOUNT)) or int(digits) > LARGEST_AMOUNT:
        raise refuse(
            Rule.WRONG_VALUE,
            f"“{_shortened(written)}” là số quá lớn.",
            "Số lớn nhất được viết là 1.000.000.000.000.000; kiểm tra có thừa chữ số, hay chép "
            "nhầm số tài khoản không.",
        )
    return int(digits)


def _how_to_count(written: str) -> str:
    if "E+" in written.upper():
        return "Excel đã rút gọn số: chọn cột, đặt định dạng Number không có số lẻ rồi lưu lại."
    if priced := _PRICED.fullmatch(written):
        return f"Viết hai dòng: `price: {priced['amount']}` và `price_unit: {priced['unit']}`."
    return "Viết bằng chữ số, ví dụ `300000000` hoặc `300.000.000`."


def stars(value: Any) -> Any:
    """A count of stars, which people write with the word or the sign."""
    return re.sub(r"\s*(?:sao|\*|★|⭐)+$", "", str(value).strip(), flags=re.IGNORECASE)


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"


_SHARE = re.compile(r"-?[0-9]{1,15}(?:[.,][0-9]{1,15})?\s*%?")


def decimal(value: Any) -> Any:
    """A number of at most fifteen digits before and behind the comma, with or without %."""
    if isinstance(value, float | int):
        return value
    if not _SHARE.fullmatch(written := str(value).strip()):
        raise refuse(
            Rule.WRONG_VALUE,
            f"“{_shortened(written)}” không phải số.",
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
    """A list of texts, or one text with commas between them."""
    if isinstance(value, str):
        return [part for part in (part.strip() for part in value.split(",")) if part]
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
            f"“{_shortened(written)}” không dùng làm địa chỉ được.",
            f"Chỉ dùng chữ không dấu, số và gạch nối, ví dụ `{sample}`.",
        )
    return value


_HOST = r"[^\s<>\"'/.@]+(?:\.[^\s<>\"'/.@]+)+"
_WEB_ADDRESS = re.compile(rf"https?://{_HOST}(?:[/?#][^\s<>\"']*)?")
_WITHOUT_SCHEME = re.compile(rf"(?:www\.)?{_HOST}(?:/[^\s<>\"']*)?")
LONGEST_WEB_ADDRESS = 2000


def web_address(value: Any) -> Any:
    """An absolute address of the web."""
    written = str(value)
    if len(written) > LONGEST_WEB_ADDRESS or not _WEB_ADDRESS.fullmatch(written):
        bare = len(written) <= LONGEST_WEB_ADDRESS and _WITHOUT_SCHEME.fullmatch(written)
        raise refuse(
            Rule.WRONG_VALUE,
            f"“{_shortened(written)}” không phải địa chỉ trang web.",
            f"Viết đầy đủ: `https://{written}`."
            if bare
            else "Viết đầy đủ, bắt đầu bằng `https://`.",
        )
    return value


def site_address(value: Any) -> Any:
    """An address within the site."""
    written = str(value)
    if not re.fullmatch(r"/[A-Za-z0-9._~/-]*", written) or ".." in written or "//" in written:
        raise refuse(
            Rule.WRONG_VALUE,
            f"“{_shortened(written)}” không phải địa chỉ trong trang.",
            "Viết như `/tin-tuc/ten-bai-cu/`.",
        )
    return value


def menu_address(value: Any) -> Any:
    """An address within the site, or one of another site."""
    return web_address(value) if "://" in str(value) else site_address(value)


_UNUSABLE = re.compile(r"[\x00-\x1f<>:\"|?*#\\\ufffd]")
"""Signs that some disk takes into no name, or that end an address."""
FILE_ENDINGS = frozenset(
    {
        *("atom", "avif", "css", "csv", "doc", "docx", "gif", "ico", "jpeg", "jpg", "js", "json"),
        *("m4a", "mp3", "mp4", "odp", "ods", "odt", "ogg", "opml", "pdf", "png", "ppt", "pptx"),
        *("rss", "srt", "svg", "txt", "vtt", "wav", "webm", "webmanifest", "webp", "xls", "xlsx"),
        *("xml", "zip"),
    }
)
"""Endings of files that are no pages: among them of all that a site may hold."""
LONGEST_PART = 240
"""Bytes of a part of an address: a folder on any disk."""


def old_address(value: Any) -> Any:
    """An address that a story once had, letters instead of percent signs.

    One with a query (`/viewer.aspx?mabb=79894`) is kept as it was asked for: no static page can
    answer it, the redirect table of a server does.
    """
    written, mark, query = str(value).strip().partition("?")
    if mark:
        return _with_query(written, query)
    path = unicodedata.normalize("NFC", unquote(written))
    parts = path.strip("/").split("/")
    if not path.startswith("/") or _UNUSABLE.search(path) or not all(map(_is_folder, parts)):
        raise refuse(
            Rule.WRONG_VALUE,
            f"“{_shortened(written)}” không phải địa chỉ cũ của một bài.",
            "Viết như `/tin-tuc/ten-bai-cu/`.",
        )
    if any(part.lower().rpartition(".")[2] in FILE_ENDINGS for part in parts if "." in part):
        raise refuse(
            Rule.OLD_ADDRESS_UNUSABLE,
            f"“{_shortened(written)}” là địa chỉ của một tệp, không phải của một trang.",
            "Viết như `/tin-tuc/ten-bai-cu/`, hoặc bỏ địa chỉ này.",
        )
    if len(path) > 500 or any(len(part.encode()) > LONGEST_PART for part in parts):
        raise refuse(
            Rule.WRONG_LENGTH,
            f"Địa chỉ “{_shortened(written)}” dài quá, không máy nào lưu được.",
            "Bỏ địa chỉ này.",
        )
    return path


_QUERY = re.compile(r"[^\x00-\x20<>\"\\^`{|}\x7f\ufffd]{1,500}")


def _with_query(written: str, query: str) -> str:
    """An old address that a server's program answered by its query (RFC 3986, 3.4)."""
    path = unicodedata.normalize("NFC", unquote(written))
    query = query.partition("#")[0]
    parts = path.strip("/").split("/")
    sound = path == "/" or all(map(_is_folder, parts))
    if not path.startswith("/") or _UNUSABLE.search(path) or not sound or len(path) > 500:
        query = ""
    if not _QUERY.fullmatch(query):
        raise refuse(
            Rule.WRONG_VALUE,
            f"“{_shortened(f'{written}?{query}')}” không phải địa chỉ cũ của một bài.",
            "Viết như `/viewer.aspx?mabb=79894` hoặc `/?p=12`.",
        )
    return f"{path}?{query}"


def _is_folder(part: str) -> bool:
    """Whether a part of an address can be a folder everywhere."""
    device = is_device_name(part.lower().partition(".")[0])
    return bool(part) and part[0] != "." and part == part.strip(" ").rstrip(".") and not device


def content_path(value: Any) -> Any:
    """A path below the content folder, as people and browsers write it."""
    path = str(value).strip().replace("\\", "/").removeprefix("content/").lstrip("/")
    path = clean_name(unquote(path))
    if not path or ".." in path.split("/") or ":" in path:
        raise refuse(
            Rule.PATH_OUTSIDE,
            f"Đường dẫn “{value}” ra ngoài thư mục nội dung.",
            "Chép tệp vào `content/anh/` rồi viết như `anh/ten-anh.jpg`.",
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


def video(value: Any) -> Any:
    """An address of the web, or a path below the content folder."""
    return value if str(value).startswith("https://") else content_path(value)


_EMAIL = re.compile(r"[^@\s<>\"'/?&]{1,64}@[^@\s<>\"'/?&.]+(?:\.[^@\s<>\"'/?&.]+)+")


def email(value: Any) -> Any:
    """An address of e-mail."""
    if len(str(value)) > 254 or not _EMAIL.fullmatch(str(value)):
        raise refuse(
            Rule.WRONG_VALUE,
            f"“{_shortened(str(value))}” không phải địa chỉ thư.",
            "Viết như `ten@donvi.vn`.",
        )
    return value


_RULES = {rule.code: rule for rule in Rule}
_NEXT_CODE = re.compile(r"[;,]\s*(?=KC\d)")


def acceptances(value: Any) -> Any:
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
