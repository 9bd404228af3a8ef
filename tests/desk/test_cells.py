"""A cell of a sheet gives back what it shows, and keeps what it cannot show."""

import pytest

from khuyencong.desk.cells import AWARDS, cell_text, cell_value, options_of, placed
from khuyencong.model.kinds import KINDS

PRODUCT = KINDS["san-pham"]
AWARD = {"level": "tinh", "year": "2026", "decision": "12/QĐ-UBND", "date": "20/08/2026"}


@pytest.mark.parametrize(
    ("path", "value", "text"),
    [
        (("title",), "Miến dong", "Miến dong"),
        (("producer", "phone"), None, ""),
        (("group",), "Chế biến nông, lâm, thủy sản và thực phẩm", "che-bien"),
        (("outlets",), ["Chợ Na Rì", "Siêu thị"], "Chợ Na Rì; Siêu thị"),
        (("outlets",), ["Chợ, phố"], None),
        (("price",), {"la": "lạ"}, None),
        (AWARDS, [AWARD], "Cấp tỉnh 2026, 12/QĐ-UBND ngày 20/08/2026"),
        (AWARDS, [{**AWARD, "date": "2026-08-20"}], "Cấp tỉnh 2026, 12/QĐ-UBND ngày 20/08/2026"),
        (
            AWARDS,
            [
                {"level": "khu-vuc", "year": "2025", "region": "bac"},
                {"level": "xa", "year": "2024"},
            ],
            "Cấp khu vực phía Bắc 2025; Cấp xã 2024",
        ),
        (
            AWARDS,
            [{"level": "Cấp tỉnh", "year": "2026", "decision": "Quyết định số 8 (minh họa)"}],
            "Cấp tỉnh 2026, Quyết định số 8 (minh họa)",
        ),
        (AWARDS, [{"level": "tinh", "year": "2026", "decision": "Số 8; số 9"}], None),
        (AWARDS, [{"level": "tinh", "year": "2026", "decision": "8 ngày 20/8/2026"}], None),
        (AWARDS, "quốc gia", None),
    ],
)
def test_a_value_is_shown_only_where_it_can_be_read_back(
    path: tuple[str, ...], value: object, text: str | None
) -> None:
    assert cell_text(PRODUCT, path, value) == text


def test_awards_are_read_as_people_write_them_and_keep_what_a_cell_does_not_tell() -> None:
    before = [{**AWARD, "expires": "20/08/2028"}]
    text = f"{cell_text(PRODUCT, AWARDS, before)}; cấp quốc gia 2027"
    assert cell_value(PRODUCT, AWARDS, text, before) == [
        {**AWARD, "expires": "20/08/2028"},
        {"level": "quoc-gia", "year": "2027"},
    ]


@pytest.mark.parametrize("text", ["rất ngon", "Cấp tỉnh", "Cấp tỉnh 2026; ngon"])
def test_what_is_no_award_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match=r"Viết như “Cấp tỉnh 2026"):
        cell_value(PRODUCT, AWARDS, text, None)


def test_an_empty_cell_is_no_value() -> None:
    assert cell_value(PRODUCT, ("price",), "  ", "35000") is None
    assert placed({"name": "A", "phone": "1"}, ["phone"], None) == {"name": "A"}
    assert placed({"phone": "1"}, ["phone"], None) is None


def test_a_choice_is_offered_with_its_label() -> None:
    assert ("khac", "Sản phẩm khác") in options_of(PRODUCT, ("group",))
    assert options_of(PRODUCT, ("title",)) == ()
