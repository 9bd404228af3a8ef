"""A document that others amend: the text in force on each day, and who changed what."""

from datetime import date

import pytest
from bs4 import BeautifulSoup

from khuyencong.law.amendments import changes_in
from khuyencong.law.versions import Version, text_on, versions
from khuyencong.site.index import Site, Story
from tests.conftest import Content

OLD = """\
Chương I
QUY ĐỊNH CHUNG

Điều 1. Phạm vi
Quy định này về khuyến công.

Điều 2. Mức chi
1. Máy móc: tối đa 30%.
2. Đào tạo gồm:
a) Học phí;
b) Tài liệu.
3. Hội chợ: tối đa 80%.

Điều 3. Hồ sơ
Gồm đơn và dự toán.

Điều 4. Hiệu lực
Từ ngày ký.

Nơi nhận: lưu.
"""
NEW = """\
Điều 1. Sửa đổi Quyết định số 1/2024/QĐ-UBND
1. Sửa đổi khoản 1 Điều 2 như sau:
“1. Máy móc: tối đa **50%**, không quá 150 triệu đồng.”.
2. Sửa đổi điểm b khoản 2 Điều 2 như sau: “b) Tài liệu, đi lại.”
3. Bổ sung khoản 2a Điều 2 như sau:
“2a. Mô hình trình diễn:
a) Máy;
b) Nhà xưởng.”
4. Bãi bỏ Điều 3.
5. Bổ sung Điều 3a như sau:
“Điều 3a. Thời hạn
1. Hai mươi ngày.
2. Không kể ngày nghỉ.”
Điều 2. Hiệu lực
Từ ngày 1/6/2026.
"""
ROWS = """[
 {provision: Điều 2 khoản 1, at: Điều 1 khoản 1},
 {provision: điểm b khoản 2 Điều 2, at: Điều 1 khoản 2},
 {provision: Điều 2 khoản 2a, at: Điều 1 khoản 3, effect: bo-sung},
 {provision: Điều 3, at: Điều 1 khoản 4, effect: bai-bo},
 {provision: Điều 3a, at: Điều 1 khoản 5, effect: bo-sung}]""".replace("\n", " ")
BEFORE, AFTER = date(2026, 5, 31), date(2026, 6, 1)


def amended(content: Content, rows: str = ROWS, new: str = NEW, old: str = OLD) -> Story:
    numbered = {"document_type": "Quyết định", "effective": "1/3/2024", "issued": "15/2/2024"}
    number = "1/2024/QĐ-UBND"
    content.story("chinh-sach/a.md", old, slug="cu", document_number=number, **numbered)
    content.story(
        "chinh-sach/b.md",
        new,
        slug="moi",
        title="Quyết định sửa đổi",
        document_type="Quyết định",
        document_number="2/2026/QĐ-UBND",
        issued="20/5/2026",
        effective="1/6/2026",
        amends="[1/2024/QĐ-UBND]",
        amendments=rows,
    )
    return content.site().by_address["/chinh-sach/cu/"]


def on(site: Site, record: Story, day: date) -> BeautifulSoup:
    markup = "".join(part for part in text_on(site, record, day) if isinstance(part, str))
    return BeautifulSoup(markup, "lxml")


def words(soup: BeautifulSoup, name: str) -> str:
    found = soup.find(id=name)
    assert found, name
    return " ".join(found.get_text(" ").split())


def test_each_provision_has_the_text_of_the_day(content: Content) -> None:
    record = amended(content)
    site = content.site()
    old, new = on(site, record, BEFORE), on(site, record, AFTER)
    assert words(old, "dieu-2-khoan-1").startswith("Máy móc: tối đa 30%.")
    assert words(new, "dieu-2-khoan-1").startswith(
        "Máy móc: tối đa 50% , không quá 150 triệu đồng. Sửa đổi theo khoản 1 Điều 1 Quyết định"
    )
    assert words(new, "dieu-2-khoan-2-diem-b").startswith("b) Tài liệu, đi lại.")
    assert words(old, "dieu-2-khoan-2-diem-a") == words(new, "dieu-2-khoan-2-diem-a")


def test_what_is_added_stands_where_its_number_belongs(content: Content) -> None:
    record = amended(content)
    found = [str(each["id"]) for each in on(content.site(), record, AFTER).select("[id]")]
    assert found == [
        *("chuong-1", "dieu-1", "dieu-2", "dieu-2-khoan-1", "dieu-2-khoan-2"),
        *("dieu-2-khoan-2-diem-a", "dieu-2-khoan-2-diem-b", "dieu-2-khoan-2a"),
        *("dieu-2-khoan-2a-diem-a", "dieu-2-khoan-2a-diem-b", "dieu-2-khoan-3", "dieu-3"),
        *("dieu-3a", "dieu-3a-khoan-1", "dieu-3a-khoan-2", "dieu-4"),
    ]


def test_a_new_article_is_a_heading_like_its_neighbours(content: Content) -> None:
    record = amended(content)
    soup = on(content.site(), record, AFTER)
    levels = [heading.name for heading in soup.select("[id^=dieu]") if heading.name != "li"]
    assert levels == ["h3"] * 5


def test_pictures_stay_in_their_places(content: Content) -> None:
    content.photo("anh/a.jpg")
    picture = "![Tờ đơn mẫu](anh/a.jpg)"
    old = OLD.replace("Gồm đơn", f"{picture}\n\nGồm {picture} đơn")
    record = amended(content, "[{provision: Điều 2 khoản 1, at: Điều 1 khoản 1}]", old=old)
    parts = list(text_on(content.site(), record, AFTER))
    assert [isinstance(part, str) for part in parts] == [True, False, True, False, True]
    assert str(parts[2]).strip() == "<p>Gồm" and str(parts[4]).startswith(" đơn và dự toán.</p>")


def test_a_repealed_article_keeps_its_title_and_says_who_repealed_it(content: Content) -> None:
    record = amended(content)
    soup = on(content.site(), record, AFTER)
    assert "Gồm đơn và dự toán" not in soup.get_text()
    line = soup.select_one("#dieu-3 + .law-note")
    assert line and line.get_text() == (
        "Bãi bỏ theo khoản 4 Điều 1 Quyết định 2/2026/QĐ-UBND từ ngày 01/06/2026."
    )
    assert line.a and line.a["href"] == "/chinh-sach/moi/#dieu-1-khoan-4"


def test_the_signature_stays_when_the_last_article_changes(content: Content) -> None:
    new = "Điều 1. Sửa đổi\n1. Sửa đổi Điều 4 như sau:\n“Điều 4. Hiệu lực\nTừ ngày 1/7.”\n"
    record = amended(content, "[{provision: Điều 4, at: Điều 1 khoản 1}]", new)
    text = on(content.site(), record, AFTER).get_text()
    assert "Từ ngày 1/7." in text and "Từ ngày ký." not in text and "Nơi nhận: lưu." in text


def test_the_wordings_of_a_document_follow_each_other(content: Content) -> None:
    record = amended(content)
    assert versions(content.site(), record) == (
        Version(date(2024, 3, 1), BEFORE),
        Version(AFTER, None),
    )


def test_a_suspended_provision_keeps_its_text_and_comes_back(content: Content) -> None:
    row = "[{provision: Điều 3, at: Điều 1 khoản 4, effect: ngung, until: 30/6/2026}]"
    record = amended(content, row)
    site = content.site()
    assert [version.since for version in versions(site, record)][1:] == [AFTER, date(2026, 7, 1)]
    during, later = on(site, record, AFTER), on(site, record, date(2026, 7, 1))
    assert "Gồm đơn và dự toán" in during.get_text()
    notes = [soup.select_one("#dieu-3 + .law-note") for soup in (during, later)]
    said = [note.get_text().partition(" theo ")[0] for note in notes if note]
    assert said == ["Ngưng hiệu lực", "Đã ngưng hiệu lực"]


def test_without_its_new_text_a_provision_keeps_the_old_one_and_says_so(content: Content) -> None:
    record = amended(content, "[{provision: Điều 2 khoản 1, at: Điều 2}]")
    said = words(on(content.site(), record, AFTER), "dieu-2-khoan-1")
    assert said.startswith("Máy móc: tối đa 30%. Sửa đổi theo Điều 2 Quyết định 2/2026/QĐ-UBND")


def test_who_may_not_be_seen_yet_changes_nothing(content: Content) -> None:
    amended(content)
    file = content.folder / "chinh-sach" / "b.md"
    file.write_text(file.read_text("utf-8").replace("title:", "status: draft\ntitle:"), "utf-8")
    site = content.site()
    record = site.by_address["/chinh-sach/cu/"]
    assert changes_in(site, record) == ()
    assert text_on(site, record, AFTER) == record.body


@pytest.mark.parametrize(
    "quoted",
    ['"1. Máy móc: tối đa <b>50%</b>."', "“1. Máy móc: tối đa <script>x</script>50%.”;"],
)
def test_quotation_marks_of_any_kind_and_markup_in_them_are_taken_off(
    content: Content, quoted: str
) -> None:
    new = f"Điều 1. Sửa đổi\n1. Sửa đổi khoản 1 Điều 2:\n{quoted}\n2. Khác.\n"
    record = amended(content, "[{provision: Điều 2 khoản 1, at: Điều 1 khoản 1}]", new)
    soup = on(content.site(), record, AFTER)
    assert words(soup, "dieu-2-khoan-1").replace(" .", ".").startswith("Máy móc: tối đa 50%.")
    assert not soup.find("script")
