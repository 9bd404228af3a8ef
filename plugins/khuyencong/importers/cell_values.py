"""What people write into the cells of lists: prices, stars, telephones, levels, decisions."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from khuyencong.gazetteer.address import PlaceReading
from khuyencong.gazetteer.address import read_address as read_place
from khuyencong.gazetteer.provinces import named_province
from khuyencong.gazetteer.sentences import became
from khuyencong.importers.table_source import LOST_DIGITS
from khuyencong.model.producer import ProducerKind, Region
from khuyencong.model.product import Group, Level
from khuyencong.vietnamese.dates import parse_day
from khuyencong.vietnamese.folding import fold
from khuyencong.vietnamese.phones import phone_numbers

Fields = dict[str, object]

_AMOUNT = r"(?P<number>\d{1,3}(?:[. ]\d{3})+|\d{1,3}(?:,\d{3})+|\d+(?:,\d+)?)"
_PRICE = re.compile(
    rf"^{_AMOUNT}\s*(?P<times>nghìn|ngàn|k\b|triệu|tr\b)?\s*(?:đồng|đ|₫|vnđ|vnd)?\s*"
    r"(?:[/]\s*(?P<unit>[^\d/;,\n][^/;\n]{0,40}|\d+\s*[a-zA-Zđ]+[^/;\n]{0,30}))?$",
    re.IGNORECASE,
)
_SHORTENED = re.compile(r"\d[.,]\d{1,15}E\+?\d", re.IGNORECASE)
"""A number as Excel shows it in a narrow column: 9,12E+08."""
_LEVELS = (
    ("quoc gia", Level.NATION),
    ("khu vuc", Level.REGION),
    ("tinh", Level.PROVINCE),
    ("thanh pho", Level.PROVINCE),
    ("huyen", Level.DISTRICT),
    ("xa", Level.COMMUNE),
)
_LEVEL = re.compile(
    r"\b(?P<level>quoc gia|khu vuc|tinh|thanh pho|huyen|xa)\b"
    r"(?:[^\d]{0,40}?(?P<year>(?:19|20)\d\d)\b)?"
)
_DECISION = re.compile(
    r"(?:(?:QĐ|Quyết định)\s*)?(?:số\s*)?(?::\s*)?(?P<number>\d{1,6}\s*/\s*(?:\d{4}\s*/\s*)?"
    r"[A-ZĐ][\w.Đđ-]*(?:-[\wĐđ]+)*)",
    re.IGNORECASE,
)
_OLD_LEVEL = re.compile(r"\b(huyen|quan|thi xa|thi tran)\b")
_DAY = re.compile(
    r"(?:ngày\s+)?(\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}"
    r"|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})",
    re.IGNORECASE,
)
_REGIONS = (("bac", Region.NORTH), ("trung", Region.CENTRE), ("nam", Region.SOUTH))
_KINDS = (
    (r"\bhop tac xa\b|\bhtx\b", ProducerKind.COOPERATIVE),
    (r"\bto hop tac\b|\btht\b", ProducerKind.GROUP),
    (
        r"\bho kinh doanh\b|\bhkd\b|\bho san xuat\b|^ho \b|^co so\b|^cssx\b|^ong\b|^ba\b",
        ProducerKind.HOUSEHOLD,
    ),
    (r"\bdoanh nghiep tu nhan\b|\bdntn\b", ProducerKind.ENTERPRISE),
    (r"\bcong ty\b|\bcty\b|\bctcp\b|\btnhh\b|\bco phan\b", ProducerKind.COMPANY),
)
_GROUPS = (
    (r"thu cong|my nghe|luu niem|trang tri", Group.CRAFT),
    (r"thiet bi|may moc|co khi|dung cu|phu tung", Group.MACHINERY),
    (r"che bien|thuc pham|nong|lam san|thuy san|do uong|duoc lieu|thao duoc", Group.FOOD),
    (r"san pham khac|^khac$", Group.OTHER),
)
_HOPED = re.compile("tiem nang|de nghi|dang ky|phan dau|du kien|de xuat")
_PHONE_LABEL = re.compile(
    r"\b(?:số )?(?:điện thoại|đt|sđt|đtdđ|tel|di động|hotline)\b(?: liên hệ)?[\s.:]*"
    r"(?P<numbers>[+0-9][\d\s.,;()/+-]{7,60})\)?\.?$",
    re.IGNORECASE,
)
_OPENING = " \t\n\xa0.,;(–-"
"""What may stand between an address and the label of a telephone."""
_WORDS_BESIDE = re.compile(r"\([^()\d]*\)")
"""Whose number it is: "(P. Kinh doanh)"."""
_LABEL = re.compile(r"^[^\d:]*:")
_BETWEEN_PHONES = re.compile(r"[;/,\n]|\s-\s|\bvà\b")
_MAIL = re.compile(r"(?<![^\s@;,<>()])[^\s@;,<>()]+@[^\s@;,<>()]+\.[^\s@;,<>()]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says: fields to fill, and what a person must look at."""

    fields: Fields
    remark: str = ""


def read_price(text: str, heading: str = "") -> Reading:
    """ "35.000đ/kg" is a price with its unit; a range, two prices or "Liên hệ" are a note.

    The heading may hold the unit ("Giá (đồng/kg)") or thousands ("Giá (nghìn đồng)").
    """
    if _SHORTENED.search(text):
        return Reading({}, f"Giá “{text}” Excel đã rút gọn: định dạng cột là Number rồi nhập lại.")
    found = _PRICE.match(text.strip())
    if found is None:
        return Reading({"price_note": text})
    digits = found["number"]
    whole = re.sub(r"[. ]|,(?=\d{3}(?:,|$))", "", digits)
    factor = _times(found["times"] or "", heading)
    if not whole.isdigit():
        if factor == 1:
            return Reading({"price_note": text}, f"Giá “{text}” có số lẻ nên ghi vào ghi chú giá.")
        whole, factor = str(round(float(whole.replace(",", ".")) * factor)), 1
    unit = (found["unit"] or _unit_of(heading)).strip(" .)")
    return Reading({"price": str(int(whole) * factor), **({"price_unit": unit} if unit else {})})


def _times(word: str, heading: str) -> int:
    """By how much a number is to be multiplied for đồng, as the cell or its heading says."""
    if word.lower().startswith("tr"):
        return 1_000_000
    return 1000 if word or re.search(r"nghìn|ngàn|1\.?000\s*đ", heading) else 1


def _unit_of(heading: str) -> str:
    found = re.search(r"(?:đồng|đ|vnđ)\s*/\s*([^)\]]+)", heading, re.IGNORECASE)
    return found[1] if found else ""


def read_stars(text: str) -> Reading:
    """ "OCOP 4 sao", "****", "4*" are four stars; stars that are hoped for are none."""
    if _HOPED.search(fold(text)):
        return Reading({}, f"“{text}” chưa phải sao được công nhận nên để trống.")
    if signs := re.fullmatch(r"[*★⭐\s]{1,9}", text):
        return Reading({"ocop_stars": str(len(signs[0].replace(" ", "")))})
    found = re.search(r"(?<!\d)([1-5])\s*(?:sao|\*|★|⭐|$)", text, re.IGNORECASE)
    if found:
        return Reading({"ocop_stars": found[1], **ocop_decision(*read_decision(text))})
    return Reading({}, f"Sao OCOP “{text}” không rõ là mấy sao nên để trống.")


def ocop_decision(number: str, day: str, year: str = "") -> Fields:
    """The fields of a product that say by which decision its stars were given, as far as known."""
    known = {"ocop_decision": number, "ocop_year": day[-4:] or year}
    return {name: value for name, value in known.items() if value}


def read_phones(text: str) -> Reading:
    """Telephone numbers, several allowed; a zero that Excel took away comes back."""
    if LOST_DIGITS in text or _SHORTENED.search(text):
        return Reading(
            {}, f"Số điện thoại “{text.strip(LOST_DIGITS)}” Excel đã rút gọn, mất chữ số: gõ lại."
        )
    bare = _WORDS_BESIDE.sub(" ", text)
    parts = [_LABEL.sub("", part).strip(" .')") for part in _BETWEEN_PHONES.split(bare)]
    numbers = [_with_zero(part) for part in parts if part]
    whole = ", ".join(numbers)
    if not numbers or not list(phone_numbers(whole)):
        return Reading({}, f"“{text}” không phải số điện thoại gọi được nên để trống.")
    return Reading({"phone": whole})


def _with_zero(number: str) -> str:
    digits = re.sub(r"\D", "", number)
    if digits == number and len(digits) == 11 and digits.startswith("84"):
        return f"+{digits}"
    return f"0{digits}" if digits == number and len(digits) == 9 and digits[0] != "0" else number


def read_mail(text: str) -> Reading:
    """The first mail of a cell, and the web site beside it; other mails are told."""
    found = _MAIL.findall(text)
    site = read_website(_MAIL.sub(" ", text))
    if not found and site.fields:
        return site
    if not found:
        return Reading({}, f"“{text}” không phải địa chỉ thư nên để trống.")
    rest = f"Cơ sở có nhiều địa chỉ thư, đã lấy cái đầu; còn: {', '.join(found[1:])}."
    fields: Fields = {"email": found[0].lower(), **site.fields}
    return Reading(fields, rest if len(found) > 1 else "")


def read_website(text: str) -> Reading:
    """The first address of a cell, with the scheme that people leave out."""
    first, *others = [part for part in re.split(r"[\s;,]+", text) if "." in part] or [""]
    if not first or "@" in first:
        return Reading({}, f"“{text}” không phải trang web nên để trống.")
    address = first if re.match(r"https?://", first) else f"https://{first}"
    return Reading({"website": address}, f"Còn trang: {', '.join(others)}." if others else "")


def read_awards(text: str, year: str = "", decision: str = "") -> list[Fields]:
    """ "Cấp tỉnh 2024; cấp khu vực phía Bắc 2022, QĐ 45/QĐ-UBND ngày 20/8/2024" as awards.

    `year` and `decision` count where the text has none; an award without a year is none.
    """
    awards: list[Fields] = []
    for part in re.split(r"[;\n]", text):
        number, day = read_decision(part)
        number, day = (number, day) if number else read_decision(decision)
        words = fold(_DAY.sub(" ", _DECISION.sub(" ", part)))
        for found in _LEVEL.finditer(words):
            award = _award(found, words, year or day[-4:])
            awards.append(award | ({"decision": number} if number else {}))
            awards[-1] |= {"date": day} if day else {}
    return [award for award in awards if "year" in award]


def _award(found: re.Match[str], words: str, year: str) -> Fields:
    """The award of a level that was found in folded words."""
    level = next(value for name, value in _LEVELS if name == found["level"])
    award: Fields = {"level": level.value}
    if given := found["year"] or year:
        award["year"] = given
    if level is Level.REGION:
        after = words[found.end("level") :][:40].split()
        region = next((region for name, region in _REGIONS if name in after), None)
        award |= {"region": region.value} if region else {}
    return award


def read_day(text: str) -> str:
    """A day as dd/mm/yyyy, also one that a sheet holds as the number of days since 30/12/1899; ""
    for none.
    """
    if re.fullmatch(r"[2-6]\d{4}", text):
        return f"{date(1899, 12, 30) + timedelta(days=int(text)):%d/%m/%Y}"
    return read_decision(text)[1]


def read_decision(text: str) -> tuple[str, str]:
    """Number and day of a decision; "" for what is not there."""
    number, day = _DECISION.search(text), _DAY.search(text)
    shown = ""
    if day:
        try:
            shown = f"{parse_day(day[1]):%d/%m/%Y}"
        except ValueError:
            shown = ""
    return (re.sub(r"\s+", "", number["number"]) if number else ""), shown


def kind_of_producer(name: str) -> ProducerKind | None:
    """The legal form that a name tells; "cơ sở" and a person's name are households."""
    folded = fold(name)
    return next((kind for form, kind in _KINDS if re.search(form, folded)), None)


def group_of(text: str) -> Group | None:
    """The group of the selection that words mean."""
    folded = fold(text)
    return next((group for form, group in _GROUPS if re.search(form, folded)), None)


def read_address(text: str) -> Reading:
    """An address taken apart; one of before 1/7/2025 is kept, and led to the commune of today.

    Where several communes may be meant none is chosen, and the remark names them. A telephone
    number behind it ("…, ĐT: 0912 345 678") is one.
    """
    if labelled := _PHONE_LABEL.search(text):
        phone, address = read_phones(labelled["numbers"]), text[: labelled.start()].rstrip(_OPENING)
        before = read_address(address) if address else Reading({})
        remark = " ".join(filter(None, (before.remark, phone.remark)))
        return Reading(before.fields | phone.fields, remark)
    place = read_place(text)
    if place and place.former and place.province:
        return _of_today(text, place)
    if (place and place.former) or _OLD_LEVEL.search(fold(text)):
        return Reading(
            {"former_address": text},
            f"Địa chỉ “{text}” còn cấp huyện: đã ghi vào địa chỉ cũ, điền xã và tỉnh hiện nay.",
        )
    if place and place.province and place.certain:
        known: Fields = {"commune": place.communes[0].name, "province": place.province}
        return Reading(known | ({"address": place.street} if place.street else {}))
    parts = [part.strip() for part in text.split(",") if part.strip()]
    fields: Fields = {}
    rest: list[str] = []
    for part in parts:
        commune = re.match(r"(?:xã|phường|đặc khu)\s+(.+)", part, re.IGNORECASE)
        province = re.match(r"(?:tỉnh|thành phố|tp\.?)\s+(.+)", part, re.IGNORECASE)
        bare = named_province(part) if part is parts[-1] else None
        if commune:
            fields["commune"] = commune[1]
        elif province:
            fields["province"] = province[1]
        elif bare:
            fields["province"] = bare.today
        else:
            rest.append(part)
    return Reading(fields | ({"address": ", ".join(rest)} if rest else {}))


def _of_today(text: str, place: PlaceReading) -> Reading:
    """An old address with as much of the new one as is certain."""
    fields: Fields = {"former_address": text, "province": place.province}
    if not place.certain:
        return Reading(fields, f"Địa chỉ “{text}” {became(place)}: đã điền tỉnh, chọn xã hiện nay.")
    fields |= {"commune": place.communes[0].name}
    fields |= {"address": place.street} if place.street else {}
    return Reading(fields, f"Địa chỉ “{text}” {became(place)}: đã điền xã, tỉnh hiện nay.")
