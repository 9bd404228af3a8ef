"""What a newsroom may do with what it gets, who answers it, and in which language an item is."""

import json

import feedparser
import pytest
from lxml import etree

from tests.conftest import CENTRE, Content
from tests.feeds.newsroom import NAMES, items, text, two_more, written

TERMS = (
    "press_terms: Dùng lại phải ghi rõ nguồn & không cắt <lời>.\n"
    "press_contact: {name: Phòng Tin, phone: 0000 000 001, email: baochi@thu.example}\n"
)
FOR_NEWSROOMS = ("bao-chi/", "bao-chi/truyen-hinh/", "dinh-chinh/")


@pytest.fixture
def files(content: Content) -> dict[str, bytes]:
    content.write("site.yml", CENTRE + TERMS)
    content.story(corrections="[{date: 23/11/2026 08:00, note: A}]")
    for number in range(3):
        content.story(f"truyen-hinh/{number}.md", title=f"Phóng sự {number}")
    return written(content)


@pytest.mark.parametrize("folder", FOR_NEWSROOMS)
def test_every_feed_for_newsrooms_says_the_terms_and_who_answers(
    files: dict[str, bytes], folder: str
) -> None:
    rss = etree.fromstring(files[f"{folder}rss.xml"])
    atom = etree.fromstring(files[f"{folder}atom.xml"])
    told = json.loads(files[f"{folder}feed.json"])
    rights = (
        rss.findtext("channel/copyright"),
        atom.findtext("atom:rights", namespaces=NAMES),
        told["_khuyencong"]["copyright"],
    )
    for words in rights:
        assert words == (
            "© Trung tâm Khuyến công Thử Nghiệm. Dùng lại phải ghi rõ nguồn & không cắt <lời>. "
            "Đầu mối báo chí: Phòng Tin, 0000 000 001, baochi@thu.example."
        )
    assert rss.findtext("channel/managingEditor") == "baochi@thu.example (Phòng Tin)"
    assert atom.findtext("atom:author/atom:email", namespaces=NAMES) == "baochi@thu.example"
    assert told["_khuyencong"]["contact"] == "baochi@thu.example"


def test_citizens_feeds_name_the_centre(files: dict[str, bytes]) -> None:
    for path, data in files.items():
        if path.endswith(("rss.xml", "atom.xml", "feed.json")) and not path.startswith(
            FOR_NEWSROOMS
        ):
            assert b"baochi@thu.example" not in data and "ghi rõ".encode() not in data, path


def test_an_item_in_english_says_so_in_all_formats(content: Content) -> None:
    content.story("tin-tuc/en.md", title="English story", lang="en")
    two_more(content)
    english, vietnamese, _ = items(content, "bao-chi/rss.xml")
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    assert text(english, "title") == "English story"
    assert (english.get(language), vietnamese.get(language)) == ("en", "vi")
    files = written(content)
    parsed = feedparser.parse(files["rss.xml"])
    assert [entry.title_detail.language for entry in parsed.entries] == ["en", "vi", "vi"]
    entry = etree.fromstring(files["atom.xml"]).find("atom:entry", NAMES)
    assert entry is not None and entry.get(language) == "en"
    assert json.loads(files["feed.json"])["items"][0]["language"] == "en"


def test_a_hub_is_declared_only_where_the_centre_names_one(content: Content) -> None:
    content.story()
    assert not any(b'"hub' in data for data in written(content).values())
    content.write("site.yml", CENTRE + "hub: https://hub.example.org/\n")
    for path in ("rss.xml", "atom.xml", "feed.json"):
        assert b"https://hub.example.org/" in written(content)[path]
