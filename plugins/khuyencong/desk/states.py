"""The states of an entry, and the steps between them, each with what readers will see."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from khuyencong.desk.sessions import Role
from khuyencong.editing.yaml_writer import Value
from khuyencong.model.entry import Entry, Status
from khuyencong.vietnamese.dates import short_date
from khuyencong.vietnamese.near_moment import near_moment


@dataclass(frozen=True, slots=True)
class Step:
    """A button: what it does, and what readers and newsrooms will see."""

    name: str
    label: str
    sentence: str
    done: str
    """What a person is told when it was taken."""
    role: Role
    asks: str = ""
    """Label of the one thing that a person must give with it; empty for none."""
    example: str = ""
    is_moment: bool = False
    """Whether that one thing is a moment, which is chosen on a calendar too."""


STATES = {
    "nhap": "Bản nháp",
    "cho-duyet": "Chờ duyệt",
    "hen-gio": "Hẹn giờ",
    "da-dang": "Đã đăng",
    "an": "Ẩn khỏi danh sách",
    "da-rut": "Đã rút",
}
_BY_STATUS = {
    Status.DRAFT: "nhap",
    Status.REVIEW: "cho-duyet",
    Status.HIDDEN: "an",
    Status.WITHDRAWN: "da-rut",
}

_PUBLISH = Step(
    "dang",
    "Đăng",
    "Bài có trên trang, trong danh sách và nguồn tin cho báo, đài từ lần đưa lên mạng tới.",
    "Đã đăng. Người đọc thấy bài từ lần đưa lên mạng tới.",
    Role.APPROVER,
)
_SCHEDULE = Step(
    "hen-gio",
    "Hẹn giờ đăng",
    "Trước giờ hẹn, bài không có trên trang; tới giờ, Bàn biên tập đang mở tự đưa lên mạng.",
    "Đã hẹn giờ. Tới giờ, Bàn biên tập tự đưa bài lên mạng, nếu trang đã được đưa lên ít nhất một "
    "lần; máy tắt thì đưa lên khi mở lại.",
    Role.APPROVER,
    "Ngày, giờ đăng",
    "7h sáng mai",
    is_moment=True,
)
_REVIEW = Step(
    "gui-duyet",
    "Gửi duyệt",
    "Bài chuyển sang chờ duyệt; người đọc chưa thấy gì.",
    "Đã gửi duyệt. Người duyệt thấy bài ở trang Hôm nay.",
    Role.WRITER,
)
_DRAFT = Step(
    "ve-nhap",
    "Trả về bản nháp",
    "Bài trở lại bản nháp; nếu đã đăng, bài mất khỏi trang từ lần đưa lên mạng tới.",
    "Bài đã trở lại bản nháp.",
    Role.EDITOR,
)
_CORRECT = Step(
    "dinh-chinh",
    "Đính chính",
    "Câu đính chính đứng trên đầu bài và ở trang Đính chính; báo, đài nhận được qua nguồn tin.",
    "Đã ghi câu đính chính. Người đọc thấy từ lần đưa lên mạng tới.",
    Role.APPROVER,
    "Nội dung đính chính",
    "Số lớp đúng là 04, không phải 05.",
)
_HIDE = Step(
    "an",
    "Ẩn khỏi danh sách",
    "Ai có địa chỉ vẫn mở được bài; bài không còn trong danh sách, tìm kiếm và nguồn tin.",
    "Đã ẩn. Bài mất khỏi danh sách từ lần đưa lên mạng tới.",
    Role.APPROVER,
)
_WITHDRAW = Step(
    "rut",
    "Rút bài",
    "Trang chỉ còn dòng “Tin đã gỡ”, không còn chữ và ảnh; báo, đài nhận tin rút trong 30 ngày.",
    "Đã rút. Trang của bài chỉ còn dòng “Tin đã gỡ” từ lần đưa lên mạng tới.",
    Role.APPROVER,
)
_STEPS = {
    "nhap": (_REVIEW, _PUBLISH, _SCHEDULE),
    "cho-duyet": (_PUBLISH, _SCHEDULE, _DRAFT),
    "hen-gio": (_PUBLISH, _SCHEDULE, _DRAFT),
    "da-dang": (_CORRECT, _HIDE, _WITHDRAW),
    "an": (_PUBLISH, _CORRECT, _WITHDRAW),
    "da-rut": (_PUBLISH, _DRAFT),
}


def state_of(entry: Entry, now: datetime) -> str:
    """The name of the state in which an entry is (`STATES`)."""
    if entry.status is Status.PUBLISHED:
        return "hen-gio" if entry.is_embargoed(now) else "da-dang"
    return _BY_STATUS[entry.status]


def steps_from(state: str, role: Role) -> Iterator[Step]:
    """The steps that a person may take from a state."""
    yield from (step for step in _STEPS[state] if role >= step.role)


def changes_of(
    step: Step, entry: Entry, old: dict[str, Value], given: str, who: str, now: datetime
) -> dict[str, Value | None]:
    """What a step writes into the header.

    Raises:
        ValueError: with a Vietnamese sentence, when what was given is of no use.
    """
    moment = f"{short_date(now)} {now:%H:%M}"
    match step.name:
        case "gui-duyet":
            return {"status": "review"}
        case "ve-nhap":
            return {"status": "draft", "approved": None}
        case "an":
            return {"status": "hidden"}
        case "rut":
            return {"status": "withdrawn", "modified": moment}
        case "dinh-chinh":
            return _corrected(old, given, moment)
        case "hen-gio":
            return _scheduled(entry, old, given, who, now)
        case _:
            _refuse_coming_day(entry, now)
            shown: dict[str, Value | None] = {"status": "published", "embargo": None}
            shown |= _approved(entry, old, who, now)
            waited = state_of(entry, now) in ("nhap", "cho-duyet", "hen-gio")
            return {**shown, "date": moment} if waited and entry.dated else shown


def approval(who: str, now: datetime) -> dict[str, Value]:
    """The field of the header that says who let an entry go out, and when."""
    return {"approved": {"by": who, "date": f"{short_date(now)} {now:%H:%M}"}}


def _refuse_coming_day(entry: Entry, now: datetime) -> None:
    """Whoever wrote a coming day means to wait for it; Đăng would let the text out at once."""
    if state_of(entry, now) in ("nhap", "cho-duyet") and entry.date and entry.date > now:
        raise ValueError(
            f"“Ngày đăng” là {short_date(entry.date)} {entry.date:%H:%M}, chưa tới. Đợi tới lúc đó "
            "thì bấm Hẹn giờ đăng; đăng ngay thì xóa ô “Ngày đăng” rồi bấm Đăng."
        )


def _corrected(old: dict[str, Value], given: str, moment: str) -> dict[str, Value | None]:
    if not given.strip():
        raise ValueError("Viết rõ sai ở đâu, đúng là gì.")
    before = old.get("corrections")
    known = list(before) if before and not isinstance(before, str | dict) else []
    return {"corrections": [*known, {"date": moment, "note": given}]}


def _approved(entry: Entry, old: dict[str, Value], who: str, now: datetime) -> dict[str, Value]:
    """The approval that goes out with an entry: a chief's by letter, else of who pressed."""
    given = old.get("approved")
    if entry.status is Status.REVIEW and given:
        return {"approved": given}
    return approval(who, now)


def _scheduled(
    entry: Entry, old: dict[str, Value], given: str, who: str, now: datetime
) -> dict[str, Value | None]:
    try:
        when = near_moment(given, now)
    except ValueError as error:
        advice = "Viết như “7h sáng mai” hoặc “07:00 29/11/2026”."
        raise ValueError(f"“{given}” chưa rõ là lúc nào. {advice}") from error
    if when <= now:
        raise ValueError("Giờ hẹn đã qua; chọn một giờ sau lúc này.")
    written = f"{short_date(when)} {when:%H:%M}"
    changes: dict[str, Value | None] = {"status": "published", "embargo": written}
    changes |= _approved(entry, old, who, now)
    return {**changes, **({"date": written} if entry.dated else {})}
