"""Rules for what every entry has: its title, sa-pô and photos, and the dates that readers see."""

import datetime
import re
from collections.abc import Iterable, Iterator

from khuyencong.model.entry_parts import Photo
from khuyencong.model.rules import Fault, Rule, Where
from khuyencong.vietnamese.dates import VIETNAM, midnight, short_date
from khuyencong.vietnamese.folding import fold
from khuyencong.vietnamese.numbers import count_words

TITLE_WORDS = 16
SUMMARY_WORDS = 50
EARLIEST_YEAR = 1990
"""Before this year no centre had a story to tell."""
_DAY = datetime.timedelta(days=1)

_LINK = re.compile(r"\]\(|<a\s|<https?:", re.IGNORECASE)


def norm_faults(title: str, summary: str, uid: str) -> Iterator[Fault]:
    """A title or sa-pô that is too long, a sa-pô or a permanent id that is missing."""
    words = count_words(title)
    if words > TITLE_WORDS:
        yield Fault(
            Rule.LONG_TITLE,
            ("title",),
            f"Tít dài {words} chữ.",
            f"Rút xuống còn nhiều nhất {TITLE_WORDS} chữ.",
        )
    if not summary:
        yield Fault(
            Rule.NO_SUMMARY,
            (),
            "Bài chưa có sa-pô.",
            f"Thêm dòng `summary: …`, nhiều nhất {SUMMARY_WORDS} chữ.",
        )
    elif (words := count_words(summary)) > SUMMARY_WORDS:
        yield Fault(
            Rule.LONG_SUMMARY,
            ("summary",),
            f"Sa-pô dài {words} chữ.",
            f"Rút xuống còn nhiều nhất {SUMMARY_WORDS} chữ.",
        )
    if _LINK.search(summary):
        yield Fault(
            Rule.LINK_IN_SUMMARY,
            ("summary",),
            "Liên kết trong sa-pô không bấm được, chỉ in chữ.",
            "Đưa liên kết xuống thân bài.",
        )
    if not uid:
        yield Fault(
            Rule.NO_UID,
            (),
            "Bài chưa có mã cố định (`uid`); tạm dùng mã lấy từ thư mục và địa chỉ.",
            "Bài mới tạo bằng `khuyencong new` có sẵn mã này.",
        )


def moment_faults(
    where: Where, moment: datetime.date, now: datetime.datetime, *, shown: bool, news: bool
) -> Iterator[Fault]:
    """What is wrong with a date of an entry at the moment of the build.

    `shown` says that readers have the entry already, `news` that it stands in lists and feeds.
    """
    key = where[-1] if isinstance(where[-1], str) else where[-2]
    if not EARLIEST_YEAR <= moment.year <= now.year + 1:
        yield Fault(
            Rule.UNLIKELY_YEAR,
            where,
            f"Năm {moment.year} ở `{key}` có lẽ gõ nhầm.",
            f"Kiểm tra lại; ngày của bài nằm trong khoảng {EARLIEST_YEAR} đến {now.year + 1}.",
        )
    elif shown and key in ("date", "modified") and isinstance(moment, datetime.datetime):
        if moment > now:
            local = moment.astimezone(VIETNAM)
            written = f"{short_date(local)} {local:%H:%M}"
            yield Fault(
                Rule.FUTURE_DATE,
                where,
                f"`{key}` là {written}, chưa tới giờ đó mà bài đã lên trang.",
                f"Muốn bài chờ, thêm dòng `embargo: {written}`; gõ nhầm thì sửa ngày.",
            )
        elif news and where == ("date",) and now - moment < _DAY and moment == midnight(now):
            local = moment.astimezone(VIETNAM)
            yield Fault(
                Rule.DATE_WITHOUT_HOUR,
                where,
                "Tin đăng hôm nay chưa ghi giờ, nên trang xếp dưới các tin buổi sáng, báo và đài "
                "có khi nhận hai lần.",
                f"Thêm giờ, ví dụ `date: {short_date(local)} 08:30`.",
            )


def photo_faults(title: str, photos: Iterable[Photo]) -> Iterator[Fault]:
    """Photos that are not described, or whose caption or credit is missing."""
    for number, photo in enumerate(photos):
        if fold(photo.alt) == fold(title):
            yield Fault(
                Rule.ALT_IS_TITLE,
                ("photos", number, "alt"),
                "Mô tả ảnh (`alt`) chép lại tít.",
                "Kể điều nhìn thấy trong ảnh, ví dụ “Học viên đứng quanh máy thái miến”.",
            )
        missing = [
            name
            for name, value in (("caption", photo.caption), ("credit", photo.credit))
            if not value
        ]
        if missing:
            yield Fault(
                Rule.PHOTO_WITHOUT_CAPTION,
                ("photos", number),
                f"Ảnh “{photo.file}” thiếu {' và '.join(f'`{key}`' for key in missing)}.",
                'Thêm chú thích (`caption`) và nguồn ảnh (`credit: "Ảnh: Tên người chụp"`).',
            )
