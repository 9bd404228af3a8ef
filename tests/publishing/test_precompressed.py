"""Compressed copies: of texts, once for each content, never part of what readers are told of."""

import gzip
from contextlib import chdir
from pathlib import Path

import brotli
import pytest

from khuyencong.publishing.precompressed import compressed_copies
from khuyencong.publishing.publication import BuiltSite, publish_site
from khuyencong.publishing.roll_back import go_back
from tests.publishing.sites import SITE, STYLE, Desk, edited

LONG = "<title>Mở lớp – Bản tin</title>".encode() + b"<p>Hai l\xe1\xbb\x9bp.</p>" * 90
TEXTS = {**SITE, "tin-tuc/a/index.html": LONG, STYLE: b"body{margin:0}" * 90}


def with_copies(desk: Desk, site: dict[str, bytes]) -> BuiltSite:
    built = desk.built(site)
    copies = compressed_copies(built.files, desk.home / "copies")
    return BuiltSite(built.url, {**built.files, **copies}, built.entries)


def test_long_texts_have_copies_and_nothing_else(tmp_path: Path) -> None:
    files = Desk(tmp_path, "file:///khong").built({**TEXTS, "anh/a.jpg": bytes(9000)}).files
    copies = compressed_copies(files, tmp_path / "copies")
    assert sorted(copies) == sorted(
        f"{path}{suffix}" for path in ("tin-tuc/a/index.html", STYLE) for suffix in (".br", ".gz")
    )
    assert gzip.decompress(copies["tin-tuc/a/index.html.gz"].place.read_bytes()) == LONG
    assert brotli.decompress(copies["tin-tuc/a/index.html.br"].place.read_bytes()) == LONG


def test_only_what_changed_is_compressed_again(tmp_path: Path) -> None:
    desk, folder = Desk(tmp_path, "file:///khong"), tmp_path / "copies"
    before = compressed_copies(desk.built(TEXTS).files, folder)
    times = {path: file.place.stat().st_mtime_ns for path, file in before.items()}
    site = {**TEXTS, "tin-tuc/a/index.html": LONG + b"<p>Ba"}
    after = compressed_copies(desk.built(site).files, folder)
    same = {path for path, file in after.items() if file.place == before[path].place}
    assert same == {f"{STYLE}.br", f"{STYLE}.gz"}
    assert all(after[path].place.stat().st_mtime_ns == times[path] for path in same)
    kept = {file.place.name for file in after.values()} | {"copies"}
    assert {file.name for file in folder.iterdir()} == kept


def test_without_the_library_there_is_gzip_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "brotli", None)
    files = Desk(tmp_path, "file:///khong").built(TEXTS).files
    assert {path[-3:] for path in compressed_copies(files, tmp_path / "copies")} == {".gz"}


def test_copies_go_and_come_back_with_their_pages_and_are_told_to_nobody(tmp_path: Path) -> None:
    desk = Desk(tmp_path, f"file://{tmp_path}/web")
    page = tmp_path / "web" / "current" / "tin-tuc" / "a" / "index.html"

    def publish(site: dict[str, bytes]):
        built = with_copies(desk, site)
        return publish_site(desk.chosen, built, lambda *_: True, desk.tell).difference

    with chdir(tmp_path):
        desk.publish(TEXTS)
        assert not page.with_suffix(".html.gz").exists()
        first = publish(TEXTS)  # somebody wrote `server: nginx`
        assert bool(first) and not first.added and not first.changed
        assert gzip.decompress(page.with_suffix(".html.gz").read_bytes()) == LONG
        second = publish(edited())
        assert second.changed == [STYLE, "tin-tuc/a/index.html"]
        assert not page.with_suffix(".html.gz").exists(), "the page is short now"
        go_back(desk.chosen, lambda *_: True, desk.tell)
        assert gzip.decompress(page.with_suffix(".html.gz").read_bytes()) == LONG
        assert page.read_bytes() == LONG
