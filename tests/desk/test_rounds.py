"""The results of a round are entered by pasting the list of its decision."""

import pytest

from khuyencong.desk.product_match import KnownProduct
from khuyencong.desk.rounds import rows
from tests.conftest import Content
from tests.desk.conftest import Visitor

AWARD = {"level": "tinh", "year": "2026", "decision": "12/QĐ-UBND", "date": "20/08/2026"}
LIST = "1. Miến dong – HTX Thử (minh họa)\n2. Chè búp – Hộ Mới\n"


@pytest.mark.parametrize(
    ("pasted", "read"),
    [
        ("Miến dong\tHTX A", ("Miến dong", "HTX A")),
        ("1\tMiến dong\tHTX A\tLạng Sơn", ("Miến dong", "HTX A")),
        ("3. Miến dong – HTX A", ("Miến dong", "HTX A")),
        ("Miến dong; HTX A", ("Miến dong", "HTX A")),
        ("Miến dong", ("Miến dong", "")),
    ],
)
def test_a_line_is_read_however_it_was_copied(pasted: str, read: tuple[str, str]) -> None:
    assert [row[:2] for row in rows(f"\n{pasted}\n\n")] == [read]


def test_what_names_or_counts_the_list_is_no_product() -> None:
    pasted = (
        "SỞ CÔNG THƯƠNG <b>X</b>\nDANH SÁCH SẢN PHẨM\n(Kèm theo Quyết định số 12/QĐ-UBND)\n"
        "TT\tTên sản phẩm\tCơ sở\n1\tMiến dong\tHTX A\nTổng cộng: 01 sản phẩm\n"
    )
    assert [row[:2] for row in rows(pasted)] == [("Miến dong", "HTX A")]
    assert [row.name for row in rows("Danh sách năm 2026\nBánh khảo – Hộ A")] == ["Bánh khảo"]


def test_headings_are_no_product_and_tell_where_each_stands() -> None:
    pasted = (
        "STT\tĐơn vị\tTên sản phẩm, bộ sản phẩm\tĐiểm\tKết quả\n"
        "1\tHTX A\tMiến dong\t92.7\tCông nhận\n"
        "2\tHTX B\tBàn 2 mặt\t61\tKhông công nhận\n"
        "3\t\tChè <b>búp</b>\t60\tChưa đạt\n"
    )
    assert list(rows(pasted)) == [
        ("Miến dong", "HTX A", False),
        ("Bàn 2 mặt", "HTX B", True),
        ("Chè <b>búp</b>", "", True),
    ]


def test_who_was_not_recognised_is_shown_and_not_ticked(visitor: Visitor, content: Content) -> None:
    content.product("san-pham/mien.md", "Miến dong")
    pasted = "Miến dong\tHTX Thử (minh họa)\tKhông công nhận\nChè\tHTX B\tCông nhận"
    page = visitor.post("binh-chon", {**AWARD, "group": "che-bien", "danh-sach": pasted}).text
    assert 'name="dong" value="0">' in page and "không được công nhận" in page
    assert 'name="dong" value="1" checked>' in page


def test_each_line_is_matched_and_shown_before_anything_is_written(
    visitor: Visitor, content: Content
) -> None:
    file = content.product("san-pham/mien.md", "Miến dong")
    before = file.read_bytes()
    page = visitor.post("binh-chon", {**AWARD, "group": "che-bien", "danh-sach": LIST}).text
    assert "bai/san-pham/mien.md" in page and "Chưa có trên trang" in page
    assert file.read_bytes() == before and len(list(file.parent.iterdir())) == 1


def test_awards_are_added_and_new_products_are_drafts(visitor: Visitor, content: Content) -> None:
    file = content.product("san-pham/mien.md", "Miến dong")
    form = [*AWARD.items(), ("group", "che-bien"), ("danh-sach", LIST), ("ghi", "1")]
    answer = visitor.post("binh-chon", [*form, ("dong", "0"), ("dong", "1")])
    assert answer.status_code == 303, answer.text
    assert (
        "awards:\n  - level: tinh\n    year: 2026\n    decision: 12/QĐ-UBND\n" in file.read_text()
    )
    new = (content.folder / "san-pham/che-bup.md").read_text()
    assert "status: draft" in new and "name: Hộ Mới" in new and "level: tinh" in new
    again = visitor.post("binh-chon", {**AWARD, "group": "che-bien", "danh-sach": LIST}).text
    assert again.count("Đã có danh hiệu này") == 2


def test_an_award_comes_to_nobody_of_a_like_name(visitor: Visitor, content: Content) -> None:
    file = content.product("san-pham/a.md", "Mật ong", producer="{name: Hộ Nguyễn Văn Hùng}")
    before = file.read_bytes()
    for line in ("Mật ong – Hộ Nguyễn Văn Hưng", "Mật ong – HTX Khác", "Mắt ong"):
        form = {**AWARD, "group": "che-bien", "danh-sach": line, "ghi": "1", "dong": "0"}
        visitor.post("binh-chon", form)
        assert file.read_bytes() == before
    alone = {**AWARD, "group": "che-bien", "danh-sach": "mật ong – hộ  nguyễn văn hùng"}
    assert "bai/san-pham/a.md" in visitor.post("binh-chon", alone).text


def test_a_product_under_its_longer_name_is_offered_and_a_person_chooses(
    visitor: Visitor, content: Content
) -> None:
    pepper = content.product("san-pham/tieu.md", "Tiêu đen xay", producer="{name: Cty Hạt (mẫu)}")
    honey = content.product("san-pham/mat.md", "Mật ong rừng", producer="{name: HTX Ong}")
    pasted = "TIÊU ĐEN XAY; Công ty TNHH Hạt\nMật ong rừng hoa nhãn; HTX Ong\nMật ong; Hộ <b>X</b>"
    form = [*AWARD.items(), ("group", "che-bien"), ("danh-sach", pasted)]
    page = visitor.post("binh-chon", form).text
    assert '<option value="san-pham/tieu.md" selected>' in page, "the same but for its legal form"
    assert '<option value="san-pham/mat.md">' in page, "perhaps another honey: a person says"
    assert page.count('name="vao.') == 2
    ticked = [("ghi", "1"), ("dong", "0"), ("dong", "1"), ("vao.0", "san-pham/tieu.md")]
    visitor.post("binh-chon", [*form, *ticked, ("vao.1", "../../hong.md")])
    assert "level: tinh" in pepper.read_text() and "awards" not in honey.read_text()
    assert (content.folder / "san-pham/mat-ong-rung-hoa-nhan.md").exists()


@pytest.mark.parametrize(
    ("name", "is_sure"),
    [
        ("Miến dong (sợi nhỏ)", True),
        ("Sản phẩm sợi nhỏ miến dong", True),
        ("Miến dong sợi", False),
        ("Miến dong sợi nhỏ, loại 2", False),
    ],
)
def test_the_words_of_a_name_in_any_order_are_that_name(name: str, is_sure: bool) -> None:
    known = KnownProduct("san-pham/mien.md", "Miến dong sợi nhỏ", "HTX Côn Minh")
    assert known.is_surely(name, "Hợp tác xã Côn Minh") is is_sure
    assert not known.is_surely(name, "HTX Yên Minh")


def test_a_new_product_of_a_name_in_use_has_an_address_of_its_own(
    visitor: Visitor, content: Content
) -> None:
    content.product("san-pham/tieu.md", "Tiêu đen xay", producer="{name: Cty Hạt}")
    form = {**AWARD, "group": "khac", "danh-sach": "Tiêu đen xay; HTX Khác", "ghi": "1"}
    answer = visitor.post("binh-chon", {**form, "dong": "0"})
    made = content.folder / "san-pham/tieu-den-xay-2.md"
    assert "slug: tieu-den-xay-2" in made.read_text()
    shown = visitor.client.get(answer.headers["location"]).text
    assert "1 sản phẩm mới là bản nháp" in shown and "san-pham/tieu-den-xay-2.md" in shown


def test_a_round_that_cannot_be_is_told(visitor: Visitor, content: Content) -> None:
    answer = visitor.post("binh-chon", {**AWARD, "year": "26", "group": "khac", "danh-sach": LIST})
    assert answer.status_code == 422 and not (content.folder / "san-pham").exists()
    late = {**AWARD, "level": "huyen", "group": "khac", "danh-sach": LIST, "ghi": "1", "dong": "1"}
    assert "không còn bình chọn cấp huyện" in visitor.post("binh-chon", late).text
    assert not (content.folder / "san-pham").exists()
