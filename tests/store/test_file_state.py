"""When the state of a file tells it from its next version."""

import pytest

from khuyencong.store.file_state import SECOND, is_settled

WHOLE = 1_795_835_962 * SECOND


@pytest.mark.parametrize(
    ("written", "age", "settled"),
    [
        (WHOLE, 1.9, False),  # a memory stick (FAT) counts time in steps of two seconds
        (WHOLE, 2.1, True),
        (WHOLE + 1, 0.01, False),
        (WHOLE + 1, 0.1, True),
    ],
)
def test_a_file_is_known_by_its_times_once_the_clock_ticked_on(
    written: int, age: float, settled: bool
) -> None:
    state = f"120:{written}:{written}:7"
    assert is_settled(state, written + int(age * SECOND)) is settled


def test_a_file_that_is_not_there_stays_so() -> None:
    assert is_settled("")
