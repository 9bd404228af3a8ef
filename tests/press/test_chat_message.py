"""A story as a message to paste into Zalo."""

from khuyencong.press.chat_message import chat_message, hashtags
from tests.conftest import Content


def story(content: Content, **fields: str):
    content.story(**{"title": "Na Rì có máy sấy", "slug": "may-say", **fields})
    return next(iter(content.site().records))


def test_a_message_says_what_where_to_read_on_and_by_which_tags_it_is_found(
    content: Content,
) -> None:
    record = story(
        content,
        summary="Máy chạy bằng **điện mặt trời**.",
        key_points="[Sấy được 2 tấn một mẻ, Giảm 30% chi phí]",
        tags="[miến dong, khuyến công]",
        localities="['Na Rì, Thái Nguyên']",
    )
    assert chat_message(record, "https://kc.example") == (
        "Na Rì có máy sấy\n\nMáy chạy bằng điện mặt trời.\n\n"
        "• Sấy được 2 tấn một mẻ\n• Giảm 30% chi phí\n\n"
        "Xem bài: https://kc.example/tin-tuc/may-say/\n\n"
        "#KhuyenCong #MienDong #NaRi\n"
    )


def test_hostile_words_stay_words(content: Content) -> None:
    record = story(content, title="'<b>Máy</b> & \"sấy\"'", tags="['#1 <script>', '???', '2026']")
    assert '<b>Máy</b> & "sấy"\n' in chat_message(record, "https://kc.example")
    assert hashtags(record) == ["#KhuyenCong", "#1Script"]


def test_a_class_tells_when_and_where(content: Content) -> None:
    content.write(
        "dao-tao/lop.md",
        "---\ntitle: Lớp bán hàng trên mạng\ndate: 20/11/2026\nstarts: 05/12/2026 08:00\n"
        "place: Trung tâm\nsummary: Hai ngày.\nuid: kc-lop\n---\nChữ.\n",
    )
    message = chat_message(next(iter(content.site().records)), "https://kc.example")
    assert "Địa điểm: Trung tâm" in message and "05/12/2026" in message


def test_a_story_with_a_photo_says_so(content: Content) -> None:
    content.photo("anh/may.jpg", (800, 600))
    record = story(content, photos="[{file: anh/may.jpg, alt: Máy}]")
    assert "Xem bài và ảnh: https://kc.example" in chat_message(record, "https://kc.example")


def test_a_product_tells_who_makes_it_and_what_it_costs(content: Content) -> None:
    content.product("san-pham/mien.md", "Miến dong", "price: 85.000\nprice_unit: gói 500 g\n")
    message = chat_message(next(iter(content.site().records)), "https://kc.example")
    assert "Cơ sở sản xuất: HTX Thử (minh họa)" in message
    assert "Giá: 85.000\u00a0đồng/gói 500 g" in message
    assert "Điện thoại" not in message, "nobody agreed to it"


def test_a_form_is_an_address_to_tap(content: Content) -> None:
    (content.write("tep/mau.docx", "")).write_bytes(b"PK\x03\x04")
    content.write(
        "tai-lieu/mau.md",
        "---\ntitle: Mẫu đơn\ndate: 20/11/2026\nsummary: Một trang.\nuid: kc-mau\n"
        "file: tep/mau.docx\n---\nChữ.\n",
    )
    message = chat_message(next(iter(content.site().records)), "https://kc.example")
    assert "Tải về: https://kc.example/tep/mau.docx\n" in message


def test_moments_with_commas_are_told_apart(content: Content) -> None:
    content.write(
        "truyen-hinh/so-1.md",
        "---\ntitle: Số 1\ndate: 20/11/2026\nsummary: Một số.\nuid: kc-so\nchannel: Đài tỉnh\n"
        "airs: [24/11/2026 19:45, 25/11/2026 11:30]\n---\nChữ.\n",
    )
    message = chat_message(next(iter(content.site().records)), "https://kc.example")
    assert "Phát sóng: 19:45, Thứ Ba, 24/11/2026; 11:30, Thứ Tư, 25/11/2026" in message
