"""What the desk says of the language of a text, and what it lets be."""

from collections import Counter

import pytest

from khuyencong.checking.language import slips
from khuyencong.checking.prose import Prose, without_markup
from khuyencong.checking.punctuation import MOST
from khuyencong.checking.rare_pairs import PairUse, rare_pairs


def prose(text: str) -> Prose:
    found = Prose()
    found.add(without_markup(text), 1)
    return found


def said(text: str) -> list[str]:
    """Code and words of everything that is said of a text."""
    return [f"{p.rule.code} {p.message}" for p in slips("a.md", prose(text), PairUse())]


def codes(text: str) -> set[str]:
    return {words[:5] for words in said(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Mọi hành vi vi phạm đều bị xử lý.",
        "Xã trở thành thành viên, ra quyết định định kỳ, nêu trường hợp hợp đồng hết hạn.",
        "Dùng lương thực thực phẩm; đầu tư tư nhân; Đại hội Hội Nông dân; đại hội hội nông dân.",
        "Cán bộ Bộ Công Thương, cơ sở Sở Công Thương, Ba Ba, ĐẠI HỘI HỘI NÔNG DÂN.",
        "Thủ tục hành chính chính là rào cản; hành vi vi hiến; trật tự tự nguyện.",
        "Ngày ngày ông dần dần quen, áo còn ướt ướt, bà gật gật, rà rà soát soát mãi.",
        "Họ cười ha ha ha; lớp trẻ giỏi giỏi; truờng hợp hợp tác xã; nông dân dân tộc Nùng.",
        "Một, một, hai; các, các; a a; 5 5; **các** `mã` các; các-các",
    ],
)
def test_words_that_stand_side_by_side_rightly(text: str) -> None:
    assert "KC701" not in codes(text)


@pytest.mark.parametrize(
    ("text", "doubled"),
    [
        ("Hỗ trợ các các hợp tác xã.", "các các"),
        ("Hỗ trợ của của tỉnh.", "của của"),
        ("Của của tỉnh.", "Của của"),
        ("CÁC CÁC HỢP TÁC XÃ", "CÁC CÁC"),
        ("Khuyến khuyến công quốc gia.", "Khuyến khuyến"),
        ("Ông hỗ trợ trợ cho bà con.", "trợ trợ"),
        ("Nhiều  các  các xã.", "các các"),
        ("(các các) xã", "các các"),
        ("Xe ôtô ôtô tải.", "ôtô ôtô"),
        ("Cả làng ai ai ai cũng lo.", "ai ai"),
        ("Việc làm làm làm đổi cả làng.", "làm làm"),
        ("Người người tất tất bật.", "tất tất"),
        ("Ký chung một một hợp đồng.", "một một"),
        ("Hội Nông dân dân Lạng Sơn.", "dân dân"),
        ("Cơ sở sở Sở Công Thương.", "sở sở"),
    ],
)
def test_words_written_twice(text: str, doubled: str) -> None:
    assert said(text) == [f"KC701 Chữ “{doubled}” viết hai lần."]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Máy thái , máy sấy.", "KC702"),
        ("Giá ( chưa thuế) là", "KC702"),
        ("Giá (chưa thuế ) là", "KC702"),
        ("Máy chạy tốt !", "KC702"),
        ("Máy thái ,máy sấy.", "KC702"),
        ("Về tới xã Na Rì.Theo đó, xã họp.", "KC703"),
        ("Đó là xưởng công nghiệp.Đây là xưởng khác.", "KC703"),
        ("Có gì mới?Chưa rõ.", "KC703"),
        ("Máy thái,máy sấy.", "KC703"),
        ("Làm từ năm 2024.Trung tâm hỗ trợ.", "KC703"),
        ("Đó là xưởng công nghiệp.đây là xưởng khác.", "KC703"),
        ("Số 58/QĐ- TTg.", "KC704"),
        ("Số 58/QĐ -TTg.", "KC704"),
        ("Phát triển KT- XH.", "KC704"),
        ("Giá 27.000- 32.000 đồng.", "KC704"),
        ("Năm 2021- 2025.", "KC704"),
        ("Tuyến Hà Nội- Hải Phòng.", "KC704"),
        ("Việc sử lý nước thải.", "KC705"),
        ("Tăng năng xuất lao động.", "KC705"),
        ("Theo từng nghành.", "KC705"),
        ("Xã triễn khai mô hình.", "KC705"),
        ("Hợp tác xã nổ lực giử gìn nghề thủ công mỷ nghệ.", "KC705"),
        ("Nguời dân đuợc học.", "KC707"),
        ("Toàn tỉnhđang làm.", "KC707"),
    ],
)
def test_slips_of_the_keyboard(text: str, code: str) -> None:
    assert codes(text) == {code}


@pytest.mark.parametrize(
    "text",
    [
        "Thư Mail.Ru, Booking.Com; xem www.Khuyencong.vn, Moit.Gov.Vn, tệp Mau.Don.docx.",
        "TS.Nguyễn Văn Mẫu, ThS.Trần Mẫu, TP.Hồ Chí Minh, Q.Tân Bình, v.v., đ/c Hà.",
        "Trung&nbsp;t&acirc;m Khuy&#7871;n công &ndash; Phòng&nbsp;Thông tin.",
        "Lúc 8:30, tỷ lệ 1:2, 27.000-32.000 đồng, 2021-2025, KT-XH, 58/QĐ-TTg, COVID-19.",
        "Tuyến Hà Nội - Hải Phòng; vùng đồng bào – dân tộc.\n- Mục một\n- Mục hai\n-5 độ",
        "( ) Có  ( ) Không … (x) (1) “Một”, “hai”! Hết… Rồi.",
        "1.Mục đích\n2.Yêu cầu",
    ],
)
def test_marks_that_stand_rightly(text: str) -> None:
    assert codes(text) <= set()


@pytest.mark.parametrize(
    "text",
    [
        "Vùng có tiềm năng xuất khẩu chè.",
        "Xưởng gia công xuất khẩu giày.",
        "Giả sử lý do là thiếu vốn.",
        "Họ thành công xuất sắc.",
        "Thế kỷ năng động; thế kỷ thuật số; trẻ uống sữa chữa bệnh.",
        "Khả năng xuất hiện; lịch sử lý luận; vấn đề suất ăn; giám sát nhập khẩu.",
    ],
)
def test_a_slip_whose_first_word_belongs_to_the_one_before_is_none(text: str) -> None:
    assert codes(text) == set()


def test_each_wrong_word_is_named_once_with_its_places() -> None:
    text = "Nguời dân.\n\nNguời thợ và nguời dân; #nguời, https://a.example/nguời."
    assert said(text) == [
        "KC707 “Nguời” không phải chữ tiếng Việt (2 chỗ).",
        "KC707 “nguời” không phải chữ tiếng Việt.",
    ]


def test_a_text_full_of_slips_does_not_fill_the_screen() -> None:
    found = Counter(words[:5] for words in said("máy,lò các các sử lý " * 2000))
    assert set(found) == {"KC701", "KC703", "KC705"} and max(found.values()) == MOST


def use_of(*texts: str) -> list[str]:
    """What is said of rare pairs when each text is an entry."""
    use, kept = PairUse(), {f"{number}.md": prose(text) for number, text in enumerate(texts)}
    for file, text in kept.items():
        assert not list(slips(file, text, use))
    return [f"{p.file}:{p.line} {p.message}" for p in rare_pairs(use, kept.__getitem__)]


def test_a_rare_pair_beside_a_frequent_word_is_a_hint() -> None:
    texts = ["Trung tâm hoạt động tốt."] * 12
    assert use_of(*texts, "Một dòng.\nTrung tâm hoạt dộng tốt.") == [
        "12.md:2 “hoạt dộng” ít gặp; 12 bài viết “hoạt động”."
    ]
    assert use_of(*texts[:8], "Trung tâm hoạt dộng tốt.") == []  # too few to know
    assert use_of(*texts, *["Trung tâm hoạt dộng tốt."] * 3) == []  # not rare


def test_rare_pairs_that_are_right_are_let_be() -> None:
    texts = ["Mở lớp từ đầu năm; công tác tư pháp ở xã."] * 12
    assert use_of(*texts, "Ông từ pháp trường về.") == []  # "từ" is a word of every text
    texts = ["Trung tâm hoạt động tốt."] * 12
    assert use_of(*texts, "Cô Hoạt Dộng tới.") == []  # a name


def test_a_rare_pair_that_is_a_known_slip_is_said_once() -> None:
    use, slip = PairUse(), prose("Lớp tấp huấn nghề.")
    for number in range(12):
        assert not list(slips(f"{number}.md", prose("Lớp tập huấn nghề."), use))
    assert [found.rule.code for found in slips("a.md", slip, use)] == ["KC705"]
    assert list(rare_pairs(use, lambda file: slip)) == []


def test_pairs_counted_in_shares_are_pairs_counted_at_once() -> None:
    texts = [prose("Trung tâm hoạt động tốt.")] * 12 + [prose("Trung tâm hoạt dộng tốt.")]
    whole, one, other = PairUse(), PairUse(), PairUse()
    for number, text in enumerate(texts):
        list(slips(f"{number}.md", text, whole))
        list(slips(f"{number}.md", text, (one, other)[number % 2]))
    one.update(other)
    assert list(one.rare_pairs()) == list(whole.rare_pairs()) != []
