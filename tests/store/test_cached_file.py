"""Cached files give what they were written with, whatever stands in their place by now."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from khuyencong.store.cached_file import CachedFile, CacheListing, write_cached

DATA = b"anh"


def _cut(place: Path) -> None:
    place.write_bytes(DATA[:1])


def _folder(place: Path) -> None:
    place.unlink()
    place.mkdir()
    (place / "la.txt").write_bytes(b"x")


def _link_to_a_folder(place: Path) -> None:
    place.unlink()
    place.symlink_to(place.parent.parent, target_is_directory=True)


def _dead_link(place: Path) -> None:
    place.unlink()
    place.symlink_to("khong-co")


@pytest.mark.parametrize("damage", [os.unlink, _cut, _folder, _link_to_a_folder, _dead_link])
def test_a_damaged_file_is_generated_again(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    beside = tmp_path / "giu.txt"
    beside.write_bytes(b"x")
    file = tmp_path / "pictures" / "anh.jpg"
    place = write_cached(file, DATA)
    damage(place)
    assert CachedFile(place, lambda: DATA).read_bytes() == DATA
    assert place.read_bytes() == DATA and not place.is_symlink()
    assert beside.exists(), "what a link leads to is nobody's cache"


def test_what_is_written_again_takes_the_place_of_a_folder(tmp_path: Path) -> None:
    file = tmp_path / "anh.jpg"
    _folder(write_cached(file, DATA))
    assert write_cached(file, DATA).read_bytes() == DATA
    assert CacheListing().find(file) is not None
