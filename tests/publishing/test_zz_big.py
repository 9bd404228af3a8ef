"""Readers on every page while publications and roll-backs go on."""

import threading
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.publishing.conftest import Sshd
from tests.publishing.crawler import Crawler, Seen
from tests.publishing.places import place as opened_place
from tests.publishing.sites import Desk, Site
from tests.publishing.web_servers import nginx

pytestmark = [pytest.mark.slow, pytest.mark.programs]
PAGES = 24


def generation(number: int) -> Site:
    """A site of which every page, the theme and half of the photos change each time.

    Every tenth generation has a story more. A file holds its own name.
    """
    style = f"giao-dien/trang-{number:010x}.css"
    pages = [f"/tin-tuc/{each}/" for each in range(PAGES + number // 10)]
    site = {style: style.encode(), "rss.xml": f"<rss>{number}</rss>".encode()}
    site["index.html"] = _page(style, ["/rss.xml", *pages])
    for each, address in enumerate(pages):
        photo = f"anh/{each}-{number // (1 + each % 2):010x}.jpg"
        site[photo] = photo.encode() * 40
        around = [pages[each - 1], pages[(each + 1) % len(pages)], "/"]
        site[f"{address[1:]}index.html"] = _page(style, [f"/{photo}", *around])
    return site


def _page(style: str, named: list[str]) -> bytes:
    links = "".join(f'<a href="{each}">x</a>' for each in named)
    return f'<!DOCTYPE html><link href="/{style}">{links}\n'.encode()


@contextmanager
def readers(web: str, count: int) -> Iterator[Seen]:
    crawler = Crawler(web, count)
    thread = threading.Thread(target=crawler.run)
    thread.start()
    try:
        yield crawler.seen
    finally:
        crawler.stop()
        thread.join(timeout=60)


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder that nginx may read."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        with chdir(folder):
            yield Path(folder)


@pytest.mark.parametrize(
    ("kind", "publications", "backs"),
    [
        ("file", 20, 4),
        pytest.param("file", 100, 20, marks=pytest.mark.audit),
        pytest.param("ssh", 20, 4, marks=pytest.mark.audit),
    ],
)
def test_a_link_that_moves(
    kind: str, publications: int, backs: int, home: Path, request: pytest.FixtureRequest
) -> None:
    if kind == "ssh":
        sshd: Sshd = request.getfixturevalue("sshd")
        desk = Desk(home, sshd.address(home / "web"), host_key=sshd.fingerprint)
    else:
        desk = Desk(home, f"file://{home}/web")
    desk.publish(generation(0))
    every = publications // backs
    with nginx(home, home / "web" / "current") as web, readers(web, 200) as seen:
        for number in range(1, publications + 1):
            desk.publish(generation(number))
            if number % every == 2:  # between two new stories: no page goes
                desk.back()
    assert not seen.wrong, (seen.pages, seen.files, seen.wrong.most_common(5))
    assert seen.pages > 10 * publications
    print(
        f"{kind}: {publications} publications, {backs} roll-backs, {seen.pages} pages, "
        f"{seen.files} files, 0 wrong"
    )


@pytest.mark.parametrize("kind", ["ftp", "webdav", "s3"])
def test_files_one_by_one(kind: str, home: Path, request: pytest.FixtureRequest) -> None:
    with opened_place(kind, home, request) as place:
        place.desk.publish(generation(0))
        count = 10 if place.behind else 50
        with nginx(home, place.root, place.behind) as web, readers(web, count) as seen:
            for number in range(1, 100):
                place.desk.publish(generation(number))
            place.desk.publish(generation(100))
            place.desk.back()
    assert not seen.wrong, (seen.pages, seen.files, seen.wrong.most_common(5))
    print(f"{kind}: 100 publications, 1 roll-back, {seen.pages} pages, {seen.files} files, 0 wrong")
