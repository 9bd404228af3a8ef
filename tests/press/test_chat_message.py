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
        "Xem bài và ảnh: https://kc.example/tin-tuc/may-say/\n\n"
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
