"""The numbers of a story against what the site itself can count."""

import pytest

from khuyencong.checking.content_check import check
from khuyencong.model.rules import Rule
from tests.conftest import NOW, Content, theme_renderer


@pytest.fixture
def round_of_2024(content: Content) -> Content:
    """Three products of two producers at provincial level, one of them a set; and one draft."""
    award = "awards:\n  - {level: tinh, year: 2024}"
    content.product("san-pham/a.md", "Miến dong", award)
    content.product("san-pham/b.md", "Bún khô", award)
    members = "members: [mien-dong, bun-kho]"
    maker = "{name: Cơ sở Thử (minh họa), kind: ho-kinh-doanh}"
    content.product("san-pham/c.md", "Bộ quà khô", f"{award}\n{members}", producer=maker)
    content.product("san-pham/d.md", "Bún tươi", award, status="draft")
    return content


def format_problems(content: Content, number: str, unit: str, data: str) -> list[str]:
    """What is said of a story that has one figure."""
    figure = f"\n  - {{name: Kết quả, value: {number}, unit: {unit}, data: {data}}}"
    content.story(body=f"Hội đồng công nhận {number} {unit}.", figures=figure)
    found = check(content.folder, content.cache, NOW, theme_renderer).problems
    return [f"{p.message} {p.advice}" for p in found if p.rule is Rule.FIGURE_AGAINST_DATA]


@pytest.mark.parametrize(("number", "unit"), [("3", "sản phẩm"), ("1", "bộ"), ("2", "cơ sở")])
def test_a_true_claim_about_a_selection_round_is_let_be(
    round_of_2024: Content, number: str, unit: str
) -> None:
    assert format_problems(round_of_2024, number, unit, "binh-chon 2024 tinh") == []


@pytest.mark.parametrize(
    ("number", "unit", "there"), [("12", "sản phẩm", 3), ("2", "bộ", 1), ("7", "cơ sở", 2)]
)
def test_a_claim_that_the_products_do_not_bear_out_is_named(
    round_of_2024: Content, number: str, unit: str, there: int
) -> None:
    (said,) = format_problems(round_of_2024, number, unit, "binh-chon 2024 tinh")
    assert f"bài ghi {number}, trang Bình chọn cấp tỉnh năm 2024" in said
    assert f"có {there}." in said


def test_a_round_that_is_not_there_is_answered_with_those_that_are(round_of_2024: Content) -> None:
    (said,) = format_problems(round_of_2024, "3", "sản phẩm", "binh-chon 2023 tinh")
    assert "Có thể ghi: binh-chon 2024 tinh." in said


def test_nothing_is_held_against_data_that_could_not_be_read(round_of_2024: Content) -> None:
    round_of_2024.write("san-pham/a.md", "---\ntitle: [\n---\n")
    assert format_problems(round_of_2024, "12", "sản phẩm", "binh-chon 2024 tinh") == []


@pytest.mark.parametrize(
    ("number", "unit", "data", "there"),
    [
        ("2", "đề án", "2024", ""),
        ("3", "đề án", "2024", "có 2."),
        ("1", "đề án", "2024 kcqg", ""),
        ("300.000.000", "đồng", "2024 kcqg", ""),
        ("1", "đồng", "2024 kcdp", "có 50.000.000."),
    ],
)
def test_a_claim_about_de_an_is_held_against_their_table(
    content: Content, number: str, unit: str, data: str, there: str
) -> None:
    content.write(
        "de-an/2024.csv",
        "ma,ten,chuong_trinh,kinh_phi_ho_tro,giai_doan\n"
        "1,Máy thái miến,kcqg,300000000,nghiem-thu\n"
        "2,Lớp đan lát,kcdp,50000000,nghiem-thu\n"
        "3,Chưa duyệt,kcdp,90000000,de-xuat\n",
    )
    said = format_problems(content, number, unit, data)
    assert len(said) == bool(there)
    assert not there or there in said[0]
