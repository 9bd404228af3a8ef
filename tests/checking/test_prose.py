"""What counts as words of a story, and what is markup, code or an address."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyencong.checking.prose import without_markup


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Xem [Nghị định 45](/chinh-sach/nd-45/) nhé", "Xem [Nghị định 45 nhé"),
        ("Xem [nghị định][1] nhé\n\n[1]: /chinh-sach/nd-45/", "Xem [nghị định nhé"),
        ("**Khuyến công** và _làng nghề_", "Khuyến công và làng nghề"),
        ("Tệp ten_tep_dai.xlsx", "Tệp ten_tep_dai.xlsx"),
        ("Hỏi tại kc@tinh.gov.vn hoặc Zalo", "Hỏi tại hoặc Zalo"),
        ("[Gửi thư](mailto:kc@tinh.gov.vn) cho Trung tâm", "[Gửi thư cho Trung tâm"),
        ("Vốn đối ứng[^1]\n\n[^1]: Theo đề án.", "Vốn đối ứng Theo đề án."),
        ("*[CNNT]: công nghiệp nông thôn\n\nCơ sở CNNT", "Cơ sở CNNT"),
        ("| a | b |\n|---|:-:|\n| 1 | 2 |", "| a | b | | 1 | 2 |"),
    ],
)
def test_markup_is_no_prose(written: str, words: str) -> None:
    assert without_markup(written).split() == words.split()


@pytest.mark.parametrize("written", ["`ma ma`", "<em>", "https://moit.gov.vn/a?b=c"])
def test_what_stood_there_keeps_its_neighbours_apart(written: str) -> None:
    """Else "các `mã` các" would be a word written twice."""
    before, gap, after = without_markup(f"các {written} các").split()
    assert before == after == "các" != gap


def test_a_fenced_block_is_no_prose_and_keeps_the_lines_below_in_place() -> None:
    text = "Một\n\n```\ncác các\n```\n\nHai"
    assert without_markup(text).split("\n").index("Hai") == 6
    assert "các" not in without_markup(text)


@given(st.text(alphabet="ab đấ\n`[]()<>*_|:-@.^~h/", max_size=200))
def test_no_line_is_added_or_removed(text: str) -> None:
    assert without_markup(text).count("\n") == text.count("\n")


@pytest.mark.slow
@pytest.mark.alone
@pytest.mark.parametrize(
    "sign", ["a@", "@a.", "[", "[^", "](", "`", "<", "*", "|-", "~~~\n", "```\n"]
)
def test_a_long_run_of_signs_costs_no_more_than_its_length(sign: str) -> None:
    started = time.process_time()
    without_markup(sign * (200_000 // len(sign)))
    assert time.process_time() - started < 2
