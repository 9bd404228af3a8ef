"""After any sequence of edits an incremental build leaves what a clean one would."""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.rendering.conftest import Desk, tree, without_kept_feeds

TITLES = st.sampled_from(
    ["Mở lớp tập huấn", "Máy thái miến mới", "Làng nghề đón khách", "Bình chọn <sản phẩm> & nghề"]
)
FOLDERS = st.sampled_from(["tin-tuc", "mo-hinh", "truyen-hinh", "chinh-sach"])
DATES = st.sampled_from(["20/11/2026 08:00", "21/11/2026", "2026-11-22T01:30:00Z", "23/11/2026"])
STATUSES = st.sampled_from(["", "", "", "draft", "hidden", "withdrawn"])
TAGS = st.lists(st.sampled_from(["đào tạo", "Đào Tạo", "hợp tác xã", "máy móc"]), max_size=3)
PHOTOS = st.sampled_from(["", "anh/mot.jpg", "anh/hai.jpg"])
BODIES = st.sampled_from(
    [
        "Đoạn văn.",
        "Một **đoạn** về HTX.\n\n## Mục\n\n- a\n- b",
        '![Người thợ](anh/mot.jpg "Ở xưởng. Ảnh: A")\n\nHết.',
        "Xem [bài kia](/tin-tuc/bai-0/).",
        "Xem [tệp kia](bai-1.md).",
    ]
)
LEVELS = st.sampled_from(["xa", "tinh", "quoc-gia"])
MOMENTS = ["24/11/2026 09:00", "24/11/2026 12:00", "25/11/2026 00:30", "01/01/2027 08:00"]


def differences(
    made: Mapping[str, bytes], clean: Mapping[str, bytes]
) -> dict[str, tuple[bytes | None, ...]]:
    """What two sites have at paths where they are not the same, from the first other byte on."""
    found: dict[str, tuple[bytes | None, ...]] = {}
    for path in sorted(made.keys() | clean.keys()):
        pair = made.get(path), clean.get(path)
        if pair[0] != pair[1]:
            both = enumerate(zip(*(data or b"" for data in pair), strict=False))
            start = max(0, next((at for at, (one, other) in both if one != other), 0) - 40)
            found[path] = tuple(data and data[start : start + 200] for data in pair)
    return found


class Editing(RuleBasedStateMachine):
    """Staff and developers at work on one site."""

    @initialize()
    def begin(self) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="khuyencong-"))
        self.desk = self.make_desk(self.home)
        self.desk.photo("anh/mot.jpg", (64, 48))
        self.desk.photo("anh/hai.jpg", (48, 64))
        for number in range(2):
            self.desk.story(f"tin-tuc/bai-{number}.md", title=f"Bài {number}")
        self.now = 0
        self.made = 2
        self.changed = True

    def make_desk(self, home: Path) -> Desk:
        """The folder in which they work."""
        return Desk(home)

    def teardown(self) -> None:
        if hasattr(self, "home"):
            self.build()
            shutil.rmtree(self.home)

    def files(self) -> list[Path]:
        return sorted(self.desk.folder.glob("*/*.md"))

    def pick(self, number: int) -> Path:
        files = self.files()
        return files[number % len(files)]

    @rule(
        folder=FOLDERS,
        title=TITLES,
        date=DATES,
        status=STATUSES,
        tags=TAGS,
        photo=PHOTOS,
        body=BODIES,
        embargo=st.sampled_from(["", "", "24/11/2026 10:00"]),
    )
    def write_a_story(
        self,
        folder: str,
        title: str,
        date: str,
        status: str,
        tags: list[str],
        photo: str,
        body: str,
        embargo: str,
    ) -> None:
        self.made += 1
        photos = f"[{{file: {photo}, alt: Ảnh, caption: A., credit: 'Ảnh: B'}}]" if photo else ""
        self.desk.story(
            f"{folder}/bai-{self.made}.md",
            title=f'"{title} {self.made}"',
            slug=f"bai-{self.made}",
            date=date,
            status=status,
            tags=f"[{', '.join(tags)}]",
            photos=photos,
            body=body,
            embargo=embargo,
        )

    @rule(title=TITLES, level=LEVELS, year=st.integers(2024, 2026), sealed=st.booleans())
    def write_a_product(self, title: str, level: str, year: int, sealed: bool) -> None:
        self.made += 1
        expires = ", expires: 24/11/2026" if sealed else ""
        self.desk.product(
            f"san-pham/sp-{self.made}.md",
            f'"{title} {self.made}"',
            f"awards:\n  - {{level: {level}, year: {year}{expires}}}",
            slug=f"sp-{self.made}",
        )

    @precondition(lambda self: self.files())
    @rule(number=st.integers(0, 99), words=st.sampled_from(["Thêm.", "HTX.", "[x](/the/)"]))
    def edit_a_body(self, number: int, words: str) -> None:
        with self.pick(number).open("a", encoding="utf-8") as stream:
            stream.write(f"\n{words}\n")

    @precondition(lambda self: self.files())
    @rule(
        number=st.integers(0, 99),
        line=st.sampled_from(
            ["summary: Lời dẫn khác.", "sample: true", "author: Bút danh", "status: hidden"]
        ),
    )
    def edit_a_header(self, number: int, line: str) -> None:
        file = self.pick(number)
        key = line.partition(":")[0]
        lines = file.read_text(encoding="utf-8").split("\n")
        kept = [old for old in lines if not old.startswith(f"{key}:")]
        file.write_text("\n".join(["---", line, *kept[1:]]), encoding="utf-8")

    @precondition(lambda self: self.files())
    @rule(number=st.integers(0, 99), folder=FOLDERS)
    def move_a_file(self, number: int, folder: str) -> None:
        file = self.pick(number)
        target = self.desk.folder / folder / f"chuyen-{file.name}"
        target.parent.mkdir(exist_ok=True)
        file.rename(target)

    @precondition(lambda self: self.files())
    @rule(number=st.integers(0, 99))
    def delete_a_file(self, number: int) -> None:
        self.pick(number).unlink()

    @rule(width=st.sampled_from([32, 64]), name=st.sampled_from(["mot", "hai"]))
    def replace_a_photo(self, width: int, name: str) -> None:
        self.desk.photo(f"anh/{name}.jpg", (width, 40))

    @rule(
        line=st.sampled_from(
            [
                "agency: Sở Công Thương",
                "abbreviations: {HTX: hợp tác xã}",
                "menu: [{name: Tin, address: /tin-tuc/}]",
                "short_name: Bản tin khác",
            ]
        )
    )
    def edit_the_centre(self, line: str) -> None:
        file = self.desk.folder / "site.yml"
        key = line.partition(":")[0]
        lines = file.read_text(encoding="utf-8").rstrip("\n").split("\n")
        kept = [old for old in lines if not old.startswith(f"{key}:")]
        file.write_text("\n".join([line, *kept, ""]), encoding="utf-8")

    @rule(
        name=st.sampled_from(
            ["templates/story.html", "templates/base.html", "components/figure/template.html"]
        ),
        words=st.sampled_from(["<!-- a -->", "<!-- b -->"]),
    )
    def edit_a_template(self, name: str, words: str) -> None:
        file = self.desk.home / "theme" / name
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("{% endblock", f"{words}{{% endblock", 1), encoding="utf-8")

    @rule(colour=st.sampled_from(["#123456", "#654321"]))
    def edit_a_style(self, colour: str) -> None:
        with (self.desk.home / "theme/components/prose/style.css").open("a") as stream:
            stream.write(f"\n.prose {{ outline-color: {colour}; }}\n")

    @rule(line=st.sampled_from(["RELATIVE_URLS = True", "RELATIVE_URLS = False"]))
    def edit_the_settings(self, line: str) -> None:
        with (self.desk.home / "pelicanconf.py").open("a") as stream:
            stream.write(f"\n{line}\n")

    @rule()
    def let_time_pass(self) -> None:
        self.now = min(self.now + 1, len(MOMENTS) - 1)

    @rule(number=st.integers(0, 99), how=st.sampled_from(["gone", "longer", "same size"]))
    def disturb_the_output(self, number: int, how: str) -> None:
        files = sorted(path for path in self.desk.output.rglob("*.html"))
        if files:
            file = files[number % len(files)]
            if how == "gone":
                file.unlink()
            elif how == "longer":
                file.write_bytes(file.read_bytes() + b"x")
            else:
                file.write_bytes(file.read_bytes().swapcase())

    @rule(name=st.sampled_from(["reading", "releases", "stamps"]))
    def lose_a_cache(self, name: str) -> None:
        shutil.rmtree(self.desk.cache / name, ignore_errors=True)

    @rule()
    def build(self) -> None:
        """The point of it all."""
        now = MOMENTS[self.now]
        before = tree(self.desk.output)
        # A clean build cannot know what was published before: tests/checking/test_published.py.
        shutil.rmtree(self.desk.cache / "published", ignore_errors=True)
        said = self.desk.build(now=now)
        clean = self.desk.clean_build(now=now)
        assert said.code == clean.code, f"{said.err}\n---\n{clean.err}"
        if said.code:
            assert said.err == clean.err
            assert tree(self.desk.output) == before
        else:
            made = without_kept_feeds(tree(self.desk.output), clean.output)
            assert differences(made, clean.output) == {}
            assert sorted(said.err.splitlines()) == sorted(clean.err.splitlines())

    @invariant()
    def nothing_half_done_lies_about(self) -> None:
        if hasattr(self, "home"):
            assert not (self.home / ".output.moi-tam").exists()


Editing.TestCase.settings = settings(
    max_examples=8,
    stateful_step_count=14,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestAnySequenceOfEdits = pytest.mark.slow(Editing.TestCase)
