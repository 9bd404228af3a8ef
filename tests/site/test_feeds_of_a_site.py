"""The life of a story in the feeds of a built site, and the programs that read them."""

import hashlib
import http.client
import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import feedparser_sgmllib
import pytest
from bs4 import BeautifulSoup
from lxml import etree
from PIL import Image

from tests.conftest import Content
from tests.feeds.newsroom import NAMES, PHOTO, two_more
from tests.site.conftest import BuiltSite, khuyencong
from tests.site.test_whole_site import tree

pytestmark = pytest.mark.slow


def build(content: Content, now: str = "24/11/2026 09:00", folder: str = "output") -> BuiltSite:
    output = content.folder.parent / folder
    done = khuyencong("build", content.folder, "-o", output, "--now", now)
    assert done.returncode == 0, done.stdout + done.stderr
    return BuiltSite(output, done.stdout + done.stderr)


def identity(site: BuiltSite) -> tuple[tuple[str, ...], tuple[datetime, ...]]:
    """Ids and moments of change of the only story, in the three formats."""
    rss = etree.fromstring(site.text("rss.xml").encode())
    atom = etree.fromstring(site.text("atom.xml").encode())
    (told,) = json.loads(site.text("feed.json"))["items"]
    ids = (rss.findtext(".//guid"), atom.findtext("atom:entry/atom:id", namespaces=NAMES))
    changes = (
        rss.findtext(".//item/atom:updated", namespaces=NAMES),
        atom.findtext("atom:entry/atom:updated", namespaces=NAMES),
        told["date_modified"],
    )
    return (*map(str, ids), told["id"]), tuple(map(datetime.fromisoformat, map(str, changes)))


def test_the_guid_stays_and_the_change_is_told(content: Content) -> None:
    content.story(date="10/11/2026")
    ids, before = identity(build(content))
    for change in (
        {"date": "1/11/2026"},
        {"slug": "dia-chi-khac"},
        {"title": "Tít khác hẳn"},
        {"category": "dao-tao"},
    ):
        content.story(**({"date": "10/11/2026", "modified": "23/11/2026 10:00"} | change))
        same, after = identity(build(content))
        assert same == ids, change
        assert all(new > old for new, old in zip(after, before, strict=True)), change


def test_a_withdrawn_story_leaves_no_word_and_no_photo(content: Content) -> None:
    content.photo()
    for name in ("anh", "khac"):
        Image.effect_noise((640, 480), 60).save(content.folder / "anh" / f"{name}.jpg")
    secret = {"title": "Chuyện Bí Ẩn", "slug": "chuyen", "body": "Lời kín đáo.", "photos": PHOTO}
    content.story("tin-tuc/rut.md", tags="chuyện lạ", localities="Xã Kín", **secret)
    content.story("tin-tuc/con.md", title="Bài còn", photos=PHOTO.replace("anh.jpg", "khac.jpg"))
    two_more(content)
    shown = build(content)
    photos = [f for f in shown.folder.rglob("anh-*.*") if f.parent.name == "anh"]
    scans = [data[len(data) // 2 :][:48] for data in (photo.read_bytes() for photo in photos)]
    original = (content.folder / "anh" / "anh.jpg").read_bytes()
    scans.append(original[len(original) // 2 :][:48])
    words = [word.encode() for word in ("Bí Ẩn", "kín đáo", "Xã Kín", "chuyện lạ")]
    present = b"".join(tree(shown.folder).values())
    assert all(word in present for word in words) and all(scan in present for scan in scans)

    content.story(
        "tin-tuc/rut.md",
        tags="chuyện lạ",
        localities="Xã Kín",
        status="withdrawn",
        modified="24/11/2026 08:00",
        **secret,
    )
    told = build(content)
    for path, data in tree(told.folder).items():
        assert not any(word in data for word in words), path
        assert not any(scan in data for scan in scans), path
    assert not any(photo.exists() for photo in photos)
    assert "Tin đã gỡ" in told.text("tin-tuc/chuyen/index.html")
    for path in ("rss.xml", "tin-tuc/rss.xml", "bao-chi/rss.xml", "dinh-chinh/rss.xml"):
        root = etree.fromstring(told.text(path).encode())
        (item,) = [i for i in root.iterfind(".//item") if i.findtext("title") == "Tin đã gỡ"]
        assert item.findtext("guid") == "kc-tin-tuc/rut.md"
        assert item.find("enclosure") is None and item.find("media:content", NAMES) is None

    later = build(content, now="25/12/2026 09:00")
    assert not any(b"Tin \xc4\x91\xc3\xa3 r\xc3\xbat" in (later.folder / p).read_bytes()
                   for p in ("rss.xml", "atom.xml", "feed.json", "bao-chi/rss.xml"))  # fmt: skip
    assert "Tin đã gỡ" in later.text("tin-tuc/chuyen/index.html")


def test_an_embargo_holds_in_every_byte_and_the_build_says_until_when(content: Content) -> None:
    content.photo("anh/mat.jpg", (700, 500))
    photo = PHOTO.replace("anh.jpg", "mat.jpg")
    content.story(
        "tin-tuc/mat.md",
        title="Tít Giữ Kín",
        slug="giu-kin",
        tags="thẻ kín, thẻ chung",
        photos=photo,
        embargo="25/11/2026 06:00",
    )
    content.story("tin-tuc/b.md", title="Bài thường", body="Xem [bài sau](/tin-tuc/giu-kin/).")
    two_more(content, tags="thẻ chung")
    before = build(content)
    assert "2026-11-25T06:00:00+07:00" in before.said and "06:00 ngày 25/11/2026" in before.said
    for path, data in tree(before.folder).items():
        assert "giu-kin" not in path and "mat-" not in path and "the-kin" not in path
        for word in ("Giữ Kín", "giu-kin", "thẻ kín", "kc-tin-tuc/mat.md"):
            assert word.encode() not in data, path

    after = build(content, now="25/11/2026 06:00")
    assert "Hẹn giờ" not in after.said
    for path in ("rss.xml", "atom.xml", "feed.json", "tin-tuc/rss.xml", "the/the-chung/rss.xml"):
        assert "Tít Giữ Kín" in after.text(path)
    assert (after.folder / "tin-tuc" / "giu-kin" / "giu-kin.zip").is_file()
    assert list(after.folder.glob("anh/mat-*.avif"))


def test_an_edit_in_one_commune_leaves_the_feeds_of_others_alone(content: Content) -> None:
    for number, place in enumerate(("Bắc Sơn", "Chi Lăng", "Tràng Định") * 3):
        content.story(f"tin-tuc/{number}.md", title=f"Tin {place} {number}", localities=place)
    content.write("mo-hinh/a.md", "---\ntitle: Mô hình\ndate: 1/1/2026\nuid: m\nsummary: A\n---\nA")
    site = build(content)
    feeds = [f for f in site.folder.rglob("*") if f.name in ("rss.xml", "atom.xml", "feed.json")]
    before = {feed: (feed.read_bytes(), feed.stat().st_mtime_ns) for feed in feeds}
    content.story("tin-tuc/1.md", title="Tin Chi Lăng 1", localities="Chi Lăng", body="Sửa rồi.")
    build(content)
    after = {feed: (feed.read_bytes(), feed.stat().st_mtime_ns) for feed in feeds}
    changed = {f.relative_to(site.folder).parent.as_posix() for f in feeds if after[f] != before[f]}
    assert changed == {".", "tin-tuc", "bao-chi", "dia-ban/chi-lang"}


def test_the_archives_of_a_built_site_hold_every_story_once(content: Content) -> None:
    for i in range(64):
        content.story(
            f"tin-tuc/{i}.md", title=f"Tin {i}", date=f"2026-{i % 5 + 1:02d}-{i % 27 + 1}"
        )
    site = build(content)
    address: str | None = "https://thu.example/rss.xml"
    found: list[str] = []
    while address:
        root = etree.fromstring(site.text(urlsplit(address).path.lstrip("/")).encode())
        found += [str(guid.text) for guid in root.iterfind(".//guid")]
        link = root.find(".//atom:link[@rel='prev-archive']", NAMES)
        address = link.get("href") if link is not None else None
    assert sorted(found) == sorted(f"kc-tin-tuc/{i}.md" for i in range(64))


def test_two_builds_give_the_same_kits(content: Content) -> None:
    content.photo()
    content.story(photos=PHOTO)
    hashes = [
        {
            path: hashlib.sha256(data).hexdigest()
            for path, data in tree(build(content, folder=folder).folder).items()
            if path.endswith(".zip")
        }
        for folder in ("mot", "hai")
    ]
    assert hashes[0] and hashes[0] == hashes[1]


HOSTILE = """\
Ky\u0301 tự \x07 điều khiển, ]]> và <![CDATA[, 🌾👩‍🌾, &nbsp; &#x1F33E; "nháy".

<p class="MsoNormal" style="mso-margin-top-alt:auto"><o:p>&nbsp;</o:p>Từ Word</p>
<iframe src="https://x.example"></iframe><script>alert(1)</script>
<a href="javascript:alert(1)">a</a> <img src="anh/anh.jpg" alt="Ảnh" onerror="alert(1)">
"""


def test_hostile_text_leaves_feeds_valid_and_a_failed_build_leaves_them_whole(
    content: Content,
) -> None:
    content.photo()
    content.story(title='"Tít ]]> <b>&amp;</b> 🌾"', summary='"]]> <i>sa-pô</i>"', body=HOSTILE)
    site = build(content)
    for name in ("rss.xml", "atom.xml", "bao-chi/rss.xml"):
        parsed = feedparser.parse((site.folder / name).read_bytes())
        assert parsed.bozo == 0, (name, parsed.get("bozo_exception"))
        words = parsed.entries[0].content[0].value
        assert "Từ Word" in words and "🌾" in words
        assert not any(bad in words for bad in ("alert", "iframe", "mso-", "onerror", "\x07"))
    json.loads(site.text("feed.json"))
    before = tree(site.folder)
    content.story("tin-tuc/hong.md", title="Hỏng", date="32/11/2026")
    done = khuyencong("build", content.folder, "-o", site.folder)
    assert done.returncode == 1
    assert tree(site.folder) == before


def test_page_sitemap_and_feed_tell_the_same_moments(sample: BuiltSite) -> None:
    told = {item["url"]: item for item in json.loads(sample.text("feed.json"))["items"]}
    rss = etree.fromstring(sample.text("rss.xml").encode())
    for item in rss.iterfind(".//item"):
        address = str(item.findtext("link"))
        page = BeautifulSoup(sample.text(urlsplit(address).path.lstrip("/") + "index.html"), "lxml")
        told_to_engines = json.loads(str(page.find("script", type="application/ld+json").string))
        article = told_to_engines.get("@graph", [told_to_engines])[0]
        published = page.find("meta", property="article:published_time")["content"]
        modified = page.find("meta", property="article:modified_time")["content"]
        assert article["@type"] == "NewsArticle"
        assert article["datePublished"] == published == told[address]["date_published"]
        assert article["dateModified"] == modified == told[address]["date_modified"]
        pub_date = parsedate_to_datetime(str(item.findtext("pubDate")))
        assert pub_date == datetime.fromisoformat(published)


def test_a_broadcast_page_plays_its_own_video_with_subtitles(sample: BuiltSite) -> None:
    folder = "truyen-hinh/phong-su-nghe-mien-dong"
    page = BeautifulSoup(sample.text(f"{folder}/index.html"), "lxml")
    video = page.find("video")
    assert video is not None
    source = video.find("source")
    assert source["type"] == "video/mp4"
    assert (sample.folder / source["src"].lstrip("/")).stat().st_size < 400_000
    assert sample.text(video.find("track")["src"].lstrip("/")).startswith("WEBVTT\n")
    told = json.loads(str(page.find("script", type="application/ld+json").string))["video"]
    assert told["@type"] == "VideoObject" and told["duration"] == "PT0M16S"
    assert told["publication"][0]["startDate"] == "2026-05-16T20:15:00+07:00"
    assert "bếp của xưởng miến" in told["transcript"]
    assert "bếp của xưởng miến" in page.find("details", class_="transcript").get_text()


@pytest.fixture(scope="module")
def server(sample: BuiltSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """nginx on this machine, with the sample site; host and port."""
    home = tmp_path_factory.mktemp("nginx")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    places = " ".join(
        f"{kind}_temp_path {home}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (home / "nginx.conf").write_text(
        f"daemon off; worker_processes 1; pid {home}/pid; error_log {home}/error.log;"
        + (" user root;" if os.geteuid() == 0 else "")
        + f"events {{}} http {{ access_log off; {places} include /etc/nginx/mime.types;"
        f" server {{ listen 127.0.0.1:{port}; root {sample.folder}; }} }}",
        encoding="utf-8",
    )
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    assert program
    process = subprocess.Popen([program, "-p", home, "-c", home / "nginx.conf"])
    for _ in range(100):
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    yield f"127.0.0.1:{port}"
    process.terminate()
    process.wait(timeout=10)


def get(server: str, path: str, **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(server, timeout=10)
    connection.request("GET", path, headers={k.replace("_", "-"): v for k, v in headers.items()})
    response = connection.getresponse()
    response.read()
    connection.close()
    return response


def test_an_unchanged_feed_answers_304(server: str, sample: BuiltSite) -> None:
    first = get(server, "/rss.xml")
    etag, changed = first.headers["ETag"], first.headers["Last-Modified"]
    assert first.status == 200
    again = khuyencong("build", "content", "-o", sample.folder, "--now", "24/11/2026 09:00")
    assert again.returncode == 0
    for form in ("rss.xml", "atom.xml", "feed.json"):
        told = get(server, f"/{form}").headers
        assert get(server, f"/{form}", If_None_Match=told["ETag"]).status == 304
        assert get(server, f"/{form}", If_Modified_Since=told["Last-Modified"]).status == 304
    assert get(server, "/rss.xml", If_None_Match=etag, If_Modified_Since=changed).status == 304
    assert get(server, "/rss.xml", If_None_Match='"khac"').status == 200


def feeds_of(site: BuiltSite) -> list[str]:
    files = [f for f in site.folder.rglob("*") if re.match(r"(rss|atom)(-\d+)?\.xml$", f.name)]
    return sorted(file.relative_to(site.folder).as_posix() for file in files)


def newsboat(home: Path, urls: list[str]) -> tuple[dict[str, str], set[str]]:
    """What newsboat keeps of feeds: address → title, and the ids of all entries."""
    home.mkdir()
    (home / "urls").write_text("\n".join(urls), encoding="utf-8")
    (home / "config").write_text("reload-threads 4\n", encoding="utf-8")
    options = {"-u": "urls", "-C": "config", "-c": "cache.db", "-d": "log", "-l": "3"}
    command = ["newsboat", *(word for pair in options.items() for word in pair), "-x", "reload"]
    done = subprocess.run(
        command,
        cwd=home,
        env={"HOME": str(home), "LANG": "C.UTF-8", "PATH": os.environ["PATH"]},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    log = home / "log"
    assert "rror" not in (log.read_text(encoding="utf-8") if log.exists() else "")
    database = sqlite3.connect(home / "cache.db")
    titles = dict(database.execute("select rssurl, title from rss_feed").fetchall())
    ids = {row[0] for row in database.execute("select guid from rss_item").fetchall()}
    database.close()
    return titles, ids


def test_newsboat_reads_every_feed(server: str, sample: BuiltSite, tmp_path: Path) -> None:
    parsed = {
        path: feedparser.parse((sample.folder / path).read_bytes()) for path in feeds_of(sample)
    }
    assert len(parsed) > 80
    titles, ids = newsboat(tmp_path / "all", [f"http://{server}/{path}" for path in parsed])
    assert titles == {f"http://{server}/{path}": feed.feed.title for path, feed in parsed.items()}
    assert ids == {entry.id for feed in parsed.values() for entry in feed.entries}
    for number, path in enumerate(("rss.xml", "atom.xml", "bao-chi/truyen-hinh/rss.xml")):
        _, ids = newsboat(tmp_path / str(number), [f"http://{server}/{path}"])
        assert ids == {entry.id for entry in parsed[path].entries}


def test_reader_takes_all_three_formats(server: str, sample: BuiltSite) -> None:
    """`reader` keeps what it was told: the words, the moments, the enclosures."""
    # Its own copy of feedparser asks for the module under the name it had in Python 2.
    sys.modules.setdefault("sgmllib", feedparser_sgmllib)
    from reader import make_reader

    with make_reader(":memory:") as reading:
        for folder in ("", "tin-tuc/", "bao-chi/", "bao-chi/truyen-hinh/", "san-pham/"):
            for form in ("rss.xml", "atom.xml", "feed.json"):
                reading.add_feed(f"http://{server}/{folder}{form}")
        reading.update_feeds()
        for feed in reading.get_feeds():
            assert feed.last_exception is None, (feed.url, feed.last_exception)
            entries = list(reading.get_entries(feed=feed))
            assert entries and all(entry.content for entry in entries), feed.url
            assert all(entry.updated and entry.published for entry in entries), feed.url
        counts = {
            form: reading.get_entries(feed=f"http://{server}/{form}")
            for form in ("rss.xml", "atom.xml", "feed.json")
        }
        titles = [sorted(str(entry.title) for entry in found) for found in counts.values()]
        assert titles[0] == titles[1] == titles[2]
