"""When staff put off a story, they write a moment as they would say it."""

from datetime import datetime

import pytest

from khuyencong.vietnamese.dates import VIETNAM
from khuyencong.vietnamese.near_moment import near_moment

NOW = datetime(2026, 11, 28, 13, 50, tzinfo=VIETNAM)  # a Saturday


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("7h sáng mai", "29/11/2026 07:00"),
        ("Sáng mai 7h30", "29/11/2026 07:30"),
        ("7 giờ ngày mai", "29/11/2026 07:00"),
        ("mai lúc 7:00", "29/11/2026 07:00"),
        ("3h chiều mai", "29/11/2026 15:00"),
        ("1h trưa mai", "29/11/2026 13:00"),
        ("11h30 trưa mai", "29/11/2026 11:30"),
        ("8h tối nay", "28/11/2026 20:00"),
        ("17h hôm nay", "28/11/2026 17:00"),
        ("ngày kia 8h", "30/11/2026 08:00"),
        ("7:00 29/11", "29/11/2026 07:00"),
        ("29-11 7h", "29/11/2026 07:00"),
        ("7h ngày 5/1", "05/01/2027 07:00"),
        ("8h thứ Hai", "30/11/2026 08:00"),
        ("sáng thứ 3 8h15", "01/12/2026 08:15"),
        ("chủ nhật 9:00", "29/11/2026 09:00"),
        ("thứ bảy tới 9h", "05/12/2026 09:00"),
        ("07:00 29/11/2026", "29/11/2026 07:00"),
        ("Chủ Nhật, 29/11/2026 07:00", "29/11/2026 07:00"),
    ],
)
def test_a_moment_is_read_as_it_is_said(said: str, meant: str) -> None:
    assert f"{near_moment(said, NOW):%d/%m/%Y %H:%M}" == meant


@pytest.mark.parametrize("said", ["", "sớm", "mai mốt", "31/2 7h", "7h", "25h mai", "mai <b>7h"])
def test_what_names_no_moment_is_refused(said: str) -> None:
    with pytest.raises(ValueError, match=r"ngày"):
        near_moment(said, NOW)
