"""Pages that do something are found by the words of those who never saw their titles."""

import json

import pytest

from khuyencong.model.policy import Policy
from khuyencong.search.answers import phone_facts, record_facts
from tests.conftest import CENTRE, Content
from tests.search.asking import hits
from tests.search.test_index import files, titles


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("dang ky nhan tin", "Nhận tin"),
        ("zalo", "Hỏi – đáp"),
        ("bao loi bai viet", "Hỏi – đáp"),
        ("góp ý", "Hỏi – đáp"),
        ("chữ to", "Khả năng tiếp cận"),
        ("không có mạng", "Đọc khi mất mạng"),
        ("tin cũ", "Lưu trữ"),
    ],
)
def test_a_page_without_an_entry_is_found_as_people_ask_for_it(
    content: Content, words: str, title: str
) -> None:
    content.story()
    assert title in titles(content, words)


def test_a_list_is_not_offered_where_the_site_has_none(content: Content) -> None:
    content.story()
    assert not titles(content, "cộng tác viên xã")
    assert not titles(content, "đơn xin hỗ trợ")


def test_the_forms_are_found_by_what_people_call_them(content: Content) -> None:
    content.write("tep/phieu.docx", b"PK\x03\x04")
    content.story("tai-lieu/phieu.md", title="Phiếu 01", file="tep/phieu.docx", tasks="Đăng ký")
    assert titles(content, "mẫu đơn xin hỗ trợ") == ["Biểu mẫu"]


def test_a_document_nobody_verified_is_not_said_to_be_unverified_since_a_day(
    content: Content,
) -> None:
    facts = {"document_number": "28/2018/TT-BTC", "effective": "11/05/2018"}
    content.story("chinh-sach/a.md", **facts)
    (entry,) = (story.entry for story in content.site().stories)
    assert isinstance(entry, Policy)
    (fact,) = record_facts(entry, entry.validity_on(content.site().now.date()))
    assert fact.value == ("Áp dụng từ 11/05/2018, chưa đối chiếu hiệu lực với văn bản gốc")


@pytest.mark.parametrize(
    ("validity", "kind"),
    [
        ("Còn hiệu lực", "open"),
        ("Ngưng hiệu lực", "closed"),
        ("Hết hiệu lực một phần", "closed"),
        ("Chưa đối chiếu", "sample"),
    ],
)
def test_the_mark_of_a_validity_has_the_colour_that_pages_give_it(
    content: Content, validity: str, kind: str
) -> None:
    compared = {"verified": "{date: 20/11/2026, by: Phòng Khuyến công}", "validity": validity}
    facts = {} if kind == "sample" else compared
    content.story("chinh-sach/a.md", title="Mức hỗ trợ", effective="11/05/2018", **facts)
    (found,) = hits(files(content), "mức hỗ trợ")
    assert (found["mark"], found.get("mark_kind", "open")) == (validity, kind)


def test_a_telephone_number_in_an_answer_is_called_at_a_tap() -> None:
    one, other = phone_facts("0205 3812 345, máy lẻ 12; 0912 345 678", "HTX Mẫu")
    assert one.address == "tel:+842053812345;ext=12"
    assert (other.label, other.value, other.address) == (
        "HTX Mẫu",
        "0912 345 678",
        "tel:+84912345678",
    )
    assert phone_facts("") == ()


POLICY = (
    "---\ntitle: Mức hỗ trợ\nuid: muc\ndate: 2/1/2026\nsummary: Câu.\ndocument_number: 1/2026/QĐ\n"
    "effective: 1/1/2026\nexpires: 10/12/2026\nsupport:\n  - {activity: Mua máy, rate_percent: 50, "
    "ceiling: 300.000.000, level: kcqg, activities: may-moc, applies_to: ho-kinh-doanh, "
    "deadline: 1/12/2026}\n---\nNội dung.\n"
)
REACHED = """sample: true
address: Số 5, đường Mẫu
zalo: https://zalo.me/0000000000
organisation:
  - name: Ban Giám đốc
    officers:
      - {name: Bà A (minh họa), role: Phó Giám đốc, phone: 0000 000 010}
  - name: Phòng Đào tạo
    functions:
      - Mở lớp.
    officers:
      - {name: Ông B (minh họa), role: Trưởng phòng, phone: ""}
"""


def answers(content: Content) -> dict[str, list[list[str]]]:
    """Question → facts that answer it without naming anything."""
    found: dict[str, list[list[str]]] = {}
    for result in json.loads(files(content)["tim/chi-muc/tra-loi.json"]):
        for question, *fact in result["facts"]:
            found.setdefault(question, []).append(fact)
    return found


def test_a_level_answers_until_its_policy_ends_and_its_round_until_the_last_day(
    content: Content,
) -> None:
    content.write("chinh-sach/muc.md", POLICY)
    found = answers(content)
    (amount, finder), (last_day,) = found["muc"], found["han"]
    assert amount[2] == "2026-12-10T00:00+07:00"
    assert "Mua máy móc, thiết bị tiên tiến; Hộ kinh doanh" in amount[4]
    assert finder[3] == "/toi-duoc-ho-tro-gi/"
    assert last_day[:3] == ["Hạn nộp hồ sơ: Mua máy", "01/12/2026", "2026-12-02T00:00+07:00"]


def test_who_leads_and_where_the_centre_is_are_answered(content: Content) -> None:
    content.write("site.yml", CENTRE + REACHED)
    found = answers(content)
    assert [fact[0] for fact in found["noi"]] == ["Địa chỉ trung tâm", "Thư điện tử", "Zalo"]
    assert [fact[:2] for fact in found["ai"]] == [
        ["Phó Giám đốc", "Bà A (minh họa), 0000 000 010"],
        ["Trưởng phòng Đào tạo", "Ông B (minh họa)"],
    ]
    assert [fact[3] for fact in found["ai"]] == ["tel:+84000000010", ""]


def test_a_map_is_found_by_who_asks_what_his_commune_is_called_now(content: Content) -> None:
    content.story(localities="Thái Nguyên")
    assert "Bản đồ cơ sở và đề án" in titles(content, "xã tôi nay thuộc xã nào")


def test_a_commune_of_before_is_said_to_be_part_of_which_one(content: Content) -> None:
    content.story(localities="Thái Nguyên")
    found = {each["title"]: each["text"] for each in hits(files(content), "xã Lương Thượng")}
    assert "Xã Lương Thượng nay thuộc xã Văn Lang." in found["Huyện Na Rì, tỉnh Bắc Kạn (cũ)"]
