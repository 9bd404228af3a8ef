"""A component is drawn once for the same arguments, and texts that nobody asks for again go."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from jinja2.runtime import Macro
from msgspec import Struct

from khuyencong.pages.views import Chrome, ProductCard, StoryCard
from khuyencong.pictures.picture import Derivative, Picture
from khuyencong.rendering.component_cache import MOST, UNASKED, CachedMacro
from khuyencong.rendering.templates import RenderSettings, environment


class Card(Struct, frozen=True):
    """What a component shows."""

    title: str


@pytest.fixture
def component(tmp_path: Path) -> Callable[[str, str], CachedMacro]:
    """A component of a theme by its parameters and its template."""

    def made(parameters: str, text: str) -> CachedMacro:
        folder = tmp_path / "components"
        folder.mkdir(exist_ok=True)
        macro = f"{{% macro ve({parameters}) %}}{text}{{% endmacro %}}"
        (folder / "mau.html").write_text(macro, encoding="utf-8")
        jinja = environment(RenderSettings(tmp_path, (), {}, {}, {}, {}, False))
        found = jinja.get_template("mau.html").module
        return found.ve  # type: ignore[attr-defined, no-any-return]

    return made


def counted(component: CachedMacro) -> list[int]:
    """How often the macro behind a component draws from now on: the only item."""
    drawn, macro = [0], component.macro

    def draw(*args: object, **kwargs: object) -> str:
        drawn[0] += 1
        return macro(*args, **kwargs)

    component.macro = draw  # type: ignore[assignment]
    return drawn


def test_equal_arguments_are_drawn_once(component: Callable[[str, str], CachedMacro]) -> None:
    card = component("the, cap=3", "<h{{ cap }}>{{ the.title }}</h{{ cap }}>")
    drawn = counted(card)
    assert card(Card("Miến & bún"), cap=2) == "<h2>Miến &amp; bún</h2>"
    assert card(Card("Miến & bún"), cap=2) == "<h2>Miến &amp; bún</h2>"
    assert drawn == [1]
    assert card(Card("Miến & bún")) == "<h3>Miến &amp; bún</h3>"
    assert card(Card("Chè"), cap=2) == "<h2>Chè</h2>"
    assert drawn == [3]


def test_what_looks_different_is_drawn_again(component: Callable[[str, str], CachedMacro]) -> None:
    card = component("so, cap=''", "{{ so }}{{ cap }}")
    assert [card(1), card(True), card(1.0)] == ["1", "True", "1.0"]
    assert [card("", cap=0), card("", cap=False)] == ["0", "False"]


def test_a_list_that_may_change_is_drawn_each_time(
    component: Callable[[str, str], CachedMacro],
) -> None:
    card = component("cac", "{{ cac | join(', ') }}")
    names = ["chè"]
    assert card(names) == "chè"
    names.append("miến")
    assert card(names) == "chè, miến"


def test_drawings_that_nobody_asks_for_again_are_forgotten(
    component: Callable[[str, str], CachedMacro],
) -> None:
    text = component("so", "{{ so }}")
    for number in range(UNASKED + 10):
        text(number)
    assert len(text._drawn) == 10
    text(UNASKED + 9)  # asked for twice: this one is a component of many pages
    for number in range(MOST):
        text(number)
    assert UNASKED < len(text._drawn) <= MOST


def test_what_stands_on_many_pages_is_walked_through_once() -> None:
    for view in (Chrome, StoryCard, ProductCard):
        assert view.__struct_config__.cache_hash, view


def test_pictures_that_are_equal_are_one_picture_to_a_component() -> None:
    made = Derivative("anh/mien-400.jpg", 400, 300, "image/jpeg")
    picture = Picture("anh/mien.jpg", 400, 300, "#aabbcc", (), (made,), made)
    same, other = replace(picture), replace(picture, width=401)
    assert hash(same) == hash(picture)
    assert {picture: "vẽ"}.get(same) == "vẽ"
    assert {picture: "vẽ"}.get(other) is None


def test_a_macro_with_a_caller_draws_what_it_is_called_with(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "components").mkdir()
    (tmp_path / "components/khung.html").write_text(
        "{% macro khung() %}<p>{{ caller() }}</p>{% endmacro %}", encoding="utf-8"
    )
    (tmp_path / "templates/trang.html").write_text(
        '{% from "khung.html" import khung %}{% for ten in cac %}'
        "{% call khung() %}{{ ten }}{% endcall %}{% endfor %}",
        encoding="utf-8",
    )
    jinja = environment(RenderSettings(tmp_path, (), {}, {}, {}, {}, False))
    page = jinja.get_template("trang.html")
    assert page.render(cac=["chè", "bún & miến"]) == "<p>chè</p><p>bún &amp; miến</p>"
    assert isinstance(vars(jinja.get_template("khung.html").module)["khung"], Macro)
