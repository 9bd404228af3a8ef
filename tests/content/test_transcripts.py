"""Subtitles: WebVTT and SubRip read, broken ones named with their line."""

import pytest

from khuyencong.content.transcripts import Cue, read_cues, written_vtt
from tests.conftest import Content

VTT = """\
WEBVTT - Phóng sự

STYLE
::cue { color: red }

NOTE Ghi chú

mot
00:00.500 --> 00:04.000 align:start
<v Người dẫn>Thưa quý vị &amp; các bạn

01:00:04.000 --> 01:00:08.250
Hai dòng
một câu
"""
PROGRAMME = (
    "---\ntitle: Phóng sự\ndate: 2/10/2026\nuid: kc-t\nsummary: A\n"
    "transcript: tep/loi.vtt\n---\nNội dung\n"
)


def test_webvtt_is_read_without_its_markup() -> None:
    assert read_cues(VTT) == (
        Cue(500, 4000, "Thưa quý vị & các bạn"),
        Cue(3_604_000, 3_608_250, "Hai dòng\nmột câu"),
    )


def test_subrip_is_read_too() -> None:
    cues = read_cues("1\n00:00:01,000 --> 00:00:02,000\n<b>Một</b>\n\n2\n00:00:02,500 --> "
                     "00:00:03,000\n{\\an8}Hai\n")  # fmt: skip
    assert [cue.words for cue in cues] == ["Một", "Hai"]


def test_what_is_written_reads_the_same() -> None:
    cues = (Cue(500, 4000, "a < b & c"), Cue(4000, 5000, "x --> y"))
    assert read_cues(written_vtt(cues)) == cues


@pytest.mark.parametrize(
    "text", ["", "WEBVTT\n", "WEBVTT\n\n00:04.000 --> 00:01.000\nA", "1\n0:x --> 1\nA"]
)
def test_a_file_without_sound_cues_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"[ạ-ỹ]"):
        read_cues(text)


def test_a_broken_file_is_named_with_the_line_of_the_story(content: Content) -> None:
    content.write("truyen-hinh/a.md", PROGRAMME)
    assert content.said() == ["KC301 truyen-hinh/a.md:6"]
    content.write("tep/loi.vtt", "không phải phụ đề")
    assert content.said() == ["KC231 truyen-hinh/a.md:6"]
    content.write("tep/loi.vtt", VTT)
    assert content.said() == []


def test_a_withdrawal_without_a_date_is_remarked_upon(content: Content) -> None:
    content.story(status="withdrawn")
    assert content.said() == ["KC230 tin-tuc/bai.md:6"]
    content.story(status="withdrawn", modified="23/11/2026")
    assert content.said() == []
