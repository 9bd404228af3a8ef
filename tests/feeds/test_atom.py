"""Atom 1.0: valid under the schema of RFC 4287, one id for ever, entries told apart."""

from pathlib import Path

import feedparser
import pytest
from lxml import etree

from tests.conftest import CENTRE, Content
from tests.feeds.newsroom import HOST, NAMES, PHOTO, text, two_more, written

SCHEMA = etree.RelaxNG(etree.parse(str(Path(__file__).parent / "schemas" / "atom.rng")))


def feed(content: Content, path: str = "atom.xml") -> etree._Element:
    return etree.fromstring(written(content)[path])


def test_every_atom_feed_is_valid(content: Content) -> None:
    content.photo()
    content.story(photos=PHOTO, tags="đào tạo", localities="Lạng Sơn", body="]]> <b>a</b> 🌾")
    two_more(content, tags="đào tạo", localities="Lạng Sơn")
    for name in ("Miến dong", "Giỏ tre", "Chè xanh"):
        content.product(f"san-pham/{name}.md", name, date="1/11/2026")
    found = {path: data for path, data in written(content).items() if path.endswith("atom.xml")}
    assert len(found) >= 7
    for path, data in found.items():
        assert SCHEMA.validate(etree.fromstring(data)), (path, SCHEMA.error_log)
        assert feedparser.parse(data).bozo == 0, path


@pytest.mark.parametrize(
    ("sound", "broken"),
    [("<id>", "<ID>"), ('type="html"', 'type="CDATA"'), ("<updated>2", "<updated>x")],
)
def test_the_schema_refuses_what_is_not_atom(content: Content, sound: str, broken: str) -> None:
    content.story()
    data = written(content)["atom.xml"].decode()
    assert SCHEMA.validate(etree.fromstring(data.encode()))
    wrong = data.replace(sound, broken).replace("</id>", "</ID>" if "ID" in broken else "</id>")
    assert not SCHEMA.validate(etree.fromstring(wrong.encode()))


def test_every_feed_has_an_id_of_its_own_and_its_own_page(content: Content) -> None:
    content.story(tags="đào tạo")
    two_more(content, tags="đào tạo")
    found = written(content)
    ids = set()
    for path in ("atom.xml", "tin-tuc/atom.xml", "the/dao-tao/atom.xml", "bao-chi/atom.xml"):
        root = etree.fromstring(found[path])
        ids.add(text(root, "atom:id"))
        page = root.find("atom:link[@rel='alternate']", NAMES)
        assert page is not None
        assert page.get("href") == f"{HOST}/{path.removesuffix('atom.xml')}"
    assert len(ids) == 4


def test_every_entry_has_an_author_and_a_uri_for_an_id(content: Content) -> None:
    """The two Schematron rules of RFC 4287, and atomUri for the id."""
    content.story(author="Hồng Mẫu")
    entry = feed(content).find("atom:entry", NAMES)
    assert entry is not None
    assert text(entry, "atom:id").startswith("urn:uuid:")
    assert text(entry, "atom:author/atom:name") == "Hồng Mẫu"
    assert text(entry, "atom:summary") == "Bốn lớp tập huấn."


def test_the_id_follows_the_uid_alone(content: Content) -> None:
    content.story(uid="kc-99")
    before = text(feed(content), "atom:entry/atom:id")
    content.story(uid="kc-99", title="Tít khác", date="1/11/2026", slug="khac")
    assert text(feed(content), "atom:entry/atom:id") == before
    content.story(uid="kc-100")
    assert text(feed(content), "atom:entry/atom:id") != before


def test_two_stories_of_one_day_differ_in_their_moment(content: Content) -> None:
    """Validators warn of entries with one atom:updated; staff often give the day alone."""
    content.story("tin-tuc/a.md", title="Một", date="22/11/2026")
    content.story("tin-tuc/b.md", title="Hai", date="22/11/2026")
    moments = [e.text or "" for e in feed(content).iterfind("atom:entry/atom:updated", NAMES)]
    assert len(set(moments)) == 2
    assert all(moment.startswith("2026-11-22T00:00:02.") for moment in moments)
    published = [e.text for e in feed(content).iterfind("atom:entry/atom:published", NAMES)]
    assert published == ["2026-11-22T00:00:00+07:00"] * 2


def test_a_feed_without_a_story_is_valid_too(content: Content) -> None:
    root = feed(content)
    assert SCHEMA.validate(root), SCHEMA.error_log
    assert root.find("atom:entry", NAMES) is None


def test_an_english_story_says_so(content: Content) -> None:
    content.write("site.yml", CENTRE)
    content.story(lang="en")
    entry = feed(content).find("atom:entry", NAMES)
    assert entry is not None
    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
