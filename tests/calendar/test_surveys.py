"""Visits of surveys: in the calendar, in phones, as data; where a household lives stays its own."""

import json

from khuyencong.calendar.calendar_files import calendar_files
from khuyencong.describing.elements import Link
from khuyencong.figures.site_tables import table_files
from khuyencong.pages.press_views import FiguresView
from tests.calendar.test_calendar import ROOT, events, files
from tests.conftest import NOW, Content
from tests.pages.test_views import pages, story_view

HOME = "Thôn Nà Kín, số 17"
VISITS = """
  - {starts: 08/12/2026 08:30, commune: Na Rì, province: Thái Nguyên, place: Trụ sở UBND xã,
     host: HTX Miến (minh họa), kind: hop-tac-xa, prepare: [Sổ ghi sản lượng]}
  - {starts: 08/12/2026 14:00, commune: Na Rì, province: Thái Nguyên, host: Hộ Hưng (minh họa),
     kind: ho-kinh-doanh, address: "Thôn Nà Kín, số 17"}
  - {starts: 10/12/2026, commune: Bắc Sơn, province: Lạng Sơn}"""
NOTICE = {
    "title": "Lịch khảo sát tháng 12",
    "uid": "kc-ks",
    "slug": "khao-sat",
    "notice_type": "khao-sat",
    "visits": VISITS,
}
PATH = "thong-bao/khao-sat.md"


def survey(content: Content, **changed: str) -> None:
    content.story(PATH, **NOTICE | changed)


def told(content: Content) -> str:
    """Everything that phones, programs and readers get of the visits."""
    site = content.site()
    made = [*calendar_files(site, ROOT), *table_files(site)]
    bodies = b"".join(file.generate().replace(b"\r\n ", b"") for file in made).decode()
    return bodies + repr(story_view(content, "/thong-bao/khao-sat/").tables)


def test_each_visit_is_an_event_with_its_place(content: Content) -> None:
    survey(content)
    found = events(files(content)["lich/khao-sat.ics"])
    first = found["kc-ks-khao-sat-na-ri-1@khuyencong.example"]
    assert first["summary"] == "Khảo sát: HTX Miến (minh họa)"
    assert first["location"] == "Trụ sở UBND xã, Na Rì, Thái Nguyên"
    assert found["kc-ks-khao-sat-bac-son-1@khuyencong.example"]["summary"] == "Khảo sát: Bắc Sơn"
    assert len(found) == 3


def test_a_visit_that_moves_stays_one_event_and_one_called_off_says_why(content: Content) -> None:
    moved = VISITS.replace("08/12/2026 08:30", "09/12/2026 08:30").replace(
        "commune: Bắc Sơn", "commune: Bắc Sơn, cancelled: Đường sạt lở"
    )
    survey(content, visits=moved, modified="24/11/2026")
    found = events(files(content)["lich/khao-sat.ics"])
    assert found["kc-ks-khao-sat-na-ri-1@khuyencong.example"].decoded("dtstart").day == 9
    gone = found["kc-ks-khao-sat-bac-son-1@khuyencong.example"]
    assert gone["status"] == "CANCELLED" and "Đường sạt lở" in gone["description"]


def test_where_a_household_lives_is_told_only_with_its_consent(content: Content) -> None:
    survey(content)
    assert content.said() == ["KC215 thong-bao/khao-sat.md:12"]
    assert HOME not in told(content) and "Hộ Hưng" in told(content)
    agreed = VISITS.replace('số 17"', 'số 17", consent: {date: 01/11/2026, scope: address}')
    survey(content, visits=agreed)
    assert HOME in told(content)


def test_what_a_product_withholds_is_withheld_in_a_visit_too(content: Content) -> None:
    unnamed = VISITS.replace("kind: ho-kinh-doanh, ", "")
    survey(content, visits=unnamed)
    assert HOME in told(content)
    household = '{name: "Hộ  hưng (minh họa)", kind: ho-kinh-doanh, province: Thái Nguyên}'
    content.product("san-pham/a.md", "Miến", producer=household)
    assert HOME not in told(content)


def test_a_draft_and_a_withdrawn_survey_tell_nothing(content: Content) -> None:
    survey(content, status="withdrawn", modified=f"{NOW:%d/%m/%Y}")
    found = events(files(content)["lich/khao-sat.ics"])
    assert {str(event["summary"]) for event in found.values()} == {"ĐÃ HỦY: Lịch đã gỡ"}
    assert b"Na R" not in b"".join(files(content).values())
    survey(content, status="draft")
    assert not files(content)


def test_the_visits_are_open_data(content: Content) -> None:
    survey(content)
    made = {file.path: file.generate() for file in table_files(content.site())}
    rows = json.loads(made["so-lieu/lich-khao-sat.json"])["rows"]
    assert rows[0]["ngay_gio"] == "2026-12-10"
    assert rows[2]["ngay_gio"] == "2026-12-08T08:30:00+07:00"
    assert rows[2]["chuan_bi"] == "Sổ ghi sản lượng"


def test_people_read_days_and_a_link_where_files_have_iso_and_an_address(
    content: Content,
) -> None:
    survey(content)
    view = pages(content)["/so-lieu/"].view
    assert isinstance(view, FiguresView)
    table = next(each.table for each in view.tables if each.anchor == "lich-khao-sat")
    assert [row[0] for row in table.rows] == [
        "10/12/2026",
        "14:00, 08/12/2026",
        "08:30, 08/12/2026",
    ]
    assert table.rows[0][-1] == Link("Lịch khảo sát tháng 12", "/thong-bao/khao-sat/")
    assert "Lý do hủy" not in table.head  # nothing stands in it
    told = json.loads(generated(content, "so-lieu/lich-khao-sat.json"))["rows"]
    assert [told[0]["ngay_gio"], told[1]["ngay_gio"]] == ["2026-12-10", "2026-12-08T14:00:00+07:00"]
    assert told[0]["thong_bao"] == "/thong-bao/khao-sat/"


def generated(content: Content, path: str) -> bytes:
    return next(file.generate() for file in table_files(content.site()) if file.path == path)
