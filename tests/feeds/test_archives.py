"""Archives (RFC 5005): from feed to feed, every story once."""

import json
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from lxml import etree

from tests.conftest import Content
from tests.feeds.newsroom import HOST, NAMES, newsroom, written

Files = dict[str, bytes]


def many(content: Content, number: int = 90) -> None:
    for i in range(number):
        date = f"2026-{i % 9 + 1:02d}-{i % 28 + 1:02d} 08:{i % 60:02d}"
        content.story(f"tin-tuc/{i}.md", title=f"Tin số {i}", date=date, uid=f"kc-{i}")


def relation(root: etree._Element, name: str) -> str | None:
    link = root.find(f".//atom:link[@rel='{name}']", NAMES)
    return urlsplit(link.get("href") or "").path.lstrip("/") if link is not None else None


def walk(files: Files, start: str, step: str) -> list[str]:
    """Paths of the documents met from one on, following a relation."""
    met = [start]
    while path := relation(etree.fromstring(files[met[-1]]), step):
        met.append(path)
    return met


def guids(data: bytes) -> list[str]:
    root = etree.fromstring(data)
    ids = [*root.iterfind("channel/item/guid"), *root.iterfind("atom:entry/atom:id", NAMES)]
    return [element.text or "" for element in ids]


def test_a_walk_through_the_archives_meets_every_story_once(content: Content) -> None:
    many(content)
    files = written(content)
    met = walk(files, "rss.xml", "prev-archive")
    assert len(met) > 3
    found = [guid for path in met for guid in guids(files[path])]
    assert len(found) == len(set(found)) == 90
    address: str | None = f"{HOST}/feed.json"
    told = []
    while address:
        page = json.loads(files[urlsplit(address).path.lstrip("/")])
        told += [item["id"] for item in page["items"]]
        address = page.get("next_url")
    assert sorted(told) == sorted(f"kc-{i}" for i in range(90))


def test_archives_are_rss_and_json_and_atom_leads_to_none(content: Content) -> None:
    many(content)
    files = written(content)
    names = {path.rpartition("/")[2] for path in files if path.startswith("luu-tru/")}
    assert names == {"rss.xml", "feed.json"}
    assert relation(etree.fromstring(files["atom.xml"]), "prev-archive") is None


def test_the_way_back_is_the_way_there(content: Content) -> None:
    many(content)
    files = written(content)
    there = walk(files, "rss.xml", "prev-archive")[1:]
    assert walk(files, there[-1], "next-archive") == list(reversed(there))


def test_an_archive_holds_one_month_and_says_what_it_is(content: Content) -> None:
    many(content)
    files = written(content)
    archives = walk(files, "rss.xml", "prev-archive")[1:]
    assert archives
    for path in archives:
        root = etree.fromstring(files[path])
        assert root.find("channel/fh:archive", NAMES) is not None
        assert relation(root, "current") == "rss.xml"
        dates = [parsedate_to_datetime(e.text or "") for e in root.iterfind(".//pubDate")]
        (month,) = {(date.year, date.month) for date in dates}
        assert path.startswith(f"luu-tru/{month[0]}/{month[1]:02d}/")
        assert root.findtext("channel/link") == f"{HOST}/{path.rpartition('/')[0]}/"


def test_a_full_month_is_divided_and_its_first_part_stays(content: Content) -> None:
    for i in range(95):
        content.story(
            f"tin-tuc/{i:02}.md", title=f"Tin {i}", date=f"2026-10-{i % 28 + 1:02d} 08:{i % 60:02d}"
        )
    before = written(content)
    assert {"luu-tru/2026/10/rss.xml", "luu-tru/2026/10/rss-2.xml"} < set(before)
    content.story("tin-tuc/moi.md", title="Tin mới", date="20/11/2026")
    assert written(content)["luu-tru/2026/10/rss.xml"] == before["luu-tru/2026/10/rss.xml"]


def test_a_site_with_few_stories_has_no_archive(content: Content) -> None:
    many(content, 20)
    room = newsroom(content)
    assert room.archives == ()
    assert relation(etree.fromstring(written(content)["rss.xml"]), "prev-archive") is None


def test_an_old_story_that_is_corrected_comes_back_into_the_feed(content: Content) -> None:
    many(content)
    content.story(
        "tin-tuc/0.md",
        title="Tin số 0",
        uid="kc-0",
        date="2020-01-01",
        corrections="[{date: 23/11/2026, note: Đúng là 04.}]",
    )
    files = written(content)
    assert guids(files["rss.xml"])[0] == "kc-0"
    met = walk(files, "rss.xml", "prev-archive")
    assert [guid for path in met for guid in guids(files[path])].count("kc-0") == 1
