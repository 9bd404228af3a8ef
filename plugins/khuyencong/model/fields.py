"""Types of the values that staff write: how each is read, and its JSON Schema.

Front matter reaches these types as text, lists and mappings of text: nothing has been
guessed by the YAML parser, so `0912…` stays a telephone number and `22/11/2026` a date.
"""

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from khuyencong.model.address_values import menu_address, old_address, web_address
from khuyencong.model.declaration import Form
from khuyencong.model.framing_values import crop, focus, turn
from khuyencong.model.values import (
    acceptances,
    amount,
    as_lines,
    as_list,
    as_text,
    content_path,
    dated,
    decimal,
    email,
    flag,
    offered,
    provision,
    slug,
    stars,
    video,
)
from khuyencong.pictures.framing import Crop, Focus, Turn
from khuyencong.vietnamese.dates import parse_day, parse_event, parse_event_day, parse_moment

_WORDS = {"type": ["string", "number", "boolean"]}
"""A line of text; an editor's YAML reader may take an unquoted one for a number."""
_TEXT_LIST = {"anyOf": [{"type": "array", "items": _WORDS}, _WORDS]}
_DATE = r"[0-9]{4}[/.-][0-9]{1,2}[/.-][0-9]{1,2}|[0-9]{1,2} ?[/.-] ?[0-9]{1,2} ?[/.-] ?[0-9]{4}"
_DATE += r"|[tT]h|[0-9]{1,2}[ -][A-Za-z]{3}|[A-Za-z]{3,} [0-9]{1,2}"
_NUMBER = r"^\s*([0-9]{1,3}([.\u00a0 ][0-9]{3})+|[0-9]{1,3}(,[0-9]{3}){2,}|[0-9]+)(,00?)?"
_NUMBER += r"\s*([đĐ]|₫|[đĐ][ồỒ][nN][gG]|[vV][nN][dDđĐ])?\s*$"
_PERCENT = r"^\s*-?[0-9]+([.,][0-9]+)?\s*%?\s*$"
_STARS = r"^\s*[1-5]\s*(sao|[*★⭐]+)?\s*$"
_FLAG = {"anyOf": [{"type": "boolean"}, {"enum": ["true", "false", "có", "không", "yes", "no"]}]}


def _matching(pattern: str) -> dict[str, Any]:
    return {"type": "string", "pattern": pattern}


def _numbers(count: int) -> dict[str, Any]:
    """So many numbers, on one line or as a list."""
    number = r"[0-9]+([.,][0-9]+)?\s*%?"
    line = rf"^\s*{number}((\s*;\s*|,\s+|\s+){number}){{{count - 1}}}\s*$"
    item = {"anyOf": [{"type": "number"}, _matching(rf"^\s*{number}\s*$")]}
    listed = {"type": "array", "items": item, "minItems": count, "maxItems": count}
    return {"anyOf": [_matching(line), listed]}


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

Text = Annotated[str, BeforeValidator(as_text), Form("chữ", _WORDS)]
LONGEST_TITLE = 200
LONGEST_SUMMARY = 2000
LONGEST_NAME = 200
"""Letters of the name of a person, a place, a producer or a unit."""
LONGEST_TAG = 100
Name = Annotated[str, BeforeValidator(as_text), Form("chữ", _WORDS), Field(max_length=LONGEST_NAME)]
NameList = Annotated[
    tuple[Annotated[str, Field(max_length=LONGEST_TAG)], ...],
    BeforeValidator(as_list),
    Form("danh sách", _TEXT_LIST),
]
TextList = Annotated[tuple[str, ...], BeforeValidator(as_list), Form("danh sách", _TEXT_LIST)]
LineList = Annotated[tuple[str, ...], BeforeValidator(as_lines), Form("các dòng", _TEXT_LIST)]
Acceptances = Annotated[
    dict[str, str], BeforeValidator(acceptances), Form("mã và lý do", _ACCEPTANCES)
]
Moment = Annotated[
    datetime, BeforeValidator(dated(parse_moment)), Form("ngày giờ", _matching(_DATE))
]
EventMoment = Annotated[
    datetime, BeforeValidator(dated(parse_event)), Form("ngày giờ", _matching(_DATE))
]
EventList = Annotated[
    tuple[EventMoment, ...], BeforeValidator(as_list), Form("danh sách ngày giờ", _MOMENT_LIST)
]
Day = Annotated[date, BeforeValidator(dated(parse_day)), Form("ngày", _matching(_DATE))]
EventDay = Annotated[date, BeforeValidator(dated(parse_event_day)), Form("ngày", _matching(_DATE))]
Amount = Annotated[
    int,
    BeforeValidator(amount),
    Form("số nguyên", {"type": ["integer", "string"], "pattern": _NUMBER}),
    Field(ge=0),
]
Stars = Annotated[
    int,
    BeforeValidator(lambda value: amount(stars(value))),
    Form("số nguyên", {"type": ["integer", "string"], "pattern": _STARS}),
    Field(ge=1, le=5),
]
Percent = Annotated[
    float,
    BeforeValidator(decimal),
    Form("số phần trăm", {"type": ["number", "string"], "pattern": _PERCENT}),
    Field(ge=0, le=100),
]
PhotoCrop = Annotated[Crop, BeforeValidator(crop), Form("bốn số phần trăm", _numbers(4))]
PhotoFocus = Annotated[Focus, BeforeValidator(focus), Form("hai số phần trăm", _numbers(2))]
PhotoTurn = Annotated[
    Turn,
    BeforeValidator(turn),
    Form("số độ", {"enum": [0, 90, 180, 270, "0", "90", "180", "270"]}),
]
Flag = Annotated[bool, BeforeValidator(flag), Form("có/không", _FLAG)]
_PROVISION = r"^$|[đĐ][iI][ềỀ][uU]\s+[0-9]"
Provision = Annotated[str, BeforeValidator(provision), Form("điều khoản", _matching(_PROVISION))]
Slug = Annotated[
    str,
    BeforeValidator(slug),
    Form("địa chỉ", _matching("^[a-z0-9]+(-[a-z0-9]+)*$")),
    Field(max_length=LONGEST_NAME),
]
SlugList = Annotated[tuple[Slug, ...], BeforeValidator(as_list), Form("danh sách địa chỉ", _SLUGS)]
WebAddress = Annotated[
    str, BeforeValidator(web_address), Form("địa chỉ web", _matching("^https?://"))
]
MenuAddress = Annotated[
    str,
    BeforeValidator(menu_address),
    Form("địa chỉ trong trang hoặc địa chỉ web", _matching("^(/|https?://)")),
]
OldAddressList = Annotated[
    tuple[Annotated[str, BeforeValidator(old_address)], ...],
    BeforeValidator(as_list),
    Form("danh sách địa chỉ trong trang", _ADDRESSES),
]
ContentPath = Annotated[str, BeforeValidator(content_path), Form("tệp", _matching(_PATH))]
PdfPath = Annotated[
    str, BeforeValidator(offered("pdf")), Form("tệp", _matching(r"\.[pP][dD][fF]\s*$"))
]
DocumentPath = Annotated[
    str,
    BeforeValidator(offered("pdf", "docx", "xlsx", "doc", "xls", "odt", "ods")),
    Form(
        "tệp", _matching(r"\.([pP][dD][fF]|[dD][oO][cC][xX]?|[xX][lL][sS][xX]?|[oO][dD][tTsS])\s*$")
    ),
]
SubtitlePath = Annotated[
    str,
    BeforeValidator(offered("vtt", "srt")),
    Form("tệp", _matching(r"\.([vV][tT][tT]|[sS][rR][tT])\s*$")),
]
SoundPath = Annotated[
    str,
    BeforeValidator(offered("mp3", "m4a")),
    Form("tệp", _matching(r"\.([mM][pP]3|[mM]4[aA])\s*$")),
]
Video = Annotated[str, BeforeValidator(video)]
Email = Annotated[str, BeforeValidator(email), Form("thư", _matching("^[^@]+@[^@]+$"))]
Year = Annotated[
    int,
    BeforeValidator(amount),
    Form("năm", {"type": ["integer", "string"], "pattern": "^[0-9]{4}$"}),
    Field(ge=1945, le=2100),
]
