"""What is made from the declaration is true: the handbook's tables and new files."""

from datetime import datetime

import pytest

from khuyencong.content.front_matter import parse
from khuyencong.model.entry import Entry, Status
from khuyencong.model.handbook import with_tables
from khuyencong.model.kinds import KINDS
from khuyencong.model.skeleton import new_uid, skeleton
from khuyencong.model.validation import inner_declaration, validate
from khuyencong.vietnamese.dates import VIETNAM
from tests.conftest import NOW, ROOT


def test_the_tables_of_the_handbook_are_current() -> None:
    text = (ROOT / "docs" / "so-tay.md").read_text(encoding="utf-8")
    assert with_tables(text) == text, "run `make docs`"
    for folder in KINDS:
        if KINDS[folder].model_fields.keys() - Entry.model_fields.keys():
            assert f"<!-- bảng: {folder} -->" in text


@pytest.mark.parametrize("folder", KINDS)
def test_every_field_has_a_label_help_and_an_example(folder: str) -> None:
    for name, field in KINDS[folder].model_fields.items():
        assert field.title and field.description, name
        assert field.examples, name


@pytest.mark.parametrize("folder", KINDS)
def test_the_example_of_every_plain_field_is_accepted(folder: str) -> None:
    kind = KINDS[folder]
    plain = {
        name: str(field.examples[0])
        for name, field in kind.model_fields.items()
        if field.examples and inner_declaration(field.annotation) is None
    }
    _, faults = validate(kind, plain)
    wrong = [fault for fault in faults if fault.rule.name != "MISSING"]
    assert not wrong, wrong


@pytest.mark.parametrize("folder", KINDS)
def test_a_new_file_is_a_sound_draft(folder: str) -> None:
    title = 'Tít có "nháy": và dấu \\ chéo'
    text = skeleton(KINDS[folder], title, datetime(2026, 11, 24, 9, 5, tzinfo=VIETNAM))
    matter = parse(text, "moi.md")
    assert not matter.problems
    assert matter.values["title"] == title
    assert matter.values["slug"] == "tit-co-nhay-va-dau-cheo"
    entry, faults = validate(KINDS[folder], matter.values)
    assert entry is not None, faults
    assert entry.status is Status.DRAFT
    assert entry.date is not None and entry.date < NOW.replace(hour=10)


@pytest.mark.parametrize("folder", KINDS)
def test_uncommenting_every_line_of_a_new_file_still_reads(folder: str) -> None:
    text = skeleton(KINDS[folder], "Bài mẫu", NOW).replace("\n# ", "\n")
    matter = parse(text, "moi.md")
    assert not matter.problems, matter.problems
    _, faults = validate(KINDS[folder], matter.values)
    assert not [f for f in faults if f.rule.name == "UNKNOWN_KEY"], faults


def test_uids_do_not_repeat() -> None:
    assert len({new_uid() for _ in range(1000)}) == 1000
