"""An entry that holds only what was given is the one that holds everything."""

import pickle
from typing import Any

from pydantic import Field

from khuyencong.content.entry_values import from_values, values_of
from khuyencong.model.entry import Entry
from khuyencong.model.producer import Producer, ProducerKind, producer_of
from khuyencong.model.stories import News

STORY = News.model_validate({"title": "Lò sấy", "tags": "máy móc", "date": "22/11/2026"})
SPARSE = from_values(News, {**values_of(STORY), "date": STORY.date})


def all_of(entry: Entry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in type(entry).model_fields}


def test_what_was_not_given_is_found_all_the_same() -> None:
    assert set(vars(SPARSE)) == {"title", "tags", "date"}
    assert all_of(SPARSE) == all_of(STORY)
    assert SPARSE == STORY and STORY == SPARSE
    assert News.model_validate({"title": "Lò sấy"}) != SPARSE
    assert from_values(News, {"title": "Lò sấy"}) != SPARSE


def test_copies_and_what_another_process_gets_are_the_same() -> None:
    other = SPARSE.model_copy(update={"title": "Lò sấy mới"})
    assert other.title == "Lò sấy mới" and all_of(other) == {**all_of(STORY), "title": other.title}
    assert pickle.loads(pickle.dumps(SPARSE)) == STORY  # noqa: S301
    assert SPARSE.model_dump(exclude_unset=True) == STORY.model_dump(exclude_unset=True)


def test_a_kind_below_declares_its_fields_as_ever() -> None:
    class Leaflet(News):
        """A kind of a plugin."""

        summary: str = Field("Tờ rơi", title="Lời mời")
        pages: int

    assert Leaflet.model_fields["pages"].is_required()
    assert Leaflet.model_fields["tags"].title == News.model_fields["tags"].title
    assert from_values(Leaflet, {"title": "Một", "pages": 2}).summary == "Tờ rơi"
    assert News.model_validate({"title": "Hai"}).summary == ""


def test_a_household_that_a_kind_always_means_is_known() -> None:
    class Visited(News):
        """A kind of a plugin."""

        producer: Producer = Producer(name="Hộ bà Na", kind=ProducerKind.HOUSEHOLD)

    found = producer_of(from_values(Visited, {"title": "Một"}))
    assert found and found.kind is ProducerKind.HOUSEHOLD
    assert producer_of(SPARSE) is None
