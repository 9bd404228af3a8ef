"""What `check` finds no error in can be built, and every link that it accepts leads somewhere.

The folders are drawn at random; `check` and `build` must agree on each of them.
"""

import html
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote

import pytest
from hypothesis import HealthCheck, given, settings

from khuyencong.addresses import address_of, file_path
from khuyencong.checking.addresses import site_addresses
from khuyencong.checking.content_check import check
from khuyencong.content.folder import ContentError
from khuyencong.model.rules import Severity
from tests.conftest import NOW, Content, theme_renderer
from tests.content_folders import Folder, content_folders, write_folder
from tests.sinks import built_files, built_site

BASE = "/duoi"
"""Path of the sites that live below a folder of their host."""
SITEMAP = "sitemap.xml"
"""Written by a plugin of Pelican's, when the build is run through Pelican."""
UNKNOWN_BEFORE = re.compile(
    r"giao-dien/[a-z-]+-[0-9a-f]+\.|tim/chi-muc/|luu-tru/\d{4}/\d\d/(rss|atom|feed)|.*/anh/[a-z0-9-]+-[0-9a-f]{10}\.|anh/[a-z-]+\.svg"
)
"""Files to which no entry can link: their names follow from bytes that are made in a build."""
_REFERENCE = re.compile(r'\s(?:href|src|poster)="([^"]*)"|content="\d+; *url=([^"]*)"')
_SOURCES = re.compile(r'\ssrcset="([^"]*)"')


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache for all sites: drawn icons and pictures are the same on each."""
    return tmp_path_factory.mktemp("cache")


def references(page: str) -> Iterator[str]:
    """Root-relative addresses of everything that a page refers to."""
    found = [first or second for first, second in _REFERENCE.findall(page)]
    for candidates in _SOURCES.findall(page):
        found += [candidate.split()[0] for candidate in candidates.split(",")]
    for address in map(html.unescape, found):
        if address.startswith("/") and not address.startswith("//"):
            yield address


def dead_links(files: Mapping[str, bytes], base: str) -> Iterator[str]:
    """Addresses on the pages of a site at which a web server finds nothing."""
    for path, data in files.items():
        if path.endswith(".html"):
            for address in references(data.decode()):
                place = unquote(re.split(r"[?#]", address)[0]).removeprefix(base).lstrip("/")
                here = f"{place}index.html" if place.endswith("/") or not place else place
                if here not in files and f"{place}/index.html" not in files:
                    yield f"{path}: {address}"


def agree(content: Content) -> None:
    """Check and build a folder, and hold one against the other."""
    checked = check(content.folder, content.cache, NOW, theme_renderer)
    errors = [str(p) for p in checked.problems if p.rule.severity is Severity.ERROR]
    assert all(p.file for p in checked.problems), checked.problems
    if errors:
        with pytest.raises(ContentError):
            built_files(content)
        return
    built, files = built_site(content)
    known = site_addresses(built.site_pages.context.site, built.pages)
    written = {path for path in files if not UNKNOWN_BEFORE.match(path)}
    assert {address_of(path) for path in written} <= {*known.pages, *known.files}
    assert {file_path(address) for address in known.files} - {SITEMAP} <= files.keys()
    base = BASE if "thu.example/duoi" in (content.folder / "site.yml").read_text("utf-8") else ""
    assert not list(dead_links({**files, SITEMAP: b""}, base))


@pytest.mark.slow
@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(folder=content_folders())
def test_check_and_build_agree(cache: Path, folder: Folder) -> None:
    with TemporaryDirectory() as place:
        content = Content(Path(place))
        content.cache = cache
        write_folder(content, folder)
        agree(content)
