"""Pages that do something are found by the words of those who never saw their titles."""

import pytest

from khuyencong.model.policy import Policy
from khuyencong.search.answers import phone_facts, record_facts
from tests.conftest import Content
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
