"""Every cache forgets what nothing used for a month, and keeps what this run used."""

import os
import time
from collections.abc import Iterable
from pathlib import Path

from khuyencong.pictures.cache_pruning import prune_pictures
from khuyencong.publishing.site_files import generated, site_files
from khuyencong.rendering.manifest import save
from khuyencong.store.pruning import MONTH
from tests.conftest import ROOT, Content
from tests.sinks import built_files

OF_A_BUILD = (
    "emblems/0123456789abcdef.png",
    "feeds/0123456789abcdef",
    "pictures/facts/0123456789abcdef0123456789abcdef",
    "press/ab/abcdef.zip",
    "reading/0123456789abcdef.sqlite",
    "search/0123456789abcdef.block",
    "pictures/pdf/0123456789abcdef0123456789abcdef",
)
"""A file of each cache that a build uses, as an earlier one may have left it."""


def aged(cache: Path, names: Iterable[str], days: int = 31) -> list[Path]:
    files = [cache / name for name in names]
    then = time.time() - days * 86_400
    for file in files:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"cu")
        os.utime(file, (then, then))
    return files


def test_a_build_forgets_what_no_build_used_for_a_month(content: Content) -> None:
    content.photo("anh/anh.jpg", (64, 48))
    content.story("tin-tuc/bai.md", photos="[{file: anh/anh.jpg, alt: Ảnh, caption: Ở xưởng}]")
    old, young = aged(content.cache, OF_A_BUILD), aged(content.cache, ["search/a.block"], 29)
    built_files(content)
    assert [file for file in old if file.exists()] == []
    assert young[0].exists()


def test_what_builds_used_stays_however_old_it_is(content: Content) -> None:
    content.story("tin-tuc/bai.md")
    built_files(content)
    used = [file for file in content.cache.rglob("*") if file.is_file()]
    then = time.time() - 2 * MONTH
    for file in used:
        os.utime(file, (then, then))
    built_files(content)
    assert [file for file in used if not file.exists()] == []


def test_every_cache_stands_in_the_table(content: Content) -> None:
    content.photo("anh/anh.jpg", (64, 48))
    content.story("tin-tuc/bai.md", photos="[{file: anh/anh.jpg, alt: Ảnh, caption: Ở xưởng}]")
    built_files(content)
    table = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    for file in content.cache.iterdir():
        assert f"\n| `{file.name}" in table


def test_manifests_of_folders_long_gone_are_removed(tmp_path: Path) -> None:
    old = aged(tmp_path, ["gone.manifest", "kept.manifest"])
    save(tmp_path / "kept.manifest", {})
    assert [file.exists() for file in old] == [False, True]


def test_digests_and_configs_of_old_publications_are_removed(tmp_path: Path) -> None:
    old = aged(tmp_path, ["cu.digests", "configs/cu"])
    site_files(tmp_path / "output", tmp_path)
    kept = generated({"nginx.conf": "server {}"}, tmp_path / "configs")
    assert not any(file.exists() for file in old)
    assert kept["nginx.conf"].place.exists()


def test_words_of_documents_that_left_are_removed(tmp_path: Path) -> None:
    old = aged(tmp_path, [f"pdf/{'a' * 32}"])
    prune_pictures(tmp_path, ())
    assert not old[0].exists()
