"""How long a presenter needs for a text."""

import pytest

from khuyencong.vietnamese.speech import seconds_aloud, spoken_length


@pytest.mark.parametrize(("words", "seconds"), [(0, 0), (1, 5), (100, 30), (101, 35), (200, 60)])
def test_two_hundred_syllables_a_minute_to_the_next_five_seconds(words: int, seconds: int) -> None:
    assert seconds_aloud("chữ " * words) == seconds


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(0, "0 giây"), (35, "35 giây"), (60, "1 phút"), (85, "1 phút 25 giây")],
)
def test_a_length_as_people_say_it(seconds: int, told: str) -> None:
    assert spoken_length(seconds) == told
