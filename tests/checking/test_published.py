"""What was published and vanishes without a word is told at the next build and check."""

from pathlib import Path

import pytest

from khuyencong.build import BuildSettings, Built, build
from khuyencong.checking.content_check import check
from khuyencong.content.folder import ContentError
from khuyencong.model.rules import Problem
from tests.conftest import NOW, ROOT, Content, theme_renderer
from tests.sinks import FileDict


class Folder(FileDict):
    """A sink that stands for one folder, whatever is built into it."""

    output = "/var/www/trang"


def built(content: Content, day: int = 24, month: int = 11) -> Built:
    now = NOW.replace(day=day, month=month)
    settings = BuildSettings(content.cache, ROOT / "theme", "", now)
    return build(content.folder, settings, Folder(theme_renderer()))


def told(problems: tuple[Problem, ...]) -> list[str]:
    return [f"{p.rule.code} {p.file}:{p.line}" for p in problems if p.rule.code.startswith("KC25")]


@pytest.fixture
def published(content: Content) -> Content:
    """Two stories that readers have."""
    content.story("tin-tuc/a.md", title="Bài A", slug="bai-a", uid="kc-a")
    content.story("tin-tuc/f.md", title="Bài F", slug="bai-f", uid="kc-f")
    assert told(built(content).problems) == []
    return content


def test_a_deleted_file_is_told_with_what_to_do(published: Content) -> None:
    (published.folder / "tin-tuc" / "f.md").unlink()
    (problem,) = [p for p in built(published).problems if p.rule.code == "KC250"]
    assert (problem.file, problem.line) == ("tin-tuc/f.md", 1)
    assert "“Bài F” (`/tin-tuc/bai-f/`)" in problem.message
    assert "status: withdrawn" in problem.advice and "aliases: /tin-tuc/bai-f/" in problem.advice


def test_it_is_told_for_thirty_days_and_in_check_too(published: Content) -> None:
    (published.folder / "tin-tuc" / "f.md").unlink()
    for day, month in ((24, 11), (25, 11), (23, 12)):
        assert told(built(published, day, month).problems) == ["KC250 tin-tuc/f.md:1"]
    found = check(published.folder, published.cache, NOW, theme_renderer).problems
    assert told(found) == ["KC250 tin-tuc/f.md:1"]
    assert told(built(published, 24, 12).problems) == []


@pytest.mark.parametrize(
    "answer",
    [
        {"title": "Bài F", "slug": "bai-f", "status": "withdrawn", "modified": "24/11/2026 08:00"},
        {"title": "Bài F", "slug": "bai-f", "status": "hidden"},
        {"title": "Bài mới", "slug": "bai-moi", "aliases": "/tin-tuc/bai-f/"},
    ],
)
def test_who_answers_at_the_address_is_not_warned(
    published: Content, answer: dict[str, str]
) -> None:
    published.story("tin-tuc/f.md", uid="kc-f", **answer)
    assert told(built(published).problems) == []


@pytest.mark.parametrize("uid", ["kc-f", ""])
def test_another_slug_is_told_at_its_line(published: Content, uid: str) -> None:
    published.story("tin-tuc/f.md", title="Bài F", slug="bai-khac", uid=uid)
    (problem,) = [p for p in built(published).problems if p.rule.code == "KC251"]
    assert problem.file == "tin-tuc/f.md"
    line = (published.folder / "tin-tuc" / "f.md").read_text("utf-8").splitlines()[problem.line - 1]
    assert line == "slug: bai-khac"
    assert "aliases: /tin-tuc/bai-f/" in problem.advice


def test_another_title_and_another_folder_change_the_address_too(published: Content) -> None:
    published.story("tin-tuc/khong-slug.md", title="Tít đầu", uid="kc-k")
    built(published)
    published.story("tin-tuc/khong-slug.md", title="Tít sau", uid="kc-k")
    (published.folder / "mo-hinh").mkdir()
    (published.folder / "tin-tuc" / "f.md").rename(published.folder / "mo-hinh" / "f.md")
    files = sorted(line.partition(":")[0] for line in told(built(published).problems))
    assert files == ["KC251 mo-hinh/f.md", "KC251 tin-tuc/khong-slug.md"]


HOUSEHOLD = "{{name: {}, kind: hop-tac-xa, province: Lạng Sơn}}"


@pytest.mark.parametrize(
    ("old", "new", "address"),
    [
        ({"producer": HOUSEHOLD.format("HTX Cũ")}, {"producer": HOUSEHOLD.format("HTX Mới")},
         "/co-so/htx-cu/"),
        ({"tags": "[Chè, Miến]"}, {"tags": "[Trà, Miến]"}, "/the/che/"),
    ],
)  # fmt: skip
def test_another_name_of_a_producer_or_a_tag_is_told_where_it_was_written(
    published: Content, old: dict[str, str], new: dict[str, str], address: str
) -> None:
    def write(**keys: str) -> None:
        published.product("san-pham/a.md", "Giỏ mây", **keys)
        published.story("tin-tuc/f.md", title="Bài F", slug="bai-f", uid="kc-f", **keys)

    write(**old)
    assert told(built(published).problems) == []
    write(**new)
    (problem,) = [p for p in built(published).problems if p.rule.code == "KC251"]
    assert f"`aliases: {address}`" in problem.advice.replace("dòng ", "")
    assert told(check(published.folder, published.cache, NOW, theme_renderer).problems) == [
        f"KC251 {problem.file}:1"
    ]
    published.product("san-pham/a.md", "Giỏ mây", **new, aliases=address)
    assert told(built(published).problems) == []


def test_a_producer_whose_products_are_withdrawn_is_no_changed_address(content: Content) -> None:
    content.product("san-pham/a.md", "Giỏ mây")
    assert told(built(content).problems) == []
    content.product("san-pham/a.md", "Giỏ mây", status="hidden")
    assert told(built(content).problems) == []


def test_a_published_story_that_becomes_a_draft_is_told(published: Content) -> None:
    published.story("tin-tuc/f.md", title="Bài F", slug="bai-f", uid="kc-f", status="draft")
    assert told(built(published).problems) == ["KC250 tin-tuc/f.md:1"]


def test_a_link_to_a_deleted_story_does_not_suggest_another_page(published: Content) -> None:
    published.story("tin-tuc/f2.md", title="Bài F2", slug="bai-f2", uid="kc-f2")
    published.story(
        "tin-tuc/a.md", title="Bài A", slug="bai-a", uid="kc-a", body="[F](/tin-tuc/bai-f/)"
    )
    built(published)
    (published.folder / "tin-tuc" / "f.md").unlink()
    with pytest.raises(ContentError) as refused:
        built(published)
    problems = [
        *refused.value.problems,
        *check(published.folder, published.cache, NOW, theme_renderer).problems,
    ]
    dead = [problem for problem in problems if problem.rule.code == "KC403"]
    assert len(dead) == 2
    for problem in dead:
        assert "tin-tuc/f.md" in problem.advice and "status: withdrawn" in problem.advice
        assert "bai-f2" not in problem.advice


def test_another_site_in_the_same_folder_is_not_compared(
    published: Content, tmp_path: Path
) -> None:
    other = Content(tmp_path / "khac")
    other.cache = published.cache
    other.story(uid="kc-khac")
    assert told(built(other).problems) == []


def test_a_build_that_is_refused_forgets_nothing(published: Content) -> None:
    (published.folder / "tin-tuc" / "f.md").unlink()
    published.story("tin-tuc/a.md", title="Bài A", slug="bai-a", uid="kc-a", date="32/11/2026")
    with pytest.raises(ContentError):
        built(published)
    published.story("tin-tuc/a.md", title="Bài A", slug="bai-a", uid="kc-a")
    assert told(built(published).problems) == ["KC250 tin-tuc/f.md:1"]
