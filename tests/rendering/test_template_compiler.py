"""Templates print as Jinja's own do: everything escaped but what is HTML already."""

from enum import StrEnum
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, UndefinedError
from markupsafe import Markup, escape

from khuyencong.rendering import template_compiler
from khuyencong.rendering.template_compiler import html_of
from khuyencong.rendering.templates import RenderSettings, environment


class Kind(StrEnum):
    """A value of a header."""

    FOOD = "ẩm thực & đồ uống"


class Address:
    """What brings its own HTML along."""

    def __html__(self) -> str:
        return "<a>trang</a>"


@given(st.text() | st.text(alphabet="&<>\"'ạ") | st.integers() | st.none() | st.booleans())
def test_a_value_is_escaped_as_markupsafe_does(value: object) -> None:
    assert html_of(value) == escape(value)
    assert html_of(Markup(value)) == Markup(value)  # type: ignore[call-overload]  # noqa: S704


@pytest.mark.parametrize("value", [Kind.FOOD, Address(), 1.5, ("<b>",)])
def test_so_is_anything_else_that_a_view_holds(value: object) -> None:
    assert html_of(value) == escape(value)


def test_without_the_function_that_markupsafe_does_not_promise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(template_compiler, "_escaped", escape)
    assert html_of("<b>Chè & miến</b>") == "&lt;b&gt;Chè &amp; miến&lt;/b&gt;"


@pytest.mark.parametrize(
    "text",
    [
        "{{ ten }}{{ ma | safe }}{{ ten | upper }}{{ ten ~ ma }}{{ ten if so else ma }}",
        "{% macro ve(x) %}<i>{{ x }}</i>{% endmacro %}{{ ve(ten) }}{{ ve(ve(ten)) }}",
        "{% for x in cac %}{{ loop.index }}{{ x }}{% endfor %}",
        "{% autoescape false %}{{ ten }}{% endautoescape %}{{ ten }}",
        "{% autoescape so %}{{ ten }}{% endautoescape %}{{ ten }}",
        "{% set khoi %}<b>{{ ten }}</b>{% endset %}{{ khoi }}",
        "{% filter upper %}{{ ten }}{% endfilter %}",
        "{% block than %}{{ '<b>' }}{{ ten }}{{ [ten, 1] }}{% endblock %}",
    ],
)
def test_a_template_gives_what_jinja_gives(tmp_path: Path, text: str) -> None:
    (tmp_path / "templates").mkdir()
    values = {"ten": "Bún & <miến>", "ma": "<p>'\"</p>", "so": 1, "cac": ["<", Markup("<br>")]}
    ours = environment(RenderSettings(tmp_path, (), {}, {}, {}, {}, False))
    assert ours.from_string(text).render(values) == (
        Environment(autoescape=True).from_string(text).render(values)
    )


def test_a_name_that_no_view_has_is_an_error(tmp_path: Path) -> None:
    jinja = environment(RenderSettings(tmp_path, (), {}, {}, {}, {}, False))
    with pytest.raises(UndefinedError):
        jinja.from_string("{{ khong_co }}").render()


def test_what_a_site_has_jinja_do_with_each_value_is_done(tmp_path: Path) -> None:
    """Jinja's option `finalize`, by JINJA_ENVIRONMENT."""
    options = {"finalize": lambda value: "–" if value is None else value}
    jinja = environment(RenderSettings(tmp_path, (), options, {}, {}, {}, False))
    assert jinja.from_string("{{ khong }}{{ ten }}").render(khong=None, ten="<b>") == "–&lt;b&gt;"
