"""Many centres in one office: one command, one report."""

import shutil

import pytest

from tests.rendering.conftest import Desk
from tests.rendering.conftest import desk as office  # noqa: F401

pytestmark = pytest.mark.slow


def test_many_sites_are_built_and_one_that_fails_stops_no_other(office: Desk) -> None:  # noqa: F811
    office.photo()
    office.story(photos="[{file: anh/anh.jpg, alt: Lớp học, caption: Lớp, credit: Ảnh}]")
    for name in ("bac-ninh", "lang-son", "hue"):
        shutil.copytree(office.folder, office.home / name / "content")
    (office.home / "hue" / "content" / "tin-tuc" / "bai.md").write_text(
        "---\ntitle: Thiếu ngày\n---\n"
    )
    said = office.run("build-all", "bac-ninh", "lang-son", "hue", "--now", "24/11/2026 09:00")
    assert said.code == 1 and "1 trong 3 trang" in said.err and "KC105" in said.err
    assert "bac-ninh: 1 bài" in said.out and "lang-son: 1 bài" in said.out
    assert not (office.output / "hue").exists()
    alone = office.run("build", "lang-son", "--now", "24/11/2026 09:00", "-o", "rieng")
    assert alone.code == 0
    for file in (office.home / "rieng").rglob("*.*"):
        if file.is_file() and file.name != ".khuyencong":
            other = office.output / "lang-son" / file.relative_to(office.home / "rieng")
            assert other.read_bytes() == file.read_bytes(), file


def test_two_folders_of_one_name_would_overwrite_each_other(office: Desk) -> None:  # noqa: F811
    for name in ("a/hue", "b/hue"):
        shutil.copytree(office.folder, office.home / name)
    said = office.run("build-all", "a/hue", "b/hue")
    assert said.code == 2 and "trùng tên" in said.err


def test_a_site_that_may_not_go_out_says_why_in_words(office: Desk) -> None:  # noqa: F811
    shutil.copytree(office.folder, office.home / "hue" / "content")
    file = office.home / "hue" / "content" / "site.yml"
    file.write_text(file.read_text("utf-8").replace("tin@thu.", "tin@khuyencong."), "utf-8")
    said = office.run("build-all", "hue", "--production")
    assert said.code == 1 and "còn là mẫu" in said.err and "Error" not in said.err
