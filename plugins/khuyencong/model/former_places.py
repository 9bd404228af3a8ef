"""Fields that hold places under names of before 1/7/2025."""

from collections.abc import Iterator, Sequence

from khuyencong.gazetteer.address import PlaceReading, communes_of_today, read_address
from khuyencong.gazetteer.names import parted
from khuyencong.gazetteer.provinces import full_province, named_province
from khuyencong.gazetteer.sentences import became, named
from khuyencong.model.rules import Fault, Rule, Where


def place_faults(
    where: Where,
    commune: str,
    province: str,
    former_address: str = "",
    *,
    keys: tuple[str, str] = ("commune", "province"),
) -> Iterator[Fault]:
    """What is wrong with the commune and province of a record at `where`, and its old address.

    `keys` are those of commune and province; that of the old address is `former_address`. A name
    that is in no list, be it new or invented, is nobody's fault.
    """
    today = _ended(province)
    if today:
        yield _former(
            (*where, keys[1]),
            f"“{province}” nay thuộc {full_province(today)}.",
            f"Viết như `{keys[1]}: {today}`.",
        )
    if commune:
        known = communes_of_today(commune, province)
        place = None if known else read_address(f"{commune}, {province}")
        if place and place.communes and place.former and place.province:
            message = f"“{commune}” {became(place)}."
            yield _former((*where, keys[0]), message, _advice(place, keys[0]))
    if former_address:
        yield from _old_address_faults(where, commune, province, former_address)


def _old_address_faults(
    where: Where, commune: str, province: str, former_address: str
) -> Iterator[Fault]:
    place = read_address(former_address)
    if not (place and place.former and place.communes and place.province):
        return
    known = communes_of_today(commune, province) if commune else ()
    if not commune:
        message = f"“{former_address}” {became(place)}; còn thiếu xã hiện nay."
        yield _former((*where, "former_address"), message, _advice(place, "commune"))
    elif known and not set(known) & set(place.communes):
        yield Fault(
            Rule.PLACES_CONTRADICT,
            (*where, "former_address"),
            f"“{former_address}” {became(place)}, không có {named(known)}.",
            "Sửa xã hiện nay hoặc địa chỉ cũ.",
        )


def locality_faults(names: Sequence[str]) -> Iterator[Fault]:
    """Old places among those that a text of today is about, which do not stand beside the new.

    A bare name may be that of any hamlet: it is told only when a district had it.
    """
    for number, name in enumerate(names):
        today = _ended(name)
        if today and today not in names:
            message = f"“{name}” nay thuộc {full_province(today)}."
            yield _former(("localities", number), message, f"Ghi thêm `{today}`.")
        elif not named_province(name) and not communes_of_today(name, ""):
            place = read_address(name)
            meant = place and place.province and (place.districts or parted(name)[0])
            if place and meant and place.former:
                message = f"“{name}” {became(place)}."
                yield _former(("localities", number), message, "Ghi tên hiện nay.")


def _ended(name: str) -> str:
    """The province of today in the place of one that ended; empty for any other name."""
    found = named_province(name)
    return found.today if found and found.ended else ""


def _former(where: Where, message: str, advice: str) -> Fault:
    return Fault(Rule.FORMER_PLACE, where, message, advice)


def _advice(place: PlaceReading, key: str) -> str:
    """What to write instead; of several communes a person chooses one."""
    if place.certain:
        return f"Viết như `{key}: {place.communes[0].name}`."
    return f"Chọn một xã hiện nay, ghi vào `{key}`."
