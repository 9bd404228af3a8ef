"""Letters that Excel turned into question marks, told from questions."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyencong.vietnamese.lost_letters import lost_letters


def saved_as_ansi(text: str) -> str:
    """What is left of a text in Windows-1252, as Excel's "CSV" saves it."""
    return text.encode("cp1252", "replace").decode("cp1252")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Hỗ trợ máy thái miến",
            "Tỉnh Lạng Sơn",
            "Điện năng",
            "Dự án",
            "Nông nghiệp",
            "Khuyến công",
        ),
        *("MÁY THÁI MIẾN", "Trường hợp", "Nguyễn Văn Mẫu", "xưởng cơ khí"),
    ],
)
def test_lost_letters_are_found(text: str) -> None:
    assert lost_letters(saved_as_ansi(text))
    assert not lost_letters(text)


@pytest.mark.parametrize(
    "text",
    [
        *("Vì sao nên đầu tư?Máy thái", "Ở đâu?Và khi nào?", "Có phải không? Có.", "Ai?", "OCOP?"),
        *(
            "/viewer.aspx?mabb=144696&macm=5",
            "https://a.vn/?p=123",
            "Bao giờ? Mai.",
            "(?)",
            "??",
            "",
        ),
        *("Được hỗ trợ bao nhiêu tiền?đồng", "SXKD? KCQG? không"),
    ],
)
def test_questions_are_not_lost_letters(text: str) -> None:
    assert lost_letters(text) == []


@pytest.mark.slow
@pytest.mark.alone
@pytest.mark.parametrize("piece", ["a", "?", "a?", "tr?", "?i?", "mi?n ", "à?"])
def test_a_hostile_text_does_not_hold_up_the_reader(piece: str) -> None:
    started = time.process_time()
    lost_letters(f"?{piece * 100_000}")
    assert time.process_time() - started < 1


@given(st.text(alphabet="abchinrtyàế? .Đ"))
def test_only_words_with_a_question_mark_are_lost(text: str) -> None:
    assert all("?" in word for word in lost_letters(text))
