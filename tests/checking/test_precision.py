"""The desk is right in nine alarms of ten on texts of real shapes; see docs/benchmarks.md."""

from pathlib import Path

import pytest

from bench.labelled_texts import LabelledText, generated, unmarked, whole_texts
from bench.precision import Alarm, content_folder, scores
from khuyencong.checking.content_check import check
from tests.conftest import NOW, theme_renderer

LEAST = {"KC111": 1.0, "KC701": 0.94, "KC703": 0.95, "KC704": 0.95, "KC705": 0.95, "KC706": 0.95}
"""Recall that was measured when the rules were made, rounded down."""


def alarms(texts: list[LabelledText], folder: Path) -> list[Alarm]:
    content = content_folder(texts, folder)
    found = check(content, folder / "cache", NOW, theme_renderer).problems
    return [(p.rule.code, p.file, p.line, p.message) for p in found]


@pytest.mark.slow
def test_nine_alarms_of_ten_are_right_and_faults_are_found(tmp_path: Path) -> None:
    texts = [*generated(), *whole_texts("viet-tay"), *whole_texts("giu-rieng")]
    assert len(texts) > 400
    for code, score in scores(texts, alarms(texts, tmp_path)).items():
        assert score.right >= 0.9 * score.alarms, (code, score.wrong)
        if code in LEAST:
            assert score.found >= LEAST[code] * score.faults, (code, score.wrong)


def test_a_fault_keeps_its_line_and_loses_its_mark() -> None:
    text = unmarked("a.md", "Một\nHai ⟦KC701:các các⟧ ba ⟦KC705/707:nghành⟧.")
    assert text.text == "Một\nHai các các ba nghành."
    assert [(sorted(label.codes), label.line, label.words) for label in text.labels] == [
        (["KC701"], 2, "các các"),
        (["KC705", "KC707"], 2, "nghành"),
    ]


def test_alarms_are_held_against_labels() -> None:
    text = unmarked("a.md", "⟦KC701:các các⟧\nđúng\n⟦KC703:x,y⟧")
    said = [
        ("KC701", "a.md", 1, "Chữ “các các” viết hai lần."),
        ("KC701", "a.md", 2, "Chữ “đúng đúng” viết hai lần."),
    ]
    found = scores([text], said)
    assert (found["KC701"].precision, found["KC701"].recall) == ("0.50", "1.00")
    assert (found["KC703"].precision, found["KC703"].recall) == ("–", "0.00")
