"""What a manifest says of a published file holds as long as any later write must show."""

import pytest

from khuyencong.rendering.manifest import trusted_state
from khuyencong.store.file_state import FINE_CLOCK

WRITTEN = 1_795_835_962_123_456_789
STAGED = f"120:{WRITTEN}:{WRITTEN}:7"
PUBLISHED = f"120:{WRITTEN}:{WRITTEN + 5_000}:7"
"""The same file after the rename, which is a change of its inode and none of its bytes."""


def test_a_file_is_relied_upon_once_the_clock_ticked_on_after_its_writing() -> None:
    assert trusted_state(PUBLISHED, STAGED, WRITTEN + FINE_CLOCK + 1) == PUBLISHED
    assert trusted_state(PUBLISHED, STAGED, WRITTEN + FINE_CLOCK) == ""


@pytest.mark.parametrize(
    "found",
    [
        f"121:{WRITTEN}:{WRITTEN}:7",
        f"120:{WRITTEN + 1}:{WRITTEN + 1}:7",
        f"120:{WRITTEN}:{WRITTEN}:8",
        "",
    ],
)
def test_a_file_that_somebody_else_put_there_is_not_relied_upon(found: str) -> None:
    assert trusted_state(found, STAGED, WRITTEN + 60 * FINE_CLOCK) == ""
