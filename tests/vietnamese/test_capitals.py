"""Names of agencies as a sentence writes them."""

import pytest

from khuyencong.vietnamese.capitals import agency_name


@pytest.mark.parametrize(
    "name",
    [
        "Sở Công Thương tỉnh Lạng Sơn",
        "Bộ Công Thương",
        "Ủy ban nhân dân tỉnh Bắc Ninh",
        "UBND tỉnh Thái Nguyên",
        "Trung tâm Khuyến công và Xúc tiến thương mại",
        "Cục Đổi mới sáng tạo, Chuyển đổi xanh và Khuyến công",
        "Trung tâm KC&XTTM tỉnh Bắc Ninh",
        "Sở Nông nghiệp và Môi trường",
        "Bộ Tài chính",
        "Hội đồng nhân dân thành phố Hải Phòng",
        "Thủ tướng Chính phủ",
        "Quốc hội",
    ],
)
def test_an_agency_in_capitals_is_written_as_the_decree_on_letters_says(name: str) -> None:
    assert agency_name(name.upper()) == name
