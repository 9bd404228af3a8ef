"""Items are not made only to be measured where their texts tell that they fit."""

import html
from dataclasses import replace
from typing import Any, get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from khuyencong.content.record import Record
from khuyencong.feeds.feed_set import FeedSet
from khuyencong.feeds.item_bounds import ItemBounds
from khuyencong.feeds.items import Edition
from khuyencong.feeds.serialized_items import SerializedItem, SerializedItems
from khuyencong.model.entry import Entry
from khuyencong.model.entry_parts import Correction
from tests.conftest import NOW, Content
from tests.feeds.newsroom import PHOTO, newsroom, written

PHONES = "0912 345 678, 0205 3812 345 máy lẻ 12; +84 912 345 678"
WORDS = st.one_of(
    st.text("aăệ😀&<>\"'\\]\n\t ", max_size=80),
    st.sampled_from(["", "&" * 300, '"' * 300, "ệ" * 300, "😀" * 100, "]]>", PHONES, 8 * PHONES]),
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> FeedSet:
    """A site with news and a class, each with a photo, made once."""
    content = Content(tmp_path_factory.mktemp("content"))
    content.photo()
    content.story(
        photos=PHOTO, body="", link_only="true", source_name="A", source_url="https://a.vn/"
    )
    content.story("dao-tao/lop.md", photos=PHOTO, body="", starts="10/12/2026", sample="true")
    return newsroom(content)


def texts_of(kind: type[Entry], text: str, many: int) -> dict[str, Any]:
    """Every field of a kind that holds text, filled."""
    found: dict[str, Any] = {}
    for name, field in kind.model_fields.items():
        forms = get_args(field.annotation)
        if field.default == "" or name == "title":
            found[name] = text
        elif field.default == () and str in (forms[0], *get_args(forms[0])):
            found[name] = (text,) * many
    return found


@given(text=WORDS, alt=WORDS, many=st.integers(0, 4), figures=st.integers(0, 4))
@example(text="&" * 300, alt='"' * 300, many=4, figures=4)
@example(text=8 * PHONES, alt="ệ" * 300, many=4, figures=1)
@example(text="", alt="", many=0, figures=0)
@example(text="", alt="", many=0, figures=4)
def test_no_form_of_an_item_is_larger_than_its_bound(
    site: FeedSet, text: str, alt: str, many: int, figures: int
) -> None:
    bounds = ItemBounds(site.maker.site, site.maker.root)
    filled = [hostile(record, text, alt, many, figures) for record in site.maker.site.stories]
    found = [SerializedItem(site.maker.item(record), site.publisher.name) for record in filled]
    for record, item in zip(filled, found, strict=True):
        most = bounds.bound([record])
        assert most is not None and item.size <= most
    together = bounds.bound(filled)
    assert together is not None and sum(item.size for item in found) <= together


def hostile(record: Record[Entry], text: str, alt: str, many: int, figures: int) -> Record[Entry]:
    """The record with a text in every place that has one."""
    entry = record.entry.model_copy(
        update={
            **texts_of(type(record.entry), text, many),
            "source_url": f"https://a.vn/{text}",
            "corrections": tuple(Correction(date=NOW, note=text or "a") for _ in range(many)),
        }
    )
    (photo,) = record.photos
    photos = (replace(photo, alt=alt, caption=text, credit=alt, ai=True),) * figures
    return replace(record, entry=entry, summary=html.escape(text), photos=photos)


def links(content: Content, number: int = 70) -> None:
    for i in range(number):
        place = {"source_name": "Nơi khác", "source_url": f"https://a.vn/{i}"}
        date = f"2026-{i % 2 + 8:02d}-{i % 28 + 1:02d}"
        content.story(f"tin-tuc/{i}.md", "", title=f"Tin {i}", date=date, link_only="true", **place)


def test_news_without_a_body_is_put_into_feeds_unmeasured(
    content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A national site has tens of thousands, and most stand in the archives alone."""
    sized: list[Edition] = []
    really = SerializedItems._known_size

    def known(items: SerializedItems, record: Record[Entry], edition: Edition) -> int | None:
        sized.append(edition)
        return really(items, record, edition)

    monkeypatch.setattr(SerializedItems, "_known_size", known)
    links(content)
    assert len(newsroom(content).archives) > 1
    assert Edition.PRESS in sized and Edition.CITIZEN not in sized


def test_documents_are_those_that_measuring_gives(
    content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    links(content)
    for i in range(12):
        content.story(
            f"tin-tuc/dai-{i}.md", "Dài. " * 12_000, title=f"Dài {i}", date=f"{i + 1}/8/2026"
        )
    found = written(content)
    monkeypatch.setattr(SerializedItems, "surely_fit", lambda *_: False)
    assert found == written(content)
