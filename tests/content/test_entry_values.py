"""An entry that comes from the cache is the one that was read, and no validator is asked again."""

from pathlib import Path

import pytest
from pydantic import BaseModel, Field

from khuyencong.content.entry_codec import decode, encode
from khuyencong.content.entry_parser import parse_entry
from khuyencong.content.entry_values import from_values, values_of
from khuyencong.content.file_references import Folder
from khuyencong.model.entry import Entry
from khuyencong.model.entry_parts import Photo
from khuyencong.model.kinds import KINDS
from khuyencong.model.stories import News
from tests.conftest import ROOT

SOURCES = [
    file.relative_to(ROOT / "content").as_posix()
    for folder in KINDS
    for file in sorted((ROOT / "content" / folder).glob("*.md"))[:4]
]
CROPPED = """\
---
title: Lò sấy mới
photos: [{file: anh/lo.jpg, alt: Lò sấy, caption: Ở xưởng, crop: "10; 10; 50; 50", focus: "5; 9"}]
---
"""


def kept(entry: Entry, record: object) -> BaseModel:
    return from_values(type(entry), decode(encode(type(entry), record, [], {})).entry)  # type: ignore[arg-type]


def read(source: str, text: str, folder: Path) -> tuple[Entry, BaseModel]:
    kind = KINDS[source.partition("/")[0]]
    record = parse_entry(Folder(folder, folder / ".cache"), source, kind, text).record
    assert record
    return record.entry, kept(record.entry, record)


def printed(entry: BaseModel) -> list[str]:
    """Every field: values of another type are equal, too."""
    return [repr(getattr(entry, name)) for name in type(entry).model_fields]


@pytest.mark.parametrize("source", SOURCES)
def test_an_entry_of_every_kind_comes_back_as_it_was(source: str, tmp_path: Path) -> None:
    text = (ROOT / "content" / source).read_text("utf-8")
    entry, found = read(source, text, tmp_path)
    assert found == entry
    assert printed(found) == printed(entry)
    assert found.model_fields_set == entry.model_fields_set
    assert vars(found).keys() == entry.model_fields_set


def test_values_of_a_form_of_their_own_are_made_by_the_model(tmp_path: Path) -> None:
    entry, found = read("tin-tuc/lo.md", CROPPED, tmp_path)
    assert entry.photos[0].crop and entry.photos[0].focus
    assert printed(found) == printed(entry)


class Table(News):
    """A kind of a plugin."""

    rows: tuple[tuple[str, ...], ...] = ()
    prizes: dict[str, Photo] = Field(default_factory=dict)


@pytest.mark.parametrize(
    "given",
    [{"rows": [["Miến", "12"], ["Chè"]]}, {"prizes": {"Nhất": {"file": "anh/lo.jpg"}}}],
    ids=["tuples in a tuple", "records in a table"],
)
def test_a_kind_may_hold_any_form(given: dict[str, object]) -> None:
    entry = Table.model_validate({"title": "Lò sấy", **given})
    found = from_values(Table, values_of(entry))
    assert found == entry and printed(found) == printed(entry)
