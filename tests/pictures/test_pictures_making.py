"""Derivatives are made once, whole, the same everywhere, and as they were announced."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageStat

from khuyencong.pictures import encoding
from khuyencong.pictures.derivatives import make_derivatives
from khuyencong.pictures.description import describe
from khuyencong.pictures.encoding import has_sharp_colour
from khuyencong.pictures.picture import Credits, Picture
from tests.pictures.painting import derivative_files, paint

Wanted = list[tuple[Path, Picture, Credits]]
SAID = Credits("Bình gốm men trổ", "Lan Anh")


def wanted(files: list[Path], cache: Path) -> Wanted:
    return [(file, describe(file, file.name, cache, SAID), SAID) for file in files]


def contents(files: dict[str, Path]) -> dict[str, bytes]:
    return {path: file.read_bytes() for path, file in files.items()}


def test_every_file_is_what_was_announced(photo: Callable[..., Path], cache: Path) -> None:
    files = [photo("a.jpg", 1700, 900), photo("b.png", 300, 500), photo("c.webp", 3000, 200)]
    for file, picture, credits in wanted(files, cache):
        made = derivative_files([(file, picture, credits)], cache)
        assert set(made) == {each.path for each in picture.derivatives}
        for each in picture.derivatives:
            place = made[each.path]
            key = each.path.rsplit("-", 2)[1]
            stem, _, suffix = Path(each.path).name.rpartition(".")
            assert place.parent == cache / key[:2]
            assert place.name.startswith(f"{stem}.") and place.suffix == f".{suffix}"
            with Image.open(place) as image:
                image.load()
                assert image.size == (each.width, each.height)
                assert image.get_format_mimetype() == each.mime
                assert image.mode == "RGB"


def test_a_derivative_looks_like_the_photo(photo: Callable[..., Path], cache: Path) -> None:
    file = photo("a.png", 1700, 1275)
    ((_, picture, _),) = wanted([file], cache)
    made = derivative_files([(file, picture, SAID)], cache)
    for each in (*picture.avif, *picture.jpeg):
        with Image.open(made[each.path]) as image, Image.open(file) as original:
            direct = original.resize(image.size, Image.Resampling.LANCZOS).convert("YCbCr")
            off = ImageStat.Stat(ImageChops.difference(image.convert("YCbCr"), direct)).rms
        # Colour is kept at half the resolution, brightness is not.
        assert off[0] < 3, (each.path, off)
        assert max(off) < 6, (each.path, off)


def test_the_jpeg_is_progressive(photo: Callable[..., Path], cache: Path) -> None:
    ((file, picture, _),) = wanted([photo()], cache)
    with Image.open(
        derivative_files([(file, picture, SAID)], cache)[picture.largest.path]
    ) as image:
        assert image.info.get("progressive")


def test_a_shared_link_shows_the_middle(tmp_path: Path, cache: Path) -> None:
    image = Image.new("RGB", (2400, 630), "red")
    image.paste((0, 0, 255), (600, 0, 1800, 630))
    image.save(tmp_path / "a.png")
    ((file, picture, _),) = wanted([tmp_path / "a.png"], cache)
    with Image.open(
        derivative_files([(file, picture, SAID)], cache)[picture.social.path]
    ) as social:
        assert social.size == (1200, 630)
        for place in ((3, 3), (600, 300), (1196, 626)):
            red, _, blue = social.convert("RGB").getpixel(place)  # type: ignore[misc]
            assert blue > 230
            assert red < 30


def test_two_caches_and_any_number_of_workers_give_the_same_bytes(
    photo: Callable[..., Path], tmp_path: Path
) -> None:
    files = [photo(f"a{number}.jpg", 500, 400, number) for number in range(3)]
    one, other = tmp_path / "mot", tmp_path / "hai"
    alone = derivative_files(wanted(files, one), one, workers=1)
    run_parallel = derivative_files(wanted(files, other), other, workers=2)
    assert contents(alone) == contents(run_parallel)


def test_one_lost_file_comes_back_the_same(photo: Callable[..., Path], cache: Path) -> None:
    todo = wanted([photo("a.jpg", 900, 700)], cache)
    made = derivative_files(todo, cache)
    before = contents(made)
    for path in made:
        made[path].unlink()
        assert contents(derivative_files(todo, cache)) == before


def empty(one: Path, _: Path) -> None:
    one.write_bytes(b"")


def cut(one: Path, _: Path) -> None:
    one.write_bytes(one.read_bytes()[:100])


def swap(one: Path, other: Path) -> None:
    mine = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(mine)


def swap_by_rename(one: Path, other: Path) -> None:
    aside = one.with_name("x.tmp")
    one.rename(aside)
    other.rename(one)
    aside.rename(other)


@pytest.mark.parametrize("damage", [empty, cut, swap, swap_by_rename])
def test_a_damaged_file_is_never_read_and_comes_back_the_same(
    photo: Callable[..., Path], cache: Path, damage: Callable[[Path, Path], None]
) -> None:
    todo = wanted([photo("a.jpg", 500, 400), photo("b.jpg", 500, 400, seed=2)], cache)
    made = make_derivatives(todo, cache)
    before = {path: file.read_bytes() for path, file in made.items()}
    places = [file.place for file in made.values()]
    for one, other in zip(places, reversed(places), strict=True):
        damage(one, other)
        again = make_derivatives(todo, cache)
        assert {path: file.read_bytes() for path, file in again.items()} == before
        assert {path: file.place.read_bytes() for path, file in again.items()} == before
        assert [file.size for file in again.values()] == [len(data) for data in before.values()]


def test_an_unchanged_build_encodes_nothing(
    photo: Callable[..., Path], cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    todo = wanted([photo()], cache)
    made = derivative_files(todo, cache)
    times = {path: file.stat().st_mtime_ns for path, file in made.items()}

    def encoded(*_: object) -> None:
        raise AssertionError("something was encoded")

    monkeypatch.setattr(encoding, "encoded", encoded)
    assert derivative_files(todo, cache, progress=lambda done, total: pytest.fail("work")) == made
    assert {path: file.stat().st_mtime_ns for path, file in made.items()} == times


def test_a_photo_asked_for_twice_is_made_once(photo: Callable[..., Path], cache: Path) -> None:
    todo = wanted([photo()], cache) * 3
    told: list[tuple[int, int]] = []
    derivative_files(todo, cache, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 1)]


def test_progress_is_told_after_every_photo(photo: Callable[..., Path], cache: Path) -> None:
    todo = wanted([photo(f"a{number}.jpg", 64, 48, number) for number in range(4)], cache)
    told: list[tuple[int, int]] = []
    derivative_files(todo, cache, 2, lambda done, total: told.append((done, total)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_files_have_the_rights_of_any_new_file(photo: Callable[..., Path], cache: Path) -> None:
    """A web server must be able to read them: no 0600 of a temporary file."""
    plain = photo("quyen.jpg").stat().st_mode
    for file in derivative_files(wanted([photo()], cache), cache).values():
        assert file.stat().st_mode == plain


def test_red_lettering_keeps_its_full_colour_and_a_photo_does_not() -> None:
    poster = Image.new("RGB", (400, 300), "white")
    for y in range(0, 300, 20):
        ImageDraw.Draw(poster).text((10, y), "HOI CHO TRIEN LAM KHUYEN CONG", fill=(210, 0, 0))
    black = Image.new("RGB", (400, 300), "white")
    ImageDraw.Draw(black).text((10, 10), "TRUNG TAM", fill="black")
    assert has_sharp_colour(poster)
    assert not has_sharp_colour(black)
    assert not has_sharp_colour(paint(400, 300))


BUILD = """
import sys
from pathlib import Path
from khuyencong.pictures.description import describe
from khuyencong.pictures.derivatives import make_derivatives
from khuyencong.pictures.picture import Credits

if __name__ == "__main__":
    cache = Path(sys.argv[1])
    todo = [(f, describe(f, f.name, cache), Credits()) for f in map(Path, sys.argv[2:])]
    make_derivatives(todo, cache, workers=2)
"""


def described(files: list[Path], cache: Path) -> Wanted:
    """What the script asks for."""
    return [(file, describe(file, file.name, cache), Credits()) for file in files]


def descendants(process: int) -> list[int]:
    try:
        found = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except FileNotFoundError:
        return []
    return [int(child) for child in found]


def lives(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


@pytest.mark.slow
@pytest.mark.linux
def test_a_killed_build_leaves_whole_files_and_no_processes(
    photo: Callable[..., Path],
    tmp_path: Path,
    cache: Path,
    own_processes: list[subprocess.Popen[bytes]],
) -> None:
    files = [photo(f"a{number}.jpg", 700, 525, number) for number in range(12)]
    (tmp_path / "dung.py").write_text(BUILD)
    command = [sys.executable, str(tmp_path / "dung.py"), str(cache), *map(str, files)]
    build = subprocess.Popen(command)
    own_processes.append(build)
    until = time.monotonic() + 20
    while len(list(cache.rglob("*.avif"))) < 6 and time.monotonic() < until:
        time.sleep(0.005)
    workers = descendants(build.pid)
    os.kill(build.pid, signal.SIGKILL)
    build.wait()
    assert workers
    until = time.monotonic() + 5
    while any(map(lives, workers)) and time.monotonic() < until:
        time.sleep(0.01)
    assert not any(map(lives, workers))

    left = [file for file in cache.rglob("*") if file.suffix in {".avif", ".jpg"}]
    todo = described(files, cache)
    total = sum(len(picture.derivatives) for _, picture, _ in todo)
    assert 6 <= len(left) < total
    for file in left:
        with Image.open(file) as image:
            image.load()
    made = derivative_files(todo, cache)
    fresh = tmp_path / "moi"
    assert contents(made) == contents(derivative_files(todo, fresh))


@pytest.mark.slow
def test_killed_workers_never_hold_a_build_up(
    photo: Callable[..., Path],
    tmp_path: Path,
    own_processes: list[subprocess.Popen[bytes]],
) -> None:
    """The system ends a process when memory runs out; fifteen builds lose some at random moments.

    Each ends: with every file, or, when the same photo was hit twice, saying so.
    """
    chance = random.Random("bộ nhớ")
    files = [photo(f"a{number}.jpg", 700, 525, number) for number in range(8)]
    (tmp_path / "dung.py").write_text(BUILD)
    whole = make_derivatives(described(files, tmp_path / "cache"), tmp_path / "cache")
    lost = 0
    for number in range(15):
        cache = tmp_path / str(number)
        command = [sys.executable, str(tmp_path / "dung.py"), str(cache), *map(str, files)]
        build = subprocess.Popen(command, stderr=subprocess.PIPE)
        own_processes.append(build)
        for _ in range(chance.randrange(1, 5)):
            time.sleep(chance.random() * 0.3)
            until = time.monotonic() + 20
            while build.poll() is None and not descendants(build.pid):
                assert time.monotonic() < until
            for worker in descendants(build.pid)[: chance.randrange(1, 3)]:
                os.kill(worker, signal.SIGKILL)
                lost += 1
        said = build.communicate(timeout=60)[1].decode()
        if build.returncode:
            assert "WorkerLostError" in said, said
        else:
            todo = described(files, cache)
            made = make_derivatives(todo, cache, progress=lambda done, total: pytest.fail("work"))
            assert contents(made) == contents(whole)
    assert lost >= 15


def test_two_builds_at_once_agree(
    photo: Callable[..., Path],
    tmp_path: Path,
    cache: Path,
    own_processes: list[subprocess.Popen[bytes]],
) -> None:
    files = [photo(f"a{number}.jpg", 200, 150, number) for number in range(5)]
    (tmp_path / "dung.py").write_text(BUILD)
    command = [sys.executable, str(tmp_path / "dung.py"), str(cache), *map(str, files)]
    own_processes.extend(subprocess.Popen(command) for _ in range(2))
    assert [build.wait(timeout=30) for build in own_processes] == [0, 0]
    todo = [(file, describe(file, file.name, cache), Credits()) for file in files]
    for file in derivative_files(
        todo, cache, progress=lambda done, total: pytest.fail("work")
    ).values():
        with Image.open(file) as image:
            image.load()
    assert not list(cache.rglob("*.tmp"))
