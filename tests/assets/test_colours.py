"""A colour that staff choose is made readable, and left alone where it is already."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyencong.assets.colours import (
    DARK_GROUND,
    DARK_PAPER,
    ENOUGH,
    GROUND,
    PAPER,
    contrast,
    on_dark,
    on_light,
)
from tests.conftest import ROOT

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#ffffff", "#777777") == contrast("#777777", "#ffffff")


def test_a_readable_colour_stays() -> None:
    assert on_light("#1F3A5F") == "#1f3a5f"
    assert on_dark("#8ec5ff") == "#8ec5ff"


@given(COLOURS)
def test_any_colour_can_be_read_on_every_ground(colour: str) -> None:
    assert all(contrast(on_light(colour), ground) >= ENOUGH for ground in (PAPER, GROUND))
    assert all(contrast(on_dark(colour), ground) >= ENOUGH for ground in (DARK_PAPER, DARK_GROUND))


def test_the_grounds_are_those_of_the_stylesheet() -> None:
    css = (ROOT / "theme" / "static" / "base.css").read_text(encoding="utf-8")
    assert re.findall(r"--paper: (#\w+)", css)[:2] == [PAPER, DARK_PAPER]
    assert re.findall(r"--ground: (#\w+)", css)[:2] == [GROUND, DARK_GROUND]
