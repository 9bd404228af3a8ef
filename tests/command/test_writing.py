"""Where content begins: a new centre, a new file."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from khuyencong.checking.content_check import check
from khuyencong.cli import app
from tests.conftest import NOW, theme_renderer

ANSWERS = (
    *("--name", 'Trung tâm "Khuyến công": Bến Mẫu #1', "--province", "Bến Mẫu"),
    *("--phone", "0205 3812 345", "--address", "Số 1: đường Mẫu"),
)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path


def run(*words: str, keys: str | None = None) -> Result:
    return CliRunner().invoke(app, list(words), input=keys)


def test_a_centre_is_made_from_nothing(here: Path) -> None:
    done = run("init", "Trung tâm mới", *ANSWERS)
    assert done.exit_code == 0, done.output
    content = here / "Trung tâm mới" / "content"
    found = check(content, here / ".cache", NOW.replace(year=2100), theme_renderer)
    assert [p.rule.code for p in found.problems] == ["KC237"]
    assert (content / "tin-tuc" / "bai-mau.md").is_file()
    assert (content / "san-pham" / "san-pham-mau.md").is_file()


def test_what_was_answered_stands_in_site_yml(here: Path) -> None:
    run("init", "moi", *ANSWERS)
    from khuyencong.content.folder import read_centre

    centre, _ = read_centre(here / "moi" / "content")
    assert centre is not None
    assert centre.name == 'Trung tâm "Khuyến công": Bến Mẫu #1'
    assert (centre.province, centre.phones) == ("Bến Mẫu", ("0205 3812 345",))
    assert centre.address == "Số 1: đường Mẫu"


def test_it_asks_what_it_was_not_told(here: Path) -> None:
    done = run("init", "moi", keys="Trung tâm A\nTỉnh B\n0205 3812 345\nSố 2\n")
    assert done.exit_code == 0
    for question in ("Tên trung tâm", "Tỉnh, thành phố", "Điện thoại", "Địa chỉ"):
        assert question in done.output
    assert run("init", "moi2", keys="").exit_code == 130


def test_nothing_is_ever_overwritten(here: Path) -> None:
    assert run("init", "moi", *ANSWERS).exit_code == 0
    before = (here / "moi/content/site.yml").read_bytes()
    again = run("init", "moi", "--name", "Khác", *ANSWERS[2:])
    assert again.exit_code == 1 and "không ghi đè" in again.output
    assert (here / "moi/content/site.yml").read_bytes() == before


def test_the_folder_of_a_centre_stands_for_its_content(here: Path) -> None:
    run("init", "moi", *ANSWERS)
    assert run("check", "moi").output == run("check", "moi/content").output
    missing = run("check", "khac")
    assert missing.exit_code == 2 and "khuyencong init" in missing.output


def test_an_endless_title_is_refused_with_its_length(here: Path) -> None:
    (here / "content").mkdir()
    done = run("new", "tin-tuc", "Lớp tập huấn " * 25)
    assert done.exit_code == 2 and "Tít dài 324 ký tự" in done.output and "KC109" in done.output
    assert not list((here / "content").rglob("*.md"))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Lớp\ttập  huấn\n", "lop-tap-huan.md"),
        ("𝐌𝐨̛̉ 𝐥𝐨̛́𝐩", "mo-lop.md"),
        ("a" * 200, f"{'a' * 200}.md"),
    ],
)
def test_a_title_is_cleaned_as_text_is(here: Path, title: str, name: str) -> None:
    (here / "content").mkdir()
    assert run("new", "tin-tuc", title).exit_code == 0
    assert [file.name for file in (here / "content/tin-tuc").iterdir()] == [name]


def test_a_name_of_a_device_becomes_another_file(here: Path) -> None:
    (here / "content").mkdir()
    assert run("new", "san-pham", "Cồn").exit_code == 0
    (file,) = (here / "content/san-pham").iterdir()
    assert file.name.startswith("con-") and f"slug: {file.stem}\n" in file.read_text("utf-8")


def test_a_title_without_letters_and_a_missing_folder_are_refused(here: Path) -> None:
    assert "Không có thư mục" in run("new", "tin-tuc", "Mở lớp").output
    assert not (here / "content").exists()
    (here / "content").mkdir()
    assert "chữ hoặc số" in run("new", "tin-tuc", "!!!").output


def test_a_folder_that_may_not_be_written_is_named(here: Path) -> None:
    (here / "content").mkdir()
    (here / "content" / "tin-tuc").write_text("không phải thư mục", encoding="utf-8")
    done = run("new", "tin-tuc", "Mở lớp")
    assert done.exit_code == 2 and "Không ghi được" in done.output
