"""Feeds of a centre's own old site come in whole; of others only what leads to them."""

import json
from pathlib import Path

import pytest
from PIL import Image

from khuyencong.importers.feed_source import read_feed
from khuyencong.importers.report import Report
from tests.importers.conftest import Desk, Draft
from tests.importers.old_sites import text

SITE = "https://cu.example.vn"
LONG = "".join(f"<p>{line}</p>" for line in text(3))
TOLD = '<figure><img src="/anh/lop.jpg"><figcaption>Lớp nghề. Ảnh: Lan</figcaption></figure>'
RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Khuyến công tỉnh</title><link>{SITE}/</link>
<item><title>Mở lớp &amp; dạy nghề</title><link>/tin/1.html</link><dc:creator>Chị Lan</dc:creator>
<category>Thông báo</category><category>dệt</category>
<pubDate>Thu, 21 Nov 2024 08:15:00 +0700</pubDate><description>Ba mươi người học dệt.</description>
<media:content url="{SITE}/anh/bia.jpg" medium="image"/>
<content:encoded><![CDATA[{LONG}{TOLD}
<table><tr><th>Thôn</th><th>Hộ</th></tr><tr><td>Nà Mò</td><td>3</td></tr></table>]]>
</content:encoded></item></channel></rss>"""


def take(desk: Desk, folder: Path, feed: str, *, own: str = "", name: str = "a.xml") -> Report:
    (folder / name).write_text(feed, "utf-8")
    if own:
        names = desk.content.folder / ".nhap-lieu/ten-goi.yml"
        names.parent.mkdir(parents=True, exist_ok=True)
        names.write_text(f"sources:\n  {own}: giữ nguyên\n", "utf-8")
    return desk.import_(folder / name)


def only(desk: Desk, report: Report) -> Draft:
    (item,) = report.items
    return Draft(desk.content.folder / item.file, item.file.partition("/")[0])


def test_an_own_feed_comes_in_whole(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "anh").mkdir()
    for name, colour in (("lop", "#a03030"), ("bia", "#3030a0")):
        Image.new("RGB", (60, 40), colour).save(tmp_path / f"anh/{name}.jpg")
    draft = only(desk, take(desk, tmp_path, RSS, own="Khuyến công tỉnh"))
    assert draft.folder == "thong-bao"
    expected = {
        "title": "Mở lớp & dạy nghề",
        "date": "21/11/2024 08:15",
        "summary": "Ba mươi người học dệt.",
        "author": "Chị Lan",
        "tags": ["dệt"],
        "aliases": ["/tin/1.html"],
    }
    assert {key: draft.fields[key] for key in expected} == expected
    assert all(line in draft.body for line in text(3))
    assert "| Thôn | Hộ |" in draft.body and "![](anh/mo-lop-day-nghe-1.jpg)" in draft.body
    assert '![Lớp nghề](anh/mo-lop-day-nghe-2.jpg "Lớp nghề. Ảnh: Lan")' in draft.body


def test_a_feed_of_others_is_pointed_to_and_says_how_it_comes_in_whole(
    desk: Desk, tmp_path: Path
) -> None:
    report = take(desk, tmp_path, RSS)
    assert "Đọc bài trên [Khuyến công tỉnh]" in only(desk, report).body
    assert any("`Khuyến công tỉnh: giữ nguyên`" in remark for remark in report.items[0].remarks)
    unnamed = RSS.replace("<title>Khuyến công tỉnh</title>", "").replace("/tin/1", "/tin/2")
    (item,) = take(desk, tmp_path, unnamed, name="b.xml").items
    assert not any("giữ nguyên" in remark for remark in item.remarks), "it has no name to write"


def test_a_json_feed_comes_in_whole(desk: Desk, tmp_path: Path) -> None:
    item = {"id": 7, "url": "tin/7", "content_text": "Hai hộ mua máy.", "tags": ["máy"]}
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "KC",
        "home_page_url": f"{SITE}/",
    }
    feed["items"] = [item | {"authors": [{"name": "Chị Lan"}]}]  # type: ignore[assignment]
    draft = only(desk, take(desk, tmp_path, json.dumps(feed), own="KC", name="a.json"))
    assert draft.fields["title"] == "Hai hộ mua máy." and draft.fields["author"] == "Chị Lan"
    assert draft.fields["aliases"] == ["/tin/7"] and draft.body == "Hai hộ mua máy."


def test_items_without_an_address_are_items_of_their_own() -> None:
    feed = {"home_page_url": f"{SITE}/", "items": [{"title": "Một"}, {"title": "Hai"}]}
    _, items, _ = read_feed(json.dumps(feed).encode())
    assert [item.link for item in items] == ["", ""]


FORMS = {
    "rss 1.0": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns="http://purl.org/rss/1.0/"><channel><title>KC</title></channel><item><title>Bài cũ'
    f"</title><link>{SITE}/r/1</link></item></rdf:RDF>",
    "atom with a link to its editor": '<feed xmlns="http://www.w3.org/2005/Atom"><title>KC</title>'
    f'<entry><title>Bài cũ</title><link rel="edit" href="{SITE}/api/1"/>'
    f'<link rel="alternate" href="{SITE}/r/1"/></entry></feed>',
    "not well-formed": f"<rss version='2.0'><channel><title>KC</title><item><title>Bài c&uacute;"
    f"</title><link>{SITE}/r/1?a=1&b=2</link></item><item><title>Bài bị c",
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_feed_is_read(desk: Desk, tmp_path: Path, form: str) -> None:
    first = take(desk, tmp_path, FORMS[form]).items[0]
    assert first.title in ("Bài cũ", "Bài cú") and first.source.startswith(f"{SITE}/r/1")
    assert any("hỏng" in remark for remark in first.remarks) == (form == "not well-formed")
