"""Law that is pasted as text: chapters, articles, clauses and points are found and have anchors."""

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from khuyencong.checking.addresses import site_addresses
from khuyencong.checking.links import broken_anchors
from khuyencong.content.markdown_body import Rendered, render
from tests.conftest import Content
from tests.pages.test_views import pages_of

DECREE = """\
NGHỊ ĐỊNH
Về khuyến công

Căn cứ Luật Tổ chức Chính phủ ngày 25 tháng 12 năm 2001;

Chương I
QUY ĐỊNH CHUNG

Điều 1. Phạm vi điều chỉnh
Nghị định này quy định về hoạt động khuyến công.
Điều 2. Đối tượng áp dụng
1. Hợp tác xã;
2. Hộ kinh doanh gồm:
a) Hộ có đăng ký;
đ) Hộ khác theo quy định tại khoản 1 Điều 1.
2a. Tổ hợp tác.

Chương II. MỨC HỖ TRỢ
Mục 1. MÁY MÓC
Điều 3. Mức chi
Mức chi do tỉnh quy định.
"""
PASTED = DECREE
BY_HEADINGS = re.sub(
    r"^(Điều.*)$", r"### \1", re.sub(r"^(Chương.*)$", r"## \1", DECREE, flags=re.M), flags=re.M
)
IN_BOLD = re.sub(r"^((?:Điều|Chương|QUY).*)$", r"**\1**", DECREE, flags=re.M)


def read(text: str) -> BeautifulSoup:
    found = law(text)
    assert not found.missing
    return BeautifulSoup(found.html, "lxml")


def law(text: str) -> Rendered:
    return render(text, law=True)


def anchors(text: str) -> list[str]:
    return [str(element["id"]) for element in read(text).select("[id]")]


@pytest.mark.parametrize("text", [PASTED, BY_HEADINGS, IN_BOLD], ids=["chữ", "###", "đậm"])
def test_a_decree_has_the_same_anchors_however_it_was_typed(text: str) -> None:
    assert anchors(text) == [
        "chuong-1",
        *("dieu-1", "dieu-2", "dieu-2-khoan-1", "dieu-2-khoan-2"),
        *("dieu-2-khoan-2-diem-a", "dieu-2-khoan-2-diem-dd", "dieu-2-khoan-2a"),
        *("chuong-2", "chuong-2-muc-1", "dieu-3"),
    ]


def test_levels_of_headings_follow_the_layout_of_the_document() -> None:
    found = read(DECREE).find_all(re.compile("^h[1-6]$"))
    assert [(heading.name, heading.get_text(" ")) for heading in found] == [
        ("h2", "Chương I QUY ĐỊNH CHUNG"),
        ("h3", "Điều 1. Phạm vi điều chỉnh"),
        ("h3", "Điều 2. Đối tượng áp dụng"),
        ("h2", "Chương II. MỨC HỖ TRỢ"),
        ("h3", "Mục 1. MÁY MÓC"),
        ("h4", "Điều 3. Mức chi"),
    ]


def test_an_article_without_a_title_keeps_its_sentence_as_text() -> None:
    found = read("Điều 1. Phê duyệt kế hoạch.\nĐiều 2. Quyết định có hiệu lực từ ngày ký.\n")
    assert [heading.get_text() for heading in found("h2")] == ["Điều 1.", "Điều 2."]
    assert [line.get_text() for line in found("p")][1] == "Quyết định có hiệu lực từ ngày ký."


AMENDING = """\
Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 45/2012/NĐ-CP
1. Sửa đổi khoản 2 Điều 5 như sau:
“2. Mức hỗ trợ:
a) Máy móc;
b) Đào tạo.
3. Nội dung khác.”.
2. Bổ sung Điều 9a như sau:
“Điều 9a. Nguồn kinh phí
1. Ngân sách tỉnh.
Điều 9b. Quyết toán
1. Hằng năm.”
3. Bãi bỏ Điều 10.
Điều 2. Hiệu lực
"""


@pytest.mark.parametrize("text", [AMENDING, AMENDING.replace("“", '"').replace("”", '"')])
def test_what_a_document_quotes_of_another_is_no_provision_of_its_own(text: str) -> None:
    own = ["dieu-1", "dieu-1-khoan-1", "dieu-1-khoan-2", "dieu-1-khoan-3", "dieu-2"]
    assert anchors(text) == own


def test_a_quotation_that_nobody_closed_hides_no_article() -> None:
    assert anchors("Điều 1. Từ ngữ\n“Cơ sở là hộ.\nĐiều 2. Mức chi\n") == ["dieu-1", "dieu-2"]


def test_what_is_attached_to_a_decision_has_anchors_of_its_own() -> None:
    text = "Điều 1. Ban hành kèm theo quy chế.\nĐiều 2. Thi hành.\n\nQUY CHẾ\n\nChương I\n"
    text += "CHUNG\n\nĐiều 1. Phạm vi\n1. Một.\nChương II\nRIÊNG\nĐiều 2. Hai\n"
    assert anchors(text) == [
        *("dieu-1", "dieu-2", "chuong-1", "kem-theo-dieu-1", "kem-theo-dieu-1-khoan-1"),
        *("chuong-2", "kem-theo-dieu-2"),
    ]


def test_an_appendix_is_no_clause_of_the_last_article() -> None:
    found = anchors("Điều 1. Hiệu lực\n1. Từ nay.\n\nPHỤ LỤC I\nDANH MỤC\n\n1. Gốm.\n2. Mây tre.\n")
    assert found == ["dieu-1", "dieu-1-khoan-1", "phu-luc-1"]


def test_a_sentence_about_an_article_is_no_article() -> None:
    text = (
        "Điều 1. Chung\nĐiều 5 Nghị định này áp dụng từ nay.\nChương II của Luật quy định khác.\n"
    )
    assert anchors(text) == ["dieu-1"]


def test_a_story_that_speaks_of_law_is_left_as_it_is() -> None:
    assert BeautifulSoup(render(DECREE).html, "lxml").select("[id]") == []


def test_a_text_without_articles_is_left_as_it_is() -> None:
    assert anchors("## Phần 1. Ai được hưởng\n\n1. Hộ kinh doanh.\n") == [
        "muc-phan-1-ai-duoc-huong"
    ]


def test_a_code_of_517_articles_has_every_one() -> None:
    text = "".join(f"Điều {n}. Tên điều\n1. Khoản một.\n2. Khoản hai.\n\n" for n in range(1, 518))
    found = anchors(text)
    assert len(found) == len(set(found)) == 517 * 3
    assert found[-1] == "dieu-517-khoan-2"


LINES = (
    *("Chương I", "QUY ĐỊNH CHUNG", "Mục 1. MÁY", "Phần thứ hai", "PHỤ LỤC I", "Điều 1. Một"),
    *("**Điều 1.** Ban hành.", "### Điều 2", "Điều 2a. Hai: gồm", "1. Một;", "2đ. Hai", "a) Một"),
    *(
        "   b) Hai",
        "“1. Trích",
        "đến đây.”",
        '"Điều 9. Lạ',
        "| a | b |",
        "> Điều 3. Lời",
        "",
        "- gạch",
    ),
    *("Điều 4. <b>Bốn</b>", "(1) Một", "Nơi nhận: lưu.", "Điều 5 của Luật này"),
)


@settings(max_examples=60)
@given(st.lists(st.sampled_from(LINES), max_size=14))
def test_whatever_stands_beside_what_no_word_is_lost_and_no_anchor_stands_twice(
    lines: list[str],
) -> None:
    found = law("\n".join(lines))
    anchors = re.findall(r' id="([^"]+)"', found.html)
    assert not found.missing and len(anchors) == len(set(anchors))


def advice(content: Content, link: str) -> list[str]:
    content.story("chinh-sach/nghi-dinh.md", DECREE, slug="nghi-dinh", title="Nghị định mẫu")
    content.story("tin-tuc/tin.md", f"Xem [quy định]({link}).", slug="tin")
    site, pages = content.site(), pages_of(content)
    found = broken_anchors(site, site_addresses(site, pages), lambda page: frozenset())
    return [problem.advice for problem in found]


@pytest.mark.parametrize(
    ("anchor", "said"),
    [
        ("dieu-3", []),
        ("dieu-2-khoan-2-diem-dd", []),
        ("dieu-9", ["Văn bản có từ `#dieu-1` đến `#dieu-3`."]),
        ("dieu-2-khoan-7", ["Điều 2 có từ `#dieu-2-khoan-1` đến `#dieu-2-khoan-2a`."]),
        ("dieu-1-khoan-1", ["Điều 1 không chia nhỏ hơn: viết `#dieu-1`."]),
        ("muc-dieu-3-muc-chi", ["Viết `#dieu-3`."]),
    ],
)
def test_a_link_to_a_provision_is_taken_or_told_what_to_write(
    content: Content, anchor: str, said: list[str]
) -> None:
    assert advice(content, f"/chinh-sach/nghi-dinh/#{anchor}") == said
