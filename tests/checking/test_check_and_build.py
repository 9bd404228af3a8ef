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

from khuyencong.addresses import address_of, file_path, without_anchor
from khuyencong.checking.addresses import site_addresses
from khuyencong.checking.content_check import check
from khuyencong.content.folder import ContentError
from khuyencong.model.rules import Severity
from khuyencong.search.index import FOLDER as SEARCH_INDEX
from tests.conftest import NOW, Content, theme_renderer
from tests.content_folders import (
    ROOT_FILES,
    SOUND_ROOT_FILES,
    Folder,
    content_folders,
    write_folder,
)
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


def results_without_pages(files: Mapping[str, bytes]) -> Iterator[str]:
    """Addresses of results of the search at which nothing is."""
    for path, data in files.items():
        if path.startswith(f"{SEARCH_INDEX}/bai/") or path == f"{SEARCH_INDEX}/tra-loi.json":
            for address in re.findall(r'"address":"([^"]*)"', data.decode()):
                if file_path(without_anchor(address)) not in files:
                    yield f"{path}: {address}"


def errors_of(content: Content) -> list[str]:
    """What `check` says must be mended before a folder can be built."""
    found = check(content.folder, content.cache, NOW, theme_renderer).problems
    assert all(p.file for p in found), found
    return [str(p) for p in found if p.rule.severity is Severity.ERROR]


def agree(content: Content) -> None:
    """Check and build a folder, and hold one against the other."""
    if errors_of(content):
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
    assert not list(results_without_pages(files))


POLICY = """\
---
title: Mức hỗ trợ của tỉnh
slug: muc-ho-tro
date: 20/11/2026
summary: Hỗ trợ máy.
document_number: 1/2025/NQ-HĐND
effective: 1/1/2026
aliases: /viewer.aspx?mabb=79894
support:
  - activity: Mua máy
    rate_percent: 50
    ceiling: 300.000.000
    activities: may-moc, dao-tao
    applies_to: hop-tac-xa, ho-kinh-doanh
    form: tep/van-ban.pdf
---
[Tìm](/tim/), [tìm miến](/tim/?q=mien), [mục lục](/tim/a-z/), [hỏi](/toi-duoc-ho-tro-gi/),
[máy](/toi-duoc-ho-tro-gi/may-moc/hop-tac-xa/), [xác minh](/google123.html), [ads](/ads.txt),
[bảo mật](/.well-known/security.txt), [OpenSearch](/tim.xml), [lịch](/lich/),
[cả lịch](/lich/tat-ca.ics), [các lớp](/lich/lop-hoc.ics), [một lớp](/dao-tao/lop/lich.ics).
"""
CLASS = """\
---
title: {title}
slug: {slug}
date: 20/11/2026
summary: Ba ngày.
starts: 1/12/2026 08:00
{more}---
Nội dung.
"""
EVERY_NEW_ADDRESS: Folder = {
    "site.yml": "name: Trung tâm\nshort_name: TT\nurl: https://thu.example\n".encode(),
    "chinh-sach/muc.md": POLICY.encode(),
    "tep/van-ban.pdf": b"%PDF-1.7\n",
    "dao-tao/lop.md": CLASS.format(title="Lớp", slug="lop", more="").encode(),
    "dao-tao/course.md": CLASS.format(
        title="Course", slug="course", more="lang: en\ntranslation_of: lop\n"
    ).encode(),
    **{path: data for path, data in ROOT_FILES.items() if path in SOUND_ROOT_FILES},
}
"""A sound folder with links to what lies beside the pages of entries."""


def test_a_folder_that_links_to_everything_is_sound(cache: Path, tmp_path: Path) -> None:
    content = Content(tmp_path)
    content.cache = cache
    write_folder(content, EVERY_NEW_ADDRESS)
    assert "\n".join(errors_of(content)) == ""
    agree(content)


@pytest.mark.slow
@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(folder=content_folders())
def test_check_and_build_agree(cache: Path, folder: Folder) -> None:
    with TemporaryDirectory() as place:
        content = Content(Path(place))
        content.cache = cache
        write_folder(content, folder)
        agree(content)
