"""What a photo will become is known without making it, and found out only once."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from khuyencong.pictures import photo_facts
from khuyencong.pictures.description import describe
from khuyencong.pictures.photo_cache import FOLDERS
from khuyencong.pictures.picture import Credits, Picture


def let_it_age(file: Path) -> None:
    """As a photo is that was not saved in this very moment."""
    before = time.time_ns() - 10_000_000_000
    os.utime(file, ns=(before, before))
    time.sleep(0.03)


def forbid_opening(monkeypatch: pytest.MonkeyPatch) -> None:
    def opened(file: Path) -> None:
        raise AssertionError(f"{file} was opened")

    monkeypatch.setattr(photo_facts, "opened", opened)


def test_nothing_is_encoded(photo: Callable[..., Path], cache: Path) -> None:
    picture = describe(photo("a.jpg", 900, 600), "anh/a.jpg", cache)
    assert (picture.source, picture.width, picture.height) == ("anh/a.jpg", 900, 600)
    assert [each.width for each in picture.avif] == [400, 800, 900]
    assert not [file for file in cache.rglob("*") if file.suffix in {".avif", ".jpg"}]


def test_the_colour_is_the_one_that_covers_most(tmp_path: Path, cache: Path) -> None:
    image = Image.new("RGB", (400, 300), (30, 90, 160))
    image.paste((250, 240, 10), (0, 0, 120, 300))
    image.save(tmp_path / "a.png")
    assert describe(tmp_path / "a.png", "a.png", cache).colour == "#1e5aa0"


def test_one_pixel_is_a_picture(tmp_path: Path, cache: Path) -> None:
    Image.new("RGB", (1, 1), "red").save(tmp_path / "a.png")
    picture = describe(tmp_path / "a.png", "a.png", cache)
    assert (picture.colour, picture.social.width, picture.social.height) == ("#ff0000", 1, 1)


def described_for_good(file: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Picture:
    """A photo that may not be opened any more."""
    let_it_age(file)
    described = describe(file, "a.jpg", cache)
    forbid_opening(monkeypatch)
    return described


def test_an_unchanged_photo_is_not_opened_again(
    photo: Callable[..., Path], cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = photo()
    first = described_for_good(file, cache, monkeypatch)
    assert describe(file, "a.jpg", cache) == first


def test_other_credits_give_other_names_without_opening_the_photo(
    photo: Callable[..., Path], cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = photo()
    first = described_for_good(file, cache, monkeypatch)
    other = describe(file, "a.jpg", cache, Credits(caption="Bình gốm"))
    assert not {each.path for each in first.derivatives} & {each.path for each in other.derivatives}


def test_a_changed_photo_gets_new_names(photo: Callable[..., Path], cache: Path) -> None:
    file = photo(seed=1)
    let_it_age(file)
    first = describe(file, "a.jpg", cache)
    photo(seed=2)
    assert describe(file, "a.jpg", cache).largest.path != first.largest.path


def test_a_photo_changed_within_the_tick_of_a_clock_is_noticed(tmp_path: Path, cache: Path) -> None:
    """Same length, same time: only that the file was brand new can warn us."""
    file = tmp_path / "a.png"
    colours = []
    for colour in ((200, 0, 0), (0, 200, 0), (0, 0, 200)):
        Image.new("RGB", (8, 8), colour).save(file, compress_level=0)
        colours.append(describe(file, "a.png", cache).colour)
    assert colours == ["#c80000", "#00c800", "#0000c8"]


def test_a_renamed_photo_keeps_its_key(photo: Callable[..., Path], cache: Path) -> None:
    file = photo("a.jpg")
    first = describe(file, "a.jpg", cache)
    moved = file.rename(file.with_name("b.jpg"))
    assert describe(moved, "b.jpg", cache).largest.path == first.largest.path.replace("/a-", "/b-")


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff\xfe\0", b"null", b"x" * 100_000])
def test_a_damaged_cache_is_made_anew(
    photo: Callable[..., Path], cache: Path, damage: bytes
) -> None:
    file = photo()
    let_it_age(file)
    first = describe(file, "a.jpg", cache)
    entries = {entry: entry.read_bytes() for entry in cached_entries(cache)}
    assert len(entries) == 2
    for entry in entries:
        entry.write_bytes(damage)
    assert describe(file, "a.jpg", cache) == first
    assert {entry: entry.read_bytes() for entry in cached_entries(cache)} == entries


def test_a_cut_entry_is_found_out(photo: Callable[..., Path], cache: Path) -> None:
    file = photo()
    let_it_age(file)
    first = describe(file, "a.jpg", cache)
    for entry in cached_entries(cache):
        entry.write_bytes(entry.read_bytes()[:-1])
    assert describe(file, "a.jpg", cache) == first


def cached_entries(cache: Path) -> list[Path]:
    return sorted(file for name in FOLDERS for file in (cache / name).iterdir())


@pytest.mark.slow
@pytest.mark.alone
def test_two_hundred_unchanged_photos_take_less_than_a_tenth_of_a_second(
    photo: Callable[..., Path], cache: Path
) -> None:
    files = [photo(f"anh {number}.jpg", 64, 48, number) for number in range(200)]
    time.sleep(0.03)
    for file in files:
        describe(file, file.name, cache, Credits("Bình gốm", "Lan Anh"))
    spent = []
    for _ in range(5):
        start = time.perf_counter()
        for file in files:
            describe(file, file.name, cache, Credits("Bình gốm", "Lan Anh"))
        spent.append(time.perf_counter() - start)
    assert min(spent) < 0.1, spent
