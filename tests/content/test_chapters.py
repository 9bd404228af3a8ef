"""Chapters of a programme: read from header, script or text, and held against its length."""

import pytest

from khuyencong.describing.broadcasts import players, script_lines
from tests.conftest import Content

MP3 = b"ID3\x04\x00\x00" + b"loa" * 100
PROGRAMME = {"audio": "tep/so-1.mp3", "duration": '"14:30"', "script": "Thưa quý vị."}
PATH = "truyen-hinh/so-1.md"


@pytest.fixture
def programme(content: Content) -> Content:
    content.write("tep/so-1.mp3", MP3)
    return content


def parts(content: Content) -> list[tuple[int, str]]:
    (record,) = content.site().records
    return [(part.start, part.name) for part in record.chapters]


def test_parts_that_staff_declare_come_first(programme: Content) -> None:
    table = "| Phút | Nội dung |\n|---|---|\n| 00:30 | Chuyện khác |"
    declared = '[{start: "00:00", name: Lời dẫn}, {start: "1:10", name: Hai nguồn vốn}]'
    programme.story(PATH, table, **PROGRAMME, chapters=declared)
    assert parts(programme) == [(0, "Lời dẫn"), (70, "Hai nguồn vốn")]


def test_a_time_and_a_name_on_a_line_of_the_script_begin_a_part(programme: Content) -> None:
    lines = (
        "00:00 Lời chào",
        "Thưa quý vị.",
        "[01:10] Hai nguồn vốn",
        "05:30 sáng, bếp của xưởng miến đã đỏ lửa.",
        "1:02:03 – Hỏi, đáp",
    )
    script = "|" + "".join(f"\n  {line}" for line in lines)
    programme.story(PATH, **PROGRAMME | {"script": script, "duration": '"90:00"'})
    assert parts(programme) == [(0, "Lời chào"), (70, "Hai nguồn vốn"), (3723, "Hỏi, đáp")]
    (record,) = programme.site().records
    shown = [(line.time, line.address) for line in script_lines(record)]
    assert shown[2:4] == [("01:10", "/tep/so-1.mp3#t=70"), ("", "")]


def test_a_table_of_minutes_in_the_text_gives_parts(programme: Content) -> None:
    table = (
        "| Lần | Giờ |\n|---|---|\n| 05:30 | Sáng |\n\n"
        "| **Phút** | Nội dung |\n|---|:--|\n| 00:00 | Lời *dẫn* |\n"
        "| 02:30–10:00 | [Bốn cấp](/gioi-thieu/) |\n| nghỉ | Nhạc |"
    )
    programme.story(PATH, table.replace("**", ""), **PROGRAMME)
    assert parts(programme) == [(0, "Lời dẫn"), (150, "Bốn cấp")]


def test_times_out_of_order_or_behind_the_end_are_named_with_their_lines(
    programme: Content,
) -> None:
    wrong = "\n  - {start: '05:20', name: A}\n  - {start: '05:20', name: B}"
    programme.story(PATH, **PROGRAMME, chapters=wrong)
    assert programme.said() == ["KC238 truyen-hinh/so-1.md:11"]
    script = "|\n  00:00 Lời chào\n  Thưa quý vị.\n  14:30 Hết"
    programme.story(PATH, **PROGRAMME | {"script": script})
    assert programme.said() == ["KC238 truyen-hinh/so-1.md:11"]
    table = "Mở đầu.\n\n| Phút | Nội dung |\n|---|---|\n| 03:00 | A |\n| 02:00 | B |"
    programme.story(PATH, table, **PROGRAMME)
    assert programme.said() == ["KC238 truyen-hinh/so-1.md:15"]


def test_a_time_that_is_none_and_a_part_without_name_are_refused(programme: Content) -> None:
    wrong = "\n  - {start: '5 phút', name: A}\n  - {start: '06:75', name: B}\n  - {start: '07:00'}"
    programme.story(PATH, **PROGRAMME, chapters=wrong)
    said = programme.said()
    assert [place.partition(":")[2] for place in said] == ["10", "11", "12"]


def test_a_sound_file_must_be_sound(programme: Content) -> None:
    programme.write("tep/so-1.mp3", b"\x00\x00\x00\x20ftypM4A ")
    programme.story(PATH, **PROGRAMME)
    assert programme.said() == ["KC305 truyen-hinh/so-1.md:6"]


def test_parts_lead_into_the_own_file_and_into_a_film_on_youtube(programme: Content) -> None:
    declared = '[{start: "00:00", name: Lời dẫn}, {start: "1:10", name: Hai nguồn vốn}]'
    places = {
        "https://youtu.be/dQw4w9WgXcQ": "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=70s",
        "https://dai.example/xem/12": "",
        "https://dai.example/so-1.mp4": "https://dai.example/so-1.mp4#t=70",
    }
    for video, expected in places.items():
        programme.story(PATH, **PROGRAMME, video=video, chapters=declared)
        (record,) = programme.site().records
        film, sound = players(record)
        assert film.chapters[1].address == expected
        assert sound.chapters[1].address == "/tep/so-1.mp3#t=70"
