"""Random edits that try to trick the caches: after each, a build leaves what a clean one would.

Sizes and times put back, files swapped by rename, cache and output files cut, swapped and
replaced, links pointed elsewhere, the clock and the environment moved. A seed tells the whole
sequence, so that a difference can be found again.
"""

import os
import random
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from khuyencong.store.file_state import FINE_CLOCK
from tests.rendering.conftest import Clean, Desk, tree, without_kept_feeds

MOMENTS = (
    *("24/11/2026 09:00", "24/11/2026 12:00", "24/11/2026 23:59", "25/11/2026 00:00"),
    *("25/11/2026 06:00", "01/12/2026 08:00", "01/01/2027 00:00"),
)
BODIES = (
    *("Đoạn văn.", "Một **đoạn** về HTX.\n\n## Mục\n\n- a", "Xem [bài kia](/tin-tuc/bai-0/)."),
    *('![Người thợ](anh/mot/1.jpg "Ở xưởng. Ảnh: A")', '![Lò](anh/hai/1.jpg "Lò. Ảnh: B")'),
    *("[Văn bản](tep/a.pdf) và [biểu mẫu](tep/b.pdf).", "CNNT, HTX: *nghề*."),
)
HEADERS = (
    *("summary: Lời dẫn khác.", "summary: Lời dẫn kia.", "sample: true", "status: hidden"),
    *("status: draft", "embargo: 25/11/2026 06:00", "author: Bút danh", "tags: [đào tạo, Đào Tạo]"),
    *("photos: [{file: anh/mot/1.jpg, alt: Ảnh, caption: A., credit: 'Ảnh: B'}]", "lang: vi"),
)
CENTRES = (
    *("agency: Sở Công Thương", "abbreviations: {HTX: hợp tác xã}", "short_name: Bản tin khác"),
    *("menu: [{name: Tin, address: /}]", "newsml: true", "url: https://khac.example"),
)
THEME_FILES = ("templates/story.html", "components/figure/template.html", "static/base.css")
COLOURS = ("#2a6f7a", "#7a2a6f", "#6f7a2a")
Step = Callable[[], None]


class Trickster:
    """Somebody at a desk who knows where caches look, and a record of what was done."""

    def __init__(self, home: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.desk = Desk(home)
        self.now = MOMENTS[0]
        self.done: list[str] = []
        self.made = 0
        self.aside = home / "cu"
        for number in (1, 2):
            shutil.copytree(self.desk.folder, home / f"noi-dung-{number}")
        shutil.rmtree(self.desk.folder)
        self.point_content()
        for _ in range(2):
            self.begin_content()
            self.point_content()
        self.steps: dict[str, Step] = {
            name: getattr(self, name)
            for name, value in vars(Trickster).items()
            if callable(value) and not name.startswith("_") and name not in NO_STEPS
        }

    # The content

    def begin_content(self) -> None:
        for folder in ("mot", "hai"):
            for number in (1, 2):
                self._photo(f"anh/{folder}/{number}.jpg")
        for name in ("a", "b"):
            self.desk.write(f"tep/{name}.pdf", f"%PDF-1.7 {name}\n")
        for number in range(3):
            self.desk.story(f"tin-tuc/bai-{number}.md", title=f"Bài {number}", slug=f"bai-{number}")
        self.desk.product("san-pham/mien.md", "Miến", "awards: [{level: tinh, year: 2024}]")

    def write_a_story(self) -> None:
        self.made += 1
        folder = self.chance.choice(("tin-tuc", "mo-hinh", "truyen-hinh"))
        name = f"moi-{self.made}"
        self.desk.story(f"{folder}/{name}.md", title=f"Bài {name}", slug=name, body=self._body())

    def edit_a_body(self) -> None:
        with self._entry().open("a", encoding="utf-8") as stream:
            stream.write(f"\n{self._body()}\n")

    def edit_a_header(self) -> None:
        _put_line(self._entry(), self.chance.choice(HEADERS))

    def edit_the_centre(self) -> None:
        _put_line(self.desk.folder / "site.yml", self.chance.choice(CENTRES))

    def delete_a_story(self) -> None:
        stories = [file for file in self._entries() if "bai-0" not in file.name]
        if len(stories) > 3:
            self.chance.choice(stories).unlink()

    def edit_with_size_and_time_put_back(self) -> None:
        _rewrite(self._input(), self._letters)

    def edit_with_the_clock_back(self) -> None:
        file = self._input()
        file.write_bytes(self._letters(file.read_bytes()))
        then = time.time() + self.chance.choice((-86_400, -2, -1, 3_600))
        os.utime(file, (int(then), int(then)))

    def swap_two_entries_by_rename(self) -> None:
        stories = [file for file in self._entries() if file.parent.name == "tin-tuc"]
        if len(stories) > 1:
            _swap(*self.chance.sample(stories, 2))

    def swap_two_folders_of_photos(self) -> None:
        _swap(self.desk.folder / "anh" / "mot", self.desk.folder / "anh" / "hai")

    def swap_two_photos(self) -> None:
        _swap(*self.chance.sample(sorted(self.desk.folder.glob("anh/*/*.jpg")), 2))

    def swap_two_downloads(self) -> None:
        _swap(self.desk.folder / "tep" / "a.pdf", self.desk.folder / "tep" / "b.pdf")

    def replace_a_photo(self) -> None:
        photos = sorted(self.desk.folder.glob("anh/*/*.jpg"))
        self._photo(self.chance.choice(photos).relative_to(self.desk.folder).as_posix())

    def replace_a_photo_by_one_as_large_and_old(self) -> None:
        """Another picture in a file of the same size and time."""
        file = self.chance.choice(sorted(self.desk.folder.glob("anh/*/*.jpg")))
        before, size = file.stat(), file.stat().st_size
        self._photo(file.relative_to(self.desk.folder).as_posix(), room=0)
        data = file.read_bytes()
        if len(data) <= size:
            file.write_bytes(data + bytes(size - len(data)))
            os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

    # Places

    def point_content(self) -> None:
        """`content` is a link to another folder from now on."""
        link = self.desk.home / "content"
        other = (
            "noi-dung-2" if link.exists() and link.readlink().name.endswith("1") else "noi-dung-1"
        )
        _point(link, other)

    def point_output(self) -> None:
        link = self.desk.output
        if link.exists() and not link.is_symlink():
            link.rename(self.desk.home / "ra-1")
        elsewhere = link.is_symlink() and link.readlink().name.endswith("1")
        (self.desk.home / ("ra-2" if elsewhere else "ra-1")).mkdir(exist_ok=True)
        _point(link, "ra-2" if elsewhere else "ra-1")

    def move_the_home(self) -> None:
        """Everything lies in another folder from now on, caches and output too."""
        home = self.desk.home
        moved = home.rename(home.with_name("ban-moi" if home.name == "ban" else "ban"))
        self.desk.home, self.desk.cache = moved, moved / ".cache"
        self.desk.folder, self.aside = moved / "content", moved / "cu"

    def copy_the_home(self) -> None:
        """A backup is played back: every file is another one of the same bytes and times."""
        copy = self.desk.home.with_name("ban-sao")
        shutil.copytree(self.desk.home, copy, symlinks=True)
        shutil.rmtree(self.desk.home)
        copy.rename(self.desk.home)

    def take_away_or_bring_the_settings(self) -> None:
        settings, away = self.desk.home / "pelicanconf.py", self.desk.home / "xa.py"
        if settings.exists():
            settings.rename(away)
        else:
            away.rename(settings)

    def edit_the_settings(self) -> None:
        settings = self.desk.home / "pelicanconf.py"
        if settings.exists():
            with settings.open("a") as stream:
                stream.write(f"\nRELATIVE_URLS = {self.chance.random() < 0.5}\n")

    def edit_the_theme(self) -> None:
        file = self.desk.home / "theme" / self.chance.choice(THEME_FILES)
        _rewrite(file, lambda data: data.replace(b"story", b"styro", 1).replace(b"0", b"1", 1))

    # The world

    def move_the_clock(self) -> None:
        self.now = self.chance.choice(MOMENTS)

    def change_the_environment(self) -> None:
        os.environ[self.chance.choice(("LANG", "TZ", "HOME", "KHUYENCONG_TEST"))] = str(
            self.chance.choice(("C", "vi_VN.UTF-8", "/tmp"))  # noqa: S108
        )

    def change_the_umask(self) -> None:
        os.umask(self.chance.choice((0o022, 0o077, 0o002)))

    # Caches

    def cut_a_cache_file(self) -> None:
        for file in self._cache_files(3):
            data = file.read_bytes()
            file.write_bytes(data[: self.chance.randrange(len(data) + 1)])

    def change_a_cache_file(self) -> None:
        for file in self._cache_files(3):
            data = bytearray(file.read_bytes())
            if data:
                data[self.chance.randrange(len(data))] ^= 1 << self.chance.randrange(8)
                _rewrite(file, lambda _, changed=bytes(data): changed)

    def remove_a_cache_file(self) -> None:
        for file in self._cache_files(3):
            file.unlink()

    def swap_two_cache_files(self) -> None:
        for file in self._cache_files(4):
            others = [other for other in file.parent.iterdir() if other != file and other.is_file()]
            if others:
                _swap(file, self.chance.choice(sorted(others)))

    def swap_two_pictures_in_the_cache(self) -> None:
        pictures = sorted((self.desk.cache / "pictures").glob("??/*.*"))
        if len(pictures) > 1:
            one, other = self.chance.sample(pictures, 2)
            data = other.read_bytes()
            _rewrite(one, lambda _: data)

    def remove_a_cache(self) -> None:
        folders = sorted(path for path in self.desk.cache.iterdir() if path.is_dir())
        shutil.rmtree(self.chance.choice(folders))

    def restore_an_older_cache(self) -> None:
        """A backup is played back, or made."""
        if self.aside.exists():
            folder = self.chance.choice(sorted(self.aside.iterdir()))
            target = self.desk.cache / folder.name
            if folder.is_dir():
                shutil.rmtree(target, ignore_errors=True)
                shutil.move(folder, target)
            shutil.rmtree(self.aside)
        else:
            shutil.copytree(self.desk.cache, self.aside)

    def check_the_content(self) -> None:
        """Fills the cache of `check`; what it says must be what it says without one."""
        said = self.desk.run("check", "--now", self.now)
        (self.desk.cache / "kiem-tra").unlink(missing_ok=True)
        again = self.desk.run("check", "--now", self.now)
        assert (said.code, said.out) == (again.code, again.out), self.done

    # The output

    def cut_an_output_file(self) -> None:
        for file in self._output_files(3):
            file.write_bytes(file.read_bytes()[:-7])

    def change_an_output_file(self) -> None:
        for file in self._output_files(3):
            _rewrite(file, bytes.swapcase)

    def swap_two_output_files(self) -> None:
        files = self._output_files(2)
        if len(files) == 2:
            _swap(*files)

    def put_a_folder_in_the_place_of_an_output_file(self) -> None:
        for file in self._output_files(1):
            file.unlink()
            file.mkdir()
            (file / "la.txt").write_text("x")

    def put_a_link_in_the_place_of_an_output_file(self) -> None:
        for file in self._output_files(1):
            copy = self.desk.home / "ngoai.bin"
            copy.write_bytes(file.read_bytes())
            file.unlink()
            file.symlink_to(copy)

    def put_a_file_in_the_place_of_an_output_folder(self) -> None:
        folders = sorted(path for path in self.desk.output.glob("*/*") if path.is_dir())
        if folders:
            folder = self.chance.choice(folders)
            shutil.rmtree(folder)
            folder.write_text("x")

    def leave_a_stray_in_the_output(self) -> None:
        if (self.desk.output / ".khuyencong").exists():
            place = self.desk.output / self.chance.choice(("la", "tin-tuc/la", "a/b/c"))
            place.mkdir(parents=True, exist_ok=True)
            (place / "la.html").write_text("x")

    # How it is done

    def run(self, steps: int) -> None:
        """Do so many random things, and hold a build against a clean one after each."""
        self.compare()
        for _ in range(steps):
            name = self.chance.choice(sorted(self.steps))
            self.done.append(name)
            self.steps[name]()
            if self.chance.random() < 0.7:
                time.sleep(FINE_CLOCK / 1e9 + 0.005)  # settled: a stamp may be written
            self.compare()

    def compare(self) -> None:
        before = tree(self.desk.output)
        said = self.desk.build(now=self.now)
        clean = self._clean_build()
        trail = f"{len(self.done)} steps, the last {self.done[-12:]}"
        assert said.code == clean.code, f"{trail}\n{said.err}\n---\n{clean.err}"
        found = tree(self.desk.output)
        if said.code == 0:
            found = without_kept_feeds(found, clean.output)
        wanted = before if said.code else clean.output
        differing = [p for p in {*found, *wanted} if found.get(p) != wanted.get(p)]
        assert not differing, f"{trail}\n{sorted(differing)[:12]}"

    def _clean_build(self) -> Clean:
        """A build that remembers nothing at all."""
        pictures = self.desk.cache / "pictures"
        hidden = self.desk.home / "pictures"
        if pictures.exists():
            pictures.rename(hidden)
        clean = self.desk.clean_build(now=self.now)
        if hidden.exists():
            hidden.rename(pictures)
        return clean

    def _entries(self) -> list[Path]:
        return sorted(self.desk.folder.glob("*/*.md"))

    def _entry(self) -> Path:
        return self.chance.choice(self._entries())

    def _input(self) -> Path:
        """A file from which the site is made."""
        return self.chance.choice([*self._entries(), *sorted(self.desk.folder.glob("tep/*.pdf"))])

    def _letters(self, data: bytes) -> bytes:
        """Another text of the same size: its last sign is another."""
        last = self.chance.choice([sign for sign in b"abcd" if sign != data[-2]])
        return data[:-2] + bytes([last]) + data[-1:]

    def _body(self) -> str:
        return self.chance.choice(BODIES)

    def _photo(self, path: str, room: int = 40) -> None:
        file = self.desk.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        size = self.chance.choice(((64, 48), (48, 64)))
        Image.new("RGB", size, self.chance.choice(COLOURS)).save(file, quality=80)
        with file.open("ab") as stream:
            stream.write(bytes(room))

    def _cache_files(self, most: int) -> list[Path]:
        files = sorted(file for file in self.desk.cache.rglob("*") if file.is_file())
        return self.chance.sample(files, min(most, len(files)))

    def _output_files(self, most: int) -> list[Path]:
        files = [f for f in sorted(self.desk.output.rglob("*")) if f.is_file()]
        files = [file for file in files if file.name != ".khuyencong"]
        return self.chance.sample(files, min(most, len(files)))


NO_STEPS = {"run", "compare", "begin_content"}


def _put_line(file: Path, line: str) -> None:
    """Put a line into a header, in the place of the one with its key."""
    key = line.partition(":")[0]
    lines = file.read_text(encoding="utf-8").split("\n")
    lines = [old for old in lines if not old.startswith(f"{key}:")]
    lines.insert(1, line)
    file.write_text("\n".join(lines), encoding="utf-8")


def _rewrite(file: Path, change: Callable[[bytes], bytes]) -> None:
    """Change a file in place and put its time back."""
    before = file.stat()
    file.write_bytes(change(file.read_bytes()))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def _swap(one: Path, other: Path) -> None:
    aside = one.with_name(f"{one.name}.doi-cho")
    one.rename(aside)
    other.rename(one)
    aside.rename(other)


def _point(link: Path, target: str) -> None:
    fresh = link.with_name(f"{link.name}.moi")
    fresh.symlink_to(target)
    fresh.replace(link)


@pytest.fixture
def trickster(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Trickster]:
    environment, umask = dict(os.environ), os.umask(0o022)
    home = tmp_path / "ban"
    home.mkdir()
    yield Trickster(home, request.param)
    os.umask(umask)
    os.environ.clear()
    os.environ.update(environment)


@pytest.mark.slow
@pytest.mark.parametrize("trickster", [1], indirect=True)
def test_a_few_tricks(trickster: Trickster) -> None:
    trickster.run(12)


@pytest.mark.audit
@pytest.mark.slow
@pytest.mark.parametrize("trickster", [20261124], indirect=True)
def test_fifty_tricks(trickster: Trickster) -> None:
    trickster.run(50)


@pytest.mark.audit
@pytest.mark.slow
@pytest.mark.parametrize("trickster", [7, 21, 20261128], indirect=True)
def test_hundred_and_fifty_tricks(trickster: Trickster) -> None:
    trickster.run(150)
