"""KC270 and KC271: what an old place is now is offered, never written by itself."""

import pytest

from khuyencong.checking.content_check import check
from khuyencong.model.rules import Problem
from tests.conftest import NOW, Content, theme_renderer


def notes(content: Content, *codes: str) -> list[Problem]:
    found = check(content.folder, content.cache, NOW, theme_renderer).problems
    return [problem for problem in found if problem.rule.code in (codes or ("KC270",))]


def producer(content: Content, *fields: str) -> list[str]:
    content.product("san-pham/a.md", "Miến", producer=f"{{name: HTX Thử, {', '.join(fields)}}}")
    return [f"{note.message} {note.advice}" for note in notes(content, "KC270", "KC271")]


def test_a_province_that_was_merged_is_led_to_the_one_of_today(content: Content) -> None:
    (told,) = producer(content, "province: Hoà Bình")
    assert "“Hoà Bình” nay thuộc tỉnh Phú Thọ." in told and "`province: Phú Thọ`" in told


def test_a_commune_is_led_to_the_one_that_took_it_in(content: Content) -> None:
    (told,) = producer(content, "commune: Xã Kim Lư", "province: Thái Nguyên")
    assert "nay thuộc xã Na Rì, tỉnh Thái Nguyên." in told and "`commune: Na Rì`" in told


def test_of_a_commune_that_was_split_none_is_chosen(content: Content) -> None:
    old = "former_address: 'Phường 15, Quận Tân Bình, TP. Hồ Chí Minh'"
    (told,) = producer(content, "province: Thành phố Hồ Chí Minh", old)
    assert "phường Tân Bình hoặc phường Tân Sơn" in told and "Chọn một xã" in told
    assert "commune: " not in told


def test_communes_of_today_and_invented_ones_are_nobody_s_fault(content: Content) -> None:
    assert producer(content, "commune: Phường Bắc Kạn", "province: Thái Nguyên") == []
    assert producer(content, "commune: Xã Minh Họa 1", "province: Thái Nguyên") == []
    assert producer(content, "commune: Na Rì", "province: Thái Nguyên") == []
    assert producer(content, "commune: '12'", "province: '???'") == []


def test_an_old_address_that_belongs_to_another_commune_is_told(content: Content) -> None:
    right = ("commune: Na Rì", "province: Thái Nguyên")
    assert producer(content, *right, "former_address: 'Kim Lư, Na Rì, Bắc Kạn'") == []
    (told,) = producer(content, *right, "former_address: 'Mai Châu, Hòa Bình'")
    assert "không có xã Na Rì" in told


def test_places_of_a_text_of_today_are_those_of_today(content: Content) -> None:
    content.story(localities="Bắc Kạn, Lạng Sơn, huyện Chi Lăng")
    assert [note.message for note in notes(content)] == [
        "“Bắc Kạn” nay thuộc tỉnh Thái Nguyên.",
        "“huyện Chi Lăng” nay gồm xã Chi Lăng, xã Chiến Thắng, xã Bằng Mạc, xã Nhân Lý, "
        "xã Vạn Linh và xã Quan Sơn, tỉnh Lạng Sơn.",
    ]
    content.story(localities="Bắc Kạn, Thái Nguyên, Chi Lăng")
    assert notes(content) == []


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Lớp mở tại huyện Na Rì, có 40 người.", "“huyện Na Rì” nay gồm"),
        ("Xã Kim Lư, huyện Na Rì, tỉnh Bắc Kạn có ba HTX.", "nay thuộc xã Na Rì"),
        ("Ở tỉnh Hòa Bình Nguyễn Văn A mở xưởng.", "“tỉnh Hòa Bình” nay thuộc tỉnh Phú Thọ"),
        ("Ở phường 15, quận Tân Bình có xưởng.", "phường Tân Bình hoặc phường Tân Sơn"),
    ],
)
def test_an_old_name_in_the_text_is_told_with_what_it_is_now(
    content: Content, written: str, told: str
) -> None:
    content.story(body=f"Dòng đầu.\n\n{written}")
    (note,) = notes(content)
    assert told in note.message and note.line == 9
    assert "(nay thuộc …)" in note.advice


@pytest.mark.parametrize(
    "written",
    [
        "Lớp mở tại huyện Na Rì (nay thuộc Thái Nguyên). Huyện Na Rì cũ có nghề miến.",
        "Lớp mở tại huyện Na Rì trước đây.",
        "Lớp mở tại xã Na Rì, tỉnh Thái Nguyên và thành phố Huế.",
        "Trong hòa bình, huyện nào cũng có chợ; xã Tân Lập có xưởng; huyện Châu Thành có mười.",
        "Xã hội, Phường hội, Quận chúa, Tỉnh Minh Họa, thành phố Hồ Chí Minh.",
    ],
)
def test_what_is_told_already_or_is_no_old_place_is_left_alone(
    content: Content, written: str
) -> None:
    content.story(body=written)
    assert notes(content) == []


def test_old_texts_and_laws_keep_the_names_of_their_day(content: Content) -> None:
    content.story(date="30/6/2025", body="Lớp mở tại huyện Na Rì.", localities="Bắc Kạn")
    content.write(
        "chinh-sach/a.md",
        "---\ntitle: Quyết định\ndate: 1/11/2026\nuid: kc-p\nsummary: A\n---\nTại huyện Na Rì.\n",
    )
    assert notes(content) == []


def test_tables_of_de_an_and_people_are_told_too(content: Content) -> None:
    content.write(
        "de-an/2026.csv",
        "Mã đề án;Tên đề án;Chương trình;Xã, phường;Tỉnh;Kinh phí hỗ trợ;Giai đoạn\n"
        "QG-1;Máy thái;Khuyến công quốc gia;Kim Lư;Bắc Kạn;100.000.000;Nghiệm thu\n",
    )
    content.write(
        "nghe-nhan/a.md",
        "---\ntitle: Nguyễn Văn Mẫu\nuid: kc-n\nsummary: A\nstatus: draft\ntitles: "
        "[{title: nghe-nhan-uu-tu, year: 2020}]\ncontact: {commune: Kim Lư, province: Bắc Kạn}\n"
        "---\nA\n",
    )
    told = [(note.file, note.advice) for note in notes(content)]
    assert ("de-an/2026.csv", "Viết như `tinh: Thái Nguyên`.") in told
    assert ("de-an/2026.csv", "Viết như `xa: Na Rì`.") in told
    assert ("nghe-nhan/a.md", "Viết như `commune: Na Rì`.") in told
